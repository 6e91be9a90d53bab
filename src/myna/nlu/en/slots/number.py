"""Numbers anywhere in a sentence: "a hundred", "minus six", "two point five", "1/4", "half a dozen". Pure."""

import re
from fractions import Fraction

from myna.nlu.en.slots.sentence import NUMBER, Found, find_all, pattern, value_of

_NUMBER = pattern(
    r"(?P<minus>(?:minus|negative|-) )?"
    rf"(?P<number>{NUMBER})(?! second(?!\S))"
    r"(?! (?:past|to|till|after|of|the|my|your|our|his|her|their|this|that) (?:1?\d|2[0-4])(?!\S))"
)
_PRONOUN = re.compile(
    r"(?:\bthe (?:(?!(?:to|at|by|of|and|plus|minus|times|is|for|in|on|number)\b)\w+ ){1,2}|(?:^| )(?:that|this"
    r"|which|each|every|another|any|no|some|the|first|last|next|other|right|new|old|\d+th|second) )$"
)
"""Behind these "one" is no number."""


def find(text: str) -> list[Found[Fraction]]:
    """The numbers of ``text``: no ordinals, times or dates, no "one" that stands for a thing, no "half the lights"."""
    return find_all(text, [(_NUMBER, _value)])


def said(value: Fraction) -> str:
    """``value`` exactly, in digits."""
    return f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _value(match: re.Match[str]) -> Fraction | None:
    written, before, after = match["number"], match.string[: match.start()], match.string[match.end() :]
    if (
        written == "1"
        and not match["minus"]
        and (_PRONOUN.search(before) or after.startswith((" of them", " of these")))
    ):
        return None
    if written == "1_2" and re.match(r" (?:the|my|your|our|his|her|their|this|that|past|of (?:the|my))\b", after):
        return None
    value = value_of(written)
    return -value if match["minus"] else value
