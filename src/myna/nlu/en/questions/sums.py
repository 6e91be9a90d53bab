"""The sum or the conversion that a sentence asks for, rewritten into what the arithmetic and the units read. Pure."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from myna.nlu.en import arithmetic, numbers
from myna.nlu.en.words import lowered
from myna.nlu.parsers import NoSumError, Sum

_MONEY = re.compile(r"(?<![a-z])(dollars?|bucks|euros?|pounds?(?= |$)|francs?|cents?|rupees?|yen)(?![a-z])")
_ENDS_IN_MONEY = re.compile(rf"(?:[$€£] ?[\d.,]*\d|{_MONEY.pattern})\W*$")
_QUID = re.compile(r"\bquid\b")
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
_NUMBER_OR_SUM = r"(?P<a>\S.*?)"
_PREFIX = re.compile(
    r"^(?:(?:please|hey|ok|okay|so|just|um|uh|now|and|can|could|would|will|you|i|need|want|to|know|me|tell|give|find"
    r"|show|say|help|figure|work|out|do|does|solve|calculate|compute|determine|answer|the|equation|problem|math"
    r"|maths|sum of|value of|result|results|of|what|what's|whats|what\u2019s|is|are|how|much|if|equals|total|when"
    r"|would be|be|for|this|like|it|that|let|let's|lets|exact|number|correct|get|let me know|math problem|quick|your"
    r"|using|using calculator|calculator|use) )+"
)
_BEGINNING = r"^(?:.*\b(?:what is|what's|whats|what are|how much is) )?(?!(?:is|are|was|if|does|do) )"
_AND = r"(?:and|to|plus|with|\+|&|,)"
_SHARERS = r"(?:people|persons|friends|ways|kids|children|guests|parts|groups|pieces|of us|of them)"


def _difference(asked: re.Match[str]) -> str:
    """The larger of two numbers minus the smaller one."""
    one, other = numbers.parse(asked["a"]), numbers.parse(asked["b"])
    first, second = ("b", "a") if one is not None and other is not None and one < other else ("a", "b")
    return f"{asked[first]} minus {asked[second]}"


_REWRITES: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
    (rf"(?P<a>\b(?:by|between|among|into|with) \S+) {_SHARERS}(?= |$)", r"\g<a>"),
    (
        r"\b(?:the )?quotient (?:of|between|from) (?P<a>.+?) (?:and|by|over) (?P<b>.+)",
        r"( \g<a> ) divided by ( \g<b> )",
    ),
    (rf"{_BEGINNING}(?P<a>\S.*?) (?:more|higher|greater) than (?P<b>.+)", r"\g<b> plus \g<a>"),
    (rf"{_BEGINNING}(?P<a>\S.*?) (?:less|fewer|lower) than (?P<b>.+)", r"\g<b> minus \g<a>"),
    (r"\bpercent(?:age|ages|s)? (?=of\b)", "percent "),
    (r"(?<=\bof )(?=(?:hundred|thousand|million)\b)", "one "),
    (r"\bby (?=plus\b|minus\b)", ""),
    (r"(?<=divided )buy\b", "by"),
    (r"\b(?P<a>\d+) ?/ ?(?P<b>\d+) of\b", r"( \g<a> / \g<b> ) times"),
    (r"\b(?:and )?(?:then )?(?:divide|split) (?:it|that) (?:by|into)\b", "divided by"),
    (r"\b(?:and )?(?:then )?multiply (?:it|that) (?:by|with)\b", "times"),
    (r"\b(?:if i |you )?take (?P<a>\S+) (?=(?:divided by|times)\b)", r"\g<a> "),
    (
        r"\b(?:the )?(?:total|sum)(?: of| when you add| for)? (?P<a>.+?) (?:and|with|plus) (?P<b>.+)",
        r"\g<a> plus \g<b>",
    ),
    (r"\badd(?:ing)?(?: up)? (?P<a>.+? ?(?:percent|%)) (?:to|onto) (?P<b>.+)", r"\g<b> plus \g<a>"),
    (rf"\badd(?:ing)?(?: up| together)? (?P<a>.+?) {_AND} (?P<b>.+)", r"\g<a> plus \g<b>"),
    (r"\badd (?P<a>\S+(?: \S+)?) (?:in)?to (?P<b>.+)", r"\g<b> plus \g<a>"),
    (
        r"\b(?:subtract|deduct|take|taking|subtracting)(?: away)? (?P<a>.+? ?(?:percent|%)) (?:away )?from (?P<b>.+)",
        r"\g<b> minus \g<a>",
    ),
    (
        r"\b(?:subtract|deduct|take|taking|subtracting)(?: away)? (?P<a>.+?) (?:away )?from (?P<b>.+)",
        r"( \g<b> ) minus ( \g<a> )",
    ),
    (r"\btake (?P<a>.+?) percent off (?:of )?(?P<b>.+)", r"\g<a> percent off \g<b>"),
    (r"\b(?P<a>\S+) percent off of\b", r"\g<a> percent off"),
    (r"^(?:it's |it is |it costs )?(?P<a>\S.*?) with (?P<b>\S+(?: \S+)?) percent off\b.*", r"\g<b> percent off \g<a>"),
    (
        r"\b(?:take|if i take|start with) (?P<a>.+?) and (?P<b>(?:divide|multiply|subtract|add|times|minus|plus)\b.+)",
        r"\g<a> \g<b>",
    ),
    (r"\b(?:the )?(?:difference) (?:between|of|from) (?P<a>.+?) (?:and|to) (?P<b>.+)", _difference),
    (r"\b(?:the )?product of (?P<a>.+?) (?:and|times) (?P<b>.+)", r"\g<a> times \g<b>"),
    (r"\bmultipl(?:y|ying) (?P<a>.+?) (?:by|and|with|times) (?P<b>.+)", r"( \g<a> ) times ( \g<b> )"),
    (
        r"\b(?:the )?remainder (?:when|if|of|for|from)(?: you)?(?: divid(?:e|ing))? (?P<a>.+?)"
        r" (?:(?:is |gets )?divided by|over|by) (?P<b>.+)",
        r"( \g<a> ) modulo ( \g<b> )",
    ),
    (
        r"^(?:.*\b)?is (?P<a>\S+(?: \S+){0,5}?) (?:evenly )?(?:divisible|dividable) by (?P<b>.+)",
        r"\g<a> divided by ( \g<b> )",
    ),
    (
        r"\b(?:divid(?:e|ing)|split(?:ting)?|share) (?P<a>.+?) (?:by|into|among|between|with) (?P<b>.+)",
        r"( \g<a> ) divided by ( \g<b> )",
    ),
    (
        r"(?P<a>.+?\d|.+?)(?:,| how| and| then| when| if)\b.*?\b(?:split|divide|share) (?:it|that|this|them)(?: up)?"
        r" (?P<b>\S+) ways?\b.*",
        r"\g<a> divided by ( \g<b> )",
    ),
    (r"\bsplit (?P<a>.+?) (?P<b>\S+) ways?\b.*", r"( \g<a> ) divided by ( \g<b> )"),
    (r"(?P<a>.+?) split (?P<b>\S+) ways?\b.*", r"( \g<a> ) divided by ( \g<b> )"),
    (
        r"\b(?:how many times (?:does|do|can|will) )(?P<a>.+?) (?:go|goes|fit|fits|be divided) in(?:to)? (?P<b>.+)",
        r"( \g<b> ) divided by ( \g<a> )",
    ),
    (
        r"\bhow many (?P<a>\d+|\w+)(?:'s|s)? (?:are )?(?:there )?(?:in|go into|make) (?P<b>\d.*|\w+)$",
        r"\g<b> divided by \g<a>",
    ),
    (r"\b(?P<a>\S+(?: \S+)?) (?:is )?subtracted from (?P<b>.+)", r"\g<b> minus \g<a>"),
    (
        r"\b(?:divided? (?:in|into|among|between|up)(?: by)?|divided|split (?:by|into|between|among)|over|divide by"
        r"|divide it by|divided up by|shared (?:by|between|among)|÷)(?! by\b)",
        "divided by",
    ),
    (
        r"\b(?:multiplied(?: by| with| times)?|multiply by|multiply it by|multiplied|timesed by|times by|time by)\b",
        "times",
    ),
    (r"\b(?:take away|less|subtracted by|subtract(?:ed)?|takeaway|minus off|deduct(?:ed)?)\b", "minus"),
    (r"\b(?:added (?:to|with|by)|added|add|and add|plus it by|together with)\b", "plus"),
    (r"(?<=\d)x(?=\d)", " times "),
    (r"\b(?:the )?squared? of\b", "@2"),
    (r"\b(?:the )?cubed? of\b", "@3"),
    (r"\b(?:sq|square|squared|second) roots?(?: of)?\b", "square root of"),
    (r"\b(?:cubed|third|cubic|cube) roots?(?: of)?\b", "cube root of"),
    (r"(?<!square )(?<!cube )\broots? of\b", "square root of"),
    (r"@2 (?P<a>.+)", r"( \g<a> ) squared"),
    (r"@3 (?P<a>.+)", r"( \g<a> ) cubed"),
    (r"\b(?:percent|%) tip (?:on|for|of|off)\b(?: an?)?", "percent of"),
    (r"\b(?:percent|%) (?:on|from|tax on)\b", "percent of"),
    (r"\bdoubled\b", "times 2"),
    (r"\btripled\b", "times 3"),
    (r"\bto the (?P<a>\w+?) power of\b", r"to the power of"),
    (r"\b(?:raised )?to (?P<a>\d+)(?:st|nd|rd|th)? power\b", r"to the power of \g<a>"),
    (r"\b(?P<a>\d+)(?:st|nd|rd|th) power\b", r"power of \g<a>"),
    (r"\bto the power of (?:the )?power of\b", "to the power of"),
    (r"\bto the power of (?P<a>\d+)\b", r"to the power of \g<a>"),
    (r"\bto the power of of\b", "to the power of"),
]
"""Wordings of a sum, each with how the arithmetic words it; they are tried in this order, on all of the sentence."""

_COMPILED = [(re.compile(pattern), wording) for pattern, wording in _REWRITES]
_POWER = re.compile(r"\b(?:raised )?to the (?:power of )?(\d+)(?:st|nd|rd|th)?(?: power)?\b")
_AVERAGE = re.compile(r"\b(?:average|mean)(?: value| number)?(?: of| for| between)? (?P<all>.+)")
_ADDED = re.compile(r"\b(?:add(?:ing)?(?: up| together)?|(?:sum|total)(?: of)?) (?P<all>.+)")
_ABOUT_SUMS = re.compile(
    r"\b(?:maths?|calculat\w*|compute|sums?|multipl\w*|divi\w*|subtract\w*|add|adding|addition|plus|minus|times|percent"
    r"|percentage|equations?|arithmetic|square root|numbers|average|fraction)\b|[+*÷×]"  # noqa: RUF001
)
_LONGEST = 40


_BEHIND = re.compile(r"(?<=\S) (?:is|are|equals|makes|comes to|gives)(?: me| us)? (?:how (?:much|many)|what)[ ?.]*$")
"""What asks for a sum behind it: "fifteen percent of eighty six is how much"."""


def find(text: str) -> Sum | None:
    """The sum that ``text`` asks for, in whatever words stand around it; None where there is none.

    Raises UnsolvableError.
    """
    lower, currency = _without_money(_BEHIND.sub("", lowered(text)))
    listed = " ".join(re.sub(r"[?!:;]|\.(?!\d)|(?: |for me|please)+$", " ", lower).split())
    if (added := _ADDED.search(listed)) is not None and (found := _total(added["all"])) is not None:
        return _in(found, currency)
    if (found := _share(listed)) is not None:
        return found
    lower = re.sub(r"[?!:;]|\.(?!\d)|(?<=\D),(?=\D)| = *$|=$", " ", lower)
    lower = " ".join(lower.split())
    if (average := _AVERAGE.search(lower)) is not None and (found := _average(average["all"])) is not None:
        return _in(found, currency)
    for pattern, wording in _COMPILED:
        lower = pattern.sub(wording, lower)
    lower = _POWER.sub(r"to the power of \1", lower)
    lower = " ".join(lower.split())
    claimed = _claimed(lower)
    if claimed is not None and claimed[1]:
        return _in(claimed[0], currency)
    lower = _PREFIX.sub("", f"{lower} ").strip()
    for candidate, around in _windows(lower):
        if _NUMBER_WORDS.search(_RESULT.sub(" ", around)):
            continue
        try:
            return _in(arithmetic.solve(candidate), currency, _ENDS_IN_MONEY.search(text.lower()) is not None)
        except NoSumError:
            continue
    by = re.search(r"(?P<a>\S+) (?:by|x) (?P<b>\S+)", lower)
    if by is not None and all(numbers.parse(by[name]) is not None for name in "ab"):
        return _in(arithmetic.solve(f"{by['a']} times {by['b']}"), currency)
    return None if claimed is None else _in(claimed[0], currency)


_CLAIM = re.compile(r"(?:so )?(?:is|are) (?P<claim>\S+(?: \S+){2,})")


def _claimed(text: str) -> tuple[Sum, bool] | None:
    """The sum before the result that ``text`` asks about, and whether that is right: "is seven times eight fifty six".

    None where there is neither. Raises UnsolvableError.
    """
    found = None
    words = match["claim"].split() if (match := _CLAIM.fullmatch(text)) is not None else []
    for cut in range(2, len(words)):
        if (result := numbers.parse(" ".join(words[cut:]))) is None:
            continue
        try:
            found = arithmetic.solve(" ".join(words[:cut]))
        except NoSumError:
            continue
        if found.number * (100 if found.percent else 1) == result:
            return found, True
    return None if found is None else (found, False)


_TO_SOLVE = re.compile(r"\b(?:solve|do|help)\b.*\b(?:maths?|mathematical|algebra|sums?|equations?|arithmetic)\b")
_QUESTION = re.compile(r"(?:how|why|what|when|who|is|are|does|do)\b")


def is_about_sums(text: str) -> bool:
    """Whether ``text`` wants something calculated, whatever it is; a question about calculating does not."""
    lower = text.lower()
    return _TO_SOLVE.search(lower) is not None or (
        _ABOUT_SUMS.search(lower) is not None and _QUESTION.match(lower) is None
    )


_DOLLARS = re.compile(r"\b(?:dollars?|euros?|bucks)\b")
_AND_CENTS = re.compile(
    r" (?P<unit>dollars?|bucks|euros?|pounds?)(?:,? and|,)? (?P<cents>\S+(?: \S+)?) (?:cents?|pence|p)\b"
)


_CENTS = re.compile(
    r"(?<![a-z])(?P<cents>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -])?[\w]+) cents?\b"
)


def _with_cents(match: re.Match[str]) -> str:
    """The decimals that the cents behind whole dollars are: " point 50 dollars"."""
    return match[0] if (cents := _two_digits(match)) is None else f" point {cents} {match['unit']}"


def _as_part(match: re.Match[str]) -> str:
    """The part of a dollar that cents are: "0.20"."""
    return match[0] if (cents := _two_digits(match)) is None else f"0.{cents}"


def _two_digits(match: re.Match[str]) -> str | None:
    """The cents in two digits; None where they are no number between 0 and 100."""
    cents = numbers.parse(match["cents"].replace("-", " "))
    return None if cents is None or not 0 < cents < 100 else f"{int(cents):02}"


def _without_money(text: str) -> tuple[str, str]:
    found = ""
    text = _QUID.sub("pounds", text)
    for sign, name in _SIGNS.items():
        if sign in text:
            text, found = text.replace(sign, " "), name
    if _DOLLARS.search(text) or found:
        text = _CENTS.sub(_as_part, _AND_CENTS.sub(_with_cents, text))
    if (money := _MONEY.search(text)) is not None:
        found = money[1] if money[1].endswith(("s", "yen")) else f"{money[1]}s"
        text = _MONEY.sub(" ", text)
    return text, found


def _in(found: Sum, currency: str, behind: bool = False) -> Sum:
    """``found`` in ``currency``; its text says so where that was said ``behind`` the last number."""
    text = f"{found.text} {currency}" if currency and behind and found.text[-1].isdigit() else found.text
    return Sum(found.number, text, found.percent, found.exact, found.currency or currency)


def _average(text: str) -> Sum | None:
    parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+", text) if part]
    values = [numbers.parse(part) for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", text)]
    if None in values or len(values) < 2:
        values = [numbers.parse(part) for part in parts]
    known = [value for value in values if value is not None]
    if len(known) != len(values) or len(known) < 2:
        return None
    said = [numbers.spoken(value)[0] for value in known]
    names = f"{', '.join(said[:-1])} and {said[-1]}"
    return Sum(sum(known, Fraction(0)) / len(known), f"the average of {names}")


def _windows(text: str) -> Iterator[tuple[str, str]]:
    """The runs of the words of ``text``, the longest first, each with the words around it."""
    words = text.split()[:_LONGEST]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            window = words[start : start + length]
            if _may_be_sum(window):
                yield " ".join(window), " ".join([*words[:start], "...", *words[start + length :]])


_NUMBER_WORDS = re.compile(
    r"\d|\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|[mb]illion|(?:one )?(?:fifth|sixth|seventh|ninth|tenth)s?)\b"
)
_RESULT = re.compile(r"\.\.\. (?:equals?|is|equal to|makes?) \S+$")
_SHARES = [
    re.compile(pattern)
    for pattern in (
        r"\bwhat (?:percent|percentage) of (?P<whole>.+?) (?:is|are|does) (?P<part>.+)",
        r"\bwhat (?:percent|percentage) (?:is|are) (?P<part>.+?) (?:out )?of (?P<whole>.+)",
        r"\bwhat (?:percent|percentage) (?P<part>.+?) (?:is|are|makes?) (?:out )?of (?P<whole>.+)",
        r"(?P<part>\S+(?: \S+){0,4}) (?:is|are) what (?:percent|percentage) of (?P<whole>.+)",
        r"(?:^(?!what)|\b(?:is|what's|express|write|calculate|get) )(?P<part>\S+(?: \S+){0,2}?)"
        r" (?:out of|over|of) (?P<whole>.+?) (?:as|in|into) (?:an? |the )?(?:percent|percentage)$",
    )
]


def _share(text: str) -> Sum | None:
    """What percentage one number is of another."""
    for pattern in _SHARES:
        if (found := pattern.search(text)) is None:
            continue
        part, whole = numbers.parse(found["part"]), numbers.parse(found["whole"])
        if part is not None and whole:
            return Sum(part / whole, f"{numbers.spoken(part)[0]} of {numbers.spoken(whole)[0]}", percent=True)
    return None


def _total(text: str) -> Sum | None:
    """The sum of a list of three numbers or more."""
    values = [numbers.parse(part) for part in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|plus)\s+", text)]
    known = [value for value in values if value is not None]
    if len(known) < 3 or len(known) != len(values):
        return None
    return Sum(sum(known, Fraction(0)), " plus ".join(numbers.spoken(value)[0] for value in known))


_ENDS = re.compile(
    r"[\d.,(%+*/x-].*|.*\d%?|.*[)%]|squared|cubed|percent|half|thirds?|quarters?|\w*(?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|teen|ty|hundred|thousand|[mb]illion|dozen|zero|th)"
)


def _may_be_sum(window: list[str]) -> bool:
    return _ENDS.fullmatch(window[-1]) is not None


_CONVERSIONS = [
    re.compile(pattern)
    for pattern in (
        r"(?:what|how much|how many) (?:does|do|would|will) (?P<amount>.+?) weigh in (?P<unit>.+)",
        r"how (?:many|much) (?P<unit>.+?) (?:would i need|will i need|do i need|do you need|are needed) (?:for|if i had"
        r"|to make|to get) (?P<amount>.+)",
        r"how (?:many|much) (?P<unit>[a-z' .]+?) (?:(?:are|is|would|do|does|can|will|could) )?(?:(?:there|be|it|you|i"
        r"|we|they|take to|fit|find|get|have) )*(?:in|into|make|makes|make up|makes up|equals?|equal to|for|go into|to"
        r"|from|out of|per|fit into|is|are|compose|comprise)(?: up)?(?: in)? (?P<amount>.+)",
        r"how (?:many|much) (?P<unit>[a-z' .]+?) (?:does|do|is|are|would|will|can) (?P<amount>.+?)(?: (?:make|have"
        r"|equal|contain|hold|be|equal to|convert to|come to|go into|equate to|weigh))?$",
        r"how (?:much|big|long|far|tall|heavy|high|hot|cold) (?:is|are|would|will) (?P<amount>.+?) (?:be )?(?:in|to|as)"
        r" (?P<unit>.+)",
        r"(?P<amount>.+?) (?:is|are|equals?|makes?) (?:equal to |equivalent to |the same as )?how many (?P<unit>.+)",
        r"conversions? (?:rate )?(?:of|from|between|for) (?P<amount>.+?) (?:to|and|into|in) (?P<unit>.+)",
        r"(?:difference|relation\w*|equivalent|equivalency) (?:between|of|for) (?P<amount>.+?) (?:and|to|in|into)"
        r" (?P<unit>.+)",
        r"convert (?P<amount>[a-z]+) and (?P<unit>[a-z]+)",
        r"(?:convert(?:ing|ed)?|change|turn|translate|transfer|switch|express|go from|get from|make|calculate)"
        r"(?: from)? (?P<amount>.+?) (?:to|into|in|as|for) (?P<unit>.+)",
        r"(?:convert(?:ing)?|change|translate|go between|switch between|between) (?P<amount>.+?) and"
        r" (?P<unit>[a-z ]+)$",
        r"(?P<unit>.+?) (?:in|per) (?P<amount>(?:an?|one|\d).*)",
        r"(?P<amount>.+?) (?:would be |is |be )?(?:into|in|to|as|converted to|converted into|equal to|equals?|is) "
        r"(?P<unit>.+)",
    )
]
_LEADING = re.compile(
    r"^(?:(?:please|hey|ok|okay|so|can|could|would|will|you|i|need|want|to|know|me|tell|give|find|show|say|help|figure"
    r"|out|the|what|what's|whats|is|are|does|if|us|let|how|do|an?|proper|way|best|correct|understand|like"
    r"|conversion|equivalent of|equivalent|amount of|amount|number of|number|value of|measurement|for|about|it|that"
    r"|exactly|approximately|look up|calculate|go|about going about|about|right|use|my|your|there|were|be|just|did|he"
    r"|of) )+"
)
_TRAILING = re.compile(
    r"(?: (?:please|for me|exactly|total|right now|thanks|is|there|are there|is that|would that be|is it|that is|be"
    r"|do i need|measurements?|conversion|units?|in total|approximately))+$"
)
_OVEN = "(?:oven|ovens|cooker|stove|dial|recipe)"
_NAMES = [
    (
        re.compile(rf"\b(?:on|for|in) (?:an?|the|my|our) (?:american|us|u\.s\.|united states) {_OVEN}$"),
        "in fahrenheit",
    ),
    (
        re.compile(
            rf"\b(?:on|for|in) (?:an?|the|my|our) (?:british|uk|english|european|continental|metric|german|french"
            rf"|australian|celsius) {_OVEN}$"
        ),
        "in celsius",
    ),
    (
        re.compile(
            r"\b(?:real|proper|normal|plain|actual|decent|good old) (?=(?:degrees )?(?:celsius|fahrenheit|centi))"
        ),
        "",
    ),
    (re.compile(r"\b(ml|g|kg|cm|mm|km|l|oz|lb|cup|ounce|pound|inch|foot|gallon|pint|liter)'s\b"), r"\1"),
    (re.compile(r"(?<=\d)(?=(?:ml|g|kg|cm|mm|km|l|oz|lbs?|ft|in|m|mi|gal|mph|kph|kmh|f|c)\b)"), " "),
    (re.compile(r"\blbs\b"), "pounds"),
    (re.compile(r"\bwhat (?:is the )?(?:amount|(?:total )?number) of (?=[a-z]+ (?:are|is|in)\b)"), "how many "),
    (re.compile(r"\btbsps?\b"), "tablespoons"),
    (re.compile(r"\btsps?\b"), "teaspoons"),
    (re.compile(r"\b(?:centigrade)\b"), "celsius"),
    (re.compile(r"\b(?:us|u\.s\.|american|full|whole|standard|united states|single) (?=[a-z])"), ""),
    (re.compile(r"\bfarenheit\b|\bfahrenheight\b|\bfarenheight\b"), "fahrenheit"),
    (re.compile(r"\b(?:a )?(?P<n>half|quarter) of an? "), r"\g<n> a "),
    (
        re.compile(r"\b(?P<n>half|third|quarter)s? (?P<u>cup|pint|gallon|mile|pound|inch|liter|ounce|teaspoon)\b"),
        r"\g<n> a \g<u>",
    ),
]


_INSIDE_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|oh|hundred|thousand|[mb]illion"
    r"|point|minus|negative)(?: and)? $"
)
"""Behind these a number does not begin: "minus ten celsius" is not ten."""

_MEASURED = re.compile(
    r"(?:(?:an?|the|my|our|this|that) )?[a-z]+(?: [a-z]+)? (?:of|that is|that's|weighing|measuring) (?=\w)"
)
"""What is so long, or so heavy: "a marathon of twenty six miles"."""


def _named(text: str) -> str:
    """``text`` in lower case without marks, its units and ovens under their names."""
    lower = " ".join(re.sub(r"[?!,:;]|\.(?!\d)", " ", lowered(text)).split())
    for pattern, wording in _NAMES:
        lower = pattern.sub(wording, lower)
    return lower


def conversions(text: str) -> Iterator[tuple[str, str]]:
    """The amounts and units that ``text`` may ask to convert, the likeliest first; the units' parser tells whether."""
    lower = _named(text)
    lower = _TRAILING.sub("", lower)
    for pattern in _CONVERSIONS:
        for start in [match.start() for match in re.finditer(r"\S+", lower)]:
            if _INSIDE_NUMBER.search(lower[:start]) or (match := pattern.match(lower, start)) is None:
                continue
            amount = _TRAILING.sub("", _LEADING.sub("", match["amount"]))
            unit = _TRAILING.sub("", _LEADING.sub("", match["unit"]))
            yield amount, unit
            if (measured := _MEASURED.match(amount)) is not None:
                yield amount[measured.end() :], unit
            if start > 60:
                break


