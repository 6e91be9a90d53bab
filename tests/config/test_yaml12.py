"""The core schema of YAML 1.2."""

import math

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from myna.config.yaml12 import YamlError, dump, parse, scalar


def value(text: str) -> object:
    node = parse(text)
    assert isinstance(node, yaml.ScalarNode)
    return scalar(node)


@pytest.mark.parametrize(
    "word", ["yes", "No", "ON", "off", "y", "n", "1:30", "2001-01-01", "1_000", "0b1", "<<", "=", "tRUE"]
)
def test_words(word: str) -> None:
    assert value(word) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None), ("~", None), ("null", None), ("NULL", None), ("true", True), ("FALSE", False), ("12", 12),
        ("-3", -3), ("+4", 4), ("010", 10), ("0o10", 8), ("0x1F", 31), ("1.5", 1.5), (".5", 0.5), ("1.", 1.0),
        ("1e3", 1000.0), ("-.Inf", -math.inf), ("9" * 400, math.inf), ("'1'", "1"), ('"true"', "true"),
        ("1.2.3", "1.2.3"), (".", "."),
    ],
)  # fmt: skip
def test_values(text: str, expected: object) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


def test_not_a_number() -> None:
    assert math.isnan(value(".nan"))  # type: ignore[arg-type]


def test_an_error_names_its_place() -> None:
    with pytest.raises(YamlError, match="a tab") as caught:
        parse("a:\n  b: 1\n \tc: 2")
    assert (caught.value.line, caught.value.column) == (3, 2)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@example("\x85")
@example("\u2028 \ufeff")
@example("a\n\n  b")
def test_text_that_is_dumped_is_read_as_the_same_text(text: str) -> None:
    node = parse(dump({"key": text}))
    assert isinstance(node, yaml.MappingNode)
    assert scalar(node.value[0][1]) == text


@pytest.mark.parametrize(
    "text", ["yes", "0o17", "0x1", "1e3", "null", "~", "", "1_000", ".5", "-", "# a", "a: b", "*a", "!b"]
)
def test_what_looks_special_is_quoted(text: str) -> None:
    node = parse(dump({"key": text}))
    assert isinstance(node, yaml.MappingNode)
    assert scalar(node.value[0][1]) == text
