"""One microphone's sound at an even level, and judged."""

from listening.level_kit import chunks, noise, tone
from myna.core.errors import AudioError
from myna.core.sound import AudioChunk
from myna.listening.diagnosis import NOTHING
from myna.listening.sound_level import SoundLevel


def hear(sound_level: SoundLevel, seconds: float, db: float, *, probability: float = 0.0, hold: bool = False) -> None:
    """Let it hear a tone of ``db`` over soft noise."""
    for chunk in chunks(tone(seconds, db) + noise(seconds, -90.0)):
        sound_level.scored(AudioChunk(chunk.tobytes()), lambda _: probability, hold=hold)


def test_the_level_is_that_before_the_gain() -> None:
    sound_level = SoundLevel(0.5)
    hear(sound_level, 4.0, -60.0, probability=1.0)
    assert sound_level.gain_db > 15.0
    assert round(sound_level.levels.speech_db or 0.0) == -60


def test_what_changes_is_told_once() -> None:
    sound_level = SoundLevel(0.5)
    told: list[AudioError | None] = []
    sound_level.on_finding = told.append
    hear(sound_level, 8.0, 3.0, probability=1.0)
    hear(sound_level, 8.0, -20.0, probability=1.0)
    assert [None if error is None else error.code for error in told] == ["microphone-loud", None]


def test_nothing_is_judged_while_myna_speaks() -> None:
    sound_level = SoundLevel(0.5)
    hear(sound_level, 8.0, 3.0, probability=1.0, hold=True)
    assert (sound_level.levels, sound_level.finding) == (NOTHING, None)


def test_the_rest_of_a_sound_is_judged_from_a_second_on() -> None:
    sound_level = SoundLevel(0.5)
    hear(sound_level, 0.9, -40.0)
    sound_level.end()
    assert sound_level.levels == NOTHING
    hear(sound_level, 0.2, -40.0)
    sound_level.end()
    assert round(sound_level.levels.noise_db or 0.0) == -40
