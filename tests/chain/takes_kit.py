"""What the listener hears of sentences that Myna's own voice speaks, a few times each."""

from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import numpy as np
import soundfile

from myna.app import oneshot
from myna.app.factory import build_voice
from myna.config import Config
from myna.core.events import Utterance
from myna.tts.spoken import spoken

SPEEDS = (1.0, 0.9, 1.1)
"""Of the takes: the voice never says a sentence twice alike, and now and then one is not to be understood."""


async def heard(
    config: Config, sentences: Sequence[str], folder: Path, speeds: Sequence[float] = SPEEDS
) -> dict[str, list[str]]:
    """The transcripts of each sentence, one take at each of ``speeds``."""
    files: dict[Path, str] = {}
    async with build_voice(config).loaded() as voice:
        silence = bytes(voice.rate_hz)  # half a second
        for voice.speed in speeds:
            for sentence in sentences:
                async with aclosing(voice.say(spoken(sentence))) as chunks:
                    sound = b"".join([chunk.pcm async for chunk in chunks])
                path = folder / f"{len(files)}.wav"
                soundfile.write(path, np.frombuffer(silence + sound + silence, dtype="<i2"), voice.rate_hz)
                files[path] = sentence
    found: dict[str, list[str]] = {sentence: [] for sentence in sentences}
    async with aclosing(oneshot.hear(config, list(files), listen=True)) as events:
        async for file, event in events:
            if isinstance(event, Utterance):
                found[files[file]].append(event.text)
    return found
