"""Names in a sentence: of a timer or an alarm, of a list, and the items that go onto one. Pure.

Its rules:

1. A name is what is left where a name stands: lengths, times, dates and frequencies are taken out first, so that the
   "ten minute pizza timer" is the pizza timer.
2. Words that only ask ("set", "new", "my") are no name, and a sentence that gives none has none.
3. The shopping list and the to-do list have many names; ``list_name`` answers "shopping" and "to-do" for all of them.
"""

import re
from datetime import datetime
from typing import Any

from myna.nlu.en.groceries import apart, as_corrected
from myna.nlu.en.numbers import BEGINNINGS
from myna.nlu.en.slots import duration, moment, recurrence, time_of_day
from myna.nlu.en.slots.sentence import Found, masked
from myna.nlu.en.words import word_set

_GAP = "\x00"
"""Takes the place of every character of what is no name."""

_NOW = datetime(2000, 1, 1)  # of a moment only the place in the sentence counts here

_KIND = r"(?:timers?|alarms?|reminders?|countdowns?|wake[- ]?up call|wake me(?: up)?|get me up)"
_WORD = r"[^\W_][\w'\u2019-]*"
_END = (
    rf"(?=\s*(?:$|[{_GAP},.;:?!]|\b(?:for|at|in|to|on|by|from|please|and|every|each|now|thanks|that|which|when"
    rf"|will|is|has|left"
    r"|with|until|before|after|so|because|if|or|instead|starting|be|goes?|ends?)\b))"
)
_NAME = rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,4}}?){_END}"
_OWNER = r"(?:(?:the|my|our|a|an|some|this|that|these|those|them|his|her|their)\s+)?"
_CALLED = r"(?:called|named|labell?ed|titled|(?:with|by|under) the (?:name|label|title)(?: of)?|as)"
_EMPTY = word_set("""
    a about active add all already an and another any approximately are around as at be begin both but by call can
    cancel change check clear clock confirm continue could count create current daily delete did disable dismiss do
    does down drop each either end every existing extra find first for forget from get give go goes going good got
    has have help how i i'd i'm in into is it just nearly almost roughly under over it's its last later left length
    let let's list long longer loud make many me minute minutes more much my myself name need new next no now of off
    on one only or other our out own pause play please put quick remaining remind remove repeat repeating reset
    restart resume right ring run running second seconds set sets setting short show single snooze some start starts
    stop stuff switch take tell that the them these they this those time timers to turn turned two uh um up us use
    view wake wake-up wakeup want was we what what's whats when which will with without would yes you your
    """)
"""Words that are no name where they stand alone, and that no name begins or ends with."""

_NAMED = [
    re.compile(rf"\b{_KIND}\b[^,.;?!]*?\b{_CALLED}\s+{_OWNER}{_NAME}", re.IGNORECASE),
    re.compile(rf"\b(?:call|name|label)\s+(?:it|this|that|(?:the|my)\s+{_KIND})\s+{_NAME}", re.IGNORECASE),
    re.compile(
        rf"\b{_KIND}(?:\s+set)?(?:\s+(?:for|of|at|in|on|to))*[\s{_GAP}]+(?:for|to)\s+{_OWNER}{_NAME}", re.IGNORECASE
    ),
    re.compile(rf"\b{_KIND}\s+(?:for|to)\s+{_OWNER}{_NAME}", re.IGNORECASE),
]
_BEFORE = re.compile(rf"(?P<words>(?:{_WORD}\s+){{1,6}})(?:timers?|alarms?|countdowns?)\b", re.IGNORECASE)

