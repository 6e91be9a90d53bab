"""Sentence templates in hassil's syntax: what a sentence means.

Its rules:

1. The templates are hassil's, whole: ``[optional]``, ``(a|b)``, permutations ``(a;b;c)``, ``{slot}``, ``<rule>``.
2. Of all meanings that a sentence may have, the one comes first whose slots for any words take the fewest, and of
   several the one with the most words of the template itself.
3. Any text is taken, none raises. Case and punctuation do not matter, nor do the ``skip_words`` of the description. A
   text longer than anybody's command means nothing, so that the time is bounded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hassil import Intents, RecognizeResult, recognize_all
from hassil.util import remove_punctuation, remove_skip_words

_SLOTS = re.compile(r"\{(\w+)")

LONGEST_CHARACTERS = 200
"""Of a sentence that may mean something: half a minute of speech."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence means: an intent, and its slots with the values that the templates' lists give them."""

    intent: str
    slots: Mapping[str, Any] = field(default_factory=dict)


class Templates:
    """The templates of ``description``: hassil's format, with ``language``, ``intents``, ``lists`` and so on."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._description = description
        self.intents = Intents.from_dict(dict(description))

    def load(self) -> None:
        """Make now what is else made for the first sentences: the sentences' trees, and numbers in words."""
        self.matches("-")
        wanted = set(_SLOTS.findall(str(self._description["intents"])))
        numbers = {name: self._description["lists"][name] for name in wanted & self._description["lists"].keys()}
        sentences = [f"{{{name}}}" for name, values in numbers.items() if "range" in values]
        intents = {"number": {"data": [{"sentences": sentences}]}}
        list(recognize_all("-", Intents.from_dict({**self._description, "intents": intents})))

    def match(self, text: str) -> Match | None:
        """What ``text`` means, if it is one of the templates' sentences."""
        return next(iter(self.matches(text)), None)

    def matches(self, text: str) -> list[Match]:
        """All that ``text`` may mean, the likeliest first."""
        if len(text) > LONGEST_CHARACTERS:
            return []
        found = sorted(recognize_all(text, self.intents), key=_fitness, reverse=True)
        if (shorter := self._without_end(text)) is not None:  # else a slot for any words takes the "please" too
            found += sorted(recognize_all(shorter, self.intents), key=_fitness, reverse=True)
        return [
            Match(
                result.intent.name,
                {
                    name: entity.text_clean if entity.is_wildcard else entity.value
                    for name, entity in result.entities.items()
                },
            )
            for result in found
        ]

    def _without_end(self, text: str) -> str | None:
        """``text`` without the words that mean nothing at its end, if there are such."""
        plain = remove_punctuation(text)
        shorter = remove_skip_words(
            plain, self.intents.skip_words, self.intents.settings.ignore_whitespace, start=False
        )
        return shorter if shorter != plain.strip() else None


def _fitness(result: RecognizeResult) -> tuple[int, int]:
    loose = sum(len(entity.text_clean) for entity in result.entities_list if entity.is_wildcard)
    return -loose, result.text_chunks_matched
