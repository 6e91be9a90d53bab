"""Preemptive generation: the words are prefilled while they are spoken, and at a pause the answer is begun.

Its rules:

1. Nobody notices: nothing sounds, nothing is told, and nothing is remembered of an answer before it is certain that the
   sentence was just that one (``Gate``).
2. Other words end what was begun for the words before. What was prefilled stays, as far as the words are the same.
3. In a pause the prompt's tokens behind the question are prefilled too. The next word ends that at once.
4. What sounds already is silenced by the first new word.
5. A sentence is matched once by the skills, and what they reply goes with the turn.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from myna.core.reply import Reply
from myna.session.foreground import Foreground
from myna.session.trace import Trace
from myna.session.turn_context import TurnContext


@dataclass(frozen=True, slots=True)
class _Guess:
    """An answer to what may be the whole sentence."""

    turn: TurnContext
    task: asyncio.Task[None]


@dataclass(frozen=True, slots=True)
class _Matched:
    """Words, and what the skills reply to them."""

    words: str
    reply: Reply | None


class PreemptiveGeneration:
    """Works in the ``foreground``.

    ``prefill`` lets the language model read words, as the beginning of a question or as the whole of it. ``answer``
    gives the whole answer of a turn, behind its gate. ``match`` is what the skills reply to words.
    """

    def __init__(
        self,
        foreground: Foreground,
        prefill: Callable[[str, bool], Awaitable[None]],
        answer: Callable[[TurnContext], Awaitable[None]],
        match: Callable[[str], Reply | None],
    ) -> None:
        self._foreground = foreground
        self._prefill = prefill
        self._answer = answer
        self._match = match
        self._matched: _Matched | None = None
        self._prefilling: asyncio.Task[None] | None = None
        self._words = ""  # to be prefilled
        self._words_now = ""  # being prefilled
        self._whole_now = False  # as a whole question
        self._guess: _Guess | None = None

    def prefill(self, words: str) -> None:
        """The sentence begins with ``words``: prefill them as soon as may be, and silence what sounds."""
        self._words = words
        if not self._is_prefilling_for(words):
            self._foreground.interrupt()
            self._prefilling = self._foreground.start(self._prefill_words)

    def prefill_history(self) -> None:
        """Called by the task whose answer has just ended: prefill the history, unless something else is next."""
        if self._foreground.holds(asyncio.current_task()):
            self._words = ""
            self._prefilling = self._foreground.start(self._prefill_words)

    def guess(self, words: str) -> None:
        """The sentence may be ``words``: begin to answer it."""
        if self._guessed(words) is None:
            self._begin(words)

    def commit(self, words: str, act_number: int) -> TurnContext:
        """The sentence is ``words``: answer it aloud, as the act of that number."""
        guess = self._guessed(words) or self._begin(words)
        self._guess = self._matched = None
        guess.turn.act_number = act_number
        guess.turn.gate.open()
        return guess.turn

    def silence(self) -> None:
        """Somebody begins to speak: end what is in the foreground, unless nobody can notice it."""
        if not self._is_unnoticed:
            self._foreground.interrupt()

    def drop(self) -> None:
        """Nobody says anything more: end what was begun for it."""
        if self._is_unnoticed:
            self._foreground.interrupt()

    @property
    def _is_unnoticed(self) -> bool:
        """Whether what is in the foreground may not be noticed yet."""
        return self._is_prefilling or (self._guess is not None and self._foreground.holds(self._guess.task))

    @property
    def _is_prefilling(self) -> bool:
        return self._foreground.holds(self._prefilling)

    def _is_prefilling_for(self, words: str) -> bool:
        """Whether what is being prefilled would be prefilled for ``words`` too."""
        same = words == self._words_now if self._whole_now else words.startswith(self._words_now)
        return same and self._is_prefilling

    def _guessed(self, words: str) -> _Guess | None:
        guess = self._guess
        is_it = guess is not None and guess.turn.question == words and self._foreground.holds(guess.task)
        return guess if is_it else None

    def _reply(self, words: str) -> Reply | None:
        if self._matched is None or self._matched.words != words:
            self._matched = _Matched(words, self._match(words))
        return self._matched.reply

    def _begin(self, words: str) -> _Guess:
        reply = self._reply(words)
        if self._is_prefilling_for(words) and reply is None:
            self._words = self._words_now  # so that the prefill ends by itself, and nothing of it is lost
        else:
            self._foreground.interrupt()
        turn = TurnContext(words, Trace(asyncio.get_running_loop().time), reply=reply)
        self._guess = _Guess(turn, self._foreground.start(partial(self._answer, turn)))
        return self._guess

    async def _prefill_words(self) -> None:
        """Prefill the words that there are, until there are no more, and then the prompt's tokens behind them."""
        words: str | None = None
        while words != self._words:
            words, self._whole_now = self._words, False
            self._words_now = words
            await self._prefill(words, False)
        if words and self._reply(words) is None and self._foreground.holds(asyncio.current_task()):
            self._whole_now = True
            await self._prefill(words, True)
