"""A person's own notes: questions are answered by a line of a folder of text and Markdown files, word for word.

Its rules:

1. A line answers that fits the question (``nlu/en/questions/notes.py``), and no other; the file's name is said with it.
2. Of several that fit, that one answers which is about the least beside what was asked. Where two are as close and tell
   different things, both are read.
3. A file that has changed, come or gone is read anew at the next question; nothing watches the folder meanwhile.
4. Where no line answers for one word that is in no note, and one that sounds like a word of a note would be answered,
   that word is asked back: "the key to the seller".
5. A question waits for neither a long reading nor a folder on a network that is away.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol, Self, TypeVar

from myna.core.reply import Evidence
from myna.knowledge.found import Choice, Found
from myna.knowledge.note_folder import NoteFolder, names
from myna.knowledge.note_index import Kept, NoteIndex
from myna.nlu.responses import Responses
from myna.nlu.sound_key import likeness
from myna.platform.tasks import beside
from myna.platform.worker import Worker

log = logging.getLogger(__name__)

T = TypeVar("T")

LOOK_SECONDS = 1.0
"""How often the folder is looked at: at most once in so long, at a question."""

PATIENCE_SECONDS = 0.5
"""How long a question waits for what is being read, and then for its answer."""

MOST_READ = 3
"""Lines that are read as one answer; where more fit, the question asks for nothing in particular."""

ALIKE = 0.6
"""How alike two words are written that sound alike and of which one may be meant by the other."""

NEARLY_SAME = 0.85
"""The same where they need not sound alike: "broiler" and "boiler"."""

_MOST_HEADINGS = 3
_NOTHING = (0, 0)
_ENDS = ".!?。！？"  # noqa: RUF001 -- the marks of other scripts are meant

SURE, NARROWER, LOOSE = 1.0, 0.9, 0.8
"""How sure an answer is that is just what was asked for, one that is about something narrower, and one that has all
words and may still be about something else."""


class Fit(Protocol):
    """How well a line answers."""

    @property
    def extra(self) -> tuple[int, int]:
        """How many words make it narrower than the question: of its own, and above it."""
        ...

    @property
    def value(self) -> frozenset[str]:
        """The stems of what it tells."""
        ...

    @property
    def loose(self) -> bool:
        """Whether it only probably answers."""
        ...


class Question(Protocol):
    """What is asked of notes."""

    @property
    def happened(self) -> bool:
        """Whether it asks about something that was, at whatever time."""
        ...

    def required(self) -> Iterable[Iterable[str]]:
        """For each word that a line must have, or what is above it, the terms of which it has one."""
        ...

    def fits(self, text: str, above: Sequence[str]) -> Fit | None:
        """How well the line ``text`` answers, below the file's name and the headings ``above``; None: not at all."""
        ...

    def with_word(self, meant: str, said: str) -> Self:
        """The question with the word ``meant`` in the place of ``said``."""
        ...


class QuestionReader(Protocol):
    """Reads the questions of a language."""

    def terms(self, text: str) -> Iterable[str]:
        """The terms by which ``text`` is found."""
        ...

    def asked(self, text: str) -> Question | None:
        """What ``text`` asks of notes; None where it asks them nothing."""
        ...

    def speaks_of_notes(self, text: str) -> bool:
        """Whether ``text`` says that it is asked of notes."""
        ...

    def sound(self, word: str) -> str:
        """How ``word`` sounds, however it is spelled; empty where that is not known."""
        ...


