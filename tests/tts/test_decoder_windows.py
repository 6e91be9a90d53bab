"""A voice in two halves speaks as the whole one does."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import numpy as np
import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.core.sound import AudioChunk
from myna.tts import piper
from myna.tts.decoder_windows import DECODER_WEIGHT, halves
from myna.tts.piper import PiperFile
from myna.tts.settings import VoiceSettings

TEXT = "The capital of France is Paris, a city on the Seine, which has about two million people."


@pytest.fixture
def voice(config: Config) -> Path:
    return model_selector(config).voice().path


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


def steady(voice: Path, folder: Path, name: str, weight: str) -> Path:
    """A copy of a voice, its decoder's first weight called ``weight``, that says a text the same way every time."""
    description = json.loads(voice.with_name(voice.name + ".json").read_text(encoding="utf-8"))
    description["inference"] |= {"noise_scale": 0, "noise_w": 0}
    (folder / f"{name}.onnx.json").write_text(json.dumps(description), encoding="utf-8")
    (folder / f"{name}.onnx").write_bytes(voice.read_bytes().replace(DECODER_WEIGHT.encode(), weight.encode()))
    return folder / f"{name}.onnx"


async def said(path: Path, stack: AsyncExitStack, text: str = TEXT) -> list[AudioChunk]:
    voice = await stack.enter_async_context(PiperFile(path, VoiceSettings(threads=1)).loaded())
    async with aclosing(voice.say(text)) as chunks:
        return [chunk async for chunk in chunks]


def samples(chunks: list[AudioChunk]) -> np.ndarray:
    return np.frombuffer(b"".join(chunk.pcm for chunk in chunks), dtype="<i2").astype(int)


async def test_the_windows_are_what_the_whole_network_says(voice: Path, tmp_path: Path, stack: AsyncExitStack) -> None:
    windows = await said(steady(voice, tmp_path, "cut", DECODER_WEIGHT), stack)
    (whole,) = await said(steady(voice, tmp_path, "uncut", "dec.conv_any.weight"), stack)
    assert len(windows) > 4
    assert len(samples(windows)) == len(samples([whole]))
    assert np.abs(samples(windows) - samples([whole])).max() <= 2  # of 32,767


async def test_a_sound_in_windows_says_first_how_long_it_is(voice: Path, stack: AsyncExitStack) -> None:
    first, *others = await said(voice, stack)
    assert first.announced_seconds == pytest.approx(sum(chunk.seconds for chunk in (first, *others)))
    assert {chunk.announced_seconds for chunk in others} == {0.0}


async def test_the_first_window_is_short(voice: Path, stack: AsyncExitStack) -> None:
    first, second, *_ = await said(voice, stack)
    whole = piper.FIRST_FRAMES * 256 / 22_050
    assert 0.7 * whole < first.seconds < whole  # without the silence in front of it
    assert second.seconds == pytest.approx(piper.WINDOW_FRAMES * 256 / 22_050)


def test_another_network_or_a_damaged_one_is_not_cut(voice: Path) -> None:
    model = voice.read_bytes()
    assert halves(memoryview(model)) is not None
    for other in (b"", b"no network", model[: len(model) // 2], model[:-1], bytes(1000)):
        assert halves(memoryview(other)) is None
