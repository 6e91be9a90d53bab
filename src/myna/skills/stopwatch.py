"""The stopwatch: started, read, stopped, gone on with and set back."""

from collections.abc import Callable, Mapping
from functools import partial

from myna.core.reply import Act, Reply, amended
from myna.nlu.durations import spoken_span
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.skill_set import Answer, Classified, Handler, Skill
from myna.timers.stopwatch import Stopwatch


class StopwatchSkill(Skill):
    """Moves ``stopwatch``."""

    name = "timer"

    def __init__(self, responses: Responses, parsers: Parsers, stopwatch: Stopwatch) -> None:
        self._responses = responses
        self._questions = parsers.questions.settings
        self._stopwatch = stopwatch

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "MynaStopwatchStart": lambda _: self._start(),
            "MynaStopwatchStop": self._stop_asked,
            "MynaStopwatchReset": self._reset_asked,
            "MynaStopwatchRead": self._read_asked,
        }

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"timer.stopwatch": self._asked}

    def _asked(self, classified: Classified) -> Reply | None:
        does: Mapping[str, Callable[[], Reply | None]] = {
            "start": self._start,
            "stop": self._stop,
            "reset": self._reset,
            "restart": partial(self._reset, start=True),
            "read": self._read,
        }
        wanted = self._questions.stopwatch(classified.text)
        return does[wanted]() if wanted else None

    def _start(self) -> Reply | None:
        if self._stopwatch.runs:
            return self._read()
        key = "stopwatch_goes_on" if self._stopwatch.seconds else "stopwatch_started"
        return self._reply(key, self._stopwatch.start)

    def _stop_asked(self, intent: Intent) -> Reply | None:
        return None if "known" in intent.slots and not self._stopwatch.runs else self._stop()

    def _stop(self) -> Reply | None:
        if not self._stopwatch.runs:
            return self._read()

        async def stop() -> str | None:
            await self._stopwatch.stop()
            told = self._reply("stopwatch_stopped")
            return None if told is None else told.text

        return self._reply("stopwatch_stopped", stop)

    def _read_asked(self, intent: Intent) -> Reply | None:
        return None if self._is_unknown(intent) else self._read()

    def _is_unknown(self, intent: Intent) -> bool:
        """Whether ``intent`` speaks of what was started, and nothing was."""
        return "known" in intent.slots and self._stopwatch.seconds is None

    def _reset_asked(self, intent: Intent) -> Reply | None:
        if self._is_unknown(intent):
            return None
        return self._reset(start=bool(intent.slots.get("start")))

    def _reset(self, *, start: bool = False) -> Reply | None:
        key = "stopwatch_started" if start else "stopwatch_reset"
        return self._reply(key, partial(self._stopwatch.reset, start=start))

    def _read(self) -> Reply | None:
        if self._stopwatch.seconds is None:
            return self._reply("stopwatch_none")
        return self._reply("stopwatch_runs" if self._stopwatch.runs else "stopwatch_stands")

    def _reply(self, key: str, act: Act | None = None) -> Reply | None:
        seconds = self._stopwatch.seconds or 0.0
        reply = self._responses.reply(key, act, span=spoken_span(seconds, self._responses))
        return amended(reply, slots={"seconds": round(seconds)})
