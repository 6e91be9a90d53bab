"""A service with a button and a light on a recorded board, on real time: what is pressed, and what is shown."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.service_kit import House
from interfaces.gpio.gpio_kit import RecordedBoard
from interfaces.gpio.spi_kit import FakeSpidev
from myna.app.service import Service
from myna.config import Config
from myna.core.errors import LlmError, MynaError, ServiceError
from myna.core.events import Failed, Reloaded, StateChanged
from myna.interfaces.gpio import front_end
from myna.interfaces.gpio.apa102 import encoded
from myna.interfaces.gpio.front_end import button_and_light
from myna.interfaces.gpio.patterns import AMBER, BLACK, BLUE, RED, Colour

BUTTON = "GPIO17"
DIM = 20
STATES = {
    "listening": StateChanged("listening", "idle"),
    "hearing": StateChanged("hearing", "hearing"),
    "thinking": StateChanged("answering", "thinking"),
    "speaking": StateChanged("answering", "speaking"),
    "ringing": StateChanged("ringing", "ringing"),
    "no-microphone": StateChanged("no-microphone", "idle"),
}


async def until(condition: Callable[[], object]) -> None:
    """Wait until it holds."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody tells it
            await asyncio.sleep(0.005)


class Home:
    """A ``House`` whose service notes what it is asked to do; ``error`` is what comes of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **config: Any) -> None:
        self.house = House()
        self.service = self.house.service
        self.asked: list[str] = []
        self.error: MynaError | None = None
        self.configure(**config)
        for name in ("listen", "stop", "repeat"):
            monkeypatch.setattr(self.service, name, self._noting(name))
        for name in ("mute", "unmute"):
            monkeypatch.setattr(self.service, name, self._noting(name, getattr(self.service, name)))

    def _noting(self, name: str, does: Callable[[], Any] | None = None) -> Callable[[], Any]:
        async def noted() -> None:
            self.asked.append(name)
            if self.error is not None:
                raise self.error
            if does is not None:
                await does()

        return noted

    def configure(self, **config: Any) -> None:
        """Live by another configuration."""
        self.service._current.config = Config.model_validate({"gpio": config})

    def be(self, state: str) -> None:
        """Have another state."""
        self.house.hub.publish(STATES[state])


@asynccontextmanager
async def at_home(board: RecordedBoard, home: Home) -> AsyncIterator[Home]:
    async with button_and_light(home.service):
        await until(lambda: BUTTON in board.held)
        home.be("listening")
        yield home
    assert board.held == {}


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, spi: FakeSpidev) -> Home:
    return Home(monkeypatch, button=BUTTON, spi_device=str(spi.path), brightness_percent=DIM)


async def test_a_press_listens_two_repeat_and_a_long_one_mutes(board: RecordedBoard, home: Home) -> None:
    async with at_home(board, home):
        board.press(BUTTON)
        await until(lambda: home.asked == ["listen"])
        board.press(BUTTON)
        board.press(BUTTON)
        await until(lambda: home.asked == ["listen", "repeat"])
        await asyncio.sleep(0.5)
        board.press(BUTTON, seconds=1.2)
        await until(lambda: home.asked == ["listen", "repeat", "mute"])
        await until(lambda: home.service.snapshot().muted)
        await asyncio.sleep(0.5)
        board.press(BUTTON, seconds=1.2)
        await until(lambda: home.asked[3:] == ["unmute"])
        await home.service.mute()
        await asyncio.sleep(0.5)
        board.press(BUTTON)  # what Myna says when it is muted by voice
        await until(lambda: home.asked[4:] == ["mute", "unmute"])
    assert not home.service.snapshot().muted


async def test_what_sounds_is_stopped_as_the_button_goes_down(board: RecordedBoard, home: Home) -> None:
    async with at_home(board, home):
        for count, state in enumerate(("thinking", "speaking", "ringing"), start=1):
            home.be(state)
            now = asyncio.get_running_loop().time()
            board.play(BUTTON, (True, now), (False, now + 0.01), (True, now + 0.02), (False, now + 0.03))
            await until(lambda count=count: home.asked == ["stop"] * count)
            await asyncio.sleep(0.5)
        assert home.asked == ["stop"] * 3
        home.be("hearing")
        board.press(BUTTON)
        await until(lambda: home.asked == ["stop"] * 4)


@pytest.mark.parametrize(
    ("key", "value", "state", "expected"),
    [
        ("press", "mute", "listening", ["mute"]),
        ("press", "listen", "speaking", ["listen"]),
        ("press", "repeat", "listening", ["repeat"]),
        ("press", "stop", "listening", ["stop"]),
        ("press", "none", "listening", []),
        ("ringing_press", "listen", "ringing", ["listen"]),
        ("ringing_press", "none", "ringing", []),
    ],
)
async def test_what_a_press_means_is_configured(
    board: RecordedBoard, monkeypatch: pytest.MonkeyPatch, key: str, value: str, state: str, expected: list[str]
) -> None:
    home = Home(monkeypatch, button=BUTTON, double_press="none", **{key: value})
    async with at_home(board, home):
        home.be(state)
        board.press(BUTTON)
        await until(lambda: not board.played)
        await until(lambda: len(home.asked) >= len(expected))
        await asyncio.sleep(0.02)
    assert home.asked == expected


async def test_a_press_that_can_do_nothing_is_told_and_shown(
    board: RecordedBoard, home: Home, spi: FakeSpidev, caplog: pytest.LogCaptureFixture
) -> None:
    home.error = ServiceError("starting", "Myna is still starting.", "Wait a moment.")
    async with at_home(board, home):
        board.press(BUTTON)
        await until(lambda: "The button did nothing: Myna is still starting. Wait a moment." in caplog.text)
        await until(lambda: shown(RED) in spi.written())
        home.error = LlmError("interrupted", "It was interrupted.")
        board.press(BUTTON)
        await until(lambda: len(home.asked) == 2)
    assert "interrupted" not in caplog.text


def shown(*colours: Colour) -> bytes:
    return encoded(colours if len(colours) > 1 else colours * 3, DIM)


@pytest.mark.parametrize(
    ("state", "frames"),
    [
        ("hearing", [shown(BLUE)]),
        ("thinking", []),
        ("speaking", []),
        ("ringing", [shown(AMBER), shown(BLACK), shown(AMBER)]),
        ("no-microphone", [shown(RED), shown(BLACK)]),
    ],
)
async def test_the_bytes_of_each_state(
    board: RecordedBoard, home: Home, spi: FakeSpidev, state: str, frames: list[bytes]
) -> None:
    size = len(shown(BLACK))
    async with at_home(board, home):
        await until(lambda: spi.path.read_bytes().endswith(shown(BLACK)))
        spi.written()
        home.be(state)
        count = len(frames) or 5
        await until(lambda: (spi.path.stat().st_size - spi._read) >= count * size)
        data = spi.written()
        got = [data[at : at + size] for at in range(0, len(data), size)]
        if frames:
            assert got[-len(frames) :] == frames
        else:  # it moves
            assert len(set(got)) >= count - 1
            assert shown(BLACK) not in got
            assert all(frame[4 + 4 * light + 3] < 10 for frame in got for light in range(3)), "nothing is red"
    assert spi.path.read_bytes()[-size:] == encoded([BLACK] * 3, 0)


async def test_it_is_red_from_the_start_where_it_was_muted_before_and_whatever_it_does(
    board: RecordedBoard, home: Home, spi: FakeSpidev
) -> None:
    await home.house.settings.mute(True)
    async with button_and_light(home.service):
        await until(lambda: spi.path.read_bytes() == shown(RED))
        home.be("speaking")
        await asyncio.sleep(0.1)
        assert spi.path.read_bytes() == shown(RED)
        await home.house.settings.mute(False)
        home.be("hearing")
        await until(lambda: spi.path.read_bytes()[-len(shown(BLUE)) :] == shown(BLUE))


async def test_a_failure_is_shown_and_passes(
    board: RecordedBoard, home: Home, spi: FakeSpidev, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("front_end", "looks"):
        monkeypatch.setattr(f"myna.interfaces.gpio.{module}.ERROR_SECONDS", 0.2)
    async with at_home(board, home):
        home.house.hub.publish(Failed(LlmError("llm-failed", "It failed.")))
        await until(lambda: shown(RED) in spi.path.read_bytes())
        await until(lambda: spi.path.read_bytes().endswith(shown(BLACK)))
        size = spi.path.stat().st_size
        await asyncio.sleep(0.4)
        assert spi.path.stat().st_size == size


async def test_two_plain_lights_show_it_too(board: RecordedBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(monkeypatch, device="codec-zero")
    async with button_and_light(home.service):
        home.be("hearing")
        await until(lambda: board.level == {"GPIO23": True, "GPIO24": False})
        await home.house.settings.mute(True)
        await until(lambda: board.level == {"GPIO23": False, "GPIO24": True})
    assert board.level == {"GPIO23": False, "GPIO24": False}


def faults(service: Service) -> dict[str, str]:
    return {part: error.code for part, error in service.snapshot().faults.items()}


async def test_what_cannot_be_used_is_told_once_and_the_other_part_works(
    board: RecordedBoard, home: Home, spi: FakeSpidev, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_end, "RETRY_SECONDS", 0.02)
    spi.path.unlink()
    board.held[BUTTON] = "another"
    async with button_and_light(home.service):
        await until(lambda: faults(home.service) == {"light": "spi-missing", "button": "gpio-busy"})
        await asyncio.sleep(0.2)
        del board.held[BUTTON]
        await until(lambda: faults(home.service) == {"light": "spi-missing"})
        spi.path.touch()
        home.be("hearing")
        await until(lambda: shown(BLUE) in spi.path.read_bytes())
        assert faults(home.service) == {}
    warned = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warned) == 2
    assert any(line.startswith("The light is out of use: There is no ") for line in warned)


async def test_a_button_that_goes_is_told_and_comes_back(
    board: RecordedBoard, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_end, "RETRY_SECONDS", 0.02)
    async with at_home(board, home):
        board.broken = True
        board.press(BUTTON)
        await until(lambda: faults(home.service) == {"button": "gpio-failed"})
        board.broken = False
        board.played.clear()
        await until(lambda: faults(home.service) == {} and BUTTON in board.held)
        board.press(BUTTON)
        await until(lambda: home.asked == ["listen"])


async def test_another_configuration_is_lived_by_without_a_restart(board: RecordedBoard, home: Home) -> None:
    async with at_home(board, home):
        home.house.hub.publish(Reloaded(["language"]))
        await asyncio.sleep(0)
        assert board.held == {BUTTON: "myna"}
        home.configure(device="codec-zero")
        home.house.hub.publish(Reloaded(["gpio"]))
        await until(lambda: set(board.held) == {"GPIO27", "GPIO23", "GPIO24"})
        home.configure()
        home.house.hub.publish(Reloaded(["gpio"]))
        await until(lambda: board.held == {})


async def test_without_a_button_and_a_light_nothing_is_opened(
    board: RecordedBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(monkeypatch)
    async with button_and_light(home.service):
        await asyncio.sleep(0.02)
        assert (board.held, faults(home.service)) == ({}, {})
