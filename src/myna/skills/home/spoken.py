"""The sentences about a home, as a speech engine that is to expect them takes them.

Its rules:

1. Each name comes in several sentences of its kind, so that every word is expected behind the words that it follows;
   with very many names each comes in fewer, and the whole grows no further. Each value comes at least once.
2. What few people say is expected rarely: names in another number, unusual wordings, what only mentions an order. Each
   of these makes all else less likely.
3. Two orders that "and" joins are expected as well where each of them is.
4. A name with a word that the speech engine does not know is not expected; it is told once, with what helps.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, cycle, islice, pairwise
from typing import Any, Self

from myna.home.model import Home, words
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.guards import guarding
from myna.nlu.home_sentences import HomeSentences, Name, as_said, home_table, shapes, variants
from myna.nlu.nearest import changed
from myna.nlu.politeness import plainer
from myna.nlu.spoken_forms import spoken_forms, verb_forms
from myna.skills.home.skill import home_names
from myna.skills.home.wordings import VALUES, Wordings
from myna.skills.user_commands.sentences import MOST_UNLIKE

MOST_SENTENCES = 2000
"""The most sentences with names in them; beyond that each name comes in fewer."""

LEAST_SENTENCES = 3
"""The fewest sentences of each name."""

SHAPES_EACH = 2
"""Sentences of each set of templates: every word that they have is expected, if more rarely than the common ones."""

SENTENCES_A_VARIANT = 4
"""One in so many of a name's sentences has it in the other number."""

COUNTED = ("light", "switch", "fan", "cover", "valve", "lock", "input_boolean")
"""The domains of what people name in the singular and in the plural."""

SAID_ALONE = ("scene", "script")
"""The domains whose name alone is an order."""

LEAST_SHARED = 0.5
"""The least share of the words of free speech that a command has too, for another name in it to count."""

KEPT_ANSWERS = 256
"""Of how many texts it is remembered whether they are accepted: a recogniser asks again and again while it hears."""


