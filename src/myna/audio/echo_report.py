"""The self-test of echo cancellation: Myna plays a short sound and measures how much of its echo is removed.

Its rules:

1. Full duplex is used only where the test shows that the echo is removed. Else the microphone's own sound is used, and
   words that Myna itself is saying do not count.
2. A speaker that the microphone does not hear, as with headphones, needs no cancellation.
3. The delay is that of the impulse response between played and heard sound. The attenuation is measured in the second
   half of the test sound; the canceller learns from the first.
"""

import asyncio
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from myna.audio.adaptive import Samples
from myna.audio.echo import EchoMicrophone, Recording
from myna.core.errors import AudioError
from myna.core.ports import Speaker
from myna.core.sound import CHUNK_SAMPLES, RATE_HZ, AudioChunk

LEAST_ATTENUATION_DB = 10.0
"""With less attenuation the recogniser finds words in what is left of Myna's own voice."""

LONGEST_DELAY_SECONDS = 0.5
"""The longest delay that AEC3 can find; measured, 0.5 s works and 0.55 s does not."""

AUDIBLE_DB = 6.0
"""An echo that exceeds the room's noise by less than this is not recognised as words."""

CLEAR_PEAK = 8.0
"""The least peak of an echo in the impulse response, in standard deviations of the response; noise alone reaches 5."""

QUIET_SECONDS = 0.5
"""Length of the recording of the room's noise before the test sound."""

TAIL_SECONDS = 0.8
"""How much longer than the test sound its recording is."""

PATIENCE_SECONDS = 5.0
"""How much longer than all of that the test may take before it fails."""

SOUND_RATE_HZ = 22_050
CHORD_HZ = (261.63, 329.63, 392.0, 523.25, 659.26, 783.99)
"""A C major chord over two octaves; equal temperament, a' = 440 Hz."""

HARP_HZ = CHORD_HZ + CHORD_HZ[::-1]
"""The test sound, up the chord and down again: the canceller learns from the first half, the second is measured."""

LOUDNESS = 0.25
"""Peak amplitude of the test sound, of 1."""

RUSTLE = 0.12
"""Standard deviation of the noise beside the strings, of their peak."""

HARP_STEP_SECONDS = 0.09
"""Time from one string to the next."""

HARP_SECONDS = 1.6
"""Length of the test sound."""


class Verdict(Enum):
    """The result of the test."""

    WORKS = auto()
    NOT_NEEDED = auto()
    TOO_WEAK = auto()
    TOO_LATE = auto()
    TOO_EARLY = auto()
    DISTURBED = auto()


@dataclass(frozen=True, slots=True)
class EchoReport:
    """The measurements. ``level_db`` is the echo above the room's noise; ``delay_seconds`` is None without an echo."""

    verdict: Verdict
    level_db: float
    delay_seconds: float | None
    attenuation_db: float

    @property
    def full_duplex(self) -> bool:
        """Whether Myna may listen while it speaks."""
        return self.verdict in (Verdict.WORKS, Verdict.NOT_NEEDED)

    @property
    def sentence(self) -> str:
        """The result for a person, and what follows from it."""
        late = f"{(self.delay_seconds or 0.0) * 1000:.0f} ms"
        match self.verdict:
            case Verdict.WORKS:
                return f"Echo cancellation works: it removes {self.attenuation_db:.0f} dB of an echo {late} late."
            case Verdict.NOT_NEEDED:
                return (
                    "The microphone does not hear the speaker (headphones, or it is muted): there is no echo to cancel."
                )
            case Verdict.TOO_WEAK:
                why = f"removes only {self.attenuation_db:.0f} dB of the speaker's sound, of the 10 dB that it takes"
            case Verdict.TOO_LATE:
                why = f"fails, since the speaker's sound comes {late} late and 500 ms are the most"
            case Verdict.TOO_EARLY:
                why = "fails, since the speaker's sound is heard before Myna learns that it was played"
            case Verdict.DISTURBED:
                why = "could not be tested, since something else was louder than the test sound"
        return f"Echo cancellation {why}: Myna goes on half duplex, without it."


def decide(level_db: float, delay_seconds: float | None, attenuation_db: float) -> Verdict:
    """The verdict on the echo's level above the noise, its delay (None: no echo was found), and its attenuation."""
    if level_db < AUDIBLE_DB:
        return Verdict.NOT_NEEDED
    if delay_seconds is None:
        return Verdict.DISTURBED
    if delay_seconds <= 0.0:
        return Verdict.TOO_EARLY
    if delay_seconds > LONGEST_DELAY_SECONDS:
        return Verdict.TOO_LATE
    return Verdict.WORKS if attenuation_db >= LEAST_ATTENUATION_DB else Verdict.TOO_WEAK


