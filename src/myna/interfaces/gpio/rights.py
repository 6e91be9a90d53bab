"""What the service needs to open the pins: a drop-in for its unit, which has no other device than the sound cards."""

import grp
from collections.abc import Callable

from myna.config.schema import Gpio
from myna.interfaces.gpio.boards import board_of


def _is_group(name: str) -> bool:
    try:
        grp.getgrnam(name)
    except KeyError:
        return False
    return True


def rights(config: Gpio, is_group: Callable[[str], bool] = _is_group) -> str:
    """The drop-in: devices by their kind, and the groups that Raspberry Pi OS gives them to, where those exist.

    A service with a group that does not exist would not start.
    """
    board = board_of(config)
    kinds = {"gpio": "gpiochip"} if board.lines else {}
    if board.spidev:
        kinds["spi"] = "spi"
    unit = "[Unit]\nWants=modprobe@spidev.service\nAfter=modprobe@spidev.service\n\n" if board.spidev else ""
    groups = "".join(f"SupplementaryGroups={group}\n" for group in kinds if is_group(group))
    devices = "".join(f"DeviceAllow=char-{kind} rw\n" for kind in kinds.values())
    return f"{unit}[Service]\n{groups}{devices}"
