from typing import Any

import pytest

from home_kit import recorded, recorded_home
from myna.home.model import Home, words


def test_the_recorded_home_has_rooms_things_and_what_automations_know() -> None:
    home = recorded_home()
    light = home.entities["light.bed_light"]
    assert light.names == ("Bed Light", "night light")
    assert light.area == "bedroom"
    assert light.domain == "light"
    assert home.floor_of(light) == "first_floor"
    assert home.floors["first_floor"].names == ("First floor", "upstairs")
    assert "dinner is ready" in home.sentences


def test_a_thing_without_an_entry_in_the_registry_has_its_friendly_name() -> None:
    home = recorded_home()
    assert home.entities["lock.front_door"].names == ("Front Door",)
    assert home.entities["lock.front_door"].area is None


def test_what_is_not_exposed_is_not_known() -> None:
    home = recorded_home()
    assert "cover.pergola_roof" not in home.entities
    assert home.exposure_known


def test_without_the_list_of_an_administrator_the_registry_and_the_defaults_count() -> None:
    answers = recorded()
    del answers["homeassistant/expose_entity/list"]
    home = Home.read(answers)
    assert not home.exposure_known
    assert "light.bed_light" in home.entities  # the registry says so
    assert "cover.pergola_roof" not in home.entities  # and says not
    assert "vacuum.0_ground_floor" in home.entities  # a domain that is exposed by default
    assert "lock.front_door" not in home.entities


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"get_states": None, "config/area_registry/list": "none", "config/floor_registry/list": [None, 3, {}]},
        {
            "get_states": [
                {"entity_id": "light.a", "state": "on", "attributes": None},
                {"entity_id": "light.b", "state": None, "attributes": {"friendly_name": None}},
            ]
        },
    ],
)
def test_what_is_broken_counts_as_not_told(broken: dict[str, Any]) -> None:
    assert not Home.read(broken).entities


def test_aliases_may_be_null_or_hold_null() -> None:
    entry = {"entity_id": "light.a", "aliases": [None, "lamp", "", 3]}
    state = {"entity_id": "light.a", "state": "on", "attributes": {"friendly_name": "Sofa"}}
    areas = [{"area_id": "den", "name": "Den", "aliases": None}]
    home = Home.read(
        {
            "get_states": [state],
            "config/entity_registry/get_entries": {"light.a": entry, "light.b": None},
            "config/area_registry/list": areas,
        }
    )
    assert home.entities["light.a"].names == ("Sofa", "lamp")
    assert home.areas["den"].names == ("Den",)


def test_names_may_be_added_for_a_thing_and_for_a_word() -> None:
    state = {"entity_id": "light.a", "state": "on", "attributes": {"friendly_name": "Hue Strip"}}
    home = Home.read({"get_states": [state]}, {"light.a": ["reading lamp"], "hue": ["hugh"]})
    assert home.entities["light.a"].names == ("Hue Strip", "reading lamp", "hugh strip")


def test_a_state_changes_the_home_and_not_its_vocabulary() -> None:
    home = recorded_home()
    changed = home.changed("light.bed_light", "on", {"brightness": 3})
    assert changed.entities["light.bed_light"].state == "on"
    assert home.entities["light.bed_light"].state == "off"
    assert changed.vocabulary == home.vocabulary
    assert home.changed("light.nowhere", "on", {}) is home


def test_an_area_is_found_by_its_id_and_by_its_names() -> None:
    home = recorded_home()
    for name in ("living_room", "Living Room", "living room"):
        area = home.find_area(name)
        assert area is not None
        assert area.id == "living_room"
    assert home.find_area("attic") is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Entrance Color + White Lights", "entrance color white lights"),
        ("0_Ground_floor", "0 ground floor"),
        ("HeatPump", "heat pump"),
        ("AC", "ac"),
        ("Children\u2019s room", "children's room"),
    ],
)
def test_a_name_is_words_as_they_are_said(name: str, said: str) -> None:
    assert words(name) == said
