"""The pins of the board, by libgpiod: the only module that knows it.

Its rules:

1. A line is found by its name on whichever chip has it; a chip's own numbers are never used.
2. What is open is let go by ``close``, and an output is off then.
"""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import gpiod
from gpiod.line import Bias, Direction, Edge, Value

from myna.core.errors import GpioError

CONSUMER = "myna"
"""Who has a line, for the other programs of the board."""

DEBOUNCE = timedelta(milliseconds=10)
"""A contact bounces for less, and nobody presses twice in it. The kernel waits it out, so that no edge wakes Myna
for nothing."""

DEV = Path("/dev")


@dataclass(frozen=True, slots=True)
class ButtonEdge:
    """The button went ``down``, or up, ``at`` seconds of the monotonic clock."""

    down: bool
    at: float


class Button:
    """The line ``name``, which a button connects to ground. Raises GpioError."""

    def __init__(self, name: str) -> None:
        settings = gpiod.LineSettings(
            direction=Direction.INPUT,
            edge_detection=Edge.BOTH,
            bias=Bias.PULL_UP,
            active_low=True,
            debounce_period=DEBOUNCE,
        )
        self._name = name
        self._request = _request({name: settings})

    @property
    def fd(self) -> int:
        """A file descriptor that can be read when there are edges."""
        return self._request.fd

    def edges(self) -> list[ButtonEdge]:
        """The edges that have come; waits for the first. Raises GpioError ``gpio-failed``."""
        try:
            events = self._request.read_edge_events()
        except OSError as error:
            raise _error(self._name, error) from error
        rising = gpiod.EdgeEvent.Type.RISING_EDGE
        return [ButtonEdge(event.event_type is rising, event.timestamp_ns / 1e9) for event in events]

    def close(self) -> None:
        """Let go of the line."""
        self._request.release()


class Outputs:
    """The lines ``names``, which are off at first. Raises GpioError."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._request = _request({name: gpiod.LineSettings(direction=Direction.OUTPUT) for name in names})

    def set(self, values: Mapping[str, bool]) -> None:
        """Switch lines on or off, all at once. Raises GpioError ``gpio-failed``."""
        try:
            self._request.set_values(
                {name: Value.ACTIVE if value else Value.INACTIVE for name, value in values.items()}
            )
        except OSError as error:
            raise _error(next(iter(values)), error) from error

    def close(self) -> None:
        """Switch them off and let them go."""
        try:
            self._request.set_values(dict.fromkeys(self._names, Value.INACTIVE))
        except OSError:
            pass  # the chip is gone, and so are its lines
        finally:
            self._request.release()


def holder(name: str) -> str | None:
    """Who has the line ``name`` open; None where nobody has. Raises GpioError where there is no such line."""
    with _chip(name) as chip:
        info = chip.get_line_info(name)
        return (info.consumer or "another program") if info.used else None


def _request(config: dict[str, gpiod.LineSettings]) -> gpiod.LineRequest:
    with _chip(*config) as chip:
        try:
            return chip.request_lines(dict(config.items()), consumer=CONSUMER)
        except OSError as error:
            busy = (name for name in config if chip.get_line_info(name).used)
            raise _error(next(busy, next(iter(config))), error) from error


def _chip(*names: str) -> gpiod.Chip:
    """The chip that has all these lines, open. Raises GpioError."""
    forbidden: list[str] = []
    paths = sorted(path for path in DEV.glob("gpiochip*") if not path.is_symlink())
    for path in paths:
        try:
            chip = gpiod.Chip(str(path))
        except PermissionError:
            forbidden.append(str(path))
            continue
        except OSError:
            continue  # it is no chip, or has just gone
        try:
            for name in names:
                chip.line_offset_from_id(name)
            return chip
        except (OSError, ValueError):
            chip.close()
    if forbidden:
        raise GpioError(
            "gpio-forbidden",
            f"Myna may not use {', '.join(forbidden)}.",
            "Type: sudo usermod -aG gpio $USER, and log in again; for the service: "
            "sudo systemctl restart myna-web-switch",
        )
    if not paths:
        raise GpioError(
            "gpio-missing", "This machine has no pins (no /dev/gpiochip*).", "Set gpio.device to none, or use a board."
        )
    raise GpioError(
        "gpio-line-missing",
        f"This machine has no pin that is called {' and '.join(names)}.",
        "See what it calls its pins, with the package gpiod: gpioinfo",
    )


def _error(name: str, error: OSError) -> GpioError:
    """``error`` of the line ``name`` in a sentence."""
    if error.errno == errno.EBUSY:
        try:
            who = holder(name)
        except (GpioError, OSError):
            who = None
        return GpioError(
            "gpio-busy",
            f"The pin {name} is in use by {who or 'another program'}.",
            "End that, or take its line out of /boot/firmware/config.txt, and reboot.",
        )
    return GpioError("gpio-failed", f"The pin {name} does not work: {error.strerror}.", "Look at it with: myna check")
