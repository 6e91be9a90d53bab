"""Lengths of time anywhere in a sentence: "three hours and a half", "1h30", "three quarters of an hour". Pure."""

import re
from fractions import Fraction

from myna.nlu.en.dates import MONTHS
from myna.nlu.en.slots.sentence import ENDS, NUMBER, Found, find_all, one_of, pattern, value_of

_NAMES = {
    1: "s sec secs second seconds",
    60: "m min mins minute minutes",
    3600: "h hr hrs hour hours",
    86400: "day days",
    604800: "week weeks",
    1209600: "fortnight fortnights",
}
_SECONDS = {name: seconds for seconds, names in _NAMES.items() for name in names.split()}
_BELOW = {3600: 60, 60: 1, 604800: 86400}
"""What is counted by a number that stands alone behind a unit: "one minute thirty"."""

_UNIT = rf"(?:{one_of(_SECONDS)})"
_FRACTION = r"\d+_\d+|\d+/\d+"
_ONE = (
    rf"(?:(?:{NUMBER}|an?|another)(?: (?:more|full|whole|extra|additional|solid|short|quick))*"
    rf"|quarter)(?: of)?(?: an?)? {_UNIT}"
)
_AND = r"(?: ,)?(?: and)?"
_DURATION = pattern(
    rf"(?:(?:(?:the )?(?:next |past |last ))?{_ONE}|(?:hour|minute|week)(?= and)|(?:the )?(?:next|past|last"
    rf"|coming) hour)"
    rf"(?:{_AND} {_ONE})*"
    rf"(?P<half> (?:and )?(?:an? )?(?:{_FRACTION}|quarter)(?! (?:past|of|an?|to)(?!\S))(?! {_UNIT}(?!\S)))?"
    rf"(?P<rest> (?:and )?(?!1(?!\d))\d{{1,2}}(?! [ap]m(?!\S))(?:{ENDS}|(?= timer| countdown)))?"
    r"(?P<about> (?:and )?(?:a bit|a little|or so|or thereabouts)(?: more)?(?!\S))?"
    r"(?P<time>(?: '| 's) time)?"
)
_STEP = re.compile(
    rf"(?P<count>{NUMBER}|another|an?|quarter)?(?: (?:more|full|whole|extra|additional|solid|short|quick))*"
    rf"(?: of)?(?: an?)?(?:^| )(?P<unit>{_UNIT})(?!\S)"
)
_SHARED = pattern(rf"(?P<count>{NUMBER})(?=(?: ,)?(?: {NUMBER}(?: ,)?)* (?:and|or) {NUMBER} (?P<unit>{_UNIT})(?!\S))")
_SEVERAL = re.compile(r"\b(?:timers|countdowns|alarms|reminders)\b", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf" (?:{one_of(MONTHS)})(?!\S)")
_MONTH_BEFORE = re.compile(rf"(?:^| )(?:{one_of(MONTHS)})(?: the)? $")
_HAS_LENGTH = re.compile(r" (?:timers?|countdowns?|alarms?|reminders?|1|breaks?|delays?|rests?|intervals?)(?!\S)")
_BEFORE_ORDINAL = re.compile(r"(?:^|\s)(?:the|on) $")
_TIME_BEHIND = re.compile(r"\b(?:by|until|till|alarm(?: (?:for|at|to))?) $")
_SUM = re.compile(r"\s+(plus|minus|less)\s+", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:^|\s)(?:for|to|by|of|timer|a) (?:minus|negative) $")
_OR_BEFORE = re.compile(rf"(?:^|\s)(?:{NUMBER} or|(?:for|of|about|around|in|timer) {NUMBER}(?: to| or)?) $")
_OR_BEHIND = re.compile(rf" or {NUMBER}(?!\S)(?! (?:more|so))")
_OFTEN = re.compile(r"(?:^|\s)(?:once|twice|times|every|each) $")


def find(text: str) -> list[Found[float]]:
    """The lengths of time in ``text``, in seconds; months and years have none."""
    forms = [(_DURATION, _seconds)]
    return _summed(text, find_all(text, [*forms, (_SHARED, _shared)] if _SEVERAL.search(text) else forms))


def _summed(text: str, found: list[Found[float]]) -> list[Found[float]]:
    """``found``, of which "an hour plus five minutes" and "two hours less ten minutes" are one each."""
    kept: list[Found[float]] = []
    for one in found:
        sign = _SUM.fullmatch(text[kept[-1].end : one.start]) if kept else None
        if sign is None:
            kept.append(one)
            continue
        value = kept[-1].value + (one.value if sign[1].lower() == "plus" else -one.value)
        kept[-1] = Found(value, kept[-1].start, one.end)
    return [one for one in kept if one.value >= 0]


def said(seconds: float) -> str:
    """``seconds`` in days, hours, minutes and seconds, to be read and to be found again."""
    rest = Fraction(seconds).limit_denominator(1000)
    parts = []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count, rest = divmod(rest, size)
        parts += [f"{count} {name}{'' if count == 1 else 's'}"] if count else []
    if rest or not parts:
        parts.append(f"{float(rest):g} second{'' if rest == 1 else 's'}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _seconds(match: re.Match[str]) -> float | None:
    if _is_none(match):
        return None
    total, unit, sizes = Fraction(0), 1, []
    steps = match.group()[
        : min(end for end in (*map(match.start, ("half", "rest", "about", "time")), match.end()) if end >= 0)
        - match.start()
    ]
    for step in _STEP.finditer(steps):
        unit = _SECONDS[step["unit"]]
        sizes.append(unit)
        total += _count(step["count"]) * unit
    if sizes != sorted(set(sizes), reverse=True):
        return None
    if match["half"]:
        total += _count(match["half"].split()[-1]) * unit
    if match["rest"]:
        if unit not in _BELOW or int(match["rest"].split()[-1]) >= unit // _BELOW[unit]:
            return None
        total += int(match["rest"].split()[-1]) * _BELOW[unit]
    return float(total)


def _shared(match: re.Match[str]) -> float:
    """A number of a list whose last has the unit: "timers for five, ten and fifteen minutes"."""
    return float(value_of(match["count"]) * _SECONDS[match["unit"]])


def _count(written: str | None) -> Fraction:
    return (
        Fraction(1, 4)
        if written == "quarter"
        else value_of(written)
        if written and written[0].isdigit()
        else Fraction(1)
    )


def _is_none(match: re.Match[str]) -> bool:
    """Whether it is an ordinal, a time of day ("at 1600 hours"), how often something comes, or one of two lengths."""
    words, before, after = match.group(), match.string[: match.start()], match.string[match.end() :]
    ends = re.match(ENDS, after) is not None
    if words in ("20 second", "30 second"):
        if _BEFORE_ORDINAL.search(before):
            return not _HAS_LENGTH.match(after)
        return bool(_MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(after) or after.startswith(" of "))
    if words == "a second":
        return not ends
    if before.endswith("at ") and words.endswith(" hours"):
        return True
    if re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d hours", words) or (
        re.fullmatch(r"[1-9]00 hours", words) and _TIME_BEHIND.search(before)
    ):
        return True
    if _BELOW_ZERO.search(before) or _OR_BEFORE.search(before) or _OR_BEHIND.match(after):
        return True  # nobody knows which
    return bool(_OFTEN.search(before))
