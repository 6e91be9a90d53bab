"""Names and questions in plain words."""

import re

import pytest

from myna.nlu.plain_words import name_key, plain, wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's the capital of France?", "what is the capital of france"),
        ("what\u2019s Côte d\u2019Ivoire\u2019s capital", "what is cote divoire 's capital"),
        ("the United States' neighbors", "the united states 's neighbors"),
        ("the U.S.A.", "the usa"),
        ("the u. s. of a", "the us of a"),
        ("the u s", "the us"),
        ("Washington, D.C.", "washington dc"),
        ("St. Lucia", "saint lucia"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("São Tomé and Príncipe", "sao tome and principe"),
        ("3.5 per cent", "3.5 per cent"),
        ("whats up", "what is up"),
    ],
)
def test_plain_words(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_name_is_known_without_its_article() -> None:
    assert name_key("The Netherlands") == name_key("netherlands") == "netherlands"


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("capital of peru ", "peru"),
        ("capital city of the czech republic ", "the czech republic"),
        ("capital town in peru ", "peru"),
        ("capital of ", None),
        ("capital city town of peru ", None),
        ("the capital of peru ", None),
    ],
)
def test_a_wording(text: str, matches: str | None) -> None:
    pattern = re.compile(wording("capital [<place>] (of|in) {x}", {"place": "city|town"}))
    found = pattern.fullmatch(text)
    assert (found and found["x"].strip()) == matches


def test_a_wording_of_one_word_of_several() -> None:
    pattern = re.compile(wording("largest {x=country|us state} [in [the] world]"))
    assert [bool(pattern.fullmatch(f"largest {text} ")) for text in ("country", "us state in world", "city")] == [
        True,
        True,
        False,
    ]
