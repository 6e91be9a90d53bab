"""Whether a line of a person's notes answers a question. Pure.

Its rules:

1. Every word of the question that says something must be in the line or above it (headings, the file's name), in
   whatever inflection. Who or what a question is about is never dropped: "the neighbours' password" is not the guests'.
2. The line must be able to answer: "when" wants a time, "how long" a duration, "where" a place, "who" a name, "what is"
   something that is told of just that thing: "the sticker with the password is old" tells no password.
3. A verb that a terse line leaves out ("Bins: Tuesday") may be missing where the line has nothing but the answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from myna.nlu.en.stems import DIGITS, IRREGULAR, Token, joints, plain, stem, terms, tokens
from myna.nlu.en.words import word_set

Wants = Literal[
    "thing",
    "name",
    "place",
    "time",
    "duration",
    "extent",
    "age",
    "degrees",
    "count",
    "amount",
    "reason",
    "way",
    "truth",
    "all",
]
"""What a question wants to know: "extent" is a duration or a length, "truth" a yes or a no, "all" whatever there is."""

Span = tuple[int, int]
"""A part of a line: its first character, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for ``wants``. ``words`` are the stems that an answer must have, ``mild`` those that it may lack.

    ``defines``: it asks what or who something is ("what is X"). ``own``: it is about what is mine or ours. ``past``: it
    asks whether something has been done. ``happened``: it asks about something that was, at whatever time.
    """

    wants: Wants
    words: tuple[str, ...]
    mild: frozenset[str] = frozenset()
    defines: bool = False
    own: bool = False
    past: bool = False
    happened: bool = False

    def with_word(self, meant: str, said: str) -> "Asked":
        """The question with the word ``meant`` in the place of ``said``."""
        return replace(self, words=tuple(meant if word == said else word for word in self.words))

    def required(self) -> Iterator[tuple[str, ...]]:
        """For each word that a line must have, the terms of which it has one."""
        return (terms for terms in self.spellings() if terms[0] not in self.mild)

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """For each of the words the terms that stand for it: itself, or joined with its neighbour ("wi fi")."""
        for place, word in enumerate(self.words):
            joints = (self.words[max(place - 1, 0) : place + 1], self.words[place : place + 2])
            yield word, *("".join(joint) for joint in joints if len(joint) == 2)

    def fits(self, text: str, above: Sequence[str]) -> "Fit | None":
        """How well the line ``text`` answers; None where it does not.

        ``above`` are what gives context to it, from the name of its file to the heading right above it.
        """
        here, over = terms(text), {term for one in above for term in terms(one)}
        inline, missing = set[str](), set[str]()
        for word, *joined in self.spellings():
            spellings = {word, *joined}
            if found := spellings & here:
                inline |= found
            elif not spellings & over:
                if word not in self.mild:
                    return None
                missing.add(word)
        line = _Line(text, self, frozenset(inline), frozenset(over), frozenset(missing))
        headings = [len(_saying(one) - line.asked) for one in above[1:]]
        if (missing & _NAMES and any(headings[-1:])) or (missing & _NEXT and line.is_over()):
            return None  # a list of passwords does not say what is called so, nor a past date when the next one is
        if inline - self.mild:
            fit = min(line.fits(), key=lambda fit: (fit.extra, fit.loose), default=None)
        else:
            fit = line.bare() if above and terms(above[-1]) & line.asked else None
        return None if fit is None else replace(fit, extra=(fit.extra[0], sum(headings)))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a line answers.

    ``extra`` counts the words by which it is about something narrower than was asked: its own, and those above it.
    """

    extra: tuple[int, int]
    value: frozenset[str]
    """The stems of what it tells, to see whether two lines tell the same."""
    loose: bool = False
    """Whether the line only has all words, and something more, so that it probably answers."""


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, word_set(words)))


MILD: dict[Wants, frozenset[str]] = {
    "time": _stems("collect pick empty put take happen come go due get last next schedule need"),
    "duration": _stems("run take last need go"),
    "extent": _stems("run take last need go"),
    "place": _stems("put leave keep store hide stash stow located"),
    "thing": _stems("need take use require number phone called name"),
    "name": _stems("call ask contact phone got has borrowed"),
    "degrees": _stems("hot degree need use"),
    "count": _stems("need take go"),
    "amount": _stems("need take go"),
}
"""The stems of what may be left out in a line, by what is asked for; of a thing's number if the line has one."""


