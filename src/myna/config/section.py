"""What every part of the schema is made of: sections, limits, and the kinds of values that several keys have."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.fields import FieldInfo


def between(least: float, most: float) -> FieldInfo:
    """The limits of a number, both included."""
    limits: FieldInfo = Field(ge=least, le=most)
    return limits


def expected(words: str) -> FieldInfo:
    """What a key wants, in the words that a wrong value is answered with."""
    wanted: FieldInfo = Field(json_schema_extra={"expected": words})
    return wanted


def example(text: str) -> FieldInfo:
    """What a key may be, as YAML, for its comment in ``config/myna.yaml``."""
    shown: FieldInfo = Field(json_schema_extra={"example": text})
    return shown


class Section(BaseModel):
    """Frozen, strict, and without unknown keys. A section whose keys are all left out may be empty."""

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
