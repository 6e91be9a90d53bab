"""A voice in two halves speaks as the whole one does."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import numpy as np
import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.tts import piper
from myna.tts.decoder_windows import DECODER_WEIGHT, halves
from voice_kit import said, samples, steady


@pytest.fixture
def voice(config: Config) -> Path:
    return model_selector(config).voice().path


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def test_the_windows_are_what_the_whole_network_says(
    voice: Path, tmp_path: Path, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piper, "halved", lambda parts: parts)  # which changes the sound a little
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
