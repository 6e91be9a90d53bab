"""The parsers on requests of real people, who marked the times and dates in them."""

from pathlib import Path

import pytest

from measure_slots import is_found, marks
from slot_values import read_values, skills_at_now

REQUESTS = Path(__file__).parents[5] / "shared" / "requests" / "hwu64.tsv"


@pytest.mark.skipif(not REQUESTS.is_file(), reason="requests in which people marked the slots are not in ../shared")
@pytest.mark.parametrize("kind", ["time", "date", "timeofday", "general_frequency"])
def test_what_people_marked_is_found(kind: str) -> None:
    found = [is_found(mark) for mark in marks(REQUESTS, half=1) if mark.kind == kind]
    assert sum(found) >= 0.85 * len(found)


@pytest.mark.parametrize(("half", "least"), [("tuned on", 0.97), ("held back", 0.95)])
def test_the_values_are_right(half: str, least: float) -> None:
    requests = [request for request in read_values() if request.half == half]
    with skills_at_now() as skills:
        right = [request.is_right(skills.decide(request.text).slots) for request in requests]
    assert sum(right) >= least * len(right)
    assert len(right) > 100
