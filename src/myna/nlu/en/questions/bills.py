"""Sums that are told with their numbers: what a bill is for each, a tip, a price with something off. Pure.

Its rules:

1. The numbers, what is wanted of them ("each", "tip", "percent off") and a question for it are all in the sentence; a
   story ("we paid sixty each") asks nothing.
2. "Sixty four fifty" and "eighty four pounds sixty" are amounts of money. How many share it is said with "of us", "of
   them", "people", "ways" and their like.
3. What goes on with a result ("half of that", "with a ten percent tip") is a sum that begins with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from myna.nlu.en import arithmetic, numbers
from myna.nlu.en.slots import number
from myna.nlu.en.slots.sentence import Found
from myna.nlu.en.words import lowered
from myna.nlu.parsers import NoSumError, Sum, UnsolvableError

_CURRENCIES = {"quid": "pounds", "bucks": "dollars", "£": "pounds", "$": "dollars", "€": "euros"}
_CURRENCY = re.compile(r"\b(?:(pound|dollar|euro)s?|(quid|bucks))\b|([£$€])")
_WHOLE_MONEY = re.compile(r" (?:(?:pounds?|dollars?|bucks|euros?|quid) )?(?:and )?")
_PERCENT = re.compile(r" ?(?:percent|per cent|%)")
_SHARERS = re.compile(
    r" (?:of (?:us|them|you)|people|persons?|friends|mates|ways|kids|children|guests|adults|heads|girls|boys|lads)\b"
)
_SHARED = re.compile(r"\b(?:between|among|by) (?:the )?$")
_SPLITS = r"^(?:can you |could you |please )*(?:split|divide|share)\b"
_ASKS = re.compile(
    r"\b(?:what's|whats|what is|what does|what do (?:i|we)|what am i|what are we|what would|how much|how many)\b"
    r"|\bwhat (?:do|should|would|shall|can|must) (?:i|we) (?:tip|leave|give)\b|^(?:the )?tip (?:on|for)\b"
    r"|^[\w ]+ (?:percent|per cent) (?:tip|off)(?: on| for)?\b"
    r"|\b(?:is|are|comes to|works out at) what$|" + _SPLITS
)
_EACH = re.compile(rf"\b(?:each|apiece|a head|per (?:person|head))\b|{_SPLITS}")
_TIP = re.compile(
    r"(?:percent|per cent|%) (?:tip|service)\b|\b(?:tip|service charge) (?:of|at|on|for)\b|\b(?:i|we) tip\b"
    r"|\bas a tip\b"
)
_TOTAL = re.compile(r"\b(?:total|altogether|in all|all in|including|with (?:a|an|the)|plus|adding)\b")
_AT = re.compile(r"\w at (?:[£$€]|\w)(?!.*(?:o'clock|\b[ap]m\b))")
_COST = re.compile(r"\b(?:owe|pay(?:ing)?|spent|cost|costs|come to|comes to|altogether|in all|total|how much)\b")
_OFF = re.compile(r"\b(?:off|discount|reduced by|reduction)\b")

_BEGIN = r"(?:(?:and|so|then|now|okay|ok|right|what's|what is|how much is) )*"
_OF_IT = r"(?:that|it|this)(?: (?:then|now|please))?"
_PART = r"(?P<a>(?:a |an |one |two |three )?(?:half|thirds?|quarters?|fifths?|tenths?|.+ percent))"
_GOING_ON: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"{_BEGIN}{pattern}"), wording)
    for pattern, wording in (
        (rf"{_PART} of {_OF_IT}", "{a} of {}"),
        (rf"(?:halve|half) {_OF_IT}", "half of {}"),
        (rf"(?P<a>double|twice|triple) {_OF_IT}", "{a} {}"),
        (
            rf"(?:split|divide|share) {_OF_IT} (?:between |by |into |among )?"
            r"(?P<a>.+?)(?: ways| of us| people| parts)?",
            "{} divided by {a}",
        ),
        (
            r"(?:with|add|including|plus) (?:an? |the )?(?P<a>.+? percent) (?:tip|service|tax|vat)"
            r"(?: on (?:top|it|that))?",
            "{} plus {a}",
        ),
        (r"(?:add|plus|put) (?P<a>.+? percent)(?: (?:to|on(?: top of)?) (?:it|that))?(?: on top)?", "{} plus {a}"),
        (
            r"(?:take (?:off|away)|take|knock (?:off)?|minus|less|subtract|deduct) (?P<a>.+? percent)"
            r"(?: (?:off|away|from)(?: (?:it|that))?)?",
            "{} minus {a}",
        ),
        (rf"(?:the )?(?P<a>square |cube )?root(?: of {_OF_IT})?", "{a}root of {}"),
        (rf"(?:{_OF_IT} )?(?P<a>squared|cubed)(?: (?:then|now|please))?", "{} {a}"),
        (rf"(?:square {_OF_IT}|the square of {_OF_IT})", "{} squared"),
        (rf"(?:cube {_OF_IT}|the cube of {_OF_IT})", "{} cubed"),
        (rf"add {_OF_IT} (?:to|onto) (?:the )?(?P<a>.+)", "{a} plus {}"),
        (rf"(?:take|subtract) {_OF_IT} (?:from|off) (?:the )?(?P<a>.+)", "{a} minus {}"),
    )
]
"""What goes on with a result, as the arithmetic words it."""

_ROUNDS = re.compile(
    rf"{_BEGIN}(?:can you |could you |please )*round (?:(?P<way>up|down|off) )?{_OF_IT}(?: (?P<behind>up|down|off))?"
    r"(?: to (?:the |a )?(?:nearest |next )?(?P<to>whole(?: number)?|ten|hundred|thousand|integer|pound|dollar|euro))?"
    r"(?: please)?"
)
_SCALED = re.compile(
    r"(?:(?:please|can you|could you) )*(?P<by>halve|double|triple) (?P<what>\S.*?)(?: (?:for me|please))*"
)
_SCALES = {"halve": (Fraction(1, 2), "half of"), "double": (Fraction(2), "double"), "triple": (Fraction(3), "triple")}
_ASKED_PART = re.compile(
    r"(?:(?:and|so|please|tell me|can you|could you|what(?:'s| is|s)|how much(?:'s| is)) )*"
    r"(?P<by>(?:an? |one )?(?:half|third|quarter)|two thirds|three quarters|double|twice|triple|halve)(?: of)? "
    r"(?P<what>\S.*?)(?: (?:for me|please|then|though))*"
)
_BY = {
    **dict.fromkeys(["half", "a half", "one half", "halve"], (Fraction(1, 2), "half of")),
    **dict.fromkeys(["third", "a third", "one third"], (Fraction(1, 3), "a third of")),
    **dict.fromkeys(["quarter", "a quarter", "one quarter"], (Fraction(1, 4), "a quarter of")),
    "two thirds": (Fraction(2, 3), "two thirds of"),
    "three quarters": (Fraction(3, 4), "three quarters of"),
    **dict.fromkeys(["double", "twice"], (Fraction(2), "double")),
    "triple": (Fraction(3), "triple"),
}
_MEASURE = re.compile(
    r" ?(?:of )?(?:an? )?(?P<unit>cup|pint|quart|gallon|teaspoon|tablespoon|pound|ounce|stick|litre|liter|kilo|kilogram"
    r"|gram|millilitre|milliliter|mile|metre|meter|inch|foot|yard|hour)(?:e?s)?(?P<of> of [a-z ]+)?"
)
_FEET = {"foot": "feet", "inch": "inches"}
_BELOW = {2: "half", 3: "third", 4: "quarter", 6: "sixth", 8: "eighth", 12: "twelfth", 16: "sixteenth"}
_ABOVE = {3: "three", 5: "five", 7: "seven", 9: "nine", 11: "eleven", 13: "thirteen", 15: "fifteen", 2: "two"}

_LONGEST_UNIT = 4
"""Words of what is halved, behind its number."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The numbers of a sentence, by what they count."""

    money: list[Fraction]
    percents: list[Fraction]
    people: list[Fraction]
    currency: str


