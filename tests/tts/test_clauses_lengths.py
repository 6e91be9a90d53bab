"""How long clauses are where words come slowly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.tts.clauses import MAX_CHARACTERS, ClauseSplitter, Lengths
from tts.clauses_kit import LENGTHS, split


@pytest.mark.parametrize(
    ("rules", "clauses"),
    [
        (Lengths(most=10), ["The old capital", "of France is Paris, I think, and it is large."]),
        (Lengths(most=15), ["The old capital", "of France is Paris, I think, and it is large."]),
        (Lengths(most=16), ["The old capital of", "France is Paris, I think, and it is large."]),
        (Lengths(most=16, unfinished={"of"}), ["The old capital of France", "is Paris, I think, and it is large."]),
        (Lengths(most=26), ["The old capital of France is", "Paris, I think, and it is large."]),
        (
            Lengths(most=26, unfinished={"is", "i"}),
            ["The old capital of France is Paris,", "I think, and it is large."],
        ),
        (Lengths(least=37), ["The old capital of France is Paris, I think,", "and it is large."]),
        (Lengths(least=60), ["The old capital of France is Paris, I think, and it is large."]),
    ],
)
def test_the_first_clause_is_as_long_as_is_asked_for(rules: Lengths, clauses: list[str]) -> None:
    assert split("The old capital of France is Paris, I think, and it is large.", lengths=rules) == clauses


def test_the_end_of_a_sentence_or_line_ends_the_first_clause_however_short() -> None:
    rules = Lengths(least=60, most=60, unfinished={"it"})
    assert split("Yes. I think that it, as ever, is large.", lengths=rules) == [
        "Yes.",
        "I think that it, as ever, is large.",
    ]
    assert split("I do it\nand more", lengths=rules) == ["I do it", "and more"]
    assert split("I do it!", lengths=rules) == ["I do it!"]


def test_the_first_clause_alone_is_cut_short() -> None:
    splitter, rules = ClauseSplitter(Lengths(most=12)), Lengths(most=12)
    text = "one two three four five six seven eight nine ten"
    whole = ["one two three", "four five six seven eight nine ten"]
    assert split(text, lengths=rules) == whole
    assert splitter.feed(text) + splitter.flush() == splitter.feed(text) + splitter.flush() == whole  # and anew


def test_where_words_come_slowly_clauses_grow() -> None:
    """Each is over before all clauses so far are there ``growth`` times, but for the word that it ends with."""
    rules = Lengths(most=12, growth=1.5, unfinished={"the"})
    text = "one two the four five six seven eight nine ten eleven twelve thirteen fourteen and so on. Yes. It goes on."
    assert split(text, lengths=rules) == [
        "one two the four",
        "five six seven eight nine",
        "ten eleven twelve thirteen fourteen and",
        "so on.",
        "Yes.",
        "It goes on.",
    ]
    assert split(text, lengths=Lengths(most=12)) == [
        "one two the four",
        "five six seven eight nine ten eleven twelve thirteen fourteen and so on.",
        "Yes.",
        "It goes on.",
    ]


def test_behind_a_short_sentence_a_clause_is_no_shorter_than_a_first_one() -> None:
    rules = Lengths(most=16, growth=1.1)
    assert split("Yes. The old capital of France", lengths=rules) == ["Yes.", "The old capital of", "France"]


def test_a_comma_ends_a_later_clause_sooner_while_clauses_grow() -> None:
    rules = Lengths(least=3, most=20, growth=2)
    text = "The old capital, as ever, lies in France, I think, of all the places that there are."
    assert split(text, lengths=rules)[:2] == ["The old capital,", "as ever, lies in France,"]
    assert split(text, lengths=Lengths(least=3, most=20))[:2] == [
        "The old capital,",
        "as ever, lies in France, I think, of all the places that there are.",
    ]


def test_a_first_clause_leaves_with_the_next_word_and_not_before() -> None:
    splitter = ClauseSplitter(Lengths(most=8, unfinished={"the"}))
    assert [splitter.feed(piece) for piece in ("One", " two", " the", " ", "bird", " ", "s")] == [
        [], [], [], [], [], [], ["One two the bird"],
    ]  # fmt: skip


def test_wide_characters_count_twice() -> None:
    assert split("法国 首都 巴黎 很大 的", lengths=Lengths(most=9)) == ["法国 首都", "巴黎 很大 的"]


@given(st.lists(st.sampled_from(["one", "two", "three", "four", "fourteen"]), min_size=1, max_size=60), LENGTHS)
def test_the_first_clause_is_the_shortest_that_may_end(words: list[str], rules: Lengths) -> None:
    ends = [index for index in range(1, len(words)) if words[index - 1] not in rules.unfinished]
    beginnings = [" ".join(words[:index]) for index in ends]
    allowed = [text for text in beginnings if rules.most <= len(text) <= MAX_CHARACTERS]
    whole = " ".join(words)
    if allowed or len(whole) <= MAX_CHARACTERS:
        assert split(whole, lengths=rules)[0] == (allowed or [whole])[0]
