"""Turns the errors of pydantic into sentences: what was expected, what was found, and what may be meant.

All about a key comes from the JSON schema of the model, so a new key needs nothing here.
"""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from myna.config.mistakes import Steps, dotted, found
from myna.config.source import Source

Schema = dict[str, Any]

WORDS_FOR_TRUTH = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that YAML 1.1 read as true and false, and that are plain text in YAML 1.2."""


def check(source: Source, model: type[BaseModel]) -> None:
    """Add every unknown key and wrong value to the mistakes of ``source``, and sort all of them by line."""
    try:
        model.model_validate(source.values)
    except ValidationError as error:
        root = model.model_json_schema()
        for steps, problem in _wrong(error, source):
            match problem:
                case "extra_forbidden":
                    source.mistake(_unknown_key(root, steps), steps)
                case "missing":
                    source.mistake("is missing", steps, source.lines[steps[:-1]])
                case _:
                    source.mistake(_wrong_value(root, steps, source.nodes[steps]), steps)
    source.mistakes.sort(key=lambda mistake: mistake.line or 0)


def _wrong(error: ValidationError, source: Source) -> Iterable[tuple[Steps, str]]:
    """Each wrong place once, with the kind of its error. Names that pydantic adds to some locations are left out."""
    places: dict[tuple[Steps, str], None] = {}
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        kind = detail["type"] if detail["type"] in ("extra_forbidden", "missing") else ""
        steps: Steps = ()
        for step in detail["loc"]:
            if (*steps, step) in source.nodes:
                steps = (*steps, step)
        if kind == "missing":
            steps = (*steps, detail["loc"][-1])
        places[steps, kind] = None
    return places


def _unknown_key(root: Schema, steps: Steps) -> str:
    """The sentence for an unknown key, with the nearest key of the same section, else of any section."""
    wanted = str(steps[-1]).lower().replace("-", "_")
    if beside := difflib.get_close_matches(wanted, at(root, steps[:-1]).get("properties", ()), n=1):
        return f"unknown key; did you mean {beside[0]}?"
    known = list(_keys(root, ()))
    last = wanted.rpartition(".")[2]  # of a key that was written with its section
    nearest = difflib.get_close_matches(last, [str(path[-1]) for path in known], n=1)
    names = [dotted(path) if path[1:] else f"{path[0]} at the top level" for path in known if path[-1] in nearest]
    return f"unknown key; did you mean {' or '.join(names)}?" if names else "unknown key"


def _wrong_value(root: Schema, steps: Steps, node: yaml.Node) -> str:
    schema = at(root, steps)
    words = f"expected {expectation(schema)}, found {found(node)}"
    if isinstance(node, yaml.MappingNode) and schema.get("type") == "string":
        return f"{words}; a text {'that begins with {' if node.flow_style else 'with a colon in it'} needs quotes"
    if isinstance(node, yaml.ScalarNode):
        value, options = node.value.lower(), {str(option).lower(): str(option) for option in schema.get("enum", ())}
        meant = [options[near] for near in difflib.get_close_matches(value, options, n=1)]
        if schema.get("type") == "boolean" and value in WORDS_FOR_TRUTH:
            meant = [WORDS_FOR_TRUTH[value]]
        if meant:
            return f"{words}; did you mean {meant[0]}?"
    return words


def _keys(root: Schema, steps: Steps) -> Iterator[Steps]:
    """The paths of all keys of the schema below ``steps``."""
    for key in at(root, steps).get("properties", ()):
        yield (*steps, key)
        yield from _keys(root, (*steps, key))


def at(root: Schema, steps: Steps) -> Schema:
    """The part of the schema ``root`` that describes the value at ``steps``; empty where there is none."""
    schema = _resolved(root, root)
    for step in steps:
        if isinstance(step, int):
            below = schema.get("items", {})
        else:
            below = schema.get("properties", {}).get(step) or schema.get("additionalProperties") or {}
        schema = _resolved(root, below)
    return schema


def _resolved(root: Schema, schema: Schema) -> Schema:
    """``schema`` merged with its reference and its alternatives; the first value of a key counts."""
    if "$ref" in schema:
        schema = {**root["$defs"][schema["$ref"].rpartition("/")[2]], **schema}
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if choice.get("type") != "null":
            schema = {**_resolved(root, choice), **schema}
    return schema


def expectation(schema: Schema) -> str:
    """The values that are allowed, in words such as "a whole number from 8 to 2048"."""
    match schema:
        case {"expected": words}:
            return str(words)
        case {"enum": options}:
            return f"one of {', '.join(map(str, options))}"
        case {"type": "boolean"}:
            return "true or false"
        case {"type": "integer"}:
            return f"a whole number{limits(schema)}"
        case {"type": "number"}:
            return f"a number{limits(schema)}"
        case {"type": "array"}:
            return "a list"
        case {"properties": keys}:
            return f"keys below it, such as {next(iter(keys))}"
        case _:
            return "text"


def limits(schema: Schema) -> str:
    """`` from 8 to 2048`` for a number with limits, else nothing."""
    named = (("from", schema.get("minimum")), ("to", schema.get("maximum")))
    return "".join(f" {word} {limit:.10g}" for word, limit in named if limit is not None)
