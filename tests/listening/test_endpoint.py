"""The endpoint on virtual time."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.listening.endpoint import MIN_SPEECH_SECONDS, Endpoint, EndpointRules, Verdict

STEP = 0.032
RULES = EndpointRules(silence_seconds=0.7, start_timeout_seconds=3.0, max_utterance_seconds=5.0)


def verdicts(stretches: Sequence[tuple[float, float]], rules: EndpointRules = RULES) -> list[tuple[float, Verdict]]:
    """What an endpoint says of stretches of (seconds, probability), without the SAMEs, until it is over."""
    endpoint, at, said = Endpoint(rules), 0.0, []
    for seconds, probability in stretches:
        for _ in range(round(seconds / STEP)):
            at += STEP
            verdict = endpoint.accept(at, probability)
            if verdict is not Verdict.SAME:
                said.append((at, verdict))
            if verdict in (Verdict.ENDED, Verdict.NOTHING):
                return said
    return said


def kinds(said: list[tuple[float, Verdict]]) -> list[Verdict]:
    return [verdict for _, verdict in said]


def test_a_sentence_starts_and_ends_after_the_silence() -> None:
    said = verdicts([(0.5, 0.0), (2.0, 0.9), (2.0, 0.0)])
    assert kinds(said) == [Verdict.STARTED, Verdict.ENDED]
    assert said[0][0] == pytest.approx(0.5 + MIN_SPEECH_SECONDS, abs=2 * STEP)
    assert said[1][0] == pytest.approx(2.5 + 0.7, abs=2 * STEP)


def test_speech_end_is_where_the_last_speech_was() -> None:
    endpoint = Endpoint(RULES)
    for step in range(1, 100):
        if endpoint.accept(step * STEP, 0.9 if step <= 50 else 0.0) is Verdict.ENDED:
            break
    assert endpoint.speech_end == pytest.approx(50 * STEP)


def test_a_pause_shorter_than_the_silence_does_not_end_it() -> None:
    assert kinds(verdicts([(1.0, 0.9), (0.6, 0.0), (1.0, 0.9), (0.6, 0.0)])) == [Verdict.STARTED]


def test_a_click_is_no_speech() -> None:
    assert kinds(verdicts([(0.06, 0.9), (1.0, 0.0), (0.06, 0.9), (3.0, 0.0)])) == [Verdict.NOTHING]


def test_a_fading_syllable_is_still_speech() -> None:
    assert kinds(verdicts([(0.5, 0.9), (1.5, 0.4), (0.5, 0.0)])) == [Verdict.STARTED]


def test_without_speech_it_gives_up() -> None:
    assert verdicts([(4.0, 0.2)]) == [(pytest.approx(3.0, abs=STEP), Verdict.NOTHING)]


def test_speech_without_end_is_cut() -> None:
    said = verdicts([(9.0, 0.9)])
    assert kinds(said) == [Verdict.STARTED, Verdict.ENDED]
    assert said[1][0] == pytest.approx(5.0, abs=2 * STEP)


def test_begin_starts_over_at_a_later_time() -> None:
    endpoint = Endpoint(RULES)
    endpoint.accept(STEP, 0.9)
    endpoint.begin(100.0)
    assert endpoint.accept(100.0 + 2.9, 0.0) is Verdict.SAME
    assert endpoint.accept(100.0 + 3.0, 0.0) is Verdict.NOTHING


@given(st.lists(st.tuples(st.floats(0.05, 2.0), st.floats(0.0, 1.0)), max_size=20))
def test_every_stream_is_over_in_bounded_time_and_in_order(stretches: list[tuple[float, float]]) -> None:
    said = verdicts([*stretches, (60.0, 0.0)])
    assert kinds(said) in ([Verdict.NOTHING], [Verdict.STARTED, Verdict.ENDED])
    bound = RULES.start_timeout_seconds + RULES.max_utterance_seconds + RULES.silence_seconds
    assert said[-1][0] <= bound + 4 * STEP
