"""Facts about countries in a language that is understood by templates: their capitals, people, money and the like.

Its rules:

1. A template is answered where each of its names is one that the tables know. Articles and particles around a name
   ("de la", "의") are the language's ``fact_before`` and ``fact_behind``.
2. What changes is said with its year. It only tells: nothing is done, and nothing asked back.
3. A name that the language lacks in the tables is said in English where it is a capital's; else nothing is told.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from myna.core.reply import Evidence, Reply
from myna.knowledge.fact_tables import Place
from myna.knowledge.local_names import LocalNames, names_in
from myna.nlu.parsers import Numbers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.fact_words import rounded
from myna.skills.place_facts import UNDECIDED
from myna.skills.skill_set import Handler, Skill


class LocalFactsSkill(Skill):
    """Answers from the tables of countries in ``language`` ("de"), whose ``numbers`` it writes."""

    name = "knowledge"

    def __init__(self, responses: Responses, numbers: Numbers, language: str) -> None:
        self._responses = responses
        self._numbers = numbers
        self._language = language
        self._tells: Mapping[str, Callable[[Place], str | None]] = {
            "capital": self._capital,
            "population": self._population,
            "area": self._area,
            "neighbours": self._neighbours,
            "continent": self._continent,
            "languages": self._languages,
            "currency": self._currency,
        }

    def handlers(self) -> Mapping[str, Handler]:
        """What answers the one intent: its slot ``asked`` says which fact, ``x`` and ``y`` of what."""
        return {"MynaFact": self._answer}

    @property
    def _names(self) -> LocalNames:
        return names_in(self._language)

    def _answer(self, intent: Intent) -> Reply | None:
        asked, x, y = (intent.slots.get(name, "") for name in ("asked", "x", "y"))
        if asked in ("larger", "more"):
            return self._compared(x, y, asked, whether="whether" in intent.slots)
        if asked in ("capital_of", "is_capital"):
            city = self._found(self._names.with_capital, x)
            place = city if asked == "capital_of" else self._found(self._names.country, y)
            if city is None or place is None:
                return None
            if asked == "is_capital":
                return self._reply(place, self._checked(self._capital(place), city == place))
            several = len(place.capitals) > 1
            return self._reply(place, self._capital(place) if several else self._say("capital_of", place))
        place = self._found(self._names.country, x)
        if place is None:
            return None
        if asked == "is_neighbour":
            other = self._found(self._names.country, y)
            if other is None or other == place or {place.code, other.code} in UNDECIDED:
                return None
            return self._reply(place, self._checked(self._neighbours(place), other.code in place.neighbours))
        return self._reply(place, self._tells[asked](place))

    def _found(self, find: Callable[[str], Place | None], name: str) -> Place | None:
        """The place that ``name`` is, as it stands or without what is said around a name."""
        return next((place for one in self._readings(name) if (place := find(one)) is not None), None)

    def _readings(self, name: str) -> Iterator[str]:
        before, behind = (self._responses.get(key, "") for key in ("fact_before", "fact_behind"))
        without = re.sub(f"^(?:{before})", "", name, flags=re.IGNORECASE)
        yield from (name, without, *(re.sub(f"(?:{behind})$", "", one) for one in (name, without)))

    def _reply(self, place: Place, text: str | None) -> Reply | None:
        if text is None:
            return None
        said = text[:1].upper() + text[1:]
        return Reply(said, evidence=Evidence("tables", place.table, said))

    def _say(self, key: str, place: Place, **values: object) -> str | None:
        """The sentence ``key`` of ``place``, or the one of that name for a country in the plural."""
        key = f"fact_{key}"
        if self._names.is_many(place) and f"{key}_many" in self._responses:
            key = f"{key}_many"
        capital = self._names.capital(place.capitals[0].name) if place.capitals else ""
        x, of = self._names.said(place), self._names.said(place, "of")
        text = self._responses.text(key, **{"x": x, "of": of, "capital": capital, **values})
        return None if text is None else text[:1].upper() + text[1:]

    def _checked(self, text: str | None, agrees: bool) -> str | None:
        return None if text is None else self._responses.text("fact_yes" if agrees else "fact_no", text=text)

    def _listed(self, names: Iterable[str]) -> str:
        *most, last = names
        comma = self._responses["fact_comma"]
        return self._responses["fact_and"].format(one=comma.join(most), other=last) if most else last

    def _number(self, number: float, *, is_area: bool = False) -> str:
        """``number`` to three figures, in the units in which the language counts from a least number on."""
        value = rounded(number, 3)
        for line in (is_area and self._responses.names("fact_areas")) or self._responses.names("fact_numbers"):
            least, unit, text = line.split(maxsplit=2)
            if value >= int(least):
                return text.format(n=self._written(value / int(unit)))
        return self._written(value)

    def _written(self, number: float) -> str:
        return self._numbers.spoken(Fraction(f"{number:.10g}"))[0]

    def _capital(self, place: Place) -> str | None:
        if not place.capitals:
            return None
        names = [self._names.capital(one.name) for one in place.capitals]
        return self._say("capital" if len(names) == 1 else "capitals", place, names=self._listed(names))

    def _population(self, place: Place) -> str | None:
        if not place.population:
            return None
        return self._say("population", place, people=self._number(place.population), year=place.year)

    def _area(self, place: Place) -> str | None:
        return self._say("area", place, area=self._number(place.area, is_area=True)) if place.area else None

    def _neighbours(self, place: Place) -> str | None:
        names = [self._names.said(self._names.by_code(code)) for code in place.neighbours]
        if not names:
            return self._say("neighbours_none", place)
        return self._say("neighbour" if len(names) == 1 else "neighbours", place, names=self._listed(names))

    def _continent(self, place: Place) -> str | None:
        called = dict(line.split("=") for line in self._responses.names("fact_continents"))
        continent, other = called.get(place.continent), called.get(place.partly_in or place.counted_to)
        if continent is None:
            return None
        key = "continent" if other is None else "continent_partly" if place.partly_in else "continent_counted"
        return self._say(key, place, continent=continent, other=other)

    def _languages(self, place: Place) -> str | None:
        names = [name for one in place.languages if (name := self._names.language(one)) is not None]
        if not names or len(names) < len(place.languages):
            return None
        listed = self._listed(names)
        if place.more_languages:
            listed = self._responses["fact_among"].format(names=listed)
        key = "language" if len(names) == 1 and not place.more_languages else "languages"
        return self._say(key if place.languages_are_official else f"{key}_main", place, names=listed)

    def _currency(self, place: Place) -> str | None:
        names = [name for one in place.currencies if (name := self._names.currency(one)) is not None]
        if not names:
            return None
        return self._say("currency" if len(names) == 1 else "currencies", place, names=self._listed(names))

    def _compared(self, x: str, y: str, asked: str, *, whether: bool) -> Reply | None:
        """Which of two countries is larger, or has more people."""
        first, second = (self._found(self._names.country, name) for name in (x, y))
        if first is None or second is None or first == second:
            return None
        places = [first, second]
        sizes = {one.code: float(one.area if asked == "larger" else one.population) for one in places}
        more, less = sorted(places, key=lambda one: sizes[one.code], reverse=True)
        one, other = (self._number(sizes[place.code], is_area=asked == "larger") for place in (more, less))
        if not sizes[less.code] or one == other:
            return None
        year = "/".join(sorted({place.year for place in places}))
        text = self._say(asked, more, one=one, other=other, y=self._names.said(less), year=year)
        return self._reply(more, self._checked(text, more == first) if whether else text)
