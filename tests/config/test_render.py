"""The default file, and what is in effect."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from myna.config import Config, effective, load_config, render_default

NOWHERE = Path("/nonexistent/config.yaml")
DEFAULT_FILE = Path(__file__).parents[2] / "config" / "myna.yaml"


def test_the_default_file_is_the_one_that_the_schema_makes() -> None:
    assert DEFAULT_FILE.read_text(encoding="utf-8") == render_default(), (
        f"Type: .venv/bin/myna config --default > {DEFAULT_FILE}"
    )


def test_the_default_file_loads_to_the_defaults_and_leaves_no_key_out() -> None:
    assert load_config(DEFAULT_FILE, system_file=NOWHERE) == Config()
    assert yaml.safe_load(DEFAULT_FILE.read_text(encoding="utf-8")) == Config().model_dump(mode="json")


def test_the_default_file_reads_well() -> None:
    lines = DEFAULT_FILE.read_text(encoding="utf-8").split("\n")
    assert max(map(len, lines)) <= 100
    keys = [line.split(":")[0] for line in lines if line[:1].isalpha()]
    assert keys[:4] == ["wake_word", "language", "model", "voice"]
    for above, line in pairwise(lines):
        if line.strip() and not line.strip().startswith("#"):
            assert above.strip().startswith("# "), f"no comment above {line!r}"
    assert "  # come sooner. From 0.2 to 3." in lines


def test_limits_are_those_of_the_schema() -> None:
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    for name in ("endpoint", "brain", "server", "speaking"):
        section = text[text.index(f"\n{name}:") :]
        for key, field in type(getattr(Config(), name)).model_fields.items():
            limits = [f"{limit:g}" for item in field.metadata for limit in vars_of(item)]
            if limits:
                comment = section[: section.index(f"  {key}:")].replace("\n  #", "")
                assert comment.rstrip().endswith(f"From {limits[0]} to {limits[1]}."), key


def vars_of(item: object) -> list[float]:
    return [getattr(item, name) for name in ("ge", "le") if hasattr(item, name)]


@pytest.mark.parametrize(
    "option",
    [
        "wake_word=[computer, hey myna]",
        'wake_word=""',
        "wake_word=yes",
        "wake_word='0o17'",
        "wake_word='1e3'",
        "wake_word='null'",
        "model=' #no comment: but a name'",
        "models_dir=/srv/my models",
        "model=http://[fd00::20]:8080/v1",
        "server.api_key_file='/etc/myna/key: mine'",
        "brain.system_prompt='two\n\n  lines'",
        "brain.system_prompt=Größe 🐦",
        "brain.temperature=0.00001",
        "endpoint.silence_seconds=1",
    ],
)
def test_what_is_in_effect_loads_again(tmp_path: Path, option: str) -> None:
    config = load_config(overrides=[option], system_file=NOWHERE, user_file=NOWHERE)
    assert config != Config()
    (tmp_path / "effective.yaml").write_text(effective(config), encoding="utf-8")
    assert load_config(tmp_path / "effective.yaml", system_file=NOWHERE) == config


def test_what_is_in_effect_is_written_as_a_person_would() -> None:
    lines = effective(Config()).split("\n")
    assert lines[:5] == ["wake_word: computer", "language: en-us", "model: auto", "voice: auto", "wake_engine: vosk"]
    config = load_config(overrides=["wake_word=[a, b]"], system_file=NOWHERE, user_file=NOWHERE)
    assert effective(config).startswith("wake_word:\n- a\n- b\nlanguage: en-us\n")
