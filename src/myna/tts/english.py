"""English in words: numbers, times, dates, units and abbreviations as they are spoken. Pure.

Its rules:

1. Each kind of expression has one pattern and one function. They run in the order of ``_NUMBERS``, the special before
   the general. Their results hold no digit, so that no later pattern matches them. Abbreviations come last, when no
   digit and no sign is left.
2. The text is one line with single spaces. No pattern looks further than the run of digits, or the word, that it
   begins with, so the time grows in proportion to the length.
3. Uncertain expressions stay as they are: a unit is one only after a number, a year only after a word such as "in" or
   a month.
"""
# ruff: noqa: RUF001 -- look-alikes are meant

import re
from collections.abc import Callable, Iterable

from num2words import num2words

from myna.tts import english_tables as tables

_LONGEST_NAMED = 15
"""Digits of the longest whole number that is spoken as one; longer numbers are spoken digit by digit."""
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def numbers_in_words(text: str, *, day_first: bool = False) -> str:
    """``text``, one line of plain English, with words for all digits. ``day_first``: 3/5/2024 is in May."""
    text = _SLASHED_DATE.sub(lambda found: _slashed_date(found, day_first), text)
    for pattern, say in _NUMBER_RULES:
        text = pattern.sub(say, text)
    return text


def abbreviations_in_words(text: str) -> str:
    """``text``, which holds no digit, with words for abbreviations, initials and Roman numerals."""
    for pattern, say in _ABBREVIATION_RULES:
        text = pattern.sub(say, text)
    return text


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _digits(text: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in text)


def _number(text: str) -> str:
    """A number with or without thousands separators and decimals."""
    whole, _, decimals = text.replace(",", "").partition(".")
    named = len(whole) <= _LONGEST_NAMED and (whole == "0" or not whole.startswith("0"))
    words = str(num2words(int(whole))).replace(",", "") if named and whole else _digits(whole)
    return f"{words} point {_digits(decimals)}".strip() if decimals else words


def _ordinal(number: int) -> str:
    return str(num2words(number, to="ordinal")).replace(",", "")


def _year(text: str) -> str:
    return str(num2words(int(text), to="year"))


def _decade(found: re.Match[str]) -> str:
    words = _year(found[2]) if len(found[2]) == 4 else _number(found[2])
    return found[1] + (words[:-1] + "ies" if words.endswith("y") else words + "s")


def _years(found: re.Match[str]) -> str:
    """A word, a year, and perhaps another word and year."""
    first = f"{found[1]} {_year(found[2])}"
    return f"{first} {found[3].strip(' -–') or 'to'} {_year(found[4])}" if found[4] else first


def _stop(found: re.Match[str]) -> str:
    """The full stop of an abbreviation where it ends the sentence too, else an empty text."""
    following = found.string[found.end() : found.end() + 2]
    return "." if found[0].endswith(".") and (not following or following.strip().isupper()) else ""


def _dotted(found: re.Match[str]) -> str:
    """U.S. as two letters, with a full stop where it ends the text."""
    following = found.string[found.end() : found.end() + 1]
    return " ".join(found[0][::2]) + (" " if following.isalpha() else "" if following else ".")


def _iso_date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return f"{_digits(year)}, {_digits(month)}, {_digits(day)}"
    return f"{tables.MONTHS[int(month) - 1]} {_ordinal(int(day))}, {_year(year)}"


def _slashed_date(found: re.Match[str], day_first: bool) -> str:
    first, second, year = (int(group) for group in found.groups())
    day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return found[0]
    return f"{tables.MONTHS[month - 1]} {_ordinal(day)}, {_year(str(year))}"


def _month(abbreviation: str) -> str:
    return next(month for month in tables.MONTHS if month.startswith(abbreviation[:3]))


def _month_day(found: re.Match[str]) -> str:
    month, day, year = found.groups()
    return f"{_month(month)} {_ordinal(int(day))}" + (f", {_year(year)}" if year else "")


