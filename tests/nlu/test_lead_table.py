"""First sentences of articles, and the dates of lives in them."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

from datetime import date

import pytest

from myna.nlu.lead_table import Day, LeadTable, Life
from myna.nlu.registry import leads_of
from myna.nlu.title_table import words_of_title


def leads(tag: str) -> LeadTable:
    found = leads_of(tag)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("title", "sentence", "is_lead"),
    [
        ("Du Fu", "Du Fu (Chinese: ; – 770) was a poet.", True),
        ("Dick", 'Richard Gale "Dick" (August 21, 1926 – December 5, 1994) was a player.', True),
        ("Where Streets Have No Name", '"Where Streets Have No Name" is a song.', True),
        ("Group", "In mathematics, a group is a set.", True),
        ("Boat Race", "The Boat Race took place on 29 March 2008.", True),
        ("Normans", "The Norman people were a people.", True),
        ("crater", "is an impact crater that lies at the pole of the Moon.", False),
        ("Force", "Philosophers in antiquity used the concept of force.", False),
        ("Packet switching", "Starting in the 1950s, Paul Baran developed packet switching, which is used.", False),
        ("Mercury", "Mercury may refer to:", False),
        ("Mercury", "Mercury most commonly refers to a planet.", False),
        ("Mercury", "Mercury is one of:", False),
        ("J. C. W.", "John (1869 – 1940) was the Governor of Kentucky.", False),
        ("Ada", "Ada wrote notes.", False),
    ],
)
def test_a_lead_has_its_title_and_its_verb(title: str, sentence: str, is_lead: bool) -> None:
    assert leads("en").is_lead(sentence, words_of_title(title)) == is_lead


@pytest.mark.parametrize(
    ("tag", "sentence", "born", "died"),
    [
        ("en", "A (August 21, 1926 – December 5, 1994) was.", "August 21, 1926", "December 5, 1994"),
        ("en", "A (4 January 1643 [O.S. 25 December 1642] – 31 March 1727) was.", "4 January 1643", "31 March 1727"),
        ("en", "A (born October 22, 1976) is.", "October 22, 1976", None),
        ("en", "A (born Karl B; 5 May 1818 – 14 March 1883) was.", "5 May 1818", "14 March 1883"),
        ("en", "A (c. 1100 – 1165) was.", "c. 1100", "1165"),
        ("en", "A (356 BC – June 323 BC) was.", "356 BC", "June 323 BC"),
        ("en", "A (Greek: X; 12–75) was.", None, None),
        ("en", "A (; – 770) was.", None, "770"),
        ("en", "A (died 1200) was.", None, "1200"),
        ("en", "A (, A) was here (1900–1950).", None, None),
        ("en", "The A (1754–1763) was a war.", None, None),
        ("en", "A (developed between 1969 and 1984) is.", None, None),
        ("en", "A (2002) is a film.", None, None),
        ("de", "A (* 14. März 1879 in Ulm; † 18. April 1955 in Princeton) war.", "14. März 1879", "18. April 1955"),
        ("de", "A (* 17. Juli 1954) ist.", "17. Juli 1954", None),
        ("fr", "A (né le 1er mai 1900 à Paris et mort le 2 juin 1950) est.", "1er mai 1900", "2 juin 1950"),
        ("es", "A (Ulm, 14 de marzo de 1879-Princeton, 18 de abril de 1955) fue.", "14 de marzo de 1879",
         "18 de abril de 1955"),
        ("zh", "甲（1866年11月12日—1925年3月12日）是人。", "1866年11月12日", "1925年3月12日"),
        ("ko", "가(나, 1397년 5월 7일 ~ 1450년 3월 30일)는 왕이다.", "1397년 5월 7일", "1450년 3월 30일"),
    ],
)  # fmt: skip
def test_dates_of_a_life(tag: str, sentence: str, born: str | None, died: str | None) -> None:
    life = leads(tag).life(sentence)
    assert (life.born and life.born.text, life.died and life.died.text) == (born, died)


@pytest.mark.parametrize(
    ("life", "ages"),
    [
        (Life(Day("", 1976, 10, 22)), (49, 49)),
        (Life(Day("", 1976, 5, 11)), (50, 50)),
        (Life(Day("", 1976, 5, 12)), (49, 49)),
        (Life(Day("", 1976)), (49, 50)),
        (Life(Day("", 1976, 3)), (50, 50)),
        (Life(Day("", 1976, 5)), (49, 50)),
        (Life(Day("", 1900), Day("", 1950)), (49, 50)),
        (Life(Day("", -100, 7, 12), Day("", -44, 3, 15)), (55, 55)),
        (Life(Day("", -10), Day("", 30)), None),
        (Life(Day("", 1650)), None),
        (Life(Day("", 2030)), None),
        (Life(), None),
        (Life(None, Day("", 1950)), None),
    ],
)
def test_age(life: Life, ages: tuple[int, int] | None) -> None:
    assert life.age(date(2026, 5, 11)) == ages


def test_the_edition_is_said_as_a_month() -> None:
    assert leads("en").edition("2026-05-11") == "May 2026"
    assert leads("zh").edition("2026-05") == "2026年5月"
    assert leads("en").edition("") == leads("en").edition("2026-13-01") == leads("en").edition("May") == ""


def test_a_language_without_a_table_has_none() -> None:
    assert leads_of("it") is None
