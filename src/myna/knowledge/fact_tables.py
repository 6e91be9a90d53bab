"""The tables of facts in ``knowledge/tables``: places, currencies, elements, planets, and statements of a language.

Each table is a file of its own, with its source in its first lines. Names are met in plain words (see
``myna.nlu.plain_words``), with or without "the". ``scripts/fact_tables.py`` makes the larger ones.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from myna.core.tables import read_table
from myna.nlu.plain_words import name_key, plain, wording

T = TypeVar("T")

_FOLDER = files("myna.knowledge").joinpath("tables")

_PLACES = ("continents.tsv", "countries.tsv", "regions.tsv", "cities.tsv", "us_cities.tsv")


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital's ``name`` and, where a country has several, what it is: "administrative"."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, territory, state, province, nation, continent, or city.

    A city of the ``kind`` "urban" is one with its surroundings. ``code`` is that of ISO 3166 where there is one.
    ``population`` is of the ``year``; ``area`` is in square kilometres, ``peak_height`` in metres. ``neighbours`` and
    ``currencies`` are codes. ``partly_in`` is the continent that a part is in, ``counted_to`` one that it is often
    counted to. ``part_of`` is a country's code, ``demonyms`` what those who are from there, and what is theirs, are
    called. What is not known is 0 or empty.
    """

    table: str
    code: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    capitals: tuple[Capital, ...] = ()
    population: int = 0
    year: str = ""
    area: float = 0
    neighbours: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    languages_are_official: bool = True
    more_languages: bool = False
    continent: str = ""
    partly_in: str = ""
    counted_to: str = ""
    peak: str = ""
    peak_height: int = 0
    currencies: tuple[str, ...] = ()
    where: str = ""
    part_of: str = ""
    largest_city: str = ""
    countries: int = 0
    demonyms: tuple[str, ...] = ()

    @property
    def is_city(self) -> bool:
        """Whether it is a city."""
        return self.kind in ("city", "urban")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency with its code of ISO 4217."""

    code: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class Element:
    """A chemical element; ``mass`` in daltons, "" where it has no stable isotope."""

    number: int
    symbol: str
    name: str
    mass: str


@dataclass(frozen=True, slots=True)
class Planet:
    """A planet, the moon or the sun, with figures as an answer says them; "" where it has none.

    ``place``: the how manieth from the sun. ``distance`` from the sun in millions of kilometres, ``nearest`` and
    ``farthest`` from the earth likewise; ``diameter`` in kilometres; ``temperature`` in degrees Celsius; ``gravity`` in
    metres per second squared.
    """

    name: str
    place: str
    distance: str
    nearest: str
    farthest: str
    diameter: str
    moons: str
    day: str
    year: str
    temperature: str
    gravity: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A mountain, river, lake, building or sight; heights and depths in metres, lengths in kilometres, 0 if unknown."""

    kind: str
    name: str
    height: int
    length: int
    depth: int
    where: str


