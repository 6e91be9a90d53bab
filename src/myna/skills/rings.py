"""What rings: its words, and the words that stop it or put it off."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from myna.ports import Ring
from myna.skills.agenda import Agenda
from myna.skills.alarms import Alarms
from myna.skills.entry import Entry, Kind
from myna.skills.reminders import Reminders
from myna.skills.reply import Reply
from myna.skills.sentences.book import Book
from myna.skills.sentences.templates import Match, Templates
from myna.skills.skills import Handler, Skill
from myna.skills.spans import span_seconds, spoken_span
from myna.skills.timers import Timers

SNOOZE_SECONDS = 600.0

STRAY_WORDS = 4
"""In a sentence of so many words the words that stop a ring may be any of them: "the stop", "okay okay"."""

_INTENTS = ("MynaRingStop", "MynaSnooze", "MynaSnoozeLonger")


class Rings:
    """What rings of ``agenda``, in the language of ``book``."""

    def __init__(self, book: Book, agenda: Agenda) -> None:
        self._responses = book.responses
        self._agenda = agenda
        self._keepers = [keeper(book.responses, agenda) for keeper in (Timers, Alarms, Reminders)]
        intents = book.description["intents"]
        self._words = Templates(
            {**book.description, "intents": {name: intents[name] for name in _INTENTS if name in intents}}
        )

    def skills(self) -> list[Skill]:
        """Timers, alarms and reminders, and what may be said of one that has just rung."""
        return [*self._keepers, self]

    def handlers(self) -> Mapping[str, Handler]:
        """Of what has just rung, by intent."""
        return {"MynaSnooze": self._snooze_again} if "snoozed" in self._responses else {}

    async def due(self) -> Ring:
        """Wait for what is due, and give it, until it is ended."""
        due = await self._agenda.due()
        said = "missed" if due.missed else "rings"
        return Ring(" ".join(filter(None, (self._said(entry, said) for entry in due.entries))), due)

    async def end(self, ring: Ring, *, missed: bool = False) -> None:
        """It has been heard, or nobody did."""
        await self._agenda.end(ring.due, missed=missed)

    def reply(self, ring: Ring, words: str) -> Reply | None:
        """What ``words`` do to a ring, if they are for it."""
        match = self._words.match(words)
        if match is not None and match.intent != "MynaRingStop":
            return self._snooze(match, ring.due.entries)
        if match is not None or any(map(self._stops, _parts(words))):
            return Reply(act=partial(self.end, ring))
        return None

    def _stops(self, words: str) -> bool:
        match = self._words.match(words)
        return match is not None and match.intent == "MynaRingStop"

    def _snooze(self, match: Match, entries: Sequence[Entry]) -> Reply:
        seconds = span_seconds(match.slots) or SNOOZE_SECONDS
        text = self._responses["snoozed"].format(duration=spoken_span(seconds, self._responses))
        return Reply(text, partial(self._agenda.snooze, entries, seconds))

    def _snooze_again(self, match: Match) -> Reply:
        entries = self._agenda.fresh()
        return self._snooze(match, entries) if entries else Reply(self._responses["nothing_rang"])

    def _said(self, entry: Entry, what: str) -> str:
        """What is said of an entry that rings or was missed; where the language has no words for it, its own text."""
        keeper = next(keeper for keeper in self._keepers if keeper.kind is entry.kind)
        key = f"{entry.kind}_{what}"
        if key not in self._responses:
            return entry.text
        words = {"what": entry.text, entry.kind: keeper.name(entry)}
        if entry.kind is Kind.ALARM:
            words |= keeper.when(entry)
        return keeper.say(key, **words)


def _parts(words: str) -> Iterator[str]:
    """Every run of words of a short sentence."""
    split = words.split()
    if len(split) <= STRAY_WORDS:
        yield from (
            " ".join(split[first:last]) for first in range(len(split)) for last in range(first + 1, len(split) + 1)
        )
