"""An SPI device of the kernel, written to as a file: no library is needed for that."""

import errno
import fcntl
import os
import struct

from myna.core.errors import GpioError

SET_MAX_SPEED_HZ = 0x40046B04
"""The request SPI_IOC_WR_MAX_SPEED_HZ of linux/spi/spidev.h."""

SPEED_HZ = 1_000_000
"""Slow enough for every APA102 and its wires; without a speed the Raspberry Pi's would be 125 MHz."""


class Spidev:
    """The device ``path``, open. Raises GpioError: ``spi-missing``, ``spi-forbidden``, ``spi-failed``."""

    def __init__(self, path: str, speed_hz: int = SPEED_HZ) -> None:
        self._path = path
        self._file = os.fdopen(opened(path), "wb", buffering=0)
        try:
            fcntl.ioctl(self._file, SET_MAX_SPEED_HZ, struct.pack("=I", speed_hz))
        except OSError as error:
            self._file.close()
            raise spi_error(path, error) from error

    def write(self, data: bytes) -> None:
        """Send ``data`` in one transfer. Raises GpioError."""
        try:
            self._file.write(data)
        except OSError as error:
            raise spi_error(self._path, error) from error

    def close(self) -> None:
        """Let go of the device."""
        self._file.close()


def opened(path: str) -> int:
    """The descriptor of the device ``path``, to write to. Raises GpioError: ``spi-missing``, ``spi-forbidden``..."""
    try:
        # No file is made where there is none, and what is no device waits for nobody.
        return os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise spi_error(path, error) from error


def spi_error(path: str, error: OSError) -> GpioError:
    """``error`` of the device ``path`` in a sentence."""
    match error.errno:
        case errno.ENOENT | errno.ENXIO | errno.ENODEV:
            return GpioError(
                "spi-missing",
                f"There is no {path}, which the light is at.",
                "Type: sudo raspi-config nonint do_spi 0, then: sudo reboot",
            )
        case errno.EACCES | errno.EPERM:
            return GpioError(
                "spi-forbidden",
                f"Myna may not use {path}.",
                "Type: sudo usermod -aG spi $USER, and log in again; for the service: "
                "sudo systemctl restart myna-web-switch",
            )
    return GpioError("spi-failed", f"{path} does not work: {error.strerror}.", "Look at it with: myna check")
