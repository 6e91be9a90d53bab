import pytest

from home_kit import recorded_home
from myna.home.model import Home
from myna.skills.home.spoken import SpokenCommands, SpokenHome, unknown_names

STRANGE = frozenset(["ecobee", "hygrostat", "rgbw"])


@pytest.fixture(scope="module")
def spoken() -> SpokenHome:
    return SpokenHome.of(recorded_home(), "en-us", "kitchen", lambda word: word.removesuffix("s") not in STRANGE)


def test_every_name_is_expected_in_several_sentences(spoken: SpokenHome) -> None:
    for name in ("bed light", "night light", "zero ground floor", "front door", "movie night"):
        assert sum(name in sample for sample in spoken.samples) >= 3
    assert any("living room" in sample for sample in spoken.samples)
    assert "dinner is ready" in spoken.samples


def test_every_value_is_expected(spoken: SpokenHome) -> None:
    for value in ("two thousand seven hundred kelvin", "four thousand kelvin", "turquoise", "ninety five percent"):
        assert any(value in sample for sample in spoken.samples), value


def test_things_are_expected_that_share_their_last_word(spoken: SpokenHome) -> None:
    assert any(" and the " in sample and "on the ceiling and" in sample for sample in spoken.samples)
    assert spoken.nearest("turn on the kitchen to the bed light") == "turn on the kitchen and the bed light"


def test_a_name_with_an_unknown_word_is_told_and_not_expected(spoken: SpokenHome) -> None:
    assert not any("ecobee" in sample for sample in spoken.samples)
    assert dict(spoken.unknown) == {"ecobee": "ecobee", "hygrostat": "hygrostat", "rgbw": "office rgbw lights"}
    assert "ecobee (in ecobee)" in unknown_names(spoken.unknown)


def test_sentences_are_accepted_with_politeness_too(spoken: SpokenHome) -> None:
    assert spoken.accepts("turn on the bed light")
    assert spoken.accepts("could you please turn on the bed light")
    assert spoken.accepts("turn on the lights")
    assert spoken.accepts("movie night")
    assert spoken.accepts("dinner is ready")
    assert not spoken.accepts("turn on the attic light")
    assert not spoken.accepts("the walkman")
    assert not spoken.accepts("")


def test_mentions_are_told_apart(spoken: SpokenHome) -> None:
    assert spoken.is_mention("don't turn on the bed light")
    assert not spoken.is_mention("turn on the bed light")
    assert spoken.contradicts("turn on the bedroom lamp", "turn on the kitchen lamp")
    assert not spoken.contradicts("turn on the bed like", "turn on the bed light")
    assert spoken.contradicts("don't turn on the bed light", "turn on the bed light")
    assert any(sample.startswith("don't") for sample in spoken.others)
    assert any(sample.startswith("please") for sample in spoken.polite)
    assert not spoken.contradicts("he can use which the bed like that on", "can you switch the bed light back on")
    assert not spoken.contradicts("i think i'd like to thirteen percent", "bed light to thirty percent")


def test_another_form_of_the_verb_is_a_mention_too(spoken: SpokenHome) -> None:
    assert spoken.contradicts("i opened the kitchen window", "open the kitchen window up")
    assert spoken.contradicts("was she opening the kitchen window", "open the kitchen window")
    assert not spoken.contradicts("they turned the kitchen window", "open the kitchen window")


def test_only_the_politeness_that_is_expected_is_usual(spoken: SpokenHome) -> None:
    assert spoken.is_usual("could you please close the hall window")
    assert spoken.is_usual("would you mind closing the hall window")
    assert spoken.accepts("you need to close the hall window")
    assert not spoken.is_usual("you need to close the hall window")  # "you needn't" sounds like it


def test_two_orders_are_accepted_where_each_of_them_is(spoken: SpokenHome) -> None:
    both = "turn off the bed light and close the garage door"
    assert spoken.accepts(both)
    assert spoken.is_usual(both)
    assert spoken.nearest("turn off the bed light on close the garage door") == both
    assert not spoken.accepts("turn off the bed light and the attic")
    assert not spoken.accepts("turn off the bed light and paint the garage door")
    assert not spoken.accepts("he turned off the bed light and close the garage door")
    assert not spoken.is_usual("my bed light purple and close the garage door")


def test_only_small_words_are_mended(spoken: SpokenHome) -> None:
    assert spoken.nearest("turn on the bed light") == "turn on the bed light"
    mended = spoken.nearest("turn off the ceiling lights in the kitchen lights")
    assert mended == "turn off the ceiling lights and the kitchen lights"
    assert spoken.nearest("make sure that the kitchen doors locked") == "make sure that the kitchen door is locked"
    assert spoken.nearest("turn bed light") is None


def test_what_is_expected_is_understood(spoken: SpokenHome) -> None:
    strange = [text for text in spoken.samples if not spoken.accepts(text)]
    assert len(strange) < len(spoken.samples) / 100, strange


def test_rooms_and_people_come_in_one_number_alone(spoken: SpokenHome) -> None:
    assert any("bed lights" in text for text in spoken.samples)
    assert not any("living rooms" in text or "demos" in text for text in spoken.samples)


def test_a_very_large_home_has_fewer_sentences_of_each_name() -> None:
    states = [
        {"entity_id": f"light.l{number}", "state": "on", "attributes": {"friendly_name": f"Lamp {number}"}}
        for number in range(1500)
    ]
    exposed = {state["entity_id"]: {"conversation": True} for state in states}
    home = Home.read({"get_states": states, "homeassistant/expose_entity/list": {"exposed_entities": exposed}})
    spoken = SpokenHome.of(home, "en-us", None, lambda _: True)
    assert sum("lamp one thousand" in sample for sample in spoken.samples) > 0
    assert len(spoken.samples) < 30_000


def test_commands_and_the_home_are_one(spoken: SpokenHome) -> None:
    both = SpokenCommands([spoken, spoken])
    assert len(both.samples) == 2 * len(spoken.samples)
    assert both.accepts("turn on the bed light")
    assert both.is_mention("don't turn on the bed light")
    assert both.contradicts("don't turn on the bed light", "turn on the bed light")
    assert both.nearest("turn bed light") is None
    assert both.is_usual("close the hall window")
    assert "close the hall window" in both.about("what is the hall window")
