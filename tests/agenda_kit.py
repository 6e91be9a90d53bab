"""Timers, alarms and reminders by text, at a time that the test sets."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from myna.skills.agenda import Agenda
from myna.skills.entry import Entry
from myna.skills.rings import Rings
from myna.skills.sentences.book import Book
from myna.skills.skills import Skills

BOOKS: dict[str, Book] = {}


class Desk:
    """Skills of the language ``tag`` on an agenda of their own, whose clocks stand at ``now``."""

    def __init__(self, now: datetime, tag: str = "en-us") -> None:
        self.time = now.timestamp()
        self.told: list[object] = []
        book = BOOKS.setdefault(tag, Book(tag))
        self.agenda = Agenda(None, self.told.append, wall=lambda: self.time, steady=lambda: self.time)
        self.rings = Rings(book, self.agenda)
        self.skills = Skills(book, self.rings.skills())

    async def say(self, text: str) -> str | None:
        """What is answered, and done; None where it is left to the model."""
        reply = self.skills.match(text)
        if reply is None:
            return None
        news = await reply.act() if reply.act is not None else None
        return news or reply.text

    def wait(self, **length: float) -> None:
        self.time += timedelta(**length).total_seconds()

    @property
    def entries(self) -> list[Entry]:
        return self.agenda.entries

    @property
    def dues(self) -> list[datetime]:
        return [datetime.fromtimestamp(entry.due) for entry in self.entries]


@contextmanager
def living_in(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is that of ``zone``, in POSIX's way of writing it."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()
