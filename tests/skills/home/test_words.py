import pytest

from home_kit import recorded_home
from myna.home.model import Entity
from myna.nlu.home_sentences import HomeIntent
from myna.skills.home.skill import home_responses
from myna.skills.home.words import HomeWords, are_many, called


def entity(name: str) -> Entity:
    return Entity("light.a", (name,), None, "on")


@pytest.mark.parametrize(
    ("name", "said", "many"),
    [
        ("Kitchen Lights", "kitchen lights", True),
        ("AC", "AC", False),
        ("0_Ground_floor", "0 ground floor", False),
        ("The glass", "glass", False),
    ],
)
def test_a_name_is_said_behind_the(name: str, said: str, many: bool) -> None:
    assert called(entity(name)) == said
    assert are_many([entity(name)]) is many


def test_things_are_called_as_the_sentence_named_them() -> None:
    responses = home_responses("en-us")
    assert responses is not None
    words, home = HomeWords(responses), recorded_home()
    lights = [home.entities[name] for name in ("light.bed_light", "light.kitchen_lights", "light.ceiling_lights")]
    assert words.names(lights) == "bed light, the kitchen lights and the ceiling lights"
    in_rooms = HomeIntent("HassTurnOn", {"domain": "light"}, areas=("kitchen", "bedroom"))
    assert words.group(home, in_rooms, lights) == "lights in the kitchen and the bedroom"
    assert words.group(home, HomeIntent("HassTurnOn"), [*lights, home.entities["switch.ac"]]) == "devices"
    assert words.state("brightness", 50.0) == "at 50 percent"
    assert words.state("heat_cool") == "heat cool"
