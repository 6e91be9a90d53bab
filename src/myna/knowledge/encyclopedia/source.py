"""An encyclopedia, in one ZIM file or several, as a source of knowledge.

Its rules:

1. The files are opened, read and closed on one worker thread, since libzim blocks.
2. Each way to an answer is tried on all files before the next way, which is less sure.
3. What takes long is made ready in small parts, between the questions.
4. A file that cannot be read has no answers: it is logged once, and opened again when it has changed. Files in another
   language than Myna's are not asked.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from myna.core.errors import KnowledgeError
from myna.knowledge.found import Found
from myna.knowledge.zim import State, ZimFile, opened, state_of
from myna.platform.worker import Worker

log = logging.getLogger(__name__)


class Way(Protocol):
    """A way from a question to its answer in one file. Blocking."""

    def prepare(self, book: ZimFile) -> bool:
        """Do a small part of what makes ``book`` ready; whether there is more to do. Raises KnowledgeError."""
        return False

    def find(self, question: str, book: ZimFile) -> Found | None:
        """What ``book`` answers to ``question``; None where it does not. Raises KnowledgeError."""
        ...


class Encyclopedia:
    """The files at ``paths``, asked in the language ``tag`` (``en-us``) in all ``ways``, the surest first."""

    def __init__(self, paths: Sequence[Path], tag: str, ways: Sequence[Way]) -> None:
        self._language = tag.partition("-")[0]
        self._ways = ways
        self._shelf = [_Place(path) for path in paths]
        self._worker: Worker | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open the files; they are closed with the context. What cannot be read is logged and has no answers."""
        if not self._shelf:
            yield
            return
        self._worker = worker = Worker("encyclopedia")
        preparing: asyncio.Task[None] | None = None
        try:
            await worker.call(self._open)
            preparing = asyncio.create_task(self._prepare(worker))
            yield
        finally:
            self._worker = None
            try:
                if preparing is not None:
                    preparing.cancel()
                    await asyncio.wait([preparing])
                await worker.call(self._close)
            finally:
                worker.close()

    async def find(self, question: str) -> Found | None:
        """What the files answer to ``question``; None where they do not, or are not open."""
        return None if self._worker is None else await self._worker.call(self._find, question)

    async def _prepare(self, worker: Worker) -> None:
        """Make the files ready, between the questions."""
        while await worker.call(self._prepare_part):
            pass

    def _prepare_part(self) -> bool:
        """Do a part of what makes the files ready; whether there is more to do."""
        for place in self._shelf:
            if place.book is None or place.book.language not in ("", self._language):
                continue
            try:
                if any(way.prepare(place.book) for way in self._ways):
                    return True
            except KnowledgeError as error:
                place.failed(error)
                if place.book is not None:
                    return False
        return False

    def _find(self, question: str) -> Found | None:
        self._open()
        for way in self._ways:
            for place in self._shelf:
                if place.book is None or place.book.language not in ("", self._language):
                    continue
                try:
                    if (found := way.find(question, place.book)) is not None:
                        return found
                except KnowledgeError as error:
                    place.failed(error)
        return None

    def _open(self) -> None:
        """Open what is not open, unless it could not be and has not changed since."""
        for place in self._shelf:
            if place.book is not None:
                continue
            try:
                state = state_of(place.path)
            except OSError:
                state = None
            if place.tried and state == place.state:
                continue
            place.tried, place.state = True, state
            try:
                place.book = opened(place.path)
            except KnowledgeError as error:
                place.failed(error)
            else:
                place.told.clear()
                if place.book.language not in ("", self._language):
                    log.warning(
                        "The encyclopedia %s is in another language (%s), and is not asked.",
                        place.path,
                        place.book.language,
                    )

    def _close(self) -> None:
        for place in self._shelf:
            place.book, place.tried = None, False


class _Place:
    """Where the file at ``path`` stands, whose ``state`` was that when it was opened, or could not be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: ZimFile | None = None
        self.tried = False
        self.state: State | None = None
        self.told: set[str] = set()

    def failed(self, error: KnowledgeError) -> None:
        """Log ``error`` once; a file that has changed is not read any more."""
        if error.code not in self.told:
            self.told.add(error.code)
            log.warning("%s %s", error.message, error.hint)
        if error.code == "encyclopedia-changed":
            self.book = None
