"""What is wrong with a microphone: it is silent, too loud, mostly hum, or too quiet. Pure.

Its rules:

1. One finding at a time, the one that must be mended first: nothing can be told of sound that is not there.
2. Sound is judged by windows of a few seconds. A finding stays until a window shows the opposite.
3. What Myna says is not judged: whoever feeds it leaves that out.
"""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from myna.core.errors import AudioError
from myna.core.sound import CHUNK_SECONDS, RATE_HZ
from myna.listening.level import FULL_SCALE, SILENCE_DB, Level, decibels

WINDOW_SECONDS = 2.0
"""Sound that is judged at once: its spectrum shows half a hertz."""

LEAST_SECONDS = WINDOW_SECONDS / 2
"""The end of a sound is judged where it is as long as this."""

STILL_SECONDS = 60.0
"""Digital silence that is a finding where there has been sound: some microphones let no noise through, and a quiet room
is as silent then. Where there never was any, one window is enough."""

CLIPPED_CHUNKS = 3
"""So many clipped chunks in a window are too loud a microphone, and no clap."""

HUM_SHARE = 0.8
"""The share of the power of a window without speech that makes hum of it."""

HUM_DB = -55.0
"""Softer hum than this does no harm."""

MAINS_HZ = (50.0, 60.0)
"""The frequencies of mains, whose multiples hum."""

HARMONICS = 12
"""Multiples of these that count."""

HUM_WIDTH_HZ = 1.0
"""How far from its nominal frequency a multiple may lie, on both sides."""

QUIET_DB = -56.0
"""Speech softer than this, in the band of speech, comes from too quiet a microphone: its loudest sample is at -44 dB.
Without more gain a third of such people are not heard at all."""

QUIET_SLACK_DB = 4.0
"""So much above that it is right again."""

SPEECH_CHUNKS = round(1.0 / CHUNK_SECONDS)
"""Speech that is needed to judge its level, and to see in a window that it is clipped no more."""

RECENT_CHUNKS = round(8.0 / CHUNK_SECONDS)
"""Speech, and noise, of which the level is told: the last 8 s."""

LOUD_SHARE, SOFT_SHARE = 80, 20
"""The level of speech and of noise: so many per cent of their chunks are softer."""

TURN_UP = "Turn it up: alsamixer -V capture, on a desktop: wpctl set-volume @DEFAULT_AUDIO_SOURCE@ 10%+"
TURN_DOWN = "Turn it down: alsamixer -V capture, on a desktop: wpctl set-volume @DEFAULT_AUDIO_SOURCE@ 10%-"
SWITCH_ON = "Switch it on: alsamixer -V capture, on a desktop: wpctl set-mute @DEFAULT_AUDIO_SOURCE@ 0"


@dataclass(frozen=True, slots=True)
class Levels:
    """Decibels below full scale of the last seconds; ``speech_db`` and ``noise_db`` in the band of speech.

    None: there was none of it. ``peak_db`` is the loudest sample of the last window.
    """

    peak_db: float
    noise_db: float | None
    speech_db: float | None

    @property
    def snr_db(self) -> float | None:
        """How far speech stands above the noise."""
        return None if self.noise_db is None or self.speech_db is None else self.speech_db - self.noise_db

    @property
    def sentence(self) -> str:
        """They for a person."""
        noise = "" if self.noise_db is None else f"noise at {self.noise_db:.0f} dB"
        if self.speech_db is None:
            return ", ".join(filter(None, (noise, "nobody has spoken")))
        over = "" if self.snr_db is None else f", {max(0.0, self.snr_db):.0f} dB over the noise"
        return f"speech at {self.speech_db:.0f} dB{over}"


NOTHING = Levels(SILENCE_DB, None, None)
"""Before anything was heard."""


