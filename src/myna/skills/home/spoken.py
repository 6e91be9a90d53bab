"""The sentences about a home, as a speech engine that is to expect them takes them.

Its rules:

1. Each name comes in several sentences of its kind, so that every word is expected behind the words that it follows;
   with very many names each comes in fewer, and the whole grows no further.
2. A name with a word that the speech engine does not know is not expected; it is told once, with what helps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, cycle, islice, pairwise
from typing import Any, Self

from myna.home.model import Home, words
from myna.nlu.guards import guarding
from myna.nlu.home_sentences import HomeSentences, Name, home_table, shapes, variants
from myna.nlu.nearest import changed
from myna.nlu.politeness import plainer
from myna.nlu.spoken_forms import spoken_forms
from myna.skills.home.skill import home_names
from myna.skills.user_commands.sentences import MOST_UNLIKE

MOST_SENTENCES = 4000
"""The most sentences with names in them; beyond that each name comes in fewer."""

LEAST_SENTENCES = 3
"""The fewest sentences of each name."""

SHAPES_EACH = 6
"""Sentences of each set of templates: every word that they have is expected, if more rarely than the common ones."""

KEPT_ANSWERS = 256
"""Of how many texts it is remembered whether they are accepted: a recogniser asks again and again while it hears."""


class SpokenHome:
    """The sentences about ``home`` in the language ``tag``, said in the area ``here``, of words that are known.

    ``samples`` are some of them, ``polite`` some with politeness, and ``others`` some that are none; ``unknown`` are
    the words of names that the speech engine does not know, each with a name that has it.
    """

    def __init__(
        self,
        sentences: HomeSentences,
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
        known = [text for text in _expected(table, names, tag) if all(map(knows, text.split()))]
        known += [said for text in home.sentences if all(map(knows, (said := words(text)).split()))]
        plain, forms = list(dict.fromkeys(known)), spoken_forms(tag)
        few = plain[:: max(1, len(plain) // MOST_MADE_OF)]
        polite, mentions, others = (
            [text for text in made if all(map(knows, text.split()))]
            for made in (forms.made(forms.polite, few), forms.made(forms.mentions, few), forms.others(few))
        )
        return cls(HomeSentences(tag, names), tag, here, plain, polite, [*mentions, *others], unknown)

    def _accepts(self, text: str) -> bool:
        """Whether ``text`` is one of them, with politeness or without."""
        said = chain([text], plainer(self._tag)(text))
        return any(self._sentences.matches(one, self._here) for one in said if one)

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is none of them and no order at all: a negation, a question about an act, a condition..."""
        if self.accepts(text) or (found := guarding(self._tag)(text)) is None:
            return False
        return found.kind != "question" or not any(plainer(self._tag)(text))

    def contradicts(self, text: str, command: str) -> bool:
        """Whether ``text``, as something else heard it, cannot be ``command``: another thing, or a mention of it."""
        alike = changed(text, command) <= MOST_UNLIKE * (len(text) + len(command))
        if alike and spoken_forms(self._tag).names_other(text, command):
            return True
        if self.accepts(text) or (found := guarding(self._tag)(text)) is None:
            return False
        before = command.partition(" ")[0] in text.split()[1:]
        return before or found.kind not in ("question", "report", "negation")

    def nearest(self, text: str) -> str | None:
        """Nothing is mended: a home has too many names that are alike."""
        return None


def unknown_names(unknown: Mapping[str, str]) -> str:
    """One sentence about the words that are not known and the names that have them."""
    names = ", ".join(f"{word} (in {name})" for word, name in unknown.items())
    return f"The speech model does not know {names}: such names are hardly ever heard."


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

    def nearest(self, text: str) -> str | None:
        """The one that ``text`` is, with at most a few small words missing or misheard; None where there is none."""
        return next(filter(None, (part.nearest(text) for part in self._parts)), None)


def _expected(table: Mapping[str, Sequence[str]], names: Sequence[Name], tag: str) -> Iterator[str]:
    """Sentences with each of ``names``, and those without one."""
    fills = {key: cycle(table.get(key, ("",))) for key in ("percent", "degrees", "color", "speed")}

    def filled(shape: str, **named: str) -> str:
        values = {key: next(values) for key, values in fills.items() if f"{{{key}}}" in shape}
        return shape.format(**values, **named)

    called = [(name, said) for name in names for said in dict.fromkeys(variants(name.words, tag))]
    each = max(LEAST_SENTENCES, MOST_SENTENCES // max(1, len(called)))
    turns: dict[str, Iterator[str]] = {}
    for name, said in called:
        kind = (name.domain if name.domain in table else "other") if name.kind == "name" else name.kind
        common = table.get(kind, ())
        if not common:
            continue
        turn = turns.setdefault(kind, cycle(common))
        for shape in islice(turn, min(each, len(common))):
            yield filled(shape, **{name.kind: said})
    said_of: dict[str, list[str]] = {}
    for name, said in called:
        said_of.setdefault(name.domain if name.kind == "name" else name.kind, []).append(said)
    next_name = {kind: cycle(some) for kind, some in said_of.items()}
    for kind, shape in shapes(tag, SHAPES_EACH):
        slot = kind if kind in ("area", "floor") else "name"
        if f"{{{slot}}}" not in shape:
            yield shape
        elif kind in next_name:
            yield shape.format(**{slot: next(next_name[kind])})
    for shape in table.get("any", ()):
        for _ in range(3 if "{" in shape else 1):
            yield filled(shape)
    things = [said for name, said in called if name.kind == "name" and name.domain in ("light", "switch", "fan")]
    for one, other in pairwise(things):
        yield f"turn on the {one} and the {other}"
        yield f"turn off the {one} and the {other}"
