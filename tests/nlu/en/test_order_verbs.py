"""Forms of the verbs of orders."""

import pytest

from myna.nlu.en.order_verbs import BASES, gerund, past


@pytest.mark.parametrize(
    ("verb", "doing", "did"),
    [
        ("turn", "turning", "turned"),
        ("set", "setting", "set"),
        ("make", "making", "made"),
        ("close", "closing", "closed"),
        ("stop", "stopping", "stopped"),
        ("read", "reading", "read"),
        ("wake", "waking", "woke"),
    ],
)
def test_forms(verb: str, doing: str, did: str) -> None:
    assert gerund(verb) == doing
    assert past(verb) == did
    assert BASES[doing] == verb
