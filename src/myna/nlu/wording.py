"""Makes an automaton of all sentences of templates in hassil's syntax.

Its rules:

1. A sentence with a slot for any words is left out, since those cannot be listed, unless words are given to stand for
   them.
2. Numbers are words ("twenty five"), as they are spoken.
3. Lists and rules are followed at each place where they are named, so the automaton is as large as the templates with
   their rules unfolded. A rule must not contain itself.
"""

import re
from collections.abc import Callable, Mapping
from itertools import islice

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    TextChunk,
)
from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList
from hassil.numbers import get_rbnf_engine

from myna.nlu.automaton import SPACE, Automaton

MOST_NUMBERS = 1001
"""The most numbers of a range that are put into words; the rest are left out."""

MOST_PERMUTED = 6
"""The most parts that may come in any order; more of them only come in the order in which they are written."""

_PIECE = re.compile(r"\s+|\S+")


def automaton(
    intents: Intents, allowed: Callable[[str], bool] = lambda _: True, *, any_words: str | None = None
) -> Automaton:
    """All sentences of ``intents`` in words that are ``allowed``; ``any_words`` stand for a slot for any words."""
    made = Automaton(allowed)
    for intent in intents.intents.values():
        for data in intent.data:
            rules = {**intents.expansion_rules, **data.expansion_rules}
            lists = {**intents.slot_lists, **data.slot_lists}
            wording = _Wording(made, lists, rules, intents.language or "en", any_words)
            for sentence in data.sentences:
                made.link(wording.add(sentence.expression, made.first), made.last)
    return made


class _Wording:
    """Adds expressions to an automaton. Each is added behind a place, and the place behind it is returned."""

    def __init__(
        self,
        made: Automaton,
        lists: Mapping[str, SlotList],
        rules: Mapping[str, Sentence],
        language: str,
        any_words: str | None,
    ) -> None:
        self._made = made
        self._lists = lists
        self._rules = rules
        self._language = language
        self._any_words = any_words

    def add(self, expression: Expression, place: int) -> int:
        match expression:
            case TextChunk():
                return self._text(expression.original_text, place)
            case Alternative():
                return self._any(expression.items, place)
            case Permutation() if len(expression.items) <= MOST_PERMUTED:
                return self._permutation(expression, place)
            case Group():
                for item in expression.items:
                    place = self.add(item, place)
                return place
            case ListReference():
                return self._list(expression, place)
            case RuleReference():
                return self.add(self._rules[expression.rule_name].expression, place)
        raise TypeError(expression)

    def _text(self, text: str, place: int) -> int:
        for piece in _PIECE.findall(text.lower().replace("\u2019", "'")):
            before, place = place, self._made.place()
            self._made.link(before, place, SPACE if piece.isspace() else piece)
        return place

    def _any(self, expressions: list[Expression], place: int) -> int:
        end = self._made.place()
        for expression in expressions:
            self._made.link(self.add(expression, self._branch(place)), end)
        return end

    def _branch(self, place: int) -> int:
        branch = self._made.place()
        self._made.link(place, branch)
        return branch

    def _permutation(self, group: Permutation, place: int) -> int:
        """Make one place for each set of parts that were said, in whichever order."""
        behind = {frozenset[int](): place}
        for _ in group.items:
            now: dict[frozenset[int], int] = {}
            for said, before in behind.items():
                for i, item in enumerate(group.items):
                    if i not in said:
                        after = now.setdefault(said | {i}, self._made.place())
                        self._made.link(self.add(item, self._branch(before)), after, SPACE)
            behind = now
        (place,) = behind.values()
        return place

    def _list(self, reference: ListReference, place: int) -> int:
        if (bounds := reference.get_inline_range()) is not None:
            return self._numbers(RangeSlotList(None, *bounds), place)
        match self._lists.get(reference.list_name):
            case TextSlotList() as texts:
                return self._any([value.text_in for value in texts.values], place)
            case RangeSlotList() as numbers:
                return self._numbers(numbers, place)
        if self._any_words is not None:
            return self._text(self._any_words, place)
        return self._made.place()  # nothing leads there

    def _numbers(self, numbers: RangeSlotList, place: int) -> int:
        engine = get_rbnf_engine(numbers.words_language or self._language)
        forms = [engine.format_number(number).text_by_ruleset for number in islice(numbers.get_numbers(), MOST_NUMBERS)]
        return self._any(
            [TextChunk(text.replace("-", " ")) for form in forms for text in dict.fromkeys(form.values())], place
        )
