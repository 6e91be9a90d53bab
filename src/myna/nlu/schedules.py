"""What a sentence says of when something rings, of what it is called and of which of several is meant.

A language's reader finds it anywhere in a sentence; the skills of timers, alarms and reminders know this shape alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Point:
    """A local date and time of a sentence, the next that it can mean.

    ``timed``: its time of day was said, and not only its day. ``seconds``: the length from now as which it was said
    ("in ten minutes"), else 0.
    """

    at: datetime
    timed: bool = True
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day that a sentence names; ``ambiguous``: twelve hours later may be meant as well."""

    at: time
    ambiguous: bool = False

    def is_at(self, moment: datetime) -> bool:
        """Whether ``moment`` has this time of day."""
        if self.ambiguous:
            return (moment.hour % 12, moment.minute) == (self.at.hour % 12, self.at.minute)
        return (moment.hour, moment.minute) == (self.at.hour, self.at.minute)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one sentence says; empty, or None, where it says nothing of it.

    ``lengths`` are in seconds; where there are several, ``names`` are those of their timers, in their order. ``days``
    are the first and the last day that it names, ``hours`` the first and the last time of a part of the day, or of what
    is before, after or between times. ``repeats``: it says how often; on the ``weekdays`` (Monday is 0), or each
    ``every_seconds``, or every so many ``every_days``, those on ``weekday`` where it is said, or ``every_months``, on
    their ``month_day`` (-1 is the last; 0 where it is not said), or, where all are empty, in another way. ``name`` is
    that of a timer or an alarm, ``what`` that of which a reminder reminds, ``topic`` that about which a question for
    reminders asks. ``every_one``: all of several are meant. ``listed``: all its times are meant, one after the other.
    ``next_one``: the next alone. ``shift``: it is changed by a length, to more or later (1) or less or earlier (-1).
    ``anew``: it begins once more with its whole length. ``no_day``: it names a day that there is not. ``excepts``: a
    single day or week is left out.
    """

    lengths: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    clocks: tuple[Clock, ...] = ()
    days: tuple[date, date] | None = None
    hours: tuple[time, time] | None = None
    repeats: bool = False
    weekdays: tuple[int, ...] = ()
    every_seconds: float = 0.0
    every_days: int = 0
    weekday: int | None = None
    every_months: int = 0
    month_day: int = 0
    name: str = ""
    what: str = ""
    topic: str = ""
    named: str = ""
    every_one: bool = False
    listed: bool = False
    next_one: bool = False
    shift: int = 0
    anew: bool = False
    no_day: bool = False
    excepts: bool = False

    @property
    def at_intervals(self) -> bool:
        """Whether it comes again every so many days or months."""
        return self.every_days > 0 or self.every_months > 0


class Schedules(Protocol):
    """Reads schedules in one language. ``now`` is local time."""

    def read(self, text: str, now: datetime, *, waking_hour: int) -> Schedule:
        """What ``text`` says; on a named day hours below ``waking_hour`` are meant after noon."""
        ...

    def entry(self, text: str) -> str:
        """What ``text`` puts into a calendar, without its times; empty where it says nothing of it."""
        ...

    def is_dated(self, what: str) -> bool:
        """Whether ``what`` ends with its day: "the dentist on the third of december"."""
        ...

    def is_entry(self, text: str) -> bool:
        """Whether ``text`` may put something into a calendar, and neither asks how nor changes what is there."""
        ...

    def concerns_calendar(self, text: str) -> bool:
        """Whether ``text`` may ask for what somebody has planned."""
        ...

    def wakes(self, text: str) -> bool:
        """Whether ``text`` is about getting up, and not after a nap."""
        ...

    def moves(self, text: str) -> bool:
        """Whether ``text`` moves what is set already to another time."""
        ...

    def mentions(self, text: str, words: str) -> bool:
        """Whether all that ``words`` name is in ``text``."""
        ...

    def is_question(self, text: str) -> bool:
        """Whether ``text`` asks something, and orders nothing."""
        ...

    def answered(self, text: str, answer: str) -> str | None:
        """``text`` with what ``answer`` adds to it, to be read again; None where that says nothing of time."""
        ...

    def lasting(self, text: str, answer: str) -> str | None:
        """``text`` with the length in ``answer`` behind it, a number alone being minutes; None where there is none."""
        ...

    def is_length(self, words: str) -> bool:
        """Whether ``words`` are a length, or a number that may be one, and nothing else."""
        ...

    def named_length(self, words: str) -> tuple[str, str] | None:
        """The name, which may be empty, and the length that ``words`` are; None where they are something else."""
        ...

    def timers(self, text: str) -> Sequence[tuple[str, float]]:
        """The name, which may be empty, and the seconds of each timer that ``text`` asks for by what it is for."""
        ...

    def speaks_of_more(self, text: str) -> bool:
        """Whether ``text`` makes something that is there longer, in so many words: "another five minutes"."""
        ...

    def with_thing(self, text: str, thing: str) -> str:
        """``text`` with ``thing`` in the place of the last one that has the same article; "" where none has."""
        ...

    def timers_answered(self, text: str) -> Sequence[tuple[str, float]]:
        """The same of an answer to how long; a number alone is one of minutes."""
        ...

    def unreasoned(self, words: str) -> str:
        """``words`` without what is said behind them and means nothing more: "in case I sleep through", "as well"."""
        ...

    def offset(self, words: str) -> tuple[str, float]:
        """``words`` without how many seconds later, or earlier where it is below 0, they are: "an hour after that"."""
        ...

    def is_one_day(self, words: str) -> bool:
        """Whether ``words`` name a single day or week, such as "tomorrow" or "this week"."""
        ...

    def half_named(self, words: str) -> str:
        """``words``, or the half of the day that they stand for: "the early one" is in the morning."""
        ...

    def hesitates(self, answer: str) -> bool:
        """Whether ``answer`` only says that the answer is to come."""
        ...

    def new_name(self, words: str) -> str:
        """The name that ``words`` give a timer; empty where they are none, such as "a day"."""
        ...

    def in_minutes(self, words: str) -> str:
        """``words``, whose number is one of minutes where they shift something by it without a unit: "back ten"."""
        ...

    def purpose(self, answer: str) -> str:
        """What ``answer`` says that something is for, and nothing else; else empty."""
        ...

    def asked_of(self, text: str) -> tuple[str, bool]:
        """The words by which ``text`` may ask of something that is set, or none; True: it says "one" behind them."""
        ...

    def reminded_of(self, words: str) -> str | None:
        """The sentence that asks to be reminded of a thing with a time; None where ``words`` are none."""
        ...

    def asks_when(self, text: str) -> bool:
        """Whether ``text`` asks when something is, or how long it is until then."""
        ...

    def is_shift(self, words: str) -> bool:
        """Whether ``words`` are by how much something is put off or brought forward, and nothing else."""
        ...

    def is_moment(self, words: str) -> bool:
        """Whether ``words`` are a time, a day or both, and nothing else."""
        ...

    def about(self, text: str, answer: str) -> str | None:
        """``text``, which asks for a reminder, with the ``answer`` to "of what?"; None where that is no answer."""
        ...

    def names_several(self, words: str) -> bool:
        """Whether ``words`` join several things: "the ten and the fifteen"."""
        ...

    def reminded(self, words: str) -> str | None:
        """The sentence that asks to be reminded of ``words``, a time and what is to be done; None for other words."""
        ...

    def halves(self, text: str) -> tuple[str, str]:
        """Of ``text``, which changes something: what is changed, and to what."""
        ...

    def agrees(self, text: str) -> bool | None:
        """Whether ``text`` says yes or no; None where it says neither."""
        ...

    def choose(self, text: str, labels: Sequence[str]) -> tuple[int, ...] | None:
        """Which of ``labels`` an answer means, from 0 on; None where it chooses nothing."""
        ...