class Notes:
    """The files in ``folder``; ``reader`` reads questions, and ``clock`` gives seconds, from any moment on.

    ``responses`` are what Myna says around the answers.
    """

    def __init__(
        self,
        folder: Path,
        reader: QuestionReader,
        responses: Responses,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = NoteFolder(folder)
        self._reader = reader
        self._responses = responses
        self._clock = clock
        self._searched: tuple[Worker, NoteIndex] | None = None
        self._looked_at = float("-inf")
        self._stale, self._fresh = asyncio.Event(), asyncio.Event()
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Begin to read the files; what is read is gone with the context."""
        async with AsyncExitStack() as stack:
            worker = Worker("notes")
            stack.callback(worker.close)
            try:
                index = await worker.call(NoteIndex, self._folder, self._reader.terms)
            except sqlite3.Error as error:
                log.warning("Notes cannot be searched here: %s", error)
            else:
                stack.push_async_callback(worker.call, index.close)
                self._searched = worker, index
                stack.callback(setattr, self, "_searched", None)
                self._look()
                beside(self._read(worker, index), stack)
            yield

    async def find(self, question: str) -> Found | None:
        """The line that answers ``question``; None where none does."""
        if self._searched is None or (asked := self._reader.asked(question)) is None:
            return None
        worker, index = self._searched
        if self._clock() - self._looked_at >= LOOK_SECONDS:
            self._look()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._fresh.wait()
        return await _in_time(worker.submit(self._answer, index, asked))

    def are_asked(self, text: str) -> bool:
        """Whether ``text`` asks something, and says that it asks the notes."""
        return self._reader.speaks_of_notes(text) and self._reader.asked(text) is not None

    async def add(self, text: str) -> None:
        """Write a note into the folder. Raises NotesError."""
        async with self._writing:
            await asyncio.to_thread(self._folder.append, text)
        self._looked_at = float("-inf")

    def _look(self) -> None:
        """Have the folder looked at for what has changed."""
        self._looked_at = self._clock()
        self._fresh.clear()
        self._stale.set()

    async def _read(self, worker: Worker, index: NoteIndex) -> None:
        """Read what has changed, each time that the folder is to be looked at."""
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                async with aclosing(worker.iterate(index.refresh)) as steps:
                    async for _ in steps:
                        pass
            except (OSError, sqlite3.Error) as error:
                log.warning("The notes in %s are not searched any longer: %s", self._folder, error)
                self._searched = None
            if not self._stale.is_set():
                self._fresh.set()

    def _answer(self, index: NoteIndex, question: Question) -> Found | None:
        """What the lines of ``index`` answer to ``question``; runs on the worker."""
        try:
            return self._told(index, question) or self._asked_back(index, question)
        except sqlite3.Error as error:
            log.warning("A question could not be looked up in the notes: %s", error)
            return None

    def _told(self, index: NoteIndex, question: Question) -> Found | None:
        """The lines that answer. Raises sqlite3.Error."""
        kept = index.find(question.required())
        fitting = [(fit, one) for one in kept if (fit := question.fits(one.line.text, _above(one))) is not None]
        least = min((fit.extra for fit, _ in fitting), default=_NOTHING)
        told: list[tuple[Fit, Kept]] = []
        for fit, one in sorted(fitting, key=lambda pair: len(pair[1].line.text)):
            if fit.extra == least and not any(other.value <= fit.value for other, _ in told):
                told.append((fit, one))
        if not 0 < len(told) <= MOST_READ:
            return None
        first = told[0][1]
        trust = LOOSE if any(fit.loose for fit, _ in told) else NARROWER if least != _NOTHING or len(told) > 1 else SURE
        evidence = Evidence("notes", first.path, first.line.text, trust)
        return Found(" ".join(self._said(one) for _, one in told), evidence)

    def _asked_back(self, index: NoteIndex, question: Question) -> Found | None:
        """The question whether a word of the notes is meant that sounds like one that is in none. Raises sqlite3.Error.

        All other words must be in them.
        """
        words = index.words()
        unknown = [spellings for spellings in map(tuple, question.required()) if words.isdisjoint(spellings)]
        if len(unknown) != 1:
            return None
        said = unknown[0][0]
        for meant in sorted(self._alike(said, words), key=lambda word: -likeness(said, word)):
            if (found := self._told(index, question.with_word(meant, said))) is not None:
                word = self._written(meant, found)
                text = self._responses.text("knowledge_which", names=word)
                choice = Choice(frozenset([word.casefold()]), found)
                return None if text is None else Found(text, None, choices=(choice,))
        return None

    def _alike(self, said: str, words: Iterable[str]) -> Iterator[str]:
        """Those of ``words`` that sound like ``said`` and are written much like it, or are written nearly the same."""
        sound = self._reader.sound(said)
        for word in words:
            alike = likeness(said, word)
            if sound and alike >= ALIKE and (alike >= NEARLY_SAME or self._reader.sound(word) == sound):
                yield word

    def _written(self, term: str, found: Found) -> str:
        """``term`` as it is written where it was ``found``, if it is in the line."""
        line = "" if found.evidence is None else found.evidence.sentence
        words = (word.strip(".,:;!?()*\"'") for word in line.split())
        return next((word for word in words if term in self._reader.terms(word)), term)

    def _said(self, kept: Kept) -> str:
        """A line with the name of its file and the headings above it, as it is said."""
        name, text = names(kept.path)[-1], kept.line.text
        headings = [heading for heading in kept.line.headings if heading.casefold() != name.casefold()]
        own = self._responses.get("notes_own", name) if name.casefold() == "notes" else name
        where = ", ".join((own, *headings[-_MOST_HEADINGS:]))
        ended = f"{text}{'' if text[-1] in _ENDS else '.'}"
        return self._responses.text("notes_in", where=where, text=ended) or ended


async def _in_time(future: Future[T]) -> T | None:
    """The result of ``future``; None where it is not there in time."""
    try:
        await asyncio.wait([asyncio.wrap_future(future)], timeout=PATIENCE_SECONDS)
        return future.result() if future.done() else None
    finally:
        future.cancel()


def _above(kept: Kept) -> tuple[str, ...]:
    return " ".join(names(kept.path)), *kept.line.headings
