"""What a sentence means by its templates."""

import pytest

from myna.nlu.templates import MAX_CHARACTERS, Intent, Templates

LAMP = Templates(
    {
        "language": "en",
        "intents": {
            "lamp": {"data": [{"sentences": ["(turn|switch) {state} [the] {room} lamp", "{room} lamp {state}"]}]},
            "note": {"data": [{"sentences": ["remind me to {what}", "remind me to {what} in {minutes} minutes"]}]},
        },
        "lists": {
            "state": {"values": ["on", "off"]},
            "room": {"values": ["kitchen", "living room"]},
            "what": {"wildcard": True},
            "minutes": {"range": {"from": 1, "to": 60}},
        },
        "skip_words": ["please", "could you"],
    }
)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("turn on the kitchen lamp", Intent("lamp", {"state": "on", "room": "kitchen"})),
        ("Turn on the kitchen lamp!", Intent("lamp", {"state": "on", "room": "kitchen"})),
        ("could you please turn on the kitchen lamp", Intent("lamp", {"state": "on", "room": "kitchen"})),
        ("turn on the kitchen lamp, please", Intent("lamp", {"state": "on", "room": "kitchen"})),
        ("living room lamp off", Intent("lamp", {"state": "off", "room": "living room"})),
        ("remind me to call my mother", Intent("note", {"what": "call my mother"})),
        ("Remind me to call Anna", Intent("note", {"what": "call Anna"})),
        ("remind me to eat in twenty five minutes", Intent("note", {"what": "eat", "minutes": 25})),
        ("turn on the lamp", None),
        ("now turn on the kitchen lamp", None),
        ("", None),
        ("please", None),
    ],
)
def test_a_sentence_means(text: str, match: Intent | None) -> None:
    assert LAMP.match(text) == match


def test_what_it_may_mean_too_comes_behind() -> None:
    meanings = LAMP.matches("remind me to eat in two minutes please")
    assert meanings[0] == Intent("note", {"what": "eat", "minutes": 2})
    assert Intent("note", {"what": "eat in two minutes please"}) in meanings
    assert Intent("note", {"what": "eat in two minutes"}) in meanings


def test_a_speech_is_no_sentence() -> None:
    assert LAMP.match("remind me to " + "eat " * MAX_CHARACTERS) is None


def test_it_may_be_made_ready_beforehand() -> None:
    LAMP.load()
    assert LAMP.match("remind me to eat in two minutes") == Intent("note", {"what": "eat", "minutes": 2})


def test_a_slot_for_any_words_is_whole_behind_parts_that_were_left_out() -> None:
    sentences = ["(set|start) [a|an|the] timer for {minutes}( |-)minute[s] [and] called {what}"]
    templates = Templates(
        {
            "language": "en",
            "intents": {"timer": {"data": [{"sentences": sentences}]}},
            "lists": {"what": {"wildcard": True}, "minutes": {"range": {"from": 1, "to": 60}}},
        }
    )
    slots = {"minutes": 10, "what": "mother in law"}
    assert templates.match("set a timer for ten minutes called mother in law") == Intent("timer", slots)
