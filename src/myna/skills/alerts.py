"""What rings: its words, and the words that stop it or put it off."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from myna.core.ports import Alert
from myna.core.reply import Reply
from myna.nlu.durations import span_seconds, spoken_span
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.templates import Match, Templates
from myna.skills.alarm import AlarmSkill
from myna.skills.reminder import ReminderSkill
from myna.skills.skill_set import Handler, Skill
from myna.skills.timer import TimerSkill
from myna.timers.manager import TimerManager
from myna.timers.timer import Kind, Timer

SNOOZE_SECONDS = 600.0

STRAY_WORDS = 4
"""In a sentence of so many words the words that stop a ring may be any of them: "the stop", "okay okay"."""

_INTENTS = ("MynaRingStop", "MynaSnooze", "MynaSnoozeLonger")


class Alerts:
    """What rings of ``agenda``, in the language of ``book``."""

    def __init__(self, catalogue: IntentCatalogue, manager: TimerManager) -> None:
        self._responses = catalogue.responses
        self._manager = manager
        self._keepers = [keeper(catalogue.responses, manager) for keeper in (TimerSkill, AlarmSkill, ReminderSkill)]
        intents = catalogue.description["intents"]
        self._words = Templates(
            {**catalogue.description, "intents": {name: intents[name] for name in _INTENTS if name in intents}}
        )

    def skills(self) -> list[Skill]:
        """Timers, alarms and reminders, and what may be said of one that has just rung."""
        return [*self._keepers, self]

    def handlers(self) -> Mapping[str, Handler]:
        """Of what has just rung, by intent."""
        return {"MynaSnooze": self._snooze_again} if "snoozed" in self._responses else {}

    async def due(self) -> Alert:
        """Wait for what is due, and give it, until it is ended."""
        due = await self._manager.due()
        said = "missed" if due.missed else "rings"
        return Alert(" ".join(filter(None, (self._said(timer, said) for timer in due.timers))), due)

    async def end(self, ring: Alert, *, missed: bool = False) -> None:
        """It has been heard, or nobody did."""
        await self._manager.end(ring.due, missed=missed)

    def reply(self, ring: Alert, words: str) -> Reply | None:
        """What ``words`` do to a ring, if they are for it."""
        match = self._words.match(words)
        if match is not None and match.intent != "MynaRingStop":
            return self._snooze(match, ring.due.timers)
        if match is not None or any(map(self._stops, _parts(words))):
            return Reply(act=partial(self.end, ring))
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
        keeper = next(keeper for keeper in self._keepers if keeper.kind is timer.kind)
        key = f"{timer.kind}_{what}"
        if key not in self._responses:
            return timer.text
        words = {"what": timer.text, timer.kind: keeper.name(timer)}
        if timer.kind is Kind.ALARM:
            words |= keeper.when(timer)
        return keeper.say(key, **words)


def _parts(words: str) -> Iterator[str]:
    """Every run of words of a short sentence."""
    split = words.split()
    if len(split) <= STRAY_WORDS:
        yield from (
            " ".join(split[first:last]) for first in range(len(split)) for last in range(first + 1, len(split) + 1)
        )
