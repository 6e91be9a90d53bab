"""The bytes of a chain of APA102 lights, also sold as DotStar; SK9822 understand them too. Pure.

A frame is 32 zero bits; for each light three one bits, its brightness in 5 bits, and three bytes of colour; then zero
bits, of which every light passes one on half a clock later, and 32 of which make an SK9822 show what it has.
Source: the data sheets of both.
"""

from collections.abc import Sequence

from myna.interfaces.gpio.patterns import Colour

BRIGHTEST = 31
"""The largest brightness of a light."""


def encoded(colours: Sequence[Colour], percent: float, order: str = "bgr") -> bytes:
    """The bytes that show ``colours`` at a brightness in ``percent``; ``order`` is that of a light's three bytes."""
    brightness = 0 if percent <= 0 else max(1, round(BRIGHTEST * min(percent, 100) / 100))
    lights = b"".join(bytes((0xE0 | brightness, *(colour["rgb".index(part)] for part in order))) for colour in colours)
    return bytes(4) + lights + bytes(4 + (len(colours) + 15) // 16)
