"""Peace: never mind, good night, and a microphone that is closed for a while or until it is opened by hand."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from myna.skills.alarms import WAKING_HOUR
from myna.skills.box import Box
from myna.skills.moments import coming, spoken_day, spoken_time
from myna.skills.reply import Reply
from myna.skills.sentences.phrases import Phrases
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler


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
        now, slots = self._now(), match.slots
        span = timedelta(hours=slots.get("hours", 0), minutes=slots.get("minutes", 0))
        until = now + span if span else coming(slots, now, waking_hour=WAKING_HOUR)
        if until is None:
            return None
        key = "asleep_today" if until.date() == now.date() else "asleep"
        day = spoken_day(until.date(), now.date(), self._phrases.responses)
        return self._phrases.reply(key, partial(self._box.sleep, until), clock=spoken_time(until), day=day)
