"""Facts told from the tables, asked in people's words."""

from pathlib import Path

import pytest

from myna.knowledge.fact_tables import Place, tables
from myna.skills.facts import EarlierFacts, FactsSkill
from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.asked import english
from skills.context_kit import FakeContext, SkillBuilder

DATA = Path(__file__).parent.parent / "data"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is the capital of Germany", "The capital of Germany is Berlin."),
        ("Hey, could you please tell me what the capital of Germany is?", "The capital of Germany is Berlin."),
        ("germany's capital", "The capital of Germany is Berlin."),
        ("what's the capital of the us", "The capital of the United States is Washington, D.C."),
        (
            "what's the capital of Georgia",
            "The capital of the country Georgia is Tbilisi. The capital of the state of Georgia is Atlanta.",
        ),
        ("capital of the state of Georgia", "The capital of Georgia is Atlanta."),
        (
            "what's the capital of Bolivia",
            "Bolivia has several capitals: Sucre as the constitutional one and La Paz as the seat of government.",
        ),
        (
            "what is the capital of Israel",
            "Israel calls Jerusalem its capital; most countries have their embassies in Tel Aviv.",
        ),
        ("which country has the capital Ulan Bator", "Ulaanbaatar is the capital of Mongolia."),
        ("Paris is the capital of what", "Paris is the capital of France."),
        ("is Sydney the capital of Australia", "No. The capital of Australia is Canberra."),
        ("what's the capital of australia not sydney right", "The capital of Australia is Canberra."),
        ("what's the capital of brazil isn't it rio", "The capital of Brazil is Brasília."),
        ("what's the capital of switzerland i always forget", "The capital of Switzerland is Bern."),
        ("the capital city of canada is which one", "The capital of Canada is Ottawa."),
        ("which one is the capital of canada", "The capital of Canada is Ottawa."),
        ("my homework asks for the capital of france", "The capital of France is Paris."),
        ("for my homework what's the capital of france", "The capital of France is Paris."),
        ("teacher wants to know the capital of france", "The capital of France is Paris."),
        ("i need the capital of france for my homework", "The capital of France is Paris."),
        ("we're doing a quiz what's the capital of france", "The capital of France is Paris."),
        ("is the capital of Australia Canberra", "Yes. Canberra is the capital of Australia."),
        ("how many people live in Germany", "About 84 million people live in Germany, as of 2025."),
        ("what's the population of India", "About 1.42 billion people live in India, as of 2025."),
        ("population of Paris, France", "About 11 million people live in and around Paris, as of 2023."),
        (
            "how big is France",
            "The area of France is about 644,000 square kilometers, or 249,000 square miles.",
        ),
        ("what borders Portugal", "Portugal borders Spain."),
        ("which states border Maine", "Maine borders New Hampshire."),
        ("does France border Spain", "Yes, France borders Spain."),
        ("does France border Poland", "No, France and Poland have no common land border."),
        ("what language do they speak in Brazil", "The official language of Brazil is Portuguese."),
        ("is Spanish spoken in Mexico", "Yes. The main language of Mexico is Spanish."),
        ("what continent is Egypt in", "Egypt is in Africa, and partly in Asia."),
        ("is Chad in Africa", "Yes. Chad is in Africa."),
        ("is France in Asia", "No. France is in Europe."),
        ("is Austin in Texas", "Yes. Austin is in the state of Texas."),
        ("where is Kansas", "Kansas is a state in the Midwest of the United States."),
        ("what country is Lagos in", "Lagos is in Nigeria."),
        (
            "what's the highest mountain in Japan",
            "The highest point of Japan is Mount Fuji, 3,776 meters or 12,388 feet high.",
        ),
        ("what's the biggest city in New Hampshire", "The largest city of New Hampshire is Manchester."),
        (
            "what country has the most people",
            "India is the most populous country in the world: about 1.42 billion people, as of 2025.",
        ),
        ("how many countries are in Africa", "Africa has 54 countries, by the count of the United Nations."),
        (
            "which has more people, Texas or California",
            "California has more people: about 40 million, against about 29 million in Texas, as of 2020.",
        ),
        ("is Venus bigger than Earth", "No. Earth is larger: 12,756 kilometers across, against 12,104."),
        ("what money do they use in Japan", "The currency of Japan is the Japanese yen."),
        ("what's the Japanese currency", "The currency of Japan is the Japanese yen."),
        ("what language do Brazilians speak", "The official language of Brazil is Portuguese."),
        ("do people in Austria speak German", "Yes. The official language of Austria is German."),
        ("which country uses the yen", "The Japanese yen is the currency of Japan."),
        ("does Denmark use the euro", "No. The currency of Denmark is the Danish krone."),
        ("symbol for gold", "The symbol of gold is Au."),
        ("what element is Fe", "Fe is iron, element number 26."),
        ("which element has the atomic number seventy nine", "Element number 79 is gold, with the symbol Au."),
        ("how far is the moon", "The moon is about 384,400 kilometers, or 238,900 miles away on average."),
        ("how many moons does Jupiter have", "Jupiter has 97 confirmed moons, as of 2025."),
        ("how many planets are there in our solar system", None),
        ("what's the speed of light", None),
        ("is the largest ocean in the world the Pacific", "Yes. The Pacific is the largest and deepest ocean."),
        ("is the largest ocean the Atlantic", "No. The Pacific is the largest and deepest ocean."),
        (
            "please find the capital of Pakistan and its population",
            "The capital of Pakistan is Islamabad. About 257 million people live in Pakistan, as of 2025.",
        ),
        (
            "who was the twenty fifth president of the United States",
            "William McKinley was the 25th president of the United States, from 1897 to 1901.",
        ),
        ("how high is Pikes Peak", "Pikes Peak is 4,302 meters, or 14,114 feet high."),
        ("how long is the Nile", "The Nile is about 6,650 kilometers, or 4,130 miles long."),
    ],
)
def test_a_fact(skills: Skills, question: str, told: str | None) -> None:
    decision = skills.decide(question)
    assert (decision.step, decision.skill, decision.kind) == ("knowledge", "knowledge", "act")
    assert decision.reply is not None
    assert decision.reply.act is None
    assert told is None or decision.reply.text == told


