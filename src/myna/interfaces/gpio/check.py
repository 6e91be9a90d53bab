"""Whether the button and the light of the configuration can be used, for ``myna check``; nothing is switched."""

import os
from collections.abc import Iterator

from myna.app.checks import Finding
from myna.config.schema import Gpio
from myna.core.errors import GpioError
from myna.interfaces.gpio.boards import board_of
from myna.interfaces.gpio.spidev import opened


def findings(config: Gpio) -> Iterator[Finding]:
    """What is found of the button and of the light; nothing where none is asked for."""
    board = board_of(config)
    if board.button:
        yield _finding("button", (board.button,), "")
    elif config.device != "none":
        yield Finding("button", f"{config.device} has none; gpio.button names one of your own")
    if board.light is not None:
        yield _finding("light", board.light.lines, board.spidev)


def _finding(part: str, lines: tuple[str, ...], spidev: str) -> Finding:
    from myna.interfaces.gpio.pins import CONSUMER, holder

    try:
        held = set()
        for line in lines:
            if (who := holder(line)) not in (None, CONSUMER):
                raise GpioError("gpio-busy", f"The pin {line} is in use by {who}.", "End that, or use another pin.")
            held.add(who)
        if spidev:
            os.close(opened(spidev))
    except GpioError as error:
        return Finding(part, "", error)
    used = ", in use by the Myna that runs" if CONSUMER in held else ""
    return Finding(part, ", ".join((*((spidev,) if spidev else ()), *lines)) + used)
