"""How a name sounds in English, roughly, however a recogniser spells it: "Ulaanbaatar" is "you lan bator". Pure.

Its rules:

1. Only consonants count, in classes of what is easily taken for each other, or written for it: b and p, d and t, v and
   f; c, ch, g, j, k and sh. Vowels, h, w and y do not count but at the beginning, nor do the ends of words.
2. What has the same key may be another name: whoever uses it compares the spellings too, by ``likeness``, and asks.
"""

import difflib
import re
import unicodedata

_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"[^a-z]", ""),
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps|^x", "s"),
        (r"(?<=[aeiou])gh", ""),
        (r"ph", "f"),
        (r"sc(?=[eiy])|c(?=[eiy])|ts|z(?!h)", "s"),
        (r"t?sch|tch|[csz]h|[st]io(?=n)|dg|j", "k"),
        (r"x", "ks"),
        (r"ck|[cqg]", "k"),
        (r"th|d", "t"),
        (r"b", "p"),
        (r"v", "f"),
        (r"(.)\1+", r"\1"),
        (r"[aeiouhwy]", ""),
    ]
]


LEAST_LIKENESS = 0.4
"""How alike the spellings of two names are that sound alike, so that one may be meant by the other."""


def sound_key(name: str) -> str:
    """Whether ``name`` begins with a vowel ("a") or a consonant ("-"), and its consonants; empty where it has none."""
    key = plain = letters(name)
    for pattern, sound in _SPELLINGS:
        key = pattern.sub(sound, key)
    return key and ("a" if plain[0] in "aeiouhwy" else "-") + key


def likeness(one: str, other: str) -> float:
    """How alike two names are written, from 0 to 1."""
    pair = letters(one), letters(other)
    return max(difflib.SequenceMatcher(None, *order).ratio() for order in (pair, pair[::-1]))


def letters(name: str) -> str:
    """The letters of ``name``, in lower case and without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalpha())
