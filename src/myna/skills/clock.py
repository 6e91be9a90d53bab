"""The clock: the time, the date, the day of the week."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from myna.core.reply import Reply, amended
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.times import date_values, time_values
from myna.skills.skill_set import Handler, Skill


class ClockSkill(Skill):
    """Tells the time and the date; ``now`` gives the local time."""

    name = "clock"

    def __init__(self, responses: Responses, now: Callable[[], datetime]) -> None:
        self._responses = responses
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "HassGetCurrentTime": self._time,
            "HassGetCurrentDate": lambda _: self._date("date"),
            "MynaWeekday": lambda _: self._date("weekday"),
            "MynaMonth": lambda _: self._date("month"),
            "MynaYear": lambda _: self._date("year"),
            "MynaWeek": lambda _: self._date("week"),
            "MynaDateThen": self._then,
        }

    def _time(self, _: Intent) -> Reply | None:
        now = self._now()
        reply = self._responses.reply("time" if now.minute else "time_whole", **time_values(now, self._responses))
        return amended(reply, slots={"time": now.strftime("%H:%M")})

    def _then(self, intent: Intent) -> Reply | None:
        """The date so many days, or weeks, from now."""
        ahead = timedelta(days=int(intent.slots.get("day", 0)), weeks=int(intent.slots.get("weeks", 0)))
        day = self._now().date() + ahead
        slots = {"date": day.isoformat()}
        return amended(self._responses.reply("date_then", **date_values(day, self._responses)), slots=slots)

    def _date(self, key: str) -> Reply | None:
        today = self._now().date()
        reply = self._responses.reply(key, **date_values(today, self._responses))
        return amended(reply, slots={"date": today.isoformat()})
