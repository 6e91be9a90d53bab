"""What the tests of a model that runs here share: what it is asked, what it answers, and how much it evaluates."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing

import pytest

from myna.app.factory import model_selector, new_history
from myna.config import Config
from myna.core.ports import Message
from myna.llm.llama import LlamaModel

QUESTION = "what is the capital of france"


def asked(config: Config, question: str = QUESTION) -> list[Message]:
    return new_history(config, model_selector(config).chat()).messages(question)


async def answer(llm: LlamaModel, messages: list[Message]) -> str:
    async with aclosing(llm.answer(messages)) as pieces:
        return "".join([piece async for piece in pieces])


def evaluated(llm: LlamaModel, monkeypatch: pytest.MonkeyPatch, begun: asyncio.Event | None = None) -> list[int]:
    """How many tokens it evaluates at once, from now on; ``begun`` is set when it begins to."""
    counts: list[int] = []
    original, loop = llm._llm.eval, asyncio.get_running_loop()

    def spy(tokens: Sequence[int]) -> None:
        counts.append(len(tokens))
        if begun is not None:
            loop.call_soon_threadsafe(begun.set)
        original(tokens)

    monkeypatch.setattr(llm._llm, "eval", spy)
    return counts
