"""What rings: what is said of it, and the words that stop it or put it off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds, spoken_span
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.schedules import Schedules
from myna.nlu.templates import Intent
from myna.skills.alarm import SNOOZE_SECONDS, AlarmSkill
from myna.skills.reminder import ReminderSkill
from myna.skills.second_thoughts import Done
from myna.skills.skill_set import Handler, Skill
from myna.skills.timer import TimerSkill
from myna.timers.manager import Due, TimerManager
from myna.timers.timer import Kind, Timer

STRAY_WORDS = 4
"""In a sentence of at most so many words any of them may stop the ring: "the stop", "okay okay"."""

_STOP = "MynaRingStop"
_INTENTS = (_STOP, "MynaSnooze", "MynaSnoozeAnew", "MynaSnoozeLonger")
"""The intents of what is said while something rings."""


class TimerAlerts(Skill):
    """The alerts for the timers of ``manager``, in the language of ``catalogue``; ``schedules`` is its reader.

    It is a skill as well: what has just rung may still be put off. What is set is noted as ``done``.
    """

    name = "timer"

    def __init__(
        self,
        catalogue: IntentCatalogue,
        manager: TimerManager,
        schedules: Schedules | None = None,
        done: Done | None = None,
    ) -> None:
        self._responses = catalogue.responses
        self._manager = manager
        kinds = (TimerSkill, AlarmSkill, ReminderSkill)
        self._skills = [skill(catalogue.responses, manager, schedules, done) for skill in kinds]
        self._templates = catalogue.templates(_INTENTS)

    def skills(self) -> list[Skill]:
        """Timers, alarms and reminders, and what may be said of one that has just rung."""
        return [*self._skills, self]

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent about what has just rung; nothing in a language that lacks the responses."""
        if "snoozed" not in self._responses:
            return {}
        return {"MynaSnooze": self._snooze_rung, "MynaSnoozeAnew": self._snooze_if_rung}

    async def due(self) -> "TimerAlert":
        """Wait until timers are due. The same alert is returned again until it is ended."""
        return self.alert(await self._manager.due())

    def alert(self, due: Due) -> "TimerAlert":
        """The alert for what is ``due``."""
        said = "missed" if due.missed else "rings"
        return TimerAlert(self, due, " ".join(filter(None, (self._said(timer, said) for timer in due.timers))))

    async def end(self, due: Due, *, missed: bool = False) -> None:
        """End what is ``due``, since it was heard, or since nobody heard it and it was ``missed``."""
        await self._manager.end(due, missed=missed)

    def reply(self, due: Due, words: str) -> Reply | None:
        """What ``words`` do to what rings; None where they are not for it."""
        intent = self._templates.match(words)
        if intent is not None and intent.name != _STOP:
            return self._snooze(intent, due.timers)
        if intent is not None or any(map(self._stops, _parts(words))):
            return Reply(act=partial(self.end, due))
        return None

    def _stops(self, words: str) -> bool:
        intent = self._templates.match(words)
        return intent is not None and intent.name == _STOP

    def _snooze(self, intent: Intent, timers: Sequence[Timer]) -> Reply:
        seconds = span_seconds(intent.slots) or SNOOZE_SECONDS
        text = self._responses["snoozed"].format(duration=spoken_span(seconds, self._responses))
        return Reply(text, partial(self._manager.snooze, timers, seconds))

    def _snooze_rung(self, intent: Intent) -> Reply:
        timers = self._manager.just_rung()
        return self._snooze(intent, timers) if timers else Reply(self._responses["nothing_rang"])

    def _snooze_if_rung(self, intent: Intent) -> Reply | None:
        """Put off what has just rung; where nothing has, the sentence asks for something new."""
        timers = self._manager.just_rung()
        return self._snooze(intent, timers) if timers else None

    def _said(self, timer: Timer, what: str) -> str:
        """What is said of a timer that ``rings`` or was ``missed``: its own text in a language without the response."""
        skill = next(skill for skill in self._skills if skill.kind is timer.kind)
        key = f"{timer.kind}_{what}"
        if key not in self._responses:
            return timer.text
        words = {"what": timer.text, timer.kind: skill.label(timer)}
        if timer.kind is Kind.ALARM:
            words |= skill.when(timer)
        return skill.say(key, **words)


@dataclass(frozen=True, slots=True)
class TimerAlert:
    """What is ``due`` and the ``text`` that is said of it; ``alerts`` ends it or puts it off."""

    alerts: TimerAlerts
    due: Due
    text: str

    @property
    def missed(self) -> bool:
        """Whether its moment is long over, so that it is told and does not ring."""
        return self.due.missed

    def reply(self, words: str) -> Reply | None:
        """What ``words``, heard while it rings, do to it, if they are for it; nothing is done yet."""
        return self.alerts.reply(self.due, words)

    async def end(self, *, missed: bool = False) -> None:
        """End it, since it was heard, or since nobody heard it and it was ``missed``."""
        await self.alerts.end(self.due, missed=missed)


def _parts(words: str) -> Iterator[str]:
    """Every run of words of a short sentence but the whole of it."""
    split = words.split()
    count = len(split)
    if count <= STRAY_WORDS:
        runs = ((first, last) for first in range(count) for last in range(first + 1, count + 1))
        yield from (" ".join(split[first:last]) for first, last in runs if last - first < count)
