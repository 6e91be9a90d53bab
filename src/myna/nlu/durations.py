"""Durations in any language: reads them from the slots of a sentence, and says them. Pure."""

from collections.abc import Mapping
from typing import Any

_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1, "span": 1}
"""Seconds of one unit, by the name of the slot; the slot ``span`` is a whole duration in seconds."""


def span_seconds(slots: Mapping[str, Any], prefix: str = "") -> float | None:
    """The duration in ``slots``, in seconds; None where they name none. ``prefix`` begins the names of the slots."""
    named = [float(slots[prefix + unit]) * seconds for unit, seconds in _UNITS.items() if prefix + unit in slots]
    return sum(named) if named else None


def spoken_span(seconds: float, words: Mapping[str, str], *, rough: bool = False) -> str:
    """``seconds`` as they are said ("5 minutes and 30 seconds"); if ``rough``, from an hour on without the seconds.

    ``words`` are the language's responses ``span_hour``, ``span_hours`` and so on, with a place for the number ``{n}``,
    ``span_and`` and ``span_comma``.
    """
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if rough and hours:
        rest = 0
    counts = {"hour": hours, "minute": minutes, "second": rest}
    said = [
        words[f"span_{unit}" if count == 1 else f"span_{unit}s"].format(n=count)
        for unit, count in counts.items()
        if count
    ]
    said = said or [words["span_seconds"].format(n=0)]
    *first, last = said
    return words["span_and"].join([words["span_comma"].join(first), last]) if first else last