@pytest.mark.parametrize(
    "question",
    [
        "the capital of France in 1940",
        "what was the capital of Germany",
        "what was the first capital of the us",
        "what isn't the capital of France",
        "what used to be the capital of Brazil",
        "capital punishment",
        "what's the capital gains tax in Germany",
        "what is the largest city",
        "who is the president of the us",
        "who was president in 1944",
        "what is the symbol for peace",
        "what's the capital of Atlantis",
        "what is the capital of London",
        "how many people live in the house",
        "how many people live in Germany without a car",
        "how big is my room",
        "how far is Paris from London",
        "how far is Mars bar",
        "is turkey in the oven",
        "is Paris in Texas",
        "does France border on madness",
        "what is the value of the currency in Paraguay",
        "how old is France",
        "is Germany richer than France",
        "what element is fire",
        "what language is this song in",
        "how tall is Michael Jordan",
        "where is my phone",
        "what country will win the world cup",
        "what country has the best food",
        "which is better, Paris or London",
    ],
)
def test_what_the_tables_do_not_know_they_do_not_tell(skills: Skills, question: str) -> None:
    assert skills.decide(question).step != "knowledge"


def _with_one_capital() -> list[Place]:
    return [place for place in tables("en-us").places if len(place.capitals) == 1]


def test_every_capital_is_told_and_found_again(skills: Skills) -> None:
    statements = {"Israel", "Nauru"}
    for place in _with_one_capital():
        capital = place.capitals[0].name
        told = answer(skills, f"what is the capital of {place.name}?")
        assert told is not None, place.name
        assert capital.rstrip(".") in told or place.name in statements, told
        back = answer(skills, f"{capital} is the capital of what")
        assert back is not None, capital
        assert place.name in back, back
        assert (answer(skills, f"is {capital} the capital of {place.name}") or "").startswith("Yes"), place.name


