"""What a sentence asks of a dictionary: which word, and what of it. Pure.

Its rules:

1. "Define", "mean", "meaning" and "definition" ask for a word. "What is an umbrella" may ask for the thing.
2. What is pointed at or belongs to somebody ("the relationship", "my role", "it") is no word, unless it is called one.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from myna.nlu.en import numbers
from myna.nlu.en.words import lowered, word_set

About = Literal["meaning", "synonyms", "opposite", "example"]

Sure = Literal["word", "likely", "maybe"]
"""It is called a word, or asked what it "means"; it is defined, as things are too; it may as well be the thing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``about`` a ``word``, which may be several ("home run"); "" where the sentence names none.

    ``sure`` is how surely a dictionary is asked, and nobody else. ``noun``: it has an article, and so is a noun;
    ``adjective``: somebody was called so.
    """

    word: str
    about: About = "meaning"
    sure: Sure = "likely"
    noun: bool = False
    adjective: bool = False


_CALLED = re.compile(
    r"^(?:(?:the|a|an|this) (?:\w+ )?(?:words?|terms?|phrase|expression|idiom|saying)"
    r"|the work(?= \w+$)(?! (?:force|ethic|place|day|week|life|load|out|shop)$)"  # what a recogniser makes of "word"
    r"|words?(?! (?:processor|processing|order|game|play|class|count|search|square|of)\b)|phrase)\b:? (?=\w)"
)
_ARTICLE = re.compile(r"^(?:an?|some) (?=\w)")
_NO_WORD = word_set("""
    all any each every he her here his how i if it it's its me my of our she so some that that's the their them there
    these they this those to us we what when where which who why you your
    """)
"""What begins with one of these, and is not called a word, is none."""

_UNNAMED = frozenset(["a", "an", "the", "word", "words", "this word", "that word", "the word"])

_TAIL = re.compile(
    r"[ ,]+(?:please|thanks|thank you|now|to me|for me|for us|in (?:the |a |my )?dictionary|in english|exactly|again"
    r"|(?:can|could|would|will) you .*|look (?:it|that) up.*|when (?:it's|it is|they're|they are) at home)$"
)
_MARKS = re.compile(r'["\u201c\u201d\u2018]|[?!.,:;](?= |$)')
_EARTH = r"(?:on earth|in the world|in god's name|the heck|the hell|the devil|the dickens|exactly|ever)"
_WHAT = rf"\bwhat(?:ever|so)?(?:(?: {_EARTH})?(?: is| are| does| do| did| would)|'s|s)?"
_X = r"(?P<word>[\w'.-]+(?: [\w'.-]+)*?)"
_MEANING = "(?:definition|meaning|sense)s?"
_OTHER = r"(?:synonyms?|(?:another|other|different) (?:words?|terms?))"

_TABLE: tuple[tuple[About, Sure, *tuple[str, ...]], ...] = (
    (
        "synonyms",
        "word",
        rf"\b{_OTHER} (?:of|for|to) {_X}$",
        rf"\b(?:same meaning|means? the same(?: thing)?) as {_X}$",
        rf"^(?:{_WHAT} )?{_X}(?:'s)? synonyms?$",
    ),
    ("opposite", "word", rf"\b(?:opposites?|antonyms?|opposite (?:word|meaning)) (?:of|for|to|from) {_X}$"),
    (
        "example",
        "word",
        rf"\buse {_X} in a (?:sentence|phrase)$",
        rf"\b(?:sentence|example) (?:with|using|that uses|of) (?=(?:the )?word ){_X}$",
        rf"\buse (?:of )?(?=(?:the |this |that )?word ){_X}$",
    ),
    ("meaning", "likely", rf"\b{_MEANING} (?:of|for|to|behind) {_X}(?: is what| is| be)?$"),
    (
        "meaning",
        "word",
        rf"{_WHAT} meant by {_X}$",
        rf"^is {_X} (?:even |really )?an? (?:\w+ )?word\b",
        rf"{_WHAT} {_X} (?:means?|meant)$",
        rf"^{_X} means what$",
        rf"\b(?:explain|describe)(?: (?:to )?(?:me|us))? (?=(?:the |this |that )?(?:word|term|phrase"
        rf"|expression) ){_X}$",
        rf"^{_WHAT} (?=(?:the |this |that )(?:word|term|phrase) ){_X}(?: mean)?$",
    ),
    (
        "meaning",
        "likely",
        rf"\bdefine what(?:'s)? (?:an? |the )?{_X}(?: is| are)?$",
        rf"\bdefin(?:e|ing) {_X}$",
        rf"\bhow (?:is|are) {_X} defined$",
        rf"\bwhat defines {_X}$",
        rf"^(?:{_WHAT} |(?:search|find|get|show) )?{_X}(?:'s)? (?:definition|meaning)(?: is what)?$",
    ),
    (
        "meaning",
        "maybe",
        rf"\b(?:look up|looking up|google|search for) {_X}$",
        rf"\bwhat (?:exactly|on earth|the heck|the hell|in the world) is {_X}$",
        rf"\b(?:what(?:'s| is|s)?|explain) (?=an? ){_X}(?: is)?$",
    ),
)

_FORMS = [(about, sure, re.compile(one)) for about, sure, *expressions in _TABLE for one in expressions]

_OF_WORDS = re.compile(r"\b(?:defin(?:e|es|ed|ing|ition|itions)|meanings?|dictionary|synonyms?|antonyms?|the word)\b")
_OF_LIFE = re.compile(
    r"\b(?:meanings?|sense|purpose|point|definition) (?:of|to|in) (?:\w+ )?(?:life|existence|everything)\b"
)


def wanted(text: str) -> Wanted | None:
    """What ``text`` asks of a dictionary; None where it asks it nothing."""
    plain = _plain(text)
    for about, sure, form in _FORMS:
        if (match := form.search(plain)) is None:
            continue
        found = named(match["word"], about)
        if found is None or found.sure == "word":
            return found
        return None if _OF_LIFE.search(plain) else replace(found, sure=sure)
    return Wanted("") if _OF_WORDS.search(plain) else None


_FILLER = word_set("""
    actually ah alright and anyway but computer darling dear eh er exactly excuse fine good great hello hey hi hm
    hmm hold huh listen lol look mate myna no nope oh ok okay oops pardon please really right so sorry stop sure
    thanks then this uh um wait well what wow yeah yep yes you
    """)
"""What is no word that somebody asks about, though "what does that mean" stands behind it."""

_CALLS = r"(?:called|calls|calling|said|says|reckons|told|thinks|described)"
_WORD = r"(?P<word>[a-z][a-z'-]{2,})"
_ASKS_IT = (
    r"(?:and |so |but )?(?:(?P<mean>what(?:'s| is| does| did|s)?(?: even| actually)? (?:that|it|this|he|she|they)"
    r"(?: (?:even|actually|really))? means?|what(?:'s| is) (?:that|it|this) (?:supposed to )?mean|meaning what)"
    r"|what(?:'s| is|s)(?: (?:that|it|this))(?: (?:thing|word|then|exactly))?)"
)
_TOLD_WORD = [
    re.compile(pattern)
    for pattern in (
        rf".*\b{_CALLS} (?:me|him|her|us|it|them|i'm|i am|i was|he's|he is|he was|she's|she is|she was"
        rf"|you're|we're|we were|that)"
        rf" (?:too |so |very |an? |being |as )?{_WORD} {_ASKS_IT}",
        rf".*\b(?:word|term) {_WORD} {_ASKS_IT}",
        rf"{_WORD} {_ASKS_IT}",
        rf".*\b(?:said|says|reads|read|wrote|saw|heard) {_WORD} {_ASKS_IT}",
        rf"(?:what(?:'s| is) it|what does it mean) {_WORD}",
    )
]
_AT_HOME = re.compile(rf"(?:what(?:'s| is| are|s) )(?:an? )?{_WORD} when (?:it's|it is|they're|they are) at home")
_WORD_MEANING = re.compile(r"(?P<word>[a-z]+)(?:'s)? (?:meaning|definition)")


def told(text: str) -> Wanted | None:
    """The word that ``text`` tells before it asks what that is: "teacher called me obstinate what's that"."""
    plain = _plain(text)
    for pattern in (*_TOLD_WORD, _AT_HOME, _WORD_MEANING):
        if (match := pattern.fullmatch(lowered(text).strip(" .?!") if pattern is _AT_HOME else plain)) is None:
            continue
        if (word := match["word"]) in _FILLER or word in _NO_WORD or word == "life":
            return None
        called = pattern in (*_TOLD_WORD[:2], _AT_HOME, _WORD_MEANING)
        sure: Sure = "likely" if called or match.groupdict().get("mean") else "maybe"
        return Wanted(word, sure=sure, adjective=pattern is _TOLD_WORD[0])
    return None


def named(text: str, about: About = "meaning") -> Wanted | None:
    """The word that stands in ``text`` where one is asked ``about``: "the word ajar"; None where it is no word."""
    plain = _plain(text)
    if called := _CALLED.match(plain):
        return Wanted(plain[called.end() :].removesuffix("'s"), about, "word")
    if plain in _UNNAMED:
        return Wanted("", about)
    word = _ARTICLE.sub("", plain)
    if word.partition(" ")[0] in _NO_WORD or (about == "opposite" and numbers.parse(word) is not None):
        return None
    return Wanted(word.removesuffix("'s"), about, noun=word != plain)


def _plain(text: str) -> str:
    """``text`` in lower case, without marks, and without what is only said to the assistant at its end."""
    plain = " ".join(_MARKS.sub("", lowered(text)).split()).strip("' ")
    while (shorter := _TAIL.sub("", plain)) != plain:
        plain = shorter
    return plain
