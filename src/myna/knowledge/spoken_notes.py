"""Notes taken by voice answer questions, where no folder of notes has them.

Of several that fit a question, that one answers which is about the least beside what was asked; of those the newest.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext

from myna.core.reply import Evidence
from myna.knowledge.found import Found
from myna.knowledge.notes import LOOSE, SURE, QuestionReader
from myna.nlu.responses import Responses

_ENDS = ".!?。！？"  # noqa: RUF001 -- the marks of other scripts are meant


class SpokenNotes:
    """What ``notes`` gives, the newest last; ``reader`` reads questions, ``responses`` are said around the answers."""

    def __init__(self, notes: Callable[[], Iterable[str]], reader: QuestionReader, responses: Responses) -> None:
        self._notes = notes
        self._reader = reader
        self._responses = responses

    def opened(self) -> AbstractAsyncContextManager[object]:
        """There is nothing to open."""
        return nullcontext()

    async def find(self, question: str) -> Found | None:
        """The note that answers ``question``; None where none does."""
        if (asked := self._reader.asked(question)) is None:
            return None
        notes = reversed([*self._notes()])
        fitting = [(fit, note) for note in notes if (fit := asked.fits(note, ())) is not None]
        if not fitting:
            return None
        fit, note = min(fitting, key=lambda one: one[0].extra)
        evidence = Evidence("notes", "spoken notes", note, LOOSE if fit.loose else SURE)
        where = self._responses.get("notes_own", "")
        ended = f"{note}{'' if note[-1:] in _ENDS else '.'}"
        return Found(self._responses.text("notes_in", where=where, text=ended) or ended, evidence)
