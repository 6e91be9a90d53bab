"""One turn: what is asked, whether its answer is wanted yet, and what is known of it so far."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from myna.core.decision import Decision
from myna.core.ports import Spoken
from myna.core.reply import Reply
from myna.session.trace import Trace


@dataclass(slots=True, eq=False)
class Gate:
    """Stands in front of an answer that may never be wanted; ``opened`` is set when it is."""

    opened: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def open(self) -> None:
        """The answer is wanted: do now what was to be done then."""
        self.opened.set()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def when_open(self, call: Callable[[], None]) -> None:
        """Call ``call`` when the gate is open."""
        if self.opened.is_set():
            call()
        else:
            self._waiting.append(call)


@dataclass(slots=True, eq=False)
class TurnContext:
    """One turn, from its question to the end of its answer.

    ``decision`` is what the question means, where that is known, and ``reply`` what is answered without the language
    model, if anything is. ``on_text`` gets the pieces of the answer's text, beside those who follow the events.
    ``act_number`` is the number of the answer in the session's state, once it is wanted. ``spoken`` is the question's
    sound, where that was kept.

    ``gate`` opens when the question is certain. ``own`` is that gate too, unless another assistant is asked first: then
    it opens when that has no answer, so that Myna's own is wanted.
    """

    question: str
    trace: Trace
    gate: Gate = field(default_factory=Gate)
    decision: Decision | None = None
    aloud: bool = True
    on_text: Callable[[str], None] = lambda _: None
    act_number: int = 0
    spoken: Spoken | None = None
    own: Gate = field(init=False)

    def __post_init__(self) -> None:
        self.own = self.gate

    @property
    def reply(self) -> Reply | None:
        """What is answered without the language model, if anything is."""
        return None if self.decision is None else self.decision.reply

    @classmethod
    def certain(
        cls, question: str, *, aloud: bool = True, on_text: Callable[[str], None] = lambda _: None
    ) -> "TurnContext":
        """A turn whose question is certain: its gate is open from the beginning. To be called on the event loop."""
        turn = cls(question, Trace(asyncio.get_running_loop().time), aloud=aloud, on_text=on_text)
        turn.gate.open()
        return turn
