"""Whatever a file or an option holds, it loads or it is explained."""

import string
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from myna.config import Config, effective
from myna.config.commands import Command, Http, Mqtt
from myna.core.errors import ConfigError

from .kit import load, mistakes


@pytest.fixture(scope="module")
def any_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "my.yaml"


def loads_or_tells(path: Path | None, *overrides: str) -> None:
    """It loads, and what is in effect loads to the same; or it ends in mistakes of one printable line each."""
    try:
        config = load(path, *overrides)
    except ConfigError:
        assert all(line.isprintable() for line in mistakes(path, *overrides))
    else:
        with NamedTemporaryFile("w", encoding="utf-8") as printed:
            printed.write(effective(config))
            printed.flush()
            assert load(Path(printed.name)) == config


KEYS = [
    *Config.model_fields,
    *Config().audio.model_dump(),
    *Config().endpoint.model_dump(),
    *Config().brain.model_dump(),
    *Config().server.model_dump(),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["yes", "de", "0o7", "http://a:1/v1", "http://"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | SCALARS, inner, max_size=4),
    max_leaves=12,
)


@given(st.binary())
@example(b"\x00")
@example("language: de".encode("utf-16"))
def test_any_bytes(any_file: Path, data: bytes) -> None:
    any_file.write_bytes(data)
    loads_or_tells(any_file)


@given(st.text("\n\n  \t:-?[]{},#&*!|>'\"%@`~<=\\uUx_.0123489aeflnorstvy" + string.whitespace))
@example("%YAML " + "1" * 5000 + ".1\n---\n")
@example("brain: {threads: " + "9" * 5000 + "}")
@example("endpoint: {silence_seconds: 0x" + "f" * 5000 + "}")
@example("!<%FF> x")
def test_any_text(any_file: Path, text: str) -> None:
    any_file.write_text(text, encoding="utf-8")
    loads_or_tells(any_file)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_any_values(any_file: Path, values: dict[str, object]) -> None:
    any_file.write_text(yaml.safe_dump(values), encoding="utf-8")
    loads_or_tells(any_file)


COMMAND_KEYS = [*Command.model_fields, *Http.model_fields, *Mqtt.model_fields, "from", "to", "step", "room", "n"]
TEXTS = st.sampled_from(
    ["{room} lamp", "[a] {n}", "(a|b", "<x> {room}", "any", "http://a/{room}", "{output}", '{"a": {n}}']
)
COMMAND_VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(COMMAND_KEYS), inner, max_size=4),
    max_leaves=12,
)
PARTS = {
    "name": SCALARS | TEXTS,
    "say": TEXTS | st.lists(TEXTS, max_size=3) | COMMAND_VALUES,
    "slots": st.dictionaries(st.sampled_from(["room", "n"]), COMMAND_VALUES, max_size=2) | COMMAND_VALUES,
    "run": st.lists(TEXTS, max_size=3) | COMMAND_VALUES,
    "http": st.fixed_dictionaries({"url": TEXTS}, optional={"body": TEXTS, "method": SCALARS}) | COMMAND_VALUES,
    "mqtt": st.fixed_dictionaries({"host": TEXTS, "topic": TEXTS}, optional={"payload": TEXTS}) | COMMAND_VALUES,
    "reply": TEXTS | COMMAND_VALUES,
}


@given(st.lists(st.fixed_dictionaries({}, optional=PARTS) | COMMAND_VALUES, max_size=2))
def test_any_commands(any_file: Path, commands: list[object]) -> None:
    any_file.write_text(yaml.safe_dump({"commands": commands}), encoding="utf-8")
    loads_or_tells(any_file)


@given(st.lists(st.builds("{}={}".format, st.sampled_from(KEYS) | st.text(), st.text()) | st.text(), max_size=3))
def test_any_options(options: list[str]) -> None:
    loads_or_tells(None, *options)