def find(text: str) -> Sum | None:
    """The sum that ``text`` tells the numbers of, and asks for; None where it asks for none of these."""
    lower = lowered(text).strip(" .?!")
    if not _ASKS.search(lower):
        return None
    told = _told(lower)
    if len(told.money) == 2 and not told.percents and not told.people:
        return _counted(lower, told)
    if len(told.money) != 1 or len(told.percents) > 1 or len(told.people) > 1:
        return None
    amount, said = told.money[0], numbers.spoken(told.money[0])[0]
    if told.percents:
        (share,) = told.percents
        percent = f"{numbers.spoken(share)[0]} percent"
        if _TIP.search(lower):
            if told.people and not _EACH.search(lower):
                return None
            whole = bool(told.people) or _TOTAL.search(lower) is not None
            amount, said = (
                (amount * (100 + share) / 100, f"{said} plus {percent}")
                if whole
                else (amount * share / 100, f"{percent} of {said}")
            )
        elif _OFF.search(lower) and not told.people:
            amount, said = amount * (100 - share) / 100, f"{percent} off {said}"
        else:
            return None
        if not told.people:
            return Sum(amount, said, currency=told.currency)
        said = f"({said})"
    if not told.people or not _EACH.search(lower) or told.people[0] < 1:
        return None
    return Sum(
        amount / told.people[0], f"{said} divided by {numbers.spoken(told.people[0])[0]}", currency=told.currency
    )


def _counted(text: str, told: _Told) -> Sum | None:
    """What several things cost together, each "at" a price; None where no price is told so."""
    times, price = told.money
    is_price = bool(told.currency) or price.denominator != 1
    if not (is_price and _AT.search(text) and _COST.search(text)) or times.denominator != 1:
        return None
    return Sum(times * price, f"{numbers.spoken(times)[0]} times {numbers.spoken(price)[0]}", currency=told.currency)


