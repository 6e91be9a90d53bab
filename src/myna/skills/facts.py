"""Facts: what people ask most of countries, elements, planets and the like, told from the tables on the board.

Its rules:

1. A sentence is answered where both its relation and its subjects are known, and nothing else stands in it. A reading
   whose names are in no table is none.
2. What a name may mean twice (the country and the state of Georgia) is told of both, each with what it is.
3. What changes is said with its year. It only tells: nothing is done, and nothing asked back.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from myna.core.reply import Evidence, Reply
from myna.knowledge.fact_tables import Capital, Element, FactTables, Place, Planet, Statement, tables
from myna.nlu.parsers import Parsers
from myna.nlu.plain_words import name_key
from myna.nlu.responses import Responses
from myna.skills.skill_set import Skill

_MILES, _SQUARE_MILES, _FEET = 1.609344, 2.589988, 0.3048

_MOST_MEANINGS = 3
"""A name that may mean more than so many places is not answered."""

_UNDECIDED = frozenset(frozenset(pair) for pair in (("FR", "BR"), ("FR", "SR"), ("FR", "NL"), ("ES", "GB"), ("CY", "GB")))
"""Countries that only border by parts of them overseas."""

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}

_PLURAL = re.compile(r"the .*(?:Islands|Maldives|Bahamas|Comoros|Seychelles|Philippines|Territories)$")
_KIND = re.compile(
    r"(?P<kind>country|nation|state|province|city|island|continent|territory|planet|element)(?: of| called| named)? (?P<name>.+)"
    r"|(?P<other>.+?)(?: the)? (?P<behind>country|nation|state|province|city|planet|element)"
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, and the table that it is from."""

    text: str
    table: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """The subjects of a relation, and its detail."""

    x: str = ""
    y: str = ""
    detail: str = ""
    rest: tuple[str, ...] = field(default=())


