"""Changes one value in the text of a configuration file, and leaves everything else as a person has written it.

Its rules:

1. Comments, order, indentation and quotes stay, but for those of the value itself.
2. What comes out is read again: it says what was there and the change, and nothing else, or nothing is changed.
3. A key that is missing goes behind the others of its section, and a section behind everything.
"""

import re
from typing import Any

import yaml

from myna.config import yaml12
from myna.config.explain import check
from myna.config.mistakes import Mistake, dotted
from myna.config.schema import Config
from myna.config.sentences import check_commands
from myna.config.source import Source, read_text
from myna.core.errors import ConfigError


def edited(text: str, steps: tuple[str, ...], value: object) -> str:
    """``text`` with ``value`` (of JSON's types) at the key ``steps``, one or two names.

    Raises ConfigError ``config-not-editable`` where the file is written so that it cannot be changed by itself.
    """
    before = _values(text)
    changed = _edited(text, steps, value)
    wanted = _with(before, steps, value)
    if _values(changed) != wanted:
        raise _not_editable(dotted(steps))
    return changed


def block(text: str, key: str) -> tuple[str, int]:
    """The lines of ``text`` that the top-level ``key`` takes, and the number of its first line, from 1.

    Where there is no such key: an empty text, and the number of the line behind the last. Comments between the key and
    the next one that are not indented belong to the next one.
    """
    lines = text.splitlines(keepends=True)
    found = _span(lines, key)
    return ("", len(lines) + 1) if found is None else ("".join(lines[slice(*found)]), found[0] + 1)


def with_block(text: str, key: str, new: str) -> str:
    """``text`` with ``new`` in the place of the lines of ``key``, or behind everything where there is none."""
    lines = text.splitlines(keepends=True)
    first, last = _span(lines, key) or (len(lines), len(lines))
    new = new if not new or new.endswith("\n") else f"{new}\n"
    return _ended("".join(lines[:first])) + new + "".join(lines[last:])


def mistakes(text: str, name: str) -> list[Mistake]:
    """All that is wrong with a configuration file of this text; ``name`` is how it is called."""
    source = read_text(name, text.encode("utf-8", errors="surrogateescape"))
    check_commands(source)
    check(source, Config)
    return source.mistakes


def _span(lines: list[str], key: str) -> tuple[int, int] | None:
    """The first line of a top-level key, and the line behind its last; counted from 0."""
    begins = re.compile(rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')\s*:(\s|$)")
    first = next((number for number, line in enumerate(lines) if begins.match(line)), None)
    if first is None:
        return None
    last = first + 1
    while last < len(lines) and not re.match(r"[^\s#-]|#|---|\.\.\.", lines[last]):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return first, last


def _edited(text: str, steps: tuple[str, ...], value: object) -> str:
    root = _tree(text)
    if isinstance(root, yaml.ScalarNode) and yaml12.scalar(root) is None:  # nothing but comments
        return _ended(text) + _lines(steps, value)
    if not isinstance(root, yaml.MappingNode):
        raise _not_editable(dotted(steps))
    if (found := _pair(root, steps[0])) is None:
        if root.flow_style:
            raise _not_editable(dotted(steps))
        return _ended(text) + _lines(steps, value)
    key, node = found
    if len(steps) == 1:
        return _replaced(text, key, node, value)
    if isinstance(node, yaml.ScalarNode) and yaml12.scalar(node) is None:  # a section that is empty
        return _replaced(text, key, node, {steps[1]: value}, block=True)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return _replaced(text, key, node, {steps[1]: value}, block=True)
    if (inner := _pair(node, steps[1])) is not None:
        return _replaced(text, *inner, value)
    if node.flow_style:
        return _replaced(text, key, node, {**_plain(node), steps[1]: value})
    last = _end(text, node)
    at = text.find("\n", last)
    indent = " " * node.value[0][0].start_mark.column
    line: str = indent + yaml12.dump({steps[1]: value}).rstrip("\n").replace("\n", f"\n{indent}") + "\n"
    return _ended(text) + line if at < 0 else text[: at + 1] + line + text[at + 1 :]


def _replaced(text: str, key: yaml.Node, node: yaml.Node, value: object, *, block: bool = False) -> str:
    """``text`` with ``value`` in the place of ``node``, behind its ``key``; ``block``: on the lines below the key."""
    colon = text.index(":", key.end_mark.index) + 1
    first, last = max(colon, node.start_mark.index), max(colon, _end(text, node))
    if first < last and "\n" not in text[colon:first] and not block:
        return text[:first] + _one_line(value) + text[last:]
    behind, feed, below = text[colon:first].partition("\n")
    if "#" in below:  # it belongs to a value that goes
        raise _not_editable(str(key.value))
    if first == last or not feed:
        behind, feed, rest = text[last:].partition("\n")
        rest = feed + rest
    else:
        rest = text[last:]
    comment = behind.strip() and f"  {behind.strip()}"
    if not block:
        return f"{text[:colon]} {_one_line(value)}{comment}{rest}"
    indent = " " * (key.start_mark.column + 2)
    lines = yaml12.dump(value).rstrip("\n").replace("\n", f"\n{indent}")  # type: ignore[arg-type]
    return f"{text[:colon]}{comment}\n{indent}{lines}{rest}"


def _lines(steps: tuple[str, ...], value: object) -> str:
    if len(steps) == 1:
        return f"{steps[0]}: {_one_line(value)}\n"
    return f"{steps[0]}:\n  {steps[1]}: {_one_line(value)}\n"


def _one_line(value: object) -> str:
    """``value`` as YAML that stands in one line."""
    text = yaml12.dump_flow(value)
    assert "\n" not in text, text
    return text


def _pair(node: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _end(text: str, node: yaml.Node) -> int:
    """The index behind the last character of a value; PyYAML counts what follows a block to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(text, one) for one in last) if isinstance(last, tuple) else _end(text, last)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(text[node.start_mark.index : end].rstrip())
    return end


def _tree(text: str) -> yaml.Node:
    try:
        return yaml12.parse(text)
    except yaml12.YamlError as error:
        raise ConfigError(
            "config-invalid", f"line {error.line}: not YAML at column {error.column}: {error.problem}", "Edit the file."
        ) from error


def _values(text: str) -> dict[str, Any]:
    source = Source("")
    source.fill(_tree(text))
    if source.mistakes:
        raise ConfigError("config-invalid", str(source.mistakes[0]), "Edit the file.")
    return source.values


def _plain(node: yaml.Node) -> dict[str, Any]:
    source = Source("")
    source.fill(node)
    return source.values


def _with(values: dict[str, Any], steps: tuple[str, ...], value: object) -> dict[str, Any]:
    if len(steps) == 1:
        return {**values, steps[0]: _as_read(value)}
    section = values.get(steps[0])
    return {**values, steps[0]: {**(section if isinstance(section, dict) else {}), steps[1]: _as_read(value)}}


def _as_read(value: object) -> object:
    """``value`` as ``Source`` reads it: its lists are tuples."""
    if isinstance(value, list | tuple):
        return tuple(map(_as_read, value))
    if isinstance(value, dict):
        return {str(key): _as_read(one) for key, one in value.items()}
    return value


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _not_editable(key: str) -> ConfigError:
    return ConfigError(
        "config-not-editable",
        f"{key} is written so that only a person can change it.",
        "Change it in the file itself.",
    )
