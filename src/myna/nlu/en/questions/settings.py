"""What a sentence asks of the volume and the speed of speech, of chance, of spelling and of the microphone. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from myna.nlu.en import numbers
from myna.nlu.en.groceries import apart
from myna.nlu.en.slots import duration, moment, number
from myna.nlu.en.slots.sentence import masked
from myna.nlu.en.words import lowered, word_set

SCALE = 10
"""A level up to this one, without "percent", is meant of so many."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """``percent`` to which, or by which (``step``), the volume changes; None: it was not said.

    ``direction`` is 1 for louder, -1 for softer, 0 where neither was said, and for a level of the scale; ``size`` is
    "bit", "lot" or "".
    """

    direction: int = 0
    percent: int | None = None
    step: int | None = None
    size: str = ""
    most: bool = False
    least: bool = False


_UP = re.compile(
    r"\b(?:up|increase\w*|rais\w+|louder|loudly|higher|greater|boost\w*|more|amplif\w+|doubl\w+|rise|crank|bump\w*|pump|hear"
    r"|too (?:quiet|low|soft)|enhance|loud)\b"
)
_DOWN = re.compile(
    r"\b(?:down|lower\w*|decreas\w+|quiet\w*|soft\w*|reduc\w+|halv\w+|less|drop|diminish|low"
    r"|limit|too (?:loud|high)|so loud"
    r"|not so loud|not as loud|minimi[sz]e)\b"
)
_LOT = re.compile(r"\b(?:a lot|halv\w+|doubl\w+|much|way|significantly|far|loads)\b")
_BIT = re.compile(r"\b(?:a bit|a little|slightly|somewhat|a touch|a notch|a tad|little bit)\b")
_MOST = re.compile(r"\b(?:max|maximum|full|highest|all the way up|as (?:loud|high) as|loudest|top)\b")
_LEAST = re.compile(r"\b(?:min|minimum|lowest|all the way down|quietest)\b")
_PERCENT = re.compile(r"^\s*(?:percent|per cent|%)")
_STEPS = re.compile(r"^\s*(?:more |further )?(?:notch(?:es)?|steps?|levels?|points?|clicks?|bars?|stages?)\b")
_BY = re.compile(r"^\s*(?:percent |per cent |% ?)?(?:louder|quieter|softer|higher|lower|up|down|more|less)\b")
"""Behind the number by which the volume changes: "ten percent louder"."""
_OUT_OF = re.compile(r"\s(?:out )?of (?:ten|10|(a hundred|one hundred|100))\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at|on|level|volume|is|of|be)\s*(?:the )?(?:level |about |around )?$")
_TOO_MUCH = re.compile(r"\btoo (?:loud|high)\b|\b(?:not|n't|don't|never|stop)\b.*\bloud(?:ly)?\b")
_IS_LOW = re.compile(r"\b(?:is|it's|sounds?) (?:too |so |very |really |a bit )?(?:low|quiet|soft)\b")


_ABOUT = re.compile(
    r"\b(?:volume|sounds?|loud\w*|quiet\w*|soft\w*|hear|audio|music|speakers?|noise|voice|tone|it|yourself|up|down)\b"
)


_OTHER_THING = re.compile(
    r"\b(?:add|back|break|calm|clean|cut|fill|fold|give|heat|lift|look|mix|pick|round|sum|tidy|warm|wrap|write)"
    r" (?:it|that|this|them|him|her|me|us) (?:up|down)\b"
    r"|\b(?:up|down) (?:the|an?|my|our|this|that|his|her) (?!(?:\w+ )?(?:volume|sounds?|loudness|audio|music|speakers?"
    r"|noise|voice|tone|level|bass|tv|radio|bit|little|lot|notch|touch|tad)\b)\w+"
)
"""What else is turned up or down: "turn down the offer"."""

_VOLUME_OF = re.compile(
    r"^(?:(?:my|our|his|her|the|this|that|an?|what is the|what's the) )?(?:\w+ )?volumes? of "
    r"(?!(?:(?:the|my|your|this|that|an?) )?(?:\w+ )?(?:sounds?|audio|music|speakers?|noise|voice|speech|tv|radio"
    r"|television|songs?|device|system|it|this|that|you|alarm|timer|answers?|assistant"
    rf"|{'|'.join(sorted(numbers.BEGINNINGS))})\b)[a-z]"
)
"""A volume that is a book's or a body's: "my volume of Shakespeare"."""

_SPOKEN_OF = re.compile(
    r"^(?:(?:the|my|our|his|her|their|this|that|an?) (?!(?:\w+ )?(?:volume|sounds?|loudness|audio|music|songs?"
    r"|speakers?|noise|voice|tone|level|bass|tv|television|radio|alarm|timer|answers?|assistant)\b))(?:\w+ ){1,3}?"
    r"(?:is|are|was|were|ma(?:de|kes?|king)|keeps?|sounds?)\b"
)
"""What somebody tells of something else: "the dog is making noise"."""


_SILENCE = re.compile(
    r"\b(?:(?:un)?mut(?:e|ed|ing)|silen\w*|quiet\w*|hush|shush|volume|sounds?|audio|music|speakers?|speak\w*|talk\w*"
    r"|nois\w*|voice|say|hear|tone|loud\w*|tv)\b"
)


_MORE_OR_LESS = re.compile(r"\b(?:more|less|further)\b")
_GOES_ON = re.compile(
    r"\b(?:more|less|further|even|still|just|(?:a )?(?:little )?bit|a tad|tad|a little|a lot|much|slightly|some"
    r"|a touch|percent|to|at|the)\b"
)


def is_about_loudness(text: str) -> bool:
    """Whether ``text`` speaks of sound at all: "speak Arabic" does not."""
    lower = _VOLUME_OF.sub("", _OTHER_THING.sub("", lowered(text)))
    return _SPOKEN_OF.match(lowered(text)) is None and _ABOUT.search(lower) is not None


def turns_something_else(text: str) -> bool:
    """Whether ``text`` turns down something else than sound, an offer, or tells of something else that is loud."""
    lower = lowered(text)
    return _OTHER_THING.search(lower) is not None or _SPOKEN_OF.match(lower) is not None


def is_about_silence(text: str) -> bool:
    """Whether ``text`` speaks of silence or of its end: "night mode" does not."""
    return _SILENCE.search(lowered(text)) is not None


def names_level(text: str) -> bool:
    """Whether ``text`` ends with the level that something is to be at: "speaker to thirty"."""
    lower = lowered(text).rstrip(" .!?")
    values = number.find(lower)
    return (
        bool(values) and bool(_TO.search(lower[: values[-1].start])) and not _PERCENT.sub("", lower[values[-1].end :])
    )


def goes_on(words: str) -> bool:
    """Whether ``words`` are a number, or "more" or "less" of what was just changed, and nothing else."""
    lower = lowered(words).strip(" .,!?")
    rest = _GOES_ON.sub(" ", masked(lower, number.find(lower), " ") if not _MORE_OR_LESS.search(lower) else lower)
    return bool(lower) and not rest.strip()


def loudness(text: str) -> Loudness:
    """How loud ``text`` wants it."""
    lower = lowered(text)
    down, up = _DOWN.search(lower), _UP.search(lower)
    too_much = _TOO_MUCH.search(lower)
    too_little = _IS_LOW.search(lower) or re.search(
        r"\btoo (?:quiet|low|soft)\b|(?:can't|cannot|can not|cant) hear\b", lower
    )
    direction = -1 if too_much else 1 if too_little else -1 if down else 1 if up else 0
    size = "lot" if _LOT.search(lower) else "bit" if _BIT.search(lower) else ""
    scale = _OUT_OF.search(text)
    values = [one for one in number.find(text[: scale.start()] if scale else text) if one.value >= 0]
    if values:
        said = values[-1]
        of_hundred = scale is not None and scale[1] is not None
        stated = of_hundred or _PERCENT.match(text[said.end :]) is not None
        percent = _percent(said.value, stated)
        step = round(said.value) if stated or said.value >= SCALE else percent
        if direction and percent is not None and _BY.match(lower[said.end :]):
            return Loudness(direction, step=direction * (step or percent))
        sets = _TO.search(lower[: said.start]) is not None and _STEPS.match(lower[said.end :]) is None
        if percent is not None and (sets or not direction):
            return Loudness(direction if said.value > SCALE else 0, percent)
        if percent is not None:
            return Loudness(direction, step=direction * (step or percent))
    if re.search(r"\b(?:half|halfway|medium|middle)\b", lower):
        return Loudness(direction, 50)
    if _MOST.search(lower):
        return Loudness(1, most=True)
    if _LEAST.search(lower):
        return Loudness(-1, least=True)
    return Loudness(direction, size=size)


def _percent(value: Fraction, said: bool) -> int | None:
    if value > 100:
        return None
    if 0 < value < 1:
        return round(value * 100)
    return round(value) if said or value > SCALE else round(value * 100 / SCALE)


_COMPARED = re.compile(r"(?<!\bnot )(?<!\bany )(?<!\bno )\b(?:slower|faster|quicker|more (?:slowly|quickly))\b")
"""What is wanted by a word that says which way: "a bit slower", whatever is quick besides."""


def speed(text: str) -> str:
    """Whether ``text`` wants it "slower", "faster" or "normal"; "" where it says none of them."""
    lower = lowered(text)
    compared = {found[0].endswith(("slower", "slowly")) for found in _COMPARED.finditer(lower)}
    if len(compared) == 1:
        return "slower" if compared.pop() else "faster"
    slow = re.search(r"\bslow\w*\b|\bdecreas\w+\b|\breduc\w+\b", lower)
    fast = re.search(
        r"\bfast\w*\b|\bquick\w*\b|\bspeed (?:\w+ )*up\b|\bhurry up\b|\bincreas\w+\b|\b(?:rapid|swift|brisk)\w*\b",
        lower,
    )
    if re.search(r"\b(?:normal|usual|default|regular|standard)\w*\b", lower) and not (slow or fast):
        return "normal"
    # "too slow", "not so fast": the other way round.
    inverted = re.search(
        r"\b(?:too|so|less) (?:\w+ )?(?:slow|fast|quick|rapid|swift)\w*"
        r"|\b(?:not|don't|stop|isn't|quit)\b.*\b(?:slow|fast|quick|rapid|swift)",
        lower,
    )
    if re.search(r"\bincreas\w+\b|\bspeed\b.*\bup\b|\brais\w+\b", lower):
        return "faster"
    if re.search(r"\bslow\w* down\b|\bdecreas\w+\b|\breduc\w+\b", lower):
        return "slower"
    if slow and fast:
        return "slower" if slow.start() > fast.start() else "faster"
    if slow or fast:
        return "faster" if (fast is not None) != (inverted is not None) else "slower"
    return ""


@dataclass(frozen=True, slots=True)
class Dice:
    """``count`` dice of so many ``sides``."""

    count: int
    sides: int


_MOST_DICE = 20
_SHORT_DICE = re.compile(r"\b(\d{1,2})?\s?d\s?(\d{1,3})\b")
_SIDED = re.compile(r"^[\s-]*(?:sides?|sided|side|faced|faces)\b")


def dice(text: str) -> Dice:
    """The dice that ``text`` wants rolled; one of six sides where it does not say."""
    lower = text.lower()
    if (short := _SHORT_DICE.search(lower)) is not None:
        return Dice(min(_MOST_DICE, int(short[1] or 1)) or 1, int(short[2]) or 6)
    count, sides = 1, 6
    for one in number.find(re.sub(r"-(?=sided)", " ", lower)):
        value = int(one.value)
        if _SIDED.match(re.sub(r"-(?=sided)", " ", lower)[one.end :]):
            sides = value
        elif re.match(r"\s+(?:\S+ )?(?:\S+ )?(?:dice|die|dices)\b|\s+times\b", lower[one.end :]):
            count = value
    if re.search(r"\b(?:pair of|couple of|both|two) ", lower):
        count = 2
    return Dice(min(max(count, 1), _MOST_DICE), min(max(sides, 2), 1000))


def coins(text: str) -> int:
    """How many coins ``text`` wants flipped."""
    if re.search(r"\btwice\b|\bpair of coins\b|\bcouple of (?:coins|times)\b", text.lower()):
        return 2
    found = [int(one.value) for one in number.find(text) if re.match(r"\s*(?:\w+ )?(?:coins|times)\b", text[one.end :])]
    return min(max(found[0], 1), _MOST_DICE) if found else 1


def coin_call(text: str) -> str:
    """Which side ``text`` bets on, "heads" or "tails"; "" where it does not."""
    lower = text.lower()
    if found := re.search(
        r"\b(?:i (?:call|pick|choose|want|say|bet|guess|win)|i'm calling|calling|call)\b.*\b(heads|tails)", lower
    ):
        return found[1]
    if found := re.search(r"\byou win\b.*\b(heads|tails)", lower):
        return "tails" if found[1] == "heads" else "heads"
    return ""


def between(text: str) -> tuple[int, int] | None:
    """The least and the largest number of those that ``text`` wants one of: "a number between one and ten"."""
    if not re.search(r"\bnumbers?\b", text.lower()):
        return None
    found = [int(one.value) for one in number.find(text)]
    if len(found) == 1 and re.search(r"\b(?:up to|to|below|under)\b", text.lower()):
        found = [1, *found]
    return (min(found), max(found)) if len(found) == 2 else None


_CHOICES = [
    re.compile(pattern)
    for pattern in (
        r"^(?:(?:should|shall) (?:i|we)(?: (?:do|drink|eat|get|go for|go to|have|take|watch))? )?(?P<all>.+ or .+?),?"
        r" (?:(?:you|just|so) )*(?:choose|decide|pick)(?: one| for me| for us)*$",
        r"^(?:who (?:goes|starts|should (?:go|start)|is going|gets to go)|who's going) first(?: between)? (?P<all>.+)",
        r"\b(?:pick|choose|select|decide)\b(?: one| something| for me| for us| will you| would you| please)*"
        r"(?: of| from| between| among|:)* (?P<all>.+)",
    )
]


_TURNED = {"i": "you", "me": "you", "you": "me"}
"""Who speaks, as Myna says it."""


def choices(text: str) -> list[str]:
    """The things of which ``text`` wants one: "pick one of red, green or blue"; none where it names none."""
    lower = text.lower().strip(" ?.!")
    found = next((found for one in _CHOICES if (found := one.search(lower)) is not None), None)
    if found is None:
        return []
    between = r"or" if re.search(r" or ", found["all"]) else r"or|and"
    parts = re.split(rf"\s*,\s*(?:(?:or|and)\s+)?|\s+(?:{between})\s+", found["all"])
    parts = [re.sub(r"^(?:just|maybe|simply|even) ", "", part) for part in parts]
    things = [thing for part in parts if part for thing in apart(part)] if len(parts) > 1 else []
    return [_TURNED.get(thing, thing) for thing in things]


_LEFT_OUT = re.compile(
    r"(?:(?:and|but|no|okay|ok|oh|please|now|again|ugh)[ ,]+)*(?:not|without|except|anything but|but not|no)"
    r" (?:the |an? |that )?(?P<out>\w+(?: \w+){0,3}?)(?: (?:again|this time|please|then))*"
)
_THIS_TIME = re.compile(
    r"(?:(?:and|now|okay|ok|make it|make that|try|with|try it with)[ ,]+)*(?P<count>\w+)"
    r"(?: (?:of them|dice|coins|this time|now|then|please|instead))*"
)


def left_out(text: str) -> str:
    """What ``text`` does not want drawn again: "not soup", "and without the pizza"; "" where it names nothing."""
    found = _LEFT_OUT.fullmatch(lowered(text).strip(" ?.!"))
    return found["out"] if found else ""


def count_this_time(text: str) -> int | None:
    """How many dice or coins ``text`` wants behind a throw: "two this time"; None where it says nothing of the kind."""
    found = _THIS_TIME.fullmatch(lowered(text).strip(" ?.!"))
    count = None if found is None else numbers.parse(found["count"])
    return int(count) if count is not None and count.denominator == 1 and 0 < count <= _MOST_DICE else None


def throw(count: int, sides: int | None) -> str:
    """The order for so many dice of so many ``sides``, or coins."""
    if sides is None:
        return f"flip {count} coins"
    return f"roll {count} dice" if sides == 6 else f"roll {count} {sides} sided dice"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A ``word`` to be spelled, or in which a ``letter`` is to be counted."""

    word: str
    letter: str = ""


