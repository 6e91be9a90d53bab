"""The intents and responses of each language."""

from importlib.resources import files
from typing import Any

import pytest
import yaml

from myna.nlu.intent_catalogue import BORROWED, _borrowed, load_intents

TAGS = ("en-us", "en-gb", "de", "fr-fr", "es-es", "zh-cn", "ko")


def own(language: str) -> list[dict[str, Any]]:
    """The tables of a language's folder."""
    folder = files("myna.nlu").joinpath(language, "templates")
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in folder.iterdir()]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh", "ko"])
def test_no_name_is_given_twice(language: str) -> None:
    """Lists, rules and responses of all files share their names, and lists and rules Home Assistant's too.

    Only the timers' ranges take the places of its own, which are narrower.
    """
    taken = {
        "lists": {name for name in _borrowed(language)["lists"] if not name.startswith("timer_")},
        "expansion_rules": set(_borrowed(language)["expansion_rules"]),
        "responses": set[str](),
    }
    for part in own(language):
        for kind, names in taken.items():
            assert not names & part.get(kind, {}).keys()
            names |= part.get(kind, {}).keys()


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_the_responses_of_its_intents(tag: str) -> None:
    catalogue = load_intents(tag)
    assert {"time", "time_whole", "date", "volume", "volume_loudest", "volume_softest"} <= catalogue.responses.keys()
    assert {"HassGetCurrentTime", "HassSetVolume", "HassStartTimer"} <= set(catalogue.intents) & set(BORROWED)


@pytest.mark.parametrize("tag", TAGS)
def test_no_sentence_names_a_room_or_a_device(tag: str) -> None:
    for intent in load_intents(tag).definitions["intents"].values():
        for part in intent["data"]:
            assert not any("{area" in sentence or "<floor" in sentence for sentence in part["sentences"])


def test_sentences_of_both_sources_mean_one_intent() -> None:
    templates = load_intents("en-us").templates(["HassGetCurrentTime"])
    for text in ("what time is it", "how late is it"):
        intent = templates.match(text)
        assert intent is not None
        assert intent.name == "HassGetCurrentTime"


def test_only_the_intents_that_are_asked_for_are_matched() -> None:
    catalogue = load_intents("en-us")
    assert catalogue.templates(["HassNevermind"]).match("what time is it") is None
    assert catalogue.templates([]).match("what time is it") is None


def test_a_language_that_nobody_wrote_has_no_intents_of_myna() -> None:
    catalogue = load_intents("xx")
    assert list(catalogue.intents) == []
    assert dict(catalogue.responses) == {}
    assert catalogue.forms == {}


def test_each_reading_is_a_catalogue_of_its_own() -> None:
    assert load_intents("en-us").definitions == load_intents("en-us").definitions