_TOLD = [
    re.compile(pattern)
    for pattern in (
        r"(?P<amount>.+?) (?:and |so )?(?:what(?:'s| is|s)|how much(?:'s| is)) (?:that|it|this) (?:in|as) (?P<unit>.+)",
        r"(?P<amount>.+?) (?:and |so )?how many (?P<unit>.+?)(?:'s| is| are| would)? (?:that|it|this|those)(?: be)?",
        r"(?P<amount>.+?) how (?:many|much)(?: is (?:that|it))?(?: in)? (?P<unit>.+)",
        r"(?P<amount>.+?) what (?:would|does|will) (?:that|it|this) (?:be|weigh|make|come to)(?: in)? (?P<unit>.+)",
        r"(?P<amount>.+?) but (?:my|the|our|this) (?:[a-z]+ )?(?:oven|scales?|thermometer|cooker|recipe|book|dial|knob)"
        r"(?:'s| is| are| has| says| uses)?(?: only)?(?: got)?(?: in)? (?P<unit>.+)",
    )
]
_OF_THING = re.compile(r" of (?:the |my )?[a-z]+(?: [a-z]+)?$")
_TURNED = re.compile(r"(?:and |what about )?(?P<amount>\S.*?) (?:degrees )?the other way(?: round| around)?")
_LONGEST_AMOUNT = 7


