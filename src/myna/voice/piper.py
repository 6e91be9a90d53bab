"""The voice: Piper on one thread of its own.

Its rules:

1. Text comes clause by clause, since a synthesis cannot be stopped inside a sentence.
2. No clause is made louder than another: Piper's normalising of each piece is off.
3. The session takes the threads that it is given and no more.
"""

import json
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing
from functools import partial
from pathlib import Path

import onnxruntime
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

from myna.audio.format import AudioChunk
from myna.errors import ModelError, VoiceError
from myna.worker import Worker


class Piper:
    """A Piper voice: an ``.onnx`` file with its ``.onnx.json`` beside it."""

    def __init__(self, path: Path, worker: Worker, *, threads: int, rate: float = 1.0, volume: float = 1.0) -> None:
        """``rate`` is the speed of speech, 1 as recorded, 2 twice as fast; ``volume`` is 0 to 1."""
        self.path = path
        self._worker = worker
        self._threads = threads
        self._rate = rate
        self._volume = volume
        self._voice: PiperVoice
        self._how: SynthesisConfig

    async def load(self) -> None:
        """Read the voice. Raises ModelError where one of its files is missing or damaged."""
        await self._worker.call(self._load)

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound of ``text``, int16 mono at the voice's own rate. Raises VoiceError."""
        chunks = self._worker.iterate(partial(self._synthesise, text))
        async with aclosing(chunks):
            async for chunk in chunks:
                yield chunk

    @property
    def rate_hz(self) -> int:
        """Sample rate of the voice in Hz; known after ``load``."""
        return self._voice.config.sample_rate

    def _load(self) -> None:
        description = self.path.with_name(self.path.name + ".json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # An arena keeps room for the longest clause ever said, in powers of two: 160 MB that are worth no time.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        try:
            config = PiperConfig.from_dict(json.loads(description.read_text(encoding="utf-8")))
            self.path.open("rb").close()  # onnxruntime's own error does not tell a missing file from a damaged one
            session = onnxruntime.InferenceSession(
                str(self.path), sess_options=options, providers=["CPUExecutionProvider"]
            )
        except OSError as error:
            raise ModelError(
                "voice-missing",
                f"The voice {error.filename or self.path} cannot be read: {error.strerror}.",
                "See what is installed with: myna models list",
            ) from error
        except Exception as error:  # onnxruntime raises many kinds, and a wrong description any
            raise ModelError(
                "voice-damaged",
                f"The voice {self.path} cannot be loaded: it, or the .json beside it, is damaged.",
                "If it is from the catalogue, look with: myna models verify; else fetch it again.",
            ) from error
        self._voice = PiperVoice(session=session, config=config)
        self._how = SynthesisConfig(
            length_scale=config.length_scale / self._rate, normalize_audio=False, volume=self._volume
        )

    def _synthesise(self, text: str) -> Generator[AudioChunk, None, None]:
        try:
            for chunk in self._voice.synthesize(text, self._how):
                yield AudioChunk(chunk.audio_int16_bytes, rate_hz=chunk.sample_rate)
        except Exception as error:  # onnxruntime's are of many kinds
            raise VoiceError(
                "synthesis-failed", f"The voice could not speak: {error}.", "Try another voice."
            ) from error
