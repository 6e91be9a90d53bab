"""Where people end what they say."""

import pytest

from myna.nlu.sentence_ends import SentenceEnds, masked, sentence_ends

ENDS = SentenceEnds(
    {
        "it": 0.1,
        "is": 0.0,
        "what": 0.0,
        "time": 0.3,
        "^ what time is": 0.05,
        "time is it": 0.6,
        "?": 0.3,
        "#": 0.2,
        "the": 0.0,
        "the ?": 0.5,
    },
    {"ten": "#"},
)


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("what time is it", 0.6),
        ("is it", 0.1),
        ("what time is", 0.05),
        ("zebra", 0.3),
        ("the zebra", 0.5),
        ("add ten", 0.2),
    ],
)
def test_the_longest_row_of_last_words_counts(text: str, probability: float) -> None:
    assert ENDS.probability(text) == probability


def test_numbers_and_rare_words_stand_for_each_other() -> None:
    assert masked("add ten zebras", {"ten": "#"}, {"add", "#"}) == ["^", "add", "#", "?"]


@pytest.mark.parametrize(
    ("whole", "open_ended"),
    [
        ("set a timer for ten minutes", "set a timer for"),
        ("what is the capital of france", "what is the capital of"),
        ("turn on the kitchen light", "turn on the"),
        ("add milk to the shopping list", "add milk to the"),
        ("set the volume to seventy five", "set the volume to seventy"),
    ],
)
def test_english_tells_a_whole_sentence_from_its_beginning(whole: str, open_ended: str) -> None:
    ends = sentence_ends("en-us")
    assert ends is not None
    assert ends.probability(whole) > max(0.1, 4 * ends.probability(open_ended))


def test_a_language_may_have_no_table() -> None:
    assert sentence_ends("de") is None
