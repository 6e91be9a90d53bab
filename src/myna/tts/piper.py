"""The voice: Piper on one thread of its own.

Its rules:

1. Sound comes window by window, so that it begins early, can be stopped, and takes little memory; a network that cannot
   be cut (``decoder_windows.py``) speaks a sentence at a time.
2. No clause is made louder than another: nothing is normalised. The silence in front of a sentence is left out, and
   that behind a clause which ends inside one.
3. The session takes the threads that it is given and no more.
"""

import json
import os
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import onnxruntime
from piper import PiperVoice
from piper.config import PiperConfig

from myna.core.errors import ModelError, VoiceError
from myna.core.sound import AudioChunk
from myna.platform.worker import Worker
from myna.tts.decoder_windows import halves
from myna.tts.half_precision import halved
from myna.tts.onnx_message import Parts
from myna.tts.settings import VoiceSettings

FIRST_FRAMES = 32
"""Frames of the first window; a voice of 22,050 Hz has 86 a second."""

WINDOW_FRAMES = 48
"""Frames of each later window. Measured on 2 cores: twice as many take 20 MB more and are 10 % faster."""

MARGIN_FRAMES = 14
"""Frames before and behind a window that its sound depends on, 11 in medium voices and 14 in high ones: with them, the
windows are what the whole would be."""

SILENCE = 0.005
"""Of full scale: what is softer is silence. Most voices have 20 to 50 ms of it in front of a sentence, 150 behind."""

LEAD_SECONDS = 0.005
"""Of that silence is kept, so that nothing begins with a click."""

Sound = npt.NDArray[np.float32]


class PiperFile:
    """A Piper voice that is not loaded yet: an ``.onnx`` file with its ``.onnx.json`` beside it."""

    def __init__(self, path: Path, settings: VoiceSettings) -> None:
        self.path = path
        self._settings = settings

    def rate_hz(self) -> int:
        """Its sample rate in Hz, read from its description. Raises ModelError where that is missing or damaged."""
        with _told(self.path):
            return int(_described(self.path).sample_rate)

    @asynccontextmanager
    async def loaded(self) -> AsyncGenerator["Piper", None]:
        """The voice, on a thread of its own. Raises ModelError where one of its files is missing or damaged."""
        worker = Worker("tts")
        try:
            yield await worker.call(Piper.load, self.path, self._settings, worker)
        finally:
            worker.close()


@dataclass(frozen=True, slots=True)
class _Network:
    """The network of a voice: whole in ``front``; or in halves, ``back`` being given the outputs ``handed``."""

    front: onnxruntime.InferenceSession
    back: onnxruntime.InferenceSession | None = None
    handed: tuple[str, ...] = ()


