"""How long clauses should be: by formula, and in turns on virtual time that must not run dry."""

import asyncio
import math
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

import virtual_time
from fakes import PacedSpeaker
from myna.core.ports import Message
from myna.core.sound import AudioChunk
from myna.llm.history import History
from myna.session.conversation import Conversation
from myna.session.turn_context import TurnContext
from myna.tts.pace import LEAST_CHARACTERS, MOST_CHARACTERS, PATIENCE_SECONDS, Pace

RATES = st.floats(1, 5000)
PACES = st.builds(Pace, RATES, st.floats(5, 40), st.floats(0, 0.2))


@given(PACES)
def test_the_first_clause_has_bounds(pace: Pace) -> None:
    assert 0 <= pace.least_characters <= MOST_CHARACTERS
    assert pace.most_characters >= max(LEAST_CHARACTERS, pace.least_characters)


@given(PACES)
def test_no_word_is_waited_for_longer_than_patience_unless_speech_would_run_dry(pace: Pace) -> None:
    patient = round(PATIENCE_SECONDS * pace.written_per_second)
    assert pace.most_characters in (patient, LEAST_CHARACTERS, pace.least_characters)


@given(PACES)
def test_clauses_grow_or_end_where_it_is_natural(pace: Pace) -> None:
    assert pace.growth > 1
    if pace.least_characters <= LEAST_CHARACTERS:
        assert pace.growth == math.inf or pace.growth * pace.most_characters > LEAST_CHARACTERS


@pytest.mark.parametrize(("tokens_per_second", "characters"), [(14, 18), (16, 14), (20, 12), (30, 12)])
def test_a_model_of_a_billion_parameters_begins_with_few_words(tokens_per_second: float, characters: int) -> None:
    """On a Raspberry Pi 5: tokens of three characters in the mean, voiced seven times as fast as they are spoken."""
    pace = Pace(3 * tokens_per_second, 15, 0.0095)
    assert pace.most_characters == characters
    assert 1.4 < pace.growth < 3


@given(PACES, st.floats(1, 10))
def test_who_thinks_more_slowly_begins_later_and_whose_voice_works_longer_too(pace: Pace, times: float) -> None:
    slower = Pace(pace.written_per_second / times, pace.spoken_per_second, pace.work_seconds)
    assert slower.least_characters >= pace.least_characters
    if pace.written_per_second > pace.spoken_per_second:  # else it runs dry whatever it does
        busier = Pace(pace.written_per_second, pace.spoken_per_second, pace.work_seconds * times)
        assert busier.least_characters >= pace.least_characters


def test_a_measurement_counts_half() -> None:
    pace = Pace(60, 15, 0.01)
    pace.measured_text(10, 0.1)
    pace.measured_voice(30, 3, 0.9)
    assert (pace.written_per_second, pace.spoken_per_second) == (80, 12.5)
    assert pace.work_seconds == pytest.approx(0.02)


SECONDS = st.one_of(st.just(0.0), st.floats(1e-6, 60))


@given(PACES, st.lists(st.tuples(st.integers(0, 300), SECONDS, SECONDS), max_size=20))
def test_no_measurement_leads_astray(pace: Pace, measured: list[tuple[int, float, float]]) -> None:
    before = Pace(pace.written_per_second, pace.spoken_per_second, pace.work_seconds)
    for characters, seconds, work_seconds in measured:
        pace.measured_text(characters, seconds)
        pace.measured_voice(characters, seconds, work_seconds)
    assert 0 <= pace.least_characters <= MOST_CHARACTERS
    assert pace.most_characters >= LEAST_CHARACTERS
    if all(0 in (characters, seconds) for characters, seconds, _ in measured):
        assert pace == before


TEXT = (
    "The myna is a bird of the starling family that lives in the south of Asia. It is known for its loud voice and can "
    "learn to speak like a person does. Most of them live near towns, where they find food in gardens all the year."
)


Cores = AbstractAsyncContextManager[None]
"""One who works takes them; a lock where there is one core, so that nobody else works then."""


class PacedModel:
    """Writes ``per_second`` characters of the text, word by word."""

    parameters = None

    def __init__(self, per_second: float, cores: Cores) -> None:
        self._per_second = per_second
        self._cores = cores

    async def answer(self, _: Sequence[Message]) -> AsyncGenerator[str, None]:
        for word in TEXT.split():
            async with self._cores:
                await asyncio.sleep((len(word) + 1) / self._per_second)
            yield f"{word} "

    async def prefill(self, _: Sequence[Message], *, whole: bool = False) -> float | None:
        raise AssertionError("nothing is read ahead here")


class PacedVoice:
    """Speaks 15 characters a second and works ``work_seconds`` on each; half a second of sound at a time."""

    speed = 1.0

    def __init__(self, work_seconds: float, cores: Cores) -> None:
        self._work_seconds = work_seconds
        self._cores = cores

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        for start in range(0, len(text), 8):
            count = len(text[start : start + 8])
            async with self._cores:
                await asyncio.sleep(count * self._work_seconds)
            yield AudioChunk(bytes(2 * 1000 * count // 15), rate_hz=1000)


def silence(per_second: float, work_seconds: float, pace: Pace, cores: Cores | None = None) -> float:
    """Seconds of silence within an answer, the clauses of which are as long as ``pace`` says."""
    speaker, cores = PacedSpeaker(), cores or nullcontext()
    llm, voice = PacedModel(per_second, cores), PacedVoice(work_seconds, cores)
    talk = Conversation(llm, voice, speaker, History(""), "en-us", pace=pace)

    async def answered() -> None:
        await talk.speak_answer(TurnContext.certain("question"))

    virtual_time.run(answered())
    assert sum(end - begin for begin, end, _ in speaker.sounded) > len(TEXT) / 16
    ends, begins = [end for _, end, _ in speaker.sounded], [begin for begin, _, _ in speaker.sounded]
    return sum(begin - end for begin, end in zip(begins[1:], ends[:-1], strict=True))


@pytest.mark.parametrize("work_seconds", [0.003, 0.01, 0.03])
@pytest.mark.parametrize("per_second", [20, 25, 30, 40, 60, 100, 300])
def test_speech_does_not_run_dry_once_it_has_begun(per_second: float, work_seconds: float) -> None:
    """As long as the language model is faster than speech."""
    assert silence(per_second, work_seconds, Pace(per_second, 15, work_seconds)) < 0.05
    if per_second <= 30:
        assert silence(per_second, work_seconds, Pace(100, 15, 0.001)) > 0.2  # who thinks itself faster does


@pytest.mark.parametrize(("per_second", "work_seconds"), [(30, 0.003), (40, 0.01), (60, 0.01), (60, 0.02), (100, 0.03)])
def test_nor_where_language_model_and_voice_share_a_core(per_second: float, work_seconds: float) -> None:
    assert silence(per_second, work_seconds, Pace(per_second, 15, work_seconds), asyncio.Lock()) < 0.05
