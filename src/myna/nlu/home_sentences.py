"""What a sentence wants of the home: its intent, and which of the home's names it has.

Its rules:

1. The sentences are Home Assistant's own (the package ``home-assistant-intents``), and those of ``LANGUAGE/home.yaml``,
   in the same format: slots ``{name}``, ``{area}`` and ``{floor}``, and ``requires_context`` for what a name must be.
2. Names are found first, anywhere in a sentence, by its words. Only these are given to the templates, so that a home of
   five hundred names costs a sentence no more than one of five.
3. Several names that "and" joins stand where one may stand, also where they share their last word: "the kitchen and the
   hall light". What is named behind "except" is taken out, a thing, a room or a floor; where that is not known, the
   sentence wants nothing, lest more be done than it says.
4. A name may be said in the singular or the plural, with its digits as words.
5. Where a sentence may be read in several ways, one with the name of a thing comes before one with a room alone, then
   the one with the most words of the template.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from hassil import Intents, recognize_all
from hassil.intents import SlotList, TextSlotList
from hassil.recognize import RecognizeResult
from num2words import num2words

from myna.core.tables import read_table
from myna.nlu.intent_catalogue import home_assistant_file, tell_ranges_apart
from myna.nlu.samples import samples
from myna.nlu.templates import MAX_CHARACTERS
from myna.nlu.wording import automaton

Kind = Literal["name", "area", "floor"]

_NOT_THE_HOME = re.compile(r"Timer|^Hass(?:Broadcast|GetCurrent\w+|Nevermind|Respond|MediaSearchAndPlay)$")
"""The intents of Home Assistant that are no matter of the home, or that Myna has itself."""

KEPT_TEXTS = 128
"""Of how many texts it is remembered what they want: one is asked about while it is said, and again at its end."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """The ``words`` (lower case) that call something, of a ``kind``; for a thing with its domain and device class."""

    kind: Kind
    words: str
    id: str
    domain: str = ""
    device_class: str = ""


@dataclass(frozen=True, slots=True)
class HomeIntent:
    """What a sentence wants: the intent's ``name`` and the ids of the ``things``, ``areas`` and ``floors`` named.

    ``left_out`` are the ids of things, areas and floors that are excepted. ``slots`` are the other values, such as
    ``brightness``; ``response`` tells which of the intent's questions it is ("any", "which"). ``here``: the area is
    where Myna is.
    """

    name: str
    slots: Mapping[str, Any] = field(default_factory=dict, hash=False)
    things: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    response: str = ""
    here: bool = False
    fit: tuple[int, ...] = field(default=(), compare=False)

    @property
    def names_something(self) -> bool:
        """Whether something of the home is named in the sentence."""
        return bool(self.things or self.floors or (self.areas and not self.here))


@dataclass(frozen=True, slots=True)
class Mention:
    """Names in a sentence, from the word ``start`` to before the word ``end``; ``ids`` of things of one ``domain``."""

    kind: Kind
    start: int
    end: int
    ids: tuple[str, ...]
    domain: str = ""
    device_class: str = ""


class HomeSentences:
    """The sentences of the language ``tag`` about a home with these ``names``."""

    def __init__(self, tag: str, names: Iterable[Name]) -> None:
        self._grammar = _grammar(tag)
        self._index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for name in dict.fromkeys(names):
            for said in dict.fromkeys(variants(name.words, tag)):
                parts = tuple(said.split())
                self._index.setdefault(parts[0], []).append((parts, name))
        self.matches = lru_cache(KEPT_TEXTS)(self._matches)

    @property
    def is_known(self) -> bool:
        """Whether anything can be understood in this language."""
        return self._grammar is not None

    def _matches(self, text: str, here: str | None = None) -> Sequence[HomeIntent]:
        """All that ``text`` may want, the likeliest first; ``here`` is the id of the area where it is said."""
        if self._grammar is None or len(text) > MAX_CHARACTERS:
            return ()
        plain = _plain(text)
        if (parted := self._without_exceptions(plain)) is None:
            return ()
        plain, left_out = parted
        spans = list(_WORD.finditer(plain))
        mentions = self.mentions(plain)
        lists = _lists(plain, spans, mentions)
        found = self._recognised(plain, lists, left_out)
        if here is not None and not any(intent.names_something for intent in found):
            found += self._recognised(plain, lists, left_out, here)
        return tuple(sorted(dict.fromkeys(found), key=lambda intent: intent.fit, reverse=True))

    def _recognised(
        self, text: str, lists: Mapping[str, SlotList], left_out: frozenset[str], here: str | None = None
    ) -> list[HomeIntent]:
        assert self._grammar is not None
        context = {} if here is None else {"area": here}
        results = recognize_all(text, self._grammar.intents, slot_lists=dict(lists), intent_context=context)
        return [_intent(result, left_out, here) for result in results]

    def mentions(self, text: str) -> list[Mention]:
        """All names in ``text``, those that "and" joins also as one."""
        said = [match.group().replace("\u2019", "'").lower() for match in _WORD.finditer(text)]
        single: dict[tuple[Kind, int, int, str, str], list[str]] = {}
        for start, word in enumerate(said):
            for parts, name in self._index.get(word, ()):
                end = start + len(parts)
                if tuple(said[start:end]) == parts:
                    ids = single.setdefault((name.kind, start, end, name.domain, name.device_class), [])
                    if name.id not in ids:
                        ids.append(name.id)
        mentions = [
            Mention(kind, start, end, tuple(ids), domain, cls)
            for (kind, start, end, domain, cls), ids in single.items()
        ]
        if self._grammar is None:
            return mentions
        return mentions + list(self._joined(said, mentions))

    def _joined(self, said: Sequence[str], mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Mentions that "and" joins to one; at each place the longest one alone."""
        assert self._grammar is not None
        ands, articles = self._grammar.ands, self._grammar.articles
        for last in mentions:
            ids, start, place = list(last.ids), last.start, last.start
            while place > 0:
                while place > 0 and said[place - 1] in articles:
                    place -= 1
                if place > 0 and said[place - 1] in ands:
                    place -= 1
                elif start == place or start == last.start:  # "the one the other and the third": only before an "and"
                    break
                before = max(
                    (one for one in mentions if one.kind == last.kind and one.end == place),
                    key=lambda one: (one.domain == last.domain, one.end - one.start),
                    default=None,
                )
                shared = self._shared(said, place, last)
                if shared is not None and (before is None or before.domain != last.domain):
                    before = shared
                if before is None:
                    break
                ids = [*before.ids, *ids]
                start = place = before.start
            if len(ids) > len(last.ids):
                yield Mention(last.kind, start, last.end, tuple(dict.fromkeys(ids)), last.domain, last.device_class)

    def _shared(self, said: Sequence[str], end: int, last: Mention) -> Mention | None:
        """Words that end before the word ``end`` and make a name with the last word of another: "kitchen" (light)."""
        head = said[last.end - 1]
        for start in range(max(0, end - 4), end):
            words_ = (*said[start:end], head)
            for parts, name in self._index.get(said[start], ()):
                if parts == words_ and name.kind == last.kind:
                    return Mention(name.kind, start, end, (name.id,), name.domain, name.device_class)
        return None

    def _without_exceptions(self, text: str) -> tuple[str, frozenset[str]] | None:
        """``text`` without what it excepts, and the ids of that; None where it excepts what is not known."""
        assert self._grammar is not None
        said = f" {text} "
        for phrase, kind in self._grammar.excepts:
            before, found, behind = said.lower().partition(f" {phrase} ")
            if not found:
                continue
            ids, end = self._excepted(behind)
            if ids:
                rest = "" if kind == "keeps" else said[len(before) + len(found) + end :]
                return " ".join(f"{said[: len(before)]} {rest}".split()), ids
            if kind == "except":
                return None
        return text, frozenset()

    def _excepted(self, behind: str) -> tuple[frozenset[str], int]:
        """The ids of what is named at the beginning of ``behind``, and where the last name ends; none where more is."""
        assert self._grammar is not None
        spans = list(_WORD.finditer(behind))
        beside = self._grammar.ands | self._grammar.articles | self._grammar.beside
        mentions = self.mentions(behind)
        ids, place, last = frozenset[str](), 0, 0
        while place < len(spans):
            here = [one for one in mentions if one.start == place]
            if here:
                place = last = max(one.end for one in here)
                ids = ids.union(*(one.ids for one in here if one.end == last))
            elif spans[place].group() in beside:
                place += 1
            else:
                break
        goes_on = last < len(spans) and spans[last].group() in self._grammar.ands
        return (ids, spans[last - 1].end()) if ids and not goes_on else (frozenset(), 0)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The templates of one language, and the words that join names, stand before them, and except them.

    ``excepts`` are phrases, each with its kind: "except" stands for nothing else, "may_except" may, and behind "keeps"
    all is about what is excepted ("but leave the hall light on"). Words ``beside`` that say nothing ("the one in").
    """

    intents: Intents
    ands: frozenset[str]
    articles: frozenset[str]
    beside: frozenset[str]
    excepts: Sequence[tuple[str, str]]


@cache
def _grammar(tag: str) -> _Grammar | None:
    """The templates of the language ``tag``; None where there are none."""
    own = home_table(tag)
    file = home_assistant_file(tag)
    if file is None:
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    tell_ranges_apart(found["lists"].values())
    intents = {name: intent for name, intent in found["intents"].items() if not _NOT_THE_HOME.search(name)}
    for name, intent in own.get("intents", {}).items():
        intents.setdefault(name, {"data": []})["data"] += intent["data"]
    definitions = {
        "language": tag.partition("-")[0],
        "intents": intents,
        "lists": found["lists"] | own.get("lists", {}),
        "expansion_rules": found["expansion_rules"] | own.get("expansion_rules", {}),
        "skip_words": found.get("skip_words", []) + own.get("skip_words", []),
        "settings": found.get("settings") or {},
    }
    ands, articles, beside = (frozenset(own.get(name, ())) for name in ("and", "articles", "beside_excepted"))
    excepts = [(phrase, kind) for kind in ("except", "keeps", "may_except") for phrase in own.get(kind, ())]
    return _Grammar(Intents.from_dict(definitions), ands, articles, beside, excepts)


def shapes(tag: str, count: int) -> Iterator[tuple[str, str]]:
    """Sentences of the language ``tag`` as its templates have them, at most ``count`` of each set of templates.

    Each comes with the domain of what its ``{name}`` calls ("area" and "floor" where it has these, "any" where it has
    no name, "other" for any domain); the names are left open, as in "turn on the {name}".
    """
    if (grammar := _grammar(tag)) is None:
        return
    named = {kind: TextSlotList.from_strings([f"x{kind}x"], name=kind) for kind in ("name", "area", "floor")}
    for name, intent in grammar.intents.intents.items():
        for data in intent.data:
            alone = replace(
                grammar.intents,
                intents={name: replace(intent, data=[data])},
                slot_lists={**grammar.intents.slot_lists, **named},
            )
            domains = (data.requires_context or {}).get("domain") or "other"
            for text in samples(automaton(alone), count):
                kinds = [kind for kind in named if f"x{kind}x" in text]
                shape = text.replace("{", "").replace("}", "")
                for kind in kinds:
                    shape = shape.replace(f"x{kind}x", f"{{{kind}}}")
                if len(kinds) > 1 or max((text.count(f"x{kind}x") for kind in kinds), default=0) > 1:
                    continue
                if kinds == ["name"]:
                    for domain in [domains] if isinstance(domains, str) else domains:
                        yield domain, shape
                else:
                    yield (kinds or ["any"])[0], shape


@cache
def home_table(tag: str) -> Mapping[str, Any]:
    """``LANGUAGE/home.yaml`` of the language ``tag``; empty where there is none."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "home.yaml")
    return read_table(file) if file.is_file() else {}


