"""Time, date, day of the week."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.skills.skill_set import Handler


class Clock:
    """``now`` gives the local time."""

    def __init__(self, responses: Responses, now: Callable[[], datetime]) -> None:
        self._responses = responses
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassGetCurrentTime": lambda _: told_time(self._responses, self._now()),
            "HassGetCurrentDate": lambda _: self._today("date"),
            "MynaWeekday": lambda _: self._today("weekday"),
            "MynaMonth": lambda _: self._today("month"),
            "MynaYear": lambda _: self._today("year"),
            "MynaWeek": lambda _: self._today("week"),
        }

    def _today(self, key: str) -> Reply | None:
        return self._responses.reply(key, **date_values(self._responses, self._now().date()))


def told_time(responses: Responses, at: datetime) -> Reply | None:
    """The time: "It is 3:10 PM"."""
    return responses.reply("time" if at.minute else "time_whole", **time_values(responses, at))


def time_values(responses: Responses, at: datetime) -> dict[str, object]:
    """What responses may say of a time of day; ``hours`` are its names from midnight on, if a language needs them."""
    hours = responses.names("hours")
    return {
        "hour": hours[at.hour] if hours else at.hour,
        "hour12": (at.hour - 1) % 12 + 1,
        "half": "AM" if at.hour < 12 else "PM",
        "minute": at.minute,
    }


def date_values(responses: Responses, day: date) -> dict[str, object]:
    """What responses may say of a day; ``days`` are the names of a month's days, if a language needs them."""
    days, months, weekdays = (responses.names(key) for key in ("days", "months", "weekdays"))
    return {
        "weekday": weekdays[day.weekday()] if weekdays else "",
        "month": months[day.month - 1] if months else day.month,
        "day": days[day.day - 1] if days else day.day,
        "year": day.year,
        "week": day.isocalendar().week,
    }
