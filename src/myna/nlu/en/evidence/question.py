"""What kind of answer an English question wants, and by which words it asks. Pure."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from myna.nlu.en.evidence.text import PREPOSITIONS, Word, words_of
from myna.nlu.en.words import word_set

Kind = Literal["person", "time", "place", "number", "reason", "manner", "thing", "other", "none"]
"""What is asked for: "which treaty" asks for a ``thing``, "what" alone for any ``other``."""

KINDS: tuple[Kind, ...] = ("person", "time", "place", "number", "reason", "manner", "thing", "other", "none")

Form = Literal["subject", "do", "be", "behind", "other", "none"]
"""Where the asking word stands: as the subject ("who wrote it"), before "did" or "was", behind a preposition."""

FORMS: tuple[Form, ...] = ("subject", "do", "be", "behind", "other", "none")

_ASKING = word_set("how what when where which who whom whose why")
_AUXILIARIES = word_set("""
    are be been being can could did do does had has have is may might must should was were will would
""")
_NEAREST: dict[str, Kind] = {"who": "person", "whom": "person", "whose": "person", "when": "time", "where": "place"}
_SKIPPED = word_set("a an kind many much name of other sort the type")
_ENDING = word_set("by for from in of on that to with")
_DETERMINERS = word_set("a an her his it its the their them this")

_NOUNS: dict[Kind, frozenset[str]] = {
    "person": word_set("""
        actor actress artist author bishop character chief commander director emperor engineer explorer founder general
        governor individual inventor king leader man mathematician member minister monarch people person philosopher
        physicist poet pope president prince queen ruler saint scholar scientist singer woman writer
    """),
    "place": word_set("""
        area capital city colony continent country county district island location nation place province region river
        state territory town village
    """),
    "time": word_set("age century date day decade era month period time year"),
    "number": word_set(
        "amount cost distance height length number percent percentage population price rate size weight"
    ),
}
_MEASURES = word_set("big deep far fast heavy high large long many much often old tall wide")

_NEGATED = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|except|failed?|un\w+able)\b|n['\u2019]t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Question:
    """A question in its ``words``.

    ``kind`` is what it asks for, ``focus`` the stem of the noun that says so ("year", "treaty"; "" for none), and
    ``form`` where its asking word stands, at ``at``.
    """

    text: str
    words: tuple[Word, ...] = field(init=False)
    kind: Kind = field(init=False)
    focus: str = field(init=False)
    form: Form = field(init=False)

    def __post_init__(self) -> None:
        words = words_of(self.text)
        at = next((index for index, word in enumerate(words) if word.text in _ASKING), None)
        kind, focus = ("none", "") if at is None else _wanted(words, at)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "focus", focus)
        object.__setattr__(self, "form", "none" if at is None else _form(words, at))

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say what it is about, in their order."""
        return tuple(word for word in self.words if word.is_content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Their stems."""
        return frozenset(word.stem for word in self.content)

    @cached_property
    def is_negated(self) -> bool:
        """Whether it has a negation."""
        return is_negated(self.text)


def is_negated(text: str) -> bool:
    """Whether ``text`` has a word that negates."""
    return _NEGATED.search(text) is not None


def _wanted(words: tuple[Word, ...], at: int) -> tuple[Kind, str]:
    asking, rest = words[at].text, words[at + 1 :]
    if asking in _NEAREST:
        return _NEAREST[asking], ""
    if asking == "why":
        return "reason", ""
    if asking == "how":
        if not rest or rest[0].text not in _MEASURES:
            return "manner", ""
        counted = rest[0].text in ("many", "much") and len(rest) > 1
        return "number", rest[1].stem if counted else ""
    focus = _focus(rest)
    if focus is not None:
        return _kind_of(focus) or "thing", focus.stem
    told = next((word for word in rest if word.text not in _AUXILIARIES and word.text not in ("a", "an", "the")), None)
    kind = None if told is None else _kind_of(told)
    return ("other", "") if kind is None or told is None else (kind, told.stem)


def _focus(rest: tuple[Word, ...]) -> Word | None:
    """The noun behind "what" or "which": "company" of "what public company did", and of "what company built"."""
    nouns: list[Word] = []
    has_auxiliary = False
    for word in rest[:5]:
        if has_auxiliary := word.text in _AUXILIARIES:
            break
        if not nouns and word.text in _SKIPPED:
            continue
        if word.text in _ENDING or word.text in _DETERMINERS or (nouns and word.text.endswith("ed")):
            break
        nouns.append(word)
    else:
        has_auxiliary = len(rest) <= len(nouns) + 1
    if len(nouns) > 1 and not has_auxiliary and not _is_verb_next(rest, nouns[-1]):
        nouns.pop()  # the verb
    return nouns[-1] if nouns else None


def _is_verb_next(rest: tuple[Word, ...], noun: Word) -> bool:
    behind = rest[rest.index(noun) + 1 :][:1]
    return any(word.text.endswith("ed") for word in behind)


def _kind_of(word: Word) -> Kind | None:
    singular = word.text.removesuffix("s")
    return next((kind for kind, nouns in _NOUNS.items() if word.text in nouns or singular in nouns), None)


def _form(words: tuple[Word, ...], at: int) -> Form:
    if at and words[at - 1].text in PREPOSITIONS:
        return "behind"
    auxiliary = next((word.text for word in words[at + 1 :] if word.text in _AUXILIARIES), None)
    if auxiliary is None:
        return "subject"
    if auxiliary in ("did", "do", "does"):
        return "do"
    return "be" if auxiliary in ("is", "was", "are", "were") else "other"
