"""What a sentence asks of the clock: places, shifted times, days and spans, as values. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from myna.nlu.en import dates as dates_of
from myna.nlu.en import numbers, places
from myna.nlu.en.dates import MONTHS, WEEKDAYS
from myna.nlu.en.holidays import named as named_holiday
from myna.nlu.en.places import Place
from myna.nlu.en.slots import date as dates
from myna.nlu.en.slots import duration, moment, time_of_day
from myna.nlu.en.words import lowered, word_set

find_places = places.find
find_holiday = named_holiday
place_like = places.spelled_like

_OTHERS = re.compile(
    r"\btime (?:does|do|did|should|shall|can|is (?:my|our|his|her|the (?:meeting|game|show|train|bus|flight|movie)))"
    r"|\b(?:alarm|meeting|appointment|timer|reminder|degrees|temperature|weather|(?:cold|hot|warm|cool)(?:er)?)\b"
    r"|\bhow many days (?:are (?:there )?in|has)\b"
)
_UNKNOWN = re.compile(
    r"\b(?:in|at|for|of|around) (?:the )?(?!(?:the )?(?:morning|afternoon|evening|night|time|moment|day|hour|clock|now"
    r"|\w+ format|city|town|area|region|location|place"
    r"|right|minutes?|week|month|year|date|today|this|here|local|current|me|us|my|day|twenty|military|\d)\b)"
    r"(?P<place>[a-z][a-z .,'-]*?)(?: (?:right now|now|currently|please|at the moment|today|time ?zone|time|in))*$"
)


_ZONE_OF = re.compile(
    r"\b(?:what|which)(?:'s| is)? (?:the )?time ?zone(?: is| are| does| do| would)? (?P<place>[a-z][a-z .'-]*?)"
    r"(?: is| are| be| uses?| in| on| has| have| lies| located| currently| right now| now)*$"
    r"|\b(?P<owner>[a-z]+(?: [a-z]+)?)'s time ?zone\b"
)
_NO_PLACE = word_set(
    "i i'm im am are is it it's its we we're you here there this that these my our your the us they he she current"
    " local in on of for and to at now set where what what's today"
)


_OWN_WORDS = word_set("""
    a about actually after again ago also am american an and any are area ask at be been calendar can check city clock
    could current currently date date's day day's days did digital display do does er european exact exactly fill find
    for format from full get getting give going gonna got hand happen happens have hello hey hi hour hours i i'd i'm in
    info inform information interested is it it's its just know later leave left let like local location long look me
    mention mind minute minutes moment month more much my name need next now number numerical o'clock of ok okay on out
    passed place please point present presently provide quick quickly rather read really region remain remaining report
    right say second seconds see share show so some specify state still supposed sure take talk tell than thanks that
    that's the there this time times to today today's todays tomorrow tomorrow's tonight town uh um until up us was
    watch way we week week's weekday well what what's whats when where which will wonder wondering would year year's
    yesterday yesterday's you your
    """)
"""The words of a question about the time or the day itself."""


def is_of_now(text: str) -> bool:
    """Whether nothing but the time or the day at hand is asked for: every word is one of such a question."""
    words = re.findall(r"[a-z][a-z']*", lowered(text))
    if sum(word in WEEKDAYS for word in words) > 2:  # is it monday, tuesday, or ...
        words = [word for word in words if word not in (*WEEKDAYS, "or")]
    return all(word in _OWN_WORDS for word in words)


def is_about_zones(text: str) -> bool:
    """Whether ``text`` speaks of time zones, or of turning one time into another."""
    return re.search(r"\b(?:zones?|convert|conversion|difference|between|ahead|behind)\b", text.lower()) is not None


def is_of_something_else(text: str) -> bool:
    """Whether it is the time of a meeting, a train or their like that is asked for."""
    return _OTHERS.search(text.lower()) is not None


def unknown_place(text: str) -> str:
    """The place that ``text`` asks about where it is none that is known; "" where it names none."""
    lower = text.lower().strip(" ?.!")
    if (found := _UNKNOWN.search(lower)) is not None:
        return "" if found["place"].endswith(" format") else found["place"].strip(" ,.").title()
    if (found := _ZONE_OF.search(lower)) is None:
        return ""
    words = (found["place"] or found["owner"]).split()
    while words and words[0] in _OWN_WORDS | _NO_PLACE:
        words.pop(0)
    return "" if _NO_PLACE.intersection(words) else " ".join(words).title()


def wants_date_too(text: str) -> bool:
    """Whether the date is asked for beside the time."""
    return re.search(r"\bdate\b", text.lower()) is not None


def asks_for_moment(text: str) -> bool:
    """Whether ``text`` speaks of the time of day at all: "one minute left on the clock" does not."""
    return re.search(r"\b(?:time|when|what|what's|hour|o'clock|late)\b", lowered(text)) is not None


def later(text: str, now: datetime) -> datetime | None:
    """The moment that is so long after ``now``, or before it: "what time will it be in three hours"."""
    found = [one for one in duration.find(text) if one.value < 10**9]
    if len(found) != 1:
        return None
    lower = text.lower()
    before = re.search(r"\b(?:ago|earlier|before now)\b", lower)
    if before is None and not re.search(r"\b(?:in|from now|after|later|will|from)\b", lower):
        return None
    return now + timedelta(seconds=found[0].value) * (-1 if before else 1)


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """What is asked of the calendar.

    ``about``: date, weekday, month, year, week, left_in_year, passed_in_year, today, or is_it; with the ``day`` meant.
    ``weekday`` is the one that ``is_it`` asks for, Monday being 0.
    """

    about: str
    day: date
    weekday: int = -1


_WEEKDAY_ASKED = re.compile(
    r"\bwhat(?:'s| is|s)? (?:the )?day of (?:the )?week|\b(?:what|which) weekday|\bday of the week\b"
    r"|\bday name\b"
)
_IS_IT = re.compile(rf"^(?:is|was|will|does)\b.*\b(?P<weekday>{'|'.join(WEEKDAYS)})\b")
_LEFT = re.compile(r"\b(?:left|remain\w*|remaining)\b.*\byear\b|\b(?:end of|until the end of) the year\b")


def date_question(text: str, today: date) -> DateQuestion:
    """What ``text`` asks of the calendar."""
    lower = lowered(text).strip(" ?.!")
    if re.search(r"\b(?:days?|weeks?)\b", lower) and _LEFT.search(lower):
        return DateQuestion("left_in_year", today)
    if re.search(r"\bday of the year\b|\bday number\b", lower):
        return DateQuestion("passed_in_year", today)
    if len(re.findall(rf"\b(?:{'|'.join(WEEKDAYS)})\b", lower)) > 2:  # "is it monday, tuesday, ..."
        return DateQuestion("weekday", today)
    if (asked := _IS_IT.search(lower)) is not None:
        rest = re.sub(r" an? *$", "", lower[: asked.start("weekday")]) + lower[asked.end("weekday") :]
        return DateQuestion("is_it", _day(rest, today), WEEKDAYS.index(asked["weekday"]))
    if re.match(r"(?:is it|it is|it's) .*\btoday$", lower):
        return DateQuestion("today", today)
    day = _day(lower, today)
    if re.search(r"\bweek (?:number )?(?:is|are|of the year)\b|\bweek number\b", lower) and "day" not in lower:
        return DateQuestion("week", day)
    if re.search(r"\b(?:what|which|the|current) (?:current )?(?:month|year)\b(?! and| day)", lower) and not re.search(
        r"\bda(?:y|te)s?\b", lower
    ):
        return DateQuestion("year" if "year" in lower else "month", day)
    if _WEEKDAY_ASKED.search(lower):
        return DateQuestion("weekday", day)
    return DateQuestion("date", day)


def _day(text: str, today: date) -> date:
    found = [one.value for one in dates.find(text, today)]
    found = [one for one in found if one.first == one.last] or found
    if not found:
        found_lengths = [one.value for one in duration.find(text) if one.value % 86400 == 0 and one.value < 10**9]
        if len(found_lengths) == 1 and re.search(r"\b(?:in|from|after|later|will)\b", text):
            return today + timedelta(seconds=found_lengths[0])
        return today + timedelta(days=bool(re.search(r"\b(?:next day|day after today|date after today)\b", text)))
    shifted = [one for one in found if one.first != today]
    return (shifted or found)[-1 if len(shifted) < 2 else 0].first


@dataclass(frozen=True, slots=True)
class Until:
    """How long it is until ``at`` (or since it), counted in ``unit``: days, weeks, hours, minutes or ""."""

    at: datetime
    has_time: bool
    unit: str
    since: bool = False


def until(text: str, now: datetime) -> Until | None:
    """The day or the moment until which or since which ``text`` counts; None where it names none."""
    lower = lowered(text)
    since = re.search(r"\b(?:since|ago|passed)\b", lower) is not None
    unit = re.search(r"\bhow many (?:more )?(?:full )?(days|sleeps|weeks|hours|minutes|months|seconds)\b", lower)
    unit = unit or re.search(r"^(?:the )?(?:number of )?(days|sleeps|weeks|hours|minutes)\b", lower)
    name = {"sleeps": "days"}.get(unit[1], unit[1]) if unit else ""
    rest = lower[unit.end() :] if unit else lower
    clocks = [one for one in time_of_day.find(rest) if one.value.clock is not None]
    if clocks and (found := moment.find(rest, now)):
        return Until(found[-1].value.at, True, name, since)
    days = dates.find(rest, now.date(), earliest=now.date())
    if not days:
        return None
    return Until(datetime.combine(days[-1].value.first, time()), False, name, since)


def asks_days_between(text: str) -> bool:
    """Whether the days, or weeks, between two days are all that ``text`` asks for."""
    return _BETWEEN_DAYS.match(lowered(text)) is not None


_BETWEEN_DAYS = re.compile(
    r"(?:(?:so|and|okay|um|uh|please|tell me) )*how (?:many days|many weeks|long)(?: are| is)?"
    r"(?: there| it)? (?:between|from) "
)


def days_between(text: str, today: date) -> tuple[date, date] | None:
    """The two days whose distance in days ``text`` asks for: "days between may 1st and june 3rd"; None otherwise."""
    lower = lowered(text)
    if re.search(r"\b(?:days|weeks|long)\b.*\b(?:between|from)\b", lower) is None:
        return None
    found = [one.value for one in dates.find(lower, today)]
    if len(found) != 2 or any(one.first != one.last for one in found):
        return None
    first, last = (one.first for one in found)
    if last < first and found[1].again:
        last = next((one.value.first for one in dates.find(lower, today, earliest=first)[1:]), last)
    return first, last


_MONTH_MEASURED = re.compile(
    rf"\bhow many days (?:are (?:there )?|is there |does |has )?(?:in )?(?:the month of )?"
    rf"(?P<month>{'|'.join(MONTHS)}|this month|the month|next month)\b(?!.*\b(?:left|remain\w*|until|till|ago)\b)"
)


_MONTH = (
    rf"(?:the month of )?(?P<month>{'|'.join(MONTHS)}|this month|the month|next month)"
    r"(?: (?:of |in )?(?:(?P<which>this|next|last) year|(?P<year>(?:19|20|21)\d\d)))?"
)
_SHIFTS = {None: 0, "this": 0, "next": 1, "last": -1}
_SO_MANY = r"(?:2[89]|3[01]|twenty (?:eight|nine)|thirty(?: one)?)"
_MONTH_ASKED = [
    re.compile(pattern)
    for pattern in (
        rf"how many days (?:(?:are|is|does|do|has|have) )?(?:there )?(?:in )?{_MONTH}"
        r"(?: (?:have|has|got|have got|has got)(?: (?:in )?(?:(?P<then>this|next) year|(?P<in_year>(?:19|20"
        r"|21)\d\d)))?)?",
        rf"(?:how many days|how long) (?:is|are|was|will) {_MONTH}(?: be)?",
        rf"{_MONTH} (?:has|have|is) how many days(?: long)?",
        rf"(?:what(?:'s| is) )?(?:the )?number of days in {_MONTH}",
        rf"(?:does|do|has|have|is|are there|was|did) {_MONTH} (?:have |has |got |have got )?(?:only"
        rf" )?{_SO_MANY}(?: days)?"
        rf"(?: or {_SO_MANY})?(?: days)?(?: long| in it)?",
    )
]


def month_asked(text: str, today: date) -> date | None:
    """The first day of the month whose days are all that ``text`` asks for; None where it asks something else."""
    lower = re.sub(r"^(?:(?:so|and|okay|tell me) )+|(?: (?:again|please|now))+$", "", lowered(text).strip(" ?.!"))
    found = next((match for pattern in _MONTH_ASKED if (match := pattern.fullmatch(lower))), None)
    if found is None:
        return None
    which = found["which"] or found.groupdict().get("then")
    if found["month"] not in MONTHS:
        return month_measured(f"how many days in {found['month']}", today)
    month = MONTHS.index(found["month"]) + 1
    year = found["year"] or found.groupdict().get("in_year")
    if year or which:
        return date(int(year) if year else today.year + _SHIFTS[which], month, 1)
    return date(today.year + (month < today.month), month, 1)


_SOMEBODY = r"(?!old\b)[a-z][a-z' -]{0,30}?"
_BE = r"(?:'m|'s|'re| am| is| are| was| were| would| will)"
_BORN_IN = r"born (?:back )?(?:in|on) (?:the year )?(?P<when>[\w ,'-]+?)"
_AGE = r"(?:how old|what age)"
_BORN = [
    re.compile(pattern)
    for pattern in (
        rf"(?:if |when |since |as )?(?:{_SOMEBODY}{_BE} )?{_BORN_IN} (?:then )?{_AGE}(?:{_BE}| does (?:that"
        rf"|it) make) {_SOMEBODY}"
        r"(?: be)?(?: now| today| this year)*",
        rf"{_AGE}{_BE} {_SOMEBODY}(?: be)?(?: now| today)*(?:(?: if| when)? {_SOMEBODY}{_BE})? {_BORN_IN}(?:"
        rf" now| today)*",
    )
]
_OLDEST = 125


@dataclass(frozen=True, slots=True)
class Born:
    """When somebody was born: the year, and the day where it is told."""

    year: int
    day: date | None = None


def born(text: str, today: date) -> Born | None:
    """When somebody was born whose age is all that ``text`` asks for; None where it asks something else."""
    lower = re.sub(r"^(?:(?:so|and|okay|tell me) )+", "", lowered(text).strip(" ?.!"))
    for match in (match for pattern in _BORN if (match := pattern.fullmatch(lower)) is not None):
        words = numbers.words_of(match["when"])
        for count in range(len(words), 0, -1):
            year = dates_of.year_of(words[-count:])
            if year is None or not today.year - _OLDEST <= year <= today.year:
                continue
            if count == len(words):
                return Born(year)
            days = [
                one.value for one in dates.find(" ".join(words[:-count]), today) if one.value.first == one.value.last
            ]
            try:
                day = days[0].first.replace(year=year) if len(days) == 1 else None
            except ValueError:  # the 29th of February
                return None
            return None if day is None or day > today else Born(year, day)
    return None


def month_measured(text: str, today: date) -> date | None:
    """The first day of the month whose days ``text`` wants counted; None where it wants something else."""
    found = _MONTH_MEASURED.search(lowered(text))
    if found is None:
        return None
    if found["month"] in MONTHS:
        month = MONTHS.index(found["month"]) + 1
        return date(today.year + (month < today.month), month, 1)
    first = today.replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) if found["month"] == "next month" else first


def days(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last of the days that ``text`` names: "friday", "this month"; None where it names none."""
    found = dates.find(text, today, earliest=today)
    return (found[0].value.first, found[0].value.last) if found else None


