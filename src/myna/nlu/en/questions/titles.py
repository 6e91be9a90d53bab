"""What English sentences ask of the title of an article: "who was Ada Lovelace", "when did she die". Pure.

Its rules:

1. Numbers are the same however they are written: "World War II", "world war two"; "1973", "nineteen seventy three".
2. The plural of a title means it as well: "what are volcanoes". Who asks for one means no people: "who is Norman" does
   not ask for the Normans.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from myna.nlu.politeness import plainer
from myna.nlu.sound_key import sound_key
from myna.nlu.title_table import About, Asked, Key, TitleTable, knowledge_table, words_of_title

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()  # noqa: SIM905
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS, 2)}
_UNITS = {word: value for value, word in enumerate(_SMALL)}
_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
""".split()  # noqa: SIM905
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_ROMANS = "- I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()  # noqa: SIM905
_SAME = {"&": "and", "number": "no", "saint": "st", "mount": "mt", "versus": "vs", "oclock": "o"}
_DROPPED = frozenset(["the"])


@cache
def _table() -> TitleTable:
    table = knowledge_table("en")
    assert table is not None
    return TitleTable.read(table, plainer("en"))


def asked(text: str) -> Asked | None:
    """What the sentence ``text`` asks of a title; None where it asks nothing of one."""
    return _table().asked(text)


def key(title: str) -> Key:
    """What ``title`` is compared by: its words without articles, its numbers in figures."""
    words = words_of_title(_table().articles.sub("", title).replace("&", " and "))
    words = tuple(_SAME.get(word, word) for word in words if word not in _DROPPED)
    return tuple(_romans(_figures(words)))


def spellings(title: str) -> Iterator[str]:
    """How what is said as ``title`` may be written, the likeliest first."""
    bare = _table().articles.sub("", title)
    found = [title, bare, " ".join(word for word in bare.split() if word.casefold() not in _DROPPED)]
    words = found[-1].casefold().split()
    if (figures := list(_figures(words))) != words:
        found += [" ".join(figures), " ".join(map(_as_roman, figures))]
    found += [re.sub(r"\bnumber\b", "no.", one, flags=re.IGNORECASE) for one in found]
    yield from dict.fromkeys(one for one in found if one)


def same(title: Key, said: Key, about: About) -> bool:
    """Whether who asks ``about`` the one means the other, which is in the plural or in the singular."""
    if title == said:
        return True
    if len(title) != len(said) or (about not in ("what", "who", "story", "where")):
        return False
    if about == "who" and len(said[-1]) < len(title[-1]):
        return False
    return all(
        one == other or not _forms(one).isdisjoint(_forms(other)) for one, other in zip(title, said, strict=True)
    )


def sound(name: str) -> str:
    """How ``name`` sounds, whoever writes it."""
    return sound_key(name)


def _forms(word: str) -> frozenset[str]:
    """The word itself, and what it may be the plural of."""
    forms = {word}
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms.add(word[:-1])
        if word.endswith("ies"):
            forms.add(word[:-3] + "y")
        elif word.endswith(("ches", "shes", "xes", "zes", "ses", "oes")):
            forms.add(word[:-2])
    return frozenset(forms)


def _figures(words: Sequence[str]) -> Iterator[str]:
    """``words``, their numbers as figures."""
    place = 0
    while place < len(words):
        value, count = _number(words[place:])
        if count:
            yield str(value)
        else:
            word = words[place]
            ordinal = _ORDINAL.fullmatch(word)
            yield str(_ORDINALS.index(word) + 1) if word in _ORDINALS else ordinal[1] if ordinal else word
        place += count or 1


def _number(words: Sequence[str]) -> tuple[int, int]:
    """The number that ``words`` begin with, and of how many of them it is; 0 of none."""
    value, count = _below_hundred(words)
    if not count:
        return 0, 0
    rest = words[count:]
    for word, factor in (("thousand", 1000), ("hundred", 100)):
        if rest and rest[0] == word:
            return _added(value * factor, count + 1, words)
    if 10 <= value <= 99:  # a year
        if len(rest) > 1 and rest[0] in ("oh", "o") and rest[1] in _UNITS and _UNITS[rest[1]] < 10:
            return value * 100 + _UNITS[rest[1]], count + 2
        second, more = _below_hundred(rest)
        if more and 10 <= second <= 99:
            return value * 100 + second, count + more
    return value, count


def _added(value: int, count: int, words: Sequence[str]) -> tuple[int, int]:
    start = count + (len(words) > count and words[count] == "and")
    small, more = _below_hundred(words[start:])
    return (value + small, start + more) if more else (value, count)


def _below_hundred(words: Sequence[str]) -> tuple[int, int]:
    if not words:
        return 0, 0
    if words[0] in _UNITS:
        return _UNITS[words[0]], 1
    if words[0] in _TENS:
        if len(words) > 1 and 0 < _UNITS.get(words[1], 0) < 10:
            return _TENS[words[0]] + _UNITS[words[1]], 2
        return _TENS[words[0]], 1
    return 0, 0


def _romans(words: Iterator[str]) -> Iterator[str]:
    """``words``, their Roman numbers as figures; a letter alone is one only behind another word."""
    for place, word in enumerate(words):
        is_number = bool(_ROMAN.fullmatch(word)) and (len(word) > 1 or place > 0)
        yield str(_roman(word)) if is_number else word


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def _as_roman(word: str) -> str:
    return _ROMANS[int(word)] if word.isdigit() and 0 < int(word) < len(_ROMANS) else word
