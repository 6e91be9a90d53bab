"""What is said around an order, made of the order: what a recogniser of orders must be able to hear beside them. Pure.

A language's ``spoken_forms.yaml`` has two lists of patterns: ``polite``, which are orders, and ``mentions``, which only
mention one. They have these fields:

- ``{order}``: the order itself; ``{first}`` and ``{rest}``: its first word and the others; ``{begin}`` and ``{last}``:
  all but its last word, and that.
- In English, where it begins with a verb: ``{verb}``, the order; ``{did}``, the order in the past ("turned on the
  lamp"); ``{doing}``: "turning on the lamp".
- In English: ``{state}``, what it leads to ("lamp on", "curtains closed").

``kinds`` has words of one kind each, such as rooms: a sentence with another of them is another order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from string import Formatter

from myna.core.tables import read_table
from myna.nlu.en.order_verbs import ORDERS, gerund, past

MOST_FORMS = 1000
"""The most sentences that are made of one list; patterns and orders are combined evenly."""

_PARTICLES = frozenset(["on", "off", "up", "down", "in", "out", "open", "shut"])
"""Words beside a verb that say what a thing is then: "turn on the lamp", "the lamp is on"."""

_PREPOSITIONS = frozenset(["to", "at", "for", "by", "with"])
"""What is set "to twenty" is "set to twenty"."""


@dataclass(frozen=True, slots=True)
class SpokenForms:
    """The patterns of one language, its kinds of words, and what fills the fields of an order (words in lower case)."""

    polite: Sequence[str]
    mentions: Sequence[str]
    kinds: Sequence[Sequence[str]]
    fields: Callable[[str], Mapping[str, str]]

    def made(self, patterns: Sequence[str], orders: Sequence[str]) -> list[str]:
        """``orders`` in ``patterns``; the same each time."""
        known = [self.fields(order) for order in orders]
        pairs = [(pattern, order) for pattern in patterns for order in known if _fills(pattern, order)]
        if len(pairs) > MOST_FORMS:
            pairs = Random(1).sample(pairs, MOST_FORMS)
        return list(dict.fromkeys(" ".join(pattern.format_map(order).split()) for pattern, order in pairs))

    def others(self, orders: Sequence[str]) -> list[str]:
        """Orders like ``orders`` that name another thing of the same kind; each pair of neighbours once."""
        found: dict[tuple[str, str, str], str] = {}
        for order in orders:
            for kind in self.kinds:
                for word in kind:
                    before, named, behind = f" {order} ".partition(f" {word} ")
                    if named:
                        for other in filter(lambda other: other != word, kind):
                            around = (before.rpartition(" ")[2], other, behind.partition(" ")[0])
                            found.setdefault(around, f"{before} {other} {behind}".strip())
            if len(found) > MOST_FORMS:
                break
        return [" ".join(sentence.split()) for sentence in found.values()]

    def names_other(self, text: str, order: str) -> bool:
        """Whether ``text`` names a thing that ``order`` does not, in the place of one of the same kind."""
        return any(
            self._named(kind, text) - self._named(kind, order) and self._named(kind, order) - self._named(kind, text)
            for kind in self.kinds
        )

    def adds(self, text: str, order: str) -> bool:
        """Whether ``order`` names a thing of any kind that ``text`` does not name."""
        return any(self._named(kind, order) - self._named(kind, text) for kind in self.kinds)

    def is_polite(self, text: str, order: str) -> bool:
        """Whether ``text`` is ``order`` with words around it that the language's politeness has."""
        polite = {word for pattern in self.polite for word in pattern.split()}
        return polite.issuperset({*text.split()} - {*order.split()} - verb_forms(order))

    def _named(self, kind: Sequence[str], text: str) -> set[str]:
        return {word for word in kind if f" {word} " in f" {text} "}


def verb_forms(order: str) -> set[str]:
    """The first word of ``order``, and where it is an English verb its other forms: "open", "opened", "opening"."""
    verb = order.partition(" ")[0]
    return {verb, past(verb), gerund(verb)} if verb in ORDERS else {verb}


@cache
def spoken_forms(tag: str) -> SpokenForms:
    """Those of the language ``tag`` (``en-us``, ``de``); a language may have none."""
    name = tag.partition("-")[0]
    file = files("myna.nlu").joinpath(name, "spoken_forms.yaml")
    table = read_table(file) if file.is_file() else {}
    polite, mentions, kinds = (table.get(key, ()) for key in ("polite", "mentions", "kinds"))
    return SpokenForms(polite, mentions, kinds, _english if name == "en" else _fields)


def _fills(pattern: str, order: Mapping[str, str]) -> bool:
    return all(name is None or name in order for _, name, _, _ in Formatter().parse(pattern))


def _fields(order: str) -> dict[str, str]:
    words = order.split()
    return {
        "order": order,
        "first": words[0],
        "rest": " ".join(words[1:]),
        "begin": " ".join(words[:-1]),
        "last": words[-1],
    }


def _english(order: str) -> dict[str, str]:
    verb, *rest = order.split()
    fields = _fields(order)
    if verb not in ORDERS or not rest:
        thing = order.removeprefix("the ")
        return fields | ({"state": thing} if " " in thing and " the " not in thing else {})
    if rest[0] in _PARTICLES:
        state = [*rest[1:], rest[0]]
    elif rest[-1] in _PARTICLES:
        state = rest
    else:
        place = next((place for place, word in enumerate(rest) if word in _PREPOSITIONS), len(rest))
        state = [*rest[:place], "open" if verb == "open" else past(verb), *rest[place:]]
    did = " ".join([past(verb), *rest])
    doing = " ".join([gerund(verb), *rest])
    return fields | {"verb": order, "did": did, "doing": doing, "state": " ".join(state).removeprefix("the ")}
