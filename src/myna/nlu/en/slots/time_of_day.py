"""Times of day anywhere in a sentence: "half seven", "ten till eight", "836 pm", "in the afternoon". Pure.

Its rules:

1. An hour from 1 to 12 without a word for its half of the day is ambiguous; "07:00", "1600" and "noon" are not.
2. A bare number is a time only behind a word that a time follows ("at nine") and with nothing behind it that it
   would count ("at nine shops").
3. "half seven" is half past seven, as in Britain; German's "half to" is nobody's English.
"""

import re
from dataclasses import dataclass, replace
from datetime import time

from myna.nlu.en.slots.sentence import ENDS, Found, find_all, pattern


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day, or a part of the day alone.

    ``clock`` may be twelve hours later as well where it is ``ambiguous``; it is before noon then. ``part`` is
    "morning", "afternoon", "evening" or "night" where that was said. ``today``: "tonight", "this morning".
    """

    clock: time | None = None
    ambiguous: bool = False
    part: str | None = None
    today: bool = False


_UNITS = (
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|percent|degrees|dollars"
    r"|pounds|euros"
    r"|miles?|feet|inch|inches|cups?|people|persons|point|times|%)"
)
_NO_UNIT = rf"(?!(?: and 1_[24])?(?: more)? {_UNITS}(?!\S))"
_HOUR = r"(?:0?[1-9]|1\d|2[0-4]|0?0)"
_TWELVE = r"(?:0?[1-9]|1[0-2])"
_PART = r"(?:morning|afternoon|evening|night)"
_HALF = (
    rf"(?: o'clock| o clock| oclock| sharp| exactly| on the dot| hours| ish)*"
    rf"(?P<half> [ap]m| (?:in the |this |at |on the |of the )(?:early |late )?{_PART}| tonight| {_PART}s?| noon"
    rf"| midnight)*"
    rf"(?: o'clock| o clock| oclock| sharp| exactly| on the dot)?"
)
_LEAD = (
    r"(?P<lead>at|by|later than|earlier than"
    r"|until|till|til|before|after|around|it is|it 's|time is|exactly|starting|alarms?(?: on)? (?:for|to"
    r"|at)|it (?:for|to)"
    r"|(?:one|another|up|reminder|meeting|appointment|call|event) for|wake up|today|tomorrow|tonight|morning|evening"
    r"|afternoon|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_AND = (
    rf"(?P<lead>(?:today|tomorrow|tonight|morning|evening|afternoon|night|\w+day|[ap]m|o'clock|noon|midnight|\d:\d\d"
    rf"|(?:at|by|alarms? for) {_TWELVE}) and(?: (?:at|for|another for|1 for|another at|1 at))?)"
)
"""A time and "and", behind which a number is another time."""
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
_PAST = (
    r"(?P<minutes>1_[24]|quarter|half|\d{1,2})(?P<named> minutes?| mins?)? (?P<way>past|after|to|till|til"
    r"|until|before|of)"
)


def _clock(hour: int, minute: int, match: re.Match[str], *, written: str = "") -> TimeOfDay | None:
    """The time of ``hour`` and ``minute`` in the half of the day that is said behind it."""
    if hour > 24 or not 0 <= minute < 60 or (hour == 24 and minute):
        return None
    words = match["half"] or ""
    said = f"{match.string[match.start('hour') : match.end()]}{words}"
    part = next((part for part in ("morning", "afternoon", "evening", "night") if part in said), None)
    if (noon := re.search(r"\b(noon|midnight)\b", words)) and hour % 12 == 0:
        return TimeOfDay(time(12 if noon[1] == "noon" else 0, minute))
    today = "tonight" in said or bool(part and f"this {part}" in said)
    if not 1 <= hour <= 12 or (written.startswith("0") and not words):
        return TimeOfDay(time(hour % 24, minute), False, part, today)
    half = re.search(r"\b([ap]m)\b", said)
    if half:
        return TimeOfDay(time(hour % 12 + 12 * (half[1] == "pm"), minute), False, part, today)
    if part:
        return TimeOfDay(time(hour % 12 + 12 * is_late(hour % 12, part), minute), False, part, today)
    return TimeOfDay(time(hour % 12, minute), True)


def is_late(hour: int, part: str) -> bool:
    """Whether ``hour``, 0 to 11, is after noon in this part of the day; at night the small hours are not."""
    return (part == "afternoon" and hour < 8) or (part == "evening" and hour > 0) or (part == "night" and hour >= 5)


def _in_agenda(match: re.Match[str]) -> TimeOfDay | None:
    """An end of "from three to five", if the sentence speaks of days or appointments and not of numbers."""
    return _spoken(match) if _AGENDA.search(match.string) else None


def _written(match: re.Match[str]) -> TimeOfDay | None:
    return _clock(int(match["hour"]), int(match["minute"]), match, written=match["hour"])


def _spoken(match: re.Match[str]) -> TimeOfDay | None:
    """An hour, and its minutes where there are some."""
    return _clock(int(match["hour"]), int(match.groupdict().get("minute") or 0), match)


def _together(match: re.Match[str]) -> TimeOfDay | None:
    """Hours and minutes in one number: "836", "1600"; "530" may be after noon, "0530" and "1530" may not."""
    written = match["hour"]
    if (
        match.groupdict().get("lead") in ("by", "until", "till", "before", "after", "around")
        and "1900" <= written < "2060"
    ):
        return None  # a year
    return _clock(int(written[:-2]), int(written[-2:]), match, written=written if len(written) == 4 else "")


def _military(match: re.Match[str]) -> TimeOfDay:
    """A whole hour as soldiers say it: "oh six hundred"."""
    return TimeOfDay(time(int(match["hour"] or match["said"]) // 100))


def _first(match: re.Match[str]) -> TimeOfDay | None:
    """A time that shares what is said behind the last of several: "eight to ten pm", "six, seven and eight am"."""
    written = match["hour"] if len(match["hour"]) > 2 else f"{match['hour']}{match['minute'] or '00'}"
    found = _clock(int(written[:-2]), int(written[-2:]), match)
    other = int(match["other"][:-2] if len(match["other"]) > 2 else match["other"])
    if found and found.clock and found.clock.hour >= 12 and found.clock.hour % 12 > other % 12:
        return replace(found, clock=found.clock.replace(hour=found.clock.hour - 12))
    return found


def _past(match: re.Match[str]) -> TimeOfDay | None:
    minutes = {"1_4": 15, "quarter": 15, "1_2": 30, "half": 30}.get(match["minutes"]) or int(match["minutes"])
    late = match["way"] in ("past", "after")
    if not 0 < minutes < 60 or (minutes == 30 and not match["minutes"].isdecimal() and not late):
        return None
    if not match["named"] and match["minutes"].isdecimal() and not late and minutes not in (5, 10, 20, 25):
        return None
    hour = match["hour"]
    if hour in ("noon", "midnight"):
        start = 12 * 60 if hour == "noon" else 24 * 60
        whole = (start + (minutes if late else -minutes)) % 1440
        return TimeOfDay(time(whole // 60, whole % 60))
    found = _clock(int(hour), 0, match)
    if found is None or found.clock is None:
        return None
    whole = (found.clock.hour * 60 + (minutes if late else -minutes)) % (720 if found.ambiguous else 1440)
    return TimeOfDay(time(whole // 60, whole % 60), found.ambiguous, found.part, found.today)


def _half(match: re.Match[str]) -> TimeOfDay | None:
    return _clock(int(match["hour"]), 30, match)


_MEALS = {"breakfast": 8, "lunch": 12, "tea": 17, "dinner": 18, "supper": 18, "bed": 22}
"""The hours of what people do at much the same time every day."""


def _named(match: re.Match[str]) -> TimeOfDay:
    minute = int(match.groupdict().get("minute") or 0)
    return TimeOfDay(time(0 if match["name"] == "midnight" else _MEALS.get(match["name"], 12), minute))


def _part(match: re.Match[str]) -> TimeOfDay:
    words = match.group()
    part = match["part"] or "night"
    return TimeOfDay(None, False, part, "tonight" in words or words.startswith("this "))


_EVENT = (
    r"(?:appointment|meeting|call|class|lesson|train|flight|bus|ferry|show|film|movie|session|shift|booking|interview|game"
    r"|match|service)s?"
)
"""What is called by its time: "my two thirty appointment"."""
_AGENDA = re.compile(
    r"\b(?:today|tomorrow|tonight|\w+day|meetings?|events?|appointments?|calendar|schedule|busy|free|available|open)\b"
)
_ONE_TIME = rf"{_TWELVE}(?: [1-5][05])?(?: [ap]m)?"
_SEVERAL_TIMES = pattern(
    rf"(?:(?:alarms|reminders)(?: set)? (?:for|at) (?P<times>{_ONE_TIME}(?:(?: ,)?(?: and)?(?: at| for)? {_ONE_TIME})+)"
    rf"|(?:wake me(?: up)?|remind me) at (?P<more>{_ONE_TIME}(?:(?: ,| ,? ?and)(?: at)? {_ONE_TIME})+)){ENDS}"
)
"""The times of several alarms or reminders: "alarms at six, six fifteen and seven"."""


def _of_several(match: re.Match[str]) -> TimeOfDay | None:
    """One of the times of several alarms or reminders."""
    listed = _SEVERAL_TIMES.search(match.string)
    if listed is None:
        return None
    group = "times" if listed["times"] else "more"
    return _spoken(match) if listed.start(group) <= match.start() < listed.end(group) else None


_MINUTE = r"(?:oh |o |0 |and )?(?P<minute>[0-5]\d|(?<=oh |.o |.0 )\d)"
_OTHER = r"(?P<other>\d{1,4})(?::\d\d)?"
_FORMS = [
    (pattern(_CLOCK + _HALF), _written),
    (pattern(rf"(?P<hour>{_TWELVE})(?: (?P<minute>[1-5][05]))?{_HALF}"), _of_several),
    (
        pattern(
            r"(?:oh|o|0) (?P<hour>[1-9]00)(?: hours)?|(?:at|by|until|till|alarms? (?:for|to)) (?P<said>[1-9]00) hours"
        ),
        _military,
    ),
    (pattern(rf"(?P<hour>{_HOUR})\.(?P<minute>[0-5]\d)(?= [ap]m){_HALF}"), _written),
    (pattern(rf"{_LEAD} (?P<hour>{_HOUR})\.(?P<minute>[0-5]\d){_HALF}{_NO_UNIT}{ENDS}"), _written),
    (
        pattern(rf"(?<!from )(?:an? )?{_PAST} (?P<hour>{_TWELVE}|noon|midnight)(?! \d\d(?!\S)){_NO_UNIT}{_HALF}"),
        _past,
    ),
    (pattern(rf"1_2 (?P<hour>{_TWELVE}){_NO_UNIT}{_HALF}{ENDS}"), _half),
    (
        pattern(
            rf"(?P<hour>{_HOUR}) {_MINUTE}(?= [ap]m| in the| o'clock| tonight| this (?:morning|afternoon|evening)"
            rf"| hours){_HALF}"
        ),
        _spoken,
    ),
    (pattern(rf"{_LEAD} (?P<hour>{_HOUR}) {_MINUTE}{_NO_UNIT}{_HALF}"), _spoken),
    (
        pattern(rf"(?P<lead>the|my|our|his|her|their|an?) (?P<hour>{_HOUR}) {_MINUTE}(?P<half>)(?= {_EVENT}(?!\S))"),
        _spoken,
    ),
    (
        pattern(
            rf"(?P<lead>from|between) (?P<hour>{_HOUR})(?P<half>)(?= (?:to|and|till|until) (?:{_HOUR})(?: \d\d)?{ENDS})"
        ),
        _in_agenda,
    ),
    (
        pattern(rf"(?P<lead>(?:from|between) {_HOUR} (?:to|and|till|until)) (?P<hour>{_HOUR})(?P<half>){ENDS}"),
        _in_agenda,
    ),
    (pattern(rf"(?P<hour>{_HOUR}) (?:oh|o) (?P<minute>[1-9]){_NO_UNIT}{_HALF}"), _spoken),
    (
        pattern(rf"(?P<hour>[0-2]?\d[0-5]\d)(?= [ap]m| in the (?:morning|afternoon|evening)| hours| o'clock){_HALF}"),
        _together,
    ),
    (pattern(rf"{_LEAD} (?P<hour>[0-2]?\d[0-5]\d){_NO_UNIT}{_HALF}{ENDS}"), _together),
    (
        pattern(
            rf"(?P<hour>{_HOUR}){_NO_UNIT}(?= [ap]m| o'clock| o clock| oclock| sharp| on the dot| noon| midnight"
            rf"| at night| in the (?:early |late )?{_PART}| this {_PART}| tonight){_HALF}"
        ),
        _spoken,
    ),
    (
        pattern(
            rf"(?P<hour>\d{{1,4}})(?::(?P<minute>\d\d))?(?=(?: (?:,|and|or) \d{{1,4}}(?::\d\d)?)*"
            rf" (?:, )?(?:and|or|to|till|until|-) {_OTHER}(?P<half> [ap]m| in the {_PART})(?!\S))"
        ),
        _first,
    ),
    (pattern(rf"(?:at|by) (?P<hour>{_HOUR}) hours(?P<half>)"), _spoken),
    (pattern(rf"(?P<hour>{_HOUR})(?: {_MINUTE})?(?= (?:tomorrow|today)(?!\S)){_HALF}"), _spoken),
    (
        pattern(
            rf"{_LEAD} (?P<hour>{_HOUR}){_NO_UNIT}(?! (?:and|to|or|of) \d+ (?!a|p){_UNITS})(?! (?:to|till|past)$)"
            rf"{_HALF}{ENDS}"
        ),
        _spoken,
    ),
    (pattern(rf"{_AND} (?P<hour>{_HOUR})(?: {_MINUTE})?{_NO_UNIT}{_HALF}{ENDS}"), _spoken),
    (pattern(rf"(?:at |by )?(?P<name>noon|midday|midnight) (?P<minute>[1-5]\d){_NO_UNIT}"), _named),
    (pattern(r"(?:at |by )?(?:12 )?(?P<name>noon|midday|mid day|midnight)"), _named),
    (pattern(r"(?:at|by|around|until|till) (?P<name>breakfast|lunch|tea|dinner|supper|bed) ?time"), _named),
    (pattern(r"(?:before|at) (?P<name>bed)(?: ?time)?"), _named),
    (
        pattern(
            r"(?:tonight|(?:(?:in the |this )(?:early |late )?)(?P<part>morning|afternoon|evening|night))(?! mode"
            r"| light)"
        ),
        _part,
    ),
    (pattern(r"(?<!good )(?P<part>morning|afternoon|evening)s?"), _part),
    (
        pattern(
            r"(?:(?<=at )|(?<=tomorrow )|(?<=last )|(?<=day )|(?<=every )|(?<=each )|(?<=next )"
            r"|(?<=per ))(?P<part>night)s?"
            r"(?! mode| light)"
        ),
        _part,
    ),
]
_BARE = [
    (pattern(rf"^(?P<hour>{_HOUR})(?: {_MINUTE})?{_HALF}$"), _spoken),
    (pattern(rf"^(?P<hour>[0-2]?\d[0-5]\d){_HALF}$"), _together),
]


def find(text: str, *, answer: bool = False) -> list[Found[TimeOfDay]]:
    """The times of day of ``text``; of an ``answer`` to "at what time?" a number alone is one too.

    A part of the day that stands apart from its time belongs to it all the same: "tomorrow morning at six".
    """
    found = find_all(text, [*_FORMS, *_BARE] if answer else _FORMS)
    clocks = [one for one in found if one.value.clock is not None]
    parts = [one for one in found if one.value.clock is None]
    if not clocks:
        return parts
    for part in parts:
        nearest = min(clocks, key=lambda one: max(part.start - one.end, one.start - part.end))
        clocks = [
            _joined(one, part) if one is nearest or (one.value.ambiguous and len(parts) == 1) else one for one in clocks
        ]
    return clocks


def _joined(clock: Found[TimeOfDay], part: Found[TimeOfDay]) -> Found[TimeOfDay]:
    value, said = clock.value, part.value
    today = value.today or said.today
    if value.ambiguous and value.clock and said.part:
        hour = value.clock.hour + 12 * is_late(value.clock.hour, said.part)
        value = TimeOfDay(value.clock.replace(hour=hour), False, said.part, today)
    else:
        value = replace(value, part=value.part or said.part, today=today)
    return replace(clock, value=value, more=(*clock.more, (part.start, part.end)))


def said(moment: TimeOfDay) -> str:
    """``moment`` as it is read and found again: "7:30 PM", "at 7:30" where it is ambiguous, "in the evening"."""
    if moment.clock is None:
        if moment.today:
            return "tonight" if moment.part == "night" else f"this {moment.part}"
        return "at night" if moment.part == "night" else f"in the {moment.part}"
    hour, minute = moment.clock.hour, moment.clock.minute
    if moment.ambiguous:
        return f"at {hour or 12}:{minute:02}"
    return f"{hour % 12 or 12}:{minute:02} {'PM' if hour >= 12 else 'AM'}"
