"""Answers to a question: which of several, yes or no. Pure."""

import re
from collections.abc import Sequence

from myna.nlu.en.slots import duration, time_of_day
from myna.nlu.en.slots.sentence import ORDINAL, masked, ordinal_of, pattern, read
from myna.nlu.en.words import lowered, word_set

_ALL = pattern(
    r"both|all|every (?:1|alarm|timer|reminder)|everything|each(?: 1)?|every single 1|the lot"
    r"|all of (?:them|those|these)"
)
_BUT = pattern(r"(?:but|except|except for|apart from|other than|excluding|not)(?= )")
_NONE = pattern(r"neither|none|nothing|no 1|not any")
_PLACE = pattern(
    rf"(?:number|option) (?P<number>\d{{1,2}})|(?P<ordinal>{ORDINAL})(?! (?:timer )?of)|(?P<last>last|latter"
    rf"|bottom|later|latest|late|longer|longest)|(?P<middle>middle)"
    rf"|(?P<first>former|top|early|earlier|earliest|sooner|soonest|shorter|shortest)"
)
_STANDS_FOR = re.compile(
    r"(?<=\w)(?<!\bthe)(?<!\bthat)(?<!\bthis)(?<!\bnumber)(?<!\boption)(?<!ty) ones?(?=\W*$)", re.IGNORECASE
)
"""The "one" of "the saturday one", which is no number, nor one o'clock."""
_ALONE = re.compile(r"(?:the )?(\d{1,2})(?: please)?")
_FILLER = word_set("""
    a an and ah alarm alarms cancel choose delete do for i i'd i'll it it's 's just let's like list me mean meant my no
    of oh okay ok on one ones 1 please remove reminder select set stop take that the this timer timers uh um want with
    would yes you your at is in named called
    """)

_YES = word_set("""
    yes yeah yep yup ya yea yah aye sure ok okay absolutely definitely certainly exactly affirmative indeed agreed
    alright totally please roger perfect yess approved obviously definite
    """)
_NO = word_set("no nope nah nay negative negatory naw never")
_CLEAR = (_YES | _NO) - word_set("sure ok okay please exactly indeed totally roger never perfect")
"""Behind these anything may follow, and it is yes or no all the same."""
_RESTRICTING = frozenset(["but", "except", "unless", "only"])
"""With these a yes is none to the question as it was asked."""
_SAYS_YES = re.compile(
    r"^(?:all right|of course|you bet|uh huh|mm ?hmm+|go (?:ahead|for it)|do (?:it|that|so)|sounds (?:good|great"
    r"|right|fine)"
    r"|by all means|i (?:do|am|did|would|agree|think so|guess so|concur|believe so)|why not|you(?:'re"
    r"| are)? (?:got it|bet)"
    r"|please do|that works|make it so|without a doubt|no doubt|accepted|positive)\b"
)
_SAYS_NO = re.compile(
    r"^(?:not|don't|do not|dont|i(?:'m| am)? (?:don't|do not|didn't|did not|wouldn't|would not|disagree|not)|i'?ll pass"
    r"|(?:of course|absolutely|certainly|definitely) not|under no circumstances|leave it|nada)\b"
)
_JUDGING = word_set("""
    a absolutely accepted actually agree ahead all am an and answer are as at awesome be been believe bet but by can
    case certainly circumstances completely confirm correctly course definitely did do does don't dont doubt
    entirely exactly fact for from go got guess happening have hmm huh i i'd i'll i'm in indeed is it it's just know
    leave like look looks make me mean means mm my nada of oh on one pass please positive pretty question quite
    really said saying seem seems so sounds statement sure thank thanks that that'd that's thats the think this to
    totally uh under very want was way well were what when why will with without works would you you're your
    """)
"""The words of which a judgement is made, besides those that are one."""
_GOOD = word_set(
    "right correct true fact accurate affirmative yes good great fine perfect valid agree agreed truth proper"
)
_BAD = word_set("wrong false incorrect mistaken untrue invalid negative inaccurate lie bad disagree falsehood")
_NOT = re.compile(r"^(?:not|never|no|cannot|hardly|\w+n't|isnt|wasnt|dont|cant|aint)$")
_START = re.compile(
    r"^(?:(?:oh|well|um|uh(?! huh)|ah|hmm|hey|actually|sorry|thanks|and|so|i think|i guess|i believe|my answer is"
    r"|the answer is|i say|i(?:'d| would) (?:have to )?say|i vote|heck|hell|that's|that is|that would be"
    r"|that'd be|it's|its|please|no doubt) )+(?:an? )?(?=\S)"
)
_LONGEST_ANSWER = 10


