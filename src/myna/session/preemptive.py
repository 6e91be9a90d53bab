"""Preemptive generation: the words are prefilled while they are spoken, and at a pause the answer is begun.

Its rules:

1. Nobody notices: nothing sounds, nothing is told, and nothing is remembered of an answer before it is certain that the
   sentence was just that one (``Gate``).
2. Other words end what was begun for the words before, unless a skill answers both the same and does nothing. What was
   prefilled stays, as far as the words are the same.
3. In a pause the prompt's tokens behind the question are prefilled too. The next word ends that at once. Where the
   language model tells how likely a sentence is whole, it reads what a skill answers to its end too, while nothing is
   certain.
4. What sounds already is silenced by the first new word.
5. A sentence is decided once, and the decision goes with the turn. What may have been said as well is looked at when
   the sentence is over.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from myna.core.decision import Decision
from myna.session.foreground import Foreground
from myna.session.trace import Trace
from myna.session.turn_context import TurnContext


@dataclass(frozen=True, slots=True)
class _Guess:
    """An answer to what may be the whole sentence."""

    turn: TurnContext
    task: asyncio.Task[None]


class PreemptiveGeneration:
    """Works in the ``foreground``.

    ``prefill`` lets the language model read words, as the beginning of a question or as the whole of it, and says
    whether that told how likely they are whole. ``answer`` gives the whole answer of a turn, behind its gate.
    ``decide`` says what words mean, and ``doubt`` whether to ask back, since other words may have been said.
    """

    def __init__(
        self,
        foreground: Foreground,
        prefill: Callable[[str, bool], Awaitable[bool]],
        answer: Callable[[TurnContext], Awaitable[None]],
        decide: Callable[[str], Decision],
        doubt: Callable[[Decision, Iterable[Decision]], Decision],
    ) -> None:
        self._foreground = foreground
        self._prefill = prefill
        self._answer = answer
        self._decide = decide
        self._doubt = doubt
        self._decided: Decision | None = None
        self._prefilling: asyncio.Task[None] | None = None
        self._words = ""  # to be prefilled
        self._words_now = ""  # being prefilled
        self._whole_now = False  # as a whole question
        self._tells_ends = False  # as the last reading showed
        self._guess: _Guess | None = None

    def prefill(self, words: str) -> None:
        """The sentence begins with ``words``: prefill them as soon as may be, and silence what sounds."""
        self._words = words
        if not self._has_answer_for(words) and not self._is_prefilling_for(words):
            self._foreground.interrupt()
            self._prefilling = self._foreground.start(self._prefill_words)

    def prefill_history(self) -> None:
        """Called by the task whose answer has just ended: prefill the history, unless something else is next."""
        if self._foreground.holds(asyncio.current_task()):
            self._words = ""
            self._prefilling = self._foreground.start(self._prefill_words)

    def guess(self, words: str) -> None:
        """The sentence may be ``words``: begin to answer it."""
        if not self._has_answer_for(words):
            self._begin(words)

    def commit(self, words: str, act_number: int, alternatives: Sequence[str] = ()) -> TurnContext:
        """The sentence is ``words``, or one of the ``alternatives``: answer it aloud, as the act of that number."""
        certain = self.decision(words)
        self._decided = self._doubt(certain, map(self._decide, alternatives))
        guess = self._guess if self._decided is certain and self._has_answer_for(words) else None
        guess = guess or self._begin(words)
        self._guess = self._decided = None
        if self._prefilling is not None and certain.kind != "model":
            self._prefilling.cancel()
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

    def _has_answer_for(self, words: str) -> bool:
        """Whether the answer that was begun, if one was, is that to ``words`` too; then it becomes that."""
        if self._guess is None or not self._foreground.holds(self._guess.task):
            return False
        turn = self._guess.turn
        if turn.question != words:
            if not _is_only_said(turn.decision) or not _is_only_said(decision := self.decision(words)):
                return False
            if turn.reply != decision.reply:
                return False
            turn.question, turn.decision = words, decision
        return True

    def decision(self, words: str) -> Decision:
        """What ``words`` mean, decided once."""
        if self._decided is None or self._decided.text != words:
            self._decided = self._decide(words)
        return self._decided

    def _begin(self, words: str) -> _Guess:
        decision = self.decision(words)
        if self._is_prefilling_for(words) and (decision.kind == "model" or self._tells_ends):
            self._words = words  # so that the prefill ends by itself, and nothing of it is lost
        else:
            self._foreground.interrupt()
        turn = TurnContext(words, Trace(asyncio.get_running_loop().time), decision=decision)
        self._guess = _Guess(turn, self._foreground.start(partial(self._answer, turn)))
        return self._guess

    async def _prefill_words(self) -> None:
        """Prefill the words that there are, until there are no more, and then the prompt's tokens behind them."""
        words: str | None = None
        while words != self._words:
            words, self._whole_now = self._words, False
            self._words_now = words
            self._tells_ends = await self._prefill(words, False)
        if words and self.decision(words).kind == "model" and self._foreground.holds(asyncio.current_task()):
            self._whole_now = True
            await self._prefill(words, True)


def _is_only_said(decision: Decision | None) -> bool:
    """Whether a sentence is said to that, which is known already, and nothing else happens."""
    reply = None if decision is None else decision.reply
    return reply is not None and bool(reply.text) and reply.act is None and reply.question is None
