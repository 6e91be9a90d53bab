import pytest

from home_kit import recorded_home
from myna.nlu.home_sentences import HomeSentences, Name, home_table, shapes, variants
from myna.skills.home.skill import home_names


@pytest.fixture(scope="module")
def sentences() -> HomeSentences:
    return HomeSentences("en-us", home_names(recorded_home()))


@pytest.mark.parametrize(
    ("text", "intent", "things"),
    [
        ("turn on the bed light", "HassTurnOn", ["light.bed_light"]),
        ("Turn off the night light, please!", "HassTurnOff", ["light.bed_light"]),
        ("switch on the kitchen light", "HassTurnOn", ["light.kitchen_lights"]),
        ("turn on the kitchen and the bed light", "HassTurnOn", ["light.kitchen_lights", "light.bed_light"]),
        (
            "turn off the ceiling lights, the kitchen lights and the bed light",
            "HassTurnOff",
            ["light.ceiling_lights", "light.kitchen_lights", "light.bed_light"],
        ),
        ("start the zero ground floor", "HassVacuumStart", ["vacuum.0_ground_floor"]),
        ("is the front door locked?", "HassGetState", ["lock.front_door"]),
    ],
)
def test_things_are_named(sentences: HomeSentences, text: str, intent: str, things: list[str]) -> None:
    best = sentences.matches(text)[0]
    assert best.name == intent
    assert list(best.things) == things
    assert best.names_something


def test_places_are_named(sentences: HomeSentences) -> None:
    both = sentences.matches("turn on the lights in the kitchen and the office")[0]
    assert (both.areas, both.slots) == (("kitchen", "office"), {"domain": "light"})
    upstairs = sentences.matches("turn off all lights upstairs")[0]
    assert upstairs.floors == ("first_floor",)


def test_values_are_read(sentences: HomeSentences) -> None:
    assert sentences.matches("set the bed light to 20%")[0].slots == {"brightness": 20}
    assert sentences.matches("set the heat pump to 20.5 degrees")[0].slots == {"temperature": 20.5}
    assert sentences.matches("make the bed light blue")[0].slots == {"color": "blue"}


def test_here_is_the_area_where_it_is_said(sentences: HomeSentences) -> None:
    assert not sentences.matches("turn on the lights")
    (best, *_) = sentences.matches("turn on the lights", "kitchen")
    assert best.areas == ("kitchen",)
    assert best.here
    assert not best.names_something


def test_what_is_excepted_is_left_out(sentences: HomeSentences) -> None:
    best = sentences.matches("turn off all lights except the bed light")[0]
    assert best.left_out == {"light.bed_light"}
    assert not best.things


@pytest.mark.parametrize(
    "text",
    ["", "what is the capital of france", "turn on the attic light", "set a timer for five minutes", "x" * 500],
)
def test_what_is_not_about_the_home_is_nothing(sentences: HomeSentences, text: str) -> None:
    assert not sentences.matches(text, "kitchen")


def test_a_name_is_found_in_both_numbers_and_with_its_digits_in_words() -> None:
    assert {"lamp 2", "lamp 2s", "lamp two", "lamp twos"} >= set(variants("lamp 2", "en-us"))
    assert list(variants("kitchen lights", "en-us"))[:2] == ["kitchen lights", "kitchen light"]
    assert "lampe zwei" in variants("lampe 2", "de")


def test_mentions_are_found_anywhere() -> None:
    known = HomeSentences("en-us", [Name("name", "sofa lamp", "light.sofa", "light"), Name("area", "hall", "hall")])
    found = known.mentions("when did the sofa lamp in the hall go out")
    assert [(one.kind, one.ids) for one in found] == [("name", ("light.sofa",)), ("area", ("hall",))]


def test_a_language_without_sentences_understands_nothing() -> None:
    nothing = HomeSentences("xx", [Name("area", "hall", "hall")])
    assert not nothing.is_known
    assert not nothing.matches("turn on the lights in the hall")
    assert not home_table("xx")
    assert not list(shapes("xx", 3))


def test_home_assistants_own_sentences_serve_a_language_without_words_of_its_own() -> None:
    german = HomeSentences("de", [Name("name", "stehlampe", "light.floor", "light")])
    assert german.matches("schalte die Stehlampe ein")[0].things == ("light.floor",)


def test_shapes_leave_the_names_open() -> None:
    found = list(shapes("en-us", 3))
    assert ("light", "toggle the {name}") in found or any(
        kind == "light" and "{name}" in shape for kind, shape in found
    )
    assert all("{area}" in shape for kind, shape in found if kind == "area")