def choose(text: str, labels: Sequence[str]) -> tuple[int, ...] | None:
    """Which of ``labels`` is meant by ``text``: places from 0 on, several for "both", none for "neither".

    A label is what the thing is called and what tells it apart: "pizza, 10 minutes". Several places may also mean that
    one word fits more than one. None: ``text`` chooses nothing.
    """
    text = _STANDS_FOR.sub("", text)
    normal = read(text).normal
    if (_all := _ALL.search(normal)) is not None:
        but = _BUT.search(normal, _all.end())
        excepted = choose(normal[but.end() :].strip(), labels) if but else ()
        return None if excepted is None else tuple(place for place in range(len(labels)) if place not in excepted)
    if _NONE.search(normal):
        return ()
    if labelled := _by_label(text, labels):
        return labelled
    places = {place for match in _PLACE.finditer(normal) if 0 <= (place := _place(match, len(labels))) < len(labels)}
    if places and not _others(_PLACE.sub(" ", normal)):
        return tuple(sorted(places))
    if (alone := _ALONE.fullmatch(normal)) is not None and 1 <= int(alone[1]) <= len(labels):
        return (int(alone[1]) - 1,)
    return None


def said(place: int) -> str:
    """The words for the place (from 0 on) of one thing: "the second one"."""
    number = place + 1
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"the {number}{ending} one"


def agrees(text: str) -> bool | None:
    """Whether ``text`` says yes (True) or no (False); None: neither, or something else altogether."""
    spoken = " ".join(re.sub(r"[^\w\s']", " ", lowered(text)).split())
    if not spoken or spoken.startswith("never mind"):
        return None
    rest = _START.sub("", spoken)
    first, *others = rest.split()
    if first in _YES and not _RESTRICTING.isdisjoint(others):
        return None
    if first in _CLEAR and not (first == "no" and set(others) & {"idea", "clue", "more"}):
        return first in _YES and others[:1] != ["not"]
    if len(rest.split()) > _LONGEST_ANSWER or not all(_is_judging(word) for word in rest.split()):
        return None
    judged = _judged(rest)
    if judged is not None:
        return judged
    if _SAYS_NO.match(rest):
        return None if {"know", "sure", "answer"} & set(others) else False
    return True if first in _YES or _SAYS_YES.match(rest) else None


def _is_judging(word: str) -> bool:
    return word in _JUDGING | _GOOD | _BAD | _YES | _NO or _NOT.match(word) is not None


def _judged(words: str) -> bool | None:
    """What a sentence says that calls something right or wrong: "that's not right" is no."""
    denied = False
    for word in words.split():
        if word in _GOOD | _BAD:
            return (word in _GOOD) != denied
        denied ^= _NOT.match(word) is not None
    return None


def _place(match: re.Match[str], count: int) -> int:
    if match["last"]:
        return count - 1
    if match["first"]:
        return 0
    if match["middle"]:
        return count // 2 if count % 2 else -1
    return (int(match["number"]) if match["number"] else ordinal_of(match["ordinal"])) - 1


def _others(normal: str) -> list[str]:
    """The words that mean something besides."""
    return [word for word in normal.split() if word not in _FILLER and re.search(r"\w", word)]


def _by_label(text: str, labels: Sequence[str]) -> tuple[int, ...]:
    """The labels that have everything that ``text`` names: its words, lengths and times."""
    rest = masked(text, [*duration.find(text), *time_of_day.find(text)], " ")
    words = {_stem(word) for word in _others(read(rest).normal) if not re.fullmatch(ORDINAL, word)}
    lengths = {one.value for one in duration.find(text)}
    clocks = [one.value for one in time_of_day.find(text) if one.value.clock]
    if not (words or lengths or clocks):
        return ()
    found, touched, known = [], [], set()
    for place, label in enumerate(labels):
        named = {_stem(word) for word in read(label).normal.split()}
        times = [one.value for one in time_of_day.find(label)]
        fits = all(any(_same(clock, time) for time in times) for clock in clocks)
        if words <= named and lengths <= {one.value for one in duration.find(label)} and fits:
            found.append(place)
        if words & named:
            touched.append(place)
            known |= words & named
    return tuple(found or (touched if known == words and not lengths and not clocks else ()))


def _same(one: time_of_day.TimeOfDay, other: time_of_day.TimeOfDay) -> bool:
    if one.clock is None or other.clock is None:
        return False
    if one.ambiguous or other.ambiguous:
        return (one.clock.hour % 12, one.clock.minute) == (other.clock.hour % 12, other.clock.minute)
    return one.clock == other.clock


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
