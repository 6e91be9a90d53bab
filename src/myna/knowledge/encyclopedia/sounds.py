"""The title that sounds like a name which a recogniser may have spelled otherwise: it is asked back.

Its rules:

1. The index is two numbers a title, and is made in small parts, between the questions: 8 bytes a title.
2. Only names with some consonants are compared by their sound: too many sound like "Du Fu". A recogniser writes a name
   that it does not know as several words, so that a title has no more words than what was heard.
"""

import zlib
from array import array
from collections.abc import Callable
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from myna.knowledge.encyclopedia.source import Way
from myna.knowledge.encyclopedia.titles import TitleWay
from myna.knowledge.found import Choice, Found
from myna.knowledge.zim import ZimFile
from myna.nlu.responses import Responses
from myna.nlu.sound_key import LEAST_LIKENESS, likeness
from myna.nlu.title_table import TitleQuestions, in_brackets, words_of_title

MOST_TITLES = 500_000
"""Titles of a file that are compared by their sound."""

_PART = 500
"""Titles that are read at once, some ten milliseconds."""

_LEAST_SOUNDS = 6
"""Sounds of the shortest name that is compared by its sound."""


class SoundWay(Way):
    """Asks whether the title is meant that sounds like what was asked for; ``titles`` answers for it then."""

    def __init__(self, questions: TitleQuestions, titles: TitleWay, responses: Responses) -> None:
        self._questions = questions
        self._titles = titles
        self._responses = responses
        self._indexes: WeakKeyDictionary[ZimFile, SoundIndex] = WeakKeyDictionary()

    def prepare(self, book: ZimFile) -> bool:
        """Read the sounds of the next titles of ``book``, where those of the language are known."""
        if not self._sound("encyclopedia"):
            return False
        if book not in self._indexes:
            self._indexes[book] = SoundIndex(book, self._sound)
        return self._indexes[book].grow()

    def find(self, question: str, book: ZimFile) -> Found | None:
        """The question whether a title of ``book`` is meant; None where none sounds like what was asked for."""
        asked = self._questions.asked(question)
        if asked is None or book not in self._indexes:
            return None
        words = len(asked.title.split())
        titles = [one for one in self._indexes[book].find(asked.title) if len(one[0].split()) <= words]
        alike, title, path = max(
            ((likeness(asked.title, one), one, path) for one, path in titles), default=(0.0, "", "")
        )
        if alike < LEAST_LIKENESS or (answer := self._titles.answer(replace(asked, title=title), path, book)) is None:
            return None
        text = self._responses.text("knowledge_which", names=title)
        choice = Choice(frozenset(words_of_title(title)), answer)
        return None if text is None else Found(text, None, choices=(choice,))

    def _sound(self, title: str) -> str:
        """How ``title`` sounds, without its brackets."""
        return self._questions.sound(in_brackets(title)[0])


class SoundIndex:
    """The titles of ``book`` by ``key``, which says how a name sounds; empty until all of it was read."""

    def __init__(self, book: ZimFile, key: Callable[[str], str]) -> None:
        self._book = book
        self._key = key
        self._sounds = array("I")
        self._numbers = array("I")
        self._next = 0
        self._sorted: tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]] | None = None

    def grow(self) -> bool:
        """Read the next titles; whether there are more. Raises KnowledgeError."""
        if self._sorted is not None:
            return False
        if self._next < min(self._book.entry_count, MOST_TITLES):
            for number, title in self._book.titles(self._next, _PART):
                if len(key := self._key(title)) >= _LEAST_SOUNDS:
                    self._sounds.append(zlib.crc32(key.encode()))
                    self._numbers.append(number)
            self._next += _PART
            return True
        sounds, numbers = (np.array(one, dtype=np.uint32) for one in (self._sounds, self._numbers))
        order = np.argsort(sounds)
        self._sorted = sounds[order], numbers[order]
        self._sounds, self._numbers = array("I"), array("I")
        return False

    def find(self, name: str) -> list[tuple[str, str]]:
        """The titles that sound like ``name``, each with the path of its article. Raises KnowledgeError."""
        key = self._key(name)
        if self._sorted is None or len(key) < _LEAST_SOUNDS:
            return []
        sounds, numbers = self._sorted
        sought = np.uint32(zlib.crc32(key.encode()))
        first, last = (int(np.searchsorted(sounds, sought, side)) for side in ("left", "right"))
        found = (self._book.numbered(int(number)) for number in numbers[first:last])
        return [one for one in found if one is not None and self._key(one[0]) == key]
