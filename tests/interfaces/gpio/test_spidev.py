"""An SPI device as a file, and how it fails."""

import errno
import os
from pathlib import Path

import pytest

from interfaces.gpio.spi_kit import FakeSpidev
from myna.core.errors import GpioError
from myna.interfaces.gpio.spidev import SET_MAX_SPEED_HZ, SPEED_HZ, Spidev, spi_error


def test_bytes_are_written_at_a_speed_that_every_light_can_follow(spi: FakeSpidev) -> None:
    device = Spidev(str(spi.path))
    device.write(b"\x00\xff")
    device.write(b"\x01")
    device.close()
    assert (spi.written(), spi.speed_hz) == (b"\x00\xff\x01", SPEED_HZ)


def test_the_request_is_that_of_the_kernel() -> None:
    write, size, kind, number = 1, 4, ord("k"), 4  # _IOW(SPI_IOC_MAGIC, 4, __u32)
    assert write << 30 | size << 16 | kind << 8 | number == SET_MAX_SPEED_HZ


def test_a_device_that_is_not_there_is_told_with_what_switches_it_on(tmp_path: Path) -> None:
    with pytest.raises(GpioError) as caught:
        Spidev(str(tmp_path / "spidev9.9"))
    assert caught.value.code == "spi-missing"
    assert "raspi-config nonint do_spi 0" in caught.value.hint


def test_what_is_no_spi_device_is_told_and_let_go(spi: FakeSpidev) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counts them, itself included both times
    spi.ioctl_error = errno.ENOTTY
    with pytest.raises(GpioError, match="does not work: Inappropriate ioctl"):
        Spidev(str(spi.path))
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_path_of_something_else_is_never_waited_for_nor_changed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "notes").write_text("mine")
    for name, code in (("pipe", "spi-missing"), ("notes", "spi-failed")):
        with pytest.raises(GpioError) as caught:
            Spidev(str(tmp_path / name))
        assert caught.value.code == code
    assert (tmp_path / "notes").read_text() == "mine"


def test_one_that_may_not_be_used_is_told_with_the_group() -> None:
    error = spi_error("/dev/spidev0.1", PermissionError(errno.EACCES, "Permission denied"))
    assert (error.code, error.message) == ("spi-forbidden", "Myna may not use /dev/spidev0.1.")
    assert "usermod -aG spi" in error.hint


def test_a_transfer_that_fails_is_told(spi: FakeSpidev) -> None:
    spi.path.unlink()
    spi.path.symlink_to("/dev/full")
    device = Spidev(str(spi.path))
    with pytest.raises(GpioError, match="No space left"):
        device.write(b"x")
    device.close()
