"""The voice itself: en_US-joe-medium through Piper."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest

from myna.app.factory import build_voice, model_selector
from myna.config import Config
from myna.core.errors import ModelError
from myna.core.sound import AudioChunk
from myna.tts.piper import Piper, PiperFile
from myna.tts.settings import VoiceSettings


@pytest.fixture
async def voice(config: Config) -> AsyncIterator[Piper]:
    async with build_voice(config).loaded() as built:
        yield built


async def say(voice: Piper, text: str) -> list[AudioChunk]:
    async with aclosing(voice.say(text)) as chunks:
        return [chunk async for chunk in chunks]


def loudness(chunks: list[AudioChunk]) -> float:
    samples = np.frombuffer(b"".join(chunk.pcm for chunk in chunks), dtype="<i2").astype(float)
    return float(np.sqrt(np.mean(samples[np.abs(samples) > 300] ** 2)))


async def test_a_sentence_is_sound_at_the_voices_rate(voice: Piper) -> None:
    chunks = await say(voice, "The capital of France is Paris.")
    assert {chunk.rate_hz for chunk in chunks} == {voice.rate_hz} == {22_050}
    assert 1.0 < sum(chunk.seconds for chunk in chunks) < 4.0


async def test_no_clause_is_much_louder_than_another(voice: Piper) -> None:
    clauses = ("The capital of France", "is Paris.", "It lies on the river Seine,", "which is long and slow.")
    levels = [loudness(await say(voice, clause)) for clause in clauses]
    assert max(levels) / min(levels) < 2  # 6 dB, about what a speaker does himself


async def test_its_speed_may_change(voice: Piper) -> None:
    usual = sum(chunk.seconds for chunk in await say(voice, "The capital of France is Paris."))
    voice.speed = 0.5
    slow = sum(chunk.seconds for chunk in await say(voice, "The capital of France is Paris."))
    assert 1.5 < slow / usual < 2.5


async def test_nothing_speakable_is_no_sound(voice: Piper) -> None:
    assert sum(chunk.seconds for chunk in await say(voice, "")) == 0


async def test_a_faster_rate_is_shorter(config: Config) -> None:
    seconds = []
    for rate in (1.0, 2.0):
        faster = config.model_copy(update={"speaking": config.speaking.model_copy(update={"rate": rate})})
        async with build_voice(faster).loaded() as voice:
            seconds.append(sum(chunk.seconds for chunk in await say(voice, "The capital of France is Paris.")))
    assert seconds[0] / seconds[1] == pytest.approx(2, rel=0.25)


@pytest.mark.parametrize("damage", ["model missing", "json missing", "model damaged", "json damaged"])
async def test_a_damaged_voice_is_told_in_a_sentence(config: Config, tmp_path: Path, damage: str) -> None:
    whole = model_selector(config).voice().path
    contents = {".onnx": whole.read_bytes(), ".onnx.json": whole.with_name(whole.name + ".json").read_bytes()}
    part, trouble = damage.split()
    suffix = ".onnx" if part == "model" else ".onnx.json"
    contents[suffix] = contents[suffix][: len(contents[suffix]) // 2]
    for name, content in contents.items():
        if not (trouble == "missing" and name == suffix):
            (tmp_path / f"voice{name}").write_bytes(content)
    with pytest.raises(ModelError, match=r"voice\.onnx") as caught:
        async with PiperFile(tmp_path / "voice.onnx", VoiceSettings(threads=1)).loaded():
            pass
    assert caught.value.code == f"voice-{trouble}"
    assert caught.value.hint
