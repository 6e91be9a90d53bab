"""Timers asked for in English by what they are for: "six minutes for the eggs and four for the toast". Pure.

Its rules:

1. The sentence is nothing but lengths, what each is for, and words that only ask: whatever else is in it makes it
   something that is told.
2. "The roast wants an hour" is told, unless a cue says that it shall be timed ("go", "start both", "tell me when").
   "Six minutes for the eggs" and "one for the eggs at six minutes" need none.
3. A number without a unit has that of the lengths beside it: "eighteen minutes for the rice and eleven for the fish".
"""

import re
from dataclasses import dataclass

from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.en.slots import duration, number
from myna.nlu.en.slots.sentence import Found
from myna.nlu.en.words import lowered, word_set

MOST_TIMERS = 5

_MOST_HOURS = 4
"""Up to here a number beside hours may be one of hours as well."""

Plan = tuple[tuple[str, float], ...]
"""The name, which may be empty, and the length in seconds of each timer."""

_HOLE = "\x01"
"""Stands for a length."""

_NO_NAME = word_set("""
    a about all always an and another any are at be been bit both but by can countdown did do does down every everybody
    everyone few for from get give go goes going had has have he her him his how i i'd i'll i'm i've if in is it
    it's its just
    know last left less let like long me mine more my need needs never next no nobody nor not now of off on once one
    only or our out over past people rather set she should since so some still take takes than that that's the their
    them then there these they this those till time timer timers to today tomorrow tonight too until up us wait waiting
    want wants was we well were what when where which who why will with would yesterday yet you your
    minute minutes hour hours second seconds boil bake cook simmer leave
    """)
"""Words that a name has none of, where it stands alone before a length or behind it."""

_NO_NAME_ALONE = frozenset(["clock", "create", "make", "put", "set", "start"])
"""What no timer is called by itself, though a name may have it: "set pudding"."""

_VERBS = ORDERS | {"bung", "chuck", "pop", "stick", "whack"}

_THE = r"(?:(?:the|my|our|her|his|them|these|those|that|some|a) )?"
_WORD = r"[a-z][a-z'-]*?"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}}?)"
_ABOUT = r"(?:about|around|roughly|another|say|just|exactly|only|a good)? ?"
_LENGTH = rf"{_ABOUT}{_HOLE}(?: ish| or so| or thereabouts| max)?"
_NEEDS = (
    r"(?: (?:wants?|needs?|takes?|gets?|has|have|is|are|for|at)(?: to (?:go|be|cook|bake|boil|soak|stand|rest|prove))?"
    r"(?: for)?|(?: will|'ll) (?:need|want|take|be)| (?:goes|go|going) (?:in|on) for)?"
)
_DOES = r"(?:\w+ing )?"

_ONE = r"(?:another one|another timer|another|a second one|a timer|timer|one|the other one|the other)"
_CLAUSES = (
    ("asked", rf"(?:and |then |also )*(?:a |an |the )?{_LENGTH}(?: (?:timer|1|one|thing|thingy|countdown)"
    rf"| on(?: the (?:clock"
    rf"|timer))?)? (?:for|on) {_DOES}{_THE}{_NAME}(?: to {_WORD}(?: {_WORD}){{0,3}})?"),
    ("asked", rf"(?:and |then |also )*{_ONE} (?:for|on) {_DOES}{_THE}{_NAME}(?: (?:at|for|of|with))? {_LENGTH}"),
    ("asked", rf"(?:and |then |also )*(?:the |an? |my )?{_NAME} timer(?: (?:on|going))?(?: (?:at|for|of|with))?"
    rf" {_LENGTH}"),
    ("asked", rf"(?:and |then |also )*(?:{_ONE}|an? {_ONE}|one timer) (?:of|for) {_LENGTH} (?:for|on)"
    rf" {_DOES}{_THE}{_NAME}"),
    ("further", rf"(?:and |then |also )*(?:{_ONE}|an? {_ONE}) (?:for|of) {_LENGTH}(?P<name>)"),
    ("further", rf"(?:and |then |also )*(?:an?|another|the other) {_LENGTH} (?:timer|one|1)(?P<name>)"),
    ("further", rf"(?:and |then |also )*{_LENGTH} on(?: the (?:clock|timer))?(?P<name>)"),
    ("asked", rf"(?:and |then |also )*(?:an? )?{_LENGTH} {_NAME} timer"),
    ("told", rf"(?:and |then |also |while )*(?:for )?{_THE}{_NAME}{_NEEDS} {_LENGTH}"),
    ("told", rf"{_THE}{_NAME}(?:'s| is| are|'re|'ve| have)(?: just)?(?: \w+){{1,3}}? (?:so )?(?:it|they"
    rf"|that)(?:'ll| will)?"
             rf" (?:needs?|wants?|takes?|be) {_LENGTH}"),
    ("told", rf"(?:and |then )*{_LENGTH}(?: (?:in|on|under) the (?:microwave|oven|hob|stove|grill|fridge|freezer"
    rf"|heat))?(?P<name>)"),
)  # fmt: skip
_CLAUSE = [(kind, re.compile(form)) for kind, form in _CLAUSES]

