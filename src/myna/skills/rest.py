"""Peace: never mind, good night, and a microphone that is closed for a while or until it is opened by hand."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from myna.skills import dates
from myna.skills.box import Box
from myna.skills.clock import time_values
from myna.skills.phrases import Phrases
from myna.skills.reply import Reply
from myna.skills.skills import Handler
from myna.skills.templates import Match


class Rest:
    """Leaves people in peace; ``now`` gives the local time."""

    def __init__(self, phrases: Phrases, box: Box, now: Callable[[], datetime]) -> None:
        self._phrases = phrases
        self._box = box
        self._now = now

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "HassNevermind": lambda _: Reply(),
            "MynaGoodNight": lambda _: self._phrases.reply("good_night"),
            "MynaMute": lambda _: self._phrases.reply("muted", partial(self._box.mute, True)),
            "MynaUnmute": lambda _: self._phrases.reply("unmuted", partial(self._box.mute, False)),
            "MynaSleep": self._sleep,
        }

    def _sleep(self, match: Match) -> Reply | None:
        now = self._now()
        if "when" in match.slots:
            until = dates.moment(match.slots["when"], now)
        else:
            until = now + timedelta(hours=match.slots.get("hours", 0), minutes=match.slots.get("minutes", 0))
        if until is None:
            return None
        clock = self._phrases.text("clock" if until.minute else "clock_whole", **time_values(self._phrases, until))
        return self._phrases.reply("asleep", partial(self._box.sleep, until), clock=clock)
