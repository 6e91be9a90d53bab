"""Measures the slot parsers on requests in which people marked the dates, times and frequencies.

``python scripts/measure_slots.py ../shared/requests/hwu64.tsv`` prints, for every kind of mark, how many were found
and those that were not. The parsers were tuned on the sentences with even numbers; the odd ones measure them.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from myna.nlu.en.slots import date as dates
from myna.nlu.en.slots import duration, moment, recurrence, time_of_day
from myna.nlu.en.words import word_set

NOW = datetime(2026, 11, 25, 14, 20)

KINDS = ("time", "date", "timeofday", "general_frequency")

_MARK = re.compile(r"\[(?P<kind>[\w ]+?) : (?P<words>[^\]]*)\]")
_FUNCTION_WORDS = word_set("a an at after before by during for from in of on s the this to until and")


@dataclass(frozen=True)
class Marked:
    """A mark of ``kind``: ``text[start:end]``."""

    kind: str
    text: str
    start: int
    end: int


def marks(path: Path, half: int) -> Iterator[Marked]:
    """The marks of dates, times and frequencies in the sentences of even (0) or odd (1) number."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if number % 2 == half:
            yield from _marks(line.partition("\t")[2])


def _marks(line: str) -> Iterator[Marked]:
    text, found, end = "", [], 0
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        found.append((match["kind"].strip(), len(text), len(text) + len(match["words"])))
        text += match["words"]
        end = match.end()
    text += line[end:]
    yield from (Marked(kind, text, *span) for kind, *span in found if kind in KINDS)


def is_found(mark: Marked) -> bool:
    """Whether every word of the mark that means something was understood by a parser."""
    understood = [
        *dates.find(mark.text, NOW.date()),
        *time_of_day.find(mark.text),
        *duration.find(mark.text),
        *recurrence.find(mark.text),
        *moment.find(mark.text, NOW),
    ]
    spans = [span for one in understood for span in one.spans]
    for word in re.finditer(r"\w+", mark.text[mark.start : mark.end]):
        start, end = mark.start + word.start(), mark.start + word.end()
        if word.group().lower() not in _FUNCTION_WORDS and not any(a <= start and end <= b for a, b in spans):
            return False
    return True


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requests", type=Path, help="hwu64.tsv")
    parser.add_argument("--half", type=int, choices=(0, 1), default=1, help="sentences of even or odd number")
    parser.add_argument("--missed", action="store_true", help="print those that were not found")
    options = parser.parse_args()
    table: dict[str, list[bool]] = defaultdict(list)
    for mark in marks(options.requests, options.half):
        table[mark.kind].append(is_found(mark))
        if options.missed and not table[mark.kind][-1]:
            print(f"{mark.kind}: {mark.text[: mark.start]}[{mark.text[mark.start : mark.end]}]{mark.text[mark.end :]}")
    for kind, found in table.items():
        print(f"{kind:20} {sum(found):4} of {len(found):4}  {sum(found) / len(found):.1%}")


if __name__ == "__main__":
    main()
