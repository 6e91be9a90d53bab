"""Questions for a person's own notes in a language without a reader of its own, as ``LANGUAGE/notes.yaml`` says. Pure.

Its rules:

1. All words of a question but those that hold it together must be in one line or above it: by their stems, or in a
   language that writes no spaces, or joins particles to its words, by every two signs that follow each other.
2. The line must tell something more than that. Whether it is a time, a place or a name that was asked for is not looked
   at, so that no answer is sure.
3. A single word asks only for what is one's own ("where is my passport"): "what is love" asks nothing of notes.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Self

import snowballstemmer

from myna.core.tables import read_table
from myna.nlu.title_table import trimmed

Group = tuple[str, ...]
"""A word, and what it may be joined with: "wlan", "wlanpasswort"."""

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_JOINT = re.compile(r"[-']")
_SIGNS = re.compile("[\u3005\u3400-\u9fff\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class TableFit:
    """How well a line answers: ``extra`` has the words that only stand above it, ``value`` what it tells."""

    extra: tuple[int, int]
    value: frozenset[str]
    loose: bool = True


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question for a line with one of each of ``groups``; ``table`` reads the line."""

    groups: tuple[Group, ...]
    table: "NoteTable"
    happened: bool = False

    def required(self) -> Iterator[Group]:
        """For each word that a line must have, or what is above it, the terms of which it has one."""
        return iter(self.groups)

    def fits(self, text: str, above: Sequence[str]) -> TableFit | None:
        """How well the line ``text`` answers, below the file's name and the headings ``above``; None: not at all."""
        here, over = self.table.terms(text), {term for one in above for term in self.table.terms(one)}
        inline = [not here.isdisjoint(group) for group in self.groups]
        if not any(inline) or any(
            not found and over.isdisjoint(group) for found, group in zip(inline, self.groups, strict=True)
        ):
            return None
        asked = {term for group in self.groups for term in group}
        value = frozenset(self.table.words(text) - asked)
        return TableFit((inline.count(False), 0), value) if value else None

    def with_word(self, meant: str, said: str) -> Self:
        """The question with the word ``meant`` in the place of ``said``."""
        return replace(self, groups=tuple((meant,) if group[0] == said else group for group in self.groups))


class NoteTable:
    """The ``table`` of a ``notes.yaml``.

    ``stemmer``: the language's name with Snowball; without it words are compared by two signs. ``aside``: what is said
    in front of a question. ``asks``: what makes a sentence a question. ``notes``: what says that it asks notes.
    ``own``: what says that something is one's own. ``particles``: signs that are no part of a word. These are regular
    expressions; ``left_out`` are words that say nothing by themselves.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        name = table.get("stemmer")
        self._stemmer = None if name is None else snowballstemmer.stemmer(name)
        self._aside, self._asks, self._notes, self._own, self._particles = (
            re.compile(table.get(key, "(?!)")) for key in ("aside", "asks", "notes", "own", "particles")
        )
        words = table["left_out"].split()
        self.left_out = frozenset([*words, *map(self._stem, words)])

    def terms(self, text: str) -> set[str]:
        """The terms by which ``text`` is found."""
        return {term for group in self._groups(_plain(text)) for term in group}

    def words(self, text: str) -> set[str]:
        """The terms of the single words of ``text`` that say something."""
        return {group[0] for group in self._groups(_plain(text))} - self.left_out

    def asked(self, text: str) -> TableQuestion | None:
        """What ``text`` asks of notes; None where it asks them nothing."""
        sentence = trimmed(_plain(text))
        while (match := self._aside.match(sentence)) is not None and match.end():
            sentence = sentence[match.end() :].strip()
        of_notes = self._notes.search(sentence) is not None
        if not of_notes and self._asks.search(sentence) is None:
            return None
        own = of_notes or self._own.search(sentence) is not None
        rest = self._own.sub(" ", self._asks.sub(" ", self._notes.sub(" ", sentence)))
        groups = tuple(group for group in self._groups(rest) if group[0] not in self.left_out)
        return TableQuestion(groups, self) if len(groups) >= (1 if own else 2) else None

    def speaks_of_notes(self, text: str) -> bool:
        """Whether ``text`` says that it is asked of notes."""
        return self._notes.search(_plain(text)) is not None

    def sound(self, word: str) -> str:
        """Nothing is known of the sounds of the language."""
        return ""

    def _groups(self, text: str) -> Iterator[Group]:
        if self._stemmer is None:
            for word in _WORD.findall(text):
                yield from ((pair,) for pair in self._pairs(word))
            return
        words = [part for word in _WORD.findall(text) for part in _JOINT.split(word) if len(part) > 1 or part.isdigit()]
        for place, word in enumerate(words):
            joints = ("".join(words[max(place - 1, 0) : place + 1]), "".join(words[place : place + 2]))
            yield self._stem(word), *(self._stem(joint) for joint in joints if joint != word)

    def _pairs(self, word: str) -> Iterator[str]:
        if _SIGNS.fullmatch(word) is None:
            yield from _SIGNS.sub(" ", word).split()
        for run in _SIGNS.findall(word):
            for bare in self._particles.sub(" ", run).split():
                yield from map("".join, pairwise(bare)) if len(bare) > 1 else (bare,)

    def _stem(self, word: str) -> str:
        return word if self._stemmer is None else str(self._stemmer.stemWord(word))


@cache
def note_table_of(tag: str) -> NoteTable | None:
    """The table of the language ``tag`` (``de``); None where it has none."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "notes.yaml")
    return NoteTable(read_table(file)) if file.is_file() else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
