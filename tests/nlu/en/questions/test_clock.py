"""What sentences ask of the clock."""

from datetime import date, datetime

import pytest

from myna.nlu.en.questions import clock

NOW = datetime(2026, 11, 25, 15, 10)


@pytest.mark.parametrize(
    ("text", "about", "day"),
    [
        ("the date in two weeks", "date", date(2026, 12, 9)),
        ("what day is the 4th of july", "date", date(2027, 7, 4)),
        ("days left in the year", "left_in_year", date(2026, 11, 25)),
        ("what week is it", "week", date(2026, 11, 25)),
        ("what year is it", "year", date(2026, 11, 25)),
        ("is december fifth a saturday", "is_it", date(2026, 12, 5)),
    ],
)
def test_dates(text: str, about: str, day: date) -> None:
    asked = clock.date_question(text, NOW.date())
    assert (asked.about, asked.day) == (about, day)


@pytest.mark.parametrize(
    ("text", "source", "target", "said"),
    [
        ("convert 3 pm london to sydney time", "Europe/London", "Australia/Sydney", "15:00"),
        ("if it's six am here what time is it in tokyo", "", "Asia/Tokyo", "06:00"),
        ("what time is it in london when it's noon in paris", "Europe/Paris", "Europe/London", "12:00"),
    ],
)
def test_conversions(text: str, source: str, target: str, said: str) -> None:
    asked = clock.conversion(text)
    assert asked is not None
    assert asked.clock is not None
    assert (asked.source.zone, asked.target.zone, f"{asked.clock:%H:%M}") == (source, target, said)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("when is sunrise", "sunrise"),
        ("when does the sun come up tomorrow", "sunrise"),
        ("what time will it get light", "sunrise"),
        ("sunset time", "sunset"),
        ("when is the sun going down", "sunset"),
        ("when does it get dark", "sunset"),
        ("what time is it on sunday", None),
        ("how far away is the sun", None),
    ],
)
def test_the_sun(text: str, event: str | None) -> None:
    assert clock.sun_event(text) == event


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is monday a holiday", "whether"),
        ("do we get friday off", "whether"),
        ("what holidays are in december", "which"),
        ("when is the next holiday", ""),
    ],
)
def test_holidays(text: str, asked: str) -> None:
    assert clock.holiday_asked(text) == asked


@pytest.mark.parametrize(
    ("text", "rest", "year"),
    [
        ("labor day next year", "labor day", NOW.year + 1),
        ("labor day of last year?", "labor day", NOW.year - 1),
        ("Easter in 2030", "easter", 2030),
        ("labor day", "labor day", None),
    ],
)
def test_the_year_behind_a_day(text: str, rest: str, year: int | None) -> None:
    assert clock.in_year(text, NOW.date()) == (rest, year)


def test_why_a_day_is_kept_is_no_question_for_the_calendar() -> None:
    assert clock.asks_for_more_than_a_day("why do we celebrate halloween")
    assert not clock.asks_for_more_than_a_day("how long until halloween")


def test_days() -> None:
    assert clock.days("friday", date(2026, 11, 25)) == (date(2026, 11, 27), date(2026, 11, 27))
    assert clock.days("next month", date(2026, 11, 25)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert clock.days("when i am old", date(2026, 11, 25)) is None


def test_an_unknown_place_is_named() -> None:
    assert clock.unknown_place("what time is it in lower wobbleton right now") == "Lower Wobbleton"
    assert clock.unknown_place("what time is it in the morning") == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("what time is it in smalltown", "Smalltown"),
        ("i need to know what timezone sedona is in", "Sedona"),
        ("which time zone is little falls in", "Little Falls"),
        ("tell me sedona's time zone", "Sedona"),
        ("what time zone am i in", ""),
        ("what is the date in american format", ""),
    ],
)
def test_a_place_that_is_not_known(text: str, place: str) -> None:
    assert clock.unknown_place(text) == place