_IN_YEAR = re.compile(r"[ ,]+(?:(?:of |in )?(?P<which>this|next|last) year|(?:of |in )?(?P<year>(?:19|20|21)\d\d))$")


def in_year(text: str, today: date) -> tuple[str, int | None]:
    """``text`` without the year at its end, and that year: "labor day next year"; None where it names none."""
    plain = lowered(text).strip(" ?.!")
    if (found := _IN_YEAR.search(plain)) is None:
        return text, None
    shift = {"this": 0, "next": 1, "last": -1}
    year = int(found["year"]) if found["year"] else today.year + shift[found["which"]]
    return plain[: found.start()], year


_WHETHER = re.compile(r"^(?:is|are|does|do|will|was)\b")
_WHICH_THEN = re.compile(
    r"\bholidays? (?:is|are|do|does) (?:it |there |we |they )?(?:have )?(?:on|in|today|tomorrow|this)\b"
)


_HISTORY = re.compile(
    r"^(?:so |and |hey |tell me |do you know |)(?:why|who|whose|how(?! (?:long|many|much|soon|far))|where)\b"
)


def asks_for_more_than_a_day(text: str) -> bool:
    """Whether ``text`` asks why, how or by whom a day is kept, rather than when it is."""
    return _HISTORY.search(lowered(text).strip()) is not None


