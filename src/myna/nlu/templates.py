"""Sentence templates in hassil's syntax: finds the intent of a sentence.

Its rules:

1. The templates have all of hassil's syntax: ``[optional]``, ``(a|b)``, permutations ``(a;b;c)``, ``{slot}``,
   ``<rule>``.
2. Where a sentence may mean several intents, that one comes first whose slots for any words take the fewest letters,
   and of equal ones that with the most letters of the template itself.
3. Any text is accepted, and none raises. Case and punctuation do not matter, nor do the definitions' ``skip_words``. A
   text that is longer than any command has no intent, so that the time for it is bounded.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from hassil import Intents, recognize_all
from hassil.recognize import RecognizeResult
from hassil.util import remove_punctuation, remove_skip_words

from myna.nlu.automaton import Automaton
from myna.nlu.samples import samples
from myna.nlu.wording import automaton

_SLOTS = re.compile(r"\{(\w+)")

ANY_WORDS = "something"
"""The words of a slot for any words in an example."""

MAX_CHARACTERS = 200
"""The longest sentence that can have an intent, in characters; no command is as long."""

_KEPT = 16
"""Sentences whose intents are kept: one is asked for several times while it is understood."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a sentence means: the ``name`` of an intent, and its slots with the values that the lists give them.

    ``spoken`` has the slots as they were said, ``free`` the names of those for any words, ``template`` the sentence's
    template. ``fit`` is larger for the likelier of two intents: the letters in slots for any words, as a negative
    number, then the letters of the template. ``text`` is the whole sentence.
    """

    name: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict, compare=False)
    free: frozenset[str] = field(default=frozenset(), compare=False)
    template: str = field(default="", compare=False)
    fit: tuple[int, int] = field(default=(0, 0), compare=False)
    text: str = field(default="", compare=False)


class Templates:
    """The templates of ``definitions``: ``language``, ``intents``, ``lists`` and so on, in hassil's format."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self.intents = Intents.from_dict(dict(definitions))
        self.matches = lru_cache(_KEPT)(self._matches)

    def load(self) -> None:
        """Parse the templates and put numbers into words now; else the first sentences that need them would wait."""
        self.matches("-")
        wanted = set(_SLOTS.findall(str(self._definitions["intents"])))
        numbers = {name: self._definitions["lists"][name] for name in wanted & self._definitions["lists"].keys()}
        sentences = [f"{{{name}}}" for name, values in numbers.items() if "range" in values]
        intents = {"number": {"data": [{"sentences": sentences}]}}
        list(recognize_all("-", Intents.from_dict({**self._definitions, "intents": intents})))

    def match(self, text: str) -> Intent | None:
        """The likeliest intent of ``text``; None where it is no sentence of the templates."""
        return next(iter(self.matches(text)), None)

    def _matches(self, text: str) -> Sequence[Intent]:
        """All intents that ``text`` may have, the likeliest first."""
        if len(text) > MAX_CHARACTERS:
            return ()
        found = self._recognised(text)
        if self.intents.settings.ignore_whitespace and " " in text:
            found += self._recognised("".join(text.split()))  # hassil keeps the spaces beside numbers
        if (shorter := self._without_end(text)) is not None:  # else a slot for any words takes the "please" too
            found += self._recognised(shorter)
        return tuple(found)

    def _recognised(self, text: str) -> list[Intent]:
        found = [_intent(text, result) for result in recognize_all(text, self.intents)]
        return sorted(found, key=lambda intent: intent.fit, reverse=True)

    def automaton(self, allowed: Callable[[str], bool] = lambda _: True) -> Automaton:
        """All sentences of ``allowed`` words, without those that have a slot for any words."""
        return automaton(self.intents, allowed)

    def examples(self, intent: str, count: int) -> list[str]:
        """At most ``count`` different sentences with the intent of that name; the same each time."""
        alone = replace(self.intents, intents={intent: self.intents.intents[intent]})
        return samples(automaton(alone, any_words=ANY_WORDS), count)

    def _without_end(self, text: str) -> str | None:
        """``text`` without the skip words at its end; None where there are none."""
        plain = remove_punctuation(text)
        shorter = remove_skip_words(
            plain, self.intents.skip_words, self.intents.settings.ignore_whitespace, start=False
        )
        return shorter if shorter != plain.strip() else None


def _letters(text: str) -> list[str]:
    """The letters and digits of ``text``, without marks and case."""
    return [letter for letter in text.casefold() if letter.isalnum()]


def _intent(text: str, result: RecognizeResult) -> Intent:
    """Hassil's ``result`` for ``text`` as an intent."""
    slots: dict[str, Any] = {capture.name: capture.text.strip() for capture in result.captures_list}
    spoken: dict[str, str] = dict(slots)
    free: dict[str, int] = {}
    for name, entity in result.entities.items():
        value = entity.value
        if entity.is_wildcard:
            # The value as it was written, since hassil drops marks that belong to a word. Its place of a slot is wrong
            # where optional parts of the template were left out before it: so the letters are compared.
            written = " ".join(text[slice(*entity.text_span)].split()) if entity.text_span else ""
            value = written if _letters(written) == _letters(entity.text_clean) else entity.text_clean
            free[name] = len(value)
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        slots[name], spoken[name] = value, entity.text_clean
    template = result.intent_sentence.text if result.intent_sentence else None
    fit = (-sum(free.values()), result.text_chunks_matched)
    return Intent(result.intent.name, slots, spoken, frozenset(free), template or "", fit, text)
