"""What a language without a trained classifier knows of its sentences."""

from myna.nlu.classifier import Guess
from myna.nlu.registry import understanding_of
from myna.nlu.understanding import Parts


def test_a_language_with_tables_has_guards_classes_and_orders() -> None:
    german = understanding_of("de")
    german.load()
    assert german.guard("stell keinen timer auf zehn minuten") == "negation"
    assert german.classify("regnet es morgen") == [Guess("weather.forecast", 1.0)]
    assert not german.classify("stell einen timer")
    assert german.is_order("stell einen timer")
    assert not german.is_order("wie spät ist es")


def test_a_sentence_is_divided_unless_the_whole_of_it_is_guarded() -> None:
    german = understanding_of("de")
    assert german.parts("mach lauter und stell einen Timer") == [
        Parts(("mach lauter", "stell einen Timer"), ["", ""], clear=True)
    ]
    assert not german.parts("wenn es regnet, mach lauter und stell einen Timer")


def test_a_language_without_tables_knows_nothing() -> None:
    unknown = understanding_of("xx")
    unknown.load()
    assert not unknown.guard("stell keinen timer")
    assert not unknown.classify("regnet es morgen")
    assert not unknown.parts("mach lauter und stell einen Timer")
    assert not unknown.is_order("stell einen timer")
