"""Facts about places: countries, states and cities with their capitals, people, neighbours, languages and money."""

import re
from collections.abc import Callable, Iterable, Sequence

from myna.knowledge.fact_tables import Capital, Currency, FactTables, Place
from myna.nlu.plain_words import name_key
from myna.skills.fact_words import FOOT, Asked, FactWords, Relations, Told

_MOST_MEANINGS = 3
"""A name that may mean more than so many places is not answered."""

UNDECIDED = frozenset(
    frozenset(pair) for pair in (("FR", "BR"), ("FR", "SR"), ("FR", "NL"), ("ES", "GB"), ("CY", "GB"))
)
"""Countries that only border by parts of them overseas."""

_PLURAL = re.compile(r"the .*(?:Islands|Maldives|Bahamas|Comoros|Seychelles|Philippines|Territories)$")
_KIND = re.compile(
    r"(?P<kind>country|nation|state|province|city|island|continent|territory)(?: of| called| named)?"
    r" (?P<name>.+)"
    r"|(?P<other>.+?)(?: the)? (?P<behind>country|nation|state|province|city)"
)
_KINDS = {
    "country": ("country", "territory"),
    "nation": ("country", "nation"),
    "state": ("state", "province"),
    "province": ("province",),
    "city": ("city", "urban"),
    "territory": ("territory", "province"),
    "continent": ("continent",),
    "island": ("country", "territory"),
}


_EVERYWHERE = frozenset(["", "world", "earth", "planet"])

_STATES_OF = "united states"
"""The country whose states are meant where none is named."""

_COMPARED = {
    ("area", "more"): "known_larger",
    ("area", "less"): "known_smaller",
    ("population", "more"): "known_more",
    ("population", "less"): "known_fewer",
}


