"""The policy: what happens when something is heard. The only code that decides.

Its rules:

1. At most one turn runs. A wake phrase or a new sentence cancels it and waits for its end before anything else.
2. A turn that fails is told and forgotten; an ear that fails ends the assistant.
3. Without a wake phrase it listens again after each answer, and not to its own voice.
"""

import asyncio
from contextlib import aclosing
from typing import Protocol, assert_never

from myna.ear.ear import Ear
from myna.errors import MynaError, unwrapped
from myna.events import EarFailed, Event, NothingHeard, Partial, SpeechStarted, Utterance, WakeHeard
from myna.trace import Trace
from myna.turn import Conversation


class Observer(Protocol):
    """Somebody who watches the assistant, and has no say."""

    def on_event(self, event: Event) -> None:
        """The ear said something."""
        ...

    def on_answer(self, piece: str) -> None:
        """The next piece of the answer's text; an empty one ends it."""
        ...

    def on_failure(self, error: MynaError) -> None:
        """A turn failed; the assistant goes on."""
        ...

    def on_turn_end(self, trace: Trace) -> None:
        """A turn is over, by itself, by a failure or by an interruption."""
        ...


class Assistant:
    """Connects an ear to a conversation."""

    def __init__(self, ear: Ear, conversation: Conversation, observer: Observer, *, always_listen: bool) -> None:
        self._ear = ear
        self._conversation = conversation
        self._observer = observer
        self._always_listen = always_listen
        self._turn: asyncio.Task[None] | None = None
        self.idle = asyncio.Event()
        """Set while nobody speaks to it and it answers nobody."""
        self.turns = 0
        self.last_error: MynaError | None = None

    async def run(self, *, listen: bool = False) -> None:
        """Live until the ear's stream ends; ``listen`` begins as if the wake phrase had just been heard.

        Raises MynaError where the ear failed. Cancelling it cancels the turn.
        """
        if not listen:
            self.idle.set()
        if listen or self._always_listen:
            await self._ear.listen()
        with unwrapped():
            await self._live()

    async def _live(self) -> None:
        failure: MynaError | None = None
        async with asyncio.TaskGroup() as group, aclosing(self._ear.events()) as events:
            async for event in events:
                self._observer.on_event(event)
                match event:
                    case WakeHeard():
                        self.idle.clear()
                        await self._interrupt()
                    case SpeechStarted():
                        self.idle.clear()
                    case Partial():
                        pass
                    case Utterance():
                        await self._interrupt()
                        self._turn = group.create_task(self._answer(event))
                    case NothingHeard():
                        await self._rest()
                    case EarFailed(error=error):
                        await self._interrupt()
                        failure = error
                    case _:
                        assert_never(event)
        if failure is not None:
            raise failure

    async def _answer(self, utterance: Utterance) -> None:
        trace = Trace(asyncio.get_running_loop().time)
        trace.mark("end of speech", self._ear.clock(utterance.speech_end))
        trace.mark("endpoint", self._ear.clock(utterance.at))
        trace.mark("final transcript")
        self.turns += 1
        try:
            await self._conversation.answer(utterance.text, trace, self._observer.on_answer)
        except MynaError as error:
            self.last_error = error
            self._observer.on_failure(error)
        finally:
            self._observer.on_answer("")
            self._observer.on_turn_end(trace)
        if asyncio.current_task() is self._turn:  # not where it failed while it was being interrupted
            await self._rest()

    async def _rest(self) -> None:
        """Nothing more to do until something is heard."""
        self.idle.set()
        if self._always_listen:
            await self._ear.listen()

    async def _interrupt(self) -> None:
        """Cancel the turn that runs, if any, and wait until it has ended."""
        turn, self._turn = self._turn, None
        if turn is not None and not turn.done():
            turn.cancel()
            await asyncio.wait([turn])