def find_delay(heard: Samples, played: Samples) -> float | None:
    """Seconds from ``played`` to its echo in ``heard``, from -0.2 to 1; None where there is no clear echo."""
    size = 2 * max(len(heard), RATE_HZ)
    far = np.fft.rfft(played, size)
    power = np.abs(far) ** 2
    response = np.fft.irfft(np.fft.rfft(heard, size) * far.conj() / (power + 0.01 * power.max() + 1e-9), size)
    lags = np.arange(-RATE_HZ // 5, RATE_HZ)
    peak = int(np.argmax(np.abs(response[lags])))
    if abs(response[lags[peak]]) < CLEAR_PEAK * np.std(response):
        return None
    return float(lags[peak]) / RATE_HZ


def judge(quiet: Recording, sounding: Recording) -> EchoReport:
    """The report on two recordings: ``quiet`` of the room's noise, and ``sounding`` of the whole test sound."""
    heard, cleaned = _powers(sounding.heard), _powers(sounding.cleaned)
    heard_noise, cleaned_noise = _powers(quiet.heard).mean() + 1.0, _powers(quiet.cleaned).mean() + 1.0
    delay_seconds = find_delay(_samples(sounding.heard), sounding.played)
    late = round((delay_seconds or 0.0) * RATE_HZ / CHUNK_SAMPLES)
    played = np.roll((sounding.played.reshape(-1, CHUNK_SAMPLES) ** 2).mean(axis=1), late)
    active = np.flatnonzero(played > 0.003 * played.max())
    learnt = active[len(active) // 2 :]
    if not len(learnt):
        return EchoReport(decide(0.0, None, 0.0), 0.0, None, 0.0)
    level_db = 10 * np.log10((heard[learnt].mean() + 1.0) / heard_noise)
    echo = max(heard[learnt].mean() - heard_noise, 1.0)
    left = max(cleaned[learnt].mean() - cleaned_noise, heard_noise / 4)  # an echo below the noise does not matter
    attenuation_db = max(0.0, float(10 * np.log10(echo / left)))
    return EchoReport(decide(level_db, delay_seconds, attenuation_db), float(level_db), delay_seconds, attenuation_db)


async def self_test(microphone: EchoMicrophone, speaker: Speaker, sound: AudioChunk | None = None) -> EchoReport:
    """Play ``sound``, by default that of ``harp``, and report how much of its echo is removed. Takes about 3 s.

    Somebody else must be pulling the microphone's chunks, and nothing else may be playing. Raises AudioError where the
    speaker fails or the microphone delivers nothing.
    """
    sound = sound or harp()
    seconds = QUIET_SECONDS + sound.seconds + TAIL_SECONDS
    try:
        async with asyncio.timeout(seconds + PATIENCE_SECONDS):
            quiet = await microphone.record(QUIET_SECONDS)
            recording = asyncio.create_task(microphone.record(sound.seconds + TAIL_SECONDS))
            try:
                await speaker.play(sound)
                await speaker.drain()
                sounding = await recording
            finally:
                recording.cancel()
    except TimeoutError:
        raise AudioError(
            "echo-untested", "Echo cancellation could not be tested: no sound comes in.", "Look with: myna check"
        ) from None
    return judge(quiet, sounding)


def harp() -> AudioChunk:
    """Plucked strings, up and down a chord, with soft noise over them. Int16 mono, 1.6 s.

    A canceller learns only the frequencies in the sound: the noise fills the gaps between those of the strings.
    """
    time = np.arange(round(HARP_SECONDS * SOUND_RATE_HZ)) / SOUND_RATE_HZ
    sound = np.zeros_like(time)
    for index, pitch_hz in enumerate(HARP_HZ):
        since = time - index * HARP_STEP_SECONDS
        for overtone in range(1, int(8000 / pitch_hz) + 1):
            fade = np.where(since > 0, np.minimum(1.0, since / 0.004) * np.exp(-since * (4.0 + overtone)), 0.0)
            sound += fade * np.sin(2 * np.pi * pitch_hz * overtone * since) / overtone
    sound /= np.abs(sound).max()
    sound += RUSTLE * np.random.default_rng(0).standard_normal(len(time)) * np.abs(np.sin(np.pi * time / 0.4))
    sound *= LOUDNESS * np.minimum(1.0, (time[-1] - time) / 0.1)
    return AudioChunk((32767 * sound).astype("<i2").tobytes(), rate_hz=SOUND_RATE_HZ)


def _samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32)


def _powers(pcm: bytes) -> Samples:
    """Mean power of each chunk, in squares of int16 steps; shape (chunks,)."""
    return np.asarray((_samples(pcm).reshape(-1, CHUNK_SAMPLES) ** 2).mean(axis=1))
