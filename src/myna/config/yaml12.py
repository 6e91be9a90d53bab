"""YAML as people expect it: the core schema of YAML 1.2.

Its rules:

1. Only ``true``, ``false``, ``null``, numbers and empty values are special; ``yes``, ``no``, ``on``, ``off``, dates and
   times are words (https://yaml.org/spec/1.2.2/#103-core-schema).
2. One document, without tags, anchors, aliases and ``<<``: a configuration needs none of them.
3. Whatever the text is, ``parse`` returns a tree or raises ``YamlError``.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"
_CORE = (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]{1,18}|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", list("-+.")),
)

# A part of PyYAML's message, the message for a person, and whether its place is where the broken part begins.
_PLAIN_WORDS = (
    ("found character '\\t'", "a tab; indent with spaces", False),
    ("that cannot start any token", "a character that must stand in quotes", False),
    ("mapping values are not allowed", "a colon too many; is it part of a text that needs quotes?", False),
    ("could not find expected ':'", "a key without a colon", True),
    ("unexpected end of stream", "a quote that is never closed", True),
    ("'<stream end>'", "a bracket that is never closed", True),
    ("expected ',' or", "a comma is missing; text with brackets in it needs quotes", False),
    ("expected <block end>", "it does not fit the lines above; is the indentation right?", False),
    ("found another document", "a second document; keep one", False),
)


class YamlError(Exception):
    """The text is no YAML; ``line`` and ``column`` count from 1."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column


class _Loader(yaml.SafeLoader):
    """Composes trees of core scalars, lists and mappings alone; refuses anchors, aliases, tags and odd escapes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _refusal("text that begins with * must stand in quotes", event)
        if event.anchor is not None:
            raise _refusal("text that begins with & must stand in quotes", event)
        if event.tag is not None:
            raise _refusal("text that begins with ! must stand in quotes", event)
        node: yaml.Node | None = super().compose_node(parent, index)
        if isinstance(node, yaml.ScalarNode) and re.search("[\0\ud800-\udfff]", node.value):
            raise _refusal("an escape that stands for no character", event)
        return node


class _Dumper(yaml.SafeDumper):
    """Quotes texts that YAML 1.1 or 1.2 would not read as text, and escapes unprintable characters."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar(_TAG + "str", data, style=None if data.isprintable() else '"')


_Dumper.add_representer(str, _Dumper.represent_str)

for _name, _pattern, _first in _CORE:
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(_TAG + _name, re.compile(rf"(?:{_pattern})\Z"), _first)


def _refusal(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def parse(text: str) -> yaml.Node:
    """The tree of a document; that of an empty one is null. Raises YamlError."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise YamlError(f"a character that no text has (U+{error.character:04X})", line, column) from error
    try:
        return loader.get_single_node() or parse("null")
    except yaml.MarkedYAMLError as error:
        raise _in_plain_words(error, text) from error
    except (ValueError, OverflowError) as error:  # numbers of escapes and versions that are too large
        raise YamlError("an escape that stands for no character", loader.line + 1, loader.column + 1) from error
    except RecursionError as error:
        raise YamlError("lists or mappings that are nested too deep", loader.line + 1, loader.column + 1) from error


_BEHIND = "text behind a bracket or a quote; put the whole text in quotes"
"""What is wrong with ``say: [the] lamp``, which PyYAML explains as it does a wrong indentation."""


def _in_plain_words(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    problem, mark = error.problem or "", error.problem_mark
    if mark is not None and "<block end>, but found '<scalar>'" in problem:
        before = text.splitlines()[mark.line][: mark.column]
        if before.strip():
            return YamlError(_BEHIND, mark.line + 1, mark.column + 1)
    for said, meant, began in _PLAIN_WORDS:
        if said in problem:
            problem, mark = meant, (error.context_mark if began else None) or mark
            break
    assert mark is not None, error
    return YamlError(problem, mark.line + 1, mark.column + 1)


def mapping(key: str, value: yaml.Node) -> yaml.MappingNode:
    """The tree of ``key: value``."""
    marks = (value.start_mark, value.end_mark)
    return yaml.MappingNode(_TAG + "map", [(yaml.ScalarNode(_TAG + "str", key, *marks), value)], *marks)


def scalar(node: yaml.ScalarNode) -> bool | int | float | str | None:
    """The value of a scalar that ``parse`` returned."""
    text: str = node.value
    match node.tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        case "float":
            return float(re.sub(r"\.(?=inf|nan)", "", text.lower()))
        case _:
            return text


def dump(values: Mapping[str, Any]) -> str:
    """``values`` as YAML, in their order; ``parse`` reads it back as the same values."""
    dumped = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return str(dumped)


def dump_flow(value: object) -> str:
    """One value as YAML in a single line, lists and mappings in brackets; ``parse`` reads it back as the same value."""
    dumped = yaml.dump(
        [value], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=True
    )
    return str(dumped).strip()[1:-1]