def _day_month(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"the {_ordinal(int(day))} of {_month(month)}" + (f", {_year(year)}" if year else "")


def _time(found: re.Match[str]) -> str:
    hour, minute, second, half = int(found[1]), found[2], found[3], (found[4] or "").strip().lower()
    if hour > 24:
        return f"{_number(found[1])} to {_number(minute)}"
    if hour in (0, 24) and minute == "00" and second in (None, "00"):
        return "midnight"
    minutes = "" if minute == "00" else f"oh {_digits(minute[1])}" if minute[0] == "0" else _number(minute)
    words = f"{_number(str(hour))} {minutes}".strip()
    if not minutes and not half:
        words += " o'clock" if hour <= 12 else " hundred"
    if second and second != "00":
        words += f" and {_number(second.lstrip('0'))} seconds"
    return f"{words} {half[0]} m{_stop(found)}" if half else words


def _hour(found: re.Match[str]) -> str:
    return f"{_number(found[1])} {found[2][0].lower()} m{_stop(found)}"


def _phone(found: re.Match[str]) -> str:
    groups = re.findall("[0-9]+", found[0])
    length = sum(map(len, groups))
    grouped_by_hyphens = re.fullmatch("[0-9]{3}-[0-9-]*-?[0-9]{4}", found[0])
    if not (7 <= length <= 15 and (found[0][0] in "+(0" or grouped_by_hyphens)):
        return found[0]
    return ("plus " if found[0][0] == "+" else "") + ", ".join(_digits(group) for group in groups)


def _call(found: re.Match[str]) -> str:
    return f"{found[1]} {_digits(found[2])}" + (f" or {_digits(found[3])}" if found[3] else "")


def _fraction(found: re.Match[str]) -> str:
    whole, above, below = found[1], int(found[2]), int(found[3])
    name = tables.FRACTIONS.get(below, "")
    if not name or not 0 < above < below:
        return f"{found[1] or ''}{_number(found[2])} over {_number(found[3])}"
    if above > 1:
        name = "halves" if name == "half" else name + "s"
    if whole:
        return f"{_number(whole.strip())} and {'a' if above == 1 else _number(found[2])} {name}"
    return f"{_number(found[2])} {name}"


def _roman(numerals: str) -> int:
    value = 0
    for numeral, following in zip(numerals, numerals[1:] + " ", strict=True):
        worth = {"I": 1, "V": 5, "X": 10}
        value += worth[numeral] if worth[numeral] >= worth.get(following, 0) else -worth[numeral]
    return value


def _quantity(found: re.Match[str]) -> str:
    """A number or a range, with its sign, currency, scale and unit."""
    before, after = found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    first, second, unit = found["first"], found["second"], found["unit"] or ""
    words = _number(first) + (f" to {_number(second)}" if second else "") + (" plus" if found["more"] else "")
    scale = (found["scale"] or "").strip()
    one = first == "1" and not second and not scale
    scale = f" {tables.SCALES.get(scale, scale)}" if scale else ""
    currency = tables.CURRENCIES.get((found["currency"] or "").strip() or unit)
    if currency:
        whole, _, cents = first.partition(".")
        if len(cents) == 2 and currency[2] and not second and not scale:
            parts = [(whole, *currency[:2]), (cents.lstrip("0"), *currency[2:])]
            spoken = [f"{_number(n)} {single if n == '1' else many}" for n, single, many in parts if n.strip("0")]
            words = " and ".join(spoken) or f"zero {currency[1]}"
        else:
            words += f"{scale} {currency[0] if one else currency[1]}"
    else:
        words += scale + (" " + _unit(unit, found["power"], one) if unit else "")
    if found["per"]:
        words += " per " + (
            _unit(found["per"], found["per_power"], True) if found["per"] in tables.UNITS else found["per"]
        )
    sign = {"": "", "+": "plus ", "±": "plus or minus "}.get(found["sign"] or "", "minus ")
    return (" " if before.isalnum() or before == "." else "") + sign + words + (" " if after.isalpha() else "")


def _unit(symbol: str, power: str | None, one: bool) -> str:
    words = tables.UNITS[symbol][0 if one else 1]
    if not power:
        return words
    if words.endswith(("meter", "meters")):
        return ("square " if power == "²" else "cubic ") + words
    return words + (" squared" if power == "²" else " cubed")


_NUMBER = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
_YEAR = r"(1[0-9]{3}|20[0-9]{2})"
_DAY = r"(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = rf"({_any(tables.MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\.?)"
_HALF = r"[AaPp]\.?[Mm](?![A-Za-z])\.?"
_BEFORE_YEAR = (
    "[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Yy]ear|[Bb]efore|[Aa]fter|[Aa]round|[Dd]uring|[Bb]etween|circa"
    "|[Ee]arly|[Ll]ate|[Mm]id|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
)
_BEFORE_DECADE = r"(?:'|\b(?:the|their|his|her|my|your|our|early|mid|late)[ -]'?)"
_START = r"(?<![0-9A-Za-z])(?<![0-9][.,:/-])"
_END = r"(?![0-9A-Za-z]|[.,:/-][0-9])"
_CURRENCY = f"(?:{_any(tables.CURRENCIES)})"
_UNIT = _any(tables.UNITS)
_SENTENCE_STARTS = "The|This|That|It|In|He|She|They|We|You|But|And|If|A"
_QUANTITY = rf"""
    (?P<sign>(?<![^\s(])[-−+±](?=[.0-9]|{_CURRENCY}))?
    (?P<currency>{_CURRENCY}\ ?)?
    (?P<first>{_NUMBER})
    (?:(?:-|\ ?–\ ?){_CURRENCY}?(?P<second>{_NUMBER}))?
    (?P<more>\+(?=\ [A-Za-z]))?
    (?P<scale>\ (?:hundred|thousand|million|billion|trillion)\b
        |(?(currency)(?:{_any(tables.SCALES)})(?![A-Za-z0-9])|(?!)))?
    (?:(?:\ ?(?P<unit>{_UNIT}|{_CURRENCY})(?P<power>[²³])?)?
        (?:/(?P<per>{_UNIT}|{"|".join(tables.PER)})(?P<per_power>[²³])?)?
        (?![A-Za-z0-9²³]))?
"""

_SLASHED_DATE = re.compile(rf"{_START}([0-9]{{1,2}})/([0-9]{{1,2}})/{_YEAR}{_END}")
_NUMBERS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    # Times, dates and telephone numbers.
    (rf"{_START}([0-9]{{1,2}}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?({_HALF}))?(?![0-9A-Za-z:])", _time),
    (rf"{_START}(1[0-2]|[1-9]) ?({_HALF})(?![0-9A-Za-z])", _hour),
    (rf"{_START}([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?![0-9-])", _iso_date),
    (rf"(?<![A-Za-z]){_MONTH} {_DAY}(?:,? {_YEAR})?{_END}", _month_day),
    (rf"{_START}(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?(?![0-9A-Za-z])", _day_month),
    (rf"(?<![A-Za-z]){_MONTH},? {_YEAR}{_END}", lambda found: f"{_month(found[1])} {_year(found[2])}"),
    (r"(?<![\w.,+-])(?:\+[0-9]{1,3}[ -]?)?(?:\([0-9]{2,4}\) ?)?[0-9]{2,4}(?:[ -][0-9]{2,4}){1,4}(?![\w-])", _phone),
    (rf"(?<![A-Za-z])([Cc]all|[Dd]ial) ([0-9]{{3,6}})(?: or ([0-9]{{3,6}}))?{_END}", _call),
    (r"(?<![A-Za-z])No\. ?(?=[0-9])", lambda found: "number "),
    # Years, ordinals, fractions, sums.
    (rf"({_BEFORE_DECADE})([2-9]0)'?s\b", _decade),
    (rf"{_START}()(1[1-9][0-9]0|20[0-9]0)'?s\b", _decade),
    (
        rf"(?<![A-Za-z])({_BEFORE_YEAR}) {_YEAR}(?:( (?:and|to|or|until) |[-–]){_YEAR})?{_END}(?! ?(?:{_UNIT})\b)",
        _years,
    ),
    (rf"{_START}{_YEAR}[-–]{_YEAR}{_END}", lambda found: f"{_year(found[1])} to {_year(found[2])}"),
    (rf"(?<=\(){_YEAR}(?=\))|{_START}{_YEAR}(?= (?:AD|BCE?|CE)(?![A-Za-z]))", lambda found: _year(found[0])),
    (r"(?<![0-9A-Za-z.,])([0-9]{1,9})(?:st|nd|rd|th)\b", lambda found: _ordinal(int(found[1]))),
    (rf"(?<![0-9/])(?:{_any(tables.SLASHED)})(?![0-9/])", lambda found: tables.SLASHED[found[0]]),
    (r"(?<![\w/.,])([0-9]{1,4} )?([0-9]{1,4})/([0-9]{1,4})(?![0-9A-Za-z/]|[.,][0-9])", _fraction),
    (r"(?<![0-9'])([0-9]{1,2})'([0-9]{1,2})\"", lambda found: f"{_number(found[1])} foot {_number(found[2])}"),
    (r"(?<=[0-9)])(?:x| x | ?× ?)(?=[0-9(])", lambda found: " times "),
    (r"(?<=[0-9)]) [-−] ?(?=[.0-9(])", lambda found: " minus "),
    (r"(?<=[0-9)]) / (?=[.0-9(])", lambda found: " divided by "),
    (r"(?<=[0-9]):(?=[0-9])", lambda found: " to "),
    (_QUANTITY, _quantity),
    # What is left.
    (r"[-=]{1,2}>", lambda found: " to "),
    (f"[{re.escape(''.join(tables.SIGNS))}]", lambda found: f" {tables.SIGNS[found[0]]} "),
)
_ABBREVIATIONS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?<![A-Za-z])(?:[A-Z]\.){2,}", _dotted),
    (rf"(?<![A-Za-z.])(?:{_any(tables.ABBREVIATIONS)})(?![A-Za-z])", lambda found: tables.ABBREVIATIONS[found[0]]),
    (rf"(?<![A-Za-z.])(?:{_any(tables.ENDINGS)})(?![A-Za-z])", lambda found: tables.ENDINGS[found[0]] + _stop(found)),
    (rf"(?<![A-Za-z])({_any(tables.TITLES)})\. (?=[A-Z])", lambda found: tables.TITLES[found[1]] + " "),
    (r"(?<![A-Za-z])St\.(?![A-Za-z])", lambda found: "Street" + _stop(found)),
    (rf"(?<![A-Za-z])([A-HJ-Z])\. (?=[A-Z])(?!(?:{_SENTENCE_STARTS})\b)", lambda found: found[1] + " "),
    (
        rf"(?<![A-Za-z])({tables.KINGS}) ([IVX]{{2,6}}|[VX])\b",
        lambda found: f"{found[1]} the {_ordinal(_roman(found[2]))}",
    ),
    (
        rf"(?<![A-Za-z])({tables.NUMBERED}) ([IVX]{{1,6}})\b",
        lambda found: f"{found[1]} {_number(str(_roman(found[2])))}",
    ),
    (r"(?<![A-Za-z])w/(?=[A-Za-z ])", lambda found: "with "),
)
_NUMBER_RULES = [(re.compile(pattern, re.VERBOSE if pattern is _QUANTITY else 0), say) for pattern, say in _NUMBERS]
_ABBREVIATION_RULES = [(re.compile(pattern), say) for pattern, say in _ABBREVIATIONS]