def holiday_asked(text: str) -> str:
    """Whether ``text`` asks "whether" there is a holiday on a day or in a month, or "which"; "" where it asks when."""
    lower = lowered(text)
    return "whether" if _WHETHER.search(lower) else "which" if _WHICH_THEN.search(lower) else ""


_DAY_OFF = re.compile(r"\b(?:holidays?|vacations?|off|break|free|three day weekend|long weekend|away from work)\b")


def is_about_holidays(text: str) -> bool:
    """Whether ``text`` speaks of holidays, or of days without work."""
    return _DAY_OFF.search(lowered(text)) is not None


_RISES = re.compile(
    r"\bsun ?(?:rise|up)\b|\bsun\b.*\b(?:rises?|rising|rose|comes? up|coming up|up)\b|\bget(?:s|ting)? light\b"
    r"|\b(?:dawn|daybreak)\b"
)
_SETS = re.compile(
    r"\bsun ?(?:set|down)\b|\bsun\b.*\b(?:sets?|setting|goes? down|going down|down)\b|\bget(?:s|ting)? dark\b"
    r"|\b(?:dusk|nightfall)\b"
)


def sun_event(text: str) -> str | None:
    """Whether ``text`` is about "sunrise" or "sunset"; None where it is about neither."""
    lower = lowered(text)
    return "sunset" if _SETS.search(lower) else "sunrise" if _RISES.search(lower) else None