def told_amounts(text: str) -> Iterator[tuple[str, str]]:
    """The amounts that ``text`` may tell before it asks for them in another unit, with that unit, the longest first."""
    lower = _named(text)
    lower = re.sub(r"(?: (?:please|for me|then|now|roughly|about))+$", "", lower)
    for match in (match for pattern in _TOLD if (match := pattern.fullmatch(lower))):
        told = re.sub(
            r"(?: (?:there|here|outside|inside|today|now|high|tall|long|wide|old|away))+$", "", match["amount"]
        )
        for amount in dict.fromkeys([told, without_thing(told)]):
            words = amount.split()
            for first in range(max(0, len(words) - _LONGEST_AMOUNT), len(words)):
                if _INSIDE_NUMBER.search(" ".join([*words[:first], ""])):
                    continue
                yield " ".join(words[first:]), match["unit"]


def without_thing(amount: str) -> str:
    """``amount`` without what there is so much of: "six ounces of butter"."""
    return _OF_THING.sub("", amount)


_OTHER_UNIT = re.compile(
    r"(?:(?:and|so|then|okay|ok) )*(?:"
    r"(?:what(?:'s| is|s| would| does)|how much(?:'s| is)) (?:that|it|this|those)(?: be| come to)? (?:in|as"
    r"|to) (?P<a>.+)"
    r"|(?:convert|turn|change|put|make|say|give me) (?:that|it|this|those) (?:to|into|in|as) (?P<b>.+)"
    r"|(?:(?:that|it) )?in(?:to)? (?P<c>.+)"
    r"|how many (?P<d>.+?)(?:'s| is| are| would)? (?:that|it|this|those)(?: be)?"
    r"|(?:and|what about|how about)(?: in)? (?P<e>.+))"
)


def other_unit(text: str) -> str | None:
    """The unit in which ``text`` wants what was told before: "what's that in pounds"; None where it wants none."""
    lower = re.sub(r"(?: (?:please|for me|then|now|instead|too|as well))+$", "", _named(text))
    match = _OTHER_UNIT.fullmatch(lower) or _OTHER_UNIT.fullmatch(f"and {lower}")
    return None if match is None else next(filter(None, match.groups()))


def turned(text: str) -> str | None:
    """The number that ``text`` wants converted "the other way"; None where it wants nothing of the kind."""
    match = _TURNED.fullmatch(lowered(text).strip(" .?!"))
    return match["amount"] if match and numbers.parse(match["amount"]) is not None else None


def two_units(unit: str) -> tuple[str, str] | None:
    """The larger and the smaller unit of "pounds and ounces"."""
    one, _, other = unit.partition(" and ")
    return (one.strip(), other.strip()) if other else None
