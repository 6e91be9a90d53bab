"""Claims of acts are taken out of a stream of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.claims import ClaimFilter
from myna.nlu.en.claims import INSTEAD
from myna.nlu.registry import claims_of


def said(*pieces: str, tag: str = "en-us") -> str:
    """What is said of an answer that comes in ``pieces``."""
    claims = ClaimFilter(claims_of(tag))
    return "".join([*map(claims.feed, pieces), claims.flush()])


@pytest.mark.parametrize(
    ("answer", "honest"),
    [
        ("I've added milk to your list.", INSTEAD),
        ("Sure! I've added milk to your list. Bread too?", f"{INSTEAD} Bread too?"),
        ("Okay. Done! I have set your alarm for 7 a.m. tomorrow.", f"{INSTEAD}"),
        ("It is late.\nI have set your alarm. Good night.", f"It is late.\n{INSTEAD} Good night."),
        ("Milk is white, and I have added it to your list.", f"Milk is white, and {INSTEAD}"),
        ('She said: "I have set your alarm." Then she left.', 'She said: "I have set your alarm." Then she left.'),
        (
            "The capital of France is Paris. It lies on the Seine.",
            "The capital of France is Paris. It lies on the Seine.",
        ),
        ("I'm here to help.", "I'm here to help."),
        ("", ""),
    ],
)
def test_an_answer_claims_no_act(answer: str, honest: str) -> None:
    assert said(answer) == honest
    assert said(*answer) == honest  # a character at a time


def test_what_is_no_claim_does_not_wait() -> None:
    claims = ClaimFilter(claims_of("en"))
    assert [claims.feed(piece) for piece in ("The capital", " of", " France is Paris, ", "I think")] == [
        *("The capital", " of", " France is Paris, ", "I think"),
    ]
    assert claims.feed(". I've") == "."
    assert claims.feed(" been there.") == " I've been there."


def test_another_language_has_no_claims_yet() -> None:
    assert claims_of("de") is None
    assert said("I've added milk", " to your list.", tag="de") == "I've added milk to your list."


PIECES = st.lists(
    st.sampled_from(["I", "'ve", " set", " your", " alarm", ".", " ", "\n", '"', "Sure", "!", "Birds", " sing"])
)


@given(PIECES)
def test_how_an_answer_is_cut_makes_no_difference(pieces: list[str]) -> None:
    assert said(*pieces) == said("".join(pieces))


@given(st.lists(st.text(max_size=12)))
def test_any_text_is_taken(pieces: list[str]) -> None:
    assert said(*pieces) == said("".join(pieces))