_UNITS = r"(?:s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|days?|nights?|weeks?|months?|years?)"
_COUNT = rf"(?:\d+(?:[.,:/]\d+)*|an?|half(?: an?)?|several|{'|'.join(DIGITS)})"
_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|(?:in|of|since|until|by|next|last|every|early|late|mid|\d|\d(?:st|nd|rd|th))[ -]may|may \d"
)
_DAYS = (
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|tues|wed|thu|thurs|fri|weekdays?|weekends?"
    "|weekly|daily|monthly|yearly|annually"
)
_CALENDAR = (
    r"every (?:\w+ )?(?:day|morning|evening|night|week|month|year)s?|today|tonight|tomorrow|yesterday|noon|midday"
    "|midnight|mornings?|afternoons?|evenings?|nights?|christmas|easter|spring|summer|autumn|winter"
)
_AT = (
    rf"(?:at|by|before|after|until|till|from|past|to|around|about) (?:\d{{1,2}}|{'|'.join(DIGITS)})"
    rf"\b(?![.,:]?\d| ?[°%]| (?:{_UNITS}|degrees)\b)"
)
_NTH = r"(?:twenty |thirty )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w*[tn]th|\w+tieth)"
_CLOCK = rf"o'clock|{_AT}|half past \w+|quarter (?:past|to) \w+|{_COUNT} (?:am|pm|a\.m|p\.m|{_UNITS} ago)"
_OFTEN = rf"(?:once|twice|\w+ times) an? \w+|every {_COUNT} {_UNITS}"
_TIME = re.compile(
    rf"\b(?:(?:{_NTH} |other |last )?(?:{_DAYS})|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{_MONTHS})"
    rf"|{_CALENDAR}|{_CLOCK}|{_OFTEN})\b"
    rf"|\b(?:on|by|of|until|before|after) the {_NTH}(?= of\b|[.,;]|$)|\bof (?:the|each|every) (?:week|month|year)\b"
    r"|\b\d{1,2}(?:[:.h]\d\d| ?(?:am|pm|o'clock|uhr))\b|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./](?:\d\d){0,2}|\b(?:19|20)\d\d\b"
)
_DURATION = re.compile(
    rf"\b(?:{_COUNT}(?: (?:and )?(?:an? )?(?:half|quarters?))?[ -]?{_UNITS}\b|overnight|forever|\d+h\d*)|\b\d+:\d\d\b"
)
_LENGTH = re.compile(
    rf"\b{_COUNT} ?(?:mm|cm|m|km|met(?:er|re)s?|centimet(?:er|re)s?|feet|foot|ft|inch(?:es)?|in|yards?|miles?)\b"
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(DIGITS)}|hundred|thousand|half|dozen)\b")
_FOR = re.compile(r"\b(?:for|at|on|in|by|of|to|from|with) ?$")
_COUNTED = re.compile(rf"(?:(?:only|about|just|now|exactly) )?(?:\d|(?:{'|'.join(DIGITS)})\b)")
_DEGREES = re.compile(rf"\d+ ?(?:°|degrees?\b|[cf]\b)|\b(?:{'|'.join(DIGITS)}|hundred)(?: \w+){{0,3}} degrees?\b")
_PHONE = re.compile(rf"(?:\d[ /()+.-]{{0,2}}){{5,}}|(?:\b(?:{'|'.join(DIGITS)}|oh|double|hundred)\b ?){{3,}}")
_REASON = re.compile(r"\b(?:because|since|due to|so that|so|as|in order to|thanks to|to avoid)\b|:")
_PLACE = re.compile(
    r"\b(?:in|inside|on|under|underneath|below|beneath|above|over|behind|beside|besides|between|near|at|next to"
    r"|opposite|with|by(?= (?:the|my|our))|against|within|outside|upstairs|downstairs)\b"
)
_PLACES = word_set("""
    attic balcony basement bathroom bedroom box building cabinet car cellar closet cupboard desk drawer freezer fridge
    garage garden hall hallway hook house kitchen landing larder locker loft office pantry rack room safe shed shelf
    study table wardrobe workshop
""")
_NOT_DONE = "morning|evening|building|ceiling|wedding|during|hundred|speed|\\w+thing"
_DONE = re.compile(
    rf"\b(?:(?!(?:{_NOT_DONE})\b)\w{{3,}}(?:ed|ing)|bought|sold|lent|lost|made|given|gone|left|broke|broken)\b"
)
_COPULA = re.compile(r" (?:is|are|was|were|reads|means|says) |(?<=\w)'s (?=\w)")
_COLON = re.compile(r"(?<=\S)(?::(?=\s)| [=\u2013\u2014-] | ?\u2192 |\t)")
_HEAD_ENDS = re.compile(r"\b(?:for|of|to|in|on|at|from|with|by|under|near|about)\b|[(,;]")
_DENIES = re.compile(r"\b(?:not?|never|without|no longer)\b|n't\b")
"""What is denied answers only where nothing is said that is not."""

