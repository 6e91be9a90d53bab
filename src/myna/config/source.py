"""One source of values: a file, or a ``--set`` option, with the line of each value.

Its rules:

1. Reading never raises. What cannot be read is a mistake of the source, and the source then has no values.
2. A key is always text: ``1: x`` has the key ``"1"``.
3. Whether a key exists and whether its value is right is not checked here.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from myna.config import yaml12
from myna.config.mistakes import Mistake, Steps, dotted, found
from myna.core.text import quoted

MAX_BYTES = 1 << 20
"""The largest file that is read: far more than a person writes."""


@dataclass(slots=True)
class Source:
    """The values of a file or an option, the YAML node and line of each, and the mistakes found so far."""

    name: str
    has_lines: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    nodes: dict[Steps, yaml.Node] = field(default_factory=dict)
    lines: dict[Steps, int] = field(default_factory=dict)

    def mistake(self, text: str, steps: Steps = (), line: int | None = None) -> None:
        """Add a mistake: ``text`` is wrong with the value at ``steps``, in its own line or in ``line``."""
        where = f"{dotted(steps)}: " if steps else ""
        line = (line or self.lines.get(steps)) if self.has_lines else None
        self.mistakes.append(Mistake(self.name, line, where + text))

    def fill(self, node: yaml.Node) -> None:
        """Take the values, nodes and lines of a document."""
        value = self._value(node, node, ())
        if isinstance(value, dict):
            self.values = value
        elif value is not None:
            self.mistake(f'expected lines such as "language: en-us", found {found(node)}')

    def _value(self, node: yaml.Node, place: yaml.Node, steps: Steps) -> object:
        """The value of ``node``. Its line is that of ``place``, which is its key, or in a list the node itself."""
        self.nodes[steps], self.lines[steps] = node, _line(place)
        if isinstance(node, yaml.ScalarNode):
            return yaml12.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._value(item, item, (*steps, index)) for index, item in enumerate(node.value))
        values: dict[str, object] = {}
        for key, value in node.value:
            below = (*steps, key.value)
            if not isinstance(key, yaml.ScalarNode):
                self.mistake(f"expected a key, found {found(key)}", steps, _line(key))
            elif key.value in values:
                first = f", first in line {self.lines[below]}" if self.has_lines else ""
                self.mistake(f"given twice{first}", below, _line(key))
            else:
                values[key.value] = self._value(value, key, below)
        return values


def read_file(path: Path) -> Source | None:
    """Read a file; None where it does not exist."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        source = Source(str(path))
        source.mistake(f"cannot be read: {error.strerror}")
        return source
    return read_text(str(path), data)


def read_text(name: str, data: bytes) -> Source:
    """Read what a file called ``name`` has in it."""
    source = Source(name)
    try:
        if len(data) > MAX_BYTES:
            source.mistake("larger than 1 MiB, and so no configuration")
        else:
            source.fill(yaml12.parse(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        source.mistake("expected text in UTF-8", line=error.object.count(b"\n", 0, error.start) + 1)
    except yaml12.YamlError as error:
        source.mistake(f"not YAML at column {error.column}: {error.problem}", line=error.line)
    return source


def read_option(option: str) -> Source:
    """Read a ``--set`` option: ``key=value`` or ``section.key=value``, its value in YAML."""
    source = Source("--set", has_lines=False)
    key, equals, text = option.partition("=")
    if not (equals and key.isprintable()):
        source.mistake(f"expected KEY=VALUE, found {quoted(option)}")
        return source
    keys = tuple(part.strip() for part in key.split("."))
    try:
        node = yaml12.parse(text)
    except yaml12.YamlError as error:
        source.mistake(f"not YAML at column {error.column}: {error.problem}", keys)
        return source
    for part in reversed(keys):
        node = yaml12.mapping(part, node)
    source.fill(node)
    return source


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
