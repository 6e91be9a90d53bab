"""The lights of a board, behind one port: a chain of coloured ones, or plain ones that are on or off.

They block for as long as their wires take, at most some milliseconds, and one thread calls them.
"""

from collections.abc import Sequence
from typing import Protocol

from myna.interfaces.gpio.apa102 import encoded
from myna.interfaces.gpio.boards import Chain, Leds
from myna.interfaces.gpio.patterns import BLACK, FRAME_SECONDS, Colour, Fixture
from myna.interfaces.gpio.pins import Outputs
from myna.interfaces.gpio.spidev import Spidev

BIT_BY_BIT_SECONDS = 0.1
"""Between two frames that are sent bit by bit: each takes some hundred system calls."""


class Lamp(Protocol):
    """A light of ``fixture``, for which a frame lasts ``frame_seconds`` at least."""

    fixture: Fixture
    frame_seconds: float

    def show(self, colours: Sequence[Colour], percent: float) -> None:
        """Show ``colours``, as many as it has lights, at a brightness in ``percent``. Raises GpioError."""
        ...

    def close(self) -> None:
        """Be dark, and let go of everything."""
        ...


class ChainLamp:
    """A ``chain`` of APA102. Raises GpioError."""

    def __init__(self, chain: Chain) -> None:
        self.fixture = Fixture(chain.count)
        self.frame_seconds = FRAME_SECONDS if chain.spidev else BIT_BY_BIT_SECONDS
        self._chain = chain
        self._spidev = Spidev(chain.spidev) if chain.spidev else None
        self._outputs: Outputs | None = None
        try:
            self._outputs = Outputs(chain.lines) if chain.lines else None
            if self._outputs is not None and chain.power:
                self._outputs.set({chain.power: True})
        except BaseException:
            self._let_go()
            raise

    def show(self, colours: Sequence[Colour], percent: float) -> None:
        """Send a frame. Raises GpioError."""
        data = encoded(colours, percent, self._chain.order)
        if self._spidev is not None:
            self._spidev.write(data)
        elif self._outputs is not None:
            _send_bits(self._outputs, self._chain, data)

    def close(self) -> None:
        """Be dark, and let go of everything."""
        try:
            self.show([BLACK] * self._chain.count, 0)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        if self._spidev is not None:
            self._spidev.close()
        if self._outputs is not None:
            self._outputs.close()


def _send_bits(outputs: Outputs, chain: Chain, data: bytes) -> None:
    """Send ``data`` over two lines, the first bit of a byte first: a light takes a bit as the clock rises."""
    for byte in data:
        for place in range(7, -1, -1):
            outputs.set({chain.data: bool(byte >> place & 1), chain.clock: False})
            outputs.set({chain.clock: True})
    outputs.set({chain.clock: False})


class LedsLamp:
    """One light or two of ``leds``, which know no brightness but none. Raises GpioError."""

    frame_seconds = FRAME_SECONDS

    def __init__(self, leds: Leds) -> None:
        self.fixture = Fixture(len(leds.lines), plain=True)
        self._lines = leds.lines
        self._outputs = Outputs(leds.lines)

    def show(self, colours: Sequence[Colour], percent: float) -> None:
        """Switch them. Raises GpioError."""
        lit = (colour != BLACK and percent > 0 for colour in colours)
        self._outputs.set(dict(zip(self._lines, lit, strict=True)))

    def close(self) -> None:
        """Be dark, and let go of the lines."""
        self._outputs.close()


def lamp_of(light: Chain | Leds) -> Lamp:
    """The light, open. Raises GpioError."""
    return ChainLamp(light) if isinstance(light, Chain) else LedsLamp(light)
