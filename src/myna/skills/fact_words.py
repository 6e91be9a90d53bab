"""What facts are told in: sentences, numbers as people say them, and what is handed on between those who tell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from myna.nlu.responses import Responses

SQUARE_MILE = 2.589988
"""In square kilometres."""

FOOT = 0.3048
"""In metres."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the table that it is from."""

    text: str
    table: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The subjects of a relation, names in plain words, and its detail."""

    x: str = ""
    y: str = ""
    detail: str = ""


Tell = Callable[[Asked], Told | None]
"""Answers one relation; None where a subject is none that it knows."""

Relations = Mapping[str, Tell]
"""Who answers each relation, by its name."""


class FactWords:
    """The sentences of ``responses``, with their values."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses

    def say(self, key: str, **values: object) -> str:
        """The sentence ``key``, beginning with a capital letter."""
        text = self.piece(key, **values)
        return text[:1].upper() + text[1:]

    def piece(self, key: str, **values: object) -> str:
        """The part of a sentence ``key``; "" in a language that lacks it."""
        return self._responses.text(key, **values) or ""

    def listed(self, names: Iterable[str]) -> str:
        """``names``, at least one, as a list: "Spain, France and Italy"."""
        *most, last = names
        return self.piece("known_and", one=", ".join(most), other=last) if most else last

    def large(self, number: float, figures: int) -> str:
        """A ``number`` of a million or more to so many significant ``figures``: "778.5 million", "1.43 billion"."""
        key, unit = ("known_billion", 10**9) if number >= 10**9 else ("known_million", 10**6)
        return self.piece(key, number=f"{rounded(number / unit, figures):g}")

    def people(self, number: int) -> str:
        """A number of people: "1.42 billion", "84 million", "364,000"."""
        if number >= 10**9:
            return self.piece("known_billion", number=f"{number / 10**9:.2f}".rstrip("0").rstrip("."))
        if number >= 10**6:
            text = f"{number / 10**6:.0f}" if number >= 10**7 else f"{number / 10**6:.1f}".removesuffix(".0")
            return self.piece("known_million", number=text)
        return f"{rounded(number, 3):,.0f}"

    def square(self, area: float) -> str:
        """An ``area`` in square kilometres, in these and in square miles."""
        return self.piece("known_square", metric=self._size(area), imperial=self._size(area / SQUARE_MILE))

    def _size(self, number: float) -> str:
        if number >= 10**6:
            return self.piece("known_million", number=f"{rounded(number / 10**6, 3):g}")
        return f"{rounded(number, 3):,.0f}" if number >= 10 else f"{rounded(number, 2):g}"


def rounded(number: float, figures: int) -> float:
    """``number`` to so many significant ``figures``."""
    return float(f"{number:.{figures}g}")
