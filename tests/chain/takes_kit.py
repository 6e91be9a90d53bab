"""What the listener hears of sentences that Myna's own voice speaks, a few times each."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from pathlib import Path

import numpy as np
import soundfile

from myna.app import oneshot
from myna.app.factory import build_voice
from myna.audio.wav import read_chunks
from myna.config import Config
from myna.core.events import Utterance
from myna.tts.spoken import spoken

SPEEDS = (1.0, 0.9, 1.1)
"""Of the takes: the voice never says a sentence twice alike, and now and then one is not to be understood."""


async def heard(
    config: Config, sentences: Sequence[str], folder: Path, speeds: Sequence[float] = SPEEDS
) -> dict[str, list[str]]:
    """The transcripts of each sentence, one take at each of ``speeds``."""
    found = await utterances(config, sentences, folder, speeds)
    return {sentence: [one.text for one in takes] for sentence, takes in found.items()}


async def utterances(
    config: Config,
    sentences: Sequence[str],
    folder: Path,
    speeds: Sequence[float] = SPEEDS,
    noises: Mapping[str, Path] | None = None,
    snr_db: float = 15.0,
) -> dict[str, list[Utterance]]:
    """What is heard of each sentence, one take at each of ``speeds``; those with ``noises`` in that noise."""
    files: dict[Path, str] = {}
    async with build_voice(config).loaded() as voice:
        silence = bytes(voice.rate_hz)  # half a second
        for voice.speed in speeds:
            for sentence in sentences:
                async with aclosing(voice.say(spoken(sentence))) as chunks:
                    sound = b"".join([chunk.pcm async for chunk in chunks])
                path = folder / f"{len(files)}.wav"
                soundfile.write(path, np.frombuffer(silence + sound + silence, dtype="<i2"), voice.rate_hz)
                if noise := (noises or {}).get(sentence):
                    path = with_noise(path, noise, snr_db, folder / f"{len(files)}-noisy.wav")
                files[path] = sentence
    found: dict[str, list[Utterance]] = {sentence: [] for sentence in sentences}
    async with aclosing(oneshot.hear(config, list(files), listen=True)) as events:
        async for file, event in events:
            if isinstance(event, Utterance):
                takes = found[files[file]]
                if event.continued:  # what was taken for all of it was not
                    takes.pop()
                takes.append(event)
    return found


def with_noise(speech: Path, noise: Path, snr_db: float, path: Path) -> Path:
    """Mix noise in, so that the largest energies of 2,048 samples have the ratio ``snr_db``."""
    sound, background = (
        np.frombuffer(b"".join(read_chunks(each)), dtype="<i2").astype(float) for each in (speech, noise)
    )
    background = np.resize(background, len(sound))

    def loudest(samples: np.ndarray) -> float:
        frames = samples[: len(samples) // 2048 * 2048].reshape(-1, 2048)
        return float((frames**2).sum(axis=1).max())

    scale = np.sqrt(loudest(sound) / loudest(background) / 10 ** (snr_db / 10))
    mixed = sound + scale * background
    soundfile.write(path, mixed / max(32768.0, np.abs(mixed).max()), 16_000)
    return path
