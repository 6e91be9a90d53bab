"""Heat and power: whether the board is too hot or its power supply too weak, and how an answer is cut down then.

Its rules:

1. Nothing here raises or waits: a file that is missing or makes no sense counts as no information.
2. The board is read anew for each answer and nothing is remembered. Near a limit, some answers are shorter.

Only files are read that a service without access to devices and kernel settings may read:

- ``get_throttled`` of the firmware's driver, in Raspberry Pi OS: the flags, in hexadecimal. The kernel fetches them
  every two seconds and thereby clears the flags of past events, so only the flags of the present mean something. When
  this file is first read the kernel logs a recommendation of the next one, which tells less.
- ``in0_lcrit_alarm`` of the sensor ``rpi_volt``, in any Linux: whether the voltage was too low in those two seconds.
- ``temp`` of the thermal zone ``cpu-thermal``, in any Linux: thousandths of a degree.

Sources: raspberrypi/linux, ``drivers/firmware/raspberrypi.c``, ``drivers/hwmon/raspberrypi-hwmon.c``, ``bcm2712.dtsi``.
"""

from dataclasses import dataclass
from pathlib import Path

FLAGS = "bus/platform/drivers/raspberrypi-firmware/*/get_throttled"
"""Where the flags are, below /sys: found by the driver, as the device's folder has another name on a Raspberry Pi 5."""

UNDER_VOLTAGE, FREQUENCY_CAPPED, THROTTLED = 1, 2, 4
"""Bits of the flags; source: the documentation of ``vcgencmd get_throttled``. The next bit, 8, is not used: it is the
soft limit of a Raspberry Pi 3B+, which runs at 1.2 instead of 1.4 GHz from 60 °C on: no reason to do less."""

HOT_CELSIUS = 80.0
"""Degrees at which every Raspberry Pi begins to slow down; source: its documentation of frequency management."""

SHORTEST_TOKENS = 64
"""Tokens that an answer always may have: enough for one or two short sentences."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of the board. ``throttled``: its processor has been slowed down. Unknown values are None or False."""

    temperature_celsius: float | None = None
    under_voltage: bool = False
    throttled: bool = False

    @property
    def too_hot(self) -> bool:
        """Whether it is hot, or throttled with enough power: the firmware throttles for these two reasons alone."""
        hot = self.temperature_celsius is not None and self.temperature_celsius >= HOT_CELSIUS
        return hot or (self.throttled and not self.under_voltage)

    @property
    def strained(self) -> bool:
        """Whether answers should be cut down."""
        return self.under_voltage or self.too_hot

    def sentence(self) -> str | None:
        """What is wrong and what helps, in words for a person; None if all is well."""
        parts = []
        if self.under_voltage:
            parts.append("The power supply is too weak: use the one that is made for this board.")
        if self.too_hot:
            parts.append("The processor is too hot: give it a heat sink, a fan or more air.")
        return " ".join(parts) or None


def read_condition(sys: Path = Path("/sys")) -> Condition:
    """Read the state of the board from the files below ``sys``, as far as the kernel offers them."""
    flags = next((_number(file, base=16) or 0 for file in sys.glob(FLAGS)), 0)
    alarm = _named(sys, "class/hwmon/*/name", "rpi_volt", "in0_lcrit_alarm")
    degrees = _named(sys, "class/thermal/thermal_zone*/type", "cpu-thermal", "temp")
    return Condition(
        temperature_celsius=None if degrees is None else degrees / 1000,
        under_voltage=bool(flags & UNDER_VOLTAGE) or alarm == 1,
        throttled=bool(flags & (FREQUENCY_CAPPED | THROTTLED)),
    )


def eased(condition: Condition, threads: int, max_tokens: int) -> tuple[int, int]:
    """Threads and the most tokens for an answer: as given, or half of each (at least 1 and 64) on a strained board."""
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