_BY = re.compile(r"\b(?:with|by|to|from) (?:(?:the|my|our) )?$")
_PARTS = re.compile(r"(?<=[.;,])\s")

_VALUES: dict[Wants, re.Pattern[str]] = {
    "time": _TIME,
    "duration": _DURATION,
    "extent": re.compile(f"{_DURATION.pattern}|{_LENGTH.pattern}"),
    "age": re.compile(rf"\b(?:(?:19|20)\d\d|{_COUNT} (?:years?|months?|weeks?|days?)|born|aged? {_COUNT})\b"),
    "degrees": _DEGREES,
    "count": _NUMBER,
    "amount": _NUMBER,
    "reason": _REASON,
    "place": _PLACE,
}
"""What a line must have to answer, by what is asked for."""

_LABELS: dict[Wants, frozenset[str]] = {
    "time": _stems("day time date when open hour"),
    "duration": _stems("time duration length"),
    "extent": _stems("time duration length"),
    "degrees": _stems("temperature degree"),
    "place": _stems("place where location stored"),
    "name": _stems("name who"),
    "age": _stems("age birthday year"),
    "count": _stems("number count"),
    "amount": _stems(
        "number amount cost price gram kilogram g kg ml litre liter l cup spoon teaspoon tablespoon pinch"
    ),
}
"""Stems by which a key or a column may be called, by what is asked for."""

_NAMES, _NEXT = _stems("called name"), _stems("next")
_CALLED, _CALLS = _stems("number phone"), _stems("call phone")
"""What a number is asked for by, which a line need not say that has one."""

_KIN = word_set("""
    aunt boss brother cousin dad daughter doctor father friend grandma grandpa husband landlady landlord mother mum
    neighbor neighbour neighbours sister son uncle wife
""")
_MOST_DIVISIONS = 24
"""Places at which a line may be divided; a person's has a few."""

_LONGEST_NAME = 5
_LONGEST_TERSE = 3
_LONGEST_TOLD = 12
_LONGEST_VALUE = 6
"""Words of a name, of a value whose verb is left out, alone and behind a key, and of what answers by itself below a
heading."""


def _saying(text: str) -> set[str]:
    return {token.stem for token in tokens(plain(text)) if token.says}


