"""WordNet, the dictionary: what words mean, their synonyms and their opposites.

Its rules:

1. The files are mapped into memory and searched by bisection where they lie, so that a word costs some tenths of a
   millisecond. They are open only while a word is looked up: no memory is kept, and what is pulled meanwhile is found.
2. Of a word's parts of speech that one comes first whose first meaning is the most frequent, as counted in
   WordNet's own corpora. The meanings of a part are in the order of their frequency already.
3. A word is looked for as it is, and only then without its endings.

Source of the formats and of the endings: wndb(5WN), cntlist(5WN) and morphy(7WN) of WordNet 3.0.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

NAME = "wordnet"
"""Its name in the catalogue of models, and so that of its folder."""

Part = Literal["noun", "verb", "adj", "adv"]

_PARTS: dict[str, Part] = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
"""The parts of speech, by the letters of synsets; "s" is an adjective whose opposite is that of a close one."""

_KINDS = " nvars"
"""The letters of the kinds of synsets, each at the place of its number."""

_ENDINGS: dict[Part, tuple[tuple[str, str], ...]] = {
    "noun": (
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
        ("ies", "y"),
    ),
    "verb": (
        ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "adv": (),
}  # fmt: skip
"""Endings of inflected words, and what stands in their place in the dictionary."""

_LIKENESS = 0.8
"""How alike two words are of which one may be the other in another spelling, by ``difflib``."""

_OFTEN = 5
"""Of the 259,000 words that were counted."""

_ASIDE = re.compile(r"\s*\([^()]*\)")
_EXAMPLE = re.compile(r'"([^"]+)"')


class DictionaryMissingError(Exception):
    """The dictionary is not there, or not whole."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: the word as it is written, its part of speech, what it means, and the synonyms in that meaning."""

    word: str
    part: Part
    meaning: str
    examples: tuple[str, ...]
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Synset:
    """Words of one meaning, and the beginnings of their keys in the list of counts.

    ``pointers`` have a symbol, the place and part of another synset, and the numbers of the two words that they are
    between, counted from 1; 0 and 0 where they are between the synsets.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    pointers: tuple[tuple[str, int, Part, int, int], ...]
    gloss: str

    def number(self, lemma: str) -> int:
        """Which of the words it is, counted from 1; 0 where it is none of them."""
        return next((number for number, word in enumerate(self.words, 1) if _key(word) == lemma), 0)


@contextmanager
def opened(folder: Path) -> Iterator["WordNet"]:
    """The dictionary whose files are in ``folder``, until the block ends."""
    with ExitStack() as stack:
        yield WordNet(folder, stack)


class WordNet:
    """The dictionary whose files are in ``folder``; each is opened when it is needed, and closed with ``stack``.

    Every method raises DictionaryMissingError where they are not there.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._files: dict[str, mmap] = {}

    def senses(self, text: str) -> list[Sense]:
        """The meanings of a word or of a fixed phrase ("home run"), the likeliest first; none where it is not known."""
        return [self._sense(*one) for one in self._found(text)]

    def is_common(self, text: str) -> bool:
        """Whether ``text`` is often met in WordNet's corpora, as it is or in another form."""
        lemmas = {f"{lemma}%".encode() for lemma, _, _ in self._found(text)}
        lines = (line for lemma in lemmas for line in _lines(self._file("cntlist.rev"), lemma))
        return sum(int(line.rpartition(b" ")[2]) for line in lines) >= _OFTEN

    def opposites(self, text: str) -> list[str]:
        """The opposites of ``text`` in its likeliest meaning that has one; of an adjective perhaps a close one's."""
        for lemma, _, synset in self._found(text):
            own = synset.number(lemma)
            found = [
                self._synset(part, place).words[target - 1 if target else 0]
                for symbol, place, part, source, target in synset.pointers
                if symbol == "!" and source in (0, own)
            ]
            if not found:
                heads = self._pointed(synset, "&")
                found = [other.words[0] for head in heads for other in self._pointed(head, "!")]
            if others := _others(found, lemma):
                return others
        return []

    def nearest(self, text: str) -> str | None:
        """A word of the dictionary that is written almost like ``text``, and begins with the same two letters."""
        lemma = _key(text)
        if len(lemma) < 4 or not lemma.isalpha():
            return None
        known = {
            line[: line.index(b" ")].decode()
            for part in _ENDINGS
            for line in _lines(self._file(f"index.{part}"), lemma[:2].encode())
            if abs(line.index(b" ") - len(lemma)) < 3
        }
        return next(iter(difflib.get_close_matches(lemma, sorted(known), 1, _LIKENESS)), None)

    def _found(self, text: str) -> Iterator[tuple[str, Part, _Synset]]:
        """The synsets of ``text``, the likeliest first, each with the word that it was found by and its part."""
        key = _key(text).replace("-", "_")
        forms = dict.fromkeys(key.replace("_", joint) for joint in ("_", "-", "") if key)
        found = [one for lemma in forms for part in _ENDINGS for one in self._indexed(lemma, part)] or [
            one for part in _ENDINGS for lemma in self._bases(key, part) for one in self._indexed(lemma, part)
        ]
        if len(found) > 1:
            found.sort(key=lambda one: -self._part_count(*one))
        for lemma, part, places in found:
            for place in places:
                yield lemma, part, self._synset(part, place)

    def _indexed(self, lemma: str, part: Part) -> Iterator[tuple[str, Part, list[int]]]:
        """Where in the data of ``part`` the synsets of ``lemma`` are, the most frequent first, if it has any.

        The index has them in that order, except of words that were never counted.
        """
        for line in _lines(self._file(f"index.{part}"), f"{lemma} ".encode()):
            fields = line.split()
            count = int(fields[2])
            places = [int(place) for place in fields[-count:]]
            if count > 1 and fields[-count - 1] == b"0":
                places.sort(key=lambda place: -self._count(self._synset(part, place), lemma))
            yield lemma, part, places

    def _bases(self, lemma: str, part: Part) -> Iterator[str]:
        """The words of which ``lemma`` may be a form: "mouse" for "mice"."""
        for line in _lines(self._file(f"{part}.exc"), f"{lemma} ".encode()):
            yield from line.decode().split()[1:]
        for ending, instead in _ENDINGS[part]:
            if lemma.endswith(ending) and len(lemma) > len(ending):
                yield lemma.removesuffix(ending) + instead

    def _part_count(self, lemma: str, part: Part, places: Sequence[int]) -> int:
        """How often WordNet's corpora have ``lemma`` as ``part``; its other spellings count in the first meaning."""
        numbers = [b"%d" % number for number, letter in enumerate(_KINDS) if _PARTS.get(letter) == part]
        start = f"{lemma}%".encode()
        lines = [line for line in _lines(self._file("cntlist.rev"), start) if line[len(start) :][:1] in numbers]
        own = sum(int(line.rpartition(b" ")[2]) for line in lines)
        return own or self._count(self._synset(part, places[0]), lemma)

    def _count(self, synset: _Synset, lemma: str) -> int:
        """How often WordNet's corpora have ``lemma``, in any of its spellings ("colour"), in that meaning."""
        keys = [key for word, key in zip(synset.words, synset.keys, strict=True) if _alike(_key(word), lemma)]
        lines = (line for key in keys for line in _lines(self._file("cntlist.rev"), key.encode()))
        return sum(int(line.rpartition(b" ")[2]) for line in lines)

    def _sense(self, lemma: str, part: Part, synset: _Synset) -> Sense:
        """Only the first of a gloss's explanations is taken: asides are in brackets and behind a semicolon."""
        explained, quote, examples = synset.gloss.partition('"')
        word = synset.words[max(synset.number(lemma), 1) - 1]
        synonyms = _others(synset.words, lemma) or _others(
            (word for other in self._pointed(synset, "&") for word in other.words), lemma
        )
        meaning = _ASIDE.sub("", explained).partition(";")[0].strip() or explained.strip("; ")
        return Sense(word, part, meaning, tuple(_EXAMPLE.findall(quote + examples)), tuple(synonyms))

    def _pointed(self, synset: _Synset, symbol: str) -> list[_Synset]:
        return [self._synset(part, place) for kind, place, part, _, _ in synset.pointers if kind == symbol]

    def _synset(self, part: Part, place: int) -> _Synset:
        file = self._file(f"data.{part}")
        data, _, gloss = file[place : file.find(b"\n", place)].decode().partition(" | ")
        _, lexicographer, kind, size, *rest = data.split()
        behind = 2 * int(size, 16)
        words = [re.sub(r"\([a-z]+\)$", "", word) for word in rest[:behind:2]]
        keys = [
            f"{word.lower()}%{_KINDS.index(kind)}:{lexicographer}:{int(number, 16):02}:"
            for word, number in zip(words, rest[1:behind:2], strict=True)
        ]
        pointers = rest[behind + 1 : behind + 1 + 4 * int(rest[behind])]
        return _Synset(
            tuple(word.replace("_", " ") for word in words),
            tuple(keys),
            tuple(
                (symbol, int(place), _PARTS[kind], int(numbers[:2], 16), int(numbers[2:], 16))
                for symbol, place, kind, numbers in zip(*[iter(pointers)] * 4, strict=True)
            ),
            gloss.strip(),
        )

    def _file(self, name: str) -> mmap:
        if name not in self._files:
            try:
                with (self._folder / name).open("rb") as handle:
                    self._files[name] = self._stack.enter_context(mmap(handle.fileno(), 0, access=ACCESS_READ))
            except (OSError, ValueError) as error:  # an empty file cannot be mapped
                raise DictionaryMissingError(str(self._folder)) from error
        return self._files[name]


def _key(text: str) -> str:
    """``text`` as the index has it; what is no character at all becomes a question mark."""
    return "_".join(text.lower().encode(errors="replace").decode().split())


def _alike(one: str, other: str) -> bool:
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= _LIKENESS


def _others(words: Iterable[str], lemma: str) -> list[str]:
    """``words`` without the word itself, each once."""
    return [word for word in dict.fromkeys(words) if _key(word) != lemma]


def _lines(file: mmap, start: bytes) -> Iterator[bytes]:
    """The lines of a sorted file that begin with ``start``."""
    low, high = 0, len(file)
    while low < high:
        middle = (low + high) // 2
        begin, end = file.rfind(b"\n", 0, middle) + 1, file.find(b"\n", middle)
        if file[begin : end if end >= 0 else len(file)] < start:
            low = end + 1 if end >= 0 else len(file)
        else:
            high = begin
    while file[low : low + len(start)] == start:
        end = file.find(b"\n", low)
        yield file[low:end]
        low = end + 1