class Piper:
    """A Piper voice in memory, that of the file ``path``."""

    def __init__(
        self, path: Path, network: _Network, config: PiperConfig, settings: VoiceSettings, worker: Worker
    ) -> None:
        self.path = path
        self._network = network
        self._voice = PiperVoice(session=network.front, config=config)
        self._settings = settings
        self._worker = worker
        self.speed = 1.0
        """Times the rate; may be changed at any time, and holds from the next clause on."""

    @classmethod
    def load(cls, path: Path, settings: VoiceSettings, worker: Worker) -> Self:
        """Read the voice; blocking. Raises ModelError where one of its files is missing or damaged."""
        with _told(path):
            return cls(path, _opened(path, settings.threads), _described(path), settings, worker)

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound of ``text``, int16 mono at the voice's own rate. Raises VoiceError."""
        chunks = self._worker.iterate(partial(self._synthesise, text))
        async with aclosing(chunks):
            async for chunk in chunks:
                yield chunk

    @property
    def rate_hz(self) -> int:
        """Sample rate of the voice in Hz."""
        return int(self._voice.config.sample_rate)

    def _synthesise(self, text: str) -> Generator[AudioChunk, None, None]:
        try:
            for phonemes in filter(None, self._voice.phonemize(text)):
                done = 0  # samples of this sentence
                for sound, whole_samples in self._sounds(self._voice.phonemes_to_ids(phonemes)):
                    begins, done = done == 0, done + sound.size
                    whole = 0.0
                    if begins:
                        silent = self._silent_samples(sound)
                        whole, sound = (whole_samples - silent) / self.rate_hz, sound[silent:]
                    if done == whole_samples and text[-1:].isalnum():
                        sound = sound[: sound.size - self._silent_samples(sound[::-1])]
                    pcm = (np.clip(sound * self._settings.volume, -1, 1) * 32767).astype("<i2").tobytes()
                    yield AudioChunk(pcm, rate_hz=self.rate_hz, whole_seconds=whole)
        except Exception as error:  # onnxruntime's are of many kinds
            raise VoiceError(
                "synthesis-failed", f"The voice could not speak: {error}.", "Try another voice."
            ) from error

    def _silent_samples(self, sound: Sound) -> int:
        """Samples of silence in front of ``sound``, but for a moment's."""
        loud = np.flatnonzero(np.abs(sound) > SILENCE)
        return max(0, int(loud[0]) - round(LEAD_SECONDS * self.rate_hz)) if loud.size else 0

    def _sounds(self, ids: list[int]) -> Iterator[tuple[Sound, int]]:
        """The sound of a sentence's phonemes, window by window, each with the number of samples of all together."""
        network, config = self._network, self._voice.config
        scales = [config.noise_scale, config.length_scale / (self._settings.rate * self.speed), config.noise_w_scale]
        given: dict[str, object] = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array(scales, dtype=np.float32),
        }
        if config.num_speakers > 1:
            given["sid"] = np.array([0], dtype=np.int64)
        frames, *others = network.front.run(None, given)
        if network.back is None:
            yield frames.reshape(-1), frames.size
            return
        rest = dict(zip(network.handed[1:], others, strict=True))
        count, start, size = frames.shape[2], 0, FIRST_FRAMES
        while start < count:
            end = min(start + size, count)
            left, right = max(0, start - MARGIN_FRAMES), min(count, end + MARGIN_FRAMES)
            (sound,) = network.back.run(None, {network.handed[0]: frames[:, :, left:right], **rest})
            hop = sound.size // (right - left)
            yield sound.reshape(-1)[(start - left) * hop : (end - left) * hop], count * hop
            start, size = end, WINDOW_FRAMES


def _described(path: Path) -> PiperConfig:
    return PiperConfig.from_dict(json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8")))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Raise what is wrong with the files of the voice ``path`` as a ModelError."""
    try:
        yield
    except OSError as error:
        raise ModelError(
            "voice-missing",
            f"The voice {error.filename or path} cannot be read: {error.strerror}.",
            "See what is installed with: myna models list",
        ) from error
    except Exception as error:  # onnxruntime raises many kinds, and a wrong description any
        raise ModelError(
            "voice-damaged",
            f"The voice {path} cannot be loaded: it, or the .json beside it, is damaged.",
            "If it is from the catalogue, look with: myna models verify; else fetch it again.",
        ) from error


def _opened(path: Path, threads: int) -> _Network:
    """The network in the file ``path``, in halves where that can be."""
    if (cut := halves(memoryview(path.read_bytes()))) is None:
        return _Network(_session(str(path), threads))
    with _in_memory(halved(cut.front)) as front, _in_memory(cut.back) as back:
        handed = cut.handed
        del cut  # before onnxruntime makes its own copy
        try:
            return _Network(_session(front, threads, as_it_is=True), _session(back, threads), handed)
        except Exception:  # onnxruntime's are of many kinds; what cannot be run in halves may run whole
            return _Network(_session(str(path), threads))


def _session(path: str, threads: int, *, as_it_is: bool = False) -> onnxruntime.InferenceSession:
    """A session of the network in the file ``path``, made faster by onnxruntime, or ``as_it_is``.

    The latter is as fast for the front half, and leaves its weights in half precision: 24 MB less for a medium voice.
    """
    options = onnxruntime.SessionOptions()
    if as_it_is:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # An arena keeps what a window takes, and no more for a long clause: less than the peaks without it, and 10 %
    # faster. Both halves share one, since they never run at once: 19 MB instead of 28. A pattern would be kept for
    # each length of a sentence.
    _share_arena()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(path, sess_options=options, providers=["CPUExecutionProvider"])


@cache
def _share_arena() -> None:
    """Make the one arena of this process, for every session that asks for it; onnxruntime takes no second one."""
    kind = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR
    memory = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, onnxruntime.OrtMemType.DEFAULT)
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(0, -1, -1, -1))  # its own defaults


@contextmanager
def _in_memory(parts: Parts) -> Iterator[str]:
    """The path of a file in memory that holds ``parts``: onnxruntime needs less memory for a path than for bytes."""
    with os.fdopen(os.memfd_create("voice"), "wb") as file:
        file.writelines(parts)
        file.flush()
        del parts
        yield f"/proc/self/fd/{file.fileno()}"