@dataclass(frozen=True, slots=True)
class Conversion:
    """``clock`` (None: now) at ``source`` told in the zone of ``target``; or how far both are apart.

    ``switches``: it is an order to change the clock's own zone.
    """

    source: Place
    target: Place
    clock: time | None
    ambiguous: bool = False
    difference: bool = False
    switches: bool = False


_HERE = Place("here", "", 0, 0)
_DIFFERENCE = re.compile(
    r"\b(?:differen\w*|compared|ahead|behind|between|later is|earlier is|far apart|how many hours)\b"
)
_SWITCH = re.compile(
    r"\b(?:set|change|switch|adjust|update|reset|make|put)\b (?:(?:the|my|your|this|our|its) )*"
    r"(?:clock|time ?zone|to \w+ (?:standard )?(?:time|zone)|(?:system )?time to)"
)


_BETWEEN = re.compile(r"\bbetween (?P<one>[a-z .'-]+?) (?:and|to) (?P<other>[a-z .'-]+?)\W*$")


_US = re.compile(
    r"\b(?P<before>behind|ahead of|from|than|between|compared to|compared with|relative to) us\b"
    r"(?! (?:time|eastern|central|pacific|mountain|east|west)\b)"
)
"""We, where it is written as the word: "how many hours behind us"."""

