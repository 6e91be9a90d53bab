"""Loads configurations that no file of this machine has a part in."""

from pathlib import Path

import pytest

from myna.config import Config, load_config
from myna.core.errors import ConfigError

NOWHERE = Path("/nonexistent/config.yaml")

MODEL = (
    "auto, the name of a model, the path of a .gguf file, or the address of a server like http://192.168.1.20:8080/v1"
)
"""What the key ``model`` expects."""


def load(path: Path | None = None, *overrides: str, system_file: Path = NOWHERE, user_file: Path = NOWHERE) -> Config:
    return load_config(path, overrides, system_file=system_file, user_file=user_file)


def mistakes(path: Path | None, *overrides: str) -> list[str]:
    """What is wrong, a line each, with the file's folder left out."""
    with pytest.raises(ConfigError) as caught:
        load(path, *overrides)
    assert caught.value.code == "config-invalid"
    headline, *lines = caught.value.message.split("\n")
    count = "1 mistake" if len(lines) == 1 else f"{len(lines)} mistakes"
    assert headline == f"{count} in the configuration:"
    return [line.removeprefix(f"{path.parent}/") if path else line for line in lines]
