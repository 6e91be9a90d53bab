"""What the first sentence of an article says of its title, as the table ``LANGUAGE/knowledge.yaml`` reads it. Pure.

Its rules:

1. A lead is a sentence whose subject is the title, before a verb that says what it is. One that only lists what a word
   may refer to is none.
2. The dates of a life are those inside the first brackets, before the verb: a birth and a death, or one of them
   that is called so.
"""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from myna.nlu.title_table import Key, words_of_title

_FIRST_WORDS = 8
"""Words of a subject among which the title begins."""

_BRACKETS = re.compile(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_INNER = re.compile(r"\[[^\[\]]*\]|[(（][^()（）]*[)）]")
_DASH = re.compile(r"\s*[–—―~〜～−]\s*|\s+-\s+|(?<=\d)-(?=\D)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year as an article has it: ``text``; ``month`` and ``day`` are 0 where it does not say them."""

    text: str
    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """When somebody was born and died; None where that is not said."""

    born: Day | None = None
    died: Day | None = None

    def age(self, on: date) -> tuple[int, int] | None:
        """The least and the greatest age in years on the day ``on``, or at death; None where that cannot be."""
        born, end = self.born, self.died or Day("", on.year, on.month, on.day)
        if born is None or born.year < 0 < end.year:
            return None
        greatest = end.year - born.year
        known = (born.month, born.day), (end.month, end.day)
        if all(all(part) for part in known) or (all(month for month, _ in known) and born.month != end.month):
            greatest -= known[1] < known[0]
            least = greatest
        else:
            least = greatest - 1
        return (max(least, 0), greatest) if 0 <= greatest <= 120 else None


@dataclass(frozen=True, slots=True)
class LeadTable:
    """Regular expressions; see ``nlu/en/knowledge.yaml``.

    ``verb`` ends the subject, ``before`` may stand in front of it, ``no_subject`` is no subject's beginning.
    ``unclear`` is said where a title may mean several things, ``office`` where it is an office and nobody who holds it.
    ``place`` is found in what says where something is, ``born`` in what says where one was born.
    """

    verb: re.Pattern[str]
    unclear: re.Pattern[str]
    before: re.Pattern[str]
    no_subject: re.Pattern[str]
    office: re.Pattern[str]
    place: re.Pattern[str]
    located: re.Pattern[str]
    born: re.Pattern[str]
    pronoun: re.Pattern[str]
    _date: re.Pattern[str]
    _born: re.Pattern[str]
    _died: re.Pattern[str]
    _no_person: re.Pattern[str]
    _before_era: str
    _months: tuple[str, ...]
    _edition: str

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The members ``leads`` and ``dates`` of a ``knowledge.yaml``; what is left out is never found."""
        leads, dates = table["leads"], table["dates"]
        months = tuple(dates["months"])
        names = "|".join(sorted(months, key=len)[::-1])

        def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
            return re.compile(pattern.replace("<months>", names), flags)

        found = {name: compiled(leads.get(name, "(?!)")) for name in LEADS}
        of_dates = {f"_{name}": compiled(dates.get(name, "(?!)"), re.IGNORECASE) for name in ("date", "born", "died")}
        return cls(
            **found,
            **of_dates,
            _no_person=compiled(dates.get("no_person", "(?!)")),
            _before_era=dates.get("before_era", "\0"),
            _months=months,
            _edition=dates["edition"],
        )

    def is_lead(self, sentence: str, title: Key) -> bool:
        """Whether ``sentence``, which may have brackets, says what is called ``title``, any of its words at least."""
        subject = self.subject(sentence)
        if not subject or sentence.rstrip()[-1] in ":：":
            return False
        if self.unclear.search(sentence) or self.no_subject.match(subject):
            return False
        words = words_of_title(subject)
        if any(not word.isascii() for word in title) and "".join(title) in "".join(words):
            return True  # in a script without spaces
        return not set(map(_stem, words[:_FIRST_WORDS])).isdisjoint(map(_stem, title))

    def subject(self, sentence: str) -> str:
        """What is in front of the verb of ``sentence``, without brackets; empty where it has no such verb."""
        bare = " ".join(_BRACKETS.sub("", sentence).split())
        if before := self.before.match(bare):
            bare = bare[before.end() :]
        verb = self.verb.search(f"* {bare}")
        return "" if verb is None else f"* {bare}"[2 : verb.start()].strip(" ,")

    def predicate(self, sentence: str) -> str:
        """What follows the subject, without brackets."""
        bare = " ".join(_BRACKETS.sub("", sentence).split())
        return bare[len(self.subject(sentence)) :]

    def life(self, sentence: str) -> Life:
        """The dates of birth and death that the lead ``sentence`` has inside its first brackets."""
        for bracket in _BRACKETS.finditer(sentence):
            if (verb := self.verb.search(_blank(sentence))) is not None and bracket.start() > verb.end():
                break
            if self._date.search(bracket[1]):
                return self._life(_INNER.sub("", bracket[1]), may_be_span=self._no_person.match(sentence) is None)
        return Life()

    def edition(self, iso: str) -> str:
        """The month of an ISO 8601 date, as it is said; empty where it is none."""
        found = re.match(r"(\d{4})-(\d{2})", iso)
        if found is None or not 1 <= int(found[2]) <= 12:
            return ""
        month = self._months[int(found[2]) - 1]
        return self._edition.format(month=month.capitalize() if month.isascii() else month, year=found[1])

    def _life(self, bracket: str, *, may_be_span: bool) -> Life:
        born = self._named(self._born, bracket)
        died = self._named(self._died, bracket)
        if born or died or not may_be_span:
            if born and not died and (behind := _DASH.search(bracket, bracket.find(born.text))):
                died = self._day(self._date.search(bracket, behind.end()))
            return Life(born, died)
        if (dash := _DASH.search(bracket)) is None:
            return Life()
        before = [*self._date.finditer(bracket, 0, dash.start())]
        behind_dash = self._date.search(bracket, dash.end())
        return Life(self._day(before[0]) if before else None, self._day(behind_dash))

    def _named(self, word: re.Pattern[str], bracket: str) -> Day | None:
        """The date behind ``word``, in the same part of the bracket."""
        for found in word.finditer(bracket):
            part = re.match(r"[^;†*]*", bracket[found.end() :])
            if part is not None and (day := self._date.search(part.group())) is not None:
                return self._day(day)
        return None

    def _day(self, found: re.Match[str] | None) -> Day | None:
        if found is None:
            return None
        parts: dict[str, str] = {}
        for name, value in found.groupdict().items():
            if value:
                parts[name.rstrip("0123456789")] = value
        year = int(parts["year"])
        month = parts.get("month", "").casefold()
        number = self._months.index(month) + 1 if month in self._months else int(month) if month.isdigit() else 0
        era = parts.get("era", "")
        sign = -1 if self._before_era in era else 1
        return Day(found.group().strip(), sign * year, number, int(parts.get("day", 0)))


LEADS = ("verb", "unclear", "before", "no_subject", "office", "place", "located", "born", "pronoun")
"""The members of ``leads``."""


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _blank(sentence: str) -> str:
    """``sentence`` with letters for its brackets, so that every place stays."""
    return _BRACKETS.sub(lambda found: "x" * len(found.group()), sentence)
