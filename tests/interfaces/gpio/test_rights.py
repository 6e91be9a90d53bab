"""The drop-in that opens the pins to the service."""

import pytest

from myna.config.schema import Gpio
from myna.interfaces.gpio.rights import rights

SPI_UNIT = "[Unit]\nWants=modprobe@spidev.service\nAfter=modprobe@spidev.service\n\n"


@pytest.mark.parametrize(
    ("config", "text"),
    [
        (
            {"device": "respeaker-2mic"},
            SPI_UNIT + "[Service]\nSupplementaryGroups=gpio\nSupplementaryGroups=spi\n"
            "DeviceAllow=char-gpiochip rw\nDeviceAllow=char-spi rw\n",
        ),
        ({"device": "aiy-v1"}, "[Service]\nSupplementaryGroups=gpio\nDeviceAllow=char-gpiochip rw\n"),
        (
            {"spi_device": "/dev/spidev0.0"},
            SPI_UNIT + "[Service]\nSupplementaryGroups=spi\nDeviceAllow=char-spi rw\n",
        ),
    ],
)
def test_it_opens_what_is_needed_and_nothing_else(config: dict[str, str], text: str) -> None:
    assert rights(Gpio.model_validate(config), lambda _: True) == text


def test_a_group_that_does_not_exist_is_left_out_as_the_service_would_not_start() -> None:
    text = rights(Gpio.model_validate({"device": "codec-zero"}), lambda _: False)
    assert text == "[Service]\nDeviceAllow=char-gpiochip rw\n"
