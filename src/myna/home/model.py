"""What Home Assistant tells of a home: floors, areas, and the entities that may be spoken to. Pure.

Its rules:

1. Any answer of the server is read: what is missing, ``null`` or of another form counts as not told.
2. An entity is called by its state's friendly name, its aliases, and the names that the configuration adds. In newer
   versions of Home Assistant an alias that is ``null`` stands for the friendly name.
3. Without the list of what is exposed, which needs an administrator's token, what the entity registry says of an entity
   counts, then Home Assistant's own defaults.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

UNAVAILABLE = ("unavailable", "unknown")
"""The states of what does not answer, or has told nothing yet."""

_DEFAULT_DOMAINS = frozenset(
    "climate cover fan humidifier light media_player scene switch todo vacuum water_heater".split()  # noqa: SIM905
)
_DEFAULT_CLASSES: Mapping[str, frozenset[str]] = {
    "binary_sensor": frozenset("door garage_door lock motion opening presence window".split()),  # noqa: SIM905
    "sensor": frozenset("aqi carbon_dioxide carbon_monoxide humidity pm10 pm25 temperature".split()),  # noqa: SIM905
}
"""What Home Assistant exposes to conversation where nobody has said anything. Source: its exposed_entities.py."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor with all its names."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A room or another part of the home with all its names, and the floor that it is on."""

    id: str
    names: tuple[str, ...]
    floor: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that may be spoken to: ``light.hall`` with its names, its area, and its latest state.

    ``attributes`` are those of the state, such as ``brightness`` (0 to 255) or ``supported_features`` (a bit mask).
    """

    id: str
    names: tuple[str, ...]
    area: str | None
    state: str
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """What kind of thing it is: ``light``."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """What it is called in an answer."""
        return self.names[0]

    @property
    def device_class(self) -> str:
        """A closer kind, such as ``garage``; empty where there is none."""
        return str(self.attributes.get("device_class") or "")

    @property
    def answers(self) -> bool:
        """Whether it answers at all. What has no state of its own, as a scene, is "unknown" before its first use."""
        return self.state != "unavailable"

    def can(self, feature: int) -> bool:
        """Whether ``feature``, one bit of the domain's mask, is supported."""
        mask = self.attributes.get("supported_features")
        return isinstance(mask, int) and bool(mask & feature)


