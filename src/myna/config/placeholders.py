"""Texts with ``{slot}`` in them: the words for a slot are encoded so that they stay words there. Pure.

Its rules:

1. A value stays inside the argument, the part of an address or the JSON text in which its placeholder stands.
2. A slot that was not said is empty. ``{{slot}}`` stands for the text ``{slot}``.
3. Only a name between braces is a placeholder, so that JSON and programs may have other braces.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

OUTPUT = "output"
"""The name of the placeholder for the output of the command, in its reply."""

_PLACE = re.compile(r"\{\{(\w+)\}\}|\{(\w+)\}")
_JSON_TEXT_OR_PLACE = re.compile(r'"(?:[^"\\]|\\.)*"|\{(\w+)\}', re.DOTALL)


def placeholders(text: str) -> Iterator[str]:
    """The names of the placeholders in ``text``."""
    return (found[2] for found in _PLACE.finditer(text) if found[2])


def plain(value: object) -> str:
    """A slot's value as words: on one line, without control characters and lone surrogates."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(value)).split())


def in_argument(template: str, values: Mapping[str, Any], free: Collection[str] = ()) -> str:
    """An argument of a program. Leading dashes of slots in ``free``, for any words, are removed: it is no option."""
    first = _PLACE.match(template)
    filled = _filled(template, values, plain)
    return filled.lstrip("- ") if first and first[2] in free else filled


def in_address(template: str, values: Mapping[str, Any]) -> str:
    """An address, in which a slot stays a part of the path or of the query."""
    return _filled(template, values, lambda value: quote(plain(value), safe=""))


def in_topic(template: str, values: Mapping[str, Any]) -> str:
    """An MQTT topic, in which a slot stays a part of one level: slashes and wildcards in it are left out."""
    return _filled(template, values, lambda value: re.sub(r"[/+#]", "", plain(value)))


def is_json(template: str) -> bool:
    """Whether ``template`` looks like JSON: it begins with a brace or a bracket, but not with a placeholder."""
    return template.lstrip()[:1] in ("{", "[") and not _PLACE.match(template.lstrip())


def in_body(template: str, values: Mapping[str, Any]) -> str:
    """The body of a message. In JSON a slot inside quotes becomes part of that text, another a text or a number."""
    if not is_json(template):
        return _filled(template, values, plain)

    def fill(found: re.Match[str]) -> str:
        if found[1] is None:
            return _filled(found[0], values, lambda value: json.dumps(plain(value), ensure_ascii=False)[1:-1])
        value = values.get(found[1], "")
        return json.dumps(value if isinstance(value, int | float) else plain(value), ensure_ascii=False)

    return _JSON_TEXT_OR_PLACE.sub(fill, template)


def in_reply(template: str, spoken: Mapping[str, Any]) -> str:
    """A reply, on one line with single spaces."""
    return " ".join(_filled(template, spoken, plain).split())


def _filled(template: str, values: Mapping[str, Any], encode: Callable[[Any], str]) -> str:
    return _PLACE.sub(lambda found: f"{{{found[1]}}}" if found[1] else encode(values.get(found[2], "")), template)
