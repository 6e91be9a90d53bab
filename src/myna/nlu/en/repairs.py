"""What people correct within an English sentence: "for five, no, six minutes", "um the kitchen no the bedroom". Pure.

Its rules:

1. Hesitations are left out, unless the sentence is about a word ("spell um"); "like" is one before a number ("in like
   twelve minutes"), and a curse before what is set ("a bloody timer"). So is what is said while one thinks of a further
   item: "milk and what was it oh yes soap".
2. Behind "no", "sorry", "I mean" and their like stands what takes the place of the last thing of its kind before: a
   number, a time, a day, "on" or "off". What followed it stays where it is not said anew: "ten minutes, no, fifteen".
3. Where it begins with a word that was said before ("the kitchen no the bedroom", "turn on I mean turn off"), it takes
   the place of all from that word on.
4. Behind what drops a sentence ("no wait", "scratch that", "never mind") a new order takes the place of all of it.
5. What is put on a list is corrected behind "I mean" or "no, sorry", or between two pauses; behind "no" alone where
   both are groceries (``groceries.as_corrected``). What ends in the same word as an item takes its place in any case:
   "milk no oat milk". One of several things is taken back by its name: "milk and sugar no wait not sugar".
6. The text of a reminder or a note is corrected by number, time and day alone.
"""

import re
from collections.abc import Sequence

from myna.nlu.en import dates, numbers
from myna.nlu.en.groceries import CONTAINED, apart
from myna.nlu.en.normalise import HESITATIONS
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.normalise import PAUSE, Word, joined, words_of

MOST_REPAIRS = 3
"""Of one sentence; what is corrected more often nobody meant."""

_SOUNDS = HESITATIONS - {"hm", "hmm", "mm"}
"""Those that are never anything else, such as millimetres or an answer."""

_AGREEING = frozenset(["uh huh", "mm hmm"])
"""What is said for "yes", and holds nothing else."""

_OF_WORDS = re.compile(
    r"\b(?:spell|spelt|spelled|spelling|define|definition|mean|means|meaning|word|say|letters?|symbol|element)\b"
)

_EDIT = re.compile(
    r"(?:^|(?<= ))(?:, )?(?P<edit>(?:(?:oh|wait|well|hang on|hold on|uh) ,? ?)*"
    r"(?:no (?:wait|hang on|hold on)|hang on|hold on|wait no|no no|"
    r"no sorry|sorry no|actually no|no actually|no i (?:mean|meant|said)|sorry i (?:mean|meant|said)"
    r"|no make (?:it|that)|actually make (?:it|that)|no(?! (?:later|earlier|sooner|longer)\b)|nope|sorry|wait"
    r"|actually|i mean|i meant|or rather|rather"
    r"|(?<!and )make (?:it|that)|scratch that|strike that|correction|never ?mind|forget it)"
    r"(?: (?:,? ?)(?:sorry|wait|no|oh))*"
    r"(?: (?:it's|better|just|to|make (?:it|that)|i (?:mean|meant|said)))?)(?: ,)? (?=\S)"
)
_MEANS = re.compile(r"\b(?:i mean|i meant|rather|correction|scratch that|strike that)\b")
"""Behind these stands what was meant, and nothing else."""

_CLEARLY = re.compile(
    r"\b(?:no (?:sorry|wait|hang on|hold on|actually|make (?:it|that)|it's|better|just)|no no|oh (?:no|sorry|wait)"
    r"|(?:sorry|wait|actually|oh|well|uh) no|sorry|actually|actually make (?:it|that))$"
)
"""So does it behind these, on a list: "milk no butter" has two meanings, and "milk no sorry butter" has one."""

_DROPS = re.compile(
    r"\b(?:no wait|wait no|scratch that|strike that|never ?mind|forget it|no no|actually no"
    r"|no actually|no sorry|sorry no|i mean|i meant)\b"
)
_CONTENT = re.compile(
    r"\b(?:remind|reminder|remember|note|jot|write down|say|says|said|tell|repeat|message|text|translate)\b"
)
_PUTS = re.compile(r"\b(?:add|put|get|buy|include|need|stick)\b")

