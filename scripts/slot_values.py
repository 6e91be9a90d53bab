"""Measures the values of slots against the right ones, which stand in ``tests/data/request_values.tsv``.

That file says how its sentences were drawn, and what its values mean. They are read at a fixed time of a fixed zone.
"""

import json
import math
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from myna.app.understand import NoAssistant
from myna.config import Config
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager

VALUES = Path(__file__).parents[1] / "tests" / "data" / "request_values.tsv"
NOW = datetime(2026, 11, 25, 14, 20)
"""A Wednesday."""


@dataclass(frozen=True, slots=True)
class Valued:
    """A request, the half that it is of ("tuned on", "held back"), and the slots of each reading that is right."""

    half: str
    label: str
    text: str
    readings: tuple[Mapping[str, Any], ...]

    def is_right(self, slots: Mapping[str, Any]) -> bool:
        """Whether ``slots`` have the values of one of the readings."""
        return any(_fits(reading, slots) for reading in self.readings)


def read_values(path: Path = VALUES) -> Iterator[Valued]:
    """The requests of the file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            half, label, text, written = line.split("\t")
            values = json.loads(written)
            yield Valued(half, label, text, tuple(values if isinstance(values, list) else [values]))


@contextmanager
def skills_at_now() -> Iterator[Skills]:
    """All skills, ready, with the clock at NOW in UTC, and nothing set."""
    zone = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        manager = TimerManager(wall=NOW.timestamp, steady=lambda: 0.0)
        skills, _ = build_all_skills(Config(), NoAssistant(), manager, lambda: NOW)
        skills.load()
        yield skills
    finally:
        del os.environ["TZ"]
        if zone is not None:
            os.environ["TZ"] = zone
        time.tzset()


def values_row(*, failures: bool = False) -> str:
    """The row of the table; what is wrong of the half that is tuned on is printed, if ``failures``."""
    right: dict[str, list[bool]] = {"tuned on": [], "held back": []}
    with skills_at_now() as skills:
        for request in read_values():
            slots = skills.decide(request.text).slots
            right[request.half].append(request.is_right(slots))
            if failures and request.half == "tuned on" and not right[request.half][-1]:
                print(f"{request.label}\t{request.text}\t{dict(slots)}\tright: {list(map(dict, request.readings))}")
    shares = " | ".join(f"{sum(found) / len(found):.1%}" for found in right.values())
    return f"| all | slot values right | {shares} | {sum(map(len, right.values()))} |"


def _fits(wanted: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    return all(_is(value, name, slots) for name, value in wanted.items())


def _is(wanted: Any, name: str, slots: Mapping[str, Any]) -> bool:
    """Whether the slot ``name`` has the value that is ``wanted``."""
    orders: list[Mapping[str, Any]] = [order["slots"] for order in slots.get("orders", ())]
    if name == "each":
        found = slots.get("each", orders)
        return len(found) == len(wanted) and all(map(_fits, wanted, found))
    if name == "items":  # some of them may go onto the list, and others come off it
        return sorted(item for one in orders or [slots] for item in one.get("items", ())) == sorted(wanted)
    if name == "list" and orders:
        return all(one.get("list") == wanted for one in orders)
    if name.startswith("#"):
        return bool(len(slots.get(name[1:], ())) == wanted)
    value = slots.get(name)
    if isinstance(wanted, str):
        return isinstance(value, str) and (value == wanted or value.startswith(f"{wanted}T"))
    if isinstance(wanted, int | float):
        return isinstance(value, int | float) and math.isclose(value, wanted, rel_tol=1e-6, abs_tol=1e-9)
    return bool(value == wanted)