def test_every_element_is_told_and_found_again(skills: Skills) -> None:
    for element in tables("en-us").elements:
        assert (answer(skills, f"what is the chemical symbol for {element.name}") or "").endswith(f" {element.symbol}.")
        assert element.name in (answer(skills, f"what element has the symbol {element.symbol}") or "")
        assert element.name in (answer(skills, f"which element has the atomic number {element.number}") or "")


def test_every_currency_leads_to_its_countries(skills: Skills) -> None:
    known = tables("en-us")
    for place in known.places:
        for code in place.currencies:
            told = answer(skills, f"which countries use the {known.currencies[code].name}")
            assert told is not None, code
            assert place.name in told or place.kind == "territory", f"{place.name}: {told}"


def test_it_says_where_it_was_read(skills: Skills) -> None:
    decision = skills.decide("what's the capital of Peru")
    assert decision.intent == "knowledge.capital"
    shown = decision.as_json()
    assert {name: shown[name] for name in ("source", "article", "sentence", "trust")} == {
        "source": "tables",
        "article": "countries",
        "sentence": "The capital of Peru is Lima.",
        "trust": 1.0,
    }


def test_a_fact_and_an_order_in_one_sentence(skills: Skills) -> None:
    decision = skills.decide("what's the capital of the uk and set a timer for five minutes")
    assert decision.intent == "knowledge.capital,HassStartTimer"


def test_spelling_is_that_of_the_region(build: SkillBuilder) -> None:
    british = build(FakeContext(), "en-gb")
    assert answer(british, "how tall is Ben Nevis") == "Ben Nevis is 1,345 metres, or 4,413 feet high."
    assert "neighbours" in (answer(british, "how many countries border Chad") or "")


def test_a_language_without_wordings_tells_nothing(build: SkillBuilder) -> None:
    assert build(FakeContext(), "de").decide("was ist die Hauptstadt von Frankreich").step != "knowledge"


def test_requests_of_people_are_answered_rightly(skills: Skills) -> None:
    lines = (DATA / "fact_requests.tsv").read_text(encoding="utf-8").splitlines()
    requests = [line.split("\t") for line in lines if not line.startswith("#")]
    told = {request: answer(skills, request) for request, _ in requests}
    wrong = [request for request, value in requests if told[request] is not None and value not in (told[request] or "")]
    assert wrong == []
    assert sum(one is not None for one in told.values()) / len(requests) >= 0.95


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "what will the capital of France be in 2150",
            "I don't know how that will be in 2150. I only know it of today: The capital of France is Paris.",
        ),
        (
            "how many moons will Mars have",
            "I don't know how that will be. I only know it of today: Mars has 2 moons.",
        ),
        ("what was the population of Peru in 2025", "About 33 million people live in Peru, as of 2025."),
        ("who lives on Mars", "Nobody lives on Mars, as far as anybody knows."),
        ("what language do they speak on the moon", "Nobody lives on the moon, as far as anybody knows."),
        ("what is the largest country on Venus", "Nobody lives on Venus, as far as anybody knows."),
        ("is there life on Mars", "As far as anybody knows there is life on Earth alone."),
        ("what is the capital of Asia", "Asia is a continent, and no country."),
        ("what is the currency of Africa", "Africa is a continent, and no country."),
        ("how tall was Mount Everest in 1900", None),
        ("who lives in a pineapple", None),
    ],
)
def test_of_another_time_or_world_it_tells_what_it_knows(skills: Skills, question: str, told: str | None) -> None:
    assert answer(skills, question) == told


async def test_of_earlier_it_tells_today_where_no_source_knows_better() -> None:
    responses, parsers = english()
    earlier = EarlierFacts(FactsSkill(responses, parsers))
    async with earlier.opened():
        found = await earlier.find("how tall is Mount Everest in 1900")
        others = [await earlier.find(one) for one in ("how tall is Mount Everest", "how big will Peru be in 2150", "")]
    assert found is not None
    assert found.text == (
        "I don't know how that was in 1900. I only know it of today:"
        " Mount Everest is 8,849 meters, or 29,032 feet high."
    )
    assert found.evidence is not None
    assert (found.evidence.source, found.evidence.article) == ("tables", "features")
    assert others == [None, None, None]