class Diagnosis:
    """Judges one microphone by its chunks; ``threshold`` is the probability from which a chunk is speech.

    ``finding`` is what is wrong now, ``levels`` those of the last seconds; both may be read by any thread.
    """

    def __init__(self, threshold: float = 0.5) -> None:
        self._threshold = threshold
        self._window: list[npt.NDArray[np.int16]] = []
        self._found: list[Level] = []
        self._speech_chunks = 0  # in the window
        self._still_seconds = 0.0
        self._sounded = False
        self._speech: deque[float] = deque(maxlen=RECENT_CHUNKS)
        self._noise: deque[float] = deque(maxlen=RECENT_CHUNKS)
        self.finding: AudioError | None = None
        self.levels = NOTHING

    def hear(self, samples: npt.NDArray[np.int16], found: Level, probability: float) -> None:
        """Take the next 512 samples, as the microphone gave them, with their level and probability of speech."""
        self._window.append(samples)
        self._found.append(found)
        if not found.still:
            speaks = probability >= self._threshold
            self._speech_chunks += speaks
            (self._speech if speaks else self._noise).append(found.band_db)
        if len(self._window) * CHUNK_SECONDS >= WINDOW_SECONDS:
            self._judge()

    def end(self) -> None:
        """Judge what is left of a sound that is over, where that is 1 s or more."""
        if len(self._window) * CHUNK_SECONDS >= LEAST_SECONDS:
            self._judge()

    def _judge(self) -> None:
        """Judge the window, and begin the next one."""
        still = all(found.still for found in self._found)
        self._still_seconds = self._still_seconds + WINDOW_SECONDS if still else 0.0
        self._sounded = self._sounded or not still
        peak_db = max(found.peak_db for found in self._found)
        self.levels = Levels(peak_db, _share(self._noise, SOFT_SHARE), _share(self._speech, LOUD_SHARE))
        self.finding = self._judged(still)
        self._window.clear()
        self._found.clear()
        self._speech_chunks = 0

    def _judged(self, still: bool) -> AudioError | None:
        before = self.finding.code if self.finding else None
        if still:
            if self._sounded and self._still_seconds < STILL_SECONDS:
                return self.finding
            return AudioError("microphone-off", "The microphone gives digital silence: it is switched off.", SWITCH_ON)
        clipped = sum(found.clipped for found in self._found)
        speaks = self._speech_chunks * CHUNK_SECONDS >= WINDOW_SECONDS / 8
        if clipped >= CLIPPED_CHUNKS or (before == "microphone-loud" and self._speech_chunks < SPEECH_CHUNKS):
            return AudioError("microphone-loud", "The microphone is too loud: its sound is clipped.", TURN_DOWN)
        if speaks and before == "microphone-hum":
            return self.finding  # hum is told from the pauses
        if not speaks and (hum_hz := hum(np.concatenate(self._window))) is not None:
            return AudioError(
                "microphone-hum",
                f"The microphone gives mostly hum of {hum_hz:.0f} Hz.",
                "Take it away from mains cables and power supplies, plug it in elsewhere, or use a USB microphone.",
            )
        limit_db = QUIET_DB + QUIET_SLACK_DB * (before == "microphone-quiet")
        speech_db = self.levels.speech_db
        if speech_db is not None and len(self._speech) >= SPEECH_CHUNKS and speech_db < limit_db:
            return AudioError(
                "microphone-quiet", f"The microphone is very quiet: speech is at {speech_db:.0f} dB.", TURN_UP
            )
        return None


def hum(samples: npt.NDArray[np.int16]) -> float | None:
    """The frequency of mains that most of the power of ``samples`` is, with its multiples; None where it is not."""
    centred = samples - samples.mean(dtype=np.float32)
    if decibels(float(np.sqrt(np.mean(centred**2))) / FULL_SCALE) < HUM_DB:
        return None
    power = np.abs(np.fft.rfft(centred * np.hanning(len(centred)))) ** 2
    line_hz = RATE_HZ / len(samples)
    whole = float(power[math.ceil(20.0 / line_hz) :].sum())
    for mains_hz in MAINS_HZ:
        lines = {
            line
            for multiple in range(1, HARMONICS + 1)
            for line in range(
                math.floor((multiple * mains_hz - HUM_WIDTH_HZ) / line_hz),
                math.ceil((multiple * mains_hz + HUM_WIDTH_HZ) / line_hz) + 1,
            )
        }
        if float(power[sorted(lines)].sum()) > HUM_SHARE * whole:
            return mains_hz
    return None


def _share(levels: deque[float], percent: int) -> float | None:
    return float(np.percentile(levels, percent)) if levels else None
