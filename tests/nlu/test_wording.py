"""All sentences of templates, as an automaton."""

from hassil.sample import sample_intents
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.nlu.wording import MOST_PERMUTED, automaton
from nlu.templates_kit import LISTS, TEMPLATE, sentences, templates


@settings(deadline=None, max_examples=50)
@given(st.lists(TEMPLATE, min_size=1, max_size=2))
def test_the_automaton_has_just_the_sentences_of_the_templates(lines: list[str]) -> None:
    made = templates(*lines)
    slots = made.intents.intents["command"].data[0].slot_lists
    expected = {" ".join(text.split()) for _, text in sample_intents(made.intents, slots)}
    assert sentences(made.automaton()) == expected


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


def test_words_stand_for_any_words() -> None:
    noted = templates("note {anything}", lists={"anything": {"wildcard": True}})
    assert sentences(automaton(noted.intents, any_words="some thing")) == {"note some thing"}


def test_of_many_parts_in_any_order_only_the_written_order_comes() -> None:
    parts = [f"word{index}" for index in range(MOST_PERMUTED + 1)]
    assert sentences(templates(f"({';'.join(parts)})").automaton()) == {" ".join(parts)}


def test_apostrophes_are_plain_ones() -> None:
    assert sentences(templates("What\u2019s up").automaton()) == {"what's up"}