_LETTERS_IN = re.compile(
    r"\b(?:how many|find all|count|number of)(?: (?:times|does|do|is|the|of|number|letters?|instances|occurrences))* "
    r"[\"']?(?P<letter>[a-z])"
    r"(?:[\"'\u2019]*e?s|[\"'])?\b(?: letters?)?"
    r"(?: (?:are|is|there|do|can|i|you|we|see|find|have|exists?|appears?|occurs?|be|found|used))* (?:in|does)"
    r" (?:the )?(?:word )?[\"']?(?P<word>[a-z'-]+)"
)
_SOME_OF = r"(?:just |only )?(?:an?|one|two|double|single|1|2|three)"
_ONE_OR_TWO = (
    re.compile(
        rf"\b{_SOME_OF} (?:letter )?(?P<letter>[a-z])(?:'?s)? or {_SOME_OF}(?: [a-z]'?s?)? in (?:the )?(?:word )?"
        rf"(?P<word>[a-z'-]{{3,}})$"
    ),
    re.compile(
        rf"\b(?:does|is|has|do you (?:spell|write)) (?:the word )?(?P<word>[a-z'-]{{3,}})"
        rf" (?:(?:have|has|got|take|spelled|spelt|written|with) )+{_SOME_OF} (?P<letter>[a-z])(?:'?s)?"
        rf"(?: or {_SOME_OF}(?: [a-z]'?s?)?)?$"
    ),
)
"""Which of two spellings is right: "is it one c or two in accommodate"."""
_SPELL = [
    re.compile(pattern)
    for pattern in (
        r"\bspell(?:ed)?[: ]+(?:out )?(?:for me )?(?:me )?(?:the )?(?:word )?[\"']?(?P<word>[a-z' -]+)",
        r"\bspelling(?: of| for| on| to)?[: ]+(?:the )?(?:word:? )?[\"']?(?P<word>[a-z' -]+)",
        r"\b(?:how|know|that) (?:the )?(?:word )?(?P<word>[a-z'-]+) (?:is|gets|should be|would be|was) "
        r"(?:\w+ )?spel(?:led|t)",
        r"\b(?:is|does|are|do) (?:the )?(?:word )?(?P<word>[a-z'-]+) (?:\w+ )?(?:spel\w+|get spel\w+)",
        r"\bletters (?:are )?(?:in|of|make up|for) (?:the )?(?:word )?(?P<word>[a-z'-]+)",
        r"(?P<word>[a-z'-]+)(?:'s)? (?:is spelled|spelling)\b",
        r"\bhow (?:does )?one writes? (?!(?:code|essays|letters|music|poems|poetry|songs)$)(?P<word>[a-z'-]+)$",
        r"\bhow (?:do|does|would|to|one)(?: (?:you|i|we|one))? writes? the word (?P<word>[a-z'-]+)$",
        r"\bhow (?:do|does|would|should|can|to)(?: (?:you|i|we|one|people))? writes? (?P<word>[a-z'-]+)(?:"
        r" (?:out|down|correctly"
        r"|properly|right|again|please))*$",
        r"\bhow(?:'s| is) (?:the word )?(?P<word>[a-z'-]+) (?:written|spel(?:t|led))$",
        r"^(?P<word>[a-z'-]+) how (?:do|does|would|should|is|'s)(?: (?:you|i|we|one))? (?:it |that"
        r" )?(?:spel(?:l|t|led)|write|written)"
        r"(?: (?:it|that))?$",
    )
]
_AS_IN = re.compile(
    r"(?<=\w),? (?:as in|as with|like (?:an?|in|the)|(?:meaning|not|with) (?:an?|the)|the one (?:that|with)) .+$"
    r"|(?<=\w) like \w+ and \w+$"
)
"""Which of the words that sound alike is meant: "knight like the one with a horse"."""
_TOLD_BEHIND = re.compile(
    r"(?<=\w) (?:because|i|i'm|i've|i'll|it's|he|he's|she|she's|we|we're|they|my|the (?:teacher|kids|boy|girl))\b.*$"
)
"""What is told behind the word: "rhythm I can never get it"."""
_WRITTEN = re.compile(
    r"(?:code|music|poetry|fiction|prose|python|java|javascript|html|sql|cursive|calligraphy|comedy|satire|better|faster"
    r"|well|neatly|quickly|backwards?|it|this|that|one|them|here|chinese|japanese|korean|arabic|hebrew|greek|russian|hindi"
    r"|[a-z]+ly|[a-z]*[^s\W]s)"
)
"""What people write, or how: no word whose spelling is asked for by "how do you write"."""
_NO_WORDS = word_set("a an be for he i they we you how is it me of something spelling that the this with word words")


