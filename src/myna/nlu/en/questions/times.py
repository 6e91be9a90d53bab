"""The time that a question of fact names, "in 1900", "in fifty years", and the question without it. Pure.

Its rules:

1. A time is a year, a decade, a century, or so many years from now, at either end of the question; or only the future
   ("what will be ..."). What is asked of now names none.
2. The question without its time is put into the present tense, in each way in which it may be: who answers says which
   of them asks something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from myna.nlu.en import numbers
from myna.nlu.en.dates import year_of
from myna.nlu.plain_words import plain

_BEFORE = (
    r"(?:(?:back|way back|already|still|once|only) )?"
    r"(?:in|by|until|till|before|after|around|during|since|as of|for|of|from)"
)
_SPAN = r"(?P<count>\d+|[a-z]+(?: [a-z]+){0,4}) (?:years?|decades?|centur(?:y|ies))"
_VAGUE = frozenset(["a", "an", "a few", "few", "several", "many", "some"])
_TO_COME = re.compile(
    rf"in {_SPAN}(?: time| from now)?|(?:in|by) the (?:near |far |distant )?future|one day|some day|tomorrow"
    r"|(?:(?:in|by|during) )?(?:the )?next (?:year|decade|century)|(?:in|by|at) the end of (?:the|this) century"
)
_FROM_NOW = re.compile(f"{_SPAN} from now")
_AGO = re.compile(f"{_SPAN} ago")
_OVER = re.compile(
    r"(?:(?:in|during) )?(?:the )?last (?:year|decade|century)|in the past|back then|at that time|in ancient times"
    rf"|{_BEFORE} (?:the )?(?:(?:early|late|mid) )?(?:middle ages|(?:\d+(?:st|nd|rd|th)|[a-z]+|twenty first) century"
    r"|\d{2,4}s"
    r"|(?:[a-z]+teen |eighteen |nineteen )?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"
    rf"|{_BEFORE} (?:the )?(?:year )?\d{{1,4}} (?:bc|bce|ad|ce)"
    rf"|{_BEFORE} (?:the )?(?:first |second )?(?:world |civil |cold )?war(?: one| two)?"
)
_YEAR = re.compile(rf"{_BEFORE} (?:the )?(?:year )?(?P<year>\d{{4}}|[a-z]+(?: [a-z]+){{1,4}})")
_TIMES = ((_TO_COME, True), (_FROM_NOW, True), (_AGO, False), (_OVER, False))
_MOST_WORDS = 8
"""Words of the longest time."""

_WILL = re.compile(r"^(?P<before>.*?)\b(?:will|would|(?:is|are) going to) (?P<after>.*)$")
_BE = re.compile(r"\bbe\b ?")
_PRESENT = {
    "was": "is",
    "were": "are",
    "did": "does",
    "had": "has",
    "lived": "live",
    "used": "use",
    "spoke": "speak",
    "bordered": "border",
    "belonged": "belongs",
    "lay": "lies",
}


@dataclass(frozen=True, slots=True)
class Timed:
    """A question of another time: ``when``, as it was said, "" where only the future is asked for.

    ``year`` is the year that it names, if it does. ``questions``: what it asks, without its time.
    """

    when: str
    year: int | None
    to_come: bool
    questions: tuple[str, ...]


def timed(text: str, this_year: int) -> Timed | None:
    """What ``text`` asks of another time than now; None where it names none."""
    words = plain(text).split()
    rest, when, year, to_come = words, "", None, False
    for count in range(min(_MOST_WORDS, len(words) - 2), 0, -1):
        for time, others in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if when or (found := _time(" ".join(time), this_year)) is None:
                continue
            rest, when, (year, to_come) = others, " ".join(time), found
    question = " ".join(rest)
    future = _WILL.match(question)
    if not when and future is None:
        return None
    asked = dict.fromkeys(_put_now(question) if future is None else _put_now_of_future(future))
    return Timed(when, year, to_come or future is not None, tuple(" ".join(one.split()) for one in asked))


def _time(said: str, this_year: int) -> tuple[int | None, bool] | None:
    """The year that ``said`` names, if it does, and whether the time is to come; None where it is no time."""
    for form, to_come in _TIMES:
        if (match := form.fullmatch(said)) is not None and _is_span(match.groupdict().get("count")):
            return None, to_come
    if (match := _YEAR.fullmatch(said)) is not None and (year := year_of(numbers.words_of(match["year"]))) is not None:
        return year, year > this_year
    return None


def _is_span(count: str | None) -> bool:
    """Whether ``count`` says how many, where something does."""
    return count is None or count in _VAGUE or numbers.number(numbers.words_of(count)) is not None


def _put_now(question: str) -> Iterator[str]:
    yield question
    yield " ".join(_PRESENT.get(word, word) for word in question.split())


def _put_now_of_future(match: re.Match[str]) -> Iterator[str]:
    before, after = match["before"], match["after"]
    if _BE.search(after):
        yield from (f"{before}{verb} {_BE.sub('', after, count=1)}" for verb in ("is", "are"))
    yield f"{before}{after}"
    yield f"{before}does {after}"
