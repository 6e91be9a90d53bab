"""A real voice that says a text, the same way every time where that is wanted."""

import json
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import numpy as np

from myna.core.sound import AudioChunk
from myna.tts.decoder_windows import DECODER_WEIGHT
from myna.tts.piper import PiperFile
from myna.tts.settings import VoiceSettings

TEXT = "The capital of France is Paris, a city on the Seine, which has about two million people."


def steady(voice: Path, folder: Path, name: str, weight: str = DECODER_WEIGHT) -> Path:
    """A copy of a voice, its decoder's first weight called ``weight``, that says a text the same way every time."""
    description = json.loads(voice.with_name(voice.name + ".json").read_text(encoding="utf-8"))
    description["inference"] |= {"noise_scale": 0, "noise_w": 0}
    (folder / f"{name}.onnx.json").write_text(json.dumps(description), encoding="utf-8")
    (folder / f"{name}.onnx").write_bytes(voice.read_bytes().replace(DECODER_WEIGHT.encode(), weight.encode()))
    return folder / f"{name}.onnx"


async def said(path: Path, stack: AsyncExitStack, text: str = TEXT) -> list[AudioChunk]:
    """The sound of ``text`` by the voice in the file ``path``, which is loaded until ``stack`` ends."""
    voice = await stack.enter_async_context(PiperFile(path, VoiceSettings(threads=1)).loaded())
    async with aclosing(voice.say(text)) as chunks:
        return [chunk async for chunk in chunks]


def samples(chunks: list[AudioChunk]) -> np.ndarray:
    """The samples of all of them, one behind the other."""
    return np.frombuffer(b"".join(chunk.pcm for chunk in chunks), dtype="<i2").astype(int)
