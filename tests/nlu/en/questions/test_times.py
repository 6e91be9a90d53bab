"""Questions of another time: what is asked without it."""

import pytest

from myna.nlu.en.questions.times import timed


@pytest.mark.parametrize(
    ("text", "when", "year", "to_come", "question"),
    [
        ("how tall is Mount Everest in 1900", "in 1900", 1900, False, "how tall is mount everest"),
        ("how tall was it in nineteen hundred", "in nineteen hundred", 1900, False, "how tall is it"),
        ("In 1900, what was the capital of Russia?", "in 1900", 1900, False, "what is the capital of russia"),
        ("what currency did Italy use back in 1990", "back in 1990", 1990, False, "what currency does italy use"),
        ("how many people lived in Rome in 100 BC", "in 100 bc", None, False, "how many people live in rome"),
        ("what was the capital of Turkey a hundred years ago", "a hundred years ago", None, False, "capital of turkey"),
        ("how big was Poland before the second world war", "before the second world war", None, False, "is poland"),
        ("what will the capital of Peru be in 2050", "in 2050", 2050, True, "what is the capital of peru"),
        (
            "what will be the population of Peru in twenty fifty",
            "in twenty fifty",
            2050,
            True,
            "what is the population",
        ),
        ("how many people will live in Peru in fifty years", "in fifty years", None, True, "how many people live in"),
        ("how many moons will Saturn have", "", None, True, "how many moons does saturn have"),
        ("how big is Peru in 2026", "in 2026", 2026, False, "how big is peru"),
    ],
)
def test_a_time_is_told_from_what_is_asked(
    text: str, when: str, year: int | None, to_come: bool, question: str
) -> None:
    found = timed(text, 2026)
    assert found is not None
    assert (found.when, found.year, found.to_come) == (when, year, to_come)
    assert any(question in one for one in found.questions)


@pytest.mark.parametrize("text", ["how tall is mount everest", "what is the capital of france today", "in 1900", ""])
def test_what_is_asked_of_now_names_none(text: str) -> None:
    assert timed(text, 2026) is None
