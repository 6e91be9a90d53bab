"""Checks the syntax of a sentence template, and says where it is broken and why. Pure.

Its rules:

1. hassil parses every template that passes without an error.
2. A template is short and flat enough for a person to read, and so for every parser.
"""

import re

MAX_CHARACTERS = 1000
"""The longest template, in characters."""

MAX_DEPTH = 12
"""The most groups, or rules, inside of each other."""

MAX_NUMBERS = 1000
"""The most numbers that a slot may have: hassil takes 0.16 s to put so many into words, once."""

_GROUPS = {"(": ")", "[": "]"}
_NAMES = {"{": "}", "<": ">"}
_NAME = {
    "{": re.compile(r"(?:\w+|\d{1,7}\.\.\d{1,7}(?:,\d{1,7})?(?=:))(?::@?\w+)?|@\w+"),
    "<": re.compile(r"\w+"),
}
_KIND = {"{": "a slot", "<": "a rule"}

_MARKS = r"[.,!?:…¡¿]+"
_SILENT = re.compile(rf"(\\.|{{[^}}]*}}|<[^>]*>)|(?:^|(?<=[\s(\[|;])){_MARKS}|{_MARKS}(?=[\s)\]|;]|$)")


class TemplateError(Exception):
    """The template is broken. ``column`` counts from 1, and is 0 where no single place is wrong."""

    def __init__(self, problem: str, column: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.column = column

    def __str__(self) -> str:
        return f"{self.problem}, at column {self.column}" if self.column else self.problem


_EMPTY = re.compile(r"(\\.)|\[\]|\(\)")
"""Brackets with nothing in them, as in ``[,]`` without its comma."""


def without_marks(template: str) -> str:
    """``template`` without punctuation between words, which nobody hears: ``What's up doc`` for ``What's up, doc?``."""
    silent = _SILENT.sub(lambda found: found[1] or "", template)
    while silent != template:
        template, silent = silent, _EMPTY.sub(lambda found: found[1] or "", silent)
    return silent


def numbers_in(lowest: int, highest: int, step: int) -> int:
    """The count of the numbers of a slot; 0 where it has none, or more than ``MAX_NUMBERS``."""
    count = (highest - lowest) // step + 1 if step > 0 else 0
    return count if 0 < count <= MAX_NUMBERS else 0


def check_syntax(template: str) -> None:
    """Raise TemplateError where ``template`` is broken."""
    if len(template) > MAX_CHARACTERS:
        raise TemplateError(f"more than {MAX_CHARACTERS} characters; make several sentences of it")
    if not without_marks(template).strip():
        raise TemplateError("there is no word in it")
    groups: list[_Group] = [_Group("", 0)]
    index = 0
    while index < len(template):
        char, column = template[index], index + 1
        if char == "\\":
            if not template[column:].strip():
                raise TemplateError("a \\ with nothing behind it", column)
            index += 1
        elif char in _NAMES:
            index = _end_of_name(template, index)
        elif char in _GROUPS:
            if len(groups) > MAX_DEPTH:
                raise TemplateError("brackets that are nested too deep", column)
            groups.append(_Group(char, column))
        elif char in ")]":
            groups[-1].close(char, column, template)
            groups.pop()
        elif char in "}>":
            raise TemplateError(f"a {char} that closes nothing", column)
        elif char in "|;":
            groups[-1].separate(char, column)
        index += 1
    if groups[1:]:
        raise TemplateError(f"a {groups[-1].opening} that is never closed", groups[-1].column)


def _end_of_name(template: str, start: int) -> int:
    """The index of the bracket that closes the name whose bracket opens at the index ``start``."""
    opening = template[start]
    end = template.find(_NAMES[opening], start)
    if end < 0:
        raise TemplateError(f"a {opening} that is never closed", start + 1)
    if not _NAME[opening].fullmatch(template, start + 1, end):
        raise TemplateError(
            f"the name of {_KIND[opening]} has letters, digits and _ alone, and stands between {opening} and "
            f"{_NAMES[opening]}",
            start + 1,
        )
    return end


class _Group:
    """A group that is still open: its bracket, the column of that, and what separates its parts."""

    def __init__(self, opening: str, column: int) -> None:
        self.opening = opening
        self.column = column
        self._separator = ""

    def separate(self, separator: str, column: int) -> None:
        if self._separator not in ("", separator):
            raise TemplateError("a | and a ; in one group; put one of them in brackets of its own", column)
        self._separator = separator

    def close(self, closing: str, column: int, template: str) -> None:
        expected = _GROUPS.get(self.opening)
        if expected is None:
            raise TemplateError(f"a {closing} that closes nothing", column)
        if closing != expected:
            raise TemplateError(f"a {closing} where a {expected} is expected", column)
        if column - 1 == self.column:
            raise TemplateError("brackets with nothing in them", self.column)
