"""Timers, alarms and reminders by text, at a time that the test sets."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from myna.core.events import as_json
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue, load_intents
from myna.nlu.registry import parsers_of
from myna.skills.alerts import TimerAlerts
from myna.skills.skill_set import Classified, Skills
from myna.timers.manager import TimerManager
from myna.timers.timer import Timer

CATALOGUES: dict[str, IntentCatalogue] = {}


class Desk:
    """The skills of the language ``tag`` with a timer manager of their own, whose clocks stand at ``now``."""

    def __init__(self, now: datetime, tag: str = "en-us") -> None:
        self.time = now.timestamp()
        self.told: list[dict[str, Any]] = []
        if tag not in CATALOGUES:
            CATALOGUES[tag] = load_intents(tag)
        catalogue = CATALOGUES[tag]
        self.manager = TimerManager(
            None, lambda event: self.told.append(as_json(event)), wall=lambda: self.time, steady=lambda: self.time
        )
        parsers = parsers_of(tag)
        self.alerts = TimerAlerts(catalogue, self.manager, None if parsers is None else parsers.schedules)
        self.skills = Skills(catalogue, self.alerts.skills())
        self.answers = {name: answer for skill in self.alerts.skills() for name, answer in skill.answers().items()}
        self.asked: Reply | None = None

    async def say(self, text: str) -> str | None:
        """What is answered, and done; None where it is left to the model."""
        return await self._done(self.skills.decide(text).reply)

    async def order(self, intent: str, text: str) -> str | None:
        """What is answered, and done, to a sentence of the class ``intent``; None where it is no such sentence."""
        return await self._done(self.answers[intent](Classified(text, intent, 1.0)))

    async def answer(self, text: str) -> str | None:
        """What is answered, and done, to the answer to the question that was asked last; None where it is none."""
        assert self.asked is not None
        assert self.asked.question is not None
        return await self._done(self.asked.question(text))

    async def _done(self, reply: Reply | None) -> str | None:
        self.asked = reply
        if reply is None:
            return None
        news = await reply.act() if reply.act is not None else None
        return news or reply.text

    def wait(self, **length: float) -> None:
        self.time += timedelta(**length).total_seconds()

    @property
    def timers(self) -> list[Timer]:
        return self.manager.timers

    @property
    def dues(self) -> list[datetime]:
        return [datetime.fromtimestamp(timer.due) for timer in self.timers]


@contextmanager
def living_in(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is that of ``zone``, in POSIX's way of writing it."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()
