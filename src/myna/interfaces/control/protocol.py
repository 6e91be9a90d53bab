"""What is said on the control socket: one JSON object a line, in UTF-8.

Its rules:

1. A request is ``{"command": NAME, ...}``; the other members are the command's arguments, and every one is checked.
2. The answer is any number of ``{"piece": TEXT}`` and then exactly one ``{"ok": true, ...}`` or
   ``{"ok": false, "error": {"code", "message", "hint", "exit_status"}}``.
3. After the answer to ``events`` come events, ``{"time": ISO 8601 in UTC, "event": NAME, ...}``, and nothing else. The
   first one is ``snapshot``, whose ``status`` is what the command ``status`` answers.
4. What cannot be understood is a ServiceError with a sentence, whatever the bytes are.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from myna.config.explain import at, expectation
from myna.core.errors import MynaError, ServiceError
from myna.core.text import did_you_mean, quoted

MAX_LINE_BYTES = 64 * 1024
"""The longest request; twenty minutes of speech have less text."""

Send = Callable[[str], None]
"""Takes the next piece of an answer; never waits."""


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class Arguments(BaseModel):
    """The arguments of a command; this class itself is for those that have none."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Ask(Arguments):
    """A question, and whether the answer is spoken too."""

    text: str
    aloud: bool = True


class Say(Arguments):
    """A text to be spoken."""

    text: str


class Volume(Arguments):
    """A new volume in percent, or by how much to change it; neither only asks for it."""

    level: Annotated[int, Field(ge=0, le=100)] | None = None
    change: Annotated[int, Field(ge=-100, le=100)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Volume":
        if self.level is not None and self.change is not None:
            raise ValueError("level and change exclude each other")
        return self


class Understand(Arguments):
    """A sentence."""

    text: str


class TimerArguments(Arguments):
    """A timer, an alarm or a reminder that is set, or changed where a ``number`` names it; local time."""

    kind: Literal["timer", "alarm", "reminder"]
    seconds: float | None = None
    clock: str | None = None
    day: str | None = None
    days: list[int] = Field(default_factory=list, max_length=7)
    text: str = ""
    number: int | None = None


class Number(Arguments):
    """The number of a timer."""

    number: int


class ListName(Arguments):
    """The name of a list."""

    list: str


class ListItems(ListName):
    """A list, and items of it."""

    items: Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(max_length=500)]


class ListReword(ListName):
    """An item of a list, and what is to be in its place."""

    item: str
    new: str


class Note(Arguments):
    """A note."""

    text: str


class NoteChange(Note):
    """A note, and what is to be in its place; empty: nothing."""

    new: str


class Setting(Arguments):
    """A key of the configuration, its new value, of JSON's types or in ``yaml``, and the version that was seen."""

    key: str
    version: str
    value: Any = None
    yaml: str | None = None


class Configuration(Arguments):
    """The text of the configuration file, or of its commands, and the version that was seen."""

    text: str
    version: str


class ModelName(Arguments):
    """The name of a model."""

    name: str


A = TypeVar("A", bound=Arguments)


@dataclass(frozen=True, slots=True)
class Command(Generic[A]):
    """A command: the class of its arguments, and what is called with them.

    ``handle`` returns the members of the answer beside ``ok``, and raises MynaError where it fails. It is cancelled
    when the client goes away.
    """

    arguments: type[A]
    handle: Callable[[A, Send], Awaitable[Mapping[str, object]]]

    async def run(self, arguments: Mapping[str, object], send: Send) -> Mapping[str, object]:
        """Check ``arguments`` and handle them. Raises ServiceError ``wrong-arguments``, and what ``handle`` raises."""
        try:
            checked = self.arguments.model_validate(arguments)
        except ValidationError as error:
            mistakes = "; ".join(self._mistake(detail) for detail in error.errors(include_url=False))
            names = ", ".join(self.arguments.model_fields) or "none"
            raise ServiceError("wrong-arguments", f"{mistakes}.", f"The arguments of this command: {names}.") from None
        return await self.handle(checked, send)

    def _mistake(self, detail: Any) -> str:
        if not detail["loc"]:
            return str(detail["ctx"]["error"])
        name = str(detail["loc"][0])
        if detail["type"] == "extra_forbidden":
            return f"Unknown argument {quoted(name)}{did_you_mean(name, self.arguments.model_fields)}"
        expected = expectation(at(self.arguments.model_json_schema(), (name,)))
        return f"{name} is missing" if detail["type"] == "missing" else f"{name}: expected {expected}"


def parse(line: bytes) -> dict[str, object]:
    """The JSON object of a line. Raises ServiceError ``not-json``."""
    try:
        message = json.loads(line.decode(), parse_constant=_no_number)
        json.dumps(message, ensure_ascii=False).encode()  # half a surrogate pair, escaped, is no text
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise ServiceError(
            "not-json", "This line is no JSON object in UTF-8.", 'Send a line such as {"command": "status"}.'
        )
    return message


def find(commands: Mapping[str, Command[Any]], name: object) -> Command[Any]:
    """The command of this name. Raises ServiceError ``unknown-command`` with the list of all."""
    if isinstance(name, str) and name in commands:
        return commands[name]
    known = f"The commands: {', '.join(sorted(commands))}."
    if not isinstance(name, str):
        raise ServiceError("unknown-command", "This request names no command.", known)
    raise ServiceError("unknown-command", f"There is no command {quoted(name)}{did_you_mean(name, commands)}.", known)


def encode(message: Mapping[str, object]) -> bytes:
    """One line, with its line feed."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False).encode(errors="replace") + b"\n"


def failed(error: MynaError) -> dict[str, object]:
    """The answer that a command failed."""
    return {"ok": False, "error": {**error.as_json(), "exit_status": error.exit_status}}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
