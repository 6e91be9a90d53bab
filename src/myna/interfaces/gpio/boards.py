"""The boards that are known by name, and pins of one's own: which line is the button, and what the light is made of.

None of them was ever on real hardware here. Each was checked against two sources, which stand beside it; lines have the
names that the kernel gives them on a Raspberry Pi, so that the other numbering of a Raspberry Pi 5 does not matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from myna.config.schema import Gpio


@dataclass(frozen=True, slots=True)
class Chain:
    """``count`` APA102 lights one behind the other, that take colours in the ``order`` of their bytes.

    They are at ``spidev``, or at the lines ``data`` and ``clock``. ``power``: the line that switches them on.
    """

    count: int
    spidev: str = ""
    data: str = ""
    clock: str = ""
    order: str = "bgr"
    power: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that it needs besides ``spidev``."""
        return tuple(filter(None, (self.data, self.clock, self.power)))


@dataclass(frozen=True, slots=True)
class Leds:
    """Lights that are on or off: one at the line ``main``, and one at ``red`` for what is not well, if there is one."""

    main: str
    red: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that it needs."""
        return tuple(filter(None, (self.main, self.red)))


@dataclass(frozen=True, slots=True)
class Board:
    """What a board has; its button connects the line to ground, and is pulled up by the kernel."""

    button: str = ""
    light: Chain | Leds | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line that it needs."""
        return tuple(filter(None, (self.button, *(self.light.lines if self.light is not None else ()))))

    @property
    def spidev(self) -> str:
        """The device that it writes its light to; empty where it does not."""
        return self.light.spidev if isinstance(self.light, Chain) else ""


BOARDS: Mapping[str, Board] = {
    "none": Board(),
    # Button: respeaker/mic_hat, interfaces/button.py. Light: interfaces/pixels.py there (3 lights), and
    # rhasspy/wyoming-satellite, examples/2mic_service.py (SPI bus 0, device 1), which pulls GPIO12 low as well
    # where the maker does not.
    "respeaker-2mic": Board("GPIO17", Chain(3, "/dev/spidev0.1")),
    # respeaker/4mics_hat, pixels.py (12 lights, power at 5), and rhasspy/wyoming-satellite, examples/4mic_service.py
    # (the same, SPI bus 0, device 1). It has no button.
    "respeaker-4mic": Board("", Chain(12, "/dev/spidev0.1", power="GPIO5")),
    # dbieber/GoNoteGo (the button of the Voice Bonnet at 17; gonotego/leds/indicators.py: data 5, clock 6), and what
    # others quote of learn.adafruit.com/adafruit-voice-bonnet/python-bonnet-usage (the same). The order of the colours
    # is that of Adafruit's program for voice2json (adafruit_dotstar.RBG), and of what a program for this board noted
    # of the colours that it got in the order bgr.
    "voice-bonnet": Board("GPIO17", Chain(3, data="GPIO5", clock="GPIO6", order="rbg")),
    # google/aiyprojects-raspbian, src/aiy/board.py (button 23, light 25), and pinout.xyz, voice-hat (button active low,
    # light active high).
    "aiy-v1": Board("GPIO23", Leds("GPIO25")),
    # Raspberry Pi's documentation: Codec Zero (green 23, red 24, button 27), and the use of pins by the audio boards.
    "codec-zero": Board("GPIO27", Leds("GPIO23", "GPIO24")),
}
"""Every board by the value of ``gpio.device``."""


def board_of(config: Gpio) -> Board:
    """The board that ``config`` names, with the pins of one's own in the place of its own."""
    board = BOARDS[config.device]
    light = board.light
    if config.spi_device is not None:
        light = Chain(config.spi_lights, str(config.spi_device))
    elif config.led is not None:
        light = Leds(config.led, config.red_led or "")
    return Board(config.button or board.button, light)
