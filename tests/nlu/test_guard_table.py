"""How a table of guards is read: what is taken out, what is not looked at, and which rule says the kind."""

import pytest

from myna.nlu.guard_table import Guard, GuardTable

ENTRY = {
    "forms": {"DONT": "(?:don't|NEVER)", "NEVER": "never"},
    "certain": ["^never mind$"],
    "orders": ["if you can"],
    "content": ["(?<=remind me ).*"],
    "first": {"withdrawal": ["forget it$"]},
    "condition": ["if"],
    "negation": ["DONT"],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("turn it on", None),
        ("never mind", None),
        ("if you can , turn it on", None),
        ("remind me never to ask if it is on", None),
        ("remind me to call , forget it", Guard("withdrawal", "forget it")),
        ("if it rains never turn it on", Guard("condition", "if")),
        ("never turn it on", Guard("negation", "never")),
        ("don't turn it on", Guard("negation", "don't")),
        ("a gift", None),
    ],
)
def test_the_first_rule_that_finds_something_says_the_kind(text: str, found: Guard | None) -> None:
    assert GuardTable.read(ENTRY).guard(text) == found


def test_where_words_are_not_divided_an_expression_is_found_within_them() -> None:
    assert GuardTable.read({"word": False, "negation": ["not"]}).guard("knotted") == Guard("negation", "not")
    assert GuardTable.read({"negation": ["not"]}).guard("knotted") is None
