"""What templates in hassil's syntax may say, as an automaton of words.

Its rules:

1. A sentence with a slot for any words is left out: nobody can list what it may say.
2. Numbers are words ("twenty five"), as they are spoken.
3. It is as large as the templates are: lists and rules are followed at each place where they are named.
"""

import re
from collections.abc import Callable, Iterator, Mapping
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
from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList, WildcardSlotList
from hassil.numbers import get_rbnf_engine

from myna.skills.automaton import SPACE, Automaton

MOST_NUMBERS = 1001
"""Numbers of a range that are listened for."""

MOST_PERMUTED = 6
"""Parts that may come in any order; more of them only come in the order in which they are written."""

MOST_DEPTH = 24
"""Rules in rules; deeper ones name each other in a circle."""

_PIECE = re.compile(r"\s+|[^\s\-_]+|[\-_]")
_SILENT = str.maketrans({"’": "'", **dict.fromkeys(".,;:!?¿¡\"“”„…", None)})


def automaton(intents: Intents, allowed: Callable[[str], bool]) -> Automaton:
    """Everything that the sentences of ``intents`` may say, in words that are ``allowed``."""
    made = Automaton(allowed)
    for intent in intents.intents.values():
        for data in intent.data:
            rules = {**intents.expansion_rules, **data.expansion_rules}
            lists = {**intents.slot_lists, **data.slot_lists}
            wording = _Wording(made, lists, rules, intents.language or "en")
            for sentence in data.sentences:
                names = set(sentence.list_names(rules))
                if not any(isinstance(lists.get(name), WildcardSlotList) for name in names):
                    made.link(wording.add(sentence.expression, made.first), made.last)
    return made


class _Wording:
    """Adds expressions to an automaton, each behind a place; returns the place behind it."""

    def __init__(
        self, made: Automaton, lists: Mapping[str, SlotList], rules: Mapping[str, Sentence], language: str
    ) -> None:
        self._made = made
        self._lists = lists
        self._rules = rules
        self._language = language

    def add(self, expression: Expression, place: int, depth: int = 0) -> int:
        match expression:
            case TextChunk():
                return self._text(expression.original_text, place)
            case Alternative():
                return self._any(expression.items, place, depth)
            case Permutation() if len(expression.items) <= MOST_PERMUTED:
                return self._permutation(expression, place, depth)
            case Group():
                for item in expression.items:
                    place = self.add(item, place, depth)
                return place
            case ListReference():
                return self._list(expression, place, depth)
            case RuleReference() if depth < MOST_DEPTH and expression.rule_name in self._rules:
                return self.add(self._rules[expression.rule_name].expression, place, depth + 1)
        return self._made.place()  # nothing leads there

    def _text(self, text: str, place: int) -> int:
        for piece in _PIECE.findall(text.lower().translate(_SILENT)):
            before, place = place, self._made.place()
            self._made.link(before, place, piece if piece.isalnum() or len(piece) > 1 and not piece.isspace() else SPACE)
        return place

    def _any(self, expressions: list[Expression], place: int, depth: int) -> int:
        end = self._made.place()
        for expression in expressions:
            self._made.link(self.add(expression, self._branch(place), depth), end)
        return end

    def _branch(self, place: int) -> int:
        branch = self._made.place()
        self._made.link(place, branch)
        return branch

    def _permutation(self, group: Permutation, place: int, depth: int) -> int:
        """One place for each set of parts that were said, in whichever order."""
        behind = {frozenset[int](): place}
        for _ in group.items:
            now: dict[frozenset[int], int] = {}
            for said, before in behind.items():
                for i, item in enumerate(group.items):
                    if i not in said:
                        after = now.setdefault(said | {i}, self._made.place())
                        self._made.link(self.add(item, self._branch(before), depth), after, SPACE)
            behind = now
        (place,) = behind.values()
        return place

    def _list(self, reference: ListReference, place: int, depth: int) -> int:
        match self._lists.get(reference.list_name):
            case TextSlotList() as texts:
                return self._any([value.text_in for value in texts.values], place, depth)
            case RangeSlotList() as numbers:
                language = numbers.words_language or self._language
                spoken = list(islice(_spoken(numbers, language), MOST_NUMBERS))
                return self._any([TextChunk(text) for text in spoken], place, depth)
        return self._made.place()


def _spoken(numbers: RangeSlotList, language: str) -> Iterator[str]:
    engine = get_rbnf_engine(language)
    for number in numbers.get_numbers():
        yield from dict.fromkeys(engine.format_number(number).text_by_ruleset.values())
