"""A slow automatic gain in front of everything that listens: a quiet microphone is heard like a loud one. Pure.

Its rules:

1. It only amplifies, and never sound that is loud enough: an ordinary microphone is left as it is, bit by bit.
2. What is brought to its level is speech, by stretches: within one the gain does not rise, and falls only where the
   sound would clip. It moves while nobody speaks.
3. Before anybody has spoken, the noise of the room is brought to a level at which speech over it is heard.
4. Where something stands out of the noise and is too soft to be told from it, the gain rises at once, for as long as it
   sounds: voice activity is deaf to soft sound.
5. Where Myna speaks nothing is learnt and the gain stays. Digital silence is no noise, and stays silence.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from myna.core.sound import CHUNK_SECONDS
from myna.listening.level import FULL_SCALE, SILENCE_DB, Level

SPEECH_DB = -21.0
"""The level that speech is brought to: of people whose loudest sample is at -8 dB, as in ordinary recordings of near
speech. The recogniser needs it: of 72 wake phrases from 4 m away with their loudest sample at -20 dB its first look
sees 54, and 64 to 66 where the same sound is 5 to 21 dB louder; with 30 dB it sees 61, since much is clipped then."""

NOISE_DB = -41.0
"""The level that noise is brought to before anybody has spoken. Of 62 wake phrases from 4 m away with 5 dB of noise 17
were missed with -47, and 8 with -41, -38 and -35, 10 with -30. Near speech over such noise meets the ceiling."""

LOUDEST_NOISE_DB = -35.0
"""The level that noise is raised to at the most, however softly people speak."""

MOST_DB = 40.0
"""The largest gain. With more, the steps of int16 sound are noise."""

LEAST_DB = 6.0
"""A smaller gain makes no difference, and is none."""

CEILING_DB = -1.0
"""The loudest sample that comes out."""

SPEED_DB = 30.0 * CHUNK_SECONDS
"""How far the gain moves in a chunk: 30 dB a second."""

ATTACK_DB = 12.0
"""How far it rises in a chunk towards soft sound that stands out."""

STANDS_OUT_DB = 12.0
"""How far above the noise a chunk must be that may be speech."""

DEAF_DB = -48.0
"""Sound that is softer than this may be speech that voice activity does not hear: people whose loudest sample is below
-36 dB."""

SOFT_CHUNKS = 3
"""Such chunks in a row behind which the gain rises. Loud speech is heard earlier, and a click is shorter."""

STRETCH_CHUNKS = round(0.25 / CHUNK_SECONDS)
"""Speech in a stretch of which the level is taken: a quarter of a second."""

LONGEST_CHUNKS = round(6.0 / CHUNK_SECONDS)
"""Speech of which the level is taken at the most: a long stretch counts by its last 6 s."""

PAUSE_CHUNKS = round(0.5 / CHUNK_SECONDS)
"""Chunks without speech behind which a stretch is over."""

LOUD_SHARE = 80
"""The level of a stretch: so many per cent of its chunks are softer. Vowels are, and the pauses do not count."""

WEIGHT_LOUDER, WEIGHT_SOFTER = 0.7, 0.3
"""How much a stretch counts beside those before it: one that is louder more, since too much gain clips."""

FLOOR_CHUNKS = round(1.5 / CHUNK_SECONDS)
"""Half of the time over which the softest chunk is the noise: longer than people speak without a pause."""

RAMP = np.linspace(0.0, 1.0, 64, dtype=np.float32)
"""4 ms in which a new gain sets in, so that it does not click."""


class AutomaticGain:
    """The gain of one microphone; a chunk goes through ``amplify``, then ``learn`` gets its probability of speech.

    ``threshold`` is the probability from which a chunk is speech.
    """

    def __init__(self, threshold: float = 0.5) -> None:
        self._threshold = threshold
        self._amplitude = 1.0  # in effect at the end of the last chunk
        self._gain_db: float | None = None  # before the limiter; None: nothing was heard yet
        self._cut_db = 0.0  # by the limiter
        self._level_db = SILENCE_DB  # of the present chunk, as it came in
        self._floor = [0.0, 0.0]  # the softest chunks of this time and of the one before
        self._floor_chunks = 0
        self._speech_db: float | None = None
        self._stretch: deque[float] = deque(maxlen=LONGEST_CHUNKS)
        self._quiet_chunks = PAUSE_CHUNKS
        self._soft_chunks = 0

    @property
    def decibels(self) -> float:
        """The gain in effect."""
        return (self._gain_db or 0.0) - self._cut_db

    def amplify(self, samples: npt.NDArray[np.int16], found: Level, *, hold: bool = False) -> npt.NDArray[np.int16]:
        """512 samples of the level ``found``, as loud as they should be; ``hold``: Myna speaks, and the gain stays."""
        self._level_db = found.band_db
        if found.still:
            return samples
        if not hold:
            self._note_floor()
            self._move()
        gain_db = self._gain_db or 0.0
        over_db = max(0.0, found.peak_db + gain_db - CEILING_DB)
        self._cut_db = min(gain_db, over_db if hold else max(self._cut_db, over_db))
        amplitude = 10.0 ** ((gain_db - self._cut_db) / 20.0)
        if amplitude == self._amplitude == 1.0:
            return samples
        loud = samples * np.float32(amplitude)
        if not over_db:
            loud[: len(RAMP)] = samples[: len(RAMP)] * (self._amplitude + (amplitude - self._amplitude) * RAMP)
        self._amplitude = amplitude
        amplified: npt.NDArray[np.int16] = np.clip(np.rint(loud), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
        return amplified

    def learn(self, probability: float, *, hold: bool = False) -> None:
        """Take the probability of speech, 0 to 1, of the chunk that was amplified last."""
        if hold:
            self._stretch.clear()
            self._quiet_chunks = 0
        elif probability >= self._threshold and self._level_db > SILENCE_DB:
            self._quiet_chunks = 0
            self._stretch.append(self._level_db)
        else:
            self._quiet_chunks += 1
            if self._quiet_chunks == PAUSE_CHUNKS:
                self._learn_stretch()

    def _learn_stretch(self) -> None:
        """Take the level of the stretch of speech that is over."""
        if len(self._stretch) >= STRETCH_CHUNKS:
            level_db = float(np.percentile(self._stretch, LOUD_SHARE))
            if self._speech_db is None:
                self._speech_db = level_db
            else:
                weight = WEIGHT_LOUDER if level_db > self._speech_db else WEIGHT_SOFTER
                self._speech_db += weight * (level_db - self._speech_db)
        self._stretch.clear()

    def _note_floor(self) -> None:
        """The softest chunk of the last seconds is the noise."""
        self._floor[0] = min(self._floor[0], self._level_db)
        self._floor_chunks += 1
        if self._floor_chunks >= FLOOR_CHUNKS:
            self._floor = [self._level_db, self._floor[0]]
            self._floor_chunks = 0

    def _move(self) -> None:
        """Let the gain go towards what it should be, where that is allowed."""
        floor_db = min(self._floor)
        if self._speech_db is None:
            wanted_db = NOISE_DB - floor_db
        else:
            wanted_db = min(SPEECH_DB - self._speech_db, LOUDEST_NOISE_DB - floor_db)
        wanted_db = min(MOST_DB, wanted_db) if wanted_db >= LEAST_DB else 0.0
        if self._gain_db is None:
            self._gain_db = wanted_db
        elif self._quiet_chunks >= PAUSE_CHUNKS:
            stands_out = self._level_db - floor_db >= STANDS_OUT_DB
            missing_db = SPEECH_DB - self._level_db - self._gain_db
            soft = stands_out and missing_db > (0.0 if self._soft_chunks >= SOFT_CHUNKS else SPEECH_DB - DEAF_DB)
            self._soft_chunks = self._soft_chunks + 1 if soft else 0
            if self._soft_chunks >= SOFT_CHUNKS:
                self._gain_db = min(MOST_DB, self._gain_db + min(ATTACK_DB, missing_db))
            elif not stands_out:
                self._cut_db = max(0.0, self._cut_db - SPEED_DB)
                self._gain_db += min(SPEED_DB, max(-SPEED_DB, wanted_db - self._gain_db))
