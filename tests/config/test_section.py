"""The building blocks of the schema."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from myna.config.section import File, Name, Section, between, expected


class Inner(Section):
    count: int = 3


class Outer(Section):
    inner: Inner = Inner()
    name: Name = "default"
    file: File | None = None


def kinds(values: object) -> list[str]:
    """The kinds of the errors that pydantic finds in ``values``."""
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(values)
    return [error["type"] for error in caught.value.errors()]


def test_a_section_may_be_empty() -> None:
    assert Outer.model_validate({"inner": None}) == Outer.model_validate({"inner": {}}) == Outer()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"inner": {"count": "3"}}, "int_type"),
        ({"inner": {"count": True}}, "int_type"),
        ({"inner": {"cuont": 3}}, "extra_forbidden"),
        ({"name": "  "}, "string_too_short"),
        ({"file": ""}, "value_error"),
        ({"file": "~no-such-user/key"}, "value_error"),
        ({"file": 5}, "is_instance_of"),
    ],
)
def test_values_are_strict_and_keys_are_known(values: object, kind: str) -> None:
    assert kinds(values) == [kind]


def test_a_section_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Outer().name = "other"  # type: ignore[misc]


def test_names_are_stripped_and_paths_begin_at_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    found = Outer.model_validate({"name": " joe ", "file": "~/key"})
    assert (found.name, found.file) == ("joe", Path("/home/someone/key"))


def test_limits_and_words_for_people_are_in_the_schema() -> None:
    assert Outer.model_json_schema()["properties"]["name"]["expected"] == "a name"
    assert [between(1, 5).metadata[0].ge, between(1, 5).metadata[1].le] == [1, 5]
    assert expected("a fruit").json_schema_extra == {"expected": "a fruit"}
