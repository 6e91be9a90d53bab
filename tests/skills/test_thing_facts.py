"""Facts about elements, planets, mountains, rivers, buildings and presidents."""

import pytest

from myna.knowledge.fact_tables import tables
from myna.nlu.intent_catalogue import load_intents
from myna.skills.fact_words import Asked, FactWords
from myna.skills.thing_facts import ThingFacts


@pytest.fixture(scope="module")
def facts() -> ThingFacts:
    return ThingFacts(FactWords(load_intents("en-us").responses), lambda: tables("en-us"))


@pytest.mark.parametrize(
    ("relation", "x", "y", "detail", "told"),
    [
        ("height", "mount fuji", "", "", "Mount Fuji is 3,776 meters, or 12,388 feet high."),
        ("height", "eiffel tower", "", "", "The Eiffel Tower is 330 meters, or 1,083 feet tall."),
        ("height", "nile", "", "", None),
        ("height", "my brother", "", "", None),
        ("length", "thames", "", "", "The Thames is about 346 kilometers, or 215 miles long."),
        ("length", "mississippi river", "", "", "The Mississippi is about 3,770 kilometers, or 2,340 miles long."),
        ("length", "eiffel tower", "", "", None),
        ("depth", "lake baikal", "", "", "Lake Baikal is up to about 1,642 meters, or 5,390 feet deep."),
        ("depth", "thames", "", "", None),
        ("area", "grand canyon", "", "", "The Grand Canyon is about 446 kilometers, or 277 miles long."),
        ("area", "tower of london", "", "", None),
        ("where", "alps", "", "", "The Alps are in Europe, from France to Slovenia."),
        ("where", "stonehenge", "", "", "Stonehenge is in Wiltshire, in the south of England."),
        ("where", "my keys", "", "", None),
        ("symbol", "lead", "", "", "The symbol of lead is Pb."),
        ("symbol", "he", "", "", None),
        ("symbol", "26", "", "", None),
        ("atomic_number", "carbon atom", "", "", "Carbon has the atomic number 6."),
        ("atomic_number", "love", "", "", None),
        ("atomic_mass", "oxygen", "", "", "Oxygen has an atomic mass of about 15.999 daltons."),
        (
            "atomic_mass",
            "radon",
            "",
            "",
            "Radon has no stable isotope, so that it has no standard atomic mass.",
        ),
        ("element", "fire", "", "", None),
        ("element", "119", "", "119", None),
        ("element", "seventy nine", "", "79", "Element number 79 is gold, with the symbol Au."),
        (
            "distance",
            "planet mars",
            "",
            "",
            "Mars is between 55 and 401 million kilometers away from the earth, or 34 and 249 million miles.",
        ),
        ("distance", "earth", "", "", None),
        ("distance", "paris", "", "", None),
        ("distance_sun", "sun", "", "", None),
        (
            "distance_sun",
            "jupiter",
            "",
            "",
            "Jupiter is about 778.5 million kilometers, or 484 million miles from the sun on average.",
        ),
        ("moons", "venus", "", "", "Venus has no moon."),
        ("moons", "earth", "", "", "Earth has one moon."),
        ("moons", "mars", "", "", "Mars has 2 moons."),
        ("moons", "sun", "", "", None),
        ("diameter", "moon", "", "", "The moon is about 3,475 kilometers, or 2,159 miles across."),
        ("day", "mars", "", "", "A day on Mars, from noon to noon, lasts 24 hours and 40 minutes."),
        ("day", "sun", "", "", None),
        ("year", "jupiter", "", "", "A year on Jupiter lasts 11.9 years of the earth."),
        ("year", "moon", "", "", "The moon goes around the earth in 27.3 days."),
        (
            "temperature",
            "venus",
            "",
            "",
            "On Venus it is about 464 degrees Celsius, or 867 degrees Fahrenheit on average.",
        ),
        ("temperature", "earth", "", "", None),
        ("planet_gravity", "mars", "", "", "The gravity on Mars is about 3.7 meters per second squared."),
        ("planet_place", "third", "", "3", "Earth is the third planet from the sun."),
        ("planet_place", "ninth", "", "9", None),
        (
            "president",
            "sixteenth",
            "",
            "16",
            "Abraham Lincoln was the 16th president of the United States, from 1861 to 1865.",
        ),
        (
            "president",
            "twenty first",
            "",
            "21",
            "Chester A. Arthur was the 21st president of the United States, from 1881 to 1885.",
        ),
        ("president", "hundredth", "", "100", None),
        ("president", "next", "", "", None),
        (
            "compare",
            "jupiter",
            "saturn",
            "area more which",
            "Jupiter is larger: 142,984 kilometers across, against 120,536.",
        ),
        (
            "compare",
            "mars",
            "earth",
            "area less whether",
            "Yes. Mars is smaller: 6,792 kilometers across, against 12,756.",
        ),
        ("compare", "mars", "mars", "area less whether", None),
        ("compare", "mars", "earth", "population more which", None),
    ],
)
def test_a_thing(facts: ThingFacts, relation: str, x: str, y: str, detail: str, told: str | None) -> None:
    found = facts.relations()[relation](Asked(x, y, detail))
    assert (found and found.text) == told
