"""Sample sentences, few and even."""

from hypothesis import given, settings
from hypothesis import strategies as st

from myna.nlu.samples import MOST_WALKS, samples
from nlu.templates_kit import TEMPLATE, sentences, states, templates


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


def test_a_huge_product_is_walked_through_and_all_its_words_come() -> None:
    numbers = {f"n{i}": {"range": {"from": 0, "to": 100}} for i in range(8)}
    many = templates("[please] " + " and ".join(f"{{n{i}}}" for i in range(8)), lists=numbers)
    drawn = samples(many.automaton())
    assert 100 < len(drawn) <= MOST_WALKS
    assert all(sentence.removeprefix("please ").count(" and ") == 7 for sentence in drawn)
    assert any("ninety nine and" in sentence for sentence in drawn)


def test_no_more_walks_are_made_than_asked_for() -> None:
    automaton = templates("turn {state} the {room} lamp").automaton()
    assert len(samples(automaton, 2)) == 2


def test_a_slot_for_any_words_has_no_samples() -> None:
    noted = templates("note {anything}", "play", lists={"anything": {"wildcard": True}})
    assert samples(noted.automaton()) == ["play"]