def spelling(text: str) -> Spelling | None:
    """What ``text`` wants spelled; None where it names no word."""
    lower = _plain(text)
    if (counted := _letter_in(lower, 0)) is not None:
        return counted
    for pattern in _SPELL:
        if (found := pattern.search(lower)) is not None:
            word = re.sub(
                r"^(?:out|the|word|a word|for me|me) |(?: (?:for me|please|out|correctly|right|properly|now|slowly"
                r"|quickly|aloud))+$",
                "",
                _AS_IN.sub("", found["word"].strip(" '\"")),
            )
            if "writ" in lower and "word" not in lower and _WRITTEN.fullmatch(found["word"]):
                continue
            word = _TOLD_BEHIND.sub("", word.partition(" for ")[0]).strip(" '-")
            if word and word not in _NO_WORDS and len(word.split()) <= 4:
                return Spelling(word)
    return None


def letter_asked(text: str) -> Spelling | None:
    """The word and the letter of which ``text``, as a whole, asks how often it is in it: "is it one c or two in..."."""
    lower = _plain(text)
    return _letter_in(lower, len(lower))


def _plain(text: str) -> str:
    return " ".join(lowered(text).split()).strip(' ?.!"')


def _letter_in(lower: str, least_end: int) -> Spelling | None:
    """The letter that is counted in a word, where that is said up to ``least_end`` of the sentence at least."""
    searched = (one.search(lower) for one in (_LETTERS_IN, *_ONE_OR_TWO))
    found = next((one for one in searched if one is not None and one.end() >= least_end), None)
    return None if found is None else Spelling(found["word"].strip("'"), found["letter"])


