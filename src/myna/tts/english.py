"""English in words: numbers, times, dates, units and abbreviations as they are spoken. Pure.

Its rules:

1. Each kind of expression has one pattern and one function. They run in the order of ``_NUMBERS``, the special before
   the general. Their results hold no digit, so that no later pattern matches them, or put a word between numbers that
   later ones say. Abbreviations come last, when no digit and no sign is left.
2. The text is one line with single spaces. No pattern looks further than the run of digits, or the word, that it
   begins with, so the time grows in proportion to the length.
3. Uncertain expressions stay as they are: a unit is one only after a number, a year only where the words around it
   say so: after "in" or a month, in "the 1969 landing", beside other years.
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
    if not _CALCULATION.search(text):
        text = _DIMENSIONS.sub(" by ", text)
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


def _spelt(text: str) -> str:
    """Letters and digits one by one."""
    return " ".join(_DIGITS[int(sign)] if sign.isdigit() else sign for sign in text)


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
    words = _year(found[1]) if len(found[1]) == 4 else _number(found[1])
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def _decades(found: re.Match[str]) -> str:
    """One decade or several, with the words around them: "the 1960s and 70s"."""
    return _ONE_DECADE.sub(_decade, found[0].replace("s-", "s to ").replace("s–", "s to "))


def _years(found: re.Match[str]) -> str:
    """One year or several, with the words around them: "from 1939 to 1945"."""
    return _ONE_YEAR.sub(lambda year: _year(year[0]), _DASH_BETWEEN.sub(" to ", found[0]))


def _years_alone(found: re.Match[str]) -> str:
    """Several numbers that may be years; round ones are not."""
    return found[0] if all(int(year) % 50 == 0 for year in _ONE_YEAR.findall(found[0])) else _years(found)


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


def _duration(found: re.Match[str]) -> str:
    """Hours, minutes and their like, each a number and a letter; the letter alone may mean something else."""
    counts = [(count, unit) for count, unit in zip(found.groups(), tables.DURATIONS, strict=True) if count]
    if len(counts) < 2:
        return found[0]
    return " ".join(f"{_number(count)} {unit}{'' if count == '1' else 's'}" for count, unit in counts)


def _hour(found: re.Match[str]) -> str:
    return f"{_number(found[1])} {found[2][0].lower()} m{_stop(found)}"


def _phone(found: re.Match[str]) -> str:
    groups = re.findall("[0-9]+", found[0])
    length = sum(map(len, groups))
    if not (7 <= length <= 15 and (found[0][0] in "+(0" or _GROUPED_AS_PHONE.fullmatch(found[0]))):
        return found[0]
    return ("plus " if found[0][0] == "+" else "") + ", ".join(_digits(group) for group in groups)


def _by_digit(found: re.Match[str]) -> str:
    return f"{found[1]} {_digits(found[2])}" + (f" or {_digits(found[3])}" if found[3] else "")


def _dimensions(found: re.Match[str]) -> str:
    """Two large numbers, the first of them and perhaps both of four digits, which are said in pairs: 1920 by 1080."""
    return " by ".join(_year(side) if len(side) == 4 else _number(side) for side in found.groups())


def _version(found: re.Match[str]) -> str:
    """A number of two parts or more that are numbered each by itself: 3.11 comes after 3.9."""
    program, letter, parts = found[1] or "", found[2], found[3].split(".")
    if not (program or letter or len(parts) > 2):
        return found[0]
    before = program or ("version " if letter else "")
    following = found.string[found.end() : found.end() + 1]
    return before + " point ".join(_number(part) for part in parts) + (" " if following.isalpha() else "")


def _exponent(superscript: str) -> str:
    """The words for an exponent: squared, cubed, to the power of six."""
    digits = superscript.translate(_PLAIN_DIGITS)
    if digits in ("2", "3"):
        return "squared" if digits == "2" else "cubed"
    return f"to the power of {'minus ' if digits[0] == '-' else ''}{_number(digits.lstrip('+-'))}"


def _range(found: re.Match[str]) -> str:
    return f"{found[1]} to "


def _post_code(found: re.Match[str]) -> str:
    return ", ".join(map(_spelt, found[0].split()))


def _zip_code(found: re.Match[str]) -> str:
    return f"{found[1]} {_digits(found[2])}" + (f", {_digits(found[3])}" if found[3] else "")


def _fraction(found: re.Match[str]) -> str:
    whole, above, below = found[1], int(found[2]), int(found[3])
    name = tables.FRACTIONS.get(below, "")
    if not name or not 0 < above < below:
        return f"{found[1] or ''}{_number(found[2])} over {_number(found[3])}"
    if above > 1:
        name = "halves" if name == "half" else name + "s"
    if whole:
        return f"{_number(whole.rstrip(' -'))} and {'a' if above == 1 else _number(found[2])} {name}"
    return f"{_number(found[2])} {name}"


def _roman(numerals: str) -> int:
    value = 0
    for numeral, following in zip(numerals, numerals[1:] + " ", strict=True):
        worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
        value += worth[numeral] if worth[numeral] >= worth.get(following, 0) else -worth[numeral]
    return value


def _king(found: re.Match[str]) -> str:
    return f"{found[1]} the {_ordinal(_roman(found[2]))}"


def _quantity(found: re.Match[str]) -> str:
    """A number or a range, with its sign, currency, scale and unit."""
    before, after = found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    first, second, unit = found["first"], found["second"], found["unit"] or ""
    words = _number(first) + (f" {_exponent(found['exponent'])}" if found["exponent"] else "")
    words += (f" to {_number(second)}" if second else "") + (" plus" if found["more"] else "")
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
_A_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY = r"(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = rf"({_any(tables.MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\.?)"
_HALF = r"[AaPp]\.?[Mm](?![A-Za-z])\.?"
_BEFORE_YEAR = (
    r"[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Yy]ears?|[Bb]efore|[Aa]fter|[Aa]round|[Dd]uring|[Bb]etween|circa"
    r"|[Ee]arly|[Ll]ate|[Mm]id|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Bb]orn|[Dd]ied|[Cc]opyright|ca?\.|b\."
    rf"|(?i:{_any(tables.YEARLY)}) of"
)
_BEFORE_NAMED_BY_YEAR = r"(?:[Tt]he|[Aa]|[Tt]h(?:is|at)|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our|[A-Za-z]+'s)"
_BETWEEN_YEARS = r"(?: (?:and|to|or|until|through) |, (?:(?:and|or) )?|-| ?– ?)"
_BEFORE_DECADE = r"(?:'|\b(?:the|their|his|her|my|your|our|early|mid|late)[ -]'?)"
_BETWEEN_DECADES = r"(?:,? (?:and|or|to) |, |[-–])(?:(?:early|mid|late)[ -])?(?:the )?'?"
_START = r"(?<![0-9A-Za-z])(?<![0-9][.,:/-])"
_END = r"(?![0-9A-Za-z]|[.,:/-][0-9])"
_CURRENCY = f"(?:{_any(tables.CURRENCIES)})"
_UNIT = _any(tables.UNITS)
_EXPONENT = "[⁺⁻]?[⁰¹²³⁴-⁹]+"
_CLOCK = rf"[0-9]{{1,2}}:[0-5][0-9](?: ?{_HALF})?"
_SENTENCE_STARTS = "The|This|That|It|In|He|She|They|We|You|But|And|If|A"
_QUANTITY = rf"""
    (?P<sign>(?<![^\s(])[-−+±](?=[.0-9]|{_CURRENCY}))?
    (?P<currency>{_CURRENCY}\ ?)?
    (?P<first>{_NUMBER})(?P<exponent>{_EXPONENT})?
    (?:(?:-|\ ?–\ ?){_CURRENCY}?(?P<second>{_NUMBER}))?
    (?P<more>\+(?=\ [A-Za-z]))?
    (?P<scale>\ (?:hundred|thousand|million|billion|trillion)\b
        |(?(currency)(?:{_any(tables.SCALES)})(?![A-Za-z0-9])|(?!)))?
    (?:(?:\ ?(?P<unit>{_UNIT}|{_CURRENCY})(?P<power>[²³])?)?
        (?:/(?P<per>{_UNIT}|{"|".join(tables.PER)})(?P<per_power>[²³])?)?
        (?![A-Za-z0-9²³]))?
"""

_DIMENSIONS = re.compile("(?<=[0-9])x(?=[0-9])|(?<=[0-9a-z]) x (?=[0-9])")
_CALCULATION = re.compile(
    r"[=+×÷]| [-−/] (?=[0-9])|\b(?:equals?|plus|minus|times|multiplied|divided)\b|x ?[0-9]+ (?:is|makes?) [0-9]"
    r"|\b(?i:what is|what's|how much is) [0-9]"
)
_ONE_YEAR = re.compile(_A_YEAR)
_ONE_DECADE = re.compile(r"'?\b((?:1[1-9]|20)?[0-9]0)'?s\b")
_DASH_BETWEEN = re.compile("(?<=[0-9]) ?[-–] ?(?=[0-9])")
_GROUPED_AS_PHONE = re.compile(r"(?:1[-.])?[0-9]{3}([ .-])[0-9]{3}\1[0-9]{4}|[0-9]{3}-[0-9-]*-?[0-9]{4}")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SLASHED_DATE = re.compile(rf"{_START}([0-9]{{1,2}})/([0-9]{{1,2}})/{_YEAR}{_END}")
_NUMBERS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    # Times, dates and telephone numbers.
    (rf"{_START}({_CLOCK}|(?:1[0-2]|[1-9]) ?{_HALF}) ?[-–] ?(?={_CLOCK}|(?:1[0-2]|[1-9]) ?{_HALF})", _range),
    (rf"{_START}(1[0-2]|[1-9]) ?[-–] ?(?=(?:1[0-2]|[1-9])(?::[0-5][0-9])? ?{_HALF})", _range),
    (rf"{_START}([0-9]{{1,2}}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?({_HALF}))?(?![0-9A-Za-z:])", _time),
    (rf"{_START}(1[0-2]|[1-9]) ?({_HALF})(?![0-9A-Za-z])", _hour),
    (rf"{_START}([0-9]{{1,2}})\.([0-9]{{1,2}})\.{_YEAR}{_END}", lambda found: _slashed_date(found, True)),
    (rf"{_START}([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?![0-9-])", _iso_date),
    (rf"(?<![A-Za-z]){_MONTH} {_DAY}(?:,? {_YEAR})?{_END}", _month_day),
    (rf"{_START}(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?(?![0-9A-Za-z])", _day_month),
    (rf"(?<![A-Za-z]){_MONTH},? {_YEAR}{_END}", lambda found: f"{_month(found[1])} {_year(found[2])}"),
    (
        r"(?<![\w.,+-])(?:\+[0-9]{1,3}[ -]?|1[-.])?(?:\([0-9]{2,4}\) ?)?[0-9]{2,4}(?:[ .-][0-9]{2,4}){1,4}"
        r"(?![\w-]|\.[0-9])",
        _phone,
    ),
    (
        rf"(?<![A-Za-z])((?:{tables.BY_DIGIT})(?: (?:me|us|them))?(?: (?:at|on|is|was))?:?) ([0-9]{{3,15}})"
        rf"(?: or ([0-9]{{3,15}}))?{_END}",
        _by_digit,
    ),
    (r"\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}\b|\b[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\b", _post_code),
    (rf"(?<![A-Za-z])((?:{tables.STATES})),? ([0-9]{{5}})(?:-([0-9]{{4}}))?{_END}", _zip_code),
    (r"(?<![A-Za-z])No\. ?(?=[0-9])", lambda found: "number "),
    (rf"{_START}([1-9][0-9]{{3}}) by ([1-9][0-9]{{2,3}}){_END}", _dimensions),
    # Years.
    (
        rf"(?:{_BEFORE_DECADE}(?:1[1-9]|20)?[2-9]0|{_START}(?:1[1-9][0-9]|20[0-9])0)'?s\b"
        rf"(?:{_BETWEEN_DECADES}(?:1[1-9]|20)?[0-9]0'?s\b)*(?! (?:{tables.OF_SECONDS})\b)",
        _decades,
    ),
    (rf"{_START}'?[2-9]0'?s(?= (?:{tables.OF_DECADES})\b)", _decades),
    (rf"(?<![A-Za-z])(?:{_BEFORE_YEAR}) {_A_YEAR}(?:{_BETWEEN_YEARS}{_A_YEAR})*{_END}(?! ?(?:{_UNIT})\b)", _years),
    (
        rf"(?<![A-Za-z]){_BEFORE_NAMED_BY_YEAR} {_A_YEAR}(?= [A-Za-z])(?!(?<=00) [a-z])"
        rf"(?! (?:{_UNIT}|{tables.COUNTED})\b)",
        _years,
    ),
    (rf"{_START}{_A_YEAR}(?:-| ?– ?){_A_YEAR}{_END}", _years),
    (rf"{_START}{_A_YEAR}(?:{_BETWEEN_YEARS}{_A_YEAR})+{_END}(?! ?(?:{_UNIT}|{tables.COUNTED})\b)", _years_alone),
    (rf"(?<=\(){_A_YEAR}(?=[);,])|{_START}{_A_YEAR}(?= (?:AD|BCE?|CE)(?![A-Za-z])|'s\b)", _years),
    (rf"(?:^|(?<=[.!?] )){_A_YEAR}(?= (?:was|saw|marked|brought|began|ended)\b)", _years),
    # Durations and versions.
    (
        rf"{_START}(?=[0-9]+ ?[dhm])(?:([0-9]+) ?d ?)?(?:([0-9]+) ?h(?:rs?)? ?)?(?:([0-9]+) ?m(?:in)? ?)?"
        r"(?:([0-9]+) ?s(?:ec)?)?(?![0-9A-Za-z/²³])",
        _duration,
    ),
    (rf"{_START}([0-9]{{1,2}})h([0-5][0-9])(?![0-9A-Za-z])", lambda found: f"{found[1]} h {found[2]}"),
    (
        rf"(?<![\w.,])((?:{tables.VERSIONED}) )?([Vv])?([0-9]+(?:\.[0-9]+)+)(?![0-9]|\.[0-9])",
        _version,
    ),
    # Ordinals, fractions, sums.
    (r"(?<![0-9A-Za-z.,])([0-9]{1,9})(?:st|nd|rd|th)\b", lambda found: _ordinal(int(found[1]))),
    (rf"(?<![0-9/])(?:{_any(tables.SLASHED)})(?![0-9/])", lambda found: tables.SLASHED[found[0]]),
    (r"(?<![\w/.,])([0-9]{1,4}[ -])?([0-9]{1,4})/([0-9]{1,4})(?![0-9A-Za-z/]|[.,][0-9])", _fraction),
    (r"(?<![0-9'])([0-9]{1,2})'([0-9]{1,2})\"", lambda found: f"{_number(found[1])} foot {_number(found[2])}"),
    (r"(?<=[0-9)])(?:x| x | ?× ?)(?=[0-9(])", lambda found: " times "),
    (r"(?<=[0-9)]) [-−] ?(?=[.0-9(])", lambda found: " minus "),
    (r"(?<=[0-9)]) / (?=[.0-9(])", lambda found: " divided by "),
    (r"(?<=[0-9]):(?=[0-9])", lambda found: " to "),
    (_QUANTITY, _quantity),
    # What is left.
    (f"(?<![A-Za-z]{{2}})(?<=[A-Za-z)]){_EXPONENT}", lambda found: f" {_exponent(found[0])} "),
    ("[⁰¹⁴-⁹⁺⁻]+", lambda found: " "),
    (r"[-=]{1,2}>", lambda found: " to "),
    (f"[{re.escape(''.join(tables.SIGNS))}]", lambda found: f" {tables.SIGNS[found[0]]} "),
)
_ROMAN = "(?:(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z])|[VX])"
"""A Roman number of two letters or more, or five or ten; other letters that stand alone may be names."""

_BEHIND_FIRST = r"$|[.,;:!?)]|'s\b| (?:of|was|were|became|ruled|reigned|died)\b"
"""Behind a Roman one, which may be "I" elsewhere."""

_ABBREVIATIONS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?<![A-Za-z])(?:[A-Z]\.){2,}", _dotted),
    (rf"(?<![A-Za-z.])(?:{_any(tables.ABBREVIATIONS)})(?![A-Za-z])", lambda found: tables.ABBREVIATIONS[found[0]]),
    (rf"(?<![A-Za-z.])(?:{_any(tables.ENDINGS)})(?![A-Za-z])", lambda found: tables.ENDINGS[found[0]] + _stop(found)),
    (rf"(?<![A-Za-z])({_any(tables.TITLES)})\. (?=[A-Z])", lambda found: tables.TITLES[found[1]] + " "),
    (r"(?<![A-Za-z])St\.(?![A-Za-z])", lambda found: "Street" + _stop(found)),
    (rf"(?<![A-Za-z])([A-HJ-Z])\. (?=[A-Z])(?!(?:{_SENTENCE_STARTS})\b)", lambda found: found[1] + " "),
    (rf"(?<![A-Za-z])({tables.KINGS}|(?:{tables.RULERS}) [A-Z][a-z]+) ({_ROMAN}|I(?={_BEHIND_FIRST}))\b", _king),
    (
        rf"(?<![A-Za-z])((?i:{tables.NUMBERED})) ({_ROMAN}|I(?:(?<=War I)|(?<=Chapter I)|(?={_BEHIND_FIRST})))\b",
        lambda found: f"{found[1]} {_number(str(_roman(found[2])))}",
    ),
    (rf"\b({_ROMAN})(?= (?:century|centuries)\b)", lambda found: _ordinal(_roman(found[1]))),
    (r"(?<![A-Za-z])w/(?=[A-Za-z ])", lambda found: "with "),
)
_NUMBER_RULES = [(re.compile(pattern, re.VERBOSE if pattern is _QUANTITY else 0), say) for pattern, say in _NUMBERS]
_ABBREVIATION_RULES = [(re.compile(pattern), say) for pattern, say in _ABBREVIATIONS]
