"""What is asked: recordings of the user's own, or ten questions that Myna's own voice speaks.

The ten are of the kind that people ask a machine, and that no skill answers; they differ in how they begin, and in
where the endpoint finds them whole.
"""

import wave
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from myna.audio.wav import read_chunks, wav_file
from myna.bench.gaps import Samples, Span, sounding
from myna.bench.listener import PlainListener
from myna.core.errors import ConfigError, ListeningError
from myna.core.ports import Voice
from myna.core.sound import RATE_HZ, SAMPLE_BYTES, AudioChunk
from myna.nlu.languages import language
from myna.tts.spoken import spoken

QUESTIONS = (
    "What is the best way to learn a language?",
    "How does an aeroplane stay in the air?",
    "Who wrote Romeo and Juliet?",
    "Why is the sky blue?",
    "Tell me something about birds.",
    "When was the telephone invented?",
    "Which fruit keeps for the longest time?",
    "How many books should I read in a year?",
    "Can you name three colours?",
    "I would like to hear about the sea.",
)

FOR_SKILLS = (
    "What time is it?",
    "What day is it today?",
    "What is twelve times seven?",
    "How many feet are in a mile?",
)
"""What needs no language model."""

LONG = "Tell me a long story about a bird."
"""What is asked where an answer must last."""

TAKES = 5
"""How often a stop word is spoken until it is recognised: alone, a word of one syllable is hard to make out."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A question in a sound file: int16 mono at 16 kHz, what is heard in it, and where its speech ends, in seconds."""

    path: Path
    pcm: bytes
    text: str
    speech_end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / (SAMPLE_BYTES * RATE_HZ)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to the assistant: the questions, one whose answer is long, and a word that stops it, if any does.

    ``for_skills`` are questions that need no language model, if there are any.
    """

    questions: list[Recording]
    long: Recording
    stop: Recording | None
    for_skills: list[Recording]


def check_language(tag: str, recordings: Sequence[Path]) -> None:
    """Raise ConfigError where there are no questions in the language ``tag``."""
    if not recordings and tag.partition("-")[0] != "en":
        raise ConfigError(
            "bench-language",
            f"The questions of the measurement are English, and Myna listens to {tag}.",
            "Give recordings of your own: myna bench question1.wav question2.wav",
        )


def sound_of(path: Path) -> tuple[bytes, Span]:
    """What a sound file holds, int16 mono at 16 kHz, and where it sounds. Raises AudioError, ListeningError."""
    pcm = b"".join(read_chunks(path))
    span = sounding(np.frombuffer(pcm, dtype="<i2"), RATE_HZ)
    if span is None:
        raise _wordless(path)
    return pcm, span


def samples_of(path: Path) -> tuple[Samples, int]:
    """The samples, int16 of shape (samples,), and the rate in Hz of a WAV file that Myna has written."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2"), file.getframerate()


async def recorded(path: Path, listener: PlainListener) -> Recording:
    """The question in a sound file. Raises AudioError, and ListeningError where no word is heard in it."""
    pcm, span = sound_of(path)
    text = await listener.transcribe(pcm)
    if not text:
        raise _wordless(path)
    return Recording(path, pcm, text, span.end)


def _wordless(path: Path) -> ListeningError:
    return ListeningError(
        "no-speech", f"No words are heard in {path}.", f"Look what is heard with: myna hear --listen {path}"
    )


async def prepared(recordings: Sequence[Path], folder: Path, voice: Voice, listener: PlainListener, tag: str) -> Said:
    """All that is said, from ``recordings`` or by the voice; its files are in ``folder``. Raises MynaError."""

    async def speak(text: str, name: str) -> Recording:
        path = folder / f"{name}.wav"
        with wav_file(path, voice.rate_hz) as file:
            async with aclosing(speech(text, voice, tag)) as sounds:
                async for sound in sounds:
                    file.write(sound.pcm)
        return await recorded(path, listener)

    async def stop_word() -> Recording | None:
        for take in range(TAKES):
            for word in language(tag).stop:
                with suppress(ListeningError):  # nothing was understood
                    said = await speak(f"{word.capitalize()}.", f"{word} {take}")
                    if said.text == word:
                        return said
        return None

    if recordings:
        questions = [await recorded(path, listener) for path in recordings]
        return Said(questions, questions[0], await stop_word(), [])
    questions = [await speak(text, f"question {number}") for number, text in enumerate(QUESTIONS, start=1)]
    for_skills = [await speak(text, f"skill {number}") for number, text in enumerate(FOR_SKILLS, start=1)]
    return Said(questions, await speak(LONG, "long"), await stop_word(), for_skills)


def speech(text: str, voice: Voice, tag: str) -> AsyncGenerator[AudioChunk, None]:
    """The sound of ``text`` as a whole. Raises VoiceError."""
    return voice.say(spoken(text, tag))
