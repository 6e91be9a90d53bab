"""What rings: its words, and the words that stop it or put it off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from myna.core.reply import Reply
from myna.nlu.durations import span_seconds, spoken_span
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.templates import Match, Templates
from myna.skills.alarm import AlarmSkill
from myna.skills.reminder import ReminderSkill
from myna.skills.skill_set import Handler, Skill
from myna.skills.timer import TimerSkill
from myna.timers.manager import Due, TimerManager
from myna.timers.timer import Kind, Timer

SNOOZE_SECONDS = 600.0

STRAY_WORDS = 4
"""In a sentence of so many words the words that stop a ring may be any of them: "the stop", "okay okay"."""

_INTENTS = ("MynaRingStop", "MynaSnooze", "MynaSnoozeLonger")


class TimerAlerts:
    """What rings of the timers in ``manager``, in the language of ``catalogue``."""

    def __init__(self, catalogue: IntentCatalogue, manager: TimerManager) -> None:
        self._responses = catalogue.responses
        self._manager = manager
        self._skills = [skill(catalogue.responses, manager) for skill in (TimerSkill, AlarmSkill, ReminderSkill)]
        intents = catalogue.description["intents"]
        self._words = Templates(
            {**catalogue.description, "intents": {name: intents[name] for name in _INTENTS if name in intents}}
        )

    def skills(self) -> list[Skill]:
        """Timers, alarms and reminders, and what may be said of one that has just rung."""
        return [*self._skills, self]

    def handlers(self) -> Mapping[str, Handler]:
        """Of what has just rung, by intent."""
        return {"MynaSnooze": self._snooze_again} if "snoozed" in self._responses else {}

    async def due(self) -> "TimerAlert":
        """Wait for what is due, and give it, until it is ended."""
        return self.alert(await self._manager.due())

    def alert(self, due: Due) -> "TimerAlert":
        """What rings, or is told, for what is ``due``."""
        said = "missed" if due.missed else "rings"
        return TimerAlert(self, due, " ".join(filter(None, (self._said(timer, said) for timer in due.timers))))

    async def end(self, due: Due, *, missed: bool = False) -> None:
        """It has been heard, or nobody did."""
        await self._manager.end(due, missed=missed)

    def reply(self, due: Due, words: str) -> Reply | None:
        """What ``words`` do to what rings, if they are for it."""
        match = self._words.match(words)
        if match is not None and match.intent != "MynaRingStop":
            return self._snooze(match, due.timers)
        if match is not None or any(map(self._stops, _parts(words))):
            return Reply(act=partial(self.end, due))
        return None

    def _stops(self, words: str) -> bool:
        match = self._words.match(words)
        return match is not None and match.intent == "MynaRingStop"

    def _snooze(self, match: Match, timers: Sequence[Timer]) -> Reply:
        seconds = span_seconds(match.slots) or SNOOZE_SECONDS
        text = self._responses["snoozed"].format(duration=spoken_span(seconds, self._responses))
        return Reply(text, partial(self._manager.snooze, timers, seconds))

    def _snooze_again(self, match: Match) -> Reply:
        timers = self._manager.fresh()
        return self._snooze(match, timers) if timers else Reply(self._responses["nothing_rang"])

    def _said(self, timer: Timer, what: str) -> str:
        """What is said of an entry that rings or was missed; where the language has no words for it, its own text."""
        skill = next(skill for skill in self._skills if skill.kind is timer.kind)
        key = f"{timer.kind}_{what}"
        if key not in self._responses:
            return timer.text
        words = {"what": timer.text, timer.kind: skill.name(timer)}
        if timer.kind is Kind.ALARM:
            words |= skill.when(timer)
        return skill.say(key, **words)


@dataclass(frozen=True, slots=True)
class TimerAlert:
    """What is ``due`` and what is said of it; ``alerts`` ends it or puts it off."""

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
        """It has been heard, or was ``missed``."""
        await self.alerts.end(self.due, missed=missed)


def _parts(words: str) -> Iterator[str]:
    """Every run of words of a short sentence."""
    split = words.split()
    if len(split) <= STRAY_WORDS:
        yield from (
            " ".join(split[first:last]) for first in range(len(split)) for last in range(first + 1, len(split) + 1)
        )
