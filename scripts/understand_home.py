"""Measures how orders for a home are understood: ``make understand-home INTENTS=FOLDER`` prints a table.

The folder is a copy of Home Assistant's intents project (https://github.com/home-assistant/intents). Its test
sentences (``tests/LANGUAGE``) are about a home of their own. A sentence is
right where the intent, the things that it is about and its values are. A shopping list is Myna's own where the home has
none, and so is the volume where no player is named. ``--show`` prints those that are not.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from hassil import Intents, recognize_best
from hassil.intents import TextSlotList

from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.decision import Decision
from myna.home.model import Entity, Home, words
from myna.nlu.home_sentences import HomeIntent
from myna.skills.home.orders import order_of
from myna.skills.home.targets import targets
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager

LEFT_OUT = ("Timer", "Nevermind", "Respond", "Broadcast", "Current", "SearchAndPlay")
"""What the intents' names have that are no matter of the home, or that Myna has itself."""

Fixtures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A ``sentence`` said ``here`` (an area's id), and what it wants of ``home``."""

    sentence: str
    intent: HomeIntent
    home: Home = field(hash=False)
    here: str | None = None


class FixedHome:
    """A server that never changes and does nothing."""

    connected = True
    failure = None

    def __init__(self, home: Home) -> None:
        self.home = home

    async def call(self, service: str, entities: Sequence[str], data: Mapping[str, Any] | None = None) -> None:
        """Nothing."""

    async def process(self, text: str, language: str) -> str | None:
        """Nothing is understood."""

    async def settled(self, entities: Sequence[str], wanted: Callable[[Entity], bool], seconds: float) -> list[str]:
        """All is as it should be."""
        return []


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("intents", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    tag = {"en": "en-us"}.get(options.language, options.language)
    right, all_, theirs, both = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for case in cases(options.intents, options.language):
        decision = decided(case, tag)
        kind = case.intent.name
        all_[kind] += 1
        known = is_right(case, of_home_assistant(case, options.language))
        theirs[kind] += known
        if is_right(case, decision):
            right[kind] += 1
            both[kind] += known
        elif options.show:
            mark = "" if known else "(also not by Home Assistant) "
            said = f"{decision.intent} {dict(decision.slots)} ({decision.kind})"
            print(f"{mark}{case.sentence!r}: {wanted(case)}, not {said}")
    print(f"{'':32} {'sentences':>9} {'Home Assistant':>14} {'Myna':>5} {'both':>5}")
    for kind in sorted(all_):
        print(f"{kind:32} {all_[kind]:9} {theirs[kind]:14} {right[kind]:5} {both[kind]:5}")
    print(f"{'all':32} {all_.total():9} {theirs.total():14} {right.total():5} {both.total():5}")
    others, mine = all_.total() - theirs.total(), right.total() - both.total()
    print(f"Of what Home Assistant understands, Myna does {both.total() / max(1, theirs.total()):.1%},")
    print(f"of what it does not {mine / max(1, others):.1%}.")


def decided(case: Case, tag: str) -> Decision:
    """What Myna makes of the sentence."""
    area = None if case.here is None else case.home.areas[case.here].names[0]
    key = (id(case.home), area, tag)
    if key not in _SKILLS:
        config = Config.model_validate({"language": tag, "home_assistant": {"area": area}})
        _SKILLS[key] = build_all_skills(config, NoAssistant(), TimerManager(), home=FixedHome(case.home))[0]
    return _SKILLS[key].decide(case.sentence)


_SKILLS: dict[tuple[int, str | None, str], Any] = {}


def of_home_assistant(case: Case, language: str) -> Decision:
    """What Home Assistant's own sentences make of it, by the package that its agent and Myna use."""
    home = case.home
    context = {} if case.here is None else {"area": home.areas[case.here].names[0]}
    named: dict[str, list[tuple[str, str, dict[str, str]]]] = {
        "name": [
            (name, name, {"domain": entity.domain, "device_class": entity.device_class})
            for entity in home.entities.values()
            for name in entity.names
        ],
        "area": [(name, name, {}) for area in home.areas.values() for name in area.names],
        "floor": [(name, name, {}) for floor in home.floors.values() for name in floor.names],
    }
    lists = {kind: TextSlotList.from_tuples(names, name=kind, allow_template=False) for kind, names in named.items()}
    found = recognize_best(
        case.sentence, _intents(language), slot_lists=lists, intent_context=context, best_slot_name="name"
    )
    if found is None:
        return Decision(case.sentence, "nothing")
    slots = {name: entity.value for name, entity in found.entities.items()}
    intent = _intent(home, found.intent.name, slots)
    understood = Case(case.sentence, intent, home, case.here)
    return Decision(case.sentence, "act", intent=intent.name, slots={**intent.slots, "entities": wanted(understood)[1]})


@cache
def _intents(language: str) -> Intents:
    """Home Assistant's own sentences."""
    file = files("home_assistant_intents").joinpath("data", f"{language}.json")
    return Intents.from_dict(json.loads(file.read_text(encoding="utf-8")))


def wanted(case: Case) -> tuple[str, list[str], Mapping[str, Any]]:
    """The intent, the things and the values that are right."""
    order = order_of(case.home, case.intent, case.here)
    entities = targets(case.home, case.intent, (), case.here) if order is None else order.entities
    values = {
        name: value for name, value in case.intent.slots.items() if name not in ("domain", "device_class", "state")
    }
    return case.intent.name, sorted(entity.id for entity in entities), values


def is_right(case: Case, decision: Decision) -> bool:
    """Whether what was understood is what the sentence wants."""
    name, entities, values = wanted(case)
    if decision.skill == "list" and case.intent.name.startswith("HassShoppingList"):
        return decision.slots.get("items") == [values["item"]]
    if decision.skill == "volume" and case.intent.name == "HassSetVolume":
        return decision.slots.get("percent") == values["volume_level"]
    same = {"HassShoppingListAddItem": "HassListAddItem", "HassShoppingListCompleteItem": "HassListCompleteItem"}
    if same.get(decision.intent, decision.intent) != same.get(name, name):
        return False
    if entities and sorted(decision.slots.get("entities", ())) != entities:
        return False
    return all(_alike(decision.slots.get(key), value) for key, value in values.items())


def _alike(one: object, other: object) -> bool:
    return str(one).casefold() == str(other).casefold() or (_number(one) is not None and _number(one) == _number(other))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def cases(folder: Path, language: str) -> Iterator[Case]:
    """All sentences about the home, each with what is right."""
    tests = folder / "tests" / language
    shared = home_of(_read(tests / "_fixtures.yaml"))
    for file in sorted(tests.rglob("*.yaml")):
        if file.name.startswith("_") or any(part in f"{file.parent.name} {file.name}" for part in LEFT_OUT):
            continue
        table = _read(file)
        home = home_of(table) if file.parent != tests else shared
        for test in table.get("tests") or ():
            intent = test.get("intent") or {"name": file.parent.name, "slots": test.get("slots")}
            slots = dict(intent.get("slots") or {})
            if file.parent != tests and "slots" in table:
                slots = {**table["slots"], **slots}
            context = {**(table.get("context") or {}), **(test.get("context") or {}), **(intent.get("context") or {})}
            here = home.find_area(str(context["area"])) if context.get("area") else None
            for sentence in test.get("sentences") or ():
                wanted_ = _intent(home, intent["name"], slots)
                yield Case(str(sentence), wanted_, home, None if here is None else here.id)


def _read(file: Path) -> Fixtures:
    found: Fixtures = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return found


def _intent(home: Home, name: str, slots: Mapping[str, Any]) -> HomeIntent:
    values = dict(slots)
    things = tuple(
        entity.id
        for entity in home.entities.values()
        if "name" in values and words(_text(values["name"])) in map(words, entity.names)
    )
    area = home.find_area(_text(values["area"])) if "area" in values else None
    floors = tuple(
        floor.id
        for floor in home.floors.values()
        if "floor" in values and words(_text(values["floor"])) in map(words, floor.names)
    )
    rest = {key: value for key, value in values.items() if key not in ("name", "area", "floor", "preferred_area_id")}
    return HomeIntent(name, rest, things, () if area is None else (area.id,), floors)


def home_of(fixtures: Fixtures) -> Home:
    """The home of a file of tests, as a server would tell it."""
    floors = [{"floor_id": _id(one), "name": _name(one["name"])} for one in fixtures.get("floors") or ()]
    areas = [
        {"area_id": _id(one), "name": _name(one["name"]), "floor_id": one.get("floor")}
        for one in fixtures.get("areas") or ()
    ]
    known = {words(area["name"]): area["area_id"] for area in areas}
    states, entries = [], []
    for one in fixtures.get("entities") or ():
        name = _name(one["name"])
        entity = one.get("id") or f"{one['domain']}.{words(name).replace(' ', '_')}"
        state = one.get("state", "off")
        attributes = {**(one.get("attributes") or {}), "friendly_name": name}
        states.append(
            {
                "entity_id": entity,
                "state": _text(state.get("out")) if isinstance(state, Mapping) else _text(state),
                "attributes": attributes,
            }
        )
        area = one.get("area")
        entries.append({"entity_id": entity, "area_id": known.get(words(str(area)), area)})
    exposed = {state["entity_id"]: {"conversation": True} for state in states}
    return Home.read(
        {
            "config/floor_registry/list": floors,
            "config/area_registry/list": areas,
            "config/entity_registry/list": entries,
            "homeassistant/expose_entity/list": {"exposed_entities": exposed},
            "get_states": states,
        }
    )


def _id(one: Mapping[str, Any]) -> str:
    return str(one.get("id") or words(_name(one["name"])).replace(" ", "_"))


def _name(value: object) -> str:
    """A name without the choices and options of a template."""
    text = _text(value)
    return text.replace("[", "").replace("]", "").split("|")[0].strip("( ")


def _text(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return str(value[0])
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


if __name__ == "__main__":
    main()
