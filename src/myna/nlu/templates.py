"""Sentence templates in hassil's syntax: what a sentence means.

Its rules:

1. The templates are hassil's, whole: ``[optional]``, ``(a|b)``, permutations ``(a;b;c)``, ``{slot}``, ``<rule>``.
2. Of all meanings that a sentence may have, the one comes first whose slots for any words take the fewest, and of
   several the one with the most words of the template itself.
3. Any text is taken, none raises. Case and punctuation do not matter, nor do the ``skip_words`` of the description. A
   text longer than anybody's command means nothing, so that the time is bounded.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hassil import Intents, recognize_all
from hassil.recognize import RecognizeResult
from hassil.util import remove_punctuation, remove_skip_words

from myna.nlu.automaton import Automaton
from myna.nlu.samples import samples
from myna.nlu.wording import automaton

_SLOTS = re.compile(r"\{(\w+)")

ANY_WORDS = "something"
"""What is said in an example where any words may be."""

LONGEST_CHARACTERS = 200
"""Of a sentence that may mean something: half a minute of speech."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence means: an intent, and its slots with the values that the templates' lists give them.

    ``spoken`` are the slots as they were said, ``free`` those for any words; ``template`` is the one that was found.
    ``fit`` tells the likelier of two meanings: letters of slots for any words, below 0, then letters of the template.
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
        found = self._found(text)
        if (shorter := self._without_end(text)) is not None:  # else a slot for any words takes the "please" too
            found += self._found(shorter)
        return found

    def _found(self, text: str) -> list[Match]:
        found = [_match(text, result) for result in recognize_all(text, self.intents)]
        return sorted(found, key=lambda match: match.fit, reverse=True)

    def automaton(self, allowed: Callable[[str], bool] = lambda _: True) -> Automaton:
        """All their sentences, of words that are ``allowed``; those with a slot for any words are left out."""
        return automaton(self.intents, allowed)

    def examples(self, intent: str, count: int) -> list[str]:
        """At most ``count`` different sentences that mean ``intent``; the same each time."""
        alone = replace(self.intents, intents={intent: self.intents.intents[intent]})
        return samples(automaton(alone, any_words=ANY_WORDS), count)

    def _without_end(self, text: str) -> str | None:
        """``text`` without the words that mean nothing at its end, if there are such."""
        plain = remove_punctuation(text)
        shorter = remove_skip_words(
            plain, self.intents.skip_words, self.intents.settings.ignore_whitespace, start=False
        )
        return shorter if shorter != plain.strip() else None


def _letters(text: str) -> list[str]:
    """``text`` without its marks: hassil's place of a slot is off where parts of a template were left out before it."""
    return [letter for letter in text.casefold() if letter.isalnum()]


def _match(text: str, result: RecognizeResult) -> Match:
    slots: dict[str, Any] = {capture.name: capture.text.strip() for capture in result.captures_list}
    spoken: dict[str, str] = dict(slots)
    free: dict[str, int] = {}
    for name, entity in result.entities.items():
        value = entity.value
        if entity.is_wildcard:
            # as it was written: hassil leaves out marks that are more than marks where somebody types
            written = " ".join(text[slice(*entity.text_span)].split()) if entity.text_span else ""
            value = written if _letters(written) == _letters(entity.text_clean) else entity.text_clean
            free[name] = len(value)
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        slots[name], spoken[name] = value, entity.text_clean
    template = result.intent_sentence.text if result.intent_sentence else None
    fit = (-sum(free.values()), result.text_chunks_matched)
    return Match(result.intent.name, slots, spoken, frozenset(free), template or "", fit)