_NUMBER_WORDS = (numbers.BEGINNINGS - {"a", "an"}) | {"hundred", "thousand", "million", "dozen", "oh"}
_NUMBER = rf"(?:[$€£]?\d[\d.,:/]*(?:am|pm)?|(?:{'|'.join(sorted(_NUMBER_WORDS, key=len)[::-1])})(?:-\w+)?)"
_NUMBERS = rf"{_NUMBER}(?: (?:and |point )?{_NUMBER})*"
_LIKE = re.compile(
    rf"(?:(?<= (?:at|by|in|to) )|(?<= for ))like(?= (?:(?:a|an|another|half an?) )?(?:{_NUMBER}|hour|minute)(?!\S))"
)
_CURSE = re.compile(
    r"(?<!\S)(?:bloody|damn(?:ed)?|god ?damn|flipping|flaming|frigging|freaking|fricking|fucking|blasted|stupid)"
    r"(?= (?:\w+ )?(?:timers?|alarms?|reminders?|lists?|volume|lights?|lamps?|heating|stopwatch|time|clock|tv|music)\b)"
)
_THINKING = re.compile(
    r"(?<=\S )(?:(?:, )?(?:now )?(?:what was (?:it|that)(?: again)?|what was the (?:other|last) (?:thing|one)"
    r"|what else was (?:it|there)|what else(?! (?:is|are|do|does|did|have|has|was|can|should)\b)"
    r"|what(?:'s| is) it called|what do you call (?:it|them|those)|let me (?:think|see)|let's see|hang on|hold on"
    r"|(?:oh|ah) (?:yeah|yes|right|i know)|i know|that's (?:it|right))(?: ,)? )+"
    r"(?=\S)"
)
"""What is said while somebody thinks of what else is to be put on a list."""
_PUTS_ON = re.compile(r"\b(?:add|put|stick|bung|chuck|pop|write|list)\b")
_UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|days?|weeks?|percent|degrees?|dollars?|euros?|pounds?|am|pm|o'clock|grams?"
    r"|kilos?|times)"
)
_KINDS = [
    re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
    for pattern in (
        r"half an hour|an hour and a half|an hour|a quarter of an hour|noon|midnight"
        rf"|half a dozen|an? (?:dozen|couple)|(?:(?:a )?quarter|{_NUMBERS}) (?:past|to|after) {_NUMBERS}|{_NUMBERS}",
        rf"the day after tomorrow|tomorrow|today|tonight|(?:{'|'.join(dates.WEEKDAYS)})",
        r"on|off",
        r"up|down",
    )
]
"""Things that take each other's place."""

_NO_ITEM = frozenset(
    ["cancel", "don't", "forget", "it's", "leave", "never", "no", "nothing", "stop", "that", "that's", "yes"]
)
"""What no item begins with that is meant in the place of another."""
_LONGEST_ITEM = 4
"""Words of an item that takes the place of one which ends in the same word."""

_ONTO_LIST = re.compile(r"\b(?:to|on|onto|in) (?:(?:the|my|our) )?(?:[\w-]+ ){0,2}?(?:list|shopping|to ?do|it|there)$")
"""Where what is put on a list ends."""

_PREPOSITIONS = frozenset(["at", "by", "for", "in", "of", "on", "to", "until"])
_AGAIN = _PREPOSITIONS | {"the", "a", "an", "my", "from", "with"}
"""Words with which what was said is begun anew."""

_BEFORE_ITEM = ORDERS | {PAUSE, "and", "bung", "chuck", "need", "pop", "some", "stick"}
"""What the last item that is to be put on a list stands behind."""
_BEFORE_ITEMS = ORDERS | _AGAIN | {PAUSE, "and", "include", "need", "some", "stick"}
_ITS = frozenset(["it", "that", "them", "this"])
_FARTHEST = 5
"""Words between what is corrected and its correction, at most."""
_FARTHEST_SAME = 8
"""The same where both have the same preposition before them: "at five to pick up the kids, no, at six"."""


