"""A test of the microphone: how it sounds from moment to moment, and what is wrong with it in the end.

Its rule: it hears with the gain, the voice activity and the diagnosis of the assistant, so that it says what ``myna
status`` would say. No words are recognised, and no model must have been pulled for it.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from myna.app.factory import voice_activity
from myna.app.snapshot import Hearing
from myna.audio.microphone import CardMicrophone
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.ports import VoiceActivity
from myna.core.sound import AudioChunk
from myna.listening.diagnosis import LEAST_SECONDS, NOTHING
from myna.listening.level import level
from myna.listening.quiet_gate import QuietGate
from myna.listening.sound_level import SoundLevel
from myna.platform.worker import Worker

READING_CHUNKS = 5
"""Sound of one reading: 0.16 s."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One moment: ``seconds`` of sound so far, and the loudest sample of the last 0.16 s in dB of full scale.

    ``hearing`` is that of the last seconds, judged anew every 2 s.
    """

    seconds: float
    peak_db: float
    hearing: Hearing


class MicrophoneTest:
    """Tests the microphone of ``config``, or a ``recording`` in its place, as fast as the machine can."""

    def __init__(self, config: Config, recording: Path | None = None) -> None:
        self._microphone = WavMicrophone(recording, paced=False) if recording else CardMicrophone(config.audio.input)
        self._recording = recording
        self._sound = SoundLevel(config.endpoint.speech_threshold)
        self._seconds = 0.0

    @property
    def device(self) -> str:
        """What is heard: the name of the microphone, or of the recording."""
        return self._microphone.device if isinstance(self._microphone, CardMicrophone) else str(self._recording)

    @property
    def hearing(self) -> Hearing:
        """How it sounds."""
        return Hearing(self._sound.levels, self._sound.gain_db, self._sound.finding)

    async def readings(self, seconds: float | None = None) -> AsyncGenerator[Reading, None]:
        """Hear ``seconds`` of sound, or all of a recording; once. Consume it under ``contextlib.aclosing``.

        What was heard when it is closed is judged all the same. Raises AudioError where nothing can be heard.
        """
        async with AsyncExitStack() as stack:
            worker = Worker("meter")
            stack.callback(worker.close)
            activity = QuietGate(await worker.call(voice_activity))
            stack.push_async_callback(self._microphone.close)
            stack.callback(self._sound.end)
            chunks = await stack.enter_async_context(aclosing(self._microphone.chunks()))
            waiting: list[AudioChunk] = []
            async for chunk in chunks:
                waiting.append(chunk)
                over = seconds is not None and chunk.at >= seconds
                if over or len(waiting) == READING_CHUNKS:
                    yield await worker.call(self._hear, waiting, activity)
                    waiting = []
                if over:
                    break
            if waiting:
                yield await worker.call(self._hear, waiting, activity)

    def _hear(self, chunks: Sequence[AudioChunk], activity: VoiceActivity) -> Reading:
        for chunk in chunks:
            self._sound.scored(chunk, activity.accept, hold=False)
        self._seconds = chunks[-1].at
        peak_db = max(level(np.frombuffer(chunk.pcm, dtype="<i2")).peak_db for chunk in chunks)
        return Reading(self._seconds, peak_db, self.hearing)

    def verdict(self) -> Hearing:
        """How it sounded, where nothing is wrong with it, of all that was heard.

        Raises AudioError: what is wrong, or ``sound-short`` where it was heard for less than a second.
        """
        if self._sound.levels is NOTHING:
            raise AudioError(
                "sound-short",
                f"{self.device} was heard for {self._seconds:.1f} s: that is too short to judge it.",
                f"It takes {LEAST_SECONDS:.0f} s or more, and some words.",
            )
        if (finding := self._sound.finding) is not None:
            raise finding
        return self.hearing
