"""The tables of facts are whole, and agree with one another."""

from collections import Counter
from itertools import pairwise

import pytest

from myna.knowledge.fact_tables import FactTables, local_names, tables
from myna.nlu.plain_words import name_key


@pytest.fixture(scope="module")
def known() -> FactTables:
    """The tables, with the English statements."""
    return tables("en-us")


def test_the_countries_are_those_of_the_united_nations_and_two_more(known: FactTables) -> None:
    countries = {place.code for place in known.places if place.kind == "country"}
    assert len(countries) == 197
    assert {"PS", "VA", "TW", "XK"} <= countries


def test_every_country_has_what_is_asked_most(known: FactTables) -> None:
    without_capital = {"IL", "NR", "PS"}
    for place in known.places:
        if place.kind != "country":
            continue
        assert bool(place.capitals) != (place.code in without_capital), place.code
        assert place.population > 500, place.code
        assert 2020 < int(place.year) < 2027, place.code
        assert place.area > 0, place.code
        assert place.languages, place.code
        assert place.currencies, place.code
        assert place.where.startswith("in "), place.code


def test_continents_have_as_many_countries_as_they_say(known: FactTables) -> None:
    apart = {"TW", "XK"}
    counts = Counter(place.continent for place in known.places if place.kind == "country" and place.code not in apart)
    said = {place.name: place.countries for place in known.places if place.kind == "continent" and place.countries}
    cyprus_and_caucasus = counts["Asia"] - said["Asia"]
    assert cyprus_and_caucasus == 0
    assert counts == said
    assert sum(said.values()) == 195


def test_neighbours_are_mutual(known: FactTables) -> None:
    for place in known.places:
        for code in place.neighbours:
            if place.kind == "nation" and known.by_code[code].kind == "country":
                continue  # Northern Ireland and Ireland
            assert place.code in known.by_code[code].neighbours, f"{place.code} and {code}"


def test_every_code_is_known(known: FactTables) -> None:
    for place in known.places:
        assert not place.part_of or place.part_of in known.by_code, place.code
        assert set(place.currencies) <= set(known.currencies), place.code


@pytest.mark.parametrize(("kind", "whole", "count"), [("state", "US", 50), ("nation", "GB", 4), ("province", "CA", 13)])
def test_parts_of_countries(known: FactTables, kind: str, whole: str, count: int) -> None:
    parts = [place for place in known.places if (place.kind, place.part_of) == (kind, whole)]
    assert len(parts) == count
    assert all(place.capitals and place.population and place.area and place.where for place in parts)


def test_the_elements(known: FactTables) -> None:
    assert [one.number for one in known.elements] == list(range(1, 119))
    assert len({one.symbol for one in known.elements}) == len({one.name for one in known.elements}) == 118
    masses = [float(one.mass) for one in known.elements if one.mass]
    falling = [one for one, other in pairwise(masses) if other < one]
    assert falling == [39.95, 58.933, 127.6, 232.038]  # heavier than the next one


@pytest.mark.parametrize(
    ("name", "number"), [("Fe", 26), ("iron", 26), ("26", 26), ("sulphur", 16), ("aluminium", 13), ("Og", 118)]
)
def test_an_element_by_name_symbol_and_number(known: FactTables, name: str, number: int) -> None:
    element = known.element(name)
    assert element is not None
    assert element.number == number


def test_the_planets(known: FactTables) -> None:
    places = [planet.name for planet in known.planets if planet.place]
    assert places == ["mercury", "venus", "earth", "mars", "jupiter", "saturn", "uranus", "neptune"]
    distances = [float(planet.distance) for planet in known.planets if planet.place]
    assert distances == sorted(distances)


def test_the_presidents(known: FactTables) -> None:
    assert list(known.presidents) == list(range(1, 47))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("the U.S.", ["US"]),
        ("America", ["US"]),
        ("Great Britain", ["GB"]),
        ("holland", ["NL"]),
        ("the Netherlands", ["NL"]),
        ("Burma", ["MM"]),
        ("Cote d'Ivoire", ["CI"]),
        ("St Lucia", ["LC"]),
        ("Georgia", ["GE", "US-GA"]),
        ("Congo", ["CD", "CG"]),
        ("Korea", ["KP", "KR"]),
        ("nowhere", []),
    ],
)
def test_a_name_in_any_spelling(known: FactTables, name: str, codes: list[str]) -> None:
    assert sorted(place.code for place in known.named(name) if not place.is_city) == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("yen", "JPY"),
        ("euros", "EUR"),
        ("the pound sterling", "GBP"),
        ("Swiss francs", "CHF"),
        ("rupiah", "IDR"),
        ("ringgit", "MYR"),
        ("franc", None),
        ("dollar", None),
    ],
)
def test_a_currency_by_its_names(known: FactTables, name: str, code: str | None) -> None:
    currency = known.currency(name)
    assert (currency and currency.code) == code


@pytest.mark.parametrize("name", ["Ulaanbaatar", "Mongolia", "Japanese yen", "tungsten", "Mount Everest"])
def test_all_names_are_listed_as_they_are_written(known: FactTables, name: str) -> None:
    names = known.names()
    assert name in names
    assert len(names) == len(set(names))


def test_statements_name_what_they_say(known: FactTables) -> None:
    for statement in known.statements:
        assert statement.say[0].isupper(), statement.say
        assert statement.say.endswith("."), statement.say
        said = name_key(statement.say)
        assert not statement.names or any(name.removeprefix("the ") in said for name in statement.names), statement.say


def test_no_question_has_two_statements(known: FactTables) -> None:
    for topic in (
        "tallest mountain",
        "how many planets are there",
        "boiling point of water",
        "longest river in africa",
    ):
        assert sum(bool(one.pattern.fullmatch(f"{topic} ")) for one in known.statements) == 1


def test_statements_are_those_of_a_language() -> None:
    assert tables("en-gb").statements
    assert tables("de").statements == ()


@pytest.mark.parametrize(
    ("language", "germany", "euro"),
    [
        ("de", "Deutschland", "Euro"),
        ("fr", "Allemagne", "euro"),
        ("es", "Alemania", "euro"),
        ("zh", "德国", "欧元"),
        ("ko", "독일", "유로"),
    ],
)
def test_names_in_other_languages(known: FactTables, language: str, germany: str, euro: str) -> None:
    names = local_names(language)
    assert names["country", "DE"] == germany
    assert names["currency", "EUR"] == euro
    countries = {
        place.code for place in known.places if place.kind in ("country", "territory") and place.table == "countries"
    }
    assert {("country", code) for code in countries} <= set(names)
    assert {("currency", code) for code in known.currencies} <= set(names)


@pytest.mark.parametrize(
    ("kind", "whole", "people"),
    [("state", "US", 331_449_281 - 689_545), ("province", "CA", 36_991_981)],
    ids=["the census of 2020 without the District of Columbia", "the census of 2021"],
)
def test_parts_add_up_to_the_census(known: FactTables, kind: str, whole: str, people: int) -> None:
    parts = [place for place in known.places if (place.kind, place.part_of) == (kind, whole)]
    assert sum(place.population for place in parts) == people
    assert sum(place.area for place in parts) == pytest.approx(known.by_code[whole].area, rel=0.001)
