"""Microphone and speaker of the running assistant: files, or a card's that may be missing."""

import asyncio
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest
import soundfile

from app.toy_engines import spoken_file
from audio.conftest import own_sound  # noqa: F401
from myna.app.devices import Files, open_sound
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.sound import AudioChunk

RATE_HZ = 8000
CHUNK = AudioChunk(b"\1\1" * (RATE_HZ // 10), rate_hz=RATE_HZ)


async def test_files_stand_in_for_the_card_until_the_end(tmp_path: Path) -> None:
    files = Files(spoken_file(tmp_path / "question.wav", "it"), tmp_path / "answer.wav")
    async with AsyncExitStack() as stack:
        sound = await open_sound(Config(), files, RATE_HZ, stack)
        assert sound.recording is sound.microphone
        assert (sound.card_microphone, sound.card_speaker) == (None, None)
        await sound.speaker.play(CHUNK)
        assert await sound.speaker.drain() == pytest.approx(0.1)
    assert soundfile.info(tmp_path / "answer.wav").samplerate == RATE_HZ
    async with aclosing(sound.microphone.chunks()) as chunks:
        assert [chunk async for chunk in chunks] == []  # it is closed


async def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    files = Files(tmp_path / "question.wav", tmp_path / "nowhere" / "answer.wav")
    async with AsyncExitStack() as stack:
        with pytest.raises(AudioError, match="cannot be written"):
            await open_sound(Config(), files, RATE_HZ, stack)


@pytest.mark.usefixtures("own_sound")
async def test_a_card_that_is_missing_is_no_failure_for_it_may_come() -> None:
    before = asyncio.all_tasks()
    async with AsyncExitStack() as stack:
        sound = await open_sound(Config(), Files(), RATE_HZ, stack)
        assert (sound.microphone, sound.speaker) == (sound.card_microphone, sound.card_speaker)
        assert sound.recording is None
        with pytest.raises(AudioError, match="no speaker"):
            await sound.speaker.play(CHUNK)
        async with aclosing(sound.microphone.chunks()) as chunks:
            with pytest.raises(AudioError, match="no microphone"):
                await anext(chunks)
        beside = {task.get_coro().__qualname__ for task in asyncio.all_tasks() - before}  # type: ignore[union-attr]
        assert "CardSpeaker.keep" in beside  # it looks for one again, perhaps just now with a task of its own
    assert asyncio.all_tasks() == before
