"""What a language's parsers offer: they read the numbers, sums, days and units that its sentences name.

A parser is a module or a class of a language's folder that has the functions which a protocol here names. Skills know
the protocols alone: a language gets the skills that need parsers once ``nlu/LANGUAGE/parsers.py`` puts its parsers
together and ``nlu/registry.py`` names it. Numbers, sums and lists need no code: they are read by the tables in
``nlu/LANGUAGE/parsers.yaml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import ModuleType
from typing import Protocol

from myna.nlu.schedules import Schedules


class NoSumError(Exception):
    """The text is not a sum."""


class UnsolvableError(Exception):
    """The sum has no answer; the error's argument is the key of the response that says why."""


class MismatchError(Exception):
    """The two units measure different things."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that was calculated.

    ``number`` is the result, ``text`` the sum in the words of the answer. ``percent``: the result is said in
    hundredths. ``exact`` is False where the result was rounded. ``currency`` is what the result is of ("dollars"), or
    "". ``said`` is the result in words where it is not said in digits: "three eighths of a cup".
    """

    number: Fraction
    text: str
    percent: bool = False
    exact: bool = True
    currency: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` of ``unit``; ``text`` is the amount in the words of the answer, ``ingredient`` of what it is.

    That is told only of what is measured both by weight and by volume; "" of all else.
    """

    value: Fraction
    unit: str
    text: str
    ingredient: str = ""


class Numbers(Protocol):
    """Reads and writes numbers."""

    def parse(self, text: str) -> Fraction | None:
        """The number that the whole of ``text`` is."""
        ...

    def spoken(self, value: Fraction) -> tuple[str, bool]:
        """``value`` as an answer says it, and whether that is exact."""
        ...


class Arithmetic(Protocol):
    """Calculates sums."""

    def solve(self, text: str) -> Sum:
        """The sum that the whole of ``text`` is. Raises NoSumError and UnsolvableError."""
        ...


class Dates(Protocol):
    """Reads days of the calendar."""

    def day_further(self, text: str, today: date) -> date | None:
        """The day that ``text`` asks for behind another one: "and friday"."""
        ...

    def day_beside(self, text: str, told: date) -> date | None:
        """The day that ``text`` counts from the one that was ``told``: "the day after that"."""
        ...

    def span_to_told(self, text: str) -> str:
        """In what ``text`` asks how long it is until the day that was told: "days", "weeks"; empty: it does not."""
        ...

    def day(self, text: str, today: date, *, last: bool = False) -> date | None:
        """The day that the whole of ``text`` names: the next such day, or the ``last`` one."""
        ...


class Units(Protocol):
    """Reads amounts and converts them. A unit is known by its name in the language's definitions."""

    def load(self) -> None:
        """Read the definitions, which takes a moment; else that is done when they are first needed."""
        ...

    def conversion(self, amount: str, unit: str) -> tuple[Amount, str] | None:
        """The amount and the unit that two slots of a sentence name, if they do."""
        ...

    def convert(self, value: Fraction, unit: str, to: str, ingredient: str = "") -> Fraction:
        """``value`` of ``unit`` in the unit ``to``, of an ingredient where one is named. Raises MismatchError."""
        ...

    def kind(self, unit: str) -> str | None:
        """What ``unit`` measures, as an answer says it ("a length"); None where that has no name."""
        ...

    def is_possible(self, value: Fraction, unit: str) -> bool:
        """Whether there can be ``value`` of ``unit``: nothing is colder than absolute zero."""
        ...

    def spoken(self, unit: str, value: Fraction, text: str) -> str:
        """``unit`` as an answer says it behind ``value``, where the question called it ``text``."""
        ...


class ListWords(Protocol):
    """Reads what a sentence says of lists."""

    def list_name(self, text: str) -> str | None:
        """The list that ``text`` names: "shopping", "to-do" or another name; None where it names none."""
        ...

    def called(self, name: str) -> str | None:
        """The list that is called ``name``; None where that is no name."""
        ...

    def names_other(self, text: str) -> bool:
        """Whether ``text`` speaks of what is called a list, and is none: the list of reminders."""
        ...

    def placed(self, text: str, items: Sequence[str]) -> str | None:
        """Which of ``items`` the ``text`` names by its place: "the second one"; None where it names none so."""
        ...

    def goes_elsewhere(self, text: str) -> bool:
        """Whether ``text`` is about what is put elsewhere, such as into a calendar, and not onto a list."""
        ...

    def names_no_items(self, text: str) -> bool:
        """Whether ``text`` speaks of all that is on a list, or of what is wanted at once: it puts nothing on one."""
        ...

    def asks_for_items(self, text: str) -> bool:
        """Whether ``text`` may ask what is on a list."""
        ...

    def items(self, text: str) -> list[str]:
        """The items that the whole of ``text`` enumerates."""
        ...

    def changes(self, text: str) -> tuple[list[str], list[str]]:
        """The items that ``text`` puts onto a list, or asks for, and those that it takes off."""
        ...

    def empties(self, text: str) -> bool:
        """Whether ``text`` is about all that is on a list."""
        ...

    def deletes(self, text: str) -> bool:
        """Whether ``text`` removes a list itself, and not only what is on it."""
        ...

    def refers(self, text: str) -> bool:
        """Whether ``text`` names an item by a word that stands for it: "cross that off"."""
        ...

    def corrected(self, words: str) -> tuple[list[str], list[str]]:
        """The items that ``words`` behind "I meant" name, and those in whose place they say that these are meant."""
        ...

    def is_list(self, words: str) -> bool:
        """Whether ``words`` name a list and nothing else."""
        ...

    def recounted(self, item: str, words: str) -> str | None:
        """``item`` of the number that all of ``words`` are: "twelve eggs" of "ten eggs"; None for other words."""
        ...

    def enumerated(self, text: str) -> list[str]:
        """The items that all of ``text`` is; none where it may be anything else."""
        ...

    def are_groceries(self, named: Sequence[str]) -> bool:
        """Whether all of ``named`` are known to be bought, so that "add" alone puts them on a list."""
        ...

    def is_done(self, item: str, named: Sequence[str]) -> bool:
        """Whether one of ``named`` tells that ``item`` was done: "mown the lawn" of "mow the lawn"."""
        ...

    def asks(self, text: str) -> bool:
        """Whether ``text`` is a question, and so no answer that names items."""
        ...

    def points_to_list(self, text: str) -> bool:
        """Whether ``text`` names a list by a word that stands for it: "put flour on it"."""
        ...

    def entries(self, text: str, words: str) -> list[str]:
        """The items that ``words`` enumerate in a ``text`` without a verb of adding; none where they are no items."""
        ...

    def put_alone(self, text: str, words: str, *, to_do: bool) -> list[str]:
        """The items that ``words`` beside the name of a list are in a ``text`` without a verb: "milk for the list".

        ``to_do``: they are things to be done.
        """
        ...

    def tells(self, text: str) -> bool:
        """Whether ``text`` tells how something is, rather than what is to be done, or when."""
        ...

    def asks_for_lists(self, text: str) -> bool:
        """Whether ``text`` asks which lists there are."""
        ...

    def agrees(self, text: str) -> bool | None:
        """Whether ``text`` says yes or no; None where it says neither."""
        ...


@dataclass(frozen=True, slots=True)
class Basics:
    """The parsers that a language has which is understood by templates alone."""

    numbers: Numbers
    arithmetic: Arithmetic
    lists: ListWords


@dataclass(frozen=True, slots=True)
class Parsers(Basics):
    """All parsers of one language."""

    dates: Dates
    units: Units
    schedules: Schedules
    questions: ModuleType
    """The package that reads what the sentences of the classifier ask for; its modules are the skills'."""
    tag: str = "en-us"