class FactsSkill(Skill):
    """Answers from the tables of facts."""

    name = "knowledge"

    def __init__(self, responses: Responses, parsers: Parsers) -> None:
        self._responses = responses
        self._questions = parsers.questions.facts
        self._numbers = parsers.numbers
        self._tag = parsers.tag
        self._relations: dict[str, Callable[[_Asked], _Told | None]] = {
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
            "height": self._height,
            "length": self._length,
            "depth": self._depth,
            "president": self._president,
            "largest_city": self._largest_city,
            "extreme": self._extreme,
            "members": self._members,
            "compare": self._compare,
            "currency": self._currency,
            "currency_of": self._currency_of,
            "uses_currency": self._uses_currency,
            "symbol": self._symbol,
            "atomic_number": self._atomic_number,
            "atomic_mass": self._atomic_mass,
            "element": self._element,
            "distance": self._distance,
            "distance_sun": self._distance_sun,
            "moons": self._moons,
            "diameter": self._diameter,
            "day": self._day,
            "year": self._year,
            "temperature": self._temperature,
            "planet_gravity": self._gravity,
            "planet_place": self._planet_place,
        }

    @property
    def _tables(self) -> FactTables:
        return tables(self._tag)

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """What ``text`` asks of the tables ("knowledge.capital"), and the answer; None where it asks nothing else."""
        topics = self._questions.topics(text)
        if not topics:
            return None
        if (statement := self._statement(topics)) is not None:
            return self._reply(statement.about, [_Told(statement.say, statement.about)])
        if (pair := self._questions.both(topics)) is not None:
            told = [self._told([topic]) for topic in pair]
            known = [one for one in told if one is not None]
            return self._reply(known[0][0], [one[1] for one in known]) if len(known) == len(told) else None
        if (found := self._told(topics)) is not None:
            return self._reply(found[0], [found[1]])
        return self._is_statement(topics)

    def _told(self, topics: Sequence[str]) -> tuple[str, _Told] | None:
        for wanted in self._questions.wanted(topics):
            x, y = (*wanted.subjects, "", "")[:2]
            if (told := self._relations[wanted.relation](_Asked(x, y, wanted.detail))) is not None:
                return wanted.relation, told
        return None

    def _statement(self, topics: Sequence[str]) -> Statement | None:
        found = (self._tables.statement(topic) for topic in topics)
        return next((one for one in found if one is not None), None)

    def _is_statement(self, topics: Sequence[str]) -> tuple[str, Reply] | None:
        """Whether a statement is about the name that the question says: "is the largest ocean the Pacific"."""
        for topic in topics:
            for name, about in self._questions.identities(topic):
                statement = self._tables.statement(about)
                if statement is None or not statement.names:
                    continue
                key = "fact_yes" if name_key(name) in map(name_key, statement.names) else "fact_no"
                if key == "fact_no" and not self._is_name(name):
                    continue
                return self._reply(statement.about, [_Told(self._say(key, text=statement.say), statement.about)])
        return None

    def _is_name(self, name: str) -> bool:
        others = (other for one in self._tables.statements for other in one.names)
        known = self._tables.named(name) or self._tables.element(name) or self._tables.planet(name)
        return bool(known) or name_key(name) in map(name_key, others)

    def _reply(self, relation: str, told: Sequence[_Told]) -> tuple[str, Reply]:
        text = self._spelled(" ".join(one.text for one in told))
        return f"knowledge.{relation}", Reply(text, evidence=Evidence("tables", told[0].table, text))

    def _spelled(self, text: str) -> str:
        """``text`` as it is written in the region of the language."""
        if self._tag == "en-us":
            return text
        return re.sub(r"meter(?=s?\b)", "metre", re.sub(r"neighbor", "neighbour", text)).replace("color", "colour")

    def _say(self, key: str, **values: object) -> str:
        text = self._responses.text(key, **values) or ""
        return text[:1].upper() + text[1:]

    def _piece(self, key: str, **values: object) -> str:
        return self._responses.text(key, **values) or ""

    def _listed(self, names: Iterable[str]) -> str:
        *most, last = names
        return f"{', '.join(most)} and {last}" if most else last

    # Places

    def _places(self, name: str, has: Callable[[Place], object]) -> list[Place]:
        """The places that ``name`` may mean, and that have what is asked; none where they are too many."""
        found = list(self._tables.named(name))
        if not found and (match := _KIND.fullmatch(name)) is not None:
            kinds = _KINDS.get(match["kind"] or match["behind"], ())
            found = [place for place in self._tables.named(match["name"] or match["other"]) if place.kind in kinds]
        if not found:
            found = self._in_its_country(name)
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
                return [place for place in places if place.part_of in wholes or place.part_of.partition("-")[0] in wholes]
        return []

    def _each(
        self, name: str, has: Callable[[Place], object], tell: Callable[[Place, str], str]
    ) -> _Told | None:
        """What ``tell`` says of each place that ``name`` may mean, with what it is where there are several."""
        places = self._places(name, has)
        if not places:
            return None
        several = len(places) > 1
        texts = [tell(place, self._qualified(place) if several else place.name) for place in places]
        return _Told(" ".join(texts), places[0].table) if all(texts) else None

    def _qualified(self, place: Place) -> str:
        if place.is_city:
            return self._piece("fact_city_in", x=place.name, y=self._tables.by_code[place.part_of].name)
        if place.kind in ("state", "province"):
            return self._piece("fact_state_of", kind=place.kind, x=place.name)
        named = self._tables.named(place.name)
        return self._piece("fact_country_of", x=place.name) if len(named) > 1 and place.kind == "country" else place.name

    def _is_are(self, place: Place) -> str:
        return "are" if _PLURAL.match(place.name) else "is"

    def _names(self, codes: Iterable[str]) -> list[str]:
        return [self._tables.by_code[code].name for code in codes]

    def _people(self, number: int) -> str:
        """A number of people as an answer says it: "84 million"."""
        if number >= 10**9:
            return self._piece("fact_billion", number=f"{number / 10**9:.2f}".rstrip("0").rstrip("."))
        if number >= 10**6:
            text = f"{number / 10**6:.0f}" if number >= 10**7 else f"{number / 10**6:.1f}".removesuffix(".0")
            return self._piece("fact_million", number=text)
        return f"{_rounded(number, 3):,.0f}"

    def _square(self, area: float) -> str:
        return self._piece("fact_square", metric=self._size(area), imperial=self._size(area / _SQUARE_MILES))

    def _size(self, number: float) -> str:
        if number >= 10**6:
            return self._piece("fact_million", number=f"{_rounded(number / 10**6, 3):g}")
        return f"{_rounded(number, 3):,.0f}" if number >= 10 else f"{_rounded(number, 2):g}"

    def _capital(self, asked: _Asked) -> _Told | None:
        return self._each(asked.x, lambda place: place.capitals, self._capital_told)

    def _capital_told(self, place: Place, name: str) -> str:
        if len(place.capitals) == 1:
            return self._say("fact_capital", x=name, capital=_ended(place.capitals[0].name))
        parts = [
            self._piece("fact_capital_role" if one.role.startswith("the ") else "fact_capital_as", capital=one.name, role=one.role)
            for one in place.capitals
        ]
        return self._say("fact_capitals", x=name, capitals=self._listed(parts))

    def _capital_of(self, asked: _Asked) -> _Told | None:
        found = self._tables.with_capital(asked.x)
        if not found or len(found) > _MOST_MEANINGS:
            return None
        texts = [self._capital_of_told(place, capital, self._qualified(place) if len(found) > 1 else place.name) for place, capital in found]
        return _Told(" ".join(texts), found[0][0].table)

    def _capital_of_told(self, place: Place, capital: Capital, name: str) -> str:
        key = "fact_capital_of" if not capital.role else "fact_capital_role_of"
        if capital.role.startswith("the "):
            key = "fact_capital_seat_of"
        return self._say(key, x=name, capital=capital.name, role=capital.role)

    def _is_capital(self, asked: _Asked) -> _Told | None:
        places = self._places(asked.y, lambda place: place.capitals)
        if not places or not (self._tables.with_capital(asked.x) or self._tables.named(asked.x)):
            return None
        for place, capital in self._tables.with_capital(asked.x):
            if place in places:
                text = self._capital_of_told(place, capital, self._qualified(place) if len(places) > 1 else place.name)
                return _Told(self._say("fact_yes", text=text), place.table)
        texts = [self._capital_told(place, self._qualified(place) if len(places) > 1 else place.name) for place in places]
        return _Told(self._say("fact_no", text=" ".join(texts)), places[0].table)

    def _population(self, asked: _Asked) -> _Told | None:
        return self._each(asked.x, lambda place: place.population, self._population_told)

    def _population_told(self, place: Place, name: str) -> str:
        key = "fact_population_urban" if place.kind == "urban" else "fact_population"
        if place.population < 1000:
            key = "fact_population_few"
        return self._say(key, people=self._people(place.population), x=name, year=place.year)

    def _area(self, asked: _Asked) -> _Told | None:
        told = self._each(
            asked.x, lambda place: place.area, lambda place, name: self._say("fact_area", x=name, area=self._square(place.area))
        )
        return told or self._length(asked) or self._height(asked) or self._depth(asked)

    def _neighbours(self, asked: _Asked) -> _Told | None:
        def told(place: Place, name: str) -> str:
            names = sorted(self._names(place.neighbours), key=name_key)
            if not names:
                return self._say("fact_neighbours_none", x=name)
            key = "fact_neighbours_count" if asked.detail == "count" and len(names) > 1 else "fact_neighbours"
            return self._say(key, x=name, count=len(names), names=self._listed(names))

        return self._each(asked.x, lambda place: place.kind in ("country", "territory", "state"), told)

    def _is_neighbour(self, asked: _Asked) -> _Told | None:
        def bordering(place: Place) -> bool:
            return place.kind in ("country", "territory", "state", "nation") and (place.table != "states and provinces" or bool(place.neighbours))

        ones, others = self._places(asked.x, bordering), self._places(asked.y, bordering)
        pairs = [(one, other) for one in ones for other in others]
        for one, other in pairs:
            if other.code in one.neighbours:
                return _Told(self._say("fact_neighbour_yes", x=one.name, y=other.name), one.table)
        if len(pairs) != 1 or pairs[0][0].table != pairs[0][1].table or pairs[0][0] == pairs[0][1]:
            return None
        one, other = pairs[0]
        if frozenset((one.code, other.code)) in _UNDECIDED or "territory" in (one.kind, other.kind):
            return None
        return _Told(self._say("fact_neighbour_no", x=one.name, y=other.name), one.table)

    def _languages(self, asked: _Asked) -> _Told | None:
        return self._each(asked.x, lambda place: place.languages, self._languages_told)

    def _languages_told(self, place: Place, name: str) -> str:
        names = ", ".join(place.languages) if place.more_languages else self._listed(place.languages)
        several = len(place.languages) > 1
        key = "fact_languages" if several else "fact_language"
        if place.more_languages:
            names = self._piece("fact_languages_more", names=names)
        return self._say(key if place.languages_are_official else f"{key}_main", x=name, names=names)

    def _speaks(self, asked: _Asked) -> _Told | None:
        places = self._places(asked.y, lambda place: place.languages)
        if len(places) != 1 or not any(asked.x in _language_words(one) for one in self._spoken_anywhere()):
            return None
        text = self._languages_told(places[0], places[0].name)
        if any(asked.x in _language_words(one) for one in places[0].languages):
            text = self._say("fact_yes", text=text)
        return _Told(text, places[0].table)

    def _spoken_anywhere(self) -> set[str]:
        return {one for place in self._tables.places for one in place.languages}

    def _continent(self, asked: _Asked) -> _Told | None:
        def told(place: Place, name: str) -> str:
            whole = place
            while whole.part_of and not whole.continent:
                whole = self._tables.by_code[whole.part_of]
            key = "fact_continent_partly" if whole.partly_in else "fact_continent_counted" if whole.counted_to else "fact_continent"
            if whole is not place:
                key = "fact_continent"
            values = {"is_": self._is_are(place), "continent": whole.continent, "other": whole.partly_in or whole.counted_to}
            return self._say(key, x=name, **values)

        return self._each(asked.x, lambda place: place.kind != "continent", told)

    def _is_in(self, asked: _Asked) -> _Told | None:
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
        return _Told(self._say("fact_no", text=told.text), told.table)

    def _yes(self, place: Place, wholes: Sequence[Place], *, several: bool) -> _Told | None:
        name = self._qualified(place) if several else place.name
        if wholes[0].kind == "continent" and (told := self._continent(_Asked(place.name))) is not None and not several:
            whole = any(whole.name == place.partly_in or whole.name == place.counted_to for whole in wholes)
            return told if whole else _Told(self._say("fact_yes", text=told.text), told.table)
        text = self._say("fact_where_city", x=name, y=self._qualified(wholes[0]))
        return _Told(self._say("fact_yes", text=text), place.table)

    def _lies_in(self, place: Place, whole: Place) -> bool:
        if whole.kind == "continent":
            part = place
            while part.part_of and not part.continent:
                part = self._tables.by_code[part.part_of]
            return whole.name in (part.continent, place.partly_in, place.counted_to)
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

    def _where(self, asked: _Asked) -> _Told | None:
        told = self._each(asked.x, lambda place: place.where or place.is_city, self._where_told)
        if told is not None or (one := self._tables.feature(asked.x)) is None:
            return told
        are = "are" if one.name.endswith(("Mountains", "Alps", "Andes", "Pyrenees", "pyramids of Giza", "Himalayas", "Towers")) else "is"
        return _Told(self._say("fact_where", x=one.name, is_=are, where=one.where), "features")

    def _where_told(self, place: Place, name: str) -> str:
        if place.is_city:
            for whole, capital in self._tables.with_capital(place.name):
                if whole.code == place.part_of:
                    return self._capital_of_told(whole, capital, whole.name)
            whole = self._tables.by_code[place.part_of]
            y = whole.name if not whole.part_of else f"{whole.name}, in {self._tables.by_code[whole.part_of].name}"
            return self._say("fact_where_city", x=place.name, y=y)
        key = "fact_where_state" if place.kind in ("state", "province") else "fact_where"
        return self._say(key, x=place.name if key == "fact_where_state" else name, is_=self._is_are(place), kind=place.kind, where=place.where)

    def _peak(self, asked: _Asked) -> _Told | None:
        def told(place: Place, name: str) -> str:
            height = place.peak_height
            unit = "meters"
            return self._say("fact_peak", x=name, peak=place.peak, meters=f"{height:,}", unit=unit, feet=f"{round(height / _FEET):,}")

        return self._each(asked.x, lambda place: place.peak, told)

    def _height(self, asked: _Asked) -> _Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.height:
            return None
        key = "fact_tall" if one.kind == "building" else "fact_high"
        values = {"meters": f"{one.height:,}", "feet": f"{round(one.height / _FEET):,}"}
        return _Told(self._say(key, name=one.name, **values), "features")

    def _length(self, asked: _Asked) -> _Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.length:
            return None
        values = {"kilometers": f"{one.length:,}", "miles": f"{_rounded(one.length / _MILES, 3):,.0f}"}
        return _Told(self._say("fact_long", name=one.name, **values), "features")

    def _depth(self, asked: _Asked) -> _Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.depth:
            return None
        values = {"meters": f"{one.depth:,}", "feet": f"{_rounded(one.depth / _FEET, 3):,.0f}"}
        return _Told(self._say("fact_deep", name=one.name, **values), "features")

    def _president(self, asked: _Asked) -> _Told | None:
        number = self._numbers.ordinal(asked.x)
        if number is None or (one := self._tables.presidents.get(int(number))) is None:
            return None
        place = f"{one.number}{_ENDINGS.get(one.number % 10 if one.number not in (11, 12, 13) else 0, 'th')}"
        return _Told(self._say("fact_president", name=one.name, place=place, years=one.years), "presidents")

    def _largest_city(self, asked: _Asked) -> _Told | None:
        def told(place: Place, name: str) -> str:
            if place.largest_city:
                return self._say("fact_largest_city", x=name, city=place.largest_city)
            cities = [city for city in self._tables.places if city.part_of == place.code and city.kind == "urban"]
            if not cities:
                return ""
            return self._say("fact_largest_urban", x=name, city=max(cities, key=lambda city: city.population).name)

        return self._each(asked.x, lambda place: not place.is_city and place.kind != "continent", told)

    def _extreme(self, asked: _Asked) -> _Told | None:
        kind = {"nation": "country"}.get(asked.x, asked.x)
        everywhere = asked.y in ("", "world", "earth", "planet")
        scope = "" if everywhere else asked.y
        if kind == "country":
            wholes = self._places(scope, lambda place: place.kind == "continent") if scope else []
        else:
            wholes = self._places(scope or ("united states" if kind == "state" and not asked.y else ""), lambda place: place.kind == "country")
        if bool(scope or kind != "country") != bool(wholes) or len(wholes) > 1:
            return None
        whole = wholes[0] if wholes else None
        group = [place for place in self._tables.places if place.kind == kind and self._is_within(place, whole)]
        measure = (lambda place: place.area) if asked.detail in ("largest", "smallest") else (lambda place: place.population)
        group = [place for place in group if measure(place)]
        if len(group) < 2:
            return None
        choose = max if asked.detail in ("largest", "most") else min
        first = choose(group, key=measure)
        where = self._piece("fact_in_world") if whole is None else self._piece("fact_in" if kind == "country" else "fact_of", y=whole.name)
        value = self._square(first.area) if asked.detail in ("largest", "smallest") else self._people(first.population)
        text = self._say(f"fact_{asked.detail}", x=first.name, is_=self._is_are(first), kind=kind, scope=where, value=value, year=first.year)
        partly = [one for one in self._tables.places if whole is not None and one.partly_in == whole.name and measure(one) > measure(first)]
        if partly and asked.detail == "largest":
            other = self._places(partly[0].name, lambda _: True)[0].name
            text = self._say("fact_partly_largest", text=text, y=other, continent=partly[0].continent)
        if whole is not None and first.partly_in and first.partly_in != whole.name:
            text = self._say("fact_partly_itself", text=text, continent=first.partly_in)
        return _Told(text, first.table)

    def _is_within(self, place: Place, whole: Place | None) -> bool:
        return whole is None or (place.continent == whole.name if whole.kind == "continent" else place.part_of == whole.code)

    def _members(self, asked: _Asked) -> _Told | None:
        if asked.x not in ("countries", "nations"):
            return None
        return self._each(
            asked.y, lambda place: place.countries, lambda place, name: self._say("fact_members", x=name, count=place.countries)
        )

    def _compare(self, asked: _Asked) -> _Told | None:
        measure, direction, asks = asked.detail.split()
        if measure == "area" and (planets := self._two_planets(asked, direction, asks)) is not None:
            return planets
        has: Callable[[Place], float] = (lambda place: place.area) if measure == "area" else (lambda place: place.population)
        ones, others = self._places(asked.x, has), self._places(asked.y, has)
        if len(ones) > 1 or len(others) > 1:
            kinds = {place.kind for place in ones} & {place.kind for place in others}
            ones, others = ([place for place in group if place.kind in kinds] for group in (ones, others))
        if len(ones) != 1 or len(others) != 1 or ones == others:
            return None
        one, other = ones[0], others[0]
        if (one.kind == "urban") != (other.kind == "urban") and one.is_city and other.is_city:
            return None
        is_so = (has(one) > has(other)) if direction == "more" else (has(one) < has(other))
        winner, loser = (one, other) if is_so else (other, one)
        text_of = self._square if measure == "area" else lambda number: self._people(int(number))
        first, second = text_of(has(winner)), text_of(has(loser))
        if first == second:
            return None
        key = {"area more": "fact_larger", "area less": "fact_smaller", "population more": "fact_more", "population less": "fact_fewer"}[f"{measure} {direction}"]
        verb = {"is_": self._is_are(winner), "has": "have" if self._is_are(winner) == "are" else "has"}
        text = self._say(key, x=winner.name, y=loser.name, one=first, other=second, year=max(one.year, other.year), **verb)
        if asks == "whether":
            text = self._say("fact_yes" if is_so else "fact_no", text=text)
        return _Told(text, one.table)

    def _two_planets(self, asked: _Asked, direction: str, asks: str) -> _Told | None:
        one, other = self._tables.planet(asked.x), self._tables.planet(asked.y)
        if one is None or other is None or one == other:
            return None
        is_so = (int(one.diameter) > int(other.diameter)) == (direction == "more")
        winner, loser = (one, other) if is_so else (other, one)
        key = "fact_planet_larger" if direction == "more" else "fact_planet_smaller"
        text = self._say(key, x=_named(winner), one=f"{int(winner.diameter):,}", other=f"{int(loser.diameter):,}")
        if asks == "whether":
            text = self._say("fact_yes" if is_so else "fact_no", text=text)
        return _Told(text, "planets")

    # Currencies

    def _currency(self, asked: _Asked) -> _Told | None:
        return self._each(asked.x, lambda place: place.currencies, self._currency_told)

    def _currency_told(self, place: Place, name: str) -> str:
        names = [self._tables.currencies[code].name for code in place.currencies]
        key = "fact_currency" if len(names) == 1 else "fact_currencies"
        return self._say(key, x=name, names=" and the ".join(names))

    def _currency_of(self, asked: _Asked) -> _Told | None:
        if (currency := self._tables.currency(asked.x)) is None:
            return None
        using = [place for place in self._tables.places if currency.code in place.currencies]
        countries = [place for place in using if place.kind == "country"] or using
        names = sorted((place.name for place in countries), key=lambda name: name.removeprefix("the "))
        key = "fact_currency_of" if len(names) < 4 else "fact_currency_of_many"
        return _Told(self._say(key, currency=currency.name, count=len(names), names=self._listed(names)), "currencies")

    def _uses_currency(self, asked: _Asked) -> _Told | None:
        places = self._places(asked.x, lambda place: place.currencies)
        units = {name_key(name).split()[-1] for one in self._tables.currencies.values() for name in (one.name, one.plural)}
        known = self._tables.currency(asked.y)
        if len(places) != 1 or (known is None and asked.y not in units):
            return None
        own = [self._tables.currencies[code] for code in places[0].currencies]
        is_so = known in own if known else any(asked.y in (name_key(one.name).split()[-1], name_key(one.plural).split()[-1]) for one in own)
        text = self._currency_told(places[0], places[0].name)
        return _Told(self._say("fact_yes" if is_so else "fact_no", text=text), "currencies")

    # Elements

    def _element_named(self, name: str) -> Element | None:
        """The element that is called ``name``, which is no number."""
        name = match["name"] if (match := re.match(r"element (?P<name>.+)", name)) else name
        found = None if name.isdecimal() else self._tables.element(name)
        return found if found is None or len(name) > 2 or found.name == name else None

    def _symbol(self, asked: _Asked) -> _Told | None:
        if (one := self._element_named(asked.x)) is None:
            return None
        return _Told(self._say("fact_symbol", name=one.name, symbol=one.symbol), "elements")

    def _atomic_number(self, asked: _Asked) -> _Told | None:
        if (one := self._element_named(asked.x.removesuffix(" atom"))) is None:
            return None
        return _Told(self._say("fact_atomic_number", name=one.name, number=one.number), "elements")

    def _atomic_mass(self, asked: _Asked) -> _Told | None:
        if (one := self._element_named(asked.x.removesuffix(" atom"))) is None:
            return None
        key = "fact_atomic_mass" if one.mass else "fact_atomic_mass_none"
        return _Told(self._say(key, name=one.name, mass=one.mass), "elements")

    def _element(self, asked: _Asked) -> _Told | None:
        number = None if len(asked.x) <= 2 and asked.x.isalpha() else self._numbers.parse(asked.x)
        one = self._tables.element(str(number) if number is not None else asked.x)
        if one is None:
            return None
        if asked.x == one.symbol.lower():
            return _Told(self._say("fact_element", symbol=one.symbol, name=one.name, number=one.number), "elements")
        return _Told(self._say("fact_element_named", number=one.number, name=one.name, symbol=one.symbol), "elements")

    # Planets

    def _planet(self, name: str) -> Planet | None:
        match = _KIND.fullmatch(name)
        return self._tables.planet(name) or (None if match is None else self._tables.planet(match["name"] or match["other"]))

    def _of_planet(self, name: str, key: Callable[[Planet], tuple[str, dict[str, object]] | None]) -> _Told | None:
        if (planet := self._planet(name)) is None or (found := key(planet)) is None:
            return None
        return _Told(self._say(found[0], name=_named(planet), **found[1]), "planets")

    def _distance(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            if planet.name in ("moon", "sun"):
                return f"fact_{planet.name}_distance", {}
            if not planet.nearest:
                return None
            miles = [f"{_rounded(float(far.replace(',', '')) / _MILES, 3):,.0f}" for far in (planet.nearest, planet.farthest)]
            return "fact_planet_distance", {"nearest": planet.nearest, "farthest": planet.farthest, "near_miles": miles[0], "far_miles": miles[1]}

        return self._of_planet(asked.x, told)

    def _distance_sun(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            if not planet.distance:
                return None
            far = float(planet.distance)
            return "fact_planet_sun", {"distance": f"{_rounded(far, 4):,g}", "miles": f"{_rounded(far / _MILES, 3):,g}"}

        return self._of_planet(asked.x, told)

    def _moons(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            if not planet.moons:
                return None
            key = {"0": "fact_moons_none", "1": "fact_moons_one", "2": "fact_moons_two", "5": "fact_moons_two"}
            return key.get(planet.moons, "fact_moons"), {"moons": planet.moons}

        return self._of_planet(asked.x, told)

    def _diameter(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            size = int(planet.diameter)
            return "fact_diameter", {"diameter": f"{size:,}", "miles": f"{_rounded(size / _MILES, 4):,.0f}"}

        return self._of_planet(asked.x, told)

    def _day(self, asked: _Asked) -> _Told | None:
        return self._of_planet(asked.x, lambda planet: ("fact_day", {"day": planet.day}) if planet.day else None)

    def _year(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            if planet.name == "moon":
                return "fact_orbit", {"year": planet.year}
            earthly = self._piece("fact_earthly") if "years" in planet.year else ""
            return ("fact_year", {"year": planet.year, "earthly": earthly}) if planet.year else None

        return self._of_planet(asked.x, told)

    def _temperature(self, asked: _Asked) -> _Told | None:
        def told(planet: Planet) -> tuple[str, dict[str, object]] | None:
            if planet.name in ("sun", "moon", "earth"):
                return None
            celsius = int(planet.temperature)
            return "fact_temperature", {"celsius": _signed(celsius), "fahrenheit": _signed(round(celsius * 1.8 + 32))}

        return self._of_planet(asked.x, told)

    def _gravity(self, asked: _Asked) -> _Told | None:
        return self._of_planet(asked.x, lambda planet: ("fact_planet_gravity", {"gravity": planet.gravity}))

    def _planet_place(self, asked: _Asked) -> _Told | None:
        ordinals = self._responses.names("fact_ordinals")
        if asked.x not in ordinals:
            return None
        place = str(ordinals.index(asked.x) + 1)
        planet = next(one for one in self._tables.planets if one.place == place)
        return _Told(self._say("fact_planet_place", name=_named(planet), place=asked.x), "planets")


def _named(planet: Planet) -> str:
    return f"the {planet.name}" if planet.name in ("moon", "sun") else planet.name.title()


def _signed(number: int) -> str:
    return f"minus {-number}" if number < 0 else str(number)


def _ended(name: str) -> str:
    """``name`` before the full stop of a sentence."""
    return name.removesuffix(".")


def _language_words(language: str) -> set[str]:
    """The names of ``language``, in plain words: "mandarin chinese" is also called "mandarin" and "chinese"."""
    name = name_key(language)
    return {name, *(name.split() if name == "mandarin chinese" else ())}


def _rounded(number: float, figures: int) -> float:
    """``number`` to so many significant ``figures``."""
    return float(f"{number:.{figures}g}")
