"""An SPI device that is a file: what was written to it, transfer by transfer, and at which speed."""

import errno
import os
import struct
from pathlib import Path
from typing import Any

import pytest

from myna.interfaces.gpio import spidev


class FakeSpidev:
    """The device ``path``, with what was written to it since it was asked last."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.speed_hz = 0
        self.ioctl_error: int | None = None
        self._read = 0
        path.touch()
        monkeypatch.setattr(spidev.fcntl, "ioctl", self._ioctl)

    def _ioctl(self, file: Any, request: int, argument: bytes) -> int:
        if self.ioctl_error is not None:
            raise OSError(self.ioctl_error, os.strerror(self.ioctl_error))
        if request != spidev.SET_MAX_SPEED_HZ:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")
        (self.speed_hz,) = struct.unpack("=I", argument)
        return 0

    def written(self) -> bytes:
        """What has been written since the last call."""
        data = self.path.read_bytes()[self._read :]
        self._read += len(data)
        return data
