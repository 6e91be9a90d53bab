"""A board whose pins are a record: what was asked of its lines, and the edges that were played to it.

It stands in the place of libgpiod's own part of ``gpiod``: chips, requests, and the errors that the kernel gives.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gpiod
import pytest
from gpiod.line import Direction, Value

from myna.interfaces.gpio import pins

HEADER = tuple(f"GPIO{number}" for number in range(28))


class Request:
    """Lines that somebody has."""

    def __init__(self, board: "RecordedBoard", settings: dict[str, gpiod.LineSettings], consumer: str) -> None:
        self._board = board
        self._names = list(settings)
        self.fd, self.edges = os.pipe()
        for name, setting in settings.items():
            board.settings[name] = setting
            board.held[name] = consumer
            board.requests[name] = self
            if setting.direction is Direction.OUTPUT:
                board.write(name, False)

    def set_values(self, values: dict[str, Value]) -> None:
        assert set(values) <= set(self._names)
        if self._board.broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        for name, value in values.items():
            self._board.write(name, value is Value.ACTIVE)
        self._board.moments.append(dict(self._board.level))

    def read_edge_events(self) -> list[SimpleNamespace]:
        os.read(self.fd, 4096)
        if self._board.broken:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        events, self._board.played = self._board.played, []
        return events

    def release(self) -> None:
        for name in self._names:
            self._board.held.pop(name, None)
        os.close(self.fd)
        os.close(self.edges)


class Chip:
    """One chip, as ``gpiod.Chip`` is."""

    def __init__(self, board: "RecordedBoard", path: str) -> None:
        self._board, self._lines = board, board.chips[Path(path).name]
        if Path(path).name in board.forbidden:
            raise PermissionError(errno.EACCES, "Permission denied")

    def __enter__(self) -> "Chip":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        pass

    def line_offset_from_id(self, name: str) -> int:
        if name not in self._lines:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return self._lines.index(name)

    def get_line_info(self, name: str) -> SimpleNamespace:
        self.line_offset_from_id(name)
        return SimpleNamespace(used=name in self._board.held, consumer=self._board.held.get(name, ""))

    def request_lines(self, config: dict[str, gpiod.LineSettings], consumer: str) -> Request:
        for name in config:
            self.line_offset_from_id(name)
            if name in self._board.held:
                raise OSError(errno.EBUSY, "Device or resource busy")
        return Request(self._board, config, consumer)


class RecordedBoard:
    """``chips`` with their lines; ``held`` says who has which, and ``level`` what outputs are."""

    def __init__(self, folder: Path, **chips: tuple[str, ...]) -> None:
        self.chips = chips or {"gpiochip0": HEADER}
        for name in self.chips:
            (folder / name).touch()
        self.folder = folder
        self.forbidden: set[str] = set()
        self.held: dict[str, str] = {}
        self.settings: dict[str, gpiod.LineSettings] = {}
        self.requests: dict[str, Request] = {}
        self.level: dict[str, bool] = {}
        self.moments: list[dict[str, bool]] = []
        self.played: list[SimpleNamespace] = []
        self.broken = False

    def write(self, name: str, value: bool) -> None:
        self.level[name] = value

    def play(self, name: str, *edges: tuple[bool, float]) -> None:
        """Let the button at ``name`` go down or up at those times."""
        kinds = gpiod.EdgeEvent.Type
        for down, at in edges:
            kind = kinds.RISING_EDGE if down else kinds.FALLING_EDGE
            self.played.append(SimpleNamespace(event_type=kind, timestamp_ns=round(at * 1e9)))
        os.write(self.requests[name].edges, b"!")

    def press(self, name: str, seconds: float = 0.05) -> None:
        """A press that began a moment ago and is over."""
        now = time.monotonic()
        self.play(name, (True, now - seconds), (False, now))


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch, folder: Path, **chips: Any) -> Iterator[RecordedBoard]:
    """A board in the place of this machine's."""
    board = RecordedBoard(folder, **chips)
    own = SimpleNamespace(
        Chip=lambda path: Chip(board, path), LineSettings=gpiod.LineSettings, EdgeEvent=gpiod.EdgeEvent
    )
    monkeypatch.setattr(pins, "gpiod", own)
    monkeypatch.setattr(pins, "DEV", folder)
    yield board
