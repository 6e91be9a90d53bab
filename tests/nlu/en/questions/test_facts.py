"""What sentences ask of the tables of facts."""

import pytest

from myna.nlu.en.questions import facts
from myna.nlu.en.questions.facts import Wanted


def first(text: str, relation: str) -> Wanted | None:
    """The first reading of ``text`` with that relation."""
    readings = facts.wanted(facts.topics(text))
    return next((one for one in readings if one.relation == relation), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's the capital of France?", Wanted("capital", ("france",))),
        ("please tell me what France's capital is", Wanted("capital", ("france",))),
        ("do you know the capital city of the Czech Republic", Wanted("capital", ("czech republic",))),
        ("which country has the capital Lima", Wanted("capital_of", ("lima",))),
        ("which country this Lima the capital of", Wanted("capital_of", ("lima",))),
        ("which countries Lima the capital of", Wanted("capital_of", ("lima",))),
        ("Lima is the capital of what country", Wanted("capital_of", ("lima",))),
        ("is the capital of Peru Lima", Wanted("is_capital", ("lima", "peru"))),
        ("how many people live in Chad right now", Wanted("population", ("chad",))),
        ("could you tell me how big Brazil is", None),
        ("how big is Brazil in square miles", Wanted("area", ("brazil",))),
        ("what countries share a border with Mali", Wanted("neighbours", ("mali",))),
        ("how many countries border Mali", Wanted("neighbours", ("mali",), "count")),
        ("does Spain share a border with France", Wanted("is_neighbour", ("spain", "france"))),
        ("what language do people speak in Iran", Wanted("languages", ("iran",))),
        ("do they speak French in Mali", Wanted("speaks", ("french", "mali"))),
        ("on which continent is Fiji located", Wanted("continent", ("fiji",))),
        ("is Fiji in Asia", Wanted("is_in", ("fiji", "asia"))),
        ("where in the world is Fiji", Wanted("where", ("fiji",))),
        ("which mountain is the tallest in Japan", Wanted("peak", ("japan",))),
        ("what's Japan's highest mountain", Wanted("peak", ("japan",))),
        ("which has more people, Oslo or Bergen", Wanted("compare", ("oslo", "bergen"), "population more which")),
        ("is Oslo smaller than Bergen", Wanted("compare", ("oslo", "bergen"), "area less whether")),
        ("which country in Africa has the most people", None),
        ("what country has the most people in Africa", Wanted("extreme", ("country", "africa"), "most")),
        ("what is the smallest country by area", Wanted("extreme", ("country",), "smallest")),
        ("how many countries are there in Africa", Wanted("members", ("countries", "africa"))),
        ("what do they use for money in Cuba", Wanted("currency", ("cuba",))),
        ("what kind of money do they use in Cuba", Wanted("currency", ("cuba",))),
        ("in which countries can I pay with euros", Wanted("currency_of", ("euros",))),
        ("does Sweden use the euro", Wanted("uses_currency", ("sweden", "euro"))),
        ("what's the chemical symbol for tin", Wanted("symbol", ("tin",))),
        ("what element has the atomic number seventy nine", Wanted("element", ("seventy nine",), "79")),
        ("which element is Fe on the periodic table", Wanted("element", ("fe",))),
        ("how many protons does iron have", Wanted("atomic_number", ("iron",))),
        ("how far away is the moon from earth", Wanted("distance", ("moon",))),
        ("distance between the sun and Mars", Wanted("distance_sun", ("mars",))),
        ("how many moons are there around Jupiter", Wanted("moons", ("jupiter",))),
        ("how long is a day on Mars", Wanted("day", ("mars",))),
        ("what's the third planet from the sun", Wanted("planet_place", ("third",), "3")),
        ("who was the forty fifth president of the United States", Wanted("president", ("forty fifth",), "45")),
        ("how tall is Mount Fuji in feet", Wanted("height", ("mount fuji",))),
        ("how deep is Lake Erie", Wanted("depth", ("lake erie",))),
    ],
)
def test_a_question(text: str, expected: Wanted | None) -> None:
    found = list(facts.wanted(facts.topics(text)))
    assert expected in found if expected else not found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("first", "1"),
        ("thirty second", "32"),
        ("45th", "45"),
        ("forty fifth", "45"),
        ("twenty", "20"),
        ("seventy-nine", "79"),
        ("five second", ""),
        ("next", ""),
    ],
)
def test_a_number_or_ordinal(text: str, number: str) -> None:
    wanted = first(f"who was the {text} president", "president")
    assert wanted is not None
    assert wanted.detail == number


@pytest.mark.parametrize(
    "text",
    [
        "what was the capital of Germany",
        "what isn't the capital of France",
        "what used to be the capital of Brazil",
        "won't Germany have more people than France",
        "set a timer for ten minutes",
        "tell me a joke about France",
        "",
        "?!",
    ],
)
def test_what_asks_nothing(text: str) -> None:
    assert [one for one in facts.wanted(facts.topics(text)) if one.relation != "capital_of"] == []


def test_two_questions_in_one() -> None:
    assert facts.both(facts.topics("find the capital of Pakistan and its population")) == (
        "capital of pakistan",
        "population of pakistan",
    )
    assert facts.both(facts.topics("capital and currency of Peru")) == ("capital of peru", "currency of peru")
    assert facts.both(facts.topics("the capital of Trinidad and Tobago")) is None


def test_what_something_is_said_to_be() -> None:
    assert ("pacific", "largest ocean") in facts.identities("is the largest ocean the pacific")
    assert ("russia", "largest country in the world") in facts.identities("is russia the largest country in the world")
    assert not list(facts.identities("is russia large"))
