"""What each kind of light does with a frame."""

import pytest

from interfaces.gpio.gpio_kit import RecordedBoard
from interfaces.gpio.spi_kit import FakeSpidev
from myna.core.errors import GpioError
from myna.interfaces.gpio.apa102 import encoded
from myna.interfaces.gpio.boards import BOARDS, Chain, Leds
from myna.interfaces.gpio.lamps import lamp_of
from myna.interfaces.gpio.patterns import BLACK, BLUE, RED, WHITE, Fixture


def test_a_chain_at_an_spi_device_is_switched_on_and_dark_at_last(board: RecordedBoard, spi: FakeSpidev) -> None:
    lamp = lamp_of(Chain(12, str(spi.path), power="GPIO5"))
    assert (lamp.fixture, board.level) == (Fixture(12), {"GPIO5": True})
    lamp.show([RED] * 12, 50)
    assert spi.written() == encoded([RED] * 12, 50)
    lamp.close()
    assert spi.written() == encoded([BLACK] * 12, 0)
    assert (board.level, board.held) == ({"GPIO5": False}, {})


def test_a_chain_at_two_lines_gets_the_same_bits_as_its_clock_rises(board: RecordedBoard) -> None:
    chain = BOARDS["voice-bonnet"].light
    assert isinstance(chain, Chain)
    lamp = lamp_of(chain)
    lamp.show([RED, BLUE, BLACK], 20)
    bits, clock = [], False
    for moment in board.moments:
        if moment["GPIO6"] and not clock:
            bits.append(moment["GPIO5"])
        clock = moment["GPIO6"]
    data = bytes(sum(bit << 7 - place for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))
    assert data == encoded([RED, BLUE, BLACK], 20, "rbg")
    lamp.close()
    assert board.held == {}


def test_plain_lights_are_on_or_off(board: RecordedBoard) -> None:
    lamp = lamp_of(Leds("GPIO23", "GPIO24"))
    assert lamp.fixture == Fixture(2, plain=True)
    lamp.show([WHITE, BLACK], 3)
    assert board.level == {"GPIO23": True, "GPIO24": False}
    lamp.show([BLACK, RED], 100)
    assert board.level == {"GPIO23": False, "GPIO24": True}
    lamp.show([WHITE, RED], 0)
    assert board.level == {"GPIO23": False, "GPIO24": False}
    lamp.close()
    assert lamp_of(Leds("GPIO25")).fixture == Fixture(1, plain=True)


def test_a_chain_whose_power_is_in_use_lets_its_device_go(board: RecordedBoard, spi: FakeSpidev) -> None:
    board.held["GPIO5"] = "fan"
    with pytest.raises(GpioError, match="in use by fan"):
        lamp_of(Chain(3, str(spi.path), power="GPIO5"))
    assert board.held == {"GPIO5": "fan"}
