"""Holidays, in people's words."""

from datetime import date, datetime

import pytest

from myna.knowledge.holidays import Holidays
from myna.skills.holiday import HolidayFinder, HolidaySkill
from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.asked import asked, english


def skill_for(country: str, now: datetime = datetime(2026, 11, 25, 15, 10)) -> HolidaySkill:
    responses, parsers = english()
    finder = HolidayFinder(Holidays(country), parsers.questions.clock)
    return HolidaySkill(responses, parsers, finder, lambda: now)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what is the next holiday", "The next public holiday is Thanksgiving Day, Thursday, November 26, in 1 day."),
        ("when is our next day off", "The next public holiday is Thanksgiving Day, Thursday, November 26, in 1 day."),
        ("which holiday comes next", "The next public holiday is Thanksgiving Day, Thursday, November 26, in 1 day."),
        ("when is my next day off", "The next public holiday is Thanksgiving Day, Thursday, November 26, in 1 day."),
        ("is monday a holiday", "No, Monday, November 30 is no public holiday."),
        ("is it a public holiday today", "No, today is no public holiday."),
        ("is there a holiday on december 25th", "Yes, Christmas Day is on Friday, December 25."),
        ("is there a holiday next month", "Yes, Christmas Day is on Friday, December 25."),
        ("are there any holidays in april", "No, there is no public holiday then."),
        ("do we get thursday off as a holiday", "Yes, Thanksgiving Day is on Thursday, November 26."),
        ("what holidays are in january", "New Year's Day is on Friday, January 1, and Martin Luther King Jr. Day on "
         "Monday, January 18."),
        ("is thanksgiving a public holiday", "Yes, Thanksgiving Day is on Thursday, November 26."),
    ],
)  # fmt: skip
def test_answers(skills: Skills, text: str, told: str) -> None:
    assert answer(skills, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("is mlk day coming up", "Martin Luther King Jr. Day is on Monday, January 18, in 54 days."),
        ("is the holiday memorial day soon", "Memorial Day is on Monday, May 31, in 187 days."),
    ],
)
def test_a_holiday_by_its_name(text: str, told: str) -> None:
    assert asked(skill_for("US"), "clock.holiday", text).text == told


def test_on_the_day_itself() -> None:
    skill = skill_for("US", datetime(2026, 11, 26, 9))
    assert asked(skill, "clock.holiday", "is it thanksgiving").text == "Thanksgiving Day is today."


def test_a_day_in_lieu_is_called_that() -> None:
    reply = asked(skill_for("US", datetime(2026, 7, 1)), "clock.holiday", "when is the next holiday")
    assert reply.text == "The next public holiday is the day off for Independence Day, Friday, July 3, in 2 days."
    assert reply.slots == {"date": "2026-07-03", "name": "Independence Day", "days": 2}


def test_the_country_is_the_one_of_the_configuration() -> None:
    told = asked(skill_for("GB-ENG"), "clock.holiday", "when is the next holiday").text
    assert told == "The next public holiday is Christmas Day, Friday, December 25, in 30 days."


def test_a_country_that_is_not_known_says_what_to_set() -> None:
    reply = asked(skill_for("XX"), "clock.holiday", "when is the next holiday")
    assert reply.refuses
    assert reply.text.startswith("I do not know the holidays of XX. Set place: country")


def test_a_holiday_is_found_before_and_after() -> None:
    _, parsers = english()
    finder = HolidayFinder(Holidays("US"), parsers.questions.clock)
    today = date(2026, 11, 25)
    days = [finder.find("memorial day", today, last=last) for last in (False, True)]
    assert [one and one.day for one in days] == [date(2027, 5, 31), date(2026, 5, 25)]
    assert finder.find("the memorial day parade", today, whole=True) is None
    assert finder.find("bastille day", today) is None
