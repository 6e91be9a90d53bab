"""How a language model claims acts in English: "I've added milk to your list", "Your table has been booked". Pure.

Its rules:

1. A claim begins with words of a few kinds; whether it is one shows at the end of its sentence.
2. What can be said of other things too ("I'll add an example", "I've made it short for you") is a claim only where it
   is about what an assistant handles, or about something of the user's.
3. In the past tense, as stories have it, it is one only about something of the user's, or at the beginning.
"""
# ruff: noqa: RUF001 -- dashes are meant

import re
from collections.abc import Iterable, Sequence

from myna.nlu.en.words import word_set

INSTEAD = "Nothing has been done: say it as an order, and I will do it if I can."

_SURE = word_set("book buy purchase remind reserve schedule send")
"""Verbs that need nothing behind them: "I've booked a table"."""

_SWITCH = word_set("dim switch turn")
_OTHERS = word_set("""
    activate add adjust alert call cancel close create delete email lock make message notify open order pause place play
    put remove save set start text unlock update wake
    """)
_ACTS = _SURE | _SWITCH | _OTHERS
_DONE = {"buy": "bought", "make": "made", "put": "put", "send": "sent", "set": "set", "wake": "woken"}
_DOING = {"set": "setting", "put": "putting"}
_DOUBLED = {"cancel", "dim"}

_BEFORE_VERB = word_set("""
    ahead already also am and be can certainly definitely even gladly go going gone happily have immediately just make
    me now quickly shall successfully sure then to went will
    """)
"""Between "I" and its verb."""

_THINGS = word_set("""
    alarm alarms appointment booking calendar email flight heater heating hotel lamp lamps light lights message order
    playlist reminder reminders reservation room table taxi text thermostat timer timers volume
    """)
_KINDS = word_set("new first shopping grocery to-do kitchen bedroom dinner next list task meeting request call")
_BEFORE_STATE = word_set("all are been has have is now successfully was were")
_STATES = word_set("off on")
_ANNOUNCED = word_set("alarm appointment booking lights message order reminder reservation table taxi timer")
"""Of these a claim may have no verb: "Timer set."."""

_INTERJECTIONS = (
    *("absolutely", "all right", "alright", "certainly", "got it", "great", "no problem", "of course", "ok", "okay"),
    *("perfect", "sure", "sure thing", "yep", "yes"),
)
_FINISHED = ("all done", "all set", "done", "set")


def _done(verb: str) -> str:
    """The participle of ``verb``."""
    return _DONE.get(verb) or f"{verb}{verb[-1] if verb in _DOUBLED else ''}{'' if verb[-1] == 'e' else 'e'}d"


def _doing(verb: str) -> str:
    return _DOING.get(verb) or f"{verb.removesuffix('e')}{verb[-1] if verb in _DOUBLED else ''}ing"


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _beginnings(words: Iterable[str]) -> str:
    """A pattern for any beginning of any of ``words``, the whole word included."""
    return _any({word[:length] for word in words for length in range(1, len(word) + 1)})


_BOOKED = frozenset({*map(_done, _ACTS), "canceled"})
_FORMS = frozenset({*_ACTS, *_BOOKED, *map(_doing, _ACTS), "canceling"})
_SAID_BEFORE = rf"\W*(?:{_any(_INTERJECTIONS)}(?!\w)\W*)"
_CLAUSE = rf"(?:^{_SAID_BEFORE}*|[,;:—–] |[.!?] |\b(?:and|so|but|then|okay|ok|sure|yes|now) )"
_INTERJECTION = re.compile(rf"^{_SAID_BEFORE}+", re.IGNORECASE)
_SILENT = re.compile(r"\W*")

_WORDS: Sequence[tuple[Iterable[str], Iterable[str], Iterable[str]]] = (
    (("I", "I've", "I'll", "I'm", "Let"), _BEFORE_VERB, _FORMS),
    (("Your", "The", "A", "An"), _KINDS | _THINGS | _BEFORE_STATE, _FORMS | _STATES),
    (_ANNOUNCED, _BEFORE_STATE, _FORMS | _STATES),
)
"""The first words of claims, the words that may follow, and those by which it is one if at all."""

_OPEN = [
    re.compile(
        rf"{_CLAUSE}(?P<claim>{_beginnings(first)}|{_any(first)}(?: {_any(between)})*"
        rf"(?: {_beginnings({*between, *last})}?)?)$",
        re.IGNORECASE,
    )
    for first, between, last in _WORDS
] + [re.compile(rf"^(?P<claim>{_SAID_BEFORE}*(?:{_beginnings((*_INTERJECTIONS, *_FINISHED))}\W*)?)$", re.IGNORECASE)]
"""What may become a claim with the next words."""

