"""A mistake in the configuration, and how keys and values are shown in one."""

import re
from dataclasses import dataclass

import yaml

from myna.core.text import quoted

Steps = tuple[str | int, ...]
"""The path to a value: keys, and indices of lists."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong at one place of ``source``; ``line`` counts from 1, and is None for an option."""

    source: str
    line: int | None
    text: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.text}"


def dotted(steps: Steps) -> str:
    """The path as text: ``brain.threads`` for ``("brain", "threads")``, ``wake_word[0]`` for ``("wake_word", 0)``."""
    shown = ""
    for step in steps:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            key = step if step.replace("-", "_").isidentifier() else quoted(step)
            shown += f".{key}" if shown else key
    return shown


def found(node: yaml.Node) -> str:
    """A value in words: a scalar as it was written, without passwords and keys of addresses."""
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if node.tag.endswith(":str"):
        return quoted(_without_secrets(node.value))
    if node.tag.endswith(":null"):
        return "nothing"
    return quoted(node.value)[1:-1]


def _without_secrets(text: str) -> str:
    """``text``; an address without its user and query, which may hold a password or a key."""
    return re.sub(r"(?<=:/).*@|\?.*", "...", text) if ":/" in text else text
