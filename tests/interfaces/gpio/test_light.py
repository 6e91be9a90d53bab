"""A light on virtual time: what is written when, and how often."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

import virtual_time
from fakes import InlineWorker
from myna.config.schema import Gpio
from myna.core.errors import GpioError
from myna.interfaces.gpio import light as module
from myna.interfaces.gpio.light import Light, percent
from myna.interfaces.gpio.patterns import BLACK, BLUE, FRAME_SECONDS, RED, Colour, Fixture, Look, Shown

EVENING = datetime(2026, 11, 29, 21, 59, 0)


class Film:
    """A lamp that keeps each frame with its time."""

    fixture = Fixture(3)
    frame_seconds = FRAME_SECONDS

    def __init__(self) -> None:
        self.frames: list[tuple[float, Sequence[Colour], float]] = []
        self.closed = False
        self.error: GpioError | None = None

    def show(self, colours: Sequence[Colour], percent: float) -> None:
        if self.error is not None:
            raise self.error
        self.frames.append((round(asyncio.get_running_loop().time(), 3), colours, percent))

    def close(self) -> None:
        self.closed = True


def filmed(monkeypatch: pytest.MonkeyPatch, script: Callable[[Light], Awaitable[Any]], **config: Any) -> Film:
    """What a light shows while ``script`` goes on."""
    monkeypatch.setattr(module, "Worker", InlineWorker)
    film = Film()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        now = lambda: EVENING + timedelta(seconds=loop.time() - began)  # noqa: E731
        light = Light(film, Gpio.model_validate(config), now)
        running = asyncio.create_task(light.run())
        await script(light)
        running.cancel()
        await asyncio.wait([running])

    virtual_time.run(run())
    return film


def test_what_stands_still_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(light: Light) -> None:
        await asyncio.sleep(100)
        light.show(Look(Shown.LISTENING))
        await asyncio.sleep(100)
        light.show(Look(Shown.LISTENING))
        await asyncio.sleep(100)
        light.show(Look(Shown.OFF, muted=True))
        await asyncio.sleep(1000)

    film = filmed(monkeypatch, script)
    begin = film.frames[0][0]
    assert [(at - begin, colours) for at, colours, _ in film.frames] == [
        (0, (BLACK,) * 3), (100, (BLUE,) * 3), (300, (RED,) * 3),
    ]  # fmt: skip
    assert film.closed


def test_what_moves_is_written_twenty_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(light: Light) -> None:
        light.show(Look(Shown.THINKING))
        await asyncio.sleep(2)

    times = [at for at, _, _ in filmed(monkeypatch, script).frames]
    assert 35 <= len(times) <= 41
    assert all(after - before >= FRAME_SECONDS - 0.002 for before, after in pairwise(times))


def test_a_slow_lamp_gets_fewer_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Film, "frame_seconds", 0.1)

    async def script(light: Light) -> None:
        light.show(Look(Shown.SPEAKING))
        await asyncio.sleep(2)

    assert len(filmed(monkeypatch, script).frames) <= 21


def test_a_blink_is_written_when_it_changes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(light: Light) -> None:
        light.show(Look(Shown.NO_MICROPHONE))
        await asyncio.sleep(3.9)

    frames = filmed(monkeypatch, script).frames
    begin = frames[0][0]
    assert [round(at - begin, 1) for at, _, _ in frames] == [0, 0.2, 2.0, 2.2]


def test_by_night_it_is_darker_from_the_hour_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(light: Light) -> None:
        light.show(Look(Shown.MUTED, muted=True))
        await asyncio.sleep(9 * 3600 + 120)

    film = filmed(monkeypatch, script, brightness_percent=40, night="22:00-07:00", night_percent=2)
    begin = film.frames[0][0]
    assert [(round(at - begin), how) for at, _, how in film.frames] == [(0, 40), (60, 2), (9 * 3600 + 60, 40)]


@pytest.mark.parametrize(
    ("night", "at", "expected"),
    [
        ("", "03:00", 20),
        ("22:00-07:00", "21:59", 20),
        ("22:00-07:00", "22:00", 3),
        ("22:00-07:00", "00:00", 3),
        ("22:00-07:00", "07:00", 20),
        ("13:00-15:00", "14:00", 3),
        ("13:00-15:00", "15:30", 20),
    ],
)
def test_the_hours_of_the_night(night: str, at: str, expected: float) -> None:
    assert percent(Gpio.model_validate({"night": night}), time.fromisoformat(at)) == expected


def test_a_lamp_that_fails_is_told_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Worker", InlineWorker)
    film = Film()

    async def run() -> None:
        light = Light(film, Gpio())
        running = asyncio.create_task(light.run())
        await asyncio.sleep(1)
        film.error = GpioError("spi-failed", "It does not work.")
        light.show(Look(Shown.LISTENING))
        await asyncio.wait([running])
        assert running.exception() is film.error

    virtual_time.run(run())
    assert film.closed