_LISTS = {
    "shopping": r"(?:shopping|grocer(?:y|ies)(?: store| shopping)?|to[- ]buy|buying|market|supermarket)",
    "to-do": r"(?:to[- ]?do|tasks?|chores?|errands?)",
}
_LIST_OF = {
    "shopping": r"(?:things|stuff|items|groceries)(?: i (?:need|want|have))? (?:to (?:buy|get|shop for)"
    r"|for shopping)|groceries|shopping",
    "to-do": r"(?:things|stuff|tasks|chores|items|errands)(?: i (?:need|want|have))? to (?:do|complete|finish)"
    r"|chores|tasks|to[- ]?dos?|errands",
}
_MINE = r"(?:the |my |our |this |that |a |an |any )?(?:new |current |own |existing )?"
_KNOWN_LISTS = [
    (
        name,
        re.compile(
            rf"\b{_MINE}(?:{words}(?:'s|\u2019s)? (?:list|bag|cart|basket)s?|lists? (?:of|for) (?:{of})|{bare})\b",
            re.IGNORECASE,
        ),
    )
    for (name, words), of, bare in zip(
        _LISTS.items(),
        _LIST_OF.values(),
        (
            r"(?:(?<=my )|(?<=our )|(?<=on the )|(?<=to the ))(?:groceries|shopping(?= *$))",
            r"(?<=my )(?:to[- ]?dos?|tasks|chores)",
        ),
        strict=True,
    )
]
_OTHER_LISTS = [
    re.compile(rf"\b{_MINE}lists?\s+{_CALLED}\s+(?P<name>{_WORD}(?:\s+{_WORD}){{0,3}}?){_END}", re.IGNORECASE),
    re.compile(rf"\b{_MINE}lists?\s+(?:of|for)\s+{_OWNER}(?P<name>{_WORD}(?:\s+{_WORD}){{0,3}}?){_END}", re.IGNORECASE),
    re.compile(rf"\b(?P<words>(?:{_WORD}\s+){{1,4}})lists?\b", re.IGNORECASE),
]
_NO_LIST = _EMPTY | word_set(
    "read does contents content items item things include everything something anything onto say what's whats price "
    "play waiting wish-list"
)

_ADDED = re.compile(
    r"\b(?:(?:please |also |then )?(?:add|put(?: down)?|include|throw|place|stick|bung|chuck|whack|slap|shove"
    r"|pop(?: down)?|append|insert|write(?: down)?|jot down"
    r"|note(?: down)?"
    r"|get(?! rid)|get rid of|buy|grab|(?:need|want)(?! (?:to|you|them|it)\b)|remove|delete|erase"
    r"|clear|take|cross(?: off| out)?"
    r"|scratch|strike|drop|cut|out of"
    r"|(?<=^is)|(?<=^are)|have(?! to\b)|contain|contains|includes?|got))\s+"
    rf"(?P<items>[^{_GAP}.?!;]+?)"
    rf"(?=\s*(?:[{_GAP}.?!;]|$)|,?\s+(?:and|then)\s+(?:add|put|remove|delete|take|erase|set|turn|start|play|tell"
    rf"|read)\b"
    rf"|,?\s+(?:please )?(?:put|add|stick|write|pop|bung|chuck) (?:it|that|them)\b"
    r"|,?\s+(?:if|unless|because|cause|since|so|instead|currently|already|right now|written|listed|remind|(?:on"
    r"|to|off|in) it"
    r"|on there|added)\b)",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"\b(?:(?:sure|see|if|whether)\s+(?:that\s+)?|that\s+)(?!if\b"
    rf"|that\b)(?P<items>{_WORD}(?:\s+{_WORD}){{0,3}}?)\s+(?:is|are|gets?|needs? to be)(?:\s+(?:currently|already"
    rf"|on|in))*\s*{_GAP}"
    rf"|^(?P<first>{_WORD}(?:\s+{_WORD}){{0,3}}?)\s+(?:needs?|ha(?:s|ve)) to (?:be|go)(?:\s+(?:on|in))*\s*{_GAP}",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"\s*\b(?:to|on|onto|in|into|from|off|of|off of|out of|as|for|it)$", re.IGNORECASE)
