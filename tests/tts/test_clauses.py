# ruff: noqa: RUF001 -- the marks of other scripts are meant
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from myna.tts.clauses import MAX_CHARACTERS, ClauseSplitter, Lengths
from tts.clauses_kit import LENGTHS, NATURAL, split


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        (" \n ", []),
        ("Paris", ["Paris"]),
        ("Yes. It is.", ["Yes.", "It is."]),
        ("Really?! Wait... What…  No!", ["Really?!", "Wait...", "What…", "No!"]),
        ("wait... what", ["wait... what"]),
        ("hello. how are you?", ["hello.", "how are you?"]),
        ("Go!No?Yes", ["Go!", "No?", "Yes"]),
        ("Hello!😊 How are you?", ["Hello!", "😊 How are you?"]),
    ],
)
def test_a_sentence_is_a_clause(text: str, clauses: list[str]) -> None:
    assert split(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "It is 3.5 metres.",
        "Take fruit, e.g. Apples.",
        "Ask Dr. Smith.",
        "The U.S. Army is big.",
        "At 10:30 we go.",
        "It has 1,000 parts.",
        "See https://example.com/a?b=c.d,e!f for it.",
        "J. R. R. Tolkien wrote it.",
        "Take no. 5 of them.",
        "Dial ext. 12 now.",
        "It is from c. 1500 or so.",
        "It was on Jan. 5 there.",
        "At 5 p.m. the show ends.",
        "Bread etc. and milk.",
        "Am 3. Mai regnet es.",
        "An x != y is fine.",
        "A well-known bird - 3 of them.",
        "It was 5 - 3 or 10–15.",
        "The file is at a@b.com now.",
    ],
)
def test_a_mark_within_a_word_ends_nothing(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("At 5 p.m. The show ends.", ["At 5 p.m.", "The show ends."]),
        ("It weighs 4. Next one.", ["It weighs 4.", "Next one."]),
        ('"Go!" He went.', ['"Go!"', "He went."]),
        ('He said "go." (Then he left.) Good.', ['He said "go."', "(Then he left.)", "Good."]),
        ('"Why?" she asked.', ['"Why?" she asked.']),
        ("**Paris.** It is big.", ["**Paris.**", "It is big."]),
        ("See https://a.b/c. Then go.", ["See https://a.b/c.", "Then go."]),
    ],
)
def test_closing_marks_stay_with_their_sentence(text: str, clauses: list[str]) -> None:
    assert split(text) == clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("1. One\n2. Two\r\n- three\n\n* four", ["1. One", "2. Two", "- three", "* four"]),
        ("# Title\nText", ["# Title", "Text"]),
        ("---\nText\n---", ["---\nText"]),
        ("```python\nx = 1\n```\nDone", ["```python", "x = 1", "```\nDone"]),
    ],
)
def test_a_line_is_a_clause_unless_it_is_silent(text: str, clauses: list[str]) -> None:
    assert split(text) == clauses


def test_the_first_clause_ends_at_a_comma_behind_a_few_words() -> None:
    assert split("Well, the capital of France, as you know, is Paris, I think.") == [
        "Well, the capital of France,",
        "as you know, is Paris, I think.",
    ]
    assert split("I like it — a lot") == ["I like it —", "a lot"]
    assert split("I like it—a lot") == ["I like it—", "a lot"]
    assert split("Here it is: the bird; a small one") == ["Here it is:", "the bird; a small one"]
    assert split("On January 5, 2024 it rained, a lot") == ["On January 5, 2024 it rained,", "a lot"]


def test_a_later_clause_ends_at_a_comma_once_it_is_long() -> None:
    long = "the myna is a bird of the starling family that lives in the south of Asia,"
    assert split(f"Yes. So, {long} and it talks.") == ["Yes.", f"So, {long}", "and it talks."]


def test_scripts_without_spaces() -> None:
    assert split("你好。你知道吗？「是的！」他说：好") == ["你好。", "你知道吗？", "「是的！」", "他说：好"]
    assert split("法国的首都是巴黎，它很大。") == ["法国的首都是巴黎，", "它很大。"]
    assert split("आप कैसे हैं। मैं ठीक हूँ।") == ["आप कैसे हैं।", "मैं ठीक हूँ।"]


def test_a_clause_leaves_with_the_next_token() -> None:
    splitter = ClauseSplitter()
    assert splitter.feed("Paris") == []
    assert splitter.feed(".") == []
    assert splitter.feed(" It") == ["Paris."]
    assert splitter.feed(" is!") == []
    assert splitter.feed("\n") == ["It is!"]
    assert splitter.flush() == []


def test_a_flushed_splitter_is_as_new() -> None:
    splitter = ClauseSplitter()
    text = "The first clause, as ever, is short."
    assert splitter.feed(text) + splitter.flush() == splitter.feed(text) + splitter.flush() == split(text)


def test_text_without_marks_is_cut_between_words() -> None:
    clauses = split("word " * 100)
    assert " ".join(clauses).split() == ["word"] * 100
    assert max(map(len, clauses)) <= MAX_CHARACTERS
    assert [len(clause) for clause in split("字" * 450)] == [200, 200, 50]
    assert split("-" * 1000 + " end") == ["end"]


def test_a_long_text_in_one_piece() -> None:
    assert len(split("a" * 100_000)) == 100_000 // MAX_CHARACTERS
    assert split("." * 100_000) == []


PIECES = st.sampled_from(
    [
        *(
            "word",
            "Word",
            "Dr",
            "e.g",
            "U.S",
            "p.m",
            "a",
            "A",
            "3",
            "1990",
            "10:30",
            "法国",
            "巴黎",
            "https://a.b/c",
            "é",
        ),
        *(
            ".",
            "!",
            "?",
            "...",
            ",",
            ";",
            ":",
            "-",
            " - ",
            "—",
            '"',
            ")",
            "(",
            "**",
            "。",
            "，",
            "！",
            "」",
            "…",
            "x" * 90,
        ),
        *(" ", " ", " ", "  ", "\n", "\r\n", "\u00a0", "😊"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text())


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(TEXTS, LENGTHS)
@example("x" * 199 + " . y", NATURAL)
@example("x" * 199 + " y z", Lengths(most=200))
@example("字" * 100 + "a b", Lengths(most=250))
def test_nothing_is_lost_nothing_is_silent_all_is_bounded(text: str, lengths: Lengths) -> None:
    clauses = split(text, lengths=lengths)
    assert letters("".join(clauses)) == letters(text)
    for clause in clauses:
        assert clause == clause.strip()
        assert letters(clause)
        assert len(clause) <= MAX_CHARACTERS


@given(st.lists(st.sampled_from(["one", "two", "Three", "four,", "five.", "six!", "Dr.", "7,"]), max_size=80), LENGTHS)
def test_words_stay_whole_and_in_order(words: list[str], lengths: Lengths) -> None:
    assert " ".join(split(" ".join(words), lengths=lengths)).split() == words


@given(TEXTS, LENGTHS, st.data())
def test_the_pieces_of_the_stream_do_not_matter(text: str, lengths: Lengths, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert split(*pieces, lengths=lengths) == split(text, lengths=lengths)
    assert split(*text, lengths=lengths) == split(text, lengths=lengths)