_LEAD = re.compile(
    r"(?:(?:right|ok|okay|so|now|well|oh|yes|yeah|and|hi|hello|hey|please|sorry|also|then|alright|all right|fine"
    r"|um|uh|er|hen|love|dear|mate|pal|darling|sweetheart|petal|duck|friend"
    r"|thing is|listen|here we go|let's see|what was i (?:going to say|saying|about to say)|where was i|that's it"
    r"|(?:the )?same as (?:usual|always|ever|before|last time)"
    r"|(?:it's|it is|this is) [a-z]+ (?:here|now|speaking)"
    r"|(?:can|could|would|will) you(?: please)?|(?:can|could) (?:i|we) (?:have|get))(?:,? |$))+"
)
_ASKS = re.compile(
    r"(?:i (?:need|want|would like)|i'd like|give (?:me|us)|gimme|set|start|make|put on|put|stick|pop|bung|chuck"
    r"|do|get (?:me|us))"
    r"(?: (?:me|us))?(?: (?:up|off))? (?=(?:.*\btimers?\b|(?:a |an |one |another |two |three )*\x01|one |another ))"
    r"|(?:put|set) (?:me|us) down for |(?:time|count down|count) (?=\S)"
)
"""What begins an order for what follows."""
_TIMERS = re.compile(r"(?:(?P<count>two|three|four)|some|a couple of|both|the|my)? ?timers(?: please)?,?(?: for)? ")
_COUNTS = {"two": 2, "three": 3, "four": 4}
_WHEN = (
    r"(?: when (?:(?:it's|it is|they're|they are|that's|that is|each(?: one)?(?: is|'s)?|either(?: is|'s)?"
    r"|(?:the )?time(?: is|'s)|time) (?:done|up|ready|over|finished|gone|through|cooked)|it ends|they end"
    r"|to \w+(?: \w+)?"
    r"(?: (?:it|them))?))?"
)
_CUE = re.compile(
    r"(?:^|,? )(?:and |so |then |please |just |now )*(?:"
    r"(?:ready )?(?:steady )?go(?: go)?|(?:start|begin|run|time|do|set) (?:both|them|it|that|all|them both"
    r"|them all|these"
    r"|the (?:clock|timers?)|timing|now|counting)(?: of (?:them|those))?"
    rf"|(?:ping|buzz|nudge|beep|poke|bell|holler at|shout(?: at)?|shout for|ding|call|alert|notify) (?:me|us){_WHEN}"
    rf"|(?:tell|let) (?:me|us)(?: know)? when(?: (?:it's|they're|that's|it is|they are) \w+)?"
    rf"|(?:give|gie) (?:me|us) a (?:shout|nudge|buzz|bell|ring|ping|heads up|holler|poke|yell|beep){_WHEN}|shout{_WHEN}"
    r"|starting(?: from)? now|from now|counting (?:it |me )?down|on the (?:clock|timer)|keep time"
    r"|(?:put|stick|pop|get) (?:that|it|them|those|both) on (?:the|a) timer|(?:set|start) (?:a"
    r"|the) timer(?: for (?:that|it))?"
    r")(?: now)?(?: please)?$"
)
"""What says at the end that it shall be timed."""
_TRAIL = re.compile(
    r",? (?:(?:please|thanks|thank you|ta|cheers|now|then|love|dear|mate|darling|pal|thank you (?:so|very) much"
    r"|will you"
    r"|would you|can you|could you|for me|if you (?:would|could|can|will|don't mind)|starting now|minutes both"
    r"|(?:for )?the both of them))$"
)
_NAP = re.compile(
    rf"(?:(?:a|an|my|this|the) )?(?:quick |little |short |power )*{_LENGTH}(?: (?:long|power|little"
    rf"|quick))* (?P<nap>nap|kip"
    rf"|snooze|siesta|lie down|doze)|(?:a |my )?(?P<other>nap|kip|snooze|siesta|lie down|doze) (?:of|for) {_LENGTH}"
)
_NAPS = re.compile(
    r"^(?:(?:i'm|i am|we're) (?:just )?(?:having|taking|going (?:down )?for|off for|gonna (?:have|take))"
    r"|i'll (?:have|take)"
    r"|i (?:want|need)(?: to (?:have|take))?|let me (?:have|take)|time for) "
)
_WAKE = re.compile(
    r",? (?:and |so |please |then )*(?:wake|get) (?:me|us)(?: up)?(?: (?:after|when it's over|after that|then"
    r"|in time))?$"
)
_POINTS = re.compile(
    r"^(?P<before>.*) (?:so |and |please |can you |could you )*(?:(?:put|stick|pop|get) (?:that|it) on (?:the|a) timer"
    r"|(?:set|start) (?:a|the) timer for (?:that|it))$"
)
_OF_TIMER = re.compile(rf"\b{_WORD} timer (?:on |going )?(?:for|at) ")
"""A timer that has a name: what is behind it is a length, also without a unit."""
_LONGER = re.compile(rf"\banother {_HOLE}(?: more)? (?:on|onto|to) (?:the|my|that) (?:timer|clock)(?: please)?$")
"""What makes a timer longer that there is already."""
_OF_THING = re.compile(
    rf"{_HOLE}(?: more)? of {_THE}(?P<name>{_WORD}(?: {_WORD})??)(?= (?:starting|from|so|and|left|now)|,|$)"
)


