"""Sentences that a template stands for: a bounded number of examples, in which every choice comes up.

Its rule: the same templates give the same examples.
"""

import random
from collections.abc import Iterator
from typing import Any

from hassil.expression import Alternative, Expression, Group, ListReference, Permutation, RuleReference, TextChunk
from hassil.intents import IntentData, RangeSlotList, TextSlotList

from myna.skills.sentences.number_words import in_words
from myna.skills.sentences.templates import Templates

FREE_TEXT = "something"
"""What is said in a slot for any words."""


def examples(templates: Templates, intent: str, count: int) -> list[str]:
    """At most ``count`` different sentences that mean ``intent``, of each template as many."""
    data = [(part, sentence) for part in templates.intents.intents[intent].data for sentence in part.sentences]
    found: dict[str, None] = {}
    for part, sentence in data:
        drawing = _Drawing(part, templates.intents.language)
        for _ in range(max(1, count // len(data))):
            found[" ".join("".join(drawing.words(sentence.expression)).split())] = None
    return list(found)


class _Drawing:
    """Draws sentences; of each choice everything comes up before anything comes up again."""

    def __init__(self, part: IntentData, language: str) -> None:
        self._part = part
        self._language = language
        self._random = random.Random(0)
        self._decks: dict[int, list[Any]] = {}

    def words(self, expression: Expression) -> Iterator[str]:
        match expression:
            case TextChunk():
                yield expression.original_text
            case Alternative():
                yield from self.words(self._draw(expression, expression.items))
            case Permutation():
                for item in self._random.sample(expression.items, len(expression.items)):
                    yield from self.words(item)
            case Group():
                for item in expression.items:
                    yield from self.words(item)
            case RuleReference():
                yield from self.words(self._part.expansion_rules[expression.rule_name].expression)
            case ListReference():
                yield from self._slot(expression)

    def _slot(self, reference: ListReference) -> Iterator[str]:
        listed = self._part.slot_lists.get(reference.list_name)
        if (numbers := reference.get_inline_range()) is not None:
            yield self._number(self._draw(reference, range(numbers[0], numbers[1] + 1, numbers[2])))
        elif isinstance(listed, RangeSlotList):
            yield self._number(self._draw(listed, listed.get_numbers()))
        elif isinstance(listed, TextSlotList):
            yield from self.words(self._draw(listed, [value.text_in for value in listed.values]))
        else:
            yield FREE_TEXT

    def _number(self, number: int) -> str:
        return in_words(number, self._language) or str(number)

    def _draw(self, place: object, choices: Any) -> Any:
        deck = self._decks.setdefault(id(place), [])
        if not deck:
            deck.extend(choices)
            self._random.shuffle(deck)
        return deck.pop()
