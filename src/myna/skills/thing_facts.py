"""Facts about things: elements, planets, mountains, rivers, buildings, and the presidents of the United States."""

import re
from collections.abc import Callable

from myna.knowledge.fact_tables import Element, FactTables, Planet
from myna.skills.fact_words import FOOT, Asked, FactWords, Relations, Told, rounded

_MILES = 1.609344

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}

_KIND = re.compile(r"(?P<kind>planet|element)(?: called| named)? (?P<name>.+)")

_PLURALS = ("Alps", "Andes", "Himalayas", "Mountains", "Pyrenees", "Towers", "pyramids of Giza")

Values = tuple[str, dict[str, object]]
"""The key of a sentence, and the values in it."""


class ThingFacts:
    """Tells of things from the tables that ``tables`` gives, in ``words``."""

    def __init__(self, words: FactWords, tables: Callable[[], FactTables]) -> None:
        self._words = words
        self._read = tables

    @property
    def _tables(self) -> FactTables:
        return self._read()

    def relations(self) -> Relations:
        """What answers each relation."""
        return {
            "area": self._size,
            "where": self._where,
            "compare": self._compare,
            "height": self._height,
            "length": self._length,
            "depth": self._depth,
            "president": self._president,
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
            **dict.fromkeys(("capital", "population", "languages", "currency", "largest_city"), self._nobody),
            "extreme": lambda asked: self._nobody(Asked(asked.y)),
            "speaks": lambda asked: self._nobody(Asked(asked.y)),
        }

    def _size(self, asked: Asked) -> Told | None:
        """How big a river or a mountain is: its length, else its height, else its depth."""
        return self._length(asked) or self._height(asked) or self._depth(asked)

    def _where(self, asked: Asked) -> Told | None:
        if (one := self._tables.feature(asked.x)) is None:
            return None
        is_are = "are" if one.name.endswith(_PLURALS) else "is"
        return Told(self._words.say("known_where", x=one.name, is_=is_are, where=one.where), "features")

    def _height(self, asked: Asked) -> Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.height:
            return None
        key = "known_tall" if one.kind == "building" else "known_high"
        values = {"meters": f"{one.height:,}", "feet": f"{round(one.height / FOOT):,}"}
        return Told(self._words.say(key, name=one.name, **values), "features")

    def _length(self, asked: Asked) -> Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.length:
            return None
        values = {"kilometers": f"{one.length:,}", "miles": f"{rounded(one.length / _MILES, 3):,.0f}"}
        return Told(self._words.say("known_long", name=one.name, **values), "features")

    def _depth(self, asked: Asked) -> Told | None:
        if (one := self._tables.feature(asked.x)) is None or not one.depth:
            return None
        values = {"meters": f"{one.depth:,}", "feet": f"{rounded(one.depth / FOOT, 3):,.0f}"}
        return Told(self._words.say("known_deep", name=one.name, **values), "features")

    def _president(self, asked: Asked) -> Told | None:
        if not asked.detail or (one := self._tables.presidents.get(int(asked.detail))) is None:
            return None
        place = f"{one.number}{_ENDINGS.get(one.number % 10 if one.number not in (11, 12, 13) else 0, 'th')}"
        return Told(self._words.say("known_president", name=one.name, place=place, years=one.years), "presidents")

    def _symbol(self, asked: Asked) -> Told | None:
        if (one := self._element_named(asked.x)) is None:
            return None
        return Told(self._words.say("known_symbol", name=one.name, symbol=one.symbol), "elements")

    def _atomic_number(self, asked: Asked) -> Told | None:
        if (one := self._element_named(asked.x.removesuffix(" atom"))) is None:
            return None
        return Told(self._words.say("known_atomic_number", name=one.name, number=one.number), "elements")

    def _atomic_mass(self, asked: Asked) -> Told | None:
        if (one := self._element_named(asked.x.removesuffix(" atom"))) is None:
            return None
        key = "known_atomic_mass" if one.mass else "known_atomic_mass_none"
        return Told(self._words.say(key, name=one.name, mass=one.mass), "elements")

    def _element(self, asked: Asked) -> Told | None:
        if (one := self._tables.element(asked.detail or asked.x)) is None:
            return None
        if asked.x == one.symbol.lower():
            return Told(
                self._words.say("known_element", symbol=one.symbol, name=one.name, number=one.number), "elements"
            )
        return Told(
            self._words.say("known_element_named", number=one.number, name=one.name, symbol=one.symbol), "elements"
        )

    def _element_named(self, name: str) -> Element | None:
        """The element that is called ``name``, which is no number."""
        name = match["name"] if (match := _KIND.fullmatch(name)) else name
        found = None if name.isdecimal() else self._tables.element(name)
        return found if found is None or len(name) > 2 or found.name == name else None

    def _distance(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            if planet.name in ("moon", "sun"):
                return f"known_{planet.name}_distance", {}
            if not planet.nearest:
                return None
            miles = [
                f"{rounded(float(far.replace(',', '')) / _MILES, 3):,.0f}" for far in (planet.nearest, planet.farthest)
            ]
            return "known_planet_distance", {
                "nearest": planet.nearest,
                "farthest": planet.farthest,
                "near_miles": miles[0],
                "far_miles": miles[1],
            }

        return self._of_planet(asked.x, told)

    def _distance_sun(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            if not planet.distance:
                return None
            far = float(planet.distance) * 10**6
            return "known_planet_sun", {
                "distance": self._words.large(far, 4),
                "miles": self._words.large(far / _MILES, 3),
            }

        return self._of_planet(asked.x, told)

    def _moons(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            if not planet.moons:
                return None
            key = {"0": "known_moons_none", "1": "known_moons_one", "2": "known_moons_two", "5": "known_moons_two"}
            return key.get(planet.moons, "known_moons"), {"moons": planet.moons}

        return self._of_planet(asked.x, told)

    def _diameter(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            size = int(planet.diameter)
            return "known_diameter", {"diameter": f"{size:,}", "miles": f"{rounded(size / _MILES, 4):,.0f}"}

        return self._of_planet(asked.x, told)

    def _day(self, asked: Asked) -> Told | None:
        return self._of_planet(asked.x, lambda planet: ("known_day", {"day": planet.day}) if planet.day else None)

    def _year(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            if planet.name == "moon":
                return "known_orbit", {"year": planet.year}
            earthly = self._words.piece("known_earthly") if "years" in planet.year else ""
            return ("known_year", {"year": planet.year, "earthly": earthly}) if planet.year else None

        return self._of_planet(asked.x, told)

    def _temperature(self, asked: Asked) -> Told | None:
        def told(planet: Planet) -> Values | None:
            if planet.name in ("sun", "moon", "earth"):
                return None
            celsius = int(planet.temperature)
            return "known_temperature", {"celsius": _signed(celsius), "fahrenheit": _signed(round(celsius * 1.8 + 32))}

        return self._of_planet(asked.x, told)

    def _gravity(self, asked: Asked) -> Told | None:
        return self._of_planet(asked.x, lambda planet: ("known_planet_gravity", {"gravity": planet.gravity}))

    def _planet_place(self, asked: Asked) -> Told | None:
        planet = next((one for one in self._tables.planets if one.place and one.place == asked.detail), None)
        if planet is None:
            return None
        return Told(self._words.say("known_planet_place", name=_named(planet), place=asked.x), "planets")

    def _compare(self, asked: Asked) -> Told | None:
        measure, direction, asks = asked.detail.split()
        one, other = self._tables.planet(asked.x), self._tables.planet(asked.y)
        if measure != "area" or one is None or other is None or one == other:
            return None
        is_so = (int(one.diameter) > int(other.diameter)) == (direction == "more")
        winner, loser = (one, other) if is_so else (other, one)
        key = "known_planet_larger" if direction == "more" else "known_planet_smaller"
        text = self._words.say(key, x=_named(winner), one=f"{int(winner.diameter):,}", other=f"{int(loser.diameter):,}")
        if asks == "whether":
            text = self._words.say("known_yes" if is_so else "known_no", text=text)
        return Told(text, "planets")

    def _nobody(self, asked: Asked) -> Told | None:
        """That there is nobody on another planet, of whom something is asked."""
        return self._of_planet(asked.x, lambda planet: None if planet.name == "earth" else ("known_nobody", {}))

    def _planet(self, name: str) -> Planet | None:
        match = _KIND.fullmatch(name)
        return self._tables.planet(match["name"] if match else name)

    def _of_planet(self, name: str, key: Callable[[Planet], Values | None]) -> Told | None:
        if (planet := self._planet(name)) is None or (found := key(planet)) is None:
            return None
        return Told(self._words.say(found[0], name=_named(planet), **found[1]), "planets")


def _named(planet: Planet) -> str:
    return f"the {planet.name}" if planet.name in ("moon", "sun") else planet.name.title()


def _signed(number: int) -> str:
    return f"minus {-number}" if number < 0 else str(number)
