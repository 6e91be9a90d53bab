"""Time, date, day of the week."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from myna.skills.reply import Reply
from myna.skills.sentences.phrases import Phrases
from myna.skills.skills import Handler


class Clock:
    """``now`` gives the local time."""

    def __init__(self, phrases: Phrases, now: Callable[[], datetime]) -> None:
        self._phrases = phrases
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassGetCurrentTime": lambda _: told_time(self._phrases, self._now()),
            "HassGetCurrentDate": lambda _: self._today("date"),
            "MynaWeekday": lambda _: self._today("weekday"),
            "MynaMonth": lambda _: self._today("month"),
            "MynaYear": lambda _: self._today("year"),
            "MynaWeek": lambda _: self._today("week"),
        }

    def _today(self, key: str) -> Reply | None:
        return self._phrases.reply(key, **date_values(self._phrases, self._now().date()))


def told_time(phrases: Phrases, at: datetime) -> Reply | None:
    """The time: "It is 3:10 PM"."""
    return phrases.reply("time" if at.minute else "time_whole", **time_values(phrases, at))


def time_values(phrases: Phrases, at: datetime) -> dict[str, object]:
    """What responses may say of a time of day; ``hours`` are its names from midnight on, if a language needs them."""
    hours = phrases.names("hours")
    return {
        "hour": hours[at.hour] if hours else at.hour,
        "hour12": (at.hour - 1) % 12 + 1,
        "half": "AM" if at.hour < 12 else "PM",
        "minute": at.minute,
    }


def date_values(phrases: Phrases, day: date) -> dict[str, object]:
    """What responses may say of a day; ``days`` are the names of a month's days, if a language needs them."""
    days, months, weekdays = (phrases.names(key) for key in ("days", "months", "weekdays"))
    return {
        "weekday": weekdays[day.weekday()] if weekdays else "",
        "month": months[day.month - 1] if months else day.month,
        "day": days[day.day - 1] if days else day.day,
        "year": day.year,
        "week": day.isocalendar().week,
    }
