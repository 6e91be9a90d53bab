"""The building blocks of the schema: sections, limits, and the types that several keys share."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.fields import FieldInfo


def between(least: float, most: float) -> FieldInfo:
    """Limits of a number, both included."""
    limits: FieldInfo = Field(ge=least, le=most)
    return limits


def expected(words: str) -> FieldInfo:
    """What a key expects, in the words of the message about a wrong value."""
    wanted: FieldInfo = Field(json_schema_extra={"expected": words})
    return wanted


def example(text: str) -> FieldInfo:
    """An example of a key's value as YAML, for its comment in ``config/myna.yaml``."""
    shown: FieldInfo = Field(json_schema_extra={"example": text})
    return shown


class Section(BaseModel):
    """A part of the configuration: frozen, strict, and without unknown keys. An empty section has its defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_no_key(cls, value: object) -> object:
        return {} if value is None else value


def _path(value: object) -> object:
    """A path with ``~`` expanded; anything but text passes unchanged, for the type to refuse."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise ValueError("not a path")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:  # no such user
        raise ValueError("not a path") from error


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), expected("a name")]
File = Annotated[Path, BeforeValidator(_path), expected("the path of a file")]
Folder = Annotated[Path, BeforeValidator(_path), expected("the path of a folder")]