class _Line:
    """A line that has the terms ``inline`` of ``question``; ``over`` are those above it, ``missing`` are in neither."""

    def __init__(
        self, text: str, question: Asked, inline: frozenset[str], over: frozenset[str], missing: frozenset[str]
    ) -> None:
        self._text = text
        self._plain = plain(text)
        self._tokens = tokens(self._plain)
        self._question = question
        self._inline = inline
        self._own = inline - over - question.mild  # what the line must name by itself
        self._terse = bool(missing)
        self._calls = bool(missing & _CALLED)
        self._mild = MILD.get(question.wants, frozenset[str]())
        self._labels = _LABELS.get(question.wants, frozenset[str]())
        self.asked = frozenset(term for spellings in question.spellings() for term in spellings)

    def fits(self) -> Iterator[Fit]:
        """Each way in which the line answers."""
        whole = (0, len(self._plain))
        wants = self._question.wants
        if self._answers_whole():
            yield replace(self._fit(whole, whole), loose=True)
        if wants in ("truth", "way", "reason", "all"):
            return
        for key, value, marked in islice(self._divisions(), _MOST_DIVISIONS):
            if self._is_about(key) and self._is_answer(key, value):
                fit = self._fit(key, value)
                if (
                    marked or self._calls or not self._terse or not fit.extra[0]
                ):  # "Call the plumber on Monday" has him not come
                    yield fit

    def is_over(self) -> bool:
        """Whether it tells what has been, and not what is or will be."""
        past = re.search(r"\b(?:was|were|last)\b", self._plain) or any(
            _DONE.fullmatch(one.text) for one in self._tokens
        )
        return bool(past) and not re.search(r"\b(?:is|are|be|must|will|next|every)\b", self._plain)

    def bare(self) -> Fit | None:
        """Where all that was asked for is said above the line: how the line is nothing but the answer, if it is."""
        tokens, wants = [token for token in self._tokens if token.says], self._question.wants
        whole = (0, len(self._plain))
        if not 0 < len(tokens) <= _LONGEST_VALUE or _COLON.search(self._plain):
            return None
        if wants == "thing":
            answers = self._question.defines and (not self._calls or self._has_number(whole))
        elif wants == "name":
            answers = self._has_name(whole) and all(self._is_capital(one) or one.text.isdigit() for one in tokens)
        elif wants == "place":
            answers = self._is_place(whole)
        else:
            pattern = _VALUES.get(wants)
            answers = pattern is not None and self._is_terse(whole, pattern, most=0)
        return Fit((0, 0), frozenset(token.stem for token in tokens)) if answers else None

    def _answers_whole(self) -> bool:
        """Whether it answers without being divided into what it is about and what it tells of that."""
        question, others = self._question, [one for one in self._tokens if one.says and one.stem not in self.asked]
        if question.wants == "all":
            return bool(others)
        if question.wants == "truth":
            done = (one.text in IRREGULAR or one.text.endswith("ed") for one in self._tokens if one.stem in self.asked)
            return len(question.words) > 1 and (not question.past or any(done))
        if question.wants == "way":
            ordered = re.search(r"[:,]| (?:by|with|then|to) ", self._plain) and not re.search(
                r" (?:was|were) ", self._plain
            )
            return len(others) > 1 and bool(ordered)
        if question.wants == "reason":
            return len(others) > 0 and _REASON.search(self._plain) is not None
        if question.wants == "thing":
            return not question.defines and not self._terse and bool(others)
        whole = (0, len(self._plain))
        if question.wants in ("count", "amount"):
            return self._is_counted(whole) and self._is_terse(whole, _NUMBER)
        if question.wants != "name" or question.defines:
            return False
        return self._has_name(whole) or (bool(_CALLS & set(question.words)) and self._has_number(whole))

    def _divisions(self) -> Iterator[tuple[Span, Span, bool]]:
        """What the line may be about, what it then tells of it, and whether that is marked.

        It is by a colon or "is"; else the line may be divided where a value begins.
        """
        end = len(self._plain)
        for match in (*_COLON.finditer(self._plain), *_COPULA.finditer(self._plain)):
            before, behind = (0, match.start()), (match.end(), end)
            yield before, behind, True
            yield behind, before, True
        if (pattern := _PHONE if self._calls else _VALUES.get(self._question.wants)) is not None:
            for match in pattern.finditer(self._plain):
                yield (0, match.start()), (match.start(), end), False
                yield (match.end(), end), (0, match.end()), False

    def _is_about(self, key: Span) -> bool:
        """Whether ``key`` names what was asked for, and not something that has to do with it."""
        tokens, text = self._within(key), self._plain[slice(*key)]
        saying = [token for token in tokens if token.says]
        if not any(token.stem in self._inline for token in saying):
            return False
        if self._question.own and _others_own(text, self.asked):
            return False
        ends = [key[0] + match.start() for match in _HEAD_ENDS.finditer(text)]
        end = next((end for end in ends if any(token.end <= end for token in saying)), key[1])
        head = [token for token in saying if token.end <= end][-1]
        return head.stem in self.asked or head.stem in self._labels

    def _is_answer(self, key: Span, value: Span) -> bool:
        """Whether ``value`` is what was asked for."""
        wants = self._question.wants
        whole_key = self._own <= {token.stem for token in self._within(key)} | joints(self._plain[slice(*key)])
        told = [token for token in self._within(value) if token.says and token.stem not in self.asked]
        if wants == "thing" and not self._question.defines:
            longest = _LONGEST_TOLD if whole_key else _LONGEST_TERSE
            return self._terse and 0 < len(told) <= longest and not any(_DONE.fullmatch(one.text) for one in told)
        if wants == "thing":
            return whole_key and bool(told) and (not self._calls or self._has_number(value) or self._is_number(told))
        if wants == "name":
            return self._question.defines and whole_key and self._has_name(value)
        if wants == "place":
            return self._is_place(value)
        text = self._plain[slice(*value)]
        if (pattern := _VALUES.get(wants)) is None or not pattern.search(text):
            return False
        if wants == "count" and not self._is_counted(value) and not (whole_key and self._is_count(key, text)):
            return False
        if wants == "amount" and not whole_key and not self._is_counted(value):
            return False
        return not self._terse or self._is_terse(value, pattern)

    def _is_count(self, key: Span, value: str) -> bool:
        """Whether ``value`` begins with the number of what is in ``key``: "Rooms: 3", and not "an alarm for 3"."""
        return bool(_COUNTED.match(value)) and not _FOR.search(self._plain[slice(*key)])

    def _is_counted(self, value: Span) -> bool:
        """Whether a number in ``value`` counts what was asked for: "3 large eggs", "200 g flour"."""
        tokens = self._within(value)
        return any(
            _NUMBER.search(token.text) and any(other.stem in self.asked for other in tokens[place + 1 : place + 4])
            for place, token in enumerate(tokens)
        )

    def _is_terse(self, value: Span, pattern: re.Pattern[str], most: int = 1) -> bool:
        """Whether a part of ``value`` has nothing but what ``pattern`` finds, and at ``most`` so many words more."""
        start = value[0]
        for part in _PARTS.split(self._plain[slice(*value)]):
            spans = [(start + match.start(), start + match.end()) for match in pattern.finditer(part)]
            others = [
                token
                for token in self._within((start, start + len(part)))
                if token.says
                and not token.text.isdigit()
                and token.stem not in self.asked | self._labels | self._mild
                and not any(begin <= token.start < end for begin, end in spans)
            ]
            if spans and len(others) <= most and not any(_DONE.fullmatch(token.text) for token in others):
                return True
            start += len(part) + 1
        return False

    def _is_place(self, value: Span) -> bool:
        tokens = self._within(value)
        verbs = self.asked | MILD["place"]
        if any(_DONE.fullmatch(token.text) and token.stem not in verbs for token in tokens):
            return False
        if any(token.text in _PLACES and token.stem not in self.asked for token in tokens):
            return True
        for match in _PLACE.finditer(self._plain, *value):
            behind = next((token for token in tokens if token.start >= match.end() and token.says), None)
            if behind is not None and behind.stem not in self.asked and not _TIME.match(self._plain, behind.start):
                return True
        return False

    def _has_number(self, value: Span) -> bool:
        """Whether ``value`` has a number by which somebody is called, and no date."""
        return _PHONE.search(_TIME.sub(" ; ", self._plain[slice(*value)])) is not None

    def _is_number(self, told: Sequence[Token]) -> bool:
        """Whether ``told`` is just a number, of something that has several words: "Locker: 117" below "Tom"."""
        return len(self._question.words) > 2 and len(told) == 1 and told[0].text.isdigit()

    def _has_name(self, value: Span) -> bool:
        """Whether ``value`` has the name of somebody, or says whose brother it is.

        What a person has said and a recogniser has written has no capital letters at all.
        """
        said = [token for token in self._within(value) if token.says and token.stem not in self.asked]
        tokens = [token for token in said if token.text not in ("called", "named")]
        if any(token.text in _KIN for token in tokens):
            return True
        if self._text == self._text.lower():
            if not self._question.defines:
                behind = (token for token in tokens if _BY.search(self._plain, 0, token.start))
                return any(not _NUMBER.search(one.text) and not _TIME.match(self._plain, one.start) for one in behind)
            short = len(tokens) <= _LONGEST_NAME
            plain = not any(_DONE.fullmatch(token.text) or _NUMBER.search(token.text) for token in tokens[:2])
            return bool(tokens) and short and plain and not _TIME.search(self._plain, *value)
        return any(
            self._is_capital(token) and not _TIME.match(self._plain, token.start) and self._is_named(token)
            for token in tokens
        )

    def _is_capital(self, token: Token) -> bool:
        return self._text[token.start].isupper()

    def _is_named(self, token: Token) -> bool:
        """Whether a capital letter means a name: at the beginning of a line only where a verb follows."""
        place = self._tokens.index(token)
        if place or self._question.defines:
            return True
        behind = self._tokens[place + 1 : place + 3]
        return any(one.text in ("has", "is", "was", "had", "will") or one.stem in self.asked for one in behind[:1])

    def _within(self, span: Span) -> list[Token]:
        return [token for token in self._tokens if span[0] <= token.start and token.end <= span[1]]

    def _fit(self, key: Span, value: Span) -> Fit:
        extra = {token.stem for token in self._within(key) if token.says} - self.asked - self._mild - self._labels
        told = {token.stem for token in self._within(value) if token.says} - self.asked
        denied = _DENIES.search(self._plain) is not None and "not" not in self._question.words
        return Fit((len(extra) + 100 * denied, 0), frozenset(told))


def _others_own(text: str, asked: frozenset[str]) -> bool:
    """Whether ``text`` says that something is somebody's who was not asked about."""
    owners = re.findall(r"([^\W_]+)'s\b|\bof (?:the |our |my )?([^\W_]+)", text)
    return any(stem(one or other) not in asked for one, other in owners)
