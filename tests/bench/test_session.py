"""What an exchange says of itself, and what is read of it in the recording of the answers."""

import numpy as np
import pytest

from myna.bench.session import Exchange
from myna.bench.talk import Answers
from myna.core.events import ListeningEvent, Partial, StopHeard, Utterance

RATE_HZ = 16_000
TEXT = "who wrote romeo and juliet"


def exchange(*events: ListeningEvent, text: str = TEXT) -> Exchange:
    """A question from second 1 to 3."""
    return Exchange(text, 1.0, 3.0, 10.0, list(events), [])


def heard(at: float, text: str = TEXT, *, continued: bool = False) -> Utterance:
    return Utterance(at, text, at - 0.4, 1.0, continued)


def answers(*spans: tuple[float, float]) -> Answers:
    """A recording of 12 s that sounds in ``spans``."""
    samples = np.zeros(12 * RATE_HZ, dtype=np.int16)
    for start, end in spans:
        samples[round(start * RATE_HZ) : round(end * RATE_HZ)] = 3000
    return Answers(samples, RATE_HZ)


def test_a_gap_begins_with_the_silence_and_ends_with_the_sound() -> None:
    one = exchange(Partial(2.0, "who"), heard(3.4))
    assert answers((0.2, 0.4), (3.75, 6.0), (6.5, 7.0)).gap_seconds(one) == pytest.approx(0.75)
    assert one.endpoint_seconds == pytest.approx(0.4)
    assert answers((0.2, 0.4), (11.0, 11.5)).gap_seconds(one) is None


def test_a_pause_that_was_taken_back_cuts_nobody_off() -> None:
    one = exchange(heard(2.4, "who wrote romeo"), heard(3.4, continued=True))
    assert one.utterance == heard(3.4, continued=True)
    assert not one.cut_off
    assert not answers((3.75, 6.0)).cut_off(one)


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


def test_an_answer_into_the_question_cuts_it_off() -> None:
    assert answers((2.5, 2.8), (3.75, 6.0)).cut_off(exchange(heard(3.4)))


def test_other_words_are_no_missing_words() -> None:
    assert not exchange(heard(3.4, "who wrote romeo and julia")).cut_off


def test_what_was_not_heard_was_not_cut_off() -> None:
    one = exchange()
    assert one.utterance is None
    assert not one.cut_off


def test_an_interruption_lasts_until_the_last_sound() -> None:
    one = exchange(heard(3.4), StopHeard(5.0, "stop"))
    assert answers((3.75, 5.08)).interruption_ms(one) == pytest.approx(80, abs=10)
    assert answers((3.75, 4.9)).interruption_ms(one) == 0
    assert answers().interruption_ms(one) is None
    assert answers((3.75, 6.0)).interruption_ms(exchange(heard(3.4))) is None
