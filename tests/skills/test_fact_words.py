"""Numbers and lists as facts are told in."""

import pytest

from myna.nlu.intent_catalogue import load_intents
from myna.skills.fact_words import FactWords, rounded


@pytest.fixture(scope="module")
def words() -> FactWords:
    return FactWords(load_intents("en-us").responses)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1_419_316_933, "1.42 billion"),
        (1_000_000_000, "1 billion"),
        (84_012_284, "84 million"),
        (5_563_649, "5.6 million"),
        (1_013_703, "1 million"),
        (873_965, "874,000"),
        (32_047, "32,000"),
        (593, "593"),
    ],
)
def test_a_number_of_people(words: FactWords, number: int, said: str) -> None:
    assert words.people(number) == said


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (17_098_242, "17.1 million square kilometers, or 6.6 million square miles"),
        (357_022, "357,000 square kilometers, or 138,000 square miles"),
        (719, "719 square kilometers, or 278 square miles"),
        (0.44, "0.44 square kilometers, or 0.17 square miles"),
    ],
)
def test_an_area(words: FactWords, area: float, said: str) -> None:
    assert words.square(area) == said


def test_a_large_number(words: FactWords) -> None:
    assert words.large(778_500_000, 4) == "778.5 million"
    assert words.large(2_805_430_000, 3) == "2.81 billion"


def test_a_list(words: FactWords) -> None:
    assert words.listed(["Spain"]) == "Spain"
    assert words.listed(["Spain", "France", "Italy"]) == "Spain, France and Italy"


def test_a_sentence_begins_with_a_capital_letter(words: FactWords) -> None:
    told = words.say("known_capital", x="the Netherlands", capital="Amsterdam")
    assert told == "The capital of the Netherlands is Amsterdam."
    assert words.say("known_in", y="Peru") == "In Peru"
    assert words.piece("known_in", y="Peru") == "in Peru"


def test_a_language_without_the_sentence_says_nothing() -> None:
    assert FactWords(load_intents("ko").responses).say("known_capital", x="", capital="") == ""


def test_rounding() -> None:
    assert [rounded(number, 3) for number in (643_801, 0.12345, 7)] == [644_000, 0.123, 7]