def _plain(text: str) -> str:
    """``text`` without marks that only separate, as hassil reads it; those in numbers stay."""
    return " ".join(re.sub(r"[?!;:\"]|[.,](?!\d)|(?<!\d)[.,]", " ", text).replace("\u2019", "'").split())


def variants(said: str, tag: str) -> Iterator[str]:
    """The ``said`` words of a name in the language ``tag``, also with its digits as words, and in the other number."""
    for form in as_said(said, tag):
        yield form
        if tag.startswith("en") and form[-1:].isalpha():
            if form.endswith("s") and not form.endswith("ss"):
                yield form[:-1]
            elif len(form) > 2:
                yield f"{form}s"


def as_said(words: str, tag: str) -> tuple[str, str]:
    """The ``words`` of a name, and the same with its digits as words."""
    return words, " ".join(_in_words(word, tag) for word in words.split())


def _in_words(word: str, tag: str) -> str:
    if not word.isdigit() or len(word) > 4:
        return word
    try:
        return str(num2words(int(word), lang=tag.partition("-")[0])).replace("-", " ")
    except NotImplementedError:
        return word


def _lists(text: str, spans: Sequence[re.Match[str]], mentions: Iterable[Mention]) -> dict[str, SlotList]:
    """The names in a sentence as hassil's lists, each as it is written there."""
    values: dict[str, list[tuple[str, Any, dict[str, Any]]]] = {"name": [], "area": [], "floor": []}
    for one in mentions:
        written = text[spans[one.start].start() : spans[one.end - 1].end()]
        context = {"domain": one.domain, "device_class": one.device_class} if one.kind == "name" else {}
        values[one.kind].append((written, one.ids, context))
    return {name: TextSlotList.from_tuples(found, name=name, allow_template=False) for name, found in values.items()}


def _intent(result: RecognizeResult, left_out: frozenset[str], here: str | None) -> HomeIntent:
    values = {name: entity.value for name, entity in result.entities.items()}
    named: dict[str, tuple[str, ...]] = {}
    is_here = False
    for kind in ("name", "area", "floor", "preferred_area_id"):
        value = values.pop(kind, None)
        if isinstance(value, tuple):
            named[kind] = value
        elif value is not None and kind == "area":
            named[kind], is_here = (str(value),), True
    slots = {
        name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in values.items()
    }
    fit = (int("name" in named), int("name" in named or "area" in named), result.text_chunks_matched, -len(slots))
    return HomeIntent(
        result.intent.name,
        slots,
        named.get("name", ()),
        named.get("area", ()),
        named.get("floor", ()),
        left_out,
        result.response or "",
        is_here and here is not None,
        fit,
    )
