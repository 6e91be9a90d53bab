"""What a person sets while Myna runs, and a sleep that ends by itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from myna.app.runtime_settings import RuntimeSettings
from myna.app.state import State


class Told:
    """What programs are told."""

    def __init__(self) -> None:
        self.events: list[Mapping[str, object]] = []
        self._news = asyncio.Event()

    def __call__(self, event: Mapping[str, object]) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, name: str) -> None:
        async with asyncio.timeout(60):
            while {"event": name} not in self.events:
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


def after(folder: Path) -> State:
    """The state after a restart."""
    state = State(folder)
    state.load()
    return state


async def test_a_sleep_ends(tmp_path: Path) -> None:
    told = Told()
    runtime_settings = RuntimeSettings(State(tmp_path), told, recorded=False)
    async with watching(runtime_settings):
        await runtime_settings.sleep(datetime.now() + timedelta(seconds=0.2))
        assert runtime_settings.settings.muted
        await told.until("unmuted")
    assert not runtime_settings.settings.muted
    assert after(tmp_path).settings == runtime_settings.settings
    assert told.events == [{"event": "muted"}, {"event": "unmuted"}]


async def test_a_sleep_ends_after_a_restart(tmp_path: Path) -> None:
    await RuntimeSettings(State(tmp_path), Told(), recorded=False).sleep(datetime.now() + timedelta(hours=8))
    told, morning = Told(), datetime.now() + timedelta(hours=9)
    runtime_settings = RuntimeSettings(after(tmp_path), told, recorded=False, clock=morning.timestamp)
    assert runtime_settings.settings.muted
    async with watching(runtime_settings):
        await told.until("unmuted")
    assert not after(tmp_path).settings.muted


@pytest.mark.parametrize("muted", [True, False])
async def test_who_mutes_or_unmutes_ends_the_sleep(tmp_path: Path, muted: bool) -> None:
    runtime_settings = RuntimeSettings(State(tmp_path), Told(), recorded=False)
    await runtime_settings.sleep(datetime.now() + timedelta(hours=8))
    await runtime_settings.mute(muted)
    assert runtime_settings.settings.asleep_until == 0
    assert after(tmp_path).settings.muted is muted


async def test_the_speed_is_kept(tmp_path: Path) -> None:
    runtime_settings = RuntimeSettings(State(tmp_path), Told(), recorded=False)
    await runtime_settings.turn_speed(85)
    assert after(tmp_path).settings.speed == runtime_settings.speed == 85


def test_before_anything_runs_nothing_was_said() -> None:
    runtime_settings = RuntimeSettings(State(None), lambda _: None, recorded=False)
    assert (runtime_settings.last_said, runtime_settings.model) == ("", "")