_OF_THE_US = re.compile(r"\b(?:us|u\.s\.|american) (?=(?:eastern|central|pacific|mountain)\b)", re.IGNORECASE)
"""What says no more than the name of the zone behind it: "us eastern"."""

_HOW_FAR = r"(?:by )?how (?:far|much|many hours)"
_X, _Y = r"(?P<x>[a-z][a-z .,'-]*?)", r"(?P<y>[a-z][a-z .,'-]*?)"
_APART = [
    re.compile(pattern)
    for pattern in (
        rf"{_HOW_FAR} (?:ahead of|behind) {_Y} (?:is|are) {_X}",
        rf"{_HOW_FAR} (?:is|are) {_X} (?:ahead of|behind) {_Y}",
        rf"{_HOW_FAR} (?:ahead|behind) (?:is|are) {_X} (?:compared (?:to|with)|of|from) {_Y}",
        rf"how many hours (?:ahead|behind) (?:is|are) {_X}",
        rf"(?:is|are) {_X} (?:ahead of|behind) {_Y}(?: or (?:ahead|behind).*)?",
        rf"how many hours (?:is|are) (?:there )?between {_Y} and {_X}",
    )
]
_AROUND = re.compile(r"^(?:(?:so|and|okay|tell me) )+|(?: (?:right now|now|please|time wise|in time))+$")
_SELF = word_set("we us here me home")


