"""What an exchange says of itself."""

import pytest

from bench.exchange_kit import exchange, heard
from myna.core.events import ListeningEvent


def test_a_pause_that_was_taken_back_cuts_nobody_off() -> None:
    one = exchange(heard(2.4, "who wrote romeo"), heard(3.4, continued=True))
    assert one.utterance == heard(3.4, continued=True)
    assert not one.cut_off


@pytest.mark.parametrize(
    "events",
    [
        [heard(2.4, "who wrote romeo")],
        [heard(2.9)],
        [heard(3.4, "who wrote romeo and")],
        [heard(2.4, "who wrote romeo"), heard(3.4, "and juliet")],
    ],
)
def test_who_is_answered_before_the_end_is_cut_off(events: list[ListeningEvent]) -> None:
    assert exchange(*events).cut_off


def test_other_words_are_no_missing_words() -> None:
    assert not exchange(heard(3.4, "who wrote romeo and julia")).cut_off


def test_what_was_not_heard_was_not_cut_off() -> None:
    one = exchange()
    assert one.utterance is None
    assert not one.cut_off
