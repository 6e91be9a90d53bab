"""The bytes on the wire."""

from myna.interfaces.gpio.apa102 import encoded
from myna.interfaces.gpio.patterns import BLACK


def test_a_frame_of_three_lights() -> None:
    data = encoded([(1, 2, 3), (255, 0, 0), BLACK], 100)
    assert data == bytes.fromhex("00000000 ff030201 ff0000ff ff000000 00000000 00")


def test_brightness_is_in_five_bits_and_the_darkest_is_not_dark() -> None:
    assert [encoded([BLACK], percent)[4] for percent in (0, 0.1, 3, 20, 50, 100, 300)] == [
        0xE0, 0xE1, 0xE1, 0xE6, 0xF0, 0xFF, 0xFF,
    ]  # fmt: skip


def test_a_board_may_have_its_colours_in_another_order() -> None:
    assert encoded([(1, 2, 3)], 100, "rbg")[5:8] == bytes((1, 3, 2))


def test_every_light_gets_its_half_clock() -> None:
    for count in (1, 3, 12, 64):
        end = len(encoded([BLACK] * count, 0)) - 4 - 4 * count
        assert (end - 4) * 8 >= count / 2