def is_about_writing(text: str) -> bool:
    """Whether ``text`` asks how something is written, and of no word: "how do you write a letter"."""
    return re.search(r"\bhow\b.*\bwrit(?:e|es|ten)\b(?!.*\bword)", lowered(text)) is not None


_STOPWATCH = re.compile(r"\bstop[ -]?watch\b")
_STOPWATCH_ACTS = [
    (act, re.compile(expression))
    for act, expression in (
        ("read", r"\b(?:what|what's|how|check|read|show|is|status|tell me)\b"),
        ("restart", r"\b(?:restart|start\w*\b.*\b(?:again|over|anew)|reset and start)\b"),
        ("reset", r"\b(?:reset|clear|(?<!from )zero|cancel|delete|remove)\b"),
        ("start", r"\b(?:start|begin|count|run|resume|continue|unpause|go|set|open|use|on|need|want)\b|^time me\b"),
        ("stop", r"\b(?:stop|pause|halt|end|freeze|off)\b"),
    )
]


def stopwatch(text: str) -> str:
    """What ``text`` wants of the stopwatch: "start", "stop", "reset", "restart" or "read"; "" where it is not meant."""
    lower = lowered(text)
    rest = _STOPWATCH.sub("", lower)
    if rest == lower and not re.search(r"\btime me\b", lower):
        return ""
    return next((act for act, expression in _STOPWATCH_ACTS if expression.search(rest)), "")