class SpokenHome:
    """The sentences about ``home`` in the language ``tag``, said in the area ``here``, of words that are known.

    ``triggers`` are sentences that automations know, ``alone`` names that are no sentence by themselves, ``wordings``
    what people mostly say. ``samples`` are some sentences, ``polite`` some with politeness, and ``others`` some that
    are none; ``unknown`` are the words of names that the speech engine does not know, each with a name that has it.
    """

    def __init__(
        self,
        sentences: HomeSentences,
        triggers: Container[str],
        alone: Container[str],
        wordings: Wordings,
        tag: str,
        here: str | None,
        samples: Sequence[str],
        polite: Sequence[str],
        others: Sequence[str],
        unknown: Mapping[str, str],
    ) -> None:
        self.samples, self.polite, self.others, self.unknown = samples, polite, others, unknown
        self._tag = tag
        self._here = here
        self._sentences = sentences
        self._triggers = triggers
        self._alone = alone
        self._wordings = wordings
        self._ands: Sequence[str] = home_table(tag).get("and", ("",))
        self.accepts = lru_cache(KEPT_ANSWERS)(self._accepts)

    @classmethod
    def of(cls, home: Home, tag: str, here: str | None, knows: Callable[[str], bool]) -> Self:
        """Those of ``home``, of words (lower case) that the speech engine ``knows``."""
        names = home_names(home)
        unknown = {
            word: name.words
            for name in names
            for word in next(iter(variants(name.words, tag))).split()
            if not knows(word) and not any(all(map(knows, said.split())) for said in variants(name.words, tag))
        }
        table = home_table(tag).get("heard") or {}
        known = [text for text in _expected(table, names, tag, knows) if all(map(knows, text.split()))]
        triggers = list(map(words, home.sentences))
        known += [text for text in triggers if all(map(knows, text.split()))]
        plain, forms = list(dict.fromkeys(known)), spoken_forms(tag)
        few = plain[:: max(1, len(plain) // MOST_MADE_OF)]
        numbers = {word for key in ("percent", "degrees") for value in table.get(key, ()) for word in value.split()}
        valueless = [text for text in few if numbers.isdisjoint(text.split())]  # another number is no other order
        polite, mentions, others = (
            [text for text in made if all(map(knows, text.split()))]
            for made in (
                forms.made(forms.polite, few)[:MOST_AROUND],
                forms.made(forms.mentions, few)[:MOST_AROUND],
                forms.others(valueless[::OTHERS_OF])[: 2 * MOST_AROUND],
            )
        )
        alone = {said for name in names if name.domain not in SAID_ALONE for said in variants(name.words, tag)}
        sentences = HomeSentences(tag, names)
        article = next(iter(home_table(tag).get("articles", ())), "")
        wordings = Wordings(table, sentences, triggers, knows, article)
        return cls(sentences, triggers, alone, wordings, tag, here, plain, polite, [*mentions, *others], unknown)

    def _accepts(self, text: str) -> bool:
        """Whether ``text`` is one of them or two, with politeness or without; the name of a thing alone is none."""
        return self._is_one(text) or bool(self._two(text, self._ands))

    def _two(self, text: str, between: Container[str]) -> Sequence[str]:
        """The two orders in ``text`` that one of the words ``between`` stands between; none where there are not two."""
        said = text.split()
        divisions = (
            (" ".join(said[:place]), " ".join(said[place + 1 :]))
            for place in range(2, len(said) - 2)
            if said[place] in between
        )
        return next((both for both in divisions if all(map(self._is_order, both))), ())

    def _is_order(self, text: str) -> bool:
        """Whether ``text`` is one of them that has its own verb: "on" is no order behind an "and"."""
        return next(plainer(self._tag)(text), text).partition(" ")[0] in ORDERS and self._is_one(text)

    def _is_one(self, text: str) -> bool:
        said = chain([text], plainer(self._tag)(text))
        whole = (one for one in said if one and not self._is_name(one))
        return text in self._triggers or any(self._sentences.matches(one, self._here) for one in whole)

    def _is_name(self, text: str) -> bool:
        article, _, rest = text.partition(" ")
        return text in self._alone or (article in home_table(self._tag).get("articles", ()) and rest in self._alone)

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is none of them and no order at all: a negation, a question about an act, a condition..."""
        if self.accepts(text) or (found := guarding(self._tag)(text)) is None:
            return False
        return found.kind != "question" or not any(plainer(self._tag)(text))

    def contradicts(self, text: str, command: str) -> bool:
        """Whether ``text``, as something else heard it, cannot be ``command``: another thing, or a mention of it."""
        shared = [word for word in text.split() if word in command.split()]
        alike = changed(text, command) <= MOST_UNLIKE * (len(text) + len(command))
        alike = alike and len(shared) >= LEAST_SHARED * len(text.split())
        if alike and spoken_forms(self._tag).names_other(text, command):
            return True
        if self.accepts(text) or (found := guarding(self._tag)(text)) is None:
            return False
        order = next(plainer(self._tag)(command), command)
        before = not verb_forms(order).isdisjoint(text.split()[1:])
        return before or found.kind not in ("question", "report", "negation", "condition")

    def is_usual(self, text: str) -> bool:
        """Whether ``text`` is one of them or two, each in a usual wording, with politeness or without."""
        parts = self._two(text, self._ands) or (text,)
        return all(map(self._is_usual, parts))

    def _is_usual(self, text: str) -> bool:
        polite = spoken_forms(self._tag).is_polite
        return self._wordings.is_usual(text) or any(
            self._wordings.is_usual(plain) and polite(text, plain) for plain in plainer(self._tag)(text) if plain
        )

    def about(self, text: str) -> Sequence[str]:
        """All that is usually said about the thing that ``text`` names."""
        return self._wordings.about(text)

    def nearest(self, text: str) -> str | None:
        """``text`` if it is one of them, or becomes one with a small word that is often misheard; no name is mended."""
        if self.accepts(text):
            return text
        table = home_table(self._tag).get("heard", {})
        misheard = table.get("misheard", {})
        mended = (f" {text} ".replace(f" {heard} ", f" {meant} ").strip() for heard, meant in misheard.items())
        one = next((one for one in mended if one != text and self.accepts(one)), None)
        return one or f" {self._ands[0]} ".join(self._two(text, table.get("between", ()))) or None


def unknown_names(unknown: Mapping[str, str]) -> str:
    """One sentence about the words that are not known and the names that have them."""
    names = ", ".join(f"{word} (in {name})" for word, name in unknown.items())
    return f"The speech model does not know {names}: such names are hardly ever heard."


MOST_AROUND = 400
"""The most sentences with politeness, and the most that only mention an order: more of them make orders less likely. Of
what names another thing there are twice as many."""

OTHERS_OF = 6
"""One in so many orders has all that names another thing made of it, so that each kind of order has some."""

MOST_MADE_OF = 800
"""Of how many sentences those with politeness, and those that are none, are made."""


class SpokenCommands:
    """The user's commands and the sentences about a home as one; there is at least one of both."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts = parts
        self.samples, self.polite, self.others = (
            [text for part in parts for text in getattr(part, name)] for name in ("samples", "polite", "others")
        )

    def accepts(self, text: str) -> bool:
        """Whether ``text`` is one of them."""
        return any(part.accepts(text) for part in self._parts)

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is none of them, and no order at all."""
        return not self.accepts(text) and any(part.is_mention(text) for part in self._parts)

    def contradicts(self, text: str, command: str) -> bool:
        """Whether ``text``, as something else heard it, cannot be ``command``."""
        owners = [part for part in self._parts if part.accepts(command)] or self._parts
        return not self.accepts(text) and any(part.contradicts(text, command) for part in owners)

    def is_usual(self, text: str) -> bool:
        """Whether it is one as people mostly say it."""
        return any(part.is_usual(text) for part in self._parts)

    def about(self, text: str) -> Sequence[str]:
        """Some of them about the thing that ``text`` names."""
        return [one for part in self._parts for one in part.about(text)]

    def nearest(self, text: str) -> str | None:
        """The one that ``text`` is, with at most a few small words missing or misheard; None where there is none."""
        return next(filter(None, (part.nearest(text) for part in self._parts)), None)


def _expected(table: Mapping[str, Any], names: Sequence[Name], tag: str, knows: Callable[[str], bool]) -> Iterator[str]:
    """Sentences with each of ``names`` of words that the speech engine ``knows``, and those without one."""
    fills = {key: cycle(table.get(key, ("",))) for key in VALUES}
    unused = {key: dict.fromkeys(table.get(key, ())) for key in VALUES}

    def filled(shape: str, **named: str) -> str:
        values = {key: next(values) for key, values in fills.items() if f"{{{key}}}" in shape}
        for key, value in values.items():
            unused[key].pop(value, None)
        return shape.format(**values, **named)

    called = [
        (name, said)
        for name in names
        for said in dict.fromkeys(as_said(name.words, tag))
        if all(map(knows, said.split()))
    ]
    other_area = cycle([said for name, said in called if name.kind == "area"] or [""])
    next(other_area)
    each = max(LEAST_SENTENCES, MOST_SENTENCES // max(1, len(called)))
    turns: dict[str, Iterator[str]] = {}
    for name, said in called:
        kind = (name.domain if name.domain in table else "other") if name.kind == "name" else name.kind
        common = table.get(kind, ())
        if not common:
            continue
        turn = turns.setdefault(kind, cycle(common))
        counted = [one for one in variants(said, tag) if one != said] if name.domain in COUNTED else []
        for form, most in [(said, each), *((one, each // SENTENCES_A_VARIANT) for one in counted)]:
            verb, other = "are" if form.endswith("s") and not form.endswith("ss") else "is", next(other_area)
            for shape in islice(turn, min(most, len(common))):
                yield filled(shape, **{name.kind: form, "is": verb, "other": other})
    said_of: dict[str, list[str]] = {}
    for name, said in called:
        said_of.setdefault(name.domain if name.kind == "name" else name.kind, []).append(said)
    next_name = {kind: cycle(some) for kind, some in said_of.items()}
    numbers = (as_said(str(number), tag)[1].split() for number in range(101))
    seldom = {*table.get("seldom", ()), *chain.from_iterable(numbers)}
    for kind, shape in shapes(tag, SHAPES_EACH):
        if not seldom.isdisjoint(shape.split()):
            continue
        slot = kind if kind in ("area", "floor") else "name"
        if f"{{{slot}}}" not in shape:
            yield shape
        elif kind in next_name:
            yield shape.format(**{slot: next(next_name[kind])})
    for shape in table.get("any", ()):
        for _ in range(3 if "{" in shape else 1):
            yield filled(shape)
    for domains, shared in table.get("joined", {}).items():
        things = [said for name, said in called if name.kind == "name" and name.domain in domains.split()]
        for (one, other), shape in zip(pairwise(things), cycle(shared)):
            yield shape.format(name=one, other=other)
            first, _, last = one.rpartition(" ")
            if first and last.removesuffix("s") == other.rpartition(" ")[2].removesuffix("s"):
                yield shape.format(name=first, other=other)
    shapes_of = [(kind, shape) for kind, some in table.items() if kind in next_name for shape in some]
    for key, values in unused.items():
        for value in values:
            kind, shape = next(((kind, shape) for kind, shape in shapes_of if f"{{{key}}}" in shape), ("", ""))
            if kind:
                named = {kind if kind in ("area", "floor") else "name": next(next_name[kind])}
                yield shape.format_map({**dict.fromkeys(VALUES, ""), "is": "is", "other": "", key: value, **named})
