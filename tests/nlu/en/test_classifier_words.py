"""What the classifier sees of an English sentence."""

import pytest

from myna.nlu.en.classifier_words import classifier_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What's the time?", "what is the time"),
        ("Can you set a timer for 10 minutes, please?", "set a timer for twenty five minutes"),
        ("don’t wake me", "do not wake me"),  # noqa: RUF001
        ("I want you to turn it off", "turn it off"),
        ("7:30 AM", "seven thirty am"),
    ],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert classifier_words(one) == classifier_words(other)


@pytest.mark.parametrize("text", ["please", "can you", "um"])
def test_polite_words_alone_are_kept(text: str) -> None:
    assert classifier_words(text) == text.split()
