"""How things of the home are called in an answer."""

from collections.abc import Sequence

from myna.home.model import Entity, Home, words
from myna.nlu.home_sentences import HomeIntent
from myna.nlu.responses import Responses


def called(entity: Entity) -> str:
    """``entity`` as it is said behind "the": in lower case, but for what is written in capitals."""
    name = " ".join(
        word if word.isupper() and len(word) > 1 else word.lower() for word in entity.name.replace("_", " ").split()
    )
    return name.removeprefix("the ").strip()


def are_many(entities: Sequence[Entity]) -> bool:
    """Whether "are" is said of them."""
    last = words(entities[-1].name) if entities else ""
    return len(entities) != 1 or (last.endswith("s") and not last.endswith("ss"))


class HomeWords:
    """Names of things, kinds and places in the language of ``responses``."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses

    def listed(self, names: Sequence[str]) -> str:
        """``names`` with "and the" before the last."""
        if len(names) < 2:
            return "".join(names)
        start = self._responses["home_comma"].join(names[:-1])
        return start + self._responses["home_and"] + names[-1]

    def names(self, entities: Sequence[Entity]) -> str:
        """The names of ``entities``, the first ones of many."""
        return self.listed([called(entity) for entity in entities])

    def kind(self, domain: str, device_class: str = "") -> str:
        """What many things of a kind are called."""
        return self._responses.get(f"home_many_{device_class}") or self._responses.get(
            f"home_many_{domain}", self._responses["home_many"]
        )

    def group(self, home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> str:
        """``entities`` as the sentence named them: by their names, or by kind and place."""
        if intent.things or len(entities) == 1:
            return self.names(entities)
        domains = {entity.domain for entity in entities}
        (domain,) = domains if len(domains) == 1 else ("",)
        things = self.kind(domain, str(intent.slots.get("device_class") or ""))
        place = self.place(home, intent)
        return self._responses["home_in"].format(things=things, place=place) if place else things

    def place(self, home: Home, intent: HomeIntent) -> str:
        """The areas and floors of the sentence; empty where it names none."""
        areas = [home.areas[area].names[0].lower() for area in intent.areas if area in home.areas]
        floors = [home.floors[floor].names[0].lower() for floor in intent.floors if floor in home.floors]
        return self.listed(areas or floors)

    def state(self, state: str, value: object = None) -> str:
        """A state as it is said: "on", "at 50 percent"."""
        shown = int(value) if isinstance(value, float) and value.is_integer() else value
        found = self._responses.get(f"home_state_{state}", state.replace("_", " "))
        return found.format(value=shown)