class PlaceFacts:
    """Tells of places from the tables that ``tables`` gives, in ``words``."""

    def __init__(self, words: FactWords, tables: Callable[[], FactTables]) -> None:
        self._words = words
        self._read = tables

    @property
    def _tables(self) -> FactTables:
        return self._read()

    def relations(self) -> Relations:
        """What answers each relation."""
        return {
            "capital": self._capital,
            "capital_of": self._capital_of,
            "is_capital": self._is_capital,
            "population": self._population,
            "area": self._area,
            "neighbours": self._neighbours,
            "is_neighbour": self._is_neighbour,
            "languages": self._languages,
            "speaks": self._speaks,
            "continent": self._continent,
            "is_in": self._is_in,
            "where": self._where,
            "peak": self._peak,
            "largest_city": self._largest_city,
            "extreme": self._extreme,
            "members": self._members,
            "compare": self._compare,
            "currency": self._currency,
            "currency_of": self._currency_of,
            "uses_currency": self._uses_currency,
        }

    def _capital(self, asked: Asked) -> Told | None:
        told = self._each(asked.x, lambda place: place.capitals, self._capital_told, demonyms=True)
        return told or self._no_country(asked)

    def _no_country(self, asked: Asked) -> Told | None:
        """That a continent has not what a country has."""
        return self._each(
            asked.x,
            lambda place: place.kind == "continent",
            lambda _, name: self._words.say("known_no_country", x=name),
        )

    def _capital_told(self, place: Place, name: str) -> str:
        if len(place.capitals) == 1:
            return self._words.say("known_capital", x=name, capital=_ended(place.capitals[0].name))
        parts = [
            self._words.piece(
                "known_capital_role" if one.role.startswith("the ") else "known_capital_as",
                capital=one.name,
                role=one.role,
            )
            for one in place.capitals
        ]
        return self._words.say("known_capitals", x=name, capitals=self._words.listed(parts))

    def _capital_of(self, asked: Asked) -> Told | None:
        found = self._tables.with_capital(asked.x)
        if not found or len(found) > _MOST_MEANINGS:
            return None
        texts = [
            self._capital_of_told(place, capital, self._qualified(place) if len(found) > 1 else place.name)
            for place, capital in found
        ]
        return Told(" ".join(texts), found[0][0].table)

    def _capital_of_told(self, place: Place, capital: Capital, name: str) -> str:
        key = "known_capital_of" if not capital.role else "known_capital_role_of"
        if capital.role.startswith("the "):
            key = "known_capital_seat_of"
        return self._words.say(key, x=name, capital=capital.name, role=capital.role)

    def _is_capital(self, asked: Asked) -> Told | None:
        places = self._places(asked.y, lambda place: place.capitals)
        if not places or not (self._tables.with_capital(asked.x) or self._tables.named(asked.x)):
            return None
        for place, capital in self._tables.with_capital(asked.x):
            if place in places:
                text = self._capital_of_told(place, capital, self._qualified(place) if len(places) > 1 else place.name)
                return Told(self._words.say("known_yes", text=text), place.table)
        texts = [
            self._capital_told(place, self._qualified(place) if len(places) > 1 else place.name) for place in places
        ]
        return Told(self._words.say("known_no", text=" ".join(texts)), places[0].table)

    def _population(self, asked: Asked) -> Told | None:
        return self._each(asked.x, lambda place: place.population, self._population_told, demonyms=True)

    def _population_told(self, place: Place, name: str) -> str:
        key = "known_population_urban" if place.kind == "urban" else "known_population"
        if place.population < 1000:
            key = "known_population_few"
        return self._words.say(key, people=self._words.people(place.population), x=name, year=place.year)

    def _area(self, asked: Asked) -> Told | None:
        return self._each(
            asked.x,
            lambda place: place.area,
            lambda place, name: self._words.say("known_area", x=name, area=self._words.square(place.area)),
        )

    def _neighbours(self, asked: Asked) -> Told | None:
        def told(place: Place, name: str) -> str:
            names = sorted(self._names(place.neighbours), key=name_key)
            if not names:
                return self._words.say("known_neighbours_none", x=name)
            key = "known_neighbours_count" if asked.detail == "count" and len(names) > 1 else "known_neighbours"
            return self._words.say(key, x=name, count=len(names), names=self._words.listed(names))

        return self._each(asked.x, lambda place: place.kind in ("country", "territory", "state"), told)

    def _is_neighbour(self, asked: Asked) -> Told | None:
        def bordering(place: Place) -> bool:
            return place.kind in ("country", "territory", "state", "nation") and (
                place.table != "states and provinces" or bool(place.neighbours)
            )

        ones, others = self._places(asked.x, bordering), self._places(asked.y, bordering)
        pairs = [(one, other) for one in ones for other in others]
        for one, other in pairs:
            if other.code in one.neighbours:
                return Told(self._words.say("known_neighbour_yes", x=one.name, y=other.name), one.table)
        if len(pairs) != 1 or pairs[0][0].table != pairs[0][1].table or pairs[0][0] == pairs[0][1]:
            return None
        one, other = pairs[0]
        if frozenset((one.code, other.code)) in UNDECIDED or "territory" in (one.kind, other.kind):
            return None
        return Told(self._words.say("known_neighbour_no", x=one.name, y=other.name), one.table)

    def _languages(self, asked: Asked) -> Told | None:
        return self._each(asked.x, lambda place: place.languages, self._languages_told, demonyms=True)

    def _languages_told(self, place: Place, name: str) -> str:
        names = ", ".join(place.languages) if place.more_languages else self._words.listed(place.languages)
        several = len(place.languages) > 1
        key = "known_languages" if several else "known_language"
        if place.more_languages:
            names = self._words.piece("known_languages_more", names=names)
        return self._words.say(key if place.languages_are_official else f"{key}_main", x=name, names=names)

    def _speaks(self, asked: Asked) -> Told | None:
        places = self._places(asked.y, lambda place: place.languages)
        if len(places) != 1 or not any(asked.x in _language_words(one) for one in self._spoken_anywhere()):
            return None
        text = self._languages_told(places[0], places[0].name)
        if any(asked.x in _language_words(one) for one in places[0].languages):
            text = self._words.say("known_yes", text=text)
        return Told(text, places[0].table)

    def _spoken_anywhere(self) -> set[str]:
        return {one for place in self._tables.places for one in place.languages}

    def _continent(self, asked: Asked) -> Told | None:
        return self._each(asked.x, lambda place: place.kind != "continent", self._continent_told)

    def _continent_told(self, place: Place, name: str) -> str:
        whole = self._with_continent(place)
        key = (
            "known_continent_partly"
            if whole.partly_in
            else "known_continent_counted"
            if whole.counted_to
            else "known_continent"
        )
        if whole is not place:
            key = "known_continent"
        values = {
            "is_": self._is_are(place),
            "continent": whole.continent,
            "other": whole.partly_in or whole.counted_to,
        }
        return self._words.say(key, x=name, **values)

    def _with_continent(self, place: Place) -> Place:
        """``place``, or the whole that it is a part of, whose continent the table has."""
        while place.part_of and not place.continent:
            place = self._tables.by_code[place.part_of]
        return place

    def _is_in(self, asked: Asked) -> Told | None:
        wholes = self._places(asked.y, lambda place: not place.is_city)
        places = self._places(asked.x, lambda place: place.kind != "continent")
        if not wholes or not places or {place.code for place in places} & {whole.code for whole in wholes}:
            return None
        for place in places:
            if any(self._lies_in(place, whole) for whole in wholes):
                return self._yes(place, wholes, several=len(places) > 1)
        if len(places) > 1 or len(wholes) > 1:
            return None
        told = self._continent(asked) if wholes[0].kind == "continent" else self._where(asked)
        if told is None or places[0].is_city or not self._is_apart(places[0], wholes[0]):
            return None
        return Told(self._words.say("known_no", text=told.text), told.table)

    def _yes(self, place: Place, wholes: Sequence[Place], *, several: bool) -> Told:
        name = self._qualified(place) if several else place.name
        if wholes[0].kind == "continent":
            text = self._continent_told(place, name)
        else:
            text = self._words.say("known_where_city", x=name, y=self._qualified(wholes[0]))
        said = {whole.name for whole in wholes}
        key = (
            "known_partly" if place.partly_in in said else "known_depends" if place.counted_to in said else "known_yes"
        )
        return Told(self._words.say(key, text=text), place.table)

    def _lies_in(self, place: Place, whole: Place) -> bool:
        if whole.kind == "continent":
            return whole.name in (self._with_continent(place).continent, place.partly_in, place.counted_to)
        part = place
        while part.part_of:
            if part.part_of == whole.code:
                return True
            part = self._tables.by_code[part.part_of]
        return any(place.code == f"{code}-{whole.name}" for code in (whole.part_of,))

    def _is_apart(self, place: Place, whole: Place) -> bool:
        """Whether it is sure that ``place``, which is no city, is not in ``whole``."""
        if whole.kind in ("continent", "country"):
            return place.kind != "territory"
        return place.part_of.partition("-")[0] != whole.part_of

    def _where(self, asked: Asked) -> Told | None:
        return self._each(asked.x, lambda place: place.where or place.is_city, self._where_told)

    def _where_told(self, place: Place, name: str) -> str:
        if place.is_city:
            for whole, capital in self._tables.with_capital(place.name):
                if whole.code == place.part_of:
                    return self._capital_of_told(whole, capital, whole.name)
            whole = self._tables.by_code[place.part_of]
            y = whole.name if not whole.part_of else f"{whole.name}, in {self._tables.by_code[whole.part_of].name}"
            return self._words.say("known_where_city", x=place.name, y=y)
        key = "known_where_state" if place.kind in ("state", "province") else "known_where"
        return self._words.say(
            key,
            x=place.name if key == "known_where_state" else name,
            is_=self._is_are(place),
            kind=place.kind,
            where=place.where,
        )

    def _peak(self, asked: Asked) -> Told | None:
        def told(place: Place, name: str) -> str:
            heights = {"meters": f"{place.peak_height:,}", "feet": f"{round(place.peak_height / FOOT):,}"}
            return self._words.say("known_peak", x=name, peak=place.peak, **heights)

        return self._each(asked.x, lambda place: place.peak, told)

    def _largest_city(self, asked: Asked) -> Told | None:
        def told(place: Place, name: str) -> str:
            if place.largest_city:
                return self._words.say("known_largest_city", x=name, city=place.largest_city)
            cities = [city for city in self._tables.places if city.part_of == place.code and city.kind == "urban"]
            if not cities:
                return ""
            return self._words.say(
                "known_largest_urban", x=name, city=max(cities, key=lambda city: city.population).name
            )

        return self._each(asked.x, lambda place: not place.is_city and place.kind != "continent", told)

    def _extreme(self, asked: Asked) -> Told | None:
        """The largest, smallest, most or least populous country of a continent or the world, or state of a country."""
        kind = {"nation": "country"}.get(asked.x, asked.x)
        scope = "" if asked.y in _EVERYWHERE else asked.y
        whole: Place | None = None
        if scope or kind != "country":
            kind_of_whole = "continent" if kind == "country" else "country"
            wholes = self._places(scope or _STATES_OF, lambda place: place.kind == kind_of_whole)
            if len(wholes) != 1 or (asked.y and not scope):
                return None
            whole = wholes[0]
        by_area = asked.detail in ("largest", "smallest")
        measure: Callable[[Place], float] = _area_of if by_area else _population_of
        places = [place for place in self._tables.places if place.kind == kind and self._is_within(place, whole)]
        places = [place for place in places if measure(place)]
        if len(places) < 2:
            return None
        first = (max if asked.detail in ("largest", "most") else min)(places, key=measure)
        value = self._words.square(first.area) if by_area else self._words.people(first.population)
        where = self._words.piece("known_in_world")
        if whole is not None:
            where = self._words.piece("known_in" if kind == "country" else "known_of", y=whole.name)
        values = {"is_": self._is_are(first), "kind": kind, "scope": where, "value": value, "year": first.year}
        text = self._words.say(f"known_{asked.detail}", x=first.name, **values)
        if whole is not None and by_area:
            text = self._with_part(text, first, whole, largest=asked.detail == "largest")
        return Told(text, first.table)

    def _with_part(self, text: str, first: Place, whole: Place, *, largest: bool) -> str:
        """``text`` on the ``first`` country of ``whole``, and what there is to say of one that is partly in it."""
        larger = (one for one in self._tables.places if one.partly_in == whole.name and one.area > first.area)
        if largest and (other := next(larger, None)) is not None:
            return self._words.say("known_partly_largest", text=text, y=other.name, continent=other.continent)
        if first.partly_in and first.partly_in != whole.name:
            return self._words.say("known_partly_itself", text=text, continent=first.partly_in)
        return text

    def _is_within(self, place: Place, whole: Place | None) -> bool:
        return whole is None or (
            place.continent == whole.name if whole.kind == "continent" else place.part_of == whole.code
        )

    def _members(self, asked: Asked) -> Told | None:
        if asked.x not in ("countries", "nations"):
            return None
        return self._each(
            asked.y,
            lambda place: place.countries,
            lambda place, name: self._words.say("known_members", x=name, count=place.countries),
        )

    def _compare(self, asked: Asked) -> Told | None:
        measured, direction, asks = asked.detail.split()
        measure: Callable[[Place], float] = _area_of if measured == "area" else _population_of
        ones, others = self._places(asked.x, measure), self._places(asked.y, measure)
        if len(ones) > 1 or len(others) > 1:
            kinds = {place.kind for place in ones} & {place.kind for place in others}
            ones, others = ([place for place in group if place.kind in kinds] for group in (ones, others))
        if len(ones) != 1 or len(others) != 1 or ones == others:
            return None
        one, other = ones[0], others[0]
        if one.is_city and other.is_city and one.kind != other.kind:
            return None  # one within its limits, the other with its surroundings
        is_so = measure(one) > measure(other) if direction == "more" else measure(one) < measure(other)
        first, second = (one, other) if is_so else (other, one)
        said = [
            self._words.square(place.area) if measured == "area" else self._words.people(place.population)
            for place in (first, second)
        ]
        if said[0] == said[1]:
            return None
        verbs = {"is_": self._is_are(first), "has": "have" if self._is_are(first) == "are" else "has"}
        values = {"one": said[0], "other": said[1], "year": max(first.year, second.year)}
        text = self._words.say(_COMPARED[measured, direction], x=first.name, y=second.name, **verbs, **values)
        if asks == "whether":
            text = self._words.say("known_yes" if is_so else "known_no", text=text)
        return Told(text, first.table)

    def _currency(self, asked: Asked) -> Told | None:
        told = self._each(asked.x, lambda place: place.currencies, self._currency_told, demonyms=True)
        return told or self._no_country(asked)

    def _currency_told(self, place: Place, name: str) -> str:
        names = [self._tables.currencies[code].name for code in place.currencies]
        key = "known_currency" if len(names) == 1 else "known_currencies"
        return self._words.say(key, x=name, names=" and the ".join(names))

    def _currency_of(self, asked: Asked) -> Told | None:
        if (currency := self._tables.currency(asked.x)) is None:
            return self._unit_of(asked.x)
        names = self._using({currency.code})
        key = "known_currency_of" if len(names) < 4 else "known_currency_of_many"
        text = self._words.say(key, currency=currency.name, count=len(names), names=self._words.listed(names))
        return Told(text, "currencies")

    def _unit_of(self, unit: str) -> Told | None:
        """The countries whose currencies have one word in common: pesos."""
        codes = {code for code, one in self._tables.currencies.items() if unit in _units(one)}
        if len(codes) < 2 or not (names := self._using(codes)):
            return None
        return Told(self._words.say("known_unit_of", unit=unit, names=self._words.listed(names)), "currencies")

    def _using(self, codes: set[str]) -> list[str]:
        """The names of the countries that have one of these currencies; of territories where no country has."""
        using = [place for place in self._tables.places if codes.intersection(place.currencies)]
        countries = [place for place in using if place.kind == "country"] or using
        return sorted((place.name for place in countries), key=name_key)

    def _uses_currency(self, asked: Asked) -> Told | None:
        places = self._places(asked.x, lambda place: place.currencies)
        known = self._tables.currency(asked.y)
        if len(places) != 1 or not (known or any(asked.y in _units(one) for one in self._tables.currencies.values())):
            return None
        own = [self._tables.currencies[code] for code in places[0].currencies]
        is_so = known in own if known else any(asked.y in _units(one) for one in own)
        text = self._currency_told(places[0], places[0].name)
        return Told(self._words.say("known_yes" if is_so else "known_no", text=text), "currencies")

    def _places(self, name: str, has: Callable[[Place], object], *, demonyms: bool = False) -> list[Place]:
        """The places that ``name`` may mean, and that have what is asked; none where they are too many.

        With ``demonyms`` a country is also meant by what its people or things are called.
        """
        found = list(self._tables.named(name))
        if not found and (match := _KIND.fullmatch(name)) is not None:
            kinds = _KINDS.get(match["kind"] or match["behind"], ())
            found = [place for place in self._tables.named(match["name"] or match["other"]) if place.kind in kinds]
        if not found:
            found = self._in_its_country(name) or (list(self._tables.of_people(name)) if demonyms else [])
        found = [place for place in found if has(place)]
        cities = {place.part_of.partition("-")[0] for place in found if place.kind == "city"}
        wholes = {place.code for place in found}
        found = [
            place
            for place in found
            if not (place.kind == "urban" and (place.part_of in cities or place.part_of in wholes))
        ]
        return found if len(found) <= _MOST_MEANINGS else []

    def _in_its_country(self, name: str) -> list[Place]:
        """The places of "paris france": with the country or state that they are in behind them."""
        words = name.split()
        for count in range(1, len(words)):
            wholes = {place.code for place in self._tables.named(" ".join(words[count:]))}
            if wholes:
                places = self._tables.named(" ".join(words[:count]).removesuffix(" in"))
                return [
                    place for place in places if place.part_of in wholes or place.part_of.partition("-")[0] in wholes
                ]
        return []

    def _each(
        self, name: str, has: Callable[[Place], object], tell: Callable[[Place, str], str], *, demonyms: bool = False
    ) -> Told | None:
        """What ``tell`` says of each place that ``name`` may mean, with what it is where there are several."""
        places = self._places(name, has, demonyms=demonyms)
        if not places:
            return None
        several = len(places) > 1
        texts = [tell(place, self._qualified(place) if several else place.name) for place in places]
        return Told(" ".join(texts), places[0].table) if all(texts) else None

    def _qualified(self, place: Place) -> str:
        if place.is_city:
            return self._words.piece("known_city_in", x=place.name, y=self._tables.by_code[place.part_of].name)
        if place.kind in ("state", "province"):
            return self._words.piece("known_state_of", kind=place.kind, x=place.name)
        named = self._tables.named(place.name)
        return (
            self._words.piece("known_country_of", x=place.name)
            if len(named) > 1 and place.kind == "country"
            else place.name
        )

    def _is_are(self, place: Place) -> str:
        return "are" if _PLURAL.match(place.name) else "is"

    def _names(self, codes: Iterable[str]) -> list[str]:
        return [self._tables.by_code[code].name for code in codes]


def _ended(name: str) -> str:
    """``name`` before the full stop of a sentence."""
    return name.removesuffix(".")


def _language_words(language: str) -> set[str]:
    """The names of ``language``, in plain words: "mandarin chinese" is also called "mandarin" and "chinese"."""
    name = name_key(language)
    return {name, *(name.split() if name == "mandarin chinese" else ())}


def _area_of(place: Place) -> float:
    return place.area


def _population_of(place: Place) -> float:
    return place.population


def _units(currency: Currency) -> set[str]:
    """The last words of the currency's names: "dollar", "dollars"."""
    return {name_key(name).rpartition(" ")[2] for name in (currency.name, currency.plural)}
