import pytest

from home_kit import recorded, recorded_home
from myna.home.model import Home
from myna.nlu.home_sentences import HomeIntent
from myna.skills.home.targets import targets


def ids(intent: HomeIntent, domains: tuple[str, ...] = (), here: str | None = None) -> list[str]:
    return [entity.id for entity in targets(recorded_home(), intent, domains, here)]


def test_a_thing_is_itself() -> None:
    assert ids(HomeIntent("HassTurnOn", {}, ("light.bed_light",))) == ["light.bed_light"]
    assert ids(HomeIntent("HassTurnOn", {}, ("light.nowhere",))) == []


def test_an_area_has_the_things_of_the_kind_that_is_named() -> None:
    intent = HomeIntent("HassTurnOn", {"domain": "light"}, areas=("living_room",))
    assert ids(intent) == ["light.ceiling_lights", "light.living_room_rgbww_lights"]


def test_a_floor_has_those_of_its_areas() -> None:
    assert ids(HomeIntent("HassTurnOn", {"domain": "light"}, floors=("first_floor",))) == [
        "light.bed_light",
        "light.office_rgbw_lights",
    ]


def test_everything_is_what_people_switch_off_when_they_leave() -> None:
    found = ids(HomeIntent("HassTurnOff", {"all": True}, areas=("bedroom",)), ("light", "lock", "cover"))
    assert found == ["fan.ceiling_fan", "light.bed_light", "switch.ac"]


def test_what_is_excepted_is_left_out() -> None:
    intent = HomeIntent(
        "HassTurnOff", {"domain": "light"}, areas=("living_room",), left_out=frozenset(["light.ceiling_lights"])
    )
    assert ids(intent) == ["light.living_room_rgbww_lights"]
    assert "light.bed_light" not in ids(HomeIntent("HassTurnOff", {"domain": "light"}, left_out=frozenset(["bedroom"])))


@pytest.mark.parametrize(("device_class", "count"), [("garage", 1), ("door", 1), ("window", 3)])
def test_a_class_is_told_by_the_server_or_by_the_name(device_class: str, count: int) -> None:
    assert len(ids(HomeIntent("HassTurnOn", {"domain": "cover", "device_class": device_class}))) == count


def test_of_two_things_with_one_name_the_one_here_is_meant() -> None:
    answers = recorded()
    for number, area in enumerate(("kitchen", "bedroom")):
        name = f"light.twin_{number}"
        answers["get_states"].append({"entity_id": name, "state": "off", "attributes": {"friendly_name": "Twin"}})
        answers["config/entity_registry/get_entries"][name] = {"entity_id": name, "area_id": area}
        answers["homeassistant/expose_entity/list"]["exposed_entities"][name] = {"conversation": True}
    home = Home.read(answers)
    both = HomeIntent("HassTurnOn", {}, ("light.twin_0", "light.twin_1"))
    assert [entity.id for entity in targets(home, both, (), "bedroom")] == ["light.twin_1"]
    assert len(targets(home, both, (), "hall")) == 2
    in_kitchen = HomeIntent("HassTurnOn", {}, ("light.twin_0", "light.twin_1"), areas=("kitchen",))
    assert [entity.id for entity in targets(home, in_kitchen)] == ["light.twin_0"]
