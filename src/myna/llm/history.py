"""The conversation so far, and the part of it that fits a prompt. Pure.

Its rules:

1. It grows at its end alone: the prompt of a turn begins with that of the turn before, so the model's cache is reused.
2. When the budget is exceeded, the oldest exchanges are dropped whole, down to half the budget. So the beginning of the
   prompt changes seldom, and not at every turn once the budget is full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from myna.core.ports import Message

MAX_EXCHANGES = 64
"""The most exchanges that are kept; far more than the context of a small board holds."""

QUESTION_TOKENS = 256
"""Tokens that are reserved for a question: about three times the longest that ``endpoint.py`` lets through."""


def room_tokens(limit: int) -> int:
    """Tokens reserved for a question in a prompt of at most ``limit`` tokens: no more than a quarter of it."""
    return min(QUESTION_TOKENS, limit // 4)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and the part of its answer that was heard."""

    question: str
    answer: str


class History:
    """One conversation, which begins with ``system_prompt``."""

    def __init__(self, system_prompt: str) -> None:
        self._system_prompt = system_prompt
        self.exchanges: list[Exchange] = []

    def following(self, before: "History | None") -> "History":
        """The history to go on with: ``before`` if its system prompt is the same, else this one."""
        return before if before is not None and before._system_prompt == self._system_prompt else self

    def add(self, question: str, answer: str) -> None:
        """Append an exchange, unless nothing of its answer was heard."""
        if not answer.strip():
            return
        self.exchanges.append(Exchange(question, answer.strip()))
        if len(self.exchanges) > MAX_EXCHANGES:
            del self.exchanges[: MAX_EXCHANGES // 2]

    def messages(self, question: str) -> list[Message]:
        """The conversation as messages, with ``question`` as the last message."""
        messages: list[Message] = [{"role": "system", "content": self._system_prompt}] if self._system_prompt else []
        for exchange in self.exchanges:
            messages.append({"role": "user", "content": exchange.question})
            messages.append({"role": "assistant", "content": exchange.answer})
        messages.append({"role": "user", "content": question})
        return messages


def fitting(messages: Sequence[Message], limit: int, tokens: Callable[[Sequence[Message]], int]) -> list[Message]:
    """The conversation without the oldest exchanges, so that it fits ``limit`` tokens with the reserve for a question.

    ``tokens`` counts the tokens of messages.
    """
    exchanges_start = 1 if messages[0]["role"] == "system" else 0
    head, exchanges, question = messages[:exchanges_start], messages[exchanges_start:-1], messages[-1]
    bare = tokens([*head, question])
    sizes = [tokens([*head, *exchanges[start : start + 2], question]) - bare for start in range(0, len(exchanges), 2)]
    question_tokens = tokens([question])
    first = first_kept(sizes, limit - (bare - question_tokens) - max(room_tokens(limit), question_tokens))
    return [*head, *exchanges[2 * first :], question]


def first_kept(sizes: Sequence[int], budget: int) -> int:
    """Index of the first exchange to keep, for exchanges of ``sizes`` tokens in a budget of ``budget`` tokens.

    The newest exchange that fits is always kept. The index depends on the past alone, so it stays where it is until
    the budget overflows once more.
    """
    first, total = 0, 0
    for index, size in enumerate(sizes):
        total += size
        if total > budget:
            while first <= index and total > budget // 2:
                total -= sizes[first]
                first += 1
    return first


def shared_tokens(one: Sequence[int], other: Sequence[int]) -> int:
    """The number of tokens that two prompts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
