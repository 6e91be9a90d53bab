# ruff: noqa: RUF001 -- the marks of other scripts are meant
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from myna.voice.clauses import MAX_CHARACTERS, ClauseSplitter, FirstClause

NATURAL = FirstClause()


def split(*pieces: str, first: FirstClause = NATURAL) -> list[str]:
    splitter = ClauseSplitter(first)
    return [clause for piece in pieces for clause in splitter.feed(piece)] + splitter.flush()


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


FIRSTS = st.builds(
    FirstClause,
    least=st.integers(0, 80),
    most=st.integers(0, 250),
    unfinished=st.sampled_from([frozenset[str](), frozenset({"word", "a", "two", "three"})]),
)


@given(TEXTS, FIRSTS)
@example("x" * 199 + " . y", NATURAL)
@example("x" * 199 + " y z", FirstClause(most=200))
@example("字" * 100 + "a b", FirstClause(most=250))
def test_nothing_is_lost_nothing_is_silent_all_is_bounded(text: str, first: FirstClause) -> None:
    clauses = split(text, first=first)
    assert letters("".join(clauses)) == letters(text)
    for clause in clauses:
        assert clause == clause.strip()
        assert letters(clause)
        assert len(clause) <= MAX_CHARACTERS


@given(st.lists(st.sampled_from(["one", "two", "Three", "four,", "five.", "six!", "Dr.", "7,"]), max_size=80), FIRSTS)
def test_words_stay_whole_and_in_order(words: list[str], first: FirstClause) -> None:
    assert " ".join(split(" ".join(words), first=first)).split() == words


@given(TEXTS, FIRSTS, st.data())
def test_the_pieces_of_the_stream_do_not_matter(text: str, first: FirstClause, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert split(*pieces, first=first) == split(text, first=first)
    assert split(*text, first=first) == split(text, first=first)


@pytest.mark.parametrize(
    ("rules", "clauses"),
    [
        (FirstClause(most=10), ["The old capital", "of France is Paris, I think, and it is large."]),
        (FirstClause(most=15), ["The old capital", "of France is Paris, I think, and it is large."]),
        (FirstClause(most=16), ["The old capital of", "France is Paris, I think, and it is large."]),
        (FirstClause(most=16, unfinished={"of"}), ["The old capital of France", "is Paris, I think, and it is large."]),
        (FirstClause(most=26), ["The old capital of France is", "Paris, I think, and it is large."]),
        (
            FirstClause(most=26, unfinished={"is", "i"}),
            ["The old capital of France is Paris,", "I think, and it is large."],
        ),
        (FirstClause(least=37), ["The old capital of France is Paris, I think,", "and it is large."]),
        (FirstClause(least=60), ["The old capital of France is Paris, I think, and it is large."]),
    ],
)
def test_the_first_clause_is_as_long_as_is_asked_for(rules: FirstClause, clauses: list[str]) -> None:
    assert split("The old capital of France is Paris, I think, and it is large.", first=rules) == clauses


def test_the_end_of_a_sentence_or_line_ends_the_first_clause_however_short() -> None:
    rules = FirstClause(least=60, most=60, unfinished={"it"})
    assert split("Yes. I think that it, as ever, is large.", first=rules) == [
        "Yes.",
        "I think that it, as ever, is large.",
    ]
    assert split("I do it\nand more", first=rules) == ["I do it", "and more"]
    assert split("I do it!", first=rules) == ["I do it!"]


def test_the_first_clause_alone_is_cut_short() -> None:
    splitter, rules = ClauseSplitter(FirstClause(most=12)), FirstClause(most=12)
    text = "one two three four five six seven eight nine ten"
    whole = ["one two three", "four five six seven eight nine ten"]
    assert split(text, first=rules) == whole
    assert splitter.feed(text) + splitter.flush() == splitter.feed(text) + splitter.flush() == whole  # and anew


def test_a_first_clause_leaves_with_the_next_word_and_not_before() -> None:
    splitter = ClauseSplitter(FirstClause(most=8, unfinished={"the"}))
    assert [splitter.feed(piece) for piece in ("One", " two", " the", " ", "bird", " ", "s")] == [
        [], [], [], [], [], [], ["One two the bird"],
    ]  # fmt: skip


def test_wide_characters_count_twice() -> None:
    assert split("法国 首都 巴黎 很大 的", first=FirstClause(most=9)) == ["法国 首都", "巴黎 很大 的"]


@given(st.lists(st.sampled_from(["one", "two", "three", "four", "fourteen"]), min_size=1, max_size=60), FIRSTS)
def test_the_first_clause_is_the_shortest_that_may_end(words: list[str], rules: FirstClause) -> None:
    ends = [index for index in range(1, len(words)) if words[index - 1] not in rules.unfinished]
    beginnings = [" ".join(words[:index]) for index in ends]
    allowed = [text for text in beginnings if rules.most <= len(text) <= MAX_CHARACTERS]
    whole = " ".join(words)
    if allowed or len(whole) <= MAX_CHARACTERS:
        assert split(whole, first=rules)[0] == (allowed or [whole])[0]