@dataclass(frozen=True, slots=True)
class Home:
    """A home: ``entities`` by their ids, ``areas`` and ``floors`` by theirs, and ``sentences`` that automations know.

    ``exposure_known`` is whether the server told which entities may be spoken to.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    floors: Mapping[str, Floor] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    exposure_known: bool = True

    @classmethod
    def read(cls, answers: Mapping[str, Any], added: Mapping[str, Sequence[str]] | None = None) -> Self:
        """The home of the server's ``answers``, by the commands that they are answers to; see ``link.py``.

        ``added`` are names by entity ids, or by words that names have: "hue" may be said "hugh".
        """
        added = added or {}
        floors = {
            str(entry["floor_id"]): Floor(str(entry["floor_id"]), _spoken(_names(entry.get("name"), entry), added))
            for entry in _entries(answers.get("config/floor_registry/list"), "floor_id")
        }
        areas = {
            str(entry["area_id"]): Area(
                str(entry["area_id"]), _spoken(_names(entry.get("name"), entry), added), _text(entry.get("floor_id"))
            )
            for entry in _entries(answers.get("config/area_registry/list"), "area_id")
        }
        device_areas = {
            str(entry["id"]): _text(entry.get("area_id"))
            for entry in _entries(answers.get("config/device_registry/list"), "id")
        }
        registry = {
            str(entry["entity_id"]): entry
            for entry in _entries(answers.get("config/entity_registry/list"), "entity_id")
        }
        whole = answers.get("config/entity_registry/get_entries")
        for name, entry in (whole if isinstance(whole, Mapping) else {}).items():
            if isinstance(entry, Mapping):
                registry[str(name)] = entry
        exposed = answers.get("homeassistant/expose_entity/list")
        listed = exposed.get("exposed_entities") if isinstance(exposed, Mapping) else None
        entities = {}
        for state in _entries(answers.get("get_states"), "entity_id"):
            name, entry = str(state["entity_id"]), registry.get(str(state["entity_id"]), {})
            attributes = state["attributes"] if isinstance(state.get("attributes"), Mapping) else {}
            called = _spoken(_names(attributes.get("friendly_name"), entry, added.get(name, ())), added)
            if not called or entry.get("hidden_by") or not _is_exposed(name, attributes, entry, listed):
                continue
            area = _text(entry.get("area_id")) or device_areas.get(str(entry.get("device_id")))
            entities[name] = Entity(
                name, called, area if area in areas else None, str(state.get("state")), dict(attributes)
            )
        return cls(entities, areas, floors, tuple(_sentences(answers)), isinstance(listed, Mapping))

    def changed(self, name: str, state: str, attributes: Mapping[str, Any]) -> "Home":
        """The home with another state of the entity of that id; unchanged where that may not be spoken to."""
        if (entity := self.entities.get(name)) is None:
            return self
        return replace(
            self, entities={**self.entities, name: replace(entity, state=state, attributes=dict(attributes))}
        )

    def floor_of(self, entity: Entity) -> str | None:
        """The id of the floor that ``entity`` is on."""
        area = self.areas.get(entity.area or "")
        return None if area is None else area.floor

    def find_area(self, name: str) -> Area | None:
        """The area with that id or name."""
        wanted = words(name)
        return self.areas.get(name) or next(
            (area for area in self.areas.values() if wanted in map(words, area.names)), None
        )

    @property
    def vocabulary(self) -> list[str]:
        """All that may be said of it, in a stable order: two homes with the same one are heard alike."""
        named: list[Entity | Area | Floor] = [*self.entities.values(), *self.areas.values(), *self.floors.values()]
        return sorted({f"{one.id}: {words(name)}" for one in named for name in one.names} | set(self.sentences))


def words(name: str) -> str:
    """``name`` as it is said: words in lower case, without marks ("Entrance Color + White" "entrance color white")."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", apart)).replace("\u2019", "'").lower()


def _entries(found: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """Those of a list that are objects with that key."""
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, Mapping) and entry.get(key):
            yield entry


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _names(name: Any, entry: Mapping[str, Any], more: Iterable[str] = ()) -> list[str]:
    """All names, the first of which is said; none where there is no name at all."""
    aliases = entry.get("aliases")
    texts = [name, *(aliases if isinstance(aliases, list) else ()), *more]
    return [text for text in texts if isinstance(text, str) and words(text)]


def _spoken(names: Sequence[str], added: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """``names``, each also with the other spellings that its words have in ``added``; each once."""
    found = list(names)
    for written, others in added.items():
        if "." in written:
            continue  # the id of an entity
        pattern = re.compile(rf"(?<!\w){re.escape(words(written))}(?!\w)")
        for name in names:
            if pattern.search(words(name)):
                found += [pattern.sub(other, words(name)) for other in others]
    return tuple({words(name): name for name in reversed(found)}[key] for key in dict.fromkeys(map(words, found)))


def _is_exposed(
    name: str, attributes: Mapping[str, Any], entry: Mapping[str, Any], listed: Mapping[str, Any] | None
) -> bool:
    if listed is not None:
        found = listed.get(name)
        return isinstance(found, Mapping) and bool(found.get("conversation"))
    options = entry.get("options")
    told = options.get("conversation") if isinstance(options, Mapping) else None
    if isinstance(told, Mapping) and "should_expose" in told:
        return bool(told["should_expose"])
    domain = name.partition(".")[0]
    classes: Collection[str] = _DEFAULT_CLASSES.get(domain, ())
    return not entry.get("entity_category") and (
        domain in _DEFAULT_DOMAINS or attributes.get("device_class") in classes
    )


def _sentences(answers: Mapping[str, Any]) -> list[str]:
    """The sentences of automations, without those that are templates."""
    found = answers.get("conversation/sentences/list")
    listed = found.get("trigger_sentences") if isinstance(found, Mapping) else None
    return [text for text in listed or () if isinstance(text, str) and words(text)]
