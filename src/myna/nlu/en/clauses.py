"""Two orders in one English sentence: where it may be divided, and what guards each part. Pure.

Its rules:

1. A sentence may be divided at "and", "then", "and then", "but", a comma and their like, where an order's verb or a
   question begins behind it. "Add milk and eggs" and "one hour and thirty minutes" are one. Without such a word it is
   divided before what is only ever said to an assistant: "set a timer for six minutes add eggs to the list".
2. Where an order is left half said, its verb is the one before: "set a timer for ten minutes and an alarm for six".
3. The parts are only candidates: whoever asks tries the whole sentence first, unless the split is ``clear``.
4. What guards one part may guard the others: a condition, a story or a thought holds for all of them, a negation or a
   question about an act for what follows with "and", and what is taken back at the end takes back everything.
5. "Create a packing list and put socks on it": "it" is the list that the part before names.
6. "I don't need bread any more, take it off" is one order: by itself its end is about something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from myna.nlu.en.guards import guard
from myna.nlu.en.normalise import leading_filler, spelt_out
from myna.nlu.en.order_verbs import ORDERS, STOPS
from myna.nlu.en.schedules import is_moment
from myna.nlu.en.slots import names, time_of_day
from myna.nlu.en.words import lowered, word_set
from myna.nlu.guard_table import Guard
from myna.nlu.normalise import Word, joined, words_of

MOST_PARTS = 3

_POINTS = re.compile(rf"(?:{'|'.join(sorted(ORDERS | STOPS))})(?: \w+)?? (?:it|them|that|this|those)\b")
"""An order about what was named before it."""

_JOINTS = re.compile(
    r"(?:, )?(?:and|but|then|plus|also|after that|afterwards|as well as)"
    r"(?: (?:then|also|after that|afterwards|please|next))* |, "
)
_SOFT = frozenset(["and", "then", "and then", "and also", "also", "plus", "and please", "as well as", "after that"])
"""Joints over which a negation or a question goes on."""

_BEGINS = re.compile(
    rf"(?:{'|'.join(sorted(ORDERS))}|bung|chuck|pop|stick|let me know|don't|do not|never|be quiet|go to)\b(?! ?(?:,|$))"
    rf"|(?:{'|'.join(sorted(STOPS))}|pause|resume|mute|unmute|snooze)$"
    r"|(?:what|what's|how|how's|who|who's|where|where's|when|when's|why|which|is|are|do|does|did|will)\b(?= \w)"
    r"|(?:i want|i need|i'd like|i would like)\b"
)
"""What a further order or question begins with."""

_RINGING = r"(?:timer|alarm|reminder)s?"
_CLEAR = re.compile(
    r"remind me|wake me|tell me (?:every|each|at|on|in|tomorrow|tonight) .+ (?:to|that) "
    r"|flip a coin|roll (?:a|the|two) |what time|what(?:'s| is) the (?:time|date|weather)"
    r"|how(?:'s| is) the weather|tell me (?:the (?:time|date|weather)|a joke)|add .+ to (?:the|my) .*list"
    r"|turn (?:on|off|up|down)\b|turn the \w+ (?:\w+ )?(?:on|off|up|down)\b"
    rf"|(?:set|set up|start|cancel|stop|pause|delete|create|make) (?:a|an|another|the|my|all)\b.*\b{_RINGING}\b"
)
"""What is only ever said to an assistant."""

_LEAST_STATED = 3
"""Words of a statement before an order."""
_GOES_ON_WITH = word_set("""
    a already also an and about anyone anything as be button by called can can't could did didn't do does doesn't
    don't ever for he her him how i if in it just let my named never no not of on or our phrase please said say
    saying says sentence she should somebody that the their them they to told us want wanted wants we when who will
    with won't word words would you your
    """)
"""Words behind which an order is a part of what is said."""

_SAYS_ON = re.compile(
    r"\b(?:remind|remember|notes?|memo|jot|write|say|text|message|e?-?mails?|subject|ask|repeat|translate|spell|define|mean|call(?:ed)?|named?)\b"
)
"""Words behind which another order may be a part of what is noted or said."""
_NEVER_ENDS = _GOES_ON_WITH | (ORDERS - {"list"}) | word_set("care guess hear know matter me mind see us")
"""What a further order does not stand behind without a word between them."""

_HALF = re.compile(rf"(?:a|an|another|one more) (?:[\w-]+ ){{0,3}}?{_RINGING}\b")
_FULL = re.compile(
    r"(?P<verb>(?:set|start|create|make|add|cancel|delete|stop|pause|i want|i need|give me|get me|can i (?:get|have))"
    rf"(?: up)?) (?:a|an|another|my|the)\b.*\b{_RINGING}\b"
)
_DAYS = r"(?:(?:on |at |every )?(?:the )?(?:weekdays?|weekends?|\w+days)|every \w+day)"
_OFTEN = re.compile(rf"(?:at |for )?(?:\S+ ){{1,4}}{_DAYS}$")
_WAKES_OFTEN = re.compile(
    rf"(?P<verb>(?:wake (?:me|us)(?: up)?|get me up|set (?:an|my|the) alarm) (?:at|for)) (?:\S+ ){{1,4}}{_DAYS}$"
)
"""A wake-up time on some days, behind which "and eight at the weekend" is another one."""
_REMINDS = re.compile(r"(?P<what>(?P<verb>remind (?:me|us) to) [\w'-]+) .+")
"""A reminder, behind whose time "and the fish at seven" is one more: of the same verb, unless it has its own."""
_THINGS = frozenset(["a", "an", "her", "his", "my", "our", "the", "their"])
"""What no verb begins with."""
_PHRASE = re.compile(
    rf"(?:(?:on|for|in|at|from|by)|if (?:i'm|i am|you're|you are|we're|we are) in)"
    rf"(?: (?!(?:{'|'.join(sorted(ORDERS - {'list'}))}|and|is|are)\b)[\w':-]+){{1,6}}"
)
"""What says only where or when: "on my shopping list, add milk" is one order."""
_PUT_THERE = re.compile(
    r"(?:\S+ ){0,4}?(?:add|put|stick|write|pop|throw|bung|chuck|whack) .+ (?:to|on|onto|in) "
    r"(?P<there>(?:it|that|there|this)(?: list| one)?)(?: please)?$"
)
"""What is put on the list that the part before it names."""
_FACT = re.compile(
    r"(?:what|what's|how's|how is|how are|how much|how many|where's|where is|is|are|when's|when is|who is|who's)\b"
)
"""Questions that cannot go on in an order behind "and"."""


@dataclass(frozen=True, slots=True)
class Split:
    """``parts``: at least two, as the original has them, but for a verb or a list that was said once for both.

    ``clear``: every part behind the first is something that is only ever said to an assistant, so that the split is
    likelier than a text in which it all is noted. ``joints``: the words between the parts, "," for a pause.
    """

    parts: tuple[str, ...]
    joints: tuple[str, ...]
    clear: bool


def splits(sentence: str) -> list[Split]:
    """Where ``sentence`` may be divided, the likeliest first: in as many parts as can be, then in two."""
    words = spelt_out(words_of(sentence, pauses=True))
    places = _places(words)
    if not places:
        return []
    candidates = [places[: MOST_PARTS - 1]] + (
        [[place] for place in places[: MOST_PARTS - 1]] if len(places) > 1 else []
    )
    return [_split(sentence, words, candidate) for candidate in candidates]


def ending(sentence: str) -> str:
    """The order that ``sentence`` ends with behind a statement, without a word between them; "" where there is none."""
    words = spelt_out(words_of(sentence, pauses=True))
    text = joined(words)
    for match in _CLEAR.finditer(text):
        first = text[: match.start()].count(" ")
        if text[match.start() - 1] == " " and first >= _LEAST_STATED and words[first - 1].text not in _GOES_ON_WITH:
            return sentence[words[first].start :]
    return ""


def points_back(split: Split) -> bool:
    """Whether a part says of a thing that the one before does not want it any more: they are one order."""
    for before, part in pairwise(split.parts):
        words = spelt_out(words_of(part))
        filler, _ = leading_filler(words)
        found = guard(before)
        if found is not None and found.kind == "withdrawal" and _POINTS.match(joined(words[filler:])):
            return True
    return False


def guarded(split: Split) -> list[Guard | None]:
    """What guards each part of ``split``, with what guards it from another part."""
    alone = [guard(part) for part in split.parts]
    for found in alone:
        if found and (found.kind in ("condition", "report", "hypothetical") or _takes_back(found, alone)):
            return [own or found for own in alone]
    for place, joint in enumerate(split.joints):
        before = alone[place]
        if before and alone[place + 1] is None and joint in _SOFT and _goes_on(before, split.parts[place]):
            alone[place + 1] = before
    return alone


def _takes_back(found: Guard, alone: list[Guard | None]) -> bool:
    return found.kind in ("withdrawal", "retraction") and found is alone[-1]


def _goes_on(before: Guard, part: str) -> bool:
    """Whether what guards ``part`` guards what follows with "and" too, as in "did you ... and ..."."""
    words = spelt_out(words_of(part))
    filler, _ = leading_filler(words)
    return before.kind == "negation" or (before.kind == "question" and not _FACT.match(joined(words[filler:])))


@dataclass(frozen=True, slots=True)
class _Place:
    """The words from ``joint`` to before ``right`` stand between two parts; ``verb`` is said for both.

    ``often``: what follows comes again, as what is before it does.
    """

    joint: int
    right: int
    verb: str = ""
    often: bool = False


def _places(words: list[Word]) -> list[_Place]:
    text = joined(words)
    found: list[_Place] = []
    at = 0
    while match := _JOINTS.search(text, at):
        at = match.end()
        if match.start() and text[match.start() - 1] != " ":
            continue
        joint, right = text[: match.start()].count(" "), text[: match.end()].count(" ")
        if not joint or (found and joint <= found[-1].right):
            continue
        filler, _ = leading_filler(words[right:])
        rest = joined(words[right + filler :])
        left = joined(words[found[-1].right if found else 0 : joint])
        if match.group() == ", " and _PHRASE.fullmatch(left):
            continue
        if _BEGINS.match(rest) and _has_more_than_filler(words[:joint]):
            found.append(_Place(joint, right))
        elif _HALF.match(rest) and (full := _FULL.search(left)):
            found.append(_Place(joint, right, full["verb"]))
        elif (reminds := _REMINDS.match(left)) and _is_timed(left) and _is_timed(rest) and not is_moment(rest):
            found.append(_Place(joint, right + rest.startswith("to "), reminds[_said_for_both(rest)]))
        elif _OFTEN.match(rest) and (full := _WAKES_OFTEN.search(left)):
            found.append(_Place(joint, right + rest.startswith(("at ", "for ")), full["verb"], often=True))
    taken = {place for one in found for place in range(one.joint, one.right + 1)}
    apart = [_Place(first, first) for first in _abutting(words, text) if first not in taken]
    return sorted([*found, *apart], key=lambda one: one.joint)


def _abutting(words: list[Word], text: str) -> Iterator[int]:
    """Where in ``words``, which are ``text``, a further order begins without a word between it and the one before."""
    begin = 0
    for first, start in enumerate(match.start() for match in re.finditer(r"\S+(?= \S+ \S)", text)):
        filler, _ = leading_filler(words[begin:first])
        left = joined(words[begin + filler : first])
        last = words[first - 1].text if first else ""
        if " " not in left or last in _NEVER_ENDS or "'" in last or not _CLEAR.match(text, start):
            continue
        if _BEGINS.match(f"{left} ") and not _SAYS_ON.search(left):
            yield first
            begin = first


def _is_timed(text: str) -> bool:
    """Whether ``text`` ends with a time of day."""
    return any(one.end == len(text) for one in time_of_day.find(text))


def _said_for_both(rest: str) -> str:
    """The group of ``_REMINDS`` that is meant before ``rest`` too."""
    what = rest[: min(one.start for one in time_of_day.find(rest))].removesuffix("at ").split()
    return "what" if what[0] in _THINGS or len(what) == 1 else "verb"


def _on_list_of(parts: Sequence[str], written: str) -> str:
    """``written`` with the list that is named last in ``parts`` in the place of "it"."""
    there = _PUT_THERE.match(lowered(written))
    found = next((found for part in reversed(parts) if (found := names.list_name(part)) is not None), None)
    if there is None or found is None:
        return written
    return f"{written[: there.start('there')]}my {found.value} list{written[there.end('there') :]}"


def _has_more_than_filler(words: list[Word]) -> bool:
    """Whether ``words`` are more than politeness."""
    filler, _ = leading_filler([*words, Word("-", 0, 0)])
    return filler < len(words)


def _split(sentence: str, words: list[Word], places: list[_Place]) -> Split:
    parts: list[str] = []
    joints, first, verb, often, clear = [], 0, "", False, True
    for place in [*places, _Place(len(words), len(words))]:
        written = sentence[words[first].start : words[place.joint - 1].end].strip(" ,;")
        written = re.sub(r"\bthe weekend$", "weekends", written) if often else written
        written = _on_list_of(parts, written)
        parts.append(f"{verb} {written}" if verb else written)
        if first:
            filler, _ = leading_filler(words[first : place.joint])
            clear = clear and bool(verb or _CLEAR.match(joined(words[first + filler : place.joint])))
        if place.joint < len(words):
            joints.append(joined(words[place.joint : place.right]).removeprefix(", ").strip() or ",")
        first, verb, often = place.right, place.verb, place.often
    return Split(tuple(parts), tuple(joints), clear)
