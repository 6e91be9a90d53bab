"""Sentence templates in hassil's syntax: what a sentence means.

Its rules:

1. The templates are hassil's, whole: ``[optional]``, ``(a|b)``, permutations ``(a;b;c)``, ``{slot}``, ``<rule>``.
2. Of all meanings that a sentence may have, the one with the most words of the template itself is taken, so that a slot
   for any words takes as few as it can.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil import Intents, recognize_all
from hassil.recognize import RecognizeResult

MAX_CHARACTERS = 1000
"""Who says or types more asks a question."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence means: an intent, and its slots with the values that the templates' lists give them.

    ``spoken`` are the slots as they were said, ``free`` those for any words; ``template`` is the one that was found.
    Of several meanings that with the highest ``fit`` is meant: letters of the template's own words, then letters of
    slots for any words, below 0.
    """

    intent: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict, compare=False)
    free: frozenset[str] = field(default=frozenset(), compare=False)
    template: str = field(default="", compare=False)
    fit: tuple[int, int] = field(default=(0, 0), compare=False)


class Templates:
    """The templates of ``description``: hassil's format, with ``language``, ``intents``, ``lists`` and so on."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self.intents = Intents.from_dict(dict(description))

    def match(self, text: str) -> Match | None:
        """What ``text`` means, if it is one of the templates' sentences."""
        return max(self.matches(text), key=lambda match: match.fit, default=None)

    def matches(self, text: str) -> list[Match]:
        """Everything that ``text`` may mean, in the order of the templates."""
        if len(text) > MAX_CHARACTERS:
            return []
        return [_match(text, result) for result in recognize_all(text, self.intents)]


def _match(text: str, result: RecognizeResult) -> Match:
    slots: dict[str, Any] = {capture.name: capture.text.strip() for capture in result.captures_list}
    spoken: dict[str, str] = dict(slots)
    free: dict[str, int] = {}
    for name, entity in result.entities.items():
        value = entity.value
        if entity.is_wildcard:
            # as it was written: hassil leaves out marks that are more than marks where somebody types
            value = " ".join(text[slice(*entity.text_span)].split()) if entity.text_span else entity.text_clean
            free[name] = len(value)
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        slots[name], spoken[name] = value, entity.text_clean
    template = result.intent_sentence.text if result.intent_sentence else None
    fit = (result.text_chunks_matched, -sum(free.values()))
    return Match(result.intent.name, slots, spoken, frozenset(free), template or "", fit)
