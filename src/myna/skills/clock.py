"""Time and date."""

from collections.abc import Callable, Mapping
from datetime import datetime

from myna.skills.reply import Reply
from myna.skills.templates import Match


class Clock:
    """``now`` gives the local time; ``responses`` are the language's."""

    def __init__(self, responses: Mapping[str, str], now: Callable[[], datetime]) -> None:
        self._responses = responses
        self._now = now

    def handlers(self) -> "Mapping[str, Callable[[Match], Reply | None]]":
        """By intent."""
        return {"HassGetCurrentTime": self._time}

    def _time(self, _: Match) -> Reply | None:
        return Reply(self._responses["time"].format(time=self._now().strftime("%H:%M")))
