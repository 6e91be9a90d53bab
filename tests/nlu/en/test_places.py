"""Places and their time zones, anywhere in a sentence."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en import places


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("what time is it in Tokyo", ["Asia/Tokyo"]),
        ("the time in paris, france please", ["Europe/Paris"]),
        ("time difference between new york and la", ["America/New_York", "America/Los_Angeles"]),
        ("what is eastern time right now", ["America/New_York"]),
        ("gmt plus five", ["Etc/GMT-5"]),
        ("six am here is what in sydney", ["", "Australia/Sydney"]),
        ("what timezone is cambodia in", ["Asia/Phnom_Penh"]),
        ("what time is it in glenwood springs, co", ["America/Denver"]),
        ("what time is it in houston, tx", ["America/Chicago"]),
        ("what time is it in paris, ok", ["Europe/Paris"]),
        ("set a timer in the kitchen", []),
    ],
)
def test_places_have_their_zones(text: str, zones: list[str]) -> None:
    assert [place.zone for place in places.find(text)] == zones


def test_every_zone_of_the_table_exists() -> None:
    zones = {zone for _, zone, _ in places._table().values()}
    assert {ZoneInfo(zone).key for zone in zones} == zones


def test_a_country_of_several_zones_is_said_with_its_city() -> None:
    assert [place.name for place in places.find("in canada")] == ["Toronto, Canada"]


@given(st.sampled_from(sorted(places._table())), st.sampled_from(["what time is it in {}", "the time in {} please"]))
def test_a_place_that_is_named_is_found_again(name: str, sentence: str) -> None:
    said, zone, _ = places._table()[name]
    assert [(place.name, place.zone) for place in places.find(sentence.format(name))] == [(said, zone)]


@pytest.mark.parametrize(
    ("name", "found"),
    [("Sacromento", "Sacramento"), ("phillipines", "Philippines"), ("smalltown", None), ("lndon", None)],
)
def test_a_long_name_may_be_misspelled(name: str, found: str | None) -> None:
    place = places.spelled_like(name)
    assert (None if place is None else place.name) == found
