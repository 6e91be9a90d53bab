"""What a run of ``myna bench`` found: one object, as a person reads it, as programs do, and beside an earlier one.

Its rules:

1. A figure that this run does not have is None, and ``null`` for programs: a server's rate of decoding, for example.
2. Figures are compared by name, and only those that both runs have.
"""

import json
import platform
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from myna import __version__
from myna.app.engines import Engines
from myna.bench.gaps import Spread
from myna.bench.rates import Rates
from myna.bench.talk import Talk
from myna.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine: what its board or processor is called, its cores, its memory in bytes."""

    cpu: str
    cores: int
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class About:
    """What was measured."""

    myna: str
    machine: Machine
    model: str
    voice: str
    speech_model: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was found.

    ``plain_gap_ms`` is the gap of the plain chain, if that was measured. ``peak_rss_bytes`` and ``start_seconds`` are
    those of a process of its own.
    """

    about: About
    talk: Talk
    plain_gap_ms: Spread | None
    rates: Rates
    peak_rss_bytes: int
    start_seconds: float

    @property
    def gap_ratio(self) -> float | None:
        """How many times longer the plain chain's gap is, in the middle."""
        gap = self.talk.gap_ms
        return None if gap is None or self.plain_gap_ms is None else self.plain_gap_ms.p50 / gap.p50

    def as_json(self) -> dict[str, Any]:
        """As programs are told it: one flat object, with numbers to four digits behind the point."""
        own = {
            "plain_gap_ms": self.plain_gap_ms and asdict(self.plain_gap_ms),
            "gap_ratio": self.gap_ratio,
            "peak_rss_bytes": self.peak_rss_bytes,
            "start_seconds": self.start_seconds,
        }
        found: dict[str, Any] = _rounded(asdict(self.about) | asdict(self.talk) | asdict(self.rates) | own)
        return found


def about(engines: Engines) -> About:
    """What is measured here."""
    return About(__version__, _machine(), engines.llm.name, engines.voice.path.stem, engines.listener.path.name)


def _machine() -> Machine:
    return Machine(_cpu(), psutil.cpu_count() or 1, psutil.virtual_memory().total)


def _cpu() -> str:
    """The board's own name (Linux, Documentation/devicetree), else the processor's."""
    with suppress(OSError):
        return Path("/proc/device-tree/model").read_text(encoding="utf-8").strip("\0\n")
    names = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return names[1] if names else platform.machine()


def read(path: Path) -> dict[str, Any]:
    """An earlier run that was printed as JSON. Raises ConfigError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no JSON"
        raise ConfigError(
            "bench-compare", f"{path} cannot be read: {reason}.", "Make one with: myna bench --json > before.json"
        ) from error
    if not isinstance(found, dict) or "gap_ms" not in found:
        raise ConfigError(
            "bench-compare", f"{path} holds no measurement.", "Make one with: myna bench --json > before.json"
        )
    return found


def ratios(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, float]:
    """By name (``gap_ms.p50``), how many times a figure is what it was ``before``; those that are 0 have no ratio."""
    earlier = dict(_flat(before))
    return {name: value / earlier[name] for name, value in _flat(now) if earlier.get(name)}


def _flat(values: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{under}{name}", value


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value
