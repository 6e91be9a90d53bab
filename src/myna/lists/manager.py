"""Manages lists and notes: what is on each, and which list was used last."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from myna.core.events import Event, ListsChanged
from myna.lists.store import ListStore, NamedList, Note

_ARTICLES = frozenset(["a", "an", "the", "some", "any", "my", "more"])
_WORDS = re.compile(r"\w+")


class ListManager:
    """All lists and notes. Names are compared without case.

    ``clock`` gives seconds since the epoch, and ``steady`` seconds that only go forward.

    ``publish`` tells programs that something has changed, once that is in the file.
    """

    def __init__(
        self,
        store: ListStore | None = None,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        publish: Callable[[Event], None] = lambda _: None,
    ) -> None:
        self._store = store or ListStore(None)
        self._clock = clock
        self._steady = steady
        self._publish = publish
        self._lists: dict[str, NamedList] = {}
        self._notes: list[Note] = []
        self._mentioned: tuple[str, tuple[str, ...]] = ("", ())
        self._spoken_of: tuple[float, str | Note | None] = (0.0, None)
        self._writing = asyncio.Lock()

    def load(self) -> None:
        """Read what was kept before this start; blocks while the file is read."""
        kept = self._store.load()
        self._lists = {one.name: one for one in kept.lists}
        self._notes = kept.notes

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def names(self) -> list[str]:
        """The names of all lists, the one that was used last first."""
        return [one.name for one in sorted(self._lists.values(), key=lambda one: -one.used)]

    @property
    def notes(self) -> Sequence[Note]:
        """All notes, the oldest first."""
        return self._notes

    @property
    def mentioned(self) -> tuple[str, tuple[str, ...]]:
        """The items that were spoken of last, and the name of their list; no items where there were none yet."""
        return self._mentioned

    async def mention(self, name: str, items: Sequence[str]) -> None:
        """Remember that ``items`` of a list were spoken of."""
        self._mentioned = (name, tuple(items))
        await self.speak_of(name)

    def spoken_of(self, seconds: float) -> str | Note | None:
        """The name of the list, or the note, that was spoken of last; None where that was more than ``seconds`` ago."""
        at, what = self._spoken_of
        return what if self._steady() - at <= seconds else None

    async def speak_of(self, what: str | Note | None) -> None:
        """Remember that a list, by its name, or a note was spoken of."""
        self._spoken_of = (self._steady(), what)

    def items(self, name: str) -> tuple[str, ...] | None:
        """What is on the list; None where there is no such list."""
        one = self._lists.get(name.casefold())
        return None if one is None else one.items

    def find(self, name: str, wanted: str) -> list[str]:
        """The items of a list that ``wanted`` means, in singular or plural, with or without an article.

        Where none is meant whole, those are that have all its words: "milk" finds "oat milk".
        """
        words, items = _plain(wanted), self.items(name) or ()
        whole = [item for item in items if _plain(item) == words]
        return whole or [item for item in items if words and set(words) <= set(_plain(item))]

    def find_notes(self, wanted: str) -> list[Note]:
        """The notes that have all words of ``wanted``, the newest first."""
        words = set(_plain(wanted))
        return [note for note in reversed(self._notes) if words and words <= set(_plain(note.text))]

    async def create(self, name: str) -> None:
        """Make an empty list, unless it is there."""
        await self.add(name, ())

    async def add(self, name: str, items: Sequence[str]) -> None:
        """Put ``items`` on a list, which is made where it is missing. What is on it already is not put there twice."""
        await self.mention(name, items)
        kept = list(self.items(name) or ())
        known = {_plain(item) for item in kept}
        for item in items:
            if _plain(item) not in known:
                kept.append(item)
                known.add(_plain(item))
        await self._put(name, kept)

    async def remove(self, name: str, items: Sequence[str]) -> None:
        """Take ``items``, worded as they are on it, off a list."""
        await self.mention(name, items)
        await self._put(name, [item for item in self.items(name) or () if item not in items])

    async def reword(self, name: str, item: str, new: str) -> None:
        """Put ``new`` in the place of ``item``, worded as it is on the list."""
        await self._put(name, [new if one == item else one for one in self.items(name) or ()])

    async def clear(self, name: str) -> None:
        """Take everything off a list, which stays."""
        await self.speak_of(name)
        await self._put(name, [])

    async def delete(self, name: str) -> None:
        """Remove a list with all that is on it."""
        await self.speak_of(None)
        self._lists.pop(name.casefold(), None)
        async with self._writing:
            await asyncio.to_thread(self._store.remove, name.casefold())
        self._publish(ListsChanged())

    async def note(self, text: str) -> Note:
        """Take a note."""
        note = Note(text, self._clock())
        self._notes = [*self._notes, note]
        await self.speak_of(note)
        async with self._writing:
            await asyncio.to_thread(self._store.add_note, note)
        self._publish(ListsChanged())
        return note

    async def remove_note(self, note: Note) -> None:
        """Remove one note, if it is there."""
        await self.keep_notes([one for one in self._notes if one != note])

    async def clear_notes(self) -> None:
        """Remove all notes."""
        await self.keep_notes([])

    async def keep_notes(self, notes: Sequence[Note]) -> None:
        """Have these notes, in the place of all that there are."""
        self._notes = list(notes)
        async with self._writing:
            await asyncio.to_thread(self._store.put_notes, self._notes)
        self._publish(ListsChanged())

    def as_json(self) -> dict[str, object]:
        """Lists and notes as programs get them; times are ISO 8601 in UTC."""
        return {
            "lists": [{"name": name, "items": list(self.items(name) or ())} for name in self.names],
            "notes": [
                {"text": note.text, "time": datetime.fromtimestamp(note.at, UTC).isoformat(timespec="seconds")}
                for note in self._notes
            ],
        }

    async def _put(self, name: str, items: Sequence[str]) -> None:
        one = NamedList(name.casefold(), tuple(items), self._clock())
        self._lists[one.name] = one
        async with self._writing:
            await asyncio.to_thread(self._store.put, one)
        self._publish(ListsChanged())


def end_alike(one: str, other: str) -> bool:
    """Whether two items end in the same word, in singular or plural: "tea" is none of "tea biscuits"."""
    return _plain(one)[-1:] == _plain(other)[-1:]


def _plain(item: str) -> tuple[str, ...]:
    """The words by which an item is recognised: without articles, and in the singular."""
    words = _WORDS.findall(item.casefold())
    kept = [word for word in words if word not in _ARTICLES] or words
    return tuple(_singular(word) for word in kept)


def _singular(word: str) -> str:
    """English plurals, roughly: both forms become the same word."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("oes", "ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
