"""What is told of the home: states, temperatures, who is there. All of it is known here; the server is not asked.

Its rule: a question about several things names those that are so, and how many there are if they are many.
"""

from collections.abc import Mapping, Sequence

from myna.home.model import Entity, Home, words
from myna.nlu.home_sentences import HomeIntent
from myna.nlu.responses import Responses
from myna.skills.home.targets import targets
from myna.skills.home.words import HomeWords, are_many, called

TOLD = 6
"""The most things that are named; more are counted."""

_SAME: Mapping[str, frozenset[str]] = {
    "open": frozenset(["open", "opening"]),
    "closed": frozenset(["closed", "closing"]),
    "locked": frozenset(["locked", "locking"]),
    "unlocked": frozenset(["unlocked", "unlocking", "open", "opening", "jammed"]),
    "docked": frozenset(["docked", "returning", "idle"]),
    "armed": frozenset(["armed_home", "armed_away", "armed_night", "armed_vacation", "arming"]),
}
"""The states that a word for a state means beside itself."""


class HomeQuestions:
    """Answers questions about a home in the language of ``responses``."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses
        self._say = responses.sentence
        self._words = HomeWords(responses)

    def answer(self, home: Home, intent: HomeIntent, here: str | None = None) -> str | None:
        """What is told; None where ``intent`` asks nothing, or of nothing that is known."""
        match intent.name:
            case "HassGetState":
                return self._state(home, intent, here)
            case "HassClimateGetTemperature":
                return self._temperature(home, intent, here)
            case "HassGetWeather":
                return self._weather(home, intent)
        return None

    def _state(self, home: Home, intent: HomeIntent, here: str | None) -> str | None:
        entities = targets(home, intent, (), here)
        if not entities:
            return None
        wanted = intent.slots.get("state")
        if wanted is not None:
            wanted = words(str(wanted)).replace(" ", "_")
        alike = [entity for entity in entities if _is(entity, wanted)]
        match intent.response:
            case "one" | "default" | "where":
                return self._told(entities, intent.response)
            case "one_yesno":
                yes = len(alike) == len(entities)
                return self._say("home_yes" if yes else "home_no", answer=self._told(entities, "one"))
            case "any":
                return self._any(home, intent, entities, alike, str(wanted))
            case "all":
                return self._all(home, intent, entities, alike, str(wanted))
            case "which":
                return self._which(home, intent, entities, alike, str(wanted))
            case "how_many":
                return self._say("home_count", count=len(alike), all=len(entities))
        return None

    def _told(self, entities: Sequence[Entity], response: str) -> str:
        if response == "where":
            return " ".join(
                self._say("home_where", name=entity.name, state=self._words.state(entity.state)) for entity in entities
            )
        if len(entities) > 1 and len({entity.state for entity in entities}) == 1:
            state = self._words.state(entities[0].state)
            return self._say("home_ones_told", name=self._words.names(entities), state=state)
        return " ".join(map(self._one, entities))

    def _one(self, entity: Entity) -> str:
        unit = str(entity.attributes.get("unit_of_measurement") or "")
        state = self._words.state(entity.state)
        if entity.domain == "binary_sensor" and entity.device_class:
            state = self._responses.get(f"home_sensor_{entity.device_class}_{entity.state}", state)
        if entity.domain == "light" and entity.state == "on" and entity.attributes.get("brightness"):
            state = f"{state}, {self._words.state('brightness', round(float(entity.attributes['brightness']) / 2.55))}"
        if (
            entity.domain == "cover"
            and entity.state == "open"
            and entity.attributes.get("current_position") not in (None, 100)
        ):
            state = f"{state}, {self._words.state('position', entity.attributes['current_position'])}"
        if entity.domain == "climate":
            return self._thermostat(entity)
        key = "home_ones_told" if are_many([entity]) else "home_one_told"
        return self._say("home_value" if unit else key, name=called(entity), state=state, unit=_unit(unit))

    def _thermostat(self, entity: Entity) -> str:
        told = []
        for key, attribute in (("home_temperature_of", "current_temperature"), ("home_target", "temperature")):
            if (value := entity.attributes.get(attribute)) is not None:
                told.append(self._say(key, name=called(entity), value=_number(value)))
        return " ".join(told) or self._say("home_one_told", name=called(entity), state=self._words.state(entity.state))

    def _any(
        self, home: Home, intent: HomeIntent, entities: Sequence[Entity], alike: Sequence[Entity], wanted: str
    ) -> str:
        if entities[0].domain == "person":
            return self._say("home_somebody", names=self._people(alike)) if alike else self._say("home_nobody")
        if not alike:
            things = self._words.group(home, intent, [*entities, *entities])
            return self._say("home_any_none", things=things, state=self._words.state(wanted))
        return self._say("home_any", names=self._words.names(alike[:TOLD]))

    def _all(
        self, home: Home, intent: HomeIntent, entities: Sequence[Entity], alike: Sequence[Entity], wanted: str
    ) -> str:
        others = [entity for entity in entities if entity not in alike]
        state = self._words.state(wanted)
        if not others:
            return self._say("home_all", things=self._words.group(home, intent, [*entities, *entities]), state=state)
        verb = self._responses["home_verb_are" if are_many(others) else "home_verb_is"]
        return self._say("home_not_all", names=self._words.names(others[:TOLD]), state=state, verb=verb)

    def _which(
        self, home: Home, intent: HomeIntent, entities: Sequence[Entity], alike: Sequence[Entity], wanted: str
    ) -> str:
        if entities[0].domain == "person":
            return self._say("home_who", names=self._people(alike)) if alike else self._say("home_who_none")
        things, state = self._words.group(home, intent, [*entities, *entities]), self._words.state(wanted)
        if not alike:
            return self._say("home_which_none", things=things, state=state)
        if len(alike) > TOLD:
            return self._say("home_count", count=len(alike), all=len(entities))
        return self._say("home_which", names=f"the {self._words.names(alike)}")

    def _people(self, entities: Sequence[Entity]) -> str:
        return ", ".join(entity.name for entity in entities)

    def _temperature(self, home: Home, intent: HomeIntent, here: str | None) -> str | None:
        if intent.things:
            entities = targets(home, intent, ("climate", "sensor"), here)
            return " ".join(map(self._one, entities)) or None
        place = self._words.place(home, intent)
        for entity in home.entities.values():
            if intent.areas and entity.area not in intent.areas:
                continue
            if not intent.areas:
                return None
            value = (
                entity.state if entity.device_class == "temperature" else entity.attributes.get("current_temperature")
            )
            if value is not None and entity.answers and _is_number(value):
                return self._say("home_temperature", value=_number(value), place=place)
        return self._say("home_no_temperature") if intent.areas and not intent.here else None

    def _weather(self, home: Home, intent: HomeIntent) -> str | None:
        entities = targets(home, intent, ("weather",))
        if not entities:
            return None
        state, value = self._words.state(entities[0].state), entities[0].attributes.get("temperature")
        if value is None:
            return self._say("home_weather_only", state=state)
        return self._say("home_weather", state=state, value=_number(value))


def _is(entity: Entity, wanted: str | None) -> bool:
    return wanted is not None and (entity.state == wanted or entity.state in _SAME.get(wanted, ()))


def _number(value: object) -> str:
    number = round(float(str(value)), 1)
    return str(int(number)) if number.is_integer() else str(number)


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


def _unit(unit: str) -> str:
    """A unit behind a number: without a space where it is a sign."""
    if not unit or unit == "%":
        return unit
    return f" {'degrees' if unit in _DEGREES else unit}"


_DEGREES = ("\u00b0C", "\u00b0F")
