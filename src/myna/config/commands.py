"""The keys of the user's own commands: what is said, and what is done then.

Its rule: this module checks each key by itself; ``sentences.py`` checks sentences, slots and placeholders together.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, SerializerFunctionWrapHandler, Tag, model_serializer

from myna.config.section import File, Name, Section, between, expected

HIGHEST = 1_000_000
"""The highest number that a slot may have; the lowest is its negative."""


def _as_text(value: object) -> object:
    """A whole number as text, since YAML reads digits without quotes as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    """A text as a list of one; anything else unchanged."""
    return (value,) if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _kind(value: object) -> str:
    if isinstance(value, Mapping | Numbers):
        return "numbers"
    return "words" if isinstance(value, tuple | list) else "any"


MQTT_MISSING = "Type: pip install -e '.[mqtt]'"
"""The hint where the library for MQTT is not installed."""


class Part(Section):
    """A section that is written without the keys that have their defaults."""

    @model_serializer(mode="wrap")
    def _as_written(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields.items()
        plain = {field.alias or name: field.get_default(call_default_factory=True) for name, field in fields}
        return {key: value for key, value in handler(self).items() if value != plain[key]}


class Numbers(Part):
    """A slot for whole numbers, said as words or digits."""

    lowest: Annotated[int, between(-HIGHEST, HIGHEST), Field(alias="from")]
    """The lowest number."""

    highest: Annotated[int, between(-HIGHEST, HIGHEST), Field(alias="to")]
    """The highest number."""

    step: Annotated[int, between(1, HIGHEST)] = 1
    """From one number to the next."""


class Http(Part):
    """A request to a server, where the service may use the network."""

    url: Annotated[str, expected("an address such as http://192.168.1.20:8123/api/lamp")]
    """Its address; a slot in it is encoded as addresses need it."""

    method: Annotated[Literal["GET", "POST", "PUT", "PATCH", "DELETE"] | None, BeforeValidator(_upper)] = None
    """null: POST where there is a body, else GET."""

    headers: dict[str, Annotated[str, BeforeValidator(_as_text)]] = Field(default_factory=dict)
    """More headers, such as Authorization."""

    body: str = ""
    """What is sent; a slot in JSON is encoded as JSON needs it."""


class Mqtt(Part):
    """A message to an MQTT broker, where the service may use the network. Needs pip install -e '.[mqtt]'."""

    host: Name
    """The broker's name or number."""

    port: Annotated[int, between(1, 65535)] = 1883
    """The broker's port."""

    topic: Name
    """Where it is published."""

    payload: Annotated[str, BeforeValidator(_as_text)] = ""
    """What is published; a slot in JSON is encoded as JSON needs it."""

    retain: bool = False
    """Whether the broker keeps it for who comes later."""

    username: Name | None = None
    """Whom the broker knows this as."""

    password_file: File | None = None
    """A file with the password."""


Word = Annotated[str, BeforeValidator(_as_text), expected("a word or phrase")]
Slot = Annotated[
    Annotated[tuple[Word, ...], Tag("words")]
    | Annotated[Numbers, Tag("numbers")]
    | Annotated[Literal["any"], Tag("any")],
    Discriminator(_kind),
    expected("a list of words, numbers such as {from: 1, to: 60}, or any"),
]
Sentences = Annotated[tuple[str, ...], BeforeValidator(_as_list), expected("a sentence, or a list of them")]
Argument = Annotated[str, BeforeValidator(_as_text)]


class Command(Part):
    """What is said, and one of ``run``, ``http``, ``mqtt``, or a reply alone."""

    name: Name
    """What it is called where it fails: "The lamp command failed.\""""

    say: Sentences
    """The sentences that mean it, as hassil writes them: [optional], (this|that), (any;order), {slot}, <rule>."""

    slots: dict[str, Slot] = Field(default_factory=dict)
    """What may stand in a slot: a list of words, numbers such as {from: 1, to: 60}, or any for any words."""

    rules: dict[str, str] = Field(default_factory=dict)
    """Parts of sentences that have a name, for <name>."""

    run: Annotated[
        tuple[Argument, ...] | None, BeforeValidator(_as_list), expected("a list: a program and its arguments")
    ] = None
    """A program and its arguments, without a shell."""

    http: Http | None = None
    mqtt: Mqtt | None = None

    reply: str = ""
    """What it says; {output} is what the program or the server answers."""

    timeout_seconds: Annotated[float, between(0.1, 600)] = 10
    """What takes longer has failed."""

    @property
    def actions(self) -> list[str]:
        """Those of the keys ``run``, ``http`` and ``mqtt`` that the command has."""
        return [key for key in ("run", "http", "mqtt") if getattr(self, key) is not None]

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the path and the text of each key that may have placeholders."""
        yield ("reply",), self.reply
        for index, argument in enumerate(self.run or ()):
            yield ("run", index), argument
        if self.http is not None:
            yield ("http", "url"), self.http.url
            yield ("http", "body"), self.http.body
        if self.mqtt is not None:
            yield ("mqtt", "topic"), self.mqtt.topic
            yield ("mqtt", "payload"), self.mqtt.payload
