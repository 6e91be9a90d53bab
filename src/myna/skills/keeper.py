"""What timers, alarms and reminders have in common: they are set, cancelled, and one of several is looked for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from myna.skills.agenda import MOST, Agenda
from myna.skills.entry import Entry, Kind
from myna.skills.moments import spoken_day, spoken_days, spoken_time
from myna.skills.reply import Reply
from myna.skills.spans import spoken_span


class Keeper:
    """Keeps those of one ``kind`` in ``agenda``; ``responses`` are the language's."""

    kind: Kind

    def __init__(self, responses: Mapping[str, str], agenda: Agenda) -> None:
        self.responses = responses
        self.agenda = agenda

    def name(self, entry: Entry) -> str:
        """What it is called where several are told."""
        raise NotImplementedError

    @property
    def entries(self) -> list[Entry]:
        """Those that are set, the next first."""
        return [entry for entry in self.agenda.entries if entry.kind is self.kind]

    @property
    def now(self) -> datetime:
        """Local time."""
        return datetime.fromtimestamp(self.agenda.now)

    def say(self, response: str, **words: object) -> str:
        """One of the language's sentences."""
        said = self.responses[response].format(**words)
        return said[:1].upper() + said[1:]

    def span(self, seconds: float, *, rough: bool = False) -> str:
        """A length of time as it is said."""
        return spoken_span(seconds, self.responses, rough=rough)

    def when(self, entry: Entry) -> dict[str, str]:
        """The ``time`` and the ``day`` of an entry, as they are said."""
        moment = datetime.fromtimestamp(entry.due)
        if entry.clock is not None:
            return {"time": spoken_time(entry.clock), "day": spoken_days(entry.days, self.responses)}
        return {"time": spoken_time(moment), "day": spoken_day(moment.date(), self.now.date(), self.responses)}

    def set(self, entry: Callable[[float], Entry], said: str) -> Reply:
        """Set what ``entry`` gives for the time at which it is certain, if there is room for it."""
        if self.agenda.is_full:
            return Reply(self.say("too_many", n=MOST))

        async def act() -> None:
            await self.agenda.put(entry(self.agenda.now))

        return Reply(said, act)

    def cancel(self, entries: Sequence[Entry]) -> Reply:
        """Cancel one, or all."""
        if not entries:
            return Reply(self.say(f"no_{self.kind}"))
        if len(entries) == 1:
            words = {self.kind: self.name(entries[0]), "what": entries[0].text}
            said = self.say(f"{self.kind}_cancelled", **words)
        else:
            said = self.say(f"{self.kind}s_cancelled", n=len(entries))
        return Reply(said, partial(self.agenda.cancel, entries))

    def one(self, entries: Sequence[Entry]) -> Entry | Reply:
        """The only one of ``entries``, or what to say where there are none or several."""
        if len(entries) == 1:
            return entries[0]
        if not entries:
            return Reply(self.say(f"no_such_{self.kind}" if self.entries else f"no_{self.kind}"))
        return Reply(self.say(f"which_{self.kind}", **self.told(entries)))

    def told(self, entries: Sequence[Entry]) -> dict[str, object]:
        """The words for several."""
        names = self.responses["span_comma"].join(self.name(entry) for entry in entries)
        return {"n": len(entries), f"{self.kind}s": names}
