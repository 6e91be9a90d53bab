"""The base of timers, alarms and reminders: they are set and cancelled, and one of several is looked for."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, ClassVar

from myna.core.reply import Reply, together
from myna.nlu.durations import spoken_span
from myna.nlu.responses import Responses
from myna.nlu.schedules import Schedule, Schedules
from myna.nlu.times import WAKING_HOUR, coming, daily, date_values, spoken_day, spoken_days, spoken_time
from myna.skills.second_thoughts import Done, Other
from myna.skills.skill_set import Answer, Handler, Skill
from myna.timers.manager import MAX_TIMERS, TimerManager
from myna.timers.timer import Kind, Timer, day_of_month, following

_HALF = timedelta(hours=12)

SHORTEST_INTERVAL_SECONDS = 60.0
"""What comes again does so after a minute at the earliest."""


class ScheduledSkill(Skill, ABC):
    """The timers of one ``kind`` among those of ``manager``; an alarm and a reminder are a ``Timer`` as well.

    ``schedules`` reads sentences that no template has, in a language that has such a reader. What was set is noted as
    ``done``.
    """

    kind: ClassVar[Kind]
    waking_hour: ClassVar[int] = WAKING_HOUR
    """On a day that the sentence names, hours below this one are meant after noon."""
    usual_hour: ClassVar[int | None] = None
    """The hour that is meant where a sentence names days and no time; None where the time is asked for."""

    def __init__(
        self,
        responses: Responses,
        manager: TimerManager,
        schedules: Schedules | None = None,
        done: Done | None = None,
    ) -> None:
        self.responses = responses
        self.manager = manager
        self.schedules = schedules
        self.done = done or Done()

    @property
    def name(self) -> str:
        """The kind's name."""
        return self.kind.value

    @abstractmethod
    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class; nothing in a language that has no reader of schedules."""
        if self.schedules is None:
            return {}
        return {
            name: lambda classified, answer=answer: answer(classified.text)  # type: ignore[misc]
            for name, answer in self.sentences(self.schedules).items()
        }

    @abstractmethod
    def sentences(self, schedules: Schedules) -> Mapping[str, Callable[[str], Reply | None]]:
        """What answers a sentence of each class, which ``schedules`` reads."""

    @abstractmethod
    def values(self, timer: Timer) -> dict[str, object]:
        """What programs get to know of ``timer``, by the names of its slots."""

    @abstractmethod
    def label(self, timer: Timer) -> str:
        """What ``timer`` is called where several are listed."""

    @property
    def timers(self) -> list[Timer]:
        """Those of the kind that are set, the next first."""
        return [timer for timer in self.manager.timers if timer.kind is self.kind]

    @property
    def now(self) -> datetime:
        """The current local time."""
        return datetime.fromtimestamp(self.manager.now)

    def say(self, response: str, **words: object) -> str:
        """The response of that key with its values, beginning with a capital letter."""
        said = self.responses[response].format(**words)
        return said[:1].upper() + said[1:]

    def span(self, seconds: float, *, rough: bool = False) -> str:
        """A duration as it is said; if ``rough``, from an hour on without the seconds."""
        return spoken_span(seconds, self.responses, rough=rough)

    def when(self, timer: Timer) -> dict[str, str]:
        """The ``time`` and the ``day``, or days, of ``timer``, as they are said."""
        moment = datetime.fromtimestamp(timer.due)
        if timer.every_seconds:
            return {"time": spoken_time(moment, self.responses), "day": self.every(timer.every_seconds)}
        if timer.clock is not None:
            days = self._interval(timer) if timer.at_intervals else spoken_days(timer.days, self.responses)
            return {"time": spoken_time(timer.clock, self.responses), "day": days}
        return {
            "time": spoken_time(moment, self.responses),
            "day": spoken_day(moment.date(), self.now.date(), self.responses),
        }

    def at_time(self, slots: Mapping[str, Any], text: str = "") -> Timer | None:
        """The timer for the time of day in ``slots``, once or on certain days; None where that time is over."""
        now = self.now
        if "days" in slots:
            days = tuple(int(day) for day in slots["days"])
            clock = daily(slots, waking_hour=self.waking_hour)
            return Timer(self.kind, following(clock, days, now).timestamp(), text, clock=clock, days=days)
        moment = coming(slots, now, waking_hour=self.waking_hour)
        return None if moment is None else Timer(self.kind, moment.timestamp(), text)

    def every(self, seconds: float) -> str:
        """How often something comes that does so each ``seconds``, as it is said."""
        whole = {60.0: "moment_every_minute", 3600.0: "moment_every_hour"}.get(seconds)
        return self.responses[whole] if whole else self.responses["moment_every_span"].format(span=self.span(seconds))

    def _interval(self, timer: Timer) -> str:
        """Every how many days or months ``timer`` comes again, and when it does next, as it is said."""
        due, words = timer.shown.date(), self.responses
        values = date_values(due, words) | {"nth": words.names("moment_nths")[due.day - 1]}
        if timer.every_months:
            whole = {1: "moment_every_month", 12: "moment_every_year"}.get(timer.every_months, "moment_every_months")
            key = "moment_every_month_end" if (timer.every_months, timer.month_day) == (1, -1) else whole
            return words[key].format(n=timer.every_months, **values)
        weeks, rest = divmod(timer.every_days, 7)
        count, other, several = (
            (timer.every_days, "moment_every_other_day", "moment_every_days")
            if rest
            else (weeks, "moment_every_other_week", "moment_every_weeks")
        )
        return words[other if count == 2 else several].format(n=count, **values)

    def read(self, schedules: Schedules, text: str) -> Schedule:
        """What ``text`` says of when and of which."""
        return schedules.read(text, self.now, waking_hour=self.waking_hour)

    def planned(self, schedule: Schedule, text: str = "") -> Timer | Reply | None:
        """The timer that ``schedule`` asks for; why there is none; or None where it says no time."""
        if schedule.no_day:
            return Reply(self.say("no_such_day"), refuses=True)
        if schedule.repeats:
            return self._refused("cannot_leave_out") if schedule.excepts else self._repeated(schedule, text)
        point = next((point for point in schedule.points if point.timed), next(iter(schedule.points), None))
        if point is None:
            return None
        if point.at <= self.now:
            return Reply(self.say("is_over"), refuses=True)
        return Timer(self.kind, point.at.timestamp(), text, point.seconds)

    def _refused(self, response: str) -> Reply:
        return Reply(self.say(response), refuses=True)

    def _repeated(self, schedule: Schedule, text: str) -> Timer | Reply | None:
        if (every := schedule.every_seconds) and every >= SHORTEST_INTERVAL_SECONDS:
            first = next((point.at for point in schedule.points if point.timed and point.at > self.now), None)
            if first is not None:
                return Timer(self.kind, first.timestamp(), text, every_seconds=every)
            return Timer(self.kind, self.manager.now + every, text, every, every_seconds=every)
        if not (schedule.weekdays or schedule.at_intervals):
            return Reply(self.say("cannot_repeat"), refuses=True)
        if schedule.clocks:
            said = schedule.clocks[0]
            is_late = said.ambiguous and said.at.hour < self.waking_hour
            clock = said.at.replace(hour=said.at.hour + 12) if is_late else said.at
        elif self.usual_hour is None:
            return None
        else:
            clock = schedule.points[0].at.time() if schedule.points else time(self.usual_hour)
        if not schedule.weekdays:
            return self._at_intervals(schedule, clock, text)
        due = following(clock, schedule.weekdays, self.now).timestamp()
        return Timer(self.kind, due, text, clock=clock, days=schedule.weekdays)

    def _at_intervals(self, schedule: Schedule, clock: time, text: str) -> Timer:
        """The timer for every so many days or months: from the day that is said on, else from the next that fits."""
        said, today = schedule.days[0] if schedule.days else None, self.now.date()
        again = Timer(self.kind, 0.0, text, clock=clock, every_days=schedule.every_days)
        if schedule.every_months:
            wanted = schedule.month_day or (said or today).day
            again = replace(again, every_months=schedule.every_months, month_day=wanted)
            months = (day_of_month(today.year, today.month + ahead, wanted) for ahead in range(3))
            first = next(day for day in months if datetime.combine(day, clock) > self.now)
        else:
            days = tuple(range(7)) if schedule.weekday is None else (schedule.weekday,)
            first = following(clock, days, self.now).date()
        if said is not None and datetime.combine(said, clock) > self.now:
            first = said
        return replace(again, due=datetime.combine(first, clock).timestamp())

    def meant(self, schedules: Schedules, schedule: Schedule, text: str) -> list[Timer]:
        """Those of the timers that are set which ``text`` may mean, by their days, times and places in the list."""
        if schedule.every_one and (some := self.all_but_some(schedules, text)):
            return some
        found = [timer for timer in self.timers if fits_schedule(timer, schedule)]
        if not found and schedule.weekdays:
            found = [timer for timer in self.timers if _falls_on(timer, schedule.weekdays)]
        if len(found) > 1 and schedule.next_one:
            return found[:1]
        if len(found) > 1 and not schedule.every_one:
            some = self.picked(schedules, text, found)
            return some if 0 < len(some) < len(found) else found
        return found

    def all_but_some(self, schedules: Schedules, text: str) -> list[Timer]:
        """All that are set but those that ``text`` excepts; none where it excepts none of them."""
        some = self.picked(schedules, text, self.timers)
        return some if len(some) < len(self.timers) else []

    def picked(self, schedules: Schedules, text: str, timers: Sequence[Timer]) -> list[Timer]:
        """Those of ``timers`` that ``text`` names by their words or places; none where it chooses nothing."""
        return [timers[place] for place in schedules.choose(text, [self.choice(timer) for timer in timers]) or ()]

    def choice(self, timer: Timer) -> str:
        """The words by which ``timer`` is chosen among several."""
        return self.label(timer)

    def set(self, make: Callable[[float], Timer], said: str) -> Reply:
        """Say ``said`` and set a timer, unless there are too many. ``make`` makes it at the time when that is done."""
        if self.manager.is_full:
            return Reply(self.say("too_many", n=MAX_TIMERS), refuses=True)

        async def act() -> None:
            await self.note_set(await self.manager.put(make(self.manager.now)))

        return Reply(said, act, slots=self.values(make(self.manager.now)))

    async def note_set(self, timer: Timer) -> None:
        """Note that ``timer`` was asked for, and is set: that may be taken back."""
        back = partial(self._taken_back, timer.number)
        instead = partial(self._set_instead, timer.number)
        named = partial(self._other, self.named_instead, timer.number)
        another = partial(self._another, timer)
        others: dict[str, Other] = {"MynaMoveOne": self._move_one, "MynaTheRest": self.told_all}
        others |= {way: partial(self._other, do, timer.number) for way, do in self.others().items()}
        self.done.note(back, instead, named, away=back, more=another, that_one=self._that_one, others=others)

    def others(self) -> Mapping[str, Other]:
        """What else may be done with what was just set, by the intents of ``OTHERS``; each takes it first."""
        return {"MynaSwap": self.swapped}

    @abstractmethod
    def told_all(self) -> Reply:
        """All of the kind that are set, as somebody is told who asks for them."""

    def named_instead(self, timer: Timer, words: str) -> Reply | None:
        """``timer`` about what ``words`` say, which were meant instead; None where they cannot be."""
        return None

    def swapped(self, timer: Timer, old: str, new: str) -> Reply | None:
        """``timer`` at the time or with the length that ``new`` says, in place of the ``old`` one."""
        return None if self.schedules is None else self.set_instead(timer, self.schedules, new)

    def _other(self, do: Other, number: int, *words: str) -> Reply | None:
        """What ``do`` does with the timer of that number, which was just set, or with the only one that is left."""
        timer = self.manager.find(number) or (self.timers[0] if len(self.timers) == 1 else None)
        return None if timer is None else do(timer, *words)

    def _move_one(self, which: str, words: str) -> Reply | None:
        """Change the one that ``which`` tells from the others to what ``words`` say."""
        if self.schedules is None or len(found := self.picked(self.schedules, f"the {which} one", self.timers)) != 1:
            return None
        return self.set_instead(found[0], self.schedules, words)

    def _that_one(self, words: str) -> Reply | None:
        """Cancel the one that ``words`` tell from the others, or all of them without any.

        Where there is one of the kind, all of every kind are meant.
        """
        if not words or self.schedules is None:
            everything = self.manager.timers
            if not words and len(self.timers) == 1 < len(everything) and "everything_cancelled" in self.responses:
                said = self.say("everything_cancelled", n=len(everything))
                return Reply(said, partial(self.manager.cancel, everything), slots={"count": len(everything)})
            return self.cancel(self.timers) if self.timers and not words else None
        timers = self.timers
        places = self.schedules.choose(words, [self.choice(timer) for timer in timers])
        if not places or (len(places) > 1 and not self.schedules.names_several(words)):
            return None
        return self.cancel([timers[place] for place in places])

    def _another(self, first: Timer, words: str, another: bool) -> Reply | None:
        """Set another one, beside the ``first``, for what ``words`` say."""
        if self.schedules is None:
            return None
        first = self.manager.find(first.number) or first
        return self.set_another(self.schedules, first, self.schedules.unreasoned(words), another=another)

    def _taken_back(self, number: int) -> Reply | None:
        """Cancel the timer of that number, which was just set; None where it has rung."""
        return None if (timer := self.manager.find(number)) is None else self.cancel([timer])

    def _set_instead(self, number: int, words: str) -> Reply | None:
        """Change the timer of that number, which was just set, to what ``words`` say."""
        timer, schedules = self.manager.find(number), self.schedules
        if timer is None or schedules is None:
            return None
        return self.set_instead(timer, schedules, schedules.unreasoned(words))

    def set_instead(self, timer: Timer, schedules: Schedules, words: str) -> Reply | None:
        """Change ``timer`` to the length or the time in ``words``; None where they say no such thing."""
        return None

    def shift(self, schedules: Schedules, words: str) -> float:
        """By how many seconds ``words``, and nothing else in them, put something off; before 0: bring forward."""
        words = schedules.in_minutes(words)
        found = self.read(schedules, words) if schedules.is_shift(words) else Schedule()
        return found.shift * sum(found.lengths)

    def set_another(self, schedules: Schedules, first: Timer, words: str, *, another: bool) -> Reply | None:
        """Set one more, beside the ``first``, for the length or the time in ``words``; None where they say none.

        ``another``: the sentence says that it is another one.
        """
        return None

    def beside(self, schedule: Schedule, first: Timer) -> datetime | None:
        """The only time of day in ``schedule``, on the day of ``first``, and in the half of it that is nearer.

        None where it names a day or several times, where ``first`` comes again, and where that time is over.
        """
        if len(schedule.clocks) != 1 or schedule.days is not None or schedule.repeats or first.days:
            return None
        clock, rings = schedule.clocks[0], datetime.fromtimestamp(first.due)
        there = [datetime.combine(rings.date(), clock.at)]
        there += [there[0] + timedelta(hours=12)] if clock.ambiguous and clock.at.hour < 12 else []
        at = min(there, key=lambda one: abs(one - rings))
        return at if at > self.now else None

    def cancel(self, timers: Sequence[Timer]) -> Reply:
        """Cancel all ``timers``; where there are none, say so."""
        if not timers:
            return Reply(self.say(f"no_{self.kind}"))
        if len(timers) == 1:
            words = {self.kind: self.label(timers[0]), "what": timers[0].text}
            said = self.say(f"{self.kind}_cancelled", **words)
            return Reply(said, partial(self.manager.cancel, timers), slots=self.values(timers[0]))
        said = self.say(f"{self.kind}s_cancelled", n=len(timers))
        return Reply(said, partial(self.manager.cancel, timers), slots={"count": len(timers)})

    def one(self, timers: Sequence[Timer], then: Callable[[Timer], Reply]) -> Reply:
        """What ``then`` does with the only one of ``timers``, or what is said where there is none or several."""
        return self.some(timers, lambda chosen: all_of([then(timer) for timer in chosen]))

    def some(self, timers: Sequence[Timer], then: Callable[[Sequence[Timer]], Reply]) -> Reply:
        """What ``then`` does with the only one of ``timers``; of several it is asked which are meant.

        In a language without a reader of answers it is only said that there are several.
        """
        if len(timers) == 1:
            return then(timers)
        if not timers:
            return Reply(self.say(f"no_such_{self.kind}" if self.timers else f"no_{self.kind}"))
        schedules = self.schedules
        if schedules is None:
            return Reply(self.say(f"which_{self.kind}", **self.listed(timers)))
        *first, last = [self.label(timer) for timer in timers]
        labels = self.responses["span_or"].join([self.responses["span_comma"].join(first), last])

        def choose(answer: str) -> Reply | None:
            places = schedules.choose(answer, [self.choice(timer) for timer in timers])
            if places is None:
                return None
            return then([timers[place] for place in places]) if places else Reply(self.say("none_meant"))

        return Reply(self.say("which_one", labels=labels), question=choose)

    def ask(self, response: str, answered: Callable[[str], Reply | None], **known: object) -> Reply:
        """Ask the question ``response``, whose answer ``answered`` takes; the slots that are ``known`` already.

        Who hesitates is waited for.
        """

        def taken(answer: str) -> Reply | None:
            if self.schedules is not None and self.schedules.hesitates(answer):
                return Reply(question=taken, slots=slots)
            return answered(answer)

        slots = {name: value for name, value in known.items() if value}
        return Reply(self.say(response), question=taken, slots=slots)

    def listed(self, timers: Sequence[Timer]) -> dict[str, object]:
        """The values of a response that lists ``timers``: their number ``n`` and their labels."""
        labels = self.responses["span_comma"].join(self.label(timer) for timer in timers)
        return {"n": len(timers), f"{self.kind}s": labels}

    def day_words(self, schedule: Schedule) -> str:
        """The day that ``schedule`` names, as it is said; empty where it names none, or several."""
        if schedule.days is None or schedule.days[0] != schedule.days[1]:
            return ""
        return spoken_day(schedule.days[0], self.now.date(), self.responses)


class MovableSkill(ScheduledSkill):
    """Those that can be moved to another moment."""

    @abstractmethod
    def told_set(self, timer: Timer) -> str:
        """What is said where ``timer`` is set."""

    @abstractmethod
    def put_new(self, timer: Timer) -> Reply:
        """Set ``timer``; what is so long from now is so long from when it is certain."""

    def told_of(self, timer: Timer) -> Reply:
        """What was said when it was set, by its time."""
        return Reply(self.told_set(replace(timer, seconds=0.0)), slots=self.values(timer))

    def put_each(self, schedule: Schedule, text: str) -> Reply | None:
        """Set one for each time that ``schedule`` lists, or say why there is none; None where it lists none."""
        if not schedule.listed:
            return None
        if schedule.repeats:
            each = [replace(schedule, clocks=(clock,)) for clock in schedule.clocks]
        else:
            timed = [point for point in schedule.points if point.timed]
            each = [replace(schedule, points=(point,)) for point in timed or schedule.points]
        plans = [self.planned(one, text) for one in each] if len(each) > 1 else []
        replies = [plan if isinstance(plan, Reply) else self.put_new(plan) for plan in plans if plan is not None]
        return all_of(replies) if replies else None

    def remove(self, schedules: Schedules, schedule: Schedule, found: Sequence[Timer]) -> Reply:
        """Cancel all or some of those that were ``found``; what comes again is not lost for one day without a yes."""

        def then(chosen: Sequence[Timer]) -> Reply:
            again = [timer for timer in chosen if timer.days or timer.every_seconds or timer.at_intervals]
            if not again or schedule.repeats or not self.day_words(schedule):
                return self.cancel(chosen)
            answers = {True: self.cancel(chosen), False: Reply(self.say("none_cancelled")), None: None}
            said = self.say("cancel_every_day", label=self.label(again[0]))
            return Reply(said, question=lambda answer: answers[schedules.agrees(answer)], slots=self.values(again[0]))

        return then(found) if schedule.every_one and found else self.some(found, then)

    def changed(self, timer: Timer, to: Schedule) -> Reply:
        """Move ``timer`` to a time; its day, its half of the day and its name stay where none is named."""
        found = self._changed(timer, to)
        return found if isinstance(found, Reply) else self.put(found)

    def _changed(self, timer: Timer, to: Schedule) -> Timer | Reply:
        """``timer`` at the time that ``to`` says, or why there is none."""
        plan = self.planned(to, timer.text)
        if isinstance(plan, Reply):
            return plan
        was = datetime.fromtimestamp(timer.due)
        if to.clocks and not to.repeats and to.days is None:
            said = to.clocks[0]
            if not said.ambiguous or timer.days or timer.at_intervals:
                clock = said.at if not said.ambiguous or was.hour < 12 else said.at.replace(hour=said.at.hour + 12)
            else:
                clock = said.at.replace(hour=said.at.hour + 12 * (was.hour >= 12))
            if timer.days:
                due = following(clock, timer.days, self.now)
                return replace(timer, due=due.timestamp(), clock=clock, seconds=0.0)
            if timer.at_intervals:
                moved = timer.moved(datetime.combine(was.date(), clock))
                return moved if moved.shown > self.now else moved.again(self.manager.now) or moved
            at = datetime.combine(was.date(), clock)
            while at <= self.now:
                at += _HALF if said.ambiguous else 2 * _HALF
            return replace(timer, due=at.timestamp(), clock=None, seconds=0.0)
        if plan is None and to.days is None:
            return Reply(self.say(f"no_such_{self.kind}"))
        if to.days is not None and not to.clocks and not to.repeats:  # to another day, at its time
            at = datetime.combine(to.days[0], was.time())
            if timer.at_intervals:
                return timer.moved(at)
            return replace(timer, due=at.timestamp(), clock=None, days=(), seconds=0.0)
        return replace(plan, number=timer.number) if plan else Reply(self.say(f"no_such_{self.kind}"))

    def set_like(self, schedules: Schedules, first: Timer, words: str) -> Reply | None:
        """Set one more like the ``first``, at the time or on the day in ``words``, or so much later or earlier."""
        rest, seconds = schedules.offset(words)
        said = schedules.answered("", rest) if rest and schedules.is_moment(rest) else None
        if (said is None and (rest or not seconds)) or first.every_seconds or first.at_intervals:
            return None
        found = replace(first, seconds=0.0) if said is None else self._changed(first, self.read(schedules, said))
        if isinstance(found, Reply):
            return found
        at = datetime.fromtimestamp(found.due) + timedelta(seconds=seconds)
        if at <= self.now:
            return Reply(self.say("is_over"), refuses=True)
        clock = at.time() if found.clock is not None else None
        return self.put_new(replace(found, number=0, due=at.timestamp(), clock=clock))

    def others(self) -> Mapping[str, Other]:
        """It is told of once more, and days are left out of what comes again."""
        return {**super().others(), "MynaToldOfIt": self.told_of, "MynaWithout": self._without}

    def _without(self, timer: Timer, words: str) -> Reply | None:
        """``timer`` on all its days but those in ``words``; a single day is left out of none."""
        if not timer.days or self.schedules is None:
            return None
        if self.schedules.is_one_day(words):
            return self._refused("cannot_leave_out")
        said = self.read(self.schedules, words)
        out = said.weekdays or ((said.days[0].weekday(),) if said.days else ())
        kept = tuple(day for day in timer.days if day not in out)
        return self.repeating(timer, kept) if kept and kept != timer.days else None

    def set_instead(self, timer: Timer, schedules: Schedules, words: str) -> Reply | None:
        """Move ``timer`` to the time in ``words``, by the length in them, or to such a part of its hour."""
        if by := self.shift(schedules, words):
            return self.moved(timer, by)
        words = schedules.half_named(words)
        found = self.read(schedules, words)
        if found.weekdays and not found.clocks and not found.every_seconds:
            return self.repeating(timer, found.weekdays)
        was = datetime.fromtimestamp(timer.due)
        hour = was.hour % 12 or 12
        within = [f"{hour}:{was.minute:02} {words}", f"{words} {hour}"]  # "in the evening", "half past"
        is_part = found.hours is not None and not found.clocks and found.days is None
        meant = next((said for said in (within if is_part else [words, *within]) if schedules.is_moment(said)), "")
        said = schedules.answered("", meant) if meant else None
        return None if said is None else self.changed(timer, self.read(schedules, said))

    def repeating(self, timer: Timer, days: tuple[int, ...]) -> Reply:
        """``timer`` on these ``days`` of the week, at its time."""
        clock = datetime.fromtimestamp(timer.due).time()
        due = following(clock, days, self.now).timestamp()
        once = replace(timer, seconds=0.0, every_seconds=0.0, every_days=0, every_months=0, month_day=0)
        return self.put(replace(once, due=due, clock=clock, days=days))

    def moved(self, timer: Timer, seconds: float) -> Reply:
        """Move ``timer`` by ``seconds``."""
        at = datetime.fromtimestamp(timer.due) + timedelta(seconds=seconds)
        if at <= self.now:
            return Reply(self.say("is_over"), refuses=True)
        clock = at.time() if timer.clock is not None else None
        return self.put(replace(timer, due=at.timestamp(), clock=clock, seconds=0.0))

    def put(self, timer: Timer) -> Reply:
        """Put ``timer`` in the place of the one of its number."""

        async def act() -> str | None:
            if self.manager.find(timer.number) is None:  # it has just rung
                return self.say(f"no_{self.kind}")
            await self.manager.put(timer)
            return None

        return Reply(self.told_set(timer), act, slots=self.values(timer))


def all_of(replies: Sequence[Reply]) -> Reply:
    """All ``replies`` as one, with their count and the slots of each where there are several."""
    if len(replies) == 1:
        return replies[0]
    return together(replies, {"count": len(replies), "each": [dict(reply.slots) for reply in replies]})


def day_values(schedule: Schedule) -> dict[str, object]:
    """The days that ``schedule`` names, as programs read them."""
    if schedule.days is None:
        return {}
    first, last = (day.isoformat() for day in schedule.days)
    return {"date": first} if first == last else {"from": first, "to": last}


def fits_schedule(timer: Timer, schedule: Schedule) -> bool:
    """Whether ``timer`` rings on the days and at the times that ``schedule`` names."""
    moment = datetime.fromtimestamp(timer.due)
    if schedule.weekdays and not set(schedule.weekdays) <= set(timer.days):
        return False
    if schedule.days is not None and not _rings_within(timer, *schedule.days):
        return False
    if schedule.hours is not None:
        return schedule.hours[0] <= moment.time() <= schedule.hours[1]
    return not schedule.clocks or any(clock.is_at(moment) for clock in schedule.clocks)


def _falls_on(timer: Timer, weekdays: Sequence[int]) -> bool:
    """Whether ``timer`` rings on one of the ``weekdays``, though not every week."""
    return not timer.days and datetime.fromtimestamp(timer.due).weekday() in weekdays


def _rings_within(timer: Timer, first: date, last: date) -> bool:
    if first <= datetime.fromtimestamp(timer.due).date() <= last:
        return True
    count = (last - first).days + 1  # what comes every week does so within any seven days
    count = count if timer.at_intervals else min(7, count)
    return any(timer.falls_on(first + timedelta(days=ahead)) for ahead in range(count))
