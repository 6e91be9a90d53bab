"""How often something comes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.en.dates import WEEKDAYS
from myna.nlu.en.slots import recurrence
from myna.nlu.en.slots.recurrence import Recurrence


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("on weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("monday to friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("monday through friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("tuesday and thursday", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("every monday, wednesday and friday", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("on sundays", "FREQ=WEEKLY;BYDAY=SU"),
        ("weekends", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("every friday", "FREQ=WEEKLY;BYDAY=FR"),
        ("every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every day except sunday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("every day except weekends", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every morning but saturday and sunday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("except on weekends", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("except on tuesdays and fridays", "FREQ=WEEKLY;BYDAY=MO,WE,TH,SA,SU"),
        ("daily", "FREQ=DAILY"),
        ("each morning", "FREQ=DAILY"),
        ("every single day", "FREQ=DAILY"),
        ("every other day", "FREQ=DAILY;INTERVAL=2"),
        ("every hour", "FREQ=HOURLY"),
        ("every 30 minutes", "FREQ=MINUTELY;INTERVAL=30"),
        ("every half hour", "FREQ=MINUTELY;INTERVAL=30"),
        ("every hour and a half", "FREQ=MINUTELY;INTERVAL=90"),
        ("once a week", "FREQ=WEEKLY"),
        ("twice a day", "FREQ=HOURLY;INTERVAL=12"),
        ("every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("monthly", "FREQ=MONTHLY"),
        ("every year", "FREQ=YEARLY"),
        ("on the first of every month", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("every month on the 5th", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("the first monday of every month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("every last friday of the month", "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "set an alarm {} at seven", "remind me {} to water the plants"])
def test_it_is_found(words: str, rule: str, sentence: str) -> None:
    text = sentence.format(words)
    [found] = recurrence.find(text)
    assert found.value.rule == rule
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "on monday",
        "every time",
        "each of them",
        "on the weekend",
        "in five minutes",
        "is it monday or tuesday",
        "this mornings podcast",
        "cancel every one",
    ],
)
def test_what_comes_once_is_not_found(text: str) -> None:
    assert recurrence.find(text) == []


def test_the_exception_may_stand_apart() -> None:
    [found] = recurrence.find("an alarm every day at six except on weekends")
    assert found.value.weekdays == (0, 1, 2, 3, 4)
    assert len(found.spans) == 2


@given(st.sets(st.sampled_from(range(7)), min_size=1, max_size=6), st.sampled_from(["except", "excluding", "but"]))
def test_all_days_but_some(days: set[int], word: str) -> None:
    named = " and ".join(WEEKDAYS[day] for day in sorted(days))
    [found] = recurrence.find(f"wake me every day {word} {named} at six")
    assert found.value.weekdays == tuple(day for day in range(7) if day not in days)


def test_what_a_timer_needs_of_it() -> None:
    assert Recurrence("day").weekdays == tuple(range(7))
    assert Recurrence("week", days=(4,)).weekdays == (4,)
    assert Recurrence("week", 2, (4,)).weekdays is None
    assert Recurrence("week").weekdays is None
    assert Recurrence("hour", 2).seconds == 7200
    assert Recurrence("day").seconds is None


UNITS = st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year"])
DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=6, unique=True).map(lambda days: tuple(sorted(days)))
ANY = st.one_of(
    st.builds(Recurrence, UNITS, st.integers(1, 500)),
    st.builds(Recurrence, st.just("week"), st.just(1), DAYS),
    st.builds(Recurrence, st.just("week"), st.just(2), st.integers(0, 6).map(lambda day: (day,))),
    st.builds(Recurrence, st.just("month"), month_day=st.sampled_from([-1, *range(1, 32)])),
    st.builds(
        Recurrence,
        st.just("month"),
        days=st.integers(0, 6).map(lambda day: (day,)),
        nth=st.sampled_from([-1, 1, 2, 3, 4, 5]),
    ),
)


@given(ANY, st.sampled_from(["{}", "wake me up {} at six", "remind me {} to stretch"]))
def test_what_is_said_is_found_again(value: Recurrence, sentence: str) -> None:
    assert [found.value for found in recurrence.find(sentence.format(recurrence.said(value)))] == [value]


@given(st.text(alphabet="every each monday to friday and once a week other 2 days", max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert all(found.value.interval >= 1 for found in recurrence.find(text))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("at seven every weekday except friday", (0, 1, 2, 3)),
        ("every weekday but not friday at six", (0, 1, 2, 3)),
        ("weekdays except wednesday", (0, 1, 3, 4)),
        ("every day at six except on sundays", (0, 1, 2, 3, 4, 5)),
    ],
)
def test_days_are_taken_out_of_any_others(text: str, days: tuple[int, ...]) -> None:
    (found,) = recurrence.find(text)
    assert found.value.weekdays == days