_HOURS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}"
_PART_CORRECTED = re.compile(
    rf"\b(?P<hour>{_HOURS})(?: o'clock)?,?(?: (?:no|actually|wait|sorry|rather|i mean|(?:make|call) (?:it|that)),?)+"
    rf" (?P<part>(?:half|quarter|five|ten|twenty|twenty five) past)(?! (?:{_HOURS})\b)(?!\S)",
    re.IGNORECASE,
)
"""A part of the hour before it, corrected: "at seven, actually make it quarter past"."""

_NOT_THAT = re.compile(r",? no,? not (?P<wrong>\w+),? (?P<right>\w[\w ]*)$", re.IGNORECASE)
"""A word that is taken back by its name: "put milk on the list, no, not milk, oat milk"."""

_LEFT_OUT = re.compile(
    r",? (?:(?:no|oh|wait|actually|sorry|well),? )+(?:not|no|forget|skip|leave out|scratch|scrap|without)"
    r" (?:the )?(?P<wrong>\w+(?: \w+)?)(?: (?:actually|after all|please|sorry))*$",
    re.IGNORECASE,
)
"""A thing of several that is taken back by its name: "add milk and sugar, no wait, not sugar"."""

_OH_AND = re.compile(r"(?<=\w),? oh,? (?=and\b)", re.IGNORECASE)

_ME = re.compile(
    r"\b(on|off|to|from|read|clear|check|what's|set|cancel|stop|delete) me"
    r" (?=(?:(?:shopping |to ?do )?list|alarm|timer|reminders?|notes?|shopping)\b)",
    re.IGNORECASE,
)
"""Behind these "me" is said for "my"."""


_INTO_CALENDAR = re.compile(
    r"^(?!(?:what|when|who|where|why|how|is|are|do|does|did|can|could)\b)(?P<what>[^,]+?)"
    r"(?:(?<! mum)(?<! mom)(?<! dad)(?:'s| is)(?P<when> (?:on|at|next|this|tomorrow)\b.+?))?,? "
    r"(?:(?:so|and|please|then|can you|could you) )*(?:put|pop|stick|add|write|jot|get|enter) (?:that|it|this)"
    r"(?: down)? (?:in|on|into|onto|to) (?:my|the|our) (?:diary|calendar|planner|schedule|agenda)(?: please)?$",
    re.IGNORECASE,
)
"""What is told first, and then to be put into the calendar: "dinner with Kim on Saturday, put that in my diary"."""

_HAVE = re.compile(r"\b(what|where|when|how|who|which|why)'ve\b", re.IGNORECASE)
"""A contraction of which no rule knows, since nobody writes it."""


def mended(text: str) -> str:
    """``text`` as it was meant: without hesitations, and with what its speaker corrected in its place."""
    text = _INTO_CALENDAR.sub(r"add \g<what>\g<when> to my calendar", _HAVE.sub(r"\1 have", text))
    text = _ME.sub(r"\1 my ", _PART_CORRECTED.sub(r"\g<part> \g<hour>", _OH_AND.sub(" ", text)))
    if (taken := _NOT_THAT.search(text)) is not None:
        before, wrong = text[: taken.start()], re.compile(rf"\b{taken['wrong']}\b", re.IGNORECASE)
        text = wrong.sub(taken["right"], before, count=1) if wrong.search(before) else text
    text = _without_taken_back(text)
    words = words_of(text, pauses=True)
    said = joined(words)
    sounds = [] if _OF_WORDS.search(said) or said in _AGREEING else _hesitations(words, said)
    if _PUTS_ON.search(said) and not _CONTENT.search(said):
        sounds += _thinking(words, said)
    if not sounds and not _EDIT.search(said):
        return text
    kept = [word for place, word in enumerate(words) if place not in sounds]
    if not any(word.text != PAUSE for word in kept):
        return text
    kept = _without_double_pauses(kept)
    changed = len(kept) != len(words)
    for _ in range(MOST_REPAIRS):
        if (after := _repaired(kept)) is None:
            break
        kept, changed = after, True
    return _written(text, kept) if changed else text


