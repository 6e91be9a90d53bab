"""Texts with ``{slot}`` in them: what was said goes in so that it can be nothing but words there. Pure.

Its rules:

1. What was said stays inside the argument, the part of an address or the JSON text that its placeholder stands in.
2. A slot that was not said is empty. ``{{slot}}`` stands for ``{slot}`` itself.
3. Only a name between braces is a placeholder, so that JSON and programs may have braces of their own.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

OUTPUT = "output"
"""The placeholder of a reply for what the command answered."""

_PLACE = re.compile(r"\{\{(\w+)\}\}|\{(\w+)\}")
_JSON_TEXT_OR_PLACE = re.compile(r'"(?:[^"\\]|\\.)*"|\{(\w+)\}', re.DOTALL)


def placeholders(text: str) -> Iterator[str]:
    """The names of the placeholders in ``text``."""
    return (found[2] for found in _PLACE.finditer(text) if found[2])


def plain(value: object) -> str:
    """A slot's value as words: on one line, without control characters and what cannot be encoded."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(value)).split())


def in_argument(template: str, values: Mapping[str, Any], free: Collection[str] = ()) -> str:
    """An argument of a program. Slots for any words, ``free``, make no option of it: their dashes are left out."""
    first = _PLACE.match(template)
    filled = _filled(template, values, plain)
    return filled.lstrip("- ") if first and first[2] in free else filled


def in_address(template: str, values: Mapping[str, Any]) -> str:
    """An address, where a slot is one part of a path or of a query and no more."""
    return _filled(template, values, lambda value: quote(plain(value), safe=""))


def in_topic(template: str, values: Mapping[str, Any]) -> str:
    """An MQTT topic, where a slot is a part of one level: what would end it there, or stand for others, is left out."""
    return _filled(template, values, lambda value: re.sub(r"[/+#]", "", plain(value)))


def is_json(template: str) -> bool:
    """Whether it looks like JSON."""
    return template.lstrip()[:1] in ("{", "[") and not _PLACE.match(template.lstrip())


def in_body(template: str, values: Mapping[str, Any]) -> str:
    """A text to be sent. In JSON a slot between quotes is a part of that text, and else a text or a number."""
    if not is_json(template):
        return _filled(template, values, plain)

    def fill(found: re.Match[str]) -> str:
        if found[1] is None:
            return _filled(found[0], values, lambda value: json.dumps(plain(value), ensure_ascii=False)[1:-1])
        value = values.get(found[1], "")
        return json.dumps(value if isinstance(value, int | float) else plain(value), ensure_ascii=False)

    return _JSON_TEXT_OR_PLACE.sub(fill, template)


def in_reply(template: str, spoken: Mapping[str, Any]) -> str:
    """A sentence to be said."""
    return " ".join(_filled(template, spoken, plain).split())


def _filled(template: str, values: Mapping[str, Any], encode: Callable[[Any], str]) -> str:
    return _PLACE.sub(lambda found: f"{{{found[1]}}}" if found[1] else encode(values.get(found[2], "")), template)
