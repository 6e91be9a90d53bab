"""A board whose pins are a record, and a device that is a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interfaces.gpio.gpio_kit import RecordedBoard, recorded
from interfaces.gpio.spi_kit import FakeSpidev


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[RecordedBoard]:
    """The pins of a Raspberry Pi."""
    folder = tmp_path / "dev"
    folder.mkdir()
    with recorded(monkeypatch, folder) as made:
        yield made


@pytest.fixture
def spi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeSpidev:
    """An SPI device that is a file."""
    return FakeSpidev(tmp_path / "spidev0.1", monkeypatch)
