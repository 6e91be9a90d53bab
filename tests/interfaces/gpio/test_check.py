"""What a check finds of the button and the light."""

from typing import Any

import pytest

from interfaces.gpio.gpio_kit import RecordedBoard
from interfaces.gpio.spi_kit import FakeSpidev
from myna.app.checks import Finding
from myna.config.schema import Gpio
from myna.interfaces.gpio.check import findings


def found(**config: Any) -> list[Finding]:
    return list(findings(Gpio.model_validate(config)))


def test_nothing_is_found_where_nothing_is_asked_for(board: RecordedBoard) -> None:
    assert found() == []


def test_it_names_what_there_is_and_switches_nothing(board: RecordedBoard, spi: FakeSpidev) -> None:
    assert found(device="codec-zero") == [Finding("button", "GPIO27"), Finding("light", "GPIO23, GPIO24")]
    assert found(device="respeaker-4mic", spi_device=str(spi.path)) == [
        Finding("button", "respeaker-4mic has none; gpio.button names one of your own"),
        Finding("light", str(spi.path)),
    ]
    assert found(led="GPIO20") == [Finding("light", "GPIO20")]
    assert (board.held, board.settings, spi.written()) == ({}, {}, b"")


def test_what_the_myna_that_runs_has_is_well(board: RecordedBoard) -> None:
    board.held = dict.fromkeys(("GPIO27", "GPIO23", "GPIO24"), "myna")
    texts = [finding.found for finding in found(device="codec-zero")]
    assert texts == ["GPIO27, in use by the Myna that runs", "GPIO23, GPIO24, in use by the Myna that runs"]


@pytest.mark.parametrize(
    ("config", "codes"),
    [
        ({"device": "aiy-v1"}, ["gpio-busy", None]),
        ({"button": "GPIO77"}, ["gpio-line-missing"]),
        ({"button": "GPIO4", "spi_device": "/dev/spidev77.7"}, [None, "spi-missing"]),
    ],
)
def test_what_cannot_be_used_is_found_with_what_to_do(
    board: RecordedBoard, config: dict[str, str], codes: list[str | None]
) -> None:
    board.held["GPIO23"] = "lirc"
    errors = [finding.error for finding in found(**config)]
    assert [error and error.code for error in errors] == codes
    assert all(error is None or error.hint for error in errors)
