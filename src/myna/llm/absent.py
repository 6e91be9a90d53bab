"""No language model at all: what needs one fails in a sentence, and everything else works."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import NoReturn

from myna.core.errors import LlmError, ModelError
from myna.core.ports import Message


class AbsentModel:
    """In the place of a language model that could not be loaded, which ``failure`` says.

    ``news`` is set while nobody has been told of that.
    """

    name = "none"
    choice = None
    characters_per_second = None

    def __init__(self, failure: ModelError) -> None:
        self.failure = failure
        self.news = asyncio.Event()
        self.news.set()

    @property
    def llm(self) -> "AbsentModel":
        """What answers."""
        return self

    async def answer(self, _: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Raises BrainError ``brain-absent``."""
        self._refuse()
        yield

    async def prefill(self, _: Sequence[Message], *, whole: bool = False) -> None:
        """Nothing to read with."""

    async def fill(self, _: Sequence[Message], __: str) -> str:
        """Nothing to fill in with."""
        return ""

    def _refuse(self) -> NoReturn:
        error = LlmError("brain-absent", f"There is no language model: {self.failure.message}", self.failure.hint)
        error.exit_status = self.failure.exit_status
        raise error
