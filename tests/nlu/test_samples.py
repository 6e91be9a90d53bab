"""The sentences of templates: as an automaton, as samples, and the one nearest to what was heard."""

from typing import Any

import pytest
from hassil.sample import sample_intents
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.nlu.automaton import Automaton, State
from myna.nlu.nearest import nearest
from myna.nlu.samples import MOST_WALKS, samples
from myna.nlu.templates import Templates

LISTS = {"room": {"values": ["kitchen", "living room"]}, "state": {"values": ["on", "(off|out)"]}}


def templates(*sentences: str, **more: Any) -> Templates:
    data = {"sentences": list(sentences), "lists": LISTS, **more}
    return Templates({"language": "en", "intents": {"command": {"data": [data]}}})


def sentences(automaton: Automaton) -> set[str]:
    """All of them."""
    found, waiting = set(), [(automaton.start, "")]
    while waiting:
        state, text = waiting.pop()
        if automaton.is_end(state):
            found.add(text.strip())
        waiting += [(after, f"{text} {word}") for word, after in automaton.arcs(state).items()]
    return found


def states(automaton: Automaton) -> set[State]:
    """All of them."""
    found, waiting = set(), [automaton.start]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += automaton.arcs(state).values()
    return found


def grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(" ".join),
        several.map(lambda items: f"({'|'.join(items)})"),
        several.map(lambda items: f"({';'.join(items)})"),
        parts.map(lambda item: f"[{item}]"),
    )


TEMPLATE = st.recursive(
    st.sampled_from(["lamp", "lamp[s]", "turn", "the", "{room}", "{state}", "(dim|bright)er"]), grown, max_leaves=5
)


@settings(deadline=None, max_examples=50)
@given(st.lists(TEMPLATE, min_size=1, max_size=2))
def test_the_automaton_has_just_the_sentences_of_the_templates(lines: list[str]) -> None:
    made = templates(*lines)
    slots = made.intents.intents["command"].data[0].slot_lists
    expected = {" ".join(text.split()) for _, text in sample_intents(made.intents, slots)}
    assert sentences(made.automaton()) == expected


@settings(deadline=None, max_examples=50)
@given(st.lists(TEMPLATE, min_size=1, max_size=2))
def test_samples_are_sentences_the_same_each_time_and_hold_every_word(lines: list[str]) -> None:
    made = templates(*lines)
    automaton = made.automaton()
    drawn = samples(automaton)
    assert drawn == samples(made.automaton())
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= sentences(automaton)
    words = {word for state in states(automaton) for word in automaton.arcs(state)}
    assert {word for sentence in drawn for word in sentence.split()} == words
    for sentence in drawn:
        assert automaton.accepts(sentence)
        assert nearest(automaton, sentence) == sentence


def test_a_huge_product_is_walked_through_and_all_its_words_come() -> None:
    numbers = {f"n{i}": {"range": {"from": 0, "to": 100}} for i in range(8)}
    many = templates("[please] " + " and ".join(f"{{n{i}}}" for i in range(8)), lists=numbers)
    drawn = samples(many.automaton())
    assert 100 < len(drawn) <= MOST_WALKS
    assert all(sentence.removeprefix("please ").count(" and ") == 7 for sentence in drawn)
    assert any("ninety nine and" in sentence for sentence in drawn)


def test_rules_and_numbers_are_followed_and_free_text_is_left_out() -> None:
    made = templates(
        "<ask> set {room} to {1..3:warmth}",
        "note {anything}",
        "play [{anything}]",
        lists={**LISTS, "anything": {"wildcard": True}},
        expansion_rules={"ask": "[would you]"},
    )
    found = sentences(made.automaton())
    assert len(found) == 2 * 2 * 3 + 1
    assert "play" in found
    assert "would you set living room to three" in found


def test_sentences_with_words_that_may_not_come_are_left_out_and_the_words_are_known() -> None:
    automaton = templates("turn {state} the {room} lamp").automaton(lambda word: word not in ("kitchen", "out"))
    assert set(samples(automaton)) == {"turn on the living room lamp", "turn off the living room lamp"}
    assert automaton.unknown == ["kitchen", "out"]
    assert nearest(automaton, "turn on the kitchen lamp") is None
    assert samples(templates("kitchen").automaton(lambda word: word != "kitchen")) == []


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("turn on the living room lamp", "turn on the living room lamp"),
        ("turn on living room lamb", "turn on the living room lamp"),
        ("turn the kitchen lamp", "turn on the kitchen lamp"),
        ("turn off the the kitchen lamp", "turn off the kitchen lamp"),
        ("what is the weather like in paris", None),
        ("turn", None),
        ("", None),
    ],
)
def test_what_was_heard_is_mended_if_it_is_near(heard: str, meant: str | None) -> None:
    assert nearest(templates("turn {state} the {room} lamp").automaton(), heard) == meant


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="abc lampturo", max_size=80))
def test_anything_may_be_heard(heard: str) -> None:
    automaton = templates("turn {state} [the] {room} lamp", "({room};lamp;{state})").automaton()
    mended = nearest(automaton, heard)
    assert mended is None or automaton.accepts(mended)