def _without_taken_back(text: str) -> str:
    """``text`` without that of several things which its end takes back."""
    if (taken := _LEFT_OUT.search(text)) is None:
        return text
    before, wrong = text[: taken.start()], re.escape(taken["wrong"])
    for one_of_several in (rf",? and (?:the |some )?{wrong}\b", rf"(?<= ){wrong} and (?:the |some )?"):
        left, taken_out = re.subn(one_of_several, "", before, count=1, flags=re.IGNORECASE)
        if taken_out:
            return left
    return text


def _hesitations(words: Sequence[Word], said: str) -> list[int]:
    """The places of the hesitations in ``words``, which are ``said``."""
    others = {said[: match.start()].count(" ") for one in (_LIKE, _CURSE) for match in one.finditer(said)}
    return [place for place, word in enumerate(words) if word.text in _SOUNDS or place in others]


def _thinking(words: Sequence[Word], said: str) -> list[int]:
    """The places of the words that are said while somebody thinks, without the hesitations among them."""
    heard = " ".join(word.text for word in words if word.text not in _SOUNDS)
    places = [place for place, word in enumerate(words) if word.text not in _SOUNDS]
    found: list[int] = []
    for match in _THINKING.finditer(heard):
        if _PUTS_ON.search(heard[: match.start()]):
            found += places[heard[: match.start()].count(" ") : heard[: match.end()].count(" ")]
    return found


def _repaired(words: list[Word]) -> list[Word] | None:
    """``words`` after the first correction; None where there is none."""
    said = joined(words)
    for match in _EDIT.finditer(said):
        before = words[: said[: match.start()].count(" ")]
        after = words[said[: match.end()].count(" ") :]
        if not before or not after:
            continue
        paused = match.group().startswith(PAUSE)
        pauses = paused and match.group().rstrip().endswith(PAUSE)
        edit = match["edit"].rstrip(" ,")
        free = _CONTENT.search(joined(before)) is not None
        found = _of_a_kind(before, after) or _anew(before, after, edit, paused=paused, free=free)
        if found is None and not free:
            found = _begun_again(before, after) or _item(before, after, edit, pauses=pauses)
            found = found or _same_item(before, after)
        if found is not None:
            return found
    return None


def _of_a_kind(before: list[Word], after: list[Word]) -> list[Word] | None:
    """With the last thing of the kind that ``after`` begins with in its place."""
    led = 1 if after[0].text in _PREPOSITIONS and len(after) > 1 else 0
    for lead in (0, led) if led else (0,):
        begin, rest = joined(before), joined(after[lead:])
        for kind in _KINDS:
            if (new := kind.match(rest)) is None:
                continue
            old = max(kind.finditer(begin), key=lambda one: one.end(), default=None)
            if old is None:
                continue
            first, last = begin[: old.start()].count(" "), begin[: old.end()].count(" ") + 1
            between = before[last:]
            same = led and lead and first and before[first - 1].text == after[0].text
            barred = {PAUSE, "and"} if same else ORDERS | {PAUSE, "and"}
            if len(between) > (_FARTHEST_SAME if same else _FARTHEST) or any(word.text in barred for word in between):
                continue
            size = new.group().count(" ") + 1
            following = after[lead + size :]
            if between and re.fullmatch(_UNIT, between[0].text) and _has_unit(new.group(), following):
                between = between[1:]
            if lead and first and before[first - 1].text in _PREPOSITIONS:
                first -= 1
            head = after[: lead + size]
            return [*before[:first], *head, *between, *following]
    return None


def _has_unit(value: str, following: Sequence[Word]) -> bool:
    """Whether ``value`` has a unit of its own, or one follows it."""
    return "hour" in value or (bool(following) and re.fullmatch(_UNIT, following[0].text) is not None)


