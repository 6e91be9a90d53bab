"""Loads the configuration: the defaults, then the files, then the ``--set`` options; the later wins, key by key.

Every file and option is checked by itself, so that a mistake is reported with its line even if a later value replaces
it, and all mistakes are reported at once.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from myna.config.explain import check
from myna.config.schema import Config
from myna.config.sentences import check_commands
from myna.config.source import Source, read_file, read_option
from myna.core.errors import ConfigError

SYSTEM_FILE = Path("/etc/myna/config.yaml")
"""The configuration of the machine."""

USER_FILE = Path("~/.config/myna/config.yaml")
"""The configuration of the user."""


def file_to_change() -> Path:
    """The file that a change of the configuration is written to: the service's own, or the user's."""
    return SYSTEM_FILE if os.environ.get("STATE_DIRECTORY") else _home(USER_FILE)


def load_config(
    path: Path | None = None,
    overrides: Sequence[str] = (),
    *,
    system_file: Path = SYSTEM_FILE,
    user_file: Path = USER_FILE,
) -> Config:
    """Load the configuration.

    ``path`` is a file in the place of ``user_file``, and must exist; the other two may be missing. ``overrides`` are
    options such as ``endpoint.silence_seconds=0.5``. Raises ConfigError ``config-missing`` for ``path``, and
    ``config-invalid`` with all that is wrong in the files and the options.
    """
    own = read_file(_home(path or user_file))
    if path is not None and own is None:
        raise ConfigError(
            "config-missing",
            f"There is no configuration file {path}.",
            f"To begin with the defaults, type: myna config --default > {path}",
        )
    sources = [source for source in (read_file(system_file), own, *map(read_option, overrides)) if source]
    for source in sources:
        check_commands(source)
        check(source, Config)
    if any(source.mistakes for source in sources):
        raise _invalid(sources, path)
    values: Mapping[str, Any] = {}
    for source in sources:
        values = _merged(values, source.values)
    return Config.model_validate(values)


def _home(path: Path) -> Path:
    """``path`` with ``~`` expanded; unchanged for a user without a home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    """``below`` with the values of ``above``. Sections are merged key by key; an empty section changes nothing."""
    merged = dict(below)
    for key, value in above.items():
        section = below.get(key)
        if isinstance(section, Mapping):
            merged[key] = _merged(section, value or {})
        else:
            merged[key] = value
    return merged


def _invalid(sources: Sequence[Source], path: Path | None) -> ConfigError:
    mistakes = [mistake for source in sources for mistake in source.mistakes]
    headline = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
    files = dict.fromkeys(mistake.source for mistake in mistakes if mistake.source != "--set")
    option = f" --config {path}" if path else ""
    return ConfigError(
        "config-invalid",
        "\n".join([f"{headline} in the configuration:", *map(str, mistakes)]),
        f"Edit {' and '.join(files)}, then type: myna check{option}"
        if files
        else "Correct --set. Every key and its default: myna config --default",
    )
