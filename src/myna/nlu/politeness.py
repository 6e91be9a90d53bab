"""A sentence without its politeness and filler, in each language: "okay, could you turn on the lamp please". Pure.

English has code of its own; other languages leave out, at both ends, the words of Home Assistant's templates that mean
nothing.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from myna.nlu.en.normalise import normalise
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.normalise import words_of

Plainer = Callable[[str], Iterator[str]]

_CLIPPED = re.compile(r"(?:you please|please you|i (?:want|need) you) (?!to )", re.IGNORECASE)
"""What a recogniser leaves of "could you please" and "I want you to"."""


@cache
def plainer(tag: str) -> Plainer:
    """What leaves out the politeness of a sentence of the language ``tag`` (``en-us``, ``de``).

    It gives what is left of the sentence as it was written, then without what is said in the middle of it; nothing
    where there is no politeness.
    """
    if tag.partition("-")[0] == "en":
        return _english
    definitions = load_intents(tag).definitions
    phrases = "|".join(re.escape(phrase) for phrase in sorted(definitions["skip_words"], key=len)[::-1])
    spaced = not definitions.get("settings", {}).get("ignore_whitespace")
    ends = (r"(?:\s|$)", r"(?<=\s)") if spaced else ("", "")
    before = re.compile(rf"(?:{phrases}){ends[0]}\s*" if phrases else "(?!)", re.IGNORECASE)
    behind = re.compile(rf"{ends[1]}(?:{phrases})$" if phrases else "(?!)", re.IGNORECASE)

    def plain(text: str) -> Iterator[str]:
        words = words_of(text)
        if not words:
            return
        left = text[words[0].start : words[-1].end]
        whole = left
        while found := before.match(left):
            left = left[found.end() :]
        while found := behind.search(left):
            left = left[: found.start()].rstrip(" ,")
        if left and left != whole:
            yield left

    return plain


def _english(text: str) -> Iterator[str]:
    sentence = normalise(text, whole=True)
    if sentence.removed and sentence.words:
        yield text[sentence.words[0].start : sentence.words[-1].end]
        yield sentence.text
    if clipped := _CLIPPED.match(text):
        yield text[clipped.end() :]
        yield from _english(text[clipped.end() :])
