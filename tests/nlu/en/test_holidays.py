"""What people call holidays."""

import pytest

from myna.nlu.en.holidays import named

NAMES = [
    "New Year's Day",
    "Martin Luther King Jr. Day",
    "Washington's Birthday",
    "Memorial Day",
    "Juneteenth National Independence Day",
    "Independence Day",
    "Labor Day",
    "Thanksgiving Day",
    "May Day",
    "Late Summer Bank Holiday",
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("when is memorial day", "Memorial Day"),
        ("how long till new year\u2019s day", "New Year's Day"),
        ("how long till new years day", "New Year's Day"),
        ("is mlk day a holiday", "Martin Luther King Jr. Day"),
        ("when is presidents' day", "Washington's Birthday"),
        ("juneteenth", "Juneteenth National Independence Day"),
        ("independence day", "Independence Day"),
        ("labour day", "Labor Day"),
        ("the thanksgiving parade", "Thanksgiving Day"),
        ("the august bank holiday", "Late Summer Bank Holiday"),
        ("is there a holiday in may", None),
        ("a memorial", None),
        ("", None),
    ],
)
def test_a_holiday_is_known_by_what_people_call_it(text: str, name: str | None) -> None:
    assert named(text, NAMES) == name


def test_the_whole_of_a_text_is_a_holiday_or_not() -> None:
    assert named("next labor day", NAMES, whole=True) == "Labor Day"
    assert named("the labor day parade", NAMES, whole=True) is None
