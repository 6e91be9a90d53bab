"""Broken templates, and why they are."""

import pytest
from hassil import parse_sentence
from hypothesis import example, given
from hypothesis import strategies as st

from myna.nlu.syntax import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_NUMBERS,
    TemplateError,
    check_syntax,
    numbers_in,
    without_marks,
)


@pytest.mark.parametrize(
    "template",
    [
        "turn on the lamp",
        "(turn|switch) {state} [the] {room:where} <lamp>",
        "(a;b;[c])",
        "{1..5:count} {1..100,5:n} {@what}",
        "\\( is a bracket",
        "What's up, doc?",
        "light[ ]bulb[s]",
        "lamp {state}[,] please[[.]]",
        "([ ]%|[ ]percent)",
        "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH,
    ],
)
def test_a_whole_template_passes(template: str) -> None:
    check_syntax(template)
    assert parse_sentence(without_marks(template)).expression is not None


@pytest.mark.parametrize(
    ("template", "problem", "column"),
    [
        ("", "there is no word in it", 0),
        (" ?! ", "there is no word in it", 0),
        ("a" * (MAX_CHARACTERS + 1), "more than 1000 characters; make several sentences of it", 0),
        ("turn (on|off", "a ( that is never closed", 6),
        ("turn on|off)", "a ) that closes nothing", 12),
        ("turn [on)", "a ) where a ] is expected", 9),
        ("turn ()", "brackets with nothing in them", 6),
        ("[] on", "brackets with nothing in them", 1),
        ("{room", "a { that is never closed", 1),
        ("room}", "a } that closes nothing", 5),
        ("a <the rule>", "the name of a rule has letters, digits and _ alone, and stands between < and >", 3),
        ("(a|b;c)", "a | and a ; in one group; put one of them in brackets of its own", 5),
        ("a \\", "a \\ with nothing behind it", 3),
        ("a \\ ", "a \\ with nothing behind it", 3),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), "brackets that are nested too deep", MAX_DEPTH + 1),
    ],
)
def test_a_broken_template_is_explained(template: str, problem: str, column: int) -> None:
    with pytest.raises(TemplateError) as caught:
        check_syntax(template)
    assert (caught.value.problem, caught.value.column) == (problem, column)
    assert str(caught.value) == (f"{problem}, at column {column}" if column else problem)


@given(st.text("ab {}<>()[]|;\\.,1:@", max_size=25))
@example("[:]")
@example("a[[:]]")
@example("a[ ]")
def test_what_passes_is_parsed_by_hassil(template: str) -> None:
    try:
        check_syntax(template)
    except TemplateError:
        return
    assert parse_sentence(without_marks(template)).expression is not None


@pytest.mark.parametrize(
    ("template", "without"),
    [
        ("What's up, doc?", "What's up doc"),
        ("¿Qué hora es?", "Qué hora es"),
        ("at 7.30 (now!|later)", "at 7.30 (now|later)"),
        ("{room:where}, please...", "{room:where} please"),
        ("a \\, b", "a \\, b"),
    ],
)
def test_marks_that_nobody_hears_are_left_out(template: str, without: str) -> None:
    assert without_marks(template) == without
    assert without_marks(without) == without


@pytest.mark.parametrize(
    ("lowest", "highest", "step", "count"),
    [(1, 5, 1, 5), (0, 100, 25, 5), (5, 5, 1, 1), (9, 1, 1, 0), (1, 5, 0, 0), (1, MAX_NUMBERS + 1, 1, 0)],
)
def test_numbers_of_a_slot(lowest: int, highest: int, step: int, count: int) -> None:
    assert numbers_in(lowest, highest, step) == count
