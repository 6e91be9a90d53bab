"""Facts about places, by their relations."""

import pytest

from myna.knowledge.fact_tables import tables
from myna.nlu.intent_catalogue import load_intents
from myna.skills.fact_words import Asked, FactWords
from myna.skills.place_facts import PlaceFacts


@pytest.fixture(scope="module")
def facts() -> PlaceFacts:
    return PlaceFacts(FactWords(load_intents("en-us").responses), lambda: tables("en-us"))


def tell(facts: PlaceFacts, relation: str, x: str, y: str = "", detail: str = "") -> str | None:
    told = facts.relations()[relation](Asked(x, y, detail))
    return told and told.text


@pytest.mark.parametrize(
    ("relation", "x", "y", "detail", "told"),
    [
        (
            "population",
            "new york",
            "",
            "",
            "About 20 million people live in the state of New York, as of 2020."
            " About 8.8 million people live in New York City in New York, as of 2020.",
        ),
        ("population", "singapore", "", "", "About 6.1 million people live in Singapore, as of 2025."),
        ("population", "city of los angeles", "", "", "About 3.9 million people live in Los Angeles, as of 2020."),
        ("population", "mars", "", "", None),
        ("neighbours", "iceland", "", "", "Iceland has no land borders."),
        ("is_neighbour", "france", "brazil", "", None),
        ("is_neighbour", "france", "france", "", None),
        ("is_neighbour", "france", "texas", "", None),
        ("is_neighbour", "georgia", "florida", "", "Yes, Georgia borders Florida."),
        ("is_neighbour", "georgia", "russia", "", "Yes, Georgia borders Russia."),
        ("is_neighbour", "gibraltar", "spain", "", "Yes, Gibraltar borders Spain."),
        ("is_in", "georgia", "united states", "", "Yes. The state of Georgia is in the United States."),
        ("is_in", "egypt", "asia", "", "Partly. Egypt is in Africa, and partly in Asia."),
        ("is_in", "egypt", "africa", "", "Yes. Egypt is in Africa, and partly in Asia."),
        ("is_in", "georgia", "europe", "", "Partly. The country Georgia is in Asia, and partly in Europe."),
        ("is_in", "cyprus", "europe", "", "It depends. Cyprus is in Asia, and often counted to Europe."),
        ("is_in", "paris", "texas", "", None),
        ("is_in", "france", "france", "", None),
        ("where", "chicago", "", "", "Chicago is in Illinois, in the United States."),
        ("speaks", "klingon", "japan", "", None),
        ("languages", "peru", "", "", "The official languages of Peru are Spanish, Quechua, Aymara, among others."),
        (
            "extreme",
            "country",
            "europe",
            "largest",
            "Russia is the largest country in Europe by area: about 17.1 million square kilometers, or 6.6 million"
            " square miles. A part of it is in Asia.",
        ),
        (
            "extreme",
            "country",
            "asia",
            "largest",
            "China is the largest country in Asia by area: about 9.6 million square kilometers, or 3.71 million"
            " square miles. Russia, which is partly in Europe, is larger.",
        ),
        ("extreme", "state", "france", "largest", None),
        ("extreme", "state", "world", "largest", None),
        ("extreme", "country", "texas", "largest", None),
        ("compare", "france", "france", "area more whether", None),
        ("compare", "london", "los angeles", "population more which", None),
        (
            "compare",
            "georgia",
            "alabama",
            "population less whether",
            "No. Alabama has fewer people: about 5 million, against about 11 million in Georgia, as of 2020.",
        ),
        ("currency", "panama", "", "", "The currencies of Panama are the Panamanian balboa and the US dollar."),
        (
            "currency_of",
            "won",
            "",
            "",
            "These countries have a currency that is called won: North Korea and South Korea.",
        ),
        ("currency", "japanese", "", "", "The currency of Japan is the Japanese yen."),
        ("capital", "french", "", "", "The capital of France is Paris."),
        ("languages", "brazilians", "", "", "The official language of Brazil is Portuguese."),
        ("where", "french", "", "", None),
        ("currency_of", "most people", "", "", None),
        ("uses_currency", "canada", "dollars", "", "Yes. The currency of Canada is the Canadian dollar."),
        ("uses_currency", "canada", "snow", "", None),
        ("capital_of", "cape town", "", "", "Cape Town is the legislative capital of South Africa."),
        ("capital_of", "la paz", "", "", "La Paz is the seat of government of Bolivia."),
        ("is_capital", "nobody", "france", "", None),
        ("members", "states", "africa", "", None),
        ("largest_city", "brazil", "", "", "With its surroundings, São Paulo is the largest city of Brazil."),
        ("peak", "benin", "", "", None),
    ],
)
def test_a_place(facts: PlaceFacts, relation: str, x: str, y: str, detail: str, told: str | None) -> None:
    assert tell(facts, relation, x, y, detail) == told


def test_neighbours_are_counted(facts: PlaceFacts) -> None:
    assert (tell(facts, "neighbours", "chad", detail="count") or "").startswith("Chad has 6 neighbors: Cameroon, ")
    assert tell(facts, "neighbours", "portugal", detail="count") == "Portugal borders Spain."


def test_islands_are_plural(facts: PlaceFacts) -> None:
    assert (tell(facts, "where", "maldives") or "").startswith("The Maldives are in ")
    assert (tell(facts, "where", "netherlands") or "").startswith("The Netherlands is in ")


def test_a_name_of_several_cities_is_told_of_each(facts: PlaceFacts) -> None:
    told = "Victoria is the capital of the Seychelles. Victoria is the capital of the province of British Columbia."
    assert tell(facts, "capital_of", "victoria") == told
