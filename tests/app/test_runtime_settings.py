"""What a person sets while Myna runs, and a sleep that ends by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fakes import FakeAssistant
from myna.app.runtime_settings import RuntimeSettings, Settings, settings_file
from myna.core.events import Event, MuteChanged, VolumeChanged
from myna.platform.state_file import StateFile


class Told:
    """What programs are told."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._news = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, event: Event) -> None:
        async with asyncio.timeout(60):
            while event not in self.events:
                await self._news.wait()
                self._news.clear()


@asynccontextmanager
async def watching(runtime_settings: RuntimeSettings) -> AsyncIterator[None]:
    task = asyncio.create_task(runtime_settings.wake_in_time())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def after(folder: Path) -> StateFile[Settings]:
    """What is kept, after a restart."""
    kept = settings_file(folder)
    kept.load()
    return kept


async def test_a_sleep_ends(tmp_path: Path) -> None:
    told = Told()
    runtime_settings = RuntimeSettings(settings_file(tmp_path), told)
    async with watching(runtime_settings):
        await runtime_settings.sleep(datetime.now() + timedelta(seconds=0.2))
        assert runtime_settings.settings.muted
        await told.until(MuteChanged(False))
    assert not runtime_settings.settings.muted
    assert after(tmp_path).value == runtime_settings.settings
    assert told.events == [MuteChanged(True), MuteChanged(False)]


async def test_a_sleep_ends_after_a_restart(tmp_path: Path) -> None:
    await RuntimeSettings(settings_file(tmp_path), Told()).sleep(datetime.now() + timedelta(hours=8))
    told, morning = Told(), datetime.now() + timedelta(hours=9)
    runtime_settings = RuntimeSettings(after(tmp_path), told, morning.timestamp)
    assert runtime_settings.settings.muted
    async with watching(runtime_settings):
        await told.until(MuteChanged(False))
    assert not after(tmp_path).value.muted


@pytest.mark.parametrize("muted", [True, False])
async def test_who_mutes_or_unmutes_ends_the_sleep(tmp_path: Path, muted: bool) -> None:
    runtime_settings = RuntimeSettings(settings_file(tmp_path), Told())
    await runtime_settings.sleep(datetime.now() + timedelta(hours=8))
    await runtime_settings.mute(muted)
    assert runtime_settings.settings.asleep_until == 0
    assert after(tmp_path).value.muted is muted


async def test_the_speed_is_kept(tmp_path: Path) -> None:
    runtime_settings = RuntimeSettings(settings_file(tmp_path), Told())
    await runtime_settings.turn_speed(85)
    assert after(tmp_path).value.speed == runtime_settings.speed == 85


def test_before_anything_runs_nothing_was_said() -> None:
    runtime_settings = RuntimeSettings(settings_file(None), lambda _: None)
    assert (runtime_settings.last_said, runtime_settings.model) == ("", "")


async def test_what_is_set_is_turned_at_once_and_again_on_the_next_assistant() -> None:
    told = Told()
    settings = RuntimeSettings(settings_file(None), told)
    first, second = FakeAssistant(), FakeAssistant()
    async with settings.adjusting(first):
        assert (first.volume, first.speed, first.muted) == (100, 100, False)
        await settings.turn_volume(30)
        await settings.mute(True)
        assert (first.volume, first.speed, first.muted) == (30, 100, True)
        assert (settings.last_said, settings.model) == ("Noon.", "smollm2")
    await settings.turn_volume(40)
    assert first.volume == 30
    async with settings.adjusting(second):
        assert (second.volume, second.speed, second.muted) == (40, 100, True)
    assert told.events == [VolumeChanged(30), MuteChanged(True), VolumeChanged(40)]


def test_what_an_older_version_kept_survives(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(
        '{"volume": 30, "speed": 90, "muted": true, "asleep_until": 0.0, "wish": "auto", "model": "llama", '
        '"loading": true, "loaded_at": 5.0, "boot": "b", "too_large": ["llama"], "told": ""}'
    )
    assert after(tmp_path).value == Settings(volume=30, speed=90, muted=True)