@dataclass(frozen=True, slots=True)
class Rest:
    """The microphone is to be closed (``closes``) until then, or until it is opened again (None); or to be opened."""

    closes: bool
    until: datetime | None = None


def quiet_until(text: str, now: datetime) -> datetime | None:
    """Until when ``text`` wants silence: "for the next hour", "till noon"; None where it names no time to come."""
    lengths = [one for one in duration.find(text) if one.value < 10**7]
    if lengths and re.search(
        r"\bfor (?:(?:the|next|another|about|at least|like|only|just) )*$", lowered(text)[: lengths[0].start]
    ):
        return now + timedelta(seconds=lengths[0].value)
    if re.search(r"\b(?:until|till|til|before)\b", lowered(text)) is None:
        return None
    return next((one.value.at for one in moment.find(text, now) if one.value.at > now), None)


def rest(text: str, now: datetime) -> Rest | None:
    """What ``text`` wants of the microphone; None where it names an end that is no time ("until the cows")."""
    lower = text.lower()
    if re.search(r"\b(?:unmute|wake up|on|start listening|open)\b", lower):
        return Rest(False)
    lengths = [one.value for one in duration.find(text) if one.value < 10**7]
    if lengths:
        return Rest(True, now + timedelta(seconds=lengths[0]))
    moments = [one.value.at for one in moment.find(text, now) if one.value.at > now]
    if re.search(r"\b(?:until|till|til|before)\b", lower) is None:
        return Rest(True)
    return Rest(True, moments[0]) if moments else None