_BEGUN = [
    re.compile(rf"{_CLAUSE}(?P<claim>{_any(first)}(?: {_any(between)})* {_any(last)}(?!\w))", re.IGNORECASE)
    for first, between, last in _WORDS
]
"""What may be a claim, as the rest of the sentence shows."""

_OWN = r"\b(?:your|yours|(?:remind|notify|alert|wake|email|text|call) you)\b"
_HANDLED = (
    rf"(?:{_OWN}|\b(?:timers?|alarms?|reminders?|(?:shopping|grocery|to-do|task|my) list|to the list|calendar"
    r"|appointment|reservation|booking|the (?:order|meeting|message|email)|thermostat|heating|heater|lights?|lamps?"
    r"|playlist|taxi|flight|hotel|pizza|groceries|meal|food)\b)"
)
_DID = r"I(?: (?:already|also|just|now|then|successfully))* "


def _claims() -> Iterable[str]:
    """The patterns of claims."""
    before = rf"(?: {_any(_BEFORE_VERB)})*"
    for begins, form in (
        (rf"I(?:'ve| have){before} ", _done),
        (rf"(?:I(?:'ll| will| shall| am going to|'m going to)|Let me){before} ", str),
        (rf"I(?:'m| am){before} ", _doing),
    ):
        sure, switch = (_any(map(form, verbs)) for verbs in (_SURE, _SWITCH))
        others = _any({*map(form, _OTHERS), *(("canceled",) if form is _done else ())})
        yield rf"{begins}{sure}\b(?! you (?:that|how|why|what)\b)"
        yield rf"{begins}{switch}\b(?=.*\b(?:on|off|up|down|your|lights?|lamps?)\b)"
        yield rf"{begins}(?=.*{_HANDLED}){others}\b"
    yield rf"{_DID}(?=.*(?:{_OWN}|\bfor you\b)){_any(_BOOKED)}\b"
    things = rf"(?: {_any(_KINDS | _THINGS)})+"
    yield rf"Your{things} (?:has|have)(?: (?:all|now|successfully))* been(?: (?:now|successfully))* {_any(_BOOKED)}\b"
    yield rf"(?:The|An?){things} (?:has|have)(?: now)? been(?: (?:now|successfully))* {_any(_BOOKED)}\b"
    yield rf"(?:Your|The){things} (?:is|are) (?:now )?(?:set|booked|scheduled|reserved) (?:for|to|at)\b"
    yield rf"(?:Your|The){things} (?:is|are) now {_any(_BOOKED | _STATES)}\b"


_CLAIM = re.compile(rf"{_CLAUSE}(?P<claim>{'|'.join(_claims())})", re.IGNORECASE)
_WHOLE = re.compile(
    rf"^\W*(?:{_any(_FINISHED)}|{_any(_ANNOUNCED)} (?:(?:has|have) been |(?:is|are) now )?"
    r"(?:set|started|created|booked|placed|sent|scheduled|reserved|cancelled|canceled|on|off)\b.*)\W*$",
    re.IGNORECASE,
)
"""Whole sentences that claim without a subject."""

_FIRST = re.compile(rf"^\W*{_DID}{_any(_BOOKED)}\b.*{_HANDLED}", re.IGNORECASE)
"""The past tense at the beginning of an answer."""


class EnglishClaims:
    """How English claims acts."""

    instead = INSTEAD

    def is_part(self, text: str) -> bool:
        """Whether ``text`` is an interjection in front of a sentence."""
        return _INTERJECTION.fullmatch(text) is not None

    def opening(self, text: str) -> int:
        """From which character on ``text`` may become a claim."""
        plain = _plain(text)
        begins = [found.start("claim") for found in (one.search(plain) for one in (*_OPEN, *_BEGUN)) if found]
        return _with_interjection(plain, min(begins, default=len(text)))

    def find(self, sentence: str, *, first: bool) -> int | None:
        """Where the claim in ``sentence`` begins."""
        plain = _plain(sentence)
        rest = _INTERJECTION.sub("", plain)
        if _WHOLE.search(rest) or (first and _FIRST.search(rest)):
            return 0
        found = _CLAIM.search(plain)
        return _with_interjection(plain, found.start("claim")) if found else None


def _plain(text: str) -> str:
    """``text`` with straight apostrophes and without the marks of emphasis, as long as it was."""
    return text.replace("\u2019", "'").replace("*", " ").replace("_", " ")


def _with_interjection(text: str, begin: int) -> int:
    """``begin``, or 0 where there is at most an interjection in front of it."""
    return 0 if _SILENT.fullmatch(text[:begin]) or _INTERJECTION.fullmatch(text[:begin]) else begin
