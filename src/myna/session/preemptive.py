"""What is done before a sentence is over: its words are read along, and where the speaker pauses the answer is begun.

Its rules:

1. Nobody notices: nothing sounds, nothing is told, and nothing is remembered of an answer before it is certain that the
   sentence was just that one (``Gate``).
2. Other words end what was begun for the words before. What was read of them stays read, as far as they are the same.
3. Until the next word comes the words so far are taken for the whole question: what the language model wants to read
   behind one is read too. The next word ends that at once.
4. What is on the stage already is silenced by the first new word.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from myna.session.foreground import Foreground
from myna.session.trace import Trace


@dataclass(slots=True)
class Gate:
    """What stands in front of an answer that may never be wanted; ``up`` is set when it is."""

    up: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def raised(self) -> "Gate":
        """This one, raised: for what is wanted from the beginning."""
        self.rise()
        return self

    def rise(self) -> None:
        """Show the answer: what was to be told is told now."""
        self.up.set()
        waiting, self._waiting = self._waiting, []
        for tell in waiting:
            tell()

    def tell(self, tell: Callable[[], None]) -> None:
        """Call ``tell`` when the curtain is up."""
        if self.up.is_set():
            tell()
        else:
            self._waiting.append(tell)


@dataclass(frozen=True, slots=True)
class _Guess:
    """An answer to what may be the whole sentence."""

    text: str
    trace: Trace
    gate: Gate
    act: asyncio.Task[None]


class PreemptiveGeneration:
    """Of one stage; ``read`` reads words into the language model, as the beginning of a question or as the whole of it.

    ``answer`` is a whole answer, behind a curtain. ``is_quick`` tells words whose answer needs no brain.
    """

    def __init__(
        self,
        foreground: Foreground,
        read: Callable[[str, bool], Awaitable[None]],
        answer: Callable[[str, Trace, Gate], Awaitable[None]],
        is_quick: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._foreground = foreground
        self._read = read
        self._answer = answer
        self._is_quick = is_quick
        self._reading: asyncio.Task[None] | None = None
        self._words = ""  # to be read
        self._words_now = ""  # being read
        self._whole_now = False  # as a whole question
        self._guess: _Guess | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is on the stage that anybody may notice."""
        return not self._foreground.busy or self._is_ahead

    @property
    def _is_ahead(self) -> bool:
        """Whether what is on the stage may not be noticed yet."""
        return self._is_reading or (self._guess is not None and self._foreground.is_last(self._guess.act))

    def read(self, words: str) -> None:
        """The sentence begins with ``words``: read them as soon as may be, and silence what sounds."""
        self._words = words
        if not self._is_reading_for(words):
            self._foreground.interrupt()
            self._reading = self._foreground.start(self._read_along)

    def read_on(self) -> None:
        """The act that asks has answered: read what the next question will follow, unless something else comes next."""
        if self._foreground.is_last(asyncio.current_task()):
            self._words = ""
            self._reading = self._foreground.start(self._read_along)

    def guess(self, words: str) -> None:
        """The sentence may be ``words``: begin to answer it."""
        if not self._is_guessed(words):
            self._begin(words)

    def answer(self, words: str) -> Trace:
        """The sentence is ``words``: answer it aloud. Returns the trace of that turn, for what came before."""
        if not self._is_guessed(words):
            self._begin(words)
        assert self._guess is not None, "it was begun"
        guess, self._guess = self._guess, None
        guess.gate.rise()
        return guess.trace

    def silence(self) -> None:
        """Somebody begins to speak: end what is on the stage, unless it is silent."""
        if not self._is_ahead:
            self._foreground.interrupt()

    def drop(self) -> None:
        """Nobody says anything more: end what was begun for it."""
        if self._is_ahead:
            self._foreground.interrupt()

    @property
    def _is_reading(self) -> bool:
        return self._foreground.is_last(self._reading)

    def _is_reading_for(self, words: str) -> bool:
        """Whether what is being read would be read for ``words`` too."""
        same = words == self._words_now if self._whole_now else words.startswith(self._words_now)
        return same and self._is_reading

    def _is_guessed(self, words: str) -> bool:
        guess = self._guess
        return guess is not None and guess.text == words and self._foreground.is_last(guess.act)

    def _begin(self, words: str) -> None:
        if self._is_reading_for(words) and not self._is_quick(words):
            self._words = self._words_now  # so that the reading ends by itself, and nothing that was read is lost
        else:
            self._foreground.interrupt()
        trace, gate = Trace(asyncio.get_running_loop().time), Gate()
        act = self._foreground.start(partial(self._answer, words, trace, gate))
        self._guess = _Guess(words, trace, gate, act)

    async def _read_along(self) -> None:
        """Read the words that there are, until there are no more, and then what stands behind a question of them."""
        read: str | None = None
        while read != self._words:
            read, self._whole_now = self._words, False
            self._words_now = read
            await self._read(read, False)
        if read and not self._is_quick(read) and self._foreground.is_last(asyncio.current_task()):
            self._whole_now = True
            await self._read(read, True)
