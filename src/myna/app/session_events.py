"""Makes typed events of what the session tells its observer.

This stands between the two until the session publishes typed events by itself.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from myna.core.errors import MynaError
from myna.core.events import Answered, AnswerPiece, Event, Failed, ListeningEvent, StateChanged, TurnEnded
from myna.session.assistant import Assistant
from myna.session.trace import Trace

LOOK_SECONDS = 0.1
"""The session tells nobody when it has become idle: so often it is looked at."""


class SessionEvents:
    """An observer of one assistant; ``publish`` gets the events."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self._answer = ""
        self._happened = asyncio.Event()

    def on_event(self, event: ListeningEvent) -> None:
        """The listener said something."""
        self._tell(event)

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        if piece:
            self._answer += piece
            self._tell(AnswerPiece(piece))
            return
        answer, self._answer = self._answer.strip(), ""
        if answer:
            self._tell(Answered(answer))

    def on_failure(self, error: MynaError) -> None:
        """A turn failed, or the microphone; the assistant goes on."""
        self._tell(Failed(error))

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over."""
        self._tell(TurnEnded(trace.milliseconds()))

    def state(self, assistant: Assistant) -> StateChanged:
        """What ``assistant`` does; without a better sign it speaks as soon as there is a word of its answer."""
        name = assistant.state
        match name:
            case "answering":
                phase = "speaking" if self._answer else "thinking"
            case "ringing" | "hearing":
                phase = name
            case _:
                phase = "idle"
        return StateChanged(name, phase)

    async def watch(self, assistant: Assistant) -> None:
        """Tell what ``assistant`` does and whenever that changes, for ever."""
        told: StateChanged | None = None
        while True:
            if (now := self.state(assistant)) != told:
                told = now
                self._publish(now)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._happened.wait()
            self._happened.clear()

    def _tell(self, event: Event) -> None:
        self._publish(event)
        self._happened.set()
