"""What a language without a classifier knows of its sentences."""

from myna.nlu.registry import understanding_of


def test_other_languages_have_guards_alone() -> None:
    german = understanding_of("de")
    german.load()
    assert german.guard("stell keinen timer auf zehn minuten") == "negation"
    assert not german.classify("stell einen timer")
    assert not german.parts("stell einen timer und dann noch einen")
    assert not german.is_order("stell einen timer")
