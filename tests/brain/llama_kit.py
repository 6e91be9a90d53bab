"""What the tests of a model that runs here share: what it is asked, what it answers, and how much it evaluates."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing

import pytest

from myna.brain.llama import LlamaBrain
from myna.config import Config
from myna.organs import chooser, new_history
from myna.ports import Message

QUESTION = "what is the capital of france"


def asked(config: Config, question: str = QUESTION) -> list[Message]:
    return new_history(config, chooser(config).chat()).messages(question)


async def answer(brain: LlamaBrain, messages: list[Message]) -> str:
    async with aclosing(brain.answer(messages)) as pieces:
        return "".join([piece async for piece in pieces])


def evaluated(brain: LlamaBrain, monkeypatch: pytest.MonkeyPatch, begun: asyncio.Event | None = None) -> list[int]:
    """How many tokens it evaluates at once, from now on; ``begun`` is set when it begins to."""
    counts: list[int] = []
    original, loop = brain._llm.eval, asyncio.get_running_loop()

    def spy(tokens: Sequence[int]) -> None:
        counts.append(len(tokens))
        if begun is not None:
            loop.call_soon_threadsafe(begun.set)
        original(tokens)

    monkeypatch.setattr(brain._llm, "eval", spy)
    return counts
