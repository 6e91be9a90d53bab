"""Notes taken by voice answer questions, where no folder of notes has them.

Its rules:

1. Of several that fit a question, that one answers which is about the least beside what was asked; of those the newest.
2. Where something that happened is asked about ("have I taken my pills"), the day on which the note was taken is told.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from myna.core.reply import Evidence
from myna.knowledge.found import Found
from myna.knowledge.notes import LOOSE, SURE, QuestionReader
from myna.nlu.responses import Responses
from myna.nlu.times import spoken_date

_ENDS = ".!?。！？"  # noqa: RUF001 -- the marks of other scripts are meant


@dataclass(frozen=True, slots=True)
class SpokenNote:
    """What was noted, and on which day."""

    text: str
    day: date


class SpokenNotes:
    """What ``notes`` gives, the newest last; ``reader`` reads questions, ``responses`` are said around the answers.

    ``now`` is local time.
    """

    def __init__(
        self,
        notes: Callable[[], Iterable[SpokenNote]],
        reader: QuestionReader,
        responses: Responses,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._notes = notes
        self._reader = reader
        self._responses = responses
        self._now = now

    def opened(self) -> AbstractAsyncContextManager[object]:
        """There is nothing to open."""
        return nullcontext()

    async def find(self, question: str) -> Found | None:
        """The note that answers ``question``; None where none does."""
        if (asked := self._reader.asked(question)) is None:
            return None
        notes = reversed([*self._notes()])
        fitting = [(fit, note) for note in notes if (fit := asked.fits(note.text, ())) is not None]
        if not fitting:
            return None
        fit, note = min(fitting, key=lambda one: one[0].extra)
        evidence = Evidence("notes", "spoken notes", note.text, LOOSE if fit.loose else SURE)
        ended = f"{note.text}{'' if note.text[-1:] in _ENDS else '.'}"
        told = self._responses.text("notes_noted", day=self._day(note.day), text=ended) if asked.happened else None
        where = self._responses.get("notes_own", "")
        return Found(told or self._responses.text("notes_in", where=where, text=ended) or ended, evidence)

    def _day(self, day: date) -> str:
        """The day as it is said behind "you noted"."""
        today = self._now().date()
        if day == today:
            return self._responses["moment_today"]
        if (today - day).days == 1:
            return self._responses["clock_yesterday"]
        return self._responses.text("notes_on", date=spoken_date(day, today, self._responses)) or ""
