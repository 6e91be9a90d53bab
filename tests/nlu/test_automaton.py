"""Sentences as states and words."""

from myna.nlu.automaton import SPACE, Automaton
from myna.nlu.samples import samples
from nlu.templates_kit import sentences, states, templates


def spelled(*pieces: str) -> Automaton:
    """An automaton of one sentence."""
    automaton = Automaton()
    place = automaton.first
    for piece in pieces:
        before, place = place, automaton.place()
        automaton.link(before, place, piece)
    automaton.link(place, automaton.last)
    return automaton


def test_pieces_without_a_space_are_one_word() -> None:
    automaton = spelled("lamp", "s", SPACE, "off")
    assert list(automaton.arcs(automaton.start)) == ["lamps"]
    assert sentences(automaton) == {"lamps off"}


def test_a_sentence_is_accepted_whole_and_nothing_else_is() -> None:
    automaton = spelled("lamps", SPACE, "off")
    assert automaton.accepts("lamps  off")
    for text in ("", "lamps", "off", "lamps off now", "Lamps off"):
        assert not automaton.accepts(text)
    assert not automaton.is_end(automaton.start)


def test_an_empty_automaton_has_no_sentence() -> None:
    automaton = Automaton()
    assert automaton.arcs(automaton.start) == {}
    assert not automaton.accepts("")


def test_alike_ends_share_their_states() -> None:
    one, several = templates("turn on the lamp").automaton(), templates("turn (on|off|out) the lamp").automaton()
    assert len(sentences(several)) == 3
    assert len(states(several)) == len(states(one))


def test_sentences_with_words_that_may_not_come_are_left_out_and_the_words_are_known() -> None:
    automaton = templates("turn {state} the {room} lamp").automaton(lambda word: word not in ("kitchen", "out"))
    assert set(samples(automaton)) == {"turn on the living room lamp", "turn off the living room lamp"}
    assert automaton.unknown == ["kitchen", "out"]
    assert samples(templates("kitchen").automaton(lambda word: word != "kitchen")) == []


def test_lists_that_stick_together_end_in_bounded_time() -> None:
    values = {"values": ["a", "aa"]}
    sticky = templates("".join(f"{{x{i}}}" for i in range(40)), lists={f"x{i}": values for i in range(40)}).automaton()
    assert all(set(word) == {"a"} for word in sticky.arcs(sticky.start))
