"""Heat and power: what the board says of itself, and how much less work it is then asked for.

Its rules:

1. Nothing here raises or waits: where a file is missing or makes no sense, that much is not known.
2. Each answer looks anew and nothing is remembered. On the edge, answers are shorter now and then.

The files are those that a service may read that has no devices and may change nothing in the kernel:

- ``get_throttled`` of the firmware's driver, in Raspberry Pi OS: the flags, in hexadecimal. The kernel fetches them
  every two seconds and clears the flags of the past by that, so only those of the present mean something. It prefers
  the next file, which tells less, and says so in its log when this one is first read.
- ``in0_lcrit_alarm`` of the sensor ``rpi_volt``, in any Linux: whether the voltage was too low in those two seconds.
- ``temp`` of the thermal zone ``cpu-thermal``, in any Linux: thousandths of a degree.

Sources: raspberrypi/linux, ``drivers/firmware/raspberrypi.c``, ``drivers/hwmon/raspberrypi-hwmon.c``, ``bcm2712.dtsi``.
"""

from dataclasses import dataclass
from pathlib import Path

FLAGS = "bus/platform/drivers/raspberrypi-firmware/*/get_throttled"
"""By its driver, as the device's own folder has another name on a Raspberry Pi 5."""

UNDER_VOLTAGE, FREQUENCY_CAPPED, THROTTLED = 1, 2, 4
"""Flags; source: the documentation of ``vcgencmd get_throttled``. The next one, 8, is the soft limit of a Raspberry Pi
3B+, which runs at 1.2 instead of 1.4 GHz from 60 °C on: no reason to do less."""

HOT_CELSIUS = 80.0
"""Where every Raspberry Pi begins to slow down; source: its documentation of frequency management."""

SHORTEST_TOKENS = 64
"""An answer is not made shorter than this: the one or two short sentences that it should be anyway."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How the board is now. ``throttled``: it has slowed its processor down. False stands for what nothing tells."""

    temperature_celsius: float | None = None
    under_voltage: bool = False
    throttled: bool = False

    @property
    def too_hot(self) -> bool:
        """Hot, or throttled for no other reason: the firmware knows but the two."""
        hot = self.temperature_celsius is not None and self.temperature_celsius >= HOT_CELSIUS
        return hot or (self.throttled and not self.under_voltage)

    @property
    def strained(self) -> bool:
        """Whether the board asks for less work."""
        return self.under_voltage or self.too_hot

    def sentence(self) -> str | None:
        """What is wrong and what helps, for a person; None if all is well."""
        parts = []
        if self.under_voltage:
            parts.append("The power supply is too weak: use the one that is made for this board.")
        if self.too_hot:
            parts.append("The processor is too hot: give it a heat sink, a fan or more air.")
        return " ".join(parts) or None


def read_condition(sys: Path = Path("/sys")) -> Condition:
    """Look at the board: a few small files below ``sys``, where the kernel offers them."""
    flags = next((_number(file, base=16) or 0 for file in sys.glob(FLAGS)), 0)
    alarm = _named(sys, "class/hwmon/*/name", "rpi_volt", "in0_lcrit_alarm")
    degrees = _named(sys, "class/thermal/thermal_zone*/type", "cpu-thermal", "temp")
    return Condition(
        temperature_celsius=None if degrees is None else degrees / 1000,
        under_voltage=bool(flags & UNDER_VOLTAGE) or alarm == 1,
        throttled=bool(flags & (FREQUENCY_CAPPED | THROTTLED)),
    )


def eased(condition: Condition, threads: int, max_tokens: int) -> tuple[int, int]:
    """How many threads an answer gets, and tokens at most: half of each where the board is strained."""
    if not condition.strained:
        return threads, max_tokens
    return max(1, threads // 2), min(max_tokens, max(SHORTEST_TOKENS, max_tokens // 2))


def _named(sys: Path, names: str, name: str, file: str) -> int | None:
    """The number in ``file`` beside the first of the files ``names`` that holds ``name``."""
    for named in sys.glob(names):
        if _text(named) == name:
            return _number(named.with_name(file))
    return None


def _number(file: Path, base: int = 10) -> int | None:
    try:
        return int(_text(file), base)
    except ValueError:
        return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
