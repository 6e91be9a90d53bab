"""Sentence templates in hassil's syntax: what a sentence means.

Its rules:

1. The templates are hassil's, whole: ``[optional]``, ``(a|b)``, permutations ``(a;b;c)``, ``{slot}``, ``<rule>``.
2. Of all meanings that a sentence may have, the one is taken whose slots for any words take the fewest, and of several
   the one with the most words of the template itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil import Intents, RecognizeResult, recognize_all


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence means: an intent, and its slots with the values that the templates' lists give them."""

    intent: str
    slots: Mapping[str, Any] = field(default_factory=dict)


class Templates:
    """The templates of ``description``: hassil's format, with ``language``, ``intents``, ``lists`` and so on."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self.intents = Intents.from_dict(dict(description))

    def match(self, text: str) -> Match | None:
        """What ``text`` means, if it is one of the templates' sentences."""
        best = max(recognize_all(text, self.intents), key=_fitness, default=None)
        if best is None:
            return None
        slots = {
            name: entity.text_clean if entity.is_wildcard else entity.value for name, entity in best.entities.items()
        }
        return Match(best.intent.name, slots)


def _fitness(result: RecognizeResult) -> tuple[int, int]:
    loose = sum(len(entity.text_clean) for entity in result.entities_list if entity.is_wildcard)
    return -loose, result.text_chunks_matched
