"""Timers: they ring after a duration, and are changed, paused and cancelled until then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from myna.core.reply import Reply, amended
from myna.nlu.durations import span_seconds
from myna.nlu.schedules import Schedule, Schedules
from myna.nlu.templates import Intent
from myna.skills.follow_ups import BARE
from myna.skills.scheduled import ScheduledSkill, all_of
from myna.skills.second_thoughts import Other
from myna.skills.skill_set import Handler, Wanted
from myna.timers.manager import MAX_TIMERS
from myna.timers.timer import Kind, Timer

LONGEST_SECONDS = 24 * 3600.0
"""The longest timer; what is further away is a matter for an alarm or a reminder."""

LONGEST_NAME = 2
"""The words of a name that the templates take alone; a longer one is looked for by the reader of schedules."""


class TimerSkill(ScheduledSkill):
    """Sets, changes, pauses, cancels and lists timers."""

    kind = Kind.TIMER

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
        if "timer_set" not in self.responses:
            return {}
        return {
            "HassStartTimer": self._start,
            "HassIncreaseTimer": partial(self._change, 1),
            "HassDecreaseTimer": partial(self._change, -1),
            "HassCancelTimer": self._cancel,
            "HassCancelAllTimers": lambda _: self.cancel(self.timers),
            "HassPauseTimer": self._pause,
            "HassUnpauseTimer": self._resume,
            "HassTimerStatus": self._status,
            "MynaListTimers": self._list,
            "MynaTimerEnds": self._of_it,
            "MynaTimerUntil": self._until,
            "MynaTimerOfNoLength": lambda intent: self._for_how_long(intent.text),
            "MynaTimersAtOnce": lambda _: self.responses.reply("timers_at_once", n=MAX_TIMERS),
        }

    def sentences(self, schedules: Schedules) -> Mapping[str, Callable[[str], Reply | None]]:
        """What answers a sentence of each class, which ``schedules`` reads."""
        return {
            "timer.set": partial(self._start_by_sentence, schedules),
            "timer.query": partial(self._query, schedules),
            "timer.cancel": partial(self._cancel_by_sentence, schedules),
            "timer.change": partial(self._change_by_sentence, schedules),
            "timer.pause": partial(self._pause_by_sentence, schedules, True),
            "timer.resume": partial(self._pause_by_sentence, schedules, False),
        }

    def things(self) -> Sequence[str]:
        """The names of the timers."""
        return [timer.text for timer in self.timers if timer.text]

    def wants(self, text: str) -> Wanted | None:
        """The timers that ``text`` asks for by what each is for: "six minutes for the eggs and four for the toast"."""
        if self.schedules is None:
            return None
        if plan := self.schedules.timers(text):
            return Wanted("timer.set", self._planned(plan), certain=True)
        words, is_one = self.schedules.asked_of(text) if self.timers else ("", False)
        named = [timer for timer in self.timers if words and _is_called(timer.text, words)]
        if is_one and not named and len(self.timers) > 1:
            named = self.picked(self.schedules, f"the {words} one", self.timers)
        return Wanted("timer.query", self._told_of(named, words), certain=True) if named else None

    def values(self, timer: Timer) -> dict[str, object]:
        """The ``seconds`` that it was set for, and its ``name``."""
        return {"seconds": timer.seconds, **({"name": timer.text} if timer.text else {})}

    def choice(self, timer: Timer) -> str:
        """Its name and its duration."""
        return f"{self.label(timer)}, {self.span(timer.seconds)}" if timer.text else self.label(timer)

    def label(self, timer: Timer) -> str:
        """The name of a timer that has one, else its duration."""
        if timer.text:
            return self.responses["named_timer"].format(name=timer.text)
        return self.responses["timer"].format(duration=self.span(timer.seconds))

    def told_of(self, timer: Timer) -> Reply:
        """What is left on it, and when it rings."""
        return self._ends([timer])

    def others(self) -> Mapping[str, Other]:
        """It is told of once more, or gets another name."""
        told = {"MynaToldOfIt": self.told_of, "MynaItNow": self.told_of}
        return {
            **super().others(),
            **told,
            "MynaCallIt": self._called,
            "MynaTimesIt": self._times,
            BARE: self._named_too,
        }

    def _times(self, timer: Timer, factor: str) -> Reply:
        """``timer`` so many times as long: what has run of it counts."""
        return self._longer(timer, timer.seconds * (float(Fraction(factor)) - 1.0))

    def _named_too(self, timer: Timer, words: str) -> Reply | None:
        """Start one that has a name and a length, and nothing else: "sauce fifteen" behind one for the pasta."""
        plan = () if self.schedules is None else self.schedules.timers_answered(words)
        return self._planned(plan) if plan and all(name for name, _ in plan) else None

    def swapped(self, timer: Timer, old: str, new: str) -> Reply | None:
        """``timer`` by another name, where the ``old`` one is its own; else as long as ``new`` says."""
        if self.schedules is not None and timer.text and _is_called(timer.text, self.schedules.new_name(old)):
            return self._called(timer, new)
        return super().swapped(timer, old, new)

    def named_instead(self, timer: Timer, words: str) -> Reply | None:
        """``timer``, which has a name, by another one: "no I meant the pie"."""
        return self._called(timer, words) if timer.text else None

    def _called(self, timer: Timer, words: str) -> Reply | None:
        name = "" if self.schedules is None else self.schedules.new_name(words)
        return self._put(replace(timer, text=name), "timer_changed") if name else None

    def _ends(self, timers: Sequence[Timer]) -> Reply:
        """What is left on each of ``timers``, and when it rings."""
        said = " ".join(
            self._told([timer])
            if timer.paused
            else self.say("timer_ends", timer=self.label(timer), left=self._left(timer), time=self.when(timer)["time"])
            for timer in timers
        )
        return Reply(said, slots=self._told_of(timers, "").slots)

    def _of_it(self, _: Intent) -> Reply | None:
        """When what is running ends, or what was set last."""
        return self._ends(self.timers) if self.timers else self.done.other("MynaToldOfIt")

    def _start(self, intent: Intent) -> Reply | None:
        seconds = span_seconds(intent.slots)
        if seconds is None or "conversation_command" in intent.slots or self._is_no_name(intent):
            return None
        return self._started(seconds, self._name(intent))

    def _until(self, intent: Intent) -> Reply | None:
        return None if self.schedules is None else self._start_by_sentence(self.schedules, intent.text)

    def _is_no_name(self, intent: Intent) -> bool:
        """Whether the slot for a name has taken more than a name: "the screen shows a", "two thirds"."""
        name = str(intent.slots.get("name", ""))
        if self.schedules is None or not name:
            return False
        return len(name.split()) > LONGEST_NAME or self.schedules.is_length(name)

    def _name(self, intent: Intent) -> str:
        """The name in the slots; a reader of schedules tells it from the words that only ask ("a new timer")."""
        name = str(intent.slots.get("name", ""))
        if not name or "cooked" in intent.slots or self.schedules is None:
            return name
        return self.read(self.schedules, intent.text).name

    def _planned(self, plan: Sequence[tuple[str, float]]) -> Reply:
        """Start all timers of ``plan``."""
        return all_of([self._started(seconds, name) for name, seconds in plan])

    def _started(self, seconds: float, name: str) -> Reply:
        if (wrong := self._wrong(seconds)) is not None:
            return Reply(wrong, refuses=True)
        said = self.say("named_timer_set" if name else "timer_set", name=name, duration=self.span(seconds))
        return self.set(lambda now: Timer(self.kind, now + seconds, name, seconds), said)

    def _for_how_long(self, text: str, name: str = "") -> Reply:
        """Ask for the length that ``text`` lacks; in a language without a reader of answers, say so."""
        schedules = self.schedules
        if schedules is None:
            return Reply(self.responses["timer_of_what_length"])

        def answered(answer: str) -> Reply | None:
            plan = schedules.timers_answered(answer)
            if any(one for one, _ in plan):
                return self._planned([(one or name, seconds) for one, seconds in plan])
            if called := schedules.purpose(answer):
                return self._for_how_long(f"{text} for the {called}", called)
            joined = schedules.lasting(text, answer)
            return None if joined is None else self._start_by_sentence(schedules, joined)

        return self.ask("timer_for_how_long", answered, name=name)

    def _start_by_sentence(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        if self._is_for_later(schedule):
            return amended(self.responses.reply("timer_not_later"), refuses=True)
        if len(schedule.lengths) > 1 and (schedule.every_one or all(schedule.names)):
            named = schedule.names or [""] * len(schedule.lengths)
            return all_of([self._started(*one) for one in zip(schedule.lengths, named, strict=True)])
        seconds = self._length(schedule)
        if seconds is None:
            return self._for_how_long(text, schedule.name)
        plan = [] if schedule.name else schedules.timers_answered(text)
        return self._started(seconds, schedule.name or next((name for name, _ in plan), ""))

    def _is_for_later(self, schedule: Schedule) -> bool:
        """Whether ``schedule`` says, beside a length, when the timer is to begin, which is always at once."""
        if not schedule.lengths:
            return False
        day = None if schedule.days is None else schedule.days[0]
        if schedule.repeats or (day is not None and day != self.now.date()):
            return True
        other = [point for point in schedule.points if point.timed and point.seconds not in schedule.lengths]
        several = len(schedule.lengths) > 1 and not schedule.every_one
        return bool(other) or (several and any(point.timed for point in schedule.points))

    def _length(self, schedule: Schedule) -> float | None:
        """The length that is named, or the time until the time of day that is."""
        if schedule.lengths:
            return schedule.lengths[0]
        point = next((point for point in schedule.points if point.timed and point.at > self.now), None)
        return None if point is None else float(round((point.at - self.now).total_seconds()))

    def _wrong(self, seconds: float) -> str | None:
        """Why there is no timer of that duration, if there is none."""
        if seconds > LONGEST_SECONDS:
            return self.say("timer_too_long", duration=self.span(LONGEST_SECONDS))
        return self.say("timer_too_short") if seconds < 1 else None

    def _change(self, sign: int, intent: Intent) -> Reply | None:
        seconds = span_seconds(intent.slots)
        if seconds is None or ("known" in intent.slots and not self.timers):
            return None
        if "wants" in intent.slots and not self._meant(intent):
            return self._started(seconds, str(intent.slots["name"]))
        if "other" in intent.slots:
            return self._other_longer(sign * seconds)
        if sign > 0 and (started := self._started_for_want(intent.text, seconds)) is not None:
            return started
        return self._snoozed(seconds, sign) or self._one(intent, lambda timer: self._longer(timer, sign * seconds))

    def _other_longer(self, seconds: float) -> Reply | None:
        """Of two timers the one that was not set last, or the one that is left, with so many ``seconds`` more."""
        if not 0 < len(self.timers) < 3:
            return None
        return self._longer(min(self.timers, key=lambda timer: timer.number), seconds)

    def _started_for_want(self, text: str, seconds: float) -> Reply | None:
        """Start a timer where there is none to be made longer, and ``text`` speaks of none: "put ten minutes on"."""
        if self.schedules is None or self.timers or self.manager.just_rung() or self.schedules.speaks_of_more(text):
            return None
        return self._started(seconds, self.read(self.schedules, text).name)

    def _snoozed(self, seconds: float, sign: int) -> Reply | None:
        """Put off what has just rung, where something is added and no timer is set."""
        if sign > 0 and not self.timers and (rung := self.manager.just_rung()):
            said = self.say("snoozed", duration=self.span(seconds))
            return Reply(said, partial(self.manager.snooze, rung, seconds), slots={"seconds": seconds})
        return None

    def _longer(self, timer: Timer, seconds: float) -> Reply:
        """``timer`` with so many seconds more, or less where they are negative."""
        left = timer.left(self.manager.now) + seconds
        if left < 1:
            said = self.say("timer_not_so_short", left=self._left(timer), timer=self.label(timer))
            return Reply(said, refuses=True)
        return self._with(timer, left, max(1.0, timer.seconds + seconds))

    def _with(self, timer: Timer, left: float, length: float) -> Reply:
        """``timer`` with so many seconds ``left``, and its ``length`` in seconds."""
        if (wrong := self._wrong(left)) is not None:
            return Reply(wrong, refuses=True)
        due = self.manager.now + left
        return self._put(
            replace(timer, due=due, seconds=length, left_seconds=left if timer.paused else None), "timer_changed"
        )

    def _change_by_sentence(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        if schedule.shift:
            if schedule.shift > 0 and (started := self._started_for_want(text, schedule.lengths[0])) is not None:
                return started
            seconds, found = self._split(schedule, self._which(schedules, schedule, text, ()))
            return self._snoozed(seconds, schedule.shift) or self._chosen(
                schedule, found, lambda timer: self._longer(timer, schedule.shift * seconds)
            )
        which, new = schedules.halves(text)
        to = self._length(self.read(schedules, new))
        lengths = self.read(schedules, which).lengths if which != text else ()
        found = self._which(schedules, schedule, text, lengths)
        if (
            to is not None
            and not self.timers
            and (self._is_of_timers(text) or not schedules.speaks_of_more(text))
            and not schedules.moves(text)
        ):  # "a timer on for eight", "pop eight minutes on"
            return self._start_by_sentence(schedules, text)
        if to is not None:
            return self._chosen(schedule, found, lambda timer: self._with(timer, to, to))
        if schedule.anew:
            return self._chosen(schedule, found, lambda timer: self._with(timer, timer.seconds, timer.seconds))
        return self._chosen(schedule, found, lambda timer: self._to_what_length(schedules, timer))

    def _split(self, schedule: Schedule, found: list[Timer]) -> tuple[float, list[Timer]]:
        """The length by which a timer is changed, and which timer: of two lengths one may be that of a timer."""
        for length in schedule.lengths[::-1] if len(schedule.lengths) > 1 else ():
            if named := [timer for timer in found if timer.seconds == length]:
                return next((other for other in schedule.lengths if other != length), length), named
        return schedule.lengths[0], found

    def set_instead(self, timer: Timer, schedules: Schedules, words: str) -> Reply | None:
        """Let ``timer`` be as long as ``words`` say, or by so much longer or shorter."""
        if by := self.shift(schedules, words):
            return self._longer(timer, by)
        said = schedules.lasting("", words) if schedules.is_length(words) else None
        seconds = None if said is None else self._length(self.read(schedules, said))
        return None if seconds is None else self._with(timer, seconds, seconds)

    def set_another(self, schedules: Schedules, first: Timer, words: str, *, another: bool) -> Reply | None:
        """Start another timer of the length in ``words``, which may name it: "the sauce for twenty"."""
        rest, by = schedules.offset(words)
        if by > 0 and not rest:
            return self._started(first.left(self.manager.now) + by, "")
        if another and (not rest or rest == "the same"):
            return self._started(first.seconds, "")
        if another and (found := schedules.named_length(words)) is not None:
            name, length = found
            said = schedules.lasting("", length)
            seconds = None if said is None else self._length(self.read(schedules, said))
            return None if seconds is None else self._started(seconds, name)
        plan = schedules.timers_answered(words)
        sure = another or len(self.timers) > 1 or any(name for name, _ in plan) or self.read(schedules, words).lengths
        return self._planned(plan) if plan and sure else None

    def _to_what_length(self, schedules: Schedules, timer: Timer) -> Reply:
        def answered(answer: str) -> Reply | None:
            joined = schedules.lasting("", answer)
            seconds = None if joined is None else self._length(self.read(schedules, joined))
            return None if seconds is None else self._with(timer, seconds, seconds)

        return self.ask("timer_for_how_long", answered)

    def _pause(self, intent: Intent) -> Reply | None:
        if "reason" in intent.slots and not self.timers:
            return None
        return self._one(intent, self._paused, paused=False)

    def _paused(self, timer: Timer) -> Reply:
        return self._put(replace(timer, left_seconds=timer.left(self.manager.now)), "timer_paused")

    def _resume(self, intent: Intent) -> Reply | None:
        if "paused" in intent.slots and not any(timer.paused for timer in self.timers):
            return None
        if "anew" in intent.slots:
            return self._one(intent, self._begun_again)
        anew = self.schedules is not None and self.read(self.schedules, intent.text).anew
        return self._one(intent, lambda timer: self._resumed(timer, anew=anew), paused=True)

    def _begun_again(self, timer: Timer) -> Reply:
        """Let ``timer`` run once more with its whole length, though it be paused."""
        return self._with(replace(timer, left_seconds=None), timer.seconds, timer.seconds)

    def _resumed(self, timer: Timer, *, anew: bool = False) -> Reply:
        """Let ``timer`` go on; ``anew``: one that runs begins again."""
        if anew and not timer.paused:
            return self._with(timer, timer.seconds, timer.seconds)
        now = self.manager.now
        return self._put(replace(timer, due=now + timer.left(now), left_seconds=None), "timer_resumed")

    def _pause_by_sentence(self, schedules: Schedules, pause: bool, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        found = self._which(schedules, schedule, text, schedule.lengths)
        found = [timer for timer in found if timer.paused is not pause] or found
        return self._chosen(schedule, found, self._paused if pause else self._resumed)

    def _cancel(self, intent: Intent) -> Reply | None:
        found, name = self._meant(intent), str(intent.slots.get("name", ""))
        if "known" in intent.slots and name not in [timer.text for timer in self.timers]:
            return None
        return self.some(found, self.cancel) if found else self._none(name)

    def _cancel_by_sentence(self, schedules: Schedules, text: str) -> Reply | None:
        if schedules.is_question(text):
            return None
        schedule = self.read(schedules, text)
        found = self._which(schedules, schedule, text, schedule.lengths)
        if not found:
            return self._none(schedule.name)
        return self.cancel(found) if schedule.every_one else self.some(found, self.cancel)

    def _status(self, intent: Intent) -> Reply | None:
        timers = self._meant(intent)
        if not timers and intent.slots and "left" not in intent.slots and not self._is_of_timers(intent.text):
            return None
        if "whole" in intent.slots and timers:
            timer = timers[-1]
            return Reply(self.say("timer_length", timer=self.label(timer), duration=self.span(timer.seconds)))
        return self._told_of(timers, str(intent.slots.get("name", "")))

    def _is_of_timers(self, text: str) -> bool:
        """Whether ``text`` asks of a timer, and not of anything: in some languages the word for one must be in it."""
        words = self.responses.names("timer_words")
        return not words or any(word in text.casefold() for word in words)

    def _query(self, schedules: Schedules, text: str) -> Reply | None:
        schedule = self.read(schedules, text)
        return self._told_of(self._which(schedules, schedule, text, schedule.lengths), schedule.name)

    def _list(self, intent: Intent) -> Reply | None:
        if "short" in intent.slots and not self.timers:
            return None
        place = str(intent.slots.get("place", ""))
        return self._told_of({"first": self.timers[:1], "last": self.timers[-1:]}.get(place, self.timers), "")

    def told_all(self) -> Reply:
        """What is left on each."""
        return self._told_of(self.timers, "")

    def _told_of(self, timers: Sequence[Timer], name: str) -> Reply:
        if not timers:
            return self._none(name)
        left = {"left_seconds": round(timers[0].left(self.manager.now))} if len(timers) == 1 else {"count": len(timers)}
        return Reply(self._told(timers), slots=left | ({"name": name} if name else {}))

    def _which(self, schedules: Schedules, schedule: Schedule, text: str, lengths: Sequence[float]) -> list[Timer]:
        """The timers that ``text`` may mean: those of its name, else of one of the ``lengths``, else all."""
        timers = self.timers
        if schedule.every_one and (some := self.all_but_some(schedules, text)):
            return some
        if named := [timer for timer in timers if timer.text and schedules.mentions(text, timer.text)]:
            return named
        if schedule.name and any(timer.text for timer in timers):
            return self._named(schedule.name)
        if len(timers) > 1 and lengths:
            return [timer for timer in timers if timer.seconds in lengths]
        if len(timers) > 1 and not schedule.every_one:
            if schedule.next_one:
                return timers[:1]
            return self.picked(schedules, text, timers) or timers
        return timers

    def _chosen(self, schedule: Schedule, found: Sequence[Timer], then: Callable[[Timer], Reply]) -> Reply:
        """What ``then`` does with the one that was found, or with all of them where all are meant."""
        if not found:
            return self._none(schedule.name)
        return all_of([then(timer) for timer in found]) if schedule.every_one else self.one(found, then)

    def _named(self, name: str) -> list[Timer]:
        name = name.casefold()
        same = [timer for timer in self.timers if timer.text.casefold() == name]
        return same or [timer for timer in self.timers if _alike(timer.text.casefold(), name)]

    def _meant(self, intent: Intent) -> list[Timer]:
        """The timers that the slots may mean: those of a name or of a duration, else all."""
        if name := str(intent.slots.get("name", "")):
            return self._named(name)
        seconds = span_seconds(intent.slots, "start_")
        return [timer for timer in self.timers if seconds is None or timer.seconds == seconds]

    def _one(self, intent: Intent, then: Callable[[Timer], Reply], *, paused: bool | None = None) -> Reply:
        """What ``then`` does with the timer that the slots mean, or what is said where that is none or several.

        Where ``paused`` is given and some of several are paused, or are not, only those are meant.
        """
        timers = self._meant(intent)
        timers = [timer for timer in timers if timer.paused is paused] or timers
        return self.one(timers, then) if timers else self._none(str(intent.slots.get("name", "")))

    def _none(self, name: str) -> Reply:
        """That there is no timer, or none of that ``name``."""
        return Reply(self.say("no_timer_named", name=name) if name and self.timers else self.say("no_timer"))

    def _put(self, timer: Timer, said: str) -> Reply:
        """Change a timer to ``timer``, of the same number, and say the response ``said``."""

        async def act() -> str | None:
            if self.manager.find(timer.number) is None:  # it has just rung
                return self.say("no_timer")
            await self.manager.put(timer)
            return None

        text = self.say(said, left=self._left(timer), timer=self.label(timer))
        return Reply(text, act, slots=self.values(timer))

    def _told(self, timers: Sequence[Timer]) -> str:
        """What is left on each of ``timers``."""
        said = {True: "timer_is_paused", False: "timer_left"}
        return " ".join(
            self.say(said[timer.paused], left=self._left(timer), timer=self.label(timer)) for timer in timers
        )

    def _left(self, timer: Timer) -> str:
        return self.span(max(1.0, timer.left(self.manager.now)), rough=True)


def _is_called(name: str, words: str) -> bool:
    """Whether ``words`` are the ``name``, in the singular or the plural."""
    return bool(name) and name.casefold().removesuffix("s") == words.casefold().removesuffix("s")


def _alike(one: str, other: str) -> bool:
    """Whether one name begins with the other, as a singular and its plural do."""
    return bool(one) and (one.startswith(other) or other.startswith(one))