def _anew(before: list[Word], after: list[Word], edit: str, *, paused: bool, free: bool) -> list[Word] | None:
    """The new order that ``after`` is, behind what drops the one before; what only points to that one is none."""
    if after[0].text not in ORDERS or not _ITS.isdisjoint(word.text for word in after[1:3]):
        return None
    if _PUTS.search(joined(before)) and _ONTO_LIST.search(joined(after)) and not _PUTS.search(joined(after)):
        return None  # "light bulbs to the list" goes on with what was begun
    if _DROPS.search(edit):
        return after
    if free:
        return None
    begun = next((word.text for word in before if word.text in ORDERS), "")
    same = begun == after[0].text
    return after if same or (paused and begun and len(before) <= 2) else None


def _begun_again(before: list[Word], after: list[Word]) -> list[Word] | None:
    """With all from the word on that ``after`` begins with anew."""
    if after[0].text not in _AGAIN:
        return None
    for first in range(len(before) - 1, max(0, len(before) - 1 - _FARTHEST), -1):
        if before[first].text == PAUSE:
            return None
        if before[first].text == after[0].text:
            return [*before[:first], *after]
    return None


def _item(before: list[Word], after: list[Word], edit: str, *, pauses: bool) -> list[Word] | None:
    """With the last item that is to be put on a list in the place of the one before it."""
    if after[0].text in _NO_ITEM:
        return None
    clear = _CLEARLY.search(edit) is not None or after[0].text == "not"
    if not _PUTS.search(joined(before)) or not (pauses or clear or _MEANS.search(edit)):
        return None
    first = len(before)
    while first and before[first - 1].text not in _BEFORE_ITEM:
        first -= 1
    said = joined(before[first:])
    if clear and apart(said):
        first = len(before) - len(apart(said)[-1].split())
    if not 0 < len(before) - first <= (_LONGEST_ITEM + 1 if clear else 3):
        return None
    denied = ["not", *(word.text for word in before[first:])]
    if after[0].text == "not":
        if [word.text for word in after[: len(denied)]] != denied or len(after) == len(denied):
            return None
        after = after[len(denied) :]  # "batteries no not batteries light bulbs"
    for place, word in enumerate(after):
        if word.text in _AGAIN:
            break
        if word.text == PAUSE and place + 1 < len(after) and after[place + 1].text in _AGAIN:
            return [*before[:first], *after[:place], *after[place + 1 :]]
    return [*before[:first], *after]


def _same_item(before: list[Word], after: list[Word]) -> list[Word] | None:
    """With an item that is to be put on a list in the place of the one before it that ends in the same word."""
    if not _PUTS.search(joined(before)) or before[-1].text == "and" or after[0].text in CONTAINED:
        return None
    size = next((place for place in range(2, min(_LONGEST_ITEM, len(after)) + 1) if _ends_item(after, place)), 0)
    last = next((place for place in range(len(before), 0, -1) if before[place - 1].text == after[size - 1].text), 0)
    if not size or not last:
        return None
    first = last - 1
    while first and before[first - 1].text not in _BEFORE_ITEMS:
        first -= 1
    if not first or last - first > _LONGEST_ITEM:
        return None
    return [*before[:first], *after[:size], *before[last:], *after[size:]]


def _ends_item(words: Sequence[Word], place: int) -> bool:
    """Whether an item may end before ``place`` of ``words``."""
    behind = joined(words[place:])
    return not behind or words[place].text in _AGAIN | {PAUSE, "please"} or _EDIT.match(behind) is not None


def _without_double_pauses(words: list[Word]) -> list[Word]:
    """``words`` without the pauses that stood around a hesitation."""
    kept: list[Word] = []
    for word in words:
        if word.text == PAUSE and (not kept or kept[-1].text == PAUSE):
            continue
        kept.append(word)
    return kept


def _written(text: str, words: Sequence[Word]) -> str:
    """``words`` as ``text`` has them, with its marks."""
    parts: list[str] = []
    for word in words:
        written = text[word.start : word.end]
        if word.text in (PAUSE, "?") and parts:
            parts[-1] += written
        elif word.text not in (PAUSE, "?"):
            parts.append(written)
    return " ".join(parts)