_PAIRS = (
    "mac and cheese",
    "macaroni and cheese",
    "half and half",
    "fish and chips",
    "ham and cheese",
    "peanut butter and jelly",
    "salt and vinegar",
    "salt and pepper",
    "cookies and cream",
    "pork and beans",
    "rum and coke",
    "gin and tonic",
    "arts and crafts",
    "oil and vinegar",
)
_BETWEEN = re.compile(
    r"\s*(?:,|;|\n|&|\+)\s*(?:(?:and|then|also|plus)\s+)?"
    r"|\s+(?:and|plus|as well as)\s+(?:also\s+|then\s+)?",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    rf"\b({'|'.join(sorted(BEGINNINGS - {'a', 'an', 'half'}))}|\d+) and (an? (?:half|quarter))\b", re.IGNORECASE
)
"""A number of which "and" is a part."""
_FRONT = re.compile(
    r"^(?:(?:me to (?:get|buy|pick up|purchase|shop for)"
    r"|(?:some |more |a few |any )+of (?:that|those|these|the|this|my|our)"
    r"|some|the|my|any|more|also|please|then|maybe|just|another|a bit of|a few|off|away)\s+)+",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\s+(?:please|too|as well|also|thanks|thank you|now|again|any ?more|up|down|back|instead|off))+$|(?:'s)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^an?\s+(?=\S+$)", re.IGNORECASE)


def timer_name(text: str) -> Found[str] | None:
    """The name of the timer, alarm or reminder that ``text`` speaks of; None where it has none."""
    untimed = _without_times(text)
    for expression in _NAMED:
        for match in expression.finditer(untimed):
            if (found := _name(text, match.start("name"), match.end("name"), _EMPTY)) is not None:
                return found
    for match in _BEFORE.finditer(untimed):
        if (found := _last_words(text, match, _EMPTY)) is not None:
            return found
    return None


def list_name(text: str) -> Found[str] | None:
    """The list that ``text`` speaks of; its words include "my" and "list". None: no list, or one without a name."""
    for name, expression in _KNOWN_LISTS:
        if (match := expression.search(text)) is not None:
            return Found(name, *match.span())
    for expression in _OTHER_LISTS[:2]:
        if (match := expression.search(text)) is not None and (
            found := _name(text, match.start("name"), match.end("name"), _NO_LIST)
        ):
            return Found(found.value, match.start(), found.end)
    for match in _OTHER_LISTS[2].finditer(text):
        if (found := _last_words(text, match, _NO_LIST)) is not None:
            return Found(found.value, found.start, match.end())
    return None


def items(text: str) -> list[str]:
    """The items that ``text`` enumerates: "milk, eggs and some bread" is milk, eggs, bread, as is "milk eggs bread"."""
    kept = _AND_A_HALF.sub("\\1\x02\\2", text)
    for number, pair in enumerate(_PAIRS):
        kept = re.sub(rf"\b{pair}\b", f"\x01{number}\x01", kept, flags=re.IGNORECASE)
    parts = (_bare(part.replace("\x02", " and ")) for part in _BETWEEN.split(kept))
    return [
        re.sub(r"\x01(\d+)\x01", lambda match: _PAIRS[int(match[1])], one)
        for part in parts
        for one in map(_bare, apart(as_corrected(part)))
        if one.lower() not in _NO_ITEM
    ]


def has_pair(item: str) -> bool:
    """Whether ``item`` is one of two things that go together, or is made of them: "salt and vinegar crisps"."""
    return any(re.search(rf"\b{pair}\b", item, re.IGNORECASE) for pair in _PAIRS)


def find_items(text: str) -> list[Found[list[str]]]:
    """The items that ``text`` puts onto a list, takes off it or asks for, each group with its words."""
    unlisted = text
    for expression in (*(expression for _, expression in _KNOWN_LISTS), *_ANY_LIST):
        unlisted = expression.sub(lambda match: _GAP * len(match.group()), unlisted)
    found = []
    for match in (*_ADDED.finditer(unlisted), *_STATED.finditer(unlisted)):
        group = "items" if match["items"] else "first"
        words, start = match[group], match.start(group)
        while (towards := _TOWARDS.search(words)) is not None:
            words = words[: towards.start()]
        if words.strip().lower() in _NO_ITEM or not (named := items(words)):
            continue
        found.append(Found(named, start, start + len(words)))
    return sorted(found, key=lambda one: one.start)


_ANY_LIST = [re.compile(rf"\b{_MINE}(?:{_WORD}\s+)?lists?\b(?:\s+(?:for|of)\s+{_WORD})?", re.IGNORECASE)]
_NO_ITEM = word_set(
    "it that this them these those there i me you we us he him she her what everything anything all not please thanks"
) | {""}


def _bare(item: str) -> str:
    item = item.strip(" \t\n.,;:!?\"'")
    item = _BACK.sub("", _FRONT.sub("", item))
    return _ARTICLE.sub("", item).strip()


def _without_times(text: str) -> str:
    """``text`` with gaps for what it says of time."""
    found: list[Found[Any]] = [*duration.find(text), *time_of_day.find(text)]
    found += [*recurrence.find(text), *moment.find(text, _NOW)]
    return masked(text, found, _GAP)


def _name(text: str, start: int, end: int, empty: frozenset[str]) -> Found[str] | None:
    """``text[start:end]`` as a name, unless it begins with a word that none begins with."""
    words = text[start:end].split()
    if not words or words[0].lower() in empty or words[-1].lower() in ("me", "us", "off"):
        return None
    return Found(" ".join(words).lower(), start, end)


def _last_words(text: str, match: re.Match[str], empty: frozenset[str]) -> Found[str] | None:
    """The last words before a noun that may be its name: three at most."""
    words = list(re.finditer(r"\S+", match["words"]))
    kept: list[re.Match[str]] = []
    for word in reversed(words):
        if word.group().lower() in empty or len(kept) == 3:
            break
        kept.insert(0, word)
    if not kept:
        return None
    offset = match.start("words")
    start, end = offset + kept[0].start(), offset + kept[-1].end()
    return Found(re.sub(r"['\u2019]s?$", "", text[start:end]).lower(), start, end)