_SPEAKER = re.compile(r"\b(?:it's|it is|this is) [a-z]+ (?:here|speaking)\b")
"""Who speaks, which somebody says in the middle of an order."""
_COUNTED = re.compile(r"\s+(?:(?:\w+ )?timers|timer)\b")
_STANDS_FOR = re.compile(r"\s+(?:for|on|of|at)\b")
_JOINT = re.compile(r",? (?:oh |also )?(?:and|then|plus|while|with) |, ?")


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence with its lengths, in seconds, taken out."""

    text: str
    lengths: tuple[float, ...]


def timers(text: str) -> Plan:
    """The timers that ``text`` asks for; none where it says anything besides, or only tells something."""
    plain = lowered(text).strip(" .!?")
    held = _held(plain, minutes=_OF_TIMER.search(plain) is not None)
    if held is None or _LONGER.search(held.text):
        return ()
    said = _LEAD.sub("", held.text, count=1) if _LEAD.match(held.text) else held.text
    if len(held.lengths) == 1 and (points := _POINTS.match(said)) is not None and _HOLE in points["before"]:
        named = _OF_THING.search(points["before"])
        return ((named["name"] if named else "", held.lengths[0]),)
    said, asked = _without_ends(said)
    woken = _WAKE.sub("", said)
    begins = _ASKS.match(said)
    napped = said[begins.end() :] if begins else _NAPS.sub("", woken)
    if (nap := _NAP.fullmatch(napped)) is not None and (begins or (woken != said and napped != woken)):
        return ((nap["nap"] or nap["other"], held.lengths[0]),)
    if begins:
        said, asked = said[begins.end() :], True
    if (several := _TIMERS.match(said)) is not None:
        if several["count"] and _COUNTS[several["count"]] != len(held.lengths):
            return ()
        said, asked = said[several.end() :], True
    return _planned(said, held.lengths, asked=asked)


def answered(text: str) -> Plan:
    """The timers that ``text`` names behind the question for how long: "the eggs six minutes", "an hour and ten"."""
    held = _held(lowered(text).strip(" .!?"), minutes=True)
    if held is None:
        return ()
    said = _LEAD.sub("", held.text, count=1) if _LEAD.match(held.text) else held.text
    said, _ = _without_ends(said)
    return _planned(said, held.lengths, asked=True)


def _without_ends(said: str) -> tuple[str, bool]:
    """``said`` without what only asks at its end, and whether that is a cue."""
    asked = False
    while True:
        shorter = _TRAIL.sub("", said)
        if (cue := _CUE.search(shorter)) is not None and cue.start():
            shorter, asked = shorter[: cue.start()], True
        if shorter == said:
            return said, asked
        said = shorter


def _held(text: str, *, minutes: bool = False) -> _Held | None:
    """``text`` with its lengths taken out; ``minutes``: numbers without any unit are minutes. None: it has none."""
    text = _SPEAKER.sub("", text)
    lengths = duration.find(text)
    if not lengths and not minutes:
        return None
    found = _gone_on([*lengths, *_unitless(text, lengths)], text)
    if not 0 < len(found) <= MOST_TIMERS:
        return None
    for one in reversed(found):
        text = f"{text[: one.start]}{_HOLE}{text[one.end :]}"
    return _Held(" ".join(text.split()), tuple(one.value for one in found))


def _gone_on(found: list[Found[float]], text: str) -> list[Found[float]]:
    """``found``, in their order, of which "an hour and ten" is one, whatever is behind it."""
    kept: list[Found[float]] = []
    for one in sorted(found, key=lambda one: one.start):
        last = kept[-1] if kept else None
        between = text[last.end : one.start].split() if last is not None else ["-"]
        if last is not None and between in ([], ["and"]) and last.value % 3600 == 0 and one.value < 3600:
            kept[-1] = Found(last.value + one.value, last.start, one.end)
        else:
            kept.append(one)
    return kept


def _unitless(text: str, lengths: list[Found[float]]) -> list[Found[float]]:
    """The numbers of ``text`` that are lengths in the unit of the ``lengths``, and neither count nor stand for it."""
    unit = 1.0 if lengths and all(one.value < 60 for one in lengths) else 60.0
    most = _MOST_HOURS if lengths and all(one.value % 3600 == 0 for one in lengths) else 0
    return [
        Found(float(one.value) * unit, one.start, one.end)
        for one in number.find(text)
        if one.value > most
        and not any(one.start < other.end and other.start < one.end for other in lengths)
        and not any(other.end <= one.start and not text[other.end : one.start].strip() for other in lengths)
        and not (_COUNTED.match(text, one.end) or (one.value == 1 and _STANDS_FOR.match(text, one.end)))
    ]


def _planned(said: str, lengths: tuple[float, ...], *, asked: bool) -> Plan:
    """The timers that all of ``said`` names, one after the other; none where anything is left of it."""
    plan: list[tuple[str, float]] = []
    for part in _parts(said):
        found = next(
            (
                (kind, match["name"].strip())
                for kind, form in _CLAUSE
                if (match := form.fullmatch(part)) is not None and _is_name(match["name"])
            ),
            None,
        )
        if found is None or (found[0] == "told" and (not asked or found[1].partition(" ")[0] in _VERBS)):
            return ()
        if found[0] == "further" and len(lengths) == 1:  # "a timer for ten minutes" is said by the templates
            return ()
        plan.append((found[1].removesuffix("'s"), lengths[len(plan)]))
    return tuple(plan) if len(plan) == len(lengths) else ()


def _parts(said: str) -> list[str]:
    """``said`` in parts with one length each, divided at a word that joins them."""
    parts, rest = [], said
    while rest.count(_HOLE) > 1:
        first = rest.index(_HOLE)
        second = rest.index(_HOLE, first + 1)
        joint = _JOINT.search(rest[: second + 1], first)
        end, begin = (first + 1, first + 1) if joint is None else joint.span()
        parts.append(rest[:end].strip(" ,"))
        rest = rest[begin:].strip(" ,")
    return [*parts, rest.strip(" ,")]


def _is_name(name: str) -> bool:
    return _NO_NAME.isdisjoint(name.split()) and name not in _NO_NAME_ALONE
