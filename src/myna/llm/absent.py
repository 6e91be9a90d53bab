"""The stand-in where no language model could be loaded: an answer fails in a sentence, and everything else works."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import NoReturn

from myna.core.errors import LlmError, ModelError
from myna.core.ports import Message
from myna.nlu.languages import Component


class AbsentModel:
    """Stands in for a language model; ``failure`` says why none could be loaded.

    ``news`` is set until somebody has been told of the failure.
    """

    name = "none"
    choice = None
    parameters: int | None = None
    characters_per_second = None
    component: Component = "no-model"

    def __init__(self, failure: ModelError) -> None:
        self.failure = failure
        self.news = asyncio.Event()
        self.news.set()

    async def answer(self, _: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Raises LlmError ``brain-absent``."""
        self._refuse()
        yield

    async def prefill(self, _: Sequence[Message], *, whole: bool = False) -> float | None:
        """Does nothing."""
        return None

    async def fill(self, _: Sequence[Message], __: str) -> str:
        """Fills in nothing: returns ""."""
        return ""

    def _refuse(self) -> NoReturn:
        error = LlmError("brain-absent", f"There is no language model: {self.failure.message}", self.failure.hint)
        error.exit_status = self.failure.exit_status
        raise error
