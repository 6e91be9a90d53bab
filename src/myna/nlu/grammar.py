"""Checks a template with its rules and slots before any sentence is matched with it.

Its rules:

1. A template that passes is matched in bounded time: no rule contains itself or unfolds without end, and no text can
   be read in too many ways, since hassil follows all of them.
2. The bounds are far above what a person would write.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hassil import parse_sentence
from hassil.expression import Alternative, Expression, Group, ListReference, Permutation, RuleReference, TextChunk

from myna.core.text import did_you_mean
from myna.nlu.syntax import MAX_DEPTH, MAX_NUMBERS, TemplateError, check_syntax, numbers_in, without_marks

MAX_READINGS = 50_000
"""The most ways in which one text may be read by one template."""

MAX_PARTS = 2000
"""The most words, groups and slots of one template, with its rules unfolded."""

FREE_TEXT_READINGS = 8
"""The ways that are counted for a slot for any words, which may end at each word that follows."""

NUMBER_READINGS = 3
"""The ways that are counted for a slot for a number: "twenty one" begins with the number twenty too."""


class RuleError(TemplateError):
    """A template is broken since a rule that it uses is."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of all sentences of a template.

    ``starts`` are the texts that a sentence may begin with, where ``""`` stands for anything. ``readings`` is the
    largest number of ways in which one text can be read, ``parts`` the number of words, groups and slots. ``slots``
    says for each slot how often one sentence may have it. ``lists`` has the names of the lists that fill slots, and
    ``rules`` those of the rules that are used.
    """

    starts: frozenset[str] = frozenset()
    may_be_empty: bool = True
    readings: int = 1
    parts: int = 1
    slots: Mapping[str, int] = field(default_factory=Counter)
    lists: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


class Grammar:
    """Works out the shapes of templates.

    ``rules`` are templates by their names. ``words`` are the lists of words by the names of their slots; the slots in
    ``others`` are for numbers or for any words.
    """

    def __init__(self, rules: Mapping[str, str], words: Mapping[str, Sequence[str]], others: Collection[str]) -> None:
        self._rules = rules
        self._words = {name: [without_marks(word).casefold() for word in listed] for name, listed in words.items()}
        self._others = others
        self._shapes: dict[str, Shape] = {}
        self._open: list[str] = []

    def shape(self, template: str) -> Shape:
        """The shape of ``template``. Raises TemplateError."""
        check_syntax(template)
        try:
            expression = parse_sentence(without_marks(template)).expression
        except Exception as error:  # hassil's parser raises whatever its assertions find
            raise TemplateError("it cannot be read") from error
        shape = self._of(expression)
        if shape.readings > MAX_READINGS or shape.parts > MAX_PARTS:
            raise TemplateError("it can be said in too many ways; make several sentences of it")
        return shape

    def _of(self, expression: Expression) -> Shape:
        match expression:
            case TextChunk():
                text = expression.text.lstrip().casefold()
                return Shape(frozenset([text]), may_be_empty=False) if text else Shape()
            case Alternative():
                return _either([self._of(item) for item in expression.items])
            case Permutation():
                return _any_order([self._of(item) for item in expression.items])
            case Group():
                return _in_turn([self._of(item) for item in expression.items])
            case ListReference():
                return self._slot(expression)
            case RuleReference():
                return self._reference(expression.rule_name)
        raise TemplateError("it cannot be read")

    def _slot(self, reference: ListReference) -> Shape:
        name, starts, readings = reference.list_name, frozenset([""]), FREE_TEXT_READINGS
        if (numbers := reference.get_inline_range()) is not None:
            if not numbers_in(*numbers):
                raise TemplateError(f"the numbers in {{{name}}} are none, or more than {MAX_NUMBERS}")
            readings = NUMBER_READINGS
        elif name in self._words:
            listed = self._words[name]
            starts, times = frozenset(listed), Counter(listed)
            readings = max((sum(times[begin] for begin in _beginnings(word)) for word in times), default=1)
        elif name not in self._others:
            raise TemplateError(f"{{{name}}} is no slot{did_you_mean(name, [*self._words, *self._others])}")
        used = frozenset() if numbers else frozenset([name])
        return Shape(starts, may_be_empty=False, readings=readings, slots=Counter([reference.slot_name]), lists=used)

    def rule(self, name: str) -> Shape:
        """The shape of the rule ``name``. Raises TemplateError, and RuleError where a rule within it is broken."""
        if name in self._open:
            raise TemplateError(f"<{name}> contains itself")
        if len(self._open) > MAX_DEPTH:
            raise TemplateError("rules that are nested too deep")
        if name not in self._rules:
            raise TemplateError(f"<{name}> is no rule{did_you_mean(name, self._rules)}")
        if name not in self._shapes:
            self._open.append(name)
            try:
                self._shapes[name] = self.shape(self._rules[name])
            finally:
                self._open.pop()
        return self._shapes[name]

    def _reference(self, name: str) -> Shape:
        known = name in self._rules and name not in self._open
        try:
            shape = self.rule(name)
        except TemplateError as error:
            raise RuleError(f"in <{name}>: {error}") if known else error from None
        return replace(shape, rules=shape.rules | {name})


def _in_turn(shapes: Sequence[Shape]) -> Shape:
    starts: frozenset[str] = frozenset()
    for shape in shapes:
        starts |= shape.starts
        if not shape.may_be_empty:
            break
    return _joined(
        shapes,
        starts,
        may_be_empty=all(shape.may_be_empty for shape in shapes),
        readings=math.prod(shape.readings for shape in shapes),
        slots=sum((Counter(shape.slots) for shape in shapes), Counter()),
    )


def _either(shapes: Sequence[Shape]) -> Shape:
    """The shape of alternatives. Those that begin with different words cannot be readings of the same text."""
    fitting = [sum(shapes[index].readings for index in indices) for indices in _alike(shapes)]
    empty = sum(shape.readings for shape in shapes if shape.may_be_empty)
    slots: Counter[str] = Counter()
    for shape in shapes:
        slots |= Counter(shape.slots)
    starts = frozenset[str]().union(*(shape.starts for shape in shapes))
    return _joined(shapes, starts, empty > 0, max(fitting, default=0) + empty, slots)


def _any_order(shapes: Sequence[Shape]) -> Shape:
    """The shape of a permutation. Where all parts begin with different words, only one order can fit a text."""
    inside = _in_turn(shapes)
    told_apart = all(len(indices) == 1 for indices in _alike(shapes)) and not any(part.may_be_empty for part in shapes)
    orders = 1 if told_apart else math.factorial(min(len(shapes), 10))
    starts = frozenset[str]().union(*(shape.starts for shape in shapes))
    return _joined(shapes, starts, inside.may_be_empty, orders * inside.readings, inside.slots)


def _alike(shapes: Sequence[Shape]) -> Iterator[set[int]]:
    """For each start of the shapes, the indices of those shapes that the same text may begin with."""
    known: dict[str, set[int]] = {}
    for index, shape in enumerate(shapes):
        for start in shape.starts:
            known.setdefault(start, set()).add(index)
    return (set[int]().union(*(known.get(begin, ()) for begin in _beginnings(start))) for start in known)


def _beginnings(text: str) -> Iterator[str]:
    return (text[:length] for length in range(len(text) + 1))


def _joined(
    shapes: Sequence[Shape], starts: frozenset[str], may_be_empty: bool, readings: int, slots: Mapping[str, int]
) -> Shape:
    return Shape(
        starts,
        may_be_empty,
        min(readings, MAX_READINGS + 1),
        min(1 + sum(shape.parts for shape in shapes), MAX_PARTS + 1),
        slots,
        frozenset().union(*(shape.lists for shape in shapes)),
        frozenset().union(*(shape.rules for shape in shapes)),
    )