def scaled(text: str) -> Sum | None:
    """Half an amount of something, or two or three times as much: "halve 300 grams"; None for anything else."""
    if (part := _part(text)) is not None:
        return part
    match = _SCALED.fullmatch(lowered(text).strip(" .?!"))
    if match is None:
        return None
    what = match["what"]
    found = next((one for one in number.find(what) if one.start == 0), None)
    unit = what[found.end :].strip() if found else ""
    if found is None or len(unit.split()) > _LONGEST_UNIT or number.find(unit):
        return None
    factor, words = _SCALES[match["by"]]
    return Sum(found.value * factor, f"{words} {numbers.spoken(found.value)[0]} {unit}".strip(), currency=unit)


def _part(text: str) -> Sum | None:
    """A part of what is measured, or several times as much, as a cook says it: "half of three quarters of a cup"."""
    match = _ASKED_PART.fullmatch(lowered(text).strip(" .?!"))
    found = next((one for one in number.find(match["what"]) if one.start == 0), None) if match is not None else None
    measure = _MEASURE.fullmatch(match["what"][found.end :]) if match is not None and found is not None else None
    if match is None or found is None or measure is None:
        return None
    factor, words = _BY[match["by"]]
    value, unit, of = found.value * factor, measure["unit"], measure["of"] or ""
    whole = found.value.denominator == 1
    what = f"{numbers.spoken(found.value)[0]}{match['what'][found.end :]}" if whole else match["what"]
    said = _said_of(value, unit)
    many = _FEET.get(unit, f"{unit}s")
    return None if said is None else Sum(value, f"{words} {what}", currency=f"{many}{of}", said=f"{said}{of}")


def _said_of(value: Fraction, unit: str) -> str | None:
    """``value`` of ``unit`` in words: "half a cup", "2 and a quarter cups"; None where its parts have no name."""
    whole, part = divmod(value, 1)
    many = _FEET.get(unit, f"{unit}s")
    if not part:
        return f"{whole:,} {unit if whole == 1 else many}"
    below, above = _BELOW.get(part.denominator), _ABOVE.get(part.numerator, "")
    if below is None or (part.numerator > 1 and not above):
        return None
    article = "an" if below == "eighth" else "a"
    named = f"{above} {below}s" if above else f"{article} {below}"
    if whole:
        return f"{whole:,} and {named} {many}"
    a_unit = f"{'an' if unit[0] in 'aeio' or unit == 'hour' else 'a'} {unit}"
    return f"half {a_unit}" if below == "half" else f"{named} of {a_unit}"


def going_on(text: str, result: Fraction) -> Sum | None:
    """What ``text`` makes of a ``result``: "half of that"; None where it says nothing of the kind."""
    lower = lowered(text).strip(" .?!")
    if rounds := _ROUNDS.fullmatch(lower):
        return _rounded(result, rounds)
    for pattern, wording in _GOING_ON:
        if (match := pattern.fullmatch(lower)) is None:
            continue
        written = f"{float(result):.10f}".rstrip("0").rstrip(".")
        wording = "square root of {}" if wording.startswith("{a}root") and not match["a"] else wording
        try:
            return arithmetic.solve(wording.format(written, **match.groupdict()))
        except (NoSumError, UnsolvableError):
            continue
    return None


def _rounded(result: Fraction, said: re.Match[str]) -> Sum:
    """``result`` up, down or to what is nearest of the whole numbers, the tens or the hundreds."""
    size = {"ten": 10, "hundred": 100, "thousand": 1000}.get(said["to"] or "", 1)
    parts = result / size
    way = said["way"] or said["behind"]
    whole = {"up": ceil, "down": floor}.get(way, lambda number: floor(number + Fraction(1, 2)))(parts)
    told = f" {way}" if way in ("up", "down") else ""
    return Sum(Fraction(whole * size), f"{numbers.spoken(result)[0]} rounded{told}")


def _told(text: str) -> _Told:
    found = number.find(text)
    told = _Told([], [], [], _currency(text))
    skipped = False
    for place, one in enumerate(found):
        if skipped:
            skipped = False
            continue
        if _PERCENT.match(text[one.end :]):
            told.percents.append(one.value)
        elif _SHARERS.match(text[one.end :]) or _SHARED.search(text[: one.start]):
            told.people.append(one.value)
        else:
            value = one.value
            if place + 1 < len(found) and _is_cents(text, one.end, found[place + 1]):
                value += found[place + 1].value / 100
                skipped = True
            told.money.append(value)
    return told


def _is_cents(text: str, end: int, behind: Found[Fraction]) -> bool:
    """Whether the number ``behind`` one that ends at ``end`` is its cents."""
    if not _WHOLE_MONEY.fullmatch(text[end : behind.start]):
        return False
    rest = text[behind.end :]
    return 10 <= behind.value < 100 and not (_PERCENT.match(rest) or _SHARERS.match(rest))


def _currency(text: str) -> str:
    found = _CURRENCY.search(text)
    if found is None:
        return ""
    return f"{found[1]}s" if found[1] else _CURRENCIES[found[2] or found[3]]
