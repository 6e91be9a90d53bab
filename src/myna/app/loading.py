"""Engines that are still being loaded: who needs one waits for it, and nobody else does."""

import asyncio
import concurrent.futures
from collections.abc import AsyncGenerator, Hashable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from myna.app.active_model import ActiveLanguageModel
from myna.core.ports import Message, Transcriber, Transcript, Voice
from myna.core.sound import AudioChunk
from myna.models.selection import ChatChoice
from myna.nlu.languages import Component

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """An engine, what it was made of, and what ends it."""

    engine: T
    made_of: Hashable
    stack: AsyncExitStack


class LoadingModel:
    """The language model that ``loading`` gives; until then ``choice`` is expected, None for a server of that ``name``.

    Each method raises what ``loading`` raises, beside its own.
    """

    failure = None
    characters_per_second = None
    component: Component = "model"

    def __init__(
        self, name: str, choice: ChatChoice | None, loading: asyncio.Future[Part[ActiveLanguageModel]]
    ) -> None:
        self.name = name
        self.choice = choice
        self._loading = loading
        self.news = asyncio.Event()
        """Never set: whoever tells news waits for the language model itself."""

    @property
    def parameters(self) -> int | None:
        """How many it has, once that is known."""
        return self._loading.result().engine.parameters if self._loading.done() else None

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece, as soon as the model is there. Raises LlmError."""
        llm = await _outcome(self._loading)
        async with aclosing(llm.answer(self._suited(messages, llm))) as pieces:
            async for piece in pieces:
                yield piece

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Read a conversation whose last message may go on, or all of it, if the model is there. Raises LlmError."""
        if not self._loading.done():
            return None
        llm = self._loading.result().engine
        return await llm.prefill(self._suited(messages, llm), whole=whole)

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        """The likeliest answer that ``grammar`` allows, as soon as the model is there. Raises LlmError."""
        return await (await _outcome(self._loading)).fill(messages, grammar)

    def _suited(self, messages: Sequence[Message], llm: ActiveLanguageModel) -> Sequence[Message]:
        """``messages`` with the prompt of the model that answers, where another one was expected."""
        first, *others = messages
        if self.choice is None or llm.choice is None or first["content"] != self.choice.system_prompt:
            return messages
        return [{"role": first["role"], "content": llm.choice.system_prompt}, *others]


class LoadingVoice:
    """The voice of ``rate_hz`` in the file ``path``, which ``loading`` gives."""

    def __init__(self, path: Path, rate_hz: int, loading: asyncio.Future[Part[Voice]]) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self._loading = loading
        self._speed = 1.0
        loading.add_done_callback(lambda _: self._pass_on())

    @property
    def speed(self) -> float:
        """Times the rate; may be changed at any time, and holds from the next clause on."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = speed
        self._pass_on()

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound of ``text``, as soon as the voice is there. Raises what it raises, and ``loading`` too."""
        voice = await _outcome(self._loading)
        async with aclosing(voice.say(text)) as chunks:
            async for chunk in chunks:
                yield chunk

    def _pass_on(self) -> None:
        """Let the voice have the speed, if it is there."""
        if self._loading.done() and not self._loading.cancelled() and self._loading.exception() is None:
            self._loading.result().engine.speed = self._speed


class LoadingTranscriber:
    """The transcriber that ``loading`` gives. Until then it keeps the sound; only the final transcript waits.

    What ``loading`` raises is raised as soon as that is over.
    """

    def __init__(self, loading: concurrent.futures.Future[Transcriber]) -> None:
        self._loading = loading
        self._begun: tuple[str, float] | None = None  # with what a sentence was begun that the transcriber has not
        self._sound = bytearray()

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far. Up to about ``skip_seconds`` from now ``skip_phrase`` is said, and left out."""
        self._begun = skip_phrase, skip_seconds
        self._sound.clear()
        if self._loading.done():
            self._whole()

    def accept(self, pcm: bytes) -> str:
        """Take int16 mono sound at 16 kHz; the transcript so far."""
        if self._loading.done():
            return self._whole().accept(pcm)
        self._sound += pcm
        return ""

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        return self._whole().finish()

    def rewind(self) -> None:
        """Right behind ``finish``: go back to where the sound that it ended began, which will be given once more."""
        self._whole().rewind()

    def _whole(self) -> Transcriber:
        """The transcriber, with all that it has not heard yet; blocks until it is there."""
        transcriber = self._loading.result()
        if self._begun is not None:
            transcriber.begin(*self._begun)
            transcriber.accept(bytes(self._sound))
            self._begun = None
            self._sound.clear()
        return transcriber


async def _outcome(loading: asyncio.Future[Part[T]]) -> T:
    """What ``loading`` gives; who stops waiting does not end it."""
    return (await asyncio.shield(loading)).engine
