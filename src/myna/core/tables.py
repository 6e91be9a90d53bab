"""The YAML tables that the package carries: models, languages, the skills' sentences."""

from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where PyYAML was built with libyaml, and a start reads them all."""


def read_table(file: Traversable) -> dict[str, Any]:
    """What ``file`` holds."""
    table: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    return table
