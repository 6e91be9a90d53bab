"""Words as the tables and readers of English take them."""

from myna.nlu.en.words import lowered, word_set


def test_a_set_of_words_has_each_once() -> None:
    assert word_set("tea milk\n  tea ") == {"tea", "milk"}
    assert word_set("") == frozenset()


def test_a_text_is_lowered_with_straight_apostrophes() -> None:
    assert lowered("What\u2019s It") == "what's it"
