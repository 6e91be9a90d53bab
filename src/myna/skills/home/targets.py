"""Which entities an order or a question is about. Pure.

Its rules:

1. A thing that is named is meant, in the area or on the floor that is named with it; of several with one name those in
   the area where Myna is, where some are there.
2. Where an area or a floor is named alone, its things of the kind that is named are meant.
3. Where nothing is named all things of that kind are meant; "everything" is what people switch off when they leave.
4. What is excepted is never meant, nor what is in a room or on a floor that is.
"""

from collections.abc import Sequence

from myna.home.model import Entity, Home, words
from myna.nlu.home_sentences import HomeIntent

EVERYTHING = ("light", "switch", "fan", "media_player", "humidifier", "siren")
"""The domains of "everything"."""

DOORS = ("door", "gate", "garage")
"""The device classes that people call doors."""


def targets(home: Home, intent: HomeIntent, domains: Sequence[str] = (), here: str | None = None) -> list[Entity]:
    """The entities that ``intent`` is about, in the home's order; of ``domains`` alone where there are some."""
    kind, device_class = intent.slots.get("domain"), intent.slots.get("device_class")
    if intent.things:
        found = [home.entities[name] for name in intent.things if name in home.entities]
        placed = [entity for entity in found if _is_in(home, entity, intent)]
        found = placed or found
        if here is not None and len({words(entity.name) for entity in found}) == 1 < len(found):
            found = [entity for entity in found if entity.area == here] or found
    else:
        wanted = (kind,) if kind else EVERYTHING if intent.name in ("HassTurnOn", "HassTurnOff") else tuple(domains)
        found = [
            entity
            for entity in home.entities.values()
            if entity.domain in wanted and _is_in(home, entity, intent) and _is_of(entity, device_class)
        ]
    if domains and intent.things:
        found = [entity for entity in found if entity.domain in domains]
    return [entity for entity in found if intent.left_out.isdisjoint([entity.id, entity.area, home.floor_of(entity)])]


def _is_in(home: Home, entity: Entity, intent: HomeIntent) -> bool:
    if intent.areas and entity.area not in intent.areas:
        return False
    return not intent.floors or home.floor_of(entity) in intent.floors


def _is_of(entity: Entity, device_class: object) -> bool:
    """Whether it is of that class, or its name says so where the server does not."""
    if device_class is None or entity.device_class == device_class:
        return True
    if device_class == "door" and entity.device_class in DOORS:
        return True
    return not entity.device_class and str(device_class) in [
        word.removesuffix("s") for word in words(entity.name).split()
    ]
