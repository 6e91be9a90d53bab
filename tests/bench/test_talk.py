"""What is read of an exchange in the recording of the answers."""

import pytest

from bench.exchange_kit import answers, exchange, heard
from myna.core.events import Partial, StopHeard


def test_a_gap_begins_with_the_silence_and_ends_with_the_sound() -> None:
    one = exchange(Partial(2.0, "who"), heard(3.4))
    assert answers((0.2, 0.4), (3.75, 6.0), (6.5, 7.0)).gap_seconds(one) == pytest.approx(0.75)
    assert one.endpoint_seconds == pytest.approx(0.4)
    assert answers((0.2, 0.4), (11.0, 11.5)).gap_seconds(one) is None


def test_an_answer_into_the_question_cuts_it_off() -> None:
    assert answers((2.5, 2.8), (3.75, 6.0)).cut_off(exchange(heard(3.4)))
    taken_back = exchange(heard(2.4, "who wrote romeo"), heard(3.4, continued=True))
    assert not answers((3.75, 6.0)).cut_off(taken_back)


def test_an_interruption_lasts_until_the_last_sound() -> None:
    one = exchange(heard(3.4), StopHeard(5.0, "stop"))
    assert answers((3.75, 5.08)).interruption_ms(one) == pytest.approx(80, abs=10)
    assert answers((3.75, 4.9)).interruption_ms(one) == 0
    assert answers().interruption_ms(one) is None
    assert answers((3.75, 6.0)).interruption_ms(exchange(heard(3.4))) is None
