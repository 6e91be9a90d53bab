"""Public holidays of a country, by the package ``holidays``.

Its rules:

1. The package is imported at the first question. Of its countries only the one that is asked for is imported: all of
   them together take 17 MB of memory, one with what it needs takes 3.
2. Public holidays are days off. Other days that people celebrate are known by their names where the package has them.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_PACKAGES = ("holidays", "holidays.countries")
"""The packages that import all countries when they are imported themselves."""

_IN_LIEU = re.compile(r" \([^()]+\)$")
"""What stands behind the name of a day in lieu of a holiday."""


class UnknownCountryError(Exception):
    """The package does not know the country."""


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A holiday. ``in_lieu``: it is the day off for one that falls on a weekend."""

    day: date
    name: str
    in_lieu: bool = False


class Holidays:
    """The holidays of ``country``: an ISO 3166 code, such as US, GB-ENG or DE-BY, whose names are English.

    The methods raise UnknownCountryError.
    """

    def __init__(self, country: str) -> None:
        self.country = country
        self._years: dict[tuple[int, bool], list[Holiday]] = {}

    def between(self, first: date, last: date, *, unofficial: bool = False) -> list[Holiday]:
        """The public holidays from ``first`` to ``last``, both included; the unofficial ones too if asked for."""
        found = [one for year in range(first.year, last.year + 1) for one in self._of_year(year, False)]
        if unofficial:
            found += [one for year in range(first.year, last.year + 1) for one in self._of_year(year, True)]
        return sorted(one for one in found if first <= one.day <= last)

    def next_after(self, today: date) -> Holiday | None:
        """The first public holiday after ``today``; None in a country that has none."""
        return next(iter(self.between(date.fromordinal(today.toordinal() + 1), date(today.year + 1, 12, 31))), None)

    def _of_year(self, year: int, unofficial: bool) -> list[Holiday]:
        if (year, unofficial) not in self._years:
            self._years[year, unofficial] = list(self._computed(year, unofficial))
        return self._years[year, unofficial]

    def _computed(self, year: int, unofficial: bool) -> Iterable[Holiday]:
        category = "unofficial" if unofficial else "public"
        if category not in self._entity.supported_categories:
            return
        language = next((one for one in self._entity.supported_languages if one.startswith("en")), None)
        part = self.country.partition("-")[2] or None
        try:
            days = self._entity(years=year, subdiv=part, language=language, categories=category)
        except NotImplementedError as error:  # there is no such part of the country
            raise UnknownCountryError(self.country) from error
        for day, names in days.items():
            for name in names.split("; "):
                yield Holiday(day, _IN_LIEU.sub("", name), _IN_LIEU.search(name) is not None)

    @cached_property
    def _entity(self) -> Any:
        """The package's class of the country."""
        countries = _imported("holidays.registry").COUNTRIES
        code = self.country.partition("-")[0]
        for module, names in countries.items():
            if code in names[1:]:
                return getattr(_imported(f"holidays.countries.{module}"), names[0])
        raise UnknownCountryError(self.country)


def _imported(module: str) -> ModuleType:
    """The module of that name, imported without its packages' own code, which imports all the others."""
    for package in _PACKAGES:
        if package not in sys.modules:
            spec = find_spec(package)
            if spec is None:
                raise ModuleNotFoundError(f"No module named {package!r}", name=package)
            sys.modules[package] = module_from_spec(spec)
    return import_module(module)