@dataclass(frozen=True, slots=True)
class President:
    """A president of the United States whose term is over; ``years`` as an answer says them: "from 1861 to 1865"."""

    number: int
    name: str
    years: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence (``say``) that answers what the patterns ask; ``name`` is what it names, ``about`` its table."""

    about: str
    pattern: re.Pattern[str]
    say: str
    names: tuple[str, ...] = ()


class FactTables:
    """All tables, with the statements of one language (``en``). Reads them when it is made."""

    def __init__(self, language: str) -> None:
        self.places = [_place(table, row) for table in _PLACES for row in _rows(table)]
        self.by_code = {place.code: place for place in self.places}
        self.currencies = {
            row["code"]: Currency(row["code"], row["name"], row["plural"]) for row in _rows("currencies.tsv")
        }
        self.planets = [Planet(**row) for row in _rows("planets.tsv")]
        self.elements = [
            Element(int(row["number"]), row["symbol"], row["name"], row["mass"]) for row in _rows("elements.tsv")
        ]
        features = [(_feature(row), _split(row["aliases"])) for row in _rows("features.tsv")]
        self.features = [one for one, _ in features]
        self.presidents = {
            int(row["number"]): President(int(row["number"]), row["name"], row["years"])
            for row in _rows("presidents.tsv")
        }
        self.statements = tuple(_statements(language))
        self._places = _index((name, place) for place in self.places for name in (place.name, *place.aliases))
        self._demonyms = _index((name, place) for place in self.places for name in place.demonyms)
        self._capitals = _index(
            (name, (place, capital))
            for place in self.places
            for name, capital in _capital_names(place.code, place.capitals)
        )
        self._currencies = _currency_names(self.currencies)
        self._elements = _index(_element_names(self.elements))
        self._features = {name_key(name): one for one, others in features for name in (one.name, *others)}
        self._planets = {planet.name: planet for planet in self.planets}

    def named(self, name: str) -> Sequence[Place]:
        """The places that are called ``name``."""
        return self._places.get(name_key(name), ())

    def of_people(self, name: str) -> Sequence[Place]:
        """The countries whose people, or whose things, are called ``name``: "japanese", "danes"."""
        return self._demonyms.get(name_key(name), ())

    def with_capital(self, name: str) -> Sequence[tuple[Place, Capital]]:
        """The places whose capital is called ``name``."""
        return self._capitals.get(name_key(name), ())

    def currency(self, name: str) -> Currency | None:
        """The currency that is called ``name``, in the singular or plural."""
        return self._currencies.get(name_key(name))

    def element(self, name: str) -> Element | None:
        """The element with the ``name``, symbol or number."""
        found = self._elements.get(name_key(name), ())
        return found[0] if found else None

    def planet(self, name: str) -> Planet | None:
        """The planet, moon or sun that is called ``name``."""
        return self._planets.get(name_key(name))

    def feature(self, name: str) -> Feature | None:
        """The mountain, river, building or sight that is called ``name``."""
        return self._features.get(name_key(name))

    def statement(self, topic: str) -> Statement | None:
        """The statement that answers ``topic``, in plain words."""
        return next((one for one in self.statements if one.pattern.fullmatch(f"{topic} ")), None)

    def names(self) -> list[str]:
        """All names as they are written: what may be meant where something that sounds so was heard."""
        found = {name for place in self.places for name in (place.name, *place.aliases)}
        found |= {name for one in self.places for name, _ in _capital_names(one.code, one.capitals)}
        found |= {name for one in self.currencies.values() for name in (one.name, one.plural)}
        found |= {one.name for one in self.elements} | {one.name for one in self.planets}
        found |= {one.name for one in self.features}
        return sorted({name.removeprefix("the ") for name in found})


@cache
def tables(language: str) -> FactTables:
    """The tables with the statements of ``language`` ("en-us"), read once."""
    return FactTables(language.partition("-")[0])


@cache
def local_names(language: str) -> Mapping[tuple[str, str], str]:
    """What ``language`` ("de") calls countries and currencies, by kind and code; languages, by their English name."""
    return {(row["kind"], row["code"]): row["name"] for row in _rows(f"names.{language}.tsv")}


def _rows(table: str) -> Iterator[dict[str, str]]:
    lines = _FOLDER.joinpath(table).read_text(encoding="utf-8").splitlines()
    return csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def _split(text: str, mark: str = ";") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


_TITLES = {
    "continents.tsv": "continents",
    "countries.tsv": "countries",
    "regions.tsv": "states and provinces",
    "cities.tsv": "cities",
    "us_cities.tsv": "cities of the United States",
}


def _place(table: str, row: dict[str, str]) -> Place:
    value = defaultdict(str, row)
    languages = value["languages"]
    known = _split(languages.removeprefix("~"), ",")
    return Place(
        table=_TITLES[table],
        code=value["code"],
        kind=value["kind"],
        name=value["name"],
        aliases=_split(value["aliases"]),
        capitals=tuple(Capital(*_capital(one)) for one in _split(value["capitals"].partition(" = ")[0])),
        population=int(value["population"] or 0),
        year=value["year"],
        area=float(value["area"] or 0),
        neighbours=tuple(value["neighbours"].split()),
        languages=tuple(one for one in known if one != "..."),
        languages_are_official=not languages.startswith("~"),
        more_languages="..." in known,
        continent=value["continent"],
        partly_in=value["partly_in"],
        counted_to=value["counted_to"],
        peak=value["peak"],
        peak_height=int(value["peak_height"] or 0),
        currencies=tuple(value["currencies"].split()),
        where=value["where"],
        part_of=value["part_of"],
        largest_city=value["largest_city"],
        countries=int(value["countries"] or 0),
        demonyms=_split(value["demonyms"]),
    )


def _feature(row: dict[str, str]) -> Feature:
    height, length, depth = (int(row[measure] or 0) for measure in ("height", "length", "depth"))
    return Feature(row["kind"], row["name"], height, length, depth, row["where"])


def _capital(text: str) -> tuple[str, str]:
    name, _, role = text.partition(" (")
    return name, role.rstrip(")")


@cache
def _other_capital_names() -> dict[str, tuple[str, ...]]:
    rows = (row for table in ("countries.tsv", "regions.tsv") for row in _rows(table))
    return {row["code"]: _split(row["capitals"].partition(" = ")[2], ",") for row in rows}


def _capital_names(code: str, capitals: Sequence[Capital]) -> Iterator[tuple[str, Capital]]:
    for capital in capitals:
        yield capital.name, capital
    if capitals:
        yield from ((name, capitals[0]) for name in _other_capital_names().get(code, ()))


def _currency_names(currencies: Mapping[str, Currency]) -> dict[str, Currency]:
    """Names in the singular and plural; the last word alone ("yen") where no other currency has it."""
    found: dict[str, Currency] = {}
    units: dict[str, set[str]] = defaultdict(set)
    for one in currencies.values():
        for name in (one.name, one.plural):
            found.setdefault(name_key(name), one)
            units[name_key(name).rpartition(" ")[2]].add(one.code)
    for unit, codes in units.items():
        if len(codes) == 1 and unit not in ("gold", "real"):
            found.setdefault(unit, currencies[min(codes)])
    for row in _rows("currencies.tsv"):
        found |= {name_key(name): currencies[row["code"]] for name in _split(row["aliases"])}
    return found


def _element_names(elements: Sequence[Element]) -> Iterator[tuple[str, Element]]:
    other = {int(row["number"]): _split(row["aliases"]) for row in _rows("elements.tsv")}
    for one in elements:
        yield from ((name, one) for name in (one.name, one.symbol, str(one.number), *other[one.number]))


def _index(named: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for name, one in named:
        if one not in found[name_key(name)]:
            found[name_key(name)].append(one)
    return dict(found)


def _statements(language: str) -> Iterator[Statement]:
    """The statements of ``facts.LANGUAGE.yaml``; none in a language without it."""
    file = _FOLDER.joinpath(f"facts.{language}.yaml")
    if not file.is_file():
        return
    for about, statements in read_table(file).items():
        for one in statements:
            pattern = re.compile("|".join(map(wording, one["asked"])))
            yield Statement(about, pattern, one["say"], tuple(plain(name) for name in one.get("names", ())))