def apart(text: str) -> "Conversion | None":
    """How far two places are apart by the clock, where ``text`` asks for nothing else: "how far behind us is peru".

    One of them is the own one, unless hours are spoken of.
    """
    lower = _AROUND.sub("", lowered(text).strip(" ?.!"))
    for match in (match for pattern in _APART if (match := pattern.fullmatch(lower)) is not None):
        sides = match.groupdict()
        target, source = _side(sides["x"]), _side(sides.get("y") or "here")
        named = [place for place in (target, source) if place is not None and place.zone]
        if target is None or source is None or not named or (len(named) == 2 and "hours" not in lower):
            continue
        return Conversion(source, target, None, difference=True)
    return None


def _side(name: str) -> Place | None:
    """The place that all of ``name`` is, which may be the own one; None where it is none."""
    if name in _SELF:
        return _HERE
    name = name.removeprefix("in ").removeprefix("the ")
    found = places.find(name)
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(name)) else None


def conversion(text: str) -> Conversion | None:
    """What ``text`` wants converted from one zone to another; None where it names no place."""
    text = _US.sub(r"\g<before> here", _OF_THE_US.sub("", text))
    lower = lowered(text)
    found: Sequence[Place] = places.find(text)
    said = re.search(r"\b(?:it is|it's|when|if)\b", lower) is not None
    times = time_of_day.find(lower) or (time_of_day.find(lower, answer=True) if said else [])
    clocks = [one for one in times if one.value.clock is not None]
    inside = [place for place in found if not any(one.start <= place.start < one.end for one in clocks)]
    found = inside or found
    if len(found) == 1 and (sides := _BETWEEN.search(lower)) is not None:
        other = next((near for side in sides.groups() if not places.find(side) and (near := place_like(side))), None)
        found = [found[0], other] if other else found
    if _SWITCH.search(lower) and not clocks:
        target = found[-1] if found else _HERE
        return Conversion(_HERE, target, None, switches=True)
    if not found or all(not place.zone for place in found):
        return None
    if not clocks:
        if _DIFFERENCE.search(lower) or (len(found) > 1 and re.search(r"^(?:the )?time ?zones?\b|\bthan\b", lower)):
            if len(found) == 1 and "between" in lower:
                return None  # between it and a place that is not known
            one, other = (found[0], found[1]) if len(found) > 1 else (_HERE, found[0])
            return Conversion(one, other, None, difference=True)
        return Conversion(_HERE, found[-1], None)
    first = clocks[0]
    source, target = _sides(lower, found, first.start, first.end)
    return Conversion(source, target, first.value.clock, first.value.ambiguous)


def _sides(text: str, found: Sequence[Place], start: int, end: int) -> tuple[Place, Place]:
    """The place at which the time between ``start`` and ``end`` is said, and the one where it is wanted."""
    if len(found) == 1:
        between = text[end : found[0].start]
        follows = re.fullmatch(r"\s*(?:in|at|on|for)?\s*(?:the )?", between)
        asks = re.search(r"\bwhat time (?:is|will) (?:it|that) (?:be )?(?:in|at)?\s*$", text[:start])
        if follows and not asks:
            return found[0], _HERE
        return _HERE, found[0]
    behind = [place for place in found if place.start >= end]
    nearest = behind[0] if behind else max(found, key=lambda place: place.end)
    if not behind and (before := [place for place in found if place.end <= start]):
        nearest = before[-1]
    others = [place for place in found if place is not nearest]
    return nearest, others[-1]
