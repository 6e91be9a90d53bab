"""The boards, and pins of one's own."""

from typing import get_args

import pytest

from myna.config.schema import Gpio
from myna.interfaces.gpio.boards import BOARDS, Board, Chain, Leds, board_of


def test_every_board_of_the_configuration_is_known() -> None:
    devices = get_args(Gpio.model_fields["device"].annotation)
    assert set(BOARDS) == set(devices)


@pytest.mark.parametrize(
    ("device", "lines", "spidev"),
    [
        ("none", (), ""),
        ("respeaker-2mic", ("GPIO17",), "/dev/spidev0.1"),
        ("respeaker-4mic", ("GPIO5",), "/dev/spidev0.1"),
        ("voice-bonnet", ("GPIO17", "GPIO5", "GPIO6"), ""),
        ("aiy-v1", ("GPIO23", "GPIO25"), ""),
        ("codec-zero", ("GPIO27", "GPIO23", "GPIO24"), ""),
    ],
)
def test_what_a_board_needs(device: str, lines: tuple[str, ...], spidev: str) -> None:
    board = BOARDS[device]
    assert (board.lines, board.spidev) == (lines, spidev)
    assert len(set(board.lines)) == len(board.lines)


def test_pins_of_ones_own_take_the_place_of_the_boards() -> None:
    assert board_of(Gpio.model_validate({"button": "GPIO4"})) == Board("GPIO4")
    both = Gpio.model_validate({"device": "respeaker-4mic", "button": "GPIO12"})
    assert board_of(both) == Board("GPIO12", BOARDS["respeaker-4mic"].light)
    leds = Gpio.model_validate({"led": "GPIO20", "red_led": "GPIO21"})
    assert board_of(leds) == Board("", Leds("GPIO20", "GPIO21"))
    chain = Gpio.model_validate({"spi_device": "/dev/spidev1.0", "spi_lights": 8})
    assert board_of(chain) == Board("", Chain(8, "/dev/spidev1.0"))
    assert not board_of(Gpio()).lines
