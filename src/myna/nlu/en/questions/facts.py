"""What a sentence asks of the tables of facts: a relation and the names of its subjects, exactly or not at all. Pure.

Its rules:

1. Every word of the sentence is accounted for: by the wording of a relation, by a name, or by what is said around a
   question. "The capital of France in 1940" has words too many, and asks nothing here.
2. Whether a name is one is for the tables to say: ``wanted`` gives every reading, the likeliest first.
3. The wordings are in ``nlu/en/facts.yaml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from myna.core.tables import read_table
from myna.nlu.en import numbers
from myna.nlu.plain_words import plain, wording


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ``relation`` ("capital", "is_neighbour") of ``subjects``, names in plain words.

    ``detail`` is what the relation needs besides: "largest" or "smallest"; of "compare", what is compared, whether it
    should be "more" or "less", and whether it is asked "which" or "whether"; the number of a subject that is one.
    """

    relation: str
    subjects: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    relations: Sequence[tuple[str, str, re.Pattern[str]]]


_WHETHER = re.compile(r"^(?:if|whether) (?P<x>.+) (?P<verb>is|are|does|do) (?P<y>.+)$")
_WHAT = re.compile(r"^(?:what|which one|which|who) (?:is|are)(?: the)? (?:name of (?:the )?)?(?P<topic>.+)$")
_IS_WHAT = re.compile(
    r"^(?:what )?(?:the )?(?P<topic>.+?)(?: (?:is|are|its)(?: (?:what|which(?: (?:one|city|country|place|ones))?"
    r"|how (?:many|much|big|high|large)|called what))?| which(?: one)? is (?:it|that))$"
)
_ASIDE = re.compile(
    r" (?:(?:its|it is|thats|and|but) )?(?:not|isnt it|wasnt it|is it|i think its|i thought it was|i thought"
    r"|i think|i bet its)"
    r" (?:the )?(?!(?:in|at|before|after|until|during|since|for|by|including|counting|about|as|near|by|than|the)\b)"
    r"[a-z]+(?: [a-z]+){0,2}?(?: (?:right|is it|isnt it|surely|obviously|though|or is it|correct))?$"
    r"| [a-z]+ (?:right|isnt it|innit)$"
)
"""What somebody thinks that the answer may be, behind the question: "not sydney right"."""
_NAME_OF = re.compile(r"^(?:the )?names? of (?:the )?(?P<topic>.+)$")
_THE = re.compile(r"^the ")

_SUPERLATIVE = (
    r"(?:tallest|highest|biggest|largest|longest|deepest|smallest|tiniest|littlest|shortest|hottest|coldest|driest"
    r"|fastest|heaviest|oldest|wettest|lowest|northernmost|southernmost|(?:most|least) (?:populous|populated)"
    r"|closest|nearest|farthest|furthest|brightest|hardest|lightest|slowest|strongest)"
)
_MOST = r"(?:the )?(?:most|largest|biggest|highest|greatest) (?:number of )?(?:people|population|inhabitants)"
_POPULOUS = r"(?P<noun>country|nation|state|continent)"
_HOW = r"(?:where|how (?:tall|high|long|deep|big|large))"
_REWORDED: tuple[tuple[str, str], ...] = (
    (
        rf"(?:what|which)(?: is the)? (?P<noun>[a-z]+(?: [a-z]+)?) (?:is|are|has|that is)"
        rf" the (?P<adj>{_SUPERLATIVE})(?P<rest> .*)?",
        r"\g<adj> \g<noun>\g<rest>",
    ),
    (
        rf"(?P<where>(?:[a-z]+ ){{1,4}})'s (?P<adj>{_SUPERLATIVE}) (?P<noun>[a-z]+(?: [a-z]+)?)",
        r"\g<adj> \g<noun> in \g<where>",
    ),
    (rf"{_HOW} is the (?P<adj>{_SUPERLATIVE}) (?P<noun>.+?)(?: located)?", r"\g<adj> \g<noun>"),
    (
        rf"(?:what|which)(?: is the)? {_POPULOUS}(?: in the world| that)? (?:has|with) {_MOST}(?P<rest> .*)?",
        r"most populous \g<noun>\g<rest>",
    ),
    (r"(?P<wh>(?:what|which) [a-z]+) this (?P<rest>.+)", r"\g<wh> is \g<rest>"),
    (r"(?P<wh>what|which) countries (?P<x>[a-z ]+?) the capital(?: of)?", r"\g<wh> country is \g<x> the capital of"),
    (rf"{_POPULOUS} (?:that has|with) {_MOST}(?P<rest> .*)?", r"most populous \g<noun>\g<rest>"),
)
"""Other wordings of "the tallest mountain in Japan" and "the most populous country", each with how it is put then; and
how a recogniser writes "which country is"."""

_ATTRIBUTE = (
    r"(?:capital(?: city)?|population|area|size|currency|(?:official )?languages?|continent|location|neighbou?rs)"
)
_BOTH = re.compile(
    rf"(?P<a>{_ATTRIBUTE}) (?:of|in) (?P<x>.+?) and (?:(?:also )?(?:its|the|their) )?(?P<b>{_ATTRIBUTE})(?: of it)?"
    rf"|(?P<c>{_ATTRIBUTE}) and (?:the |its )?(?P<d>{_ATTRIBUTE}) of (?P<y>.+?)"
)
_IDENTITY = re.compile(rf"(?:is|are) (?P<name>.+?) (?:the )?(?P<about>{_SUPERLATIVE} .+)")
_IDENTITY_TURNED = re.compile(rf"(?:is|are) (?:the )?(?P<both>{_SUPERLATIVE} .+)")

_NUMBERED = frozenset(["element", "planet_place", "president"])
"""Relations whose subject may be a number, which their detail is then."""


def load() -> None:
    """Read the wordings, which takes a moment; else that is done for the first sentence."""
    _patterns()
    _reworded()


def topics(text: str) -> list[str]:
    """What ``text`` may be about, without what is said around a question, the whole question first."""
    whole, patterns = f"{plain(text)} ", _patterns()
    while (match := patterns.tail.search(whole)) is not None and match.start():
        whole = whole[: match.start()]
    while (match := patterns.lead.match(whole)) is not None and match.end() < len(whole):
        whole = whole[match.end() :]
    whole = _THE.sub("", whole.strip())
    found = [whole]
    if (aside := _ASIDE.search(whole)) is not None and aside.start():
        found.append(whole[: aside.start()])
    for pattern in (_WHAT, _NAME_OF, _IS_WHAT):
        found += [_THE.sub("", match["topic"]) for one in list(found) if (match := pattern.match(one)) is not None]
    if (match := _WHETHER.match(whole)) is not None:
        found.append(f"{match['verb']} {match['x']} {match['y']}")
    for one in list(found):
        for pattern, reworded in _reworded():
            if (match := pattern.fullmatch(one)) is not None:
                found.append(" ".join(match.expand(reworded).split()))
    return list(dict.fromkeys(found))


def wanted(found: Sequence[str]) -> Iterator[Wanted]:
    """What ``topics`` has ``found`` may ask, the likeliest first."""
    for topic in found:
        for relation, detail, pattern in _patterns().relations:
            if (match := pattern.fullmatch(f"{topic} ")) is not None:
                yield _read(relation, detail, match)


_UNIT_WANTED = re.compile(
    r"(?:and |what's that |what is that |so )*"
    r"in (?:miles|kilomet(?:er|re)s|feet|met(?:er|re)s|square (?:miles|kilomet(?:er|re)s))(?: then| please)?"
)
_ASKS_ON = re.compile(
    r"(?:and |so |okay |oh )*(?:(?:how|what|what's|which|where|where's|who|who's|when|is|are|does|do)\b"
    r"|the (?:population|capital|currency|language))"
)
_ITS = re.compile(
    r"(?:(?:and|so|okay|oh) )*(?P<before>(?:what(?:'s| is| are| was)|who(?:'s| is)|tell me|how (?:big|large"
    r"|high) (?:is|are)) )?"
    r"(?:its|their|that (?:city|country|place)'s) (?P<what>[a-z ]+)"
)
_POINTING = re.compile(r"\b(?:it|that one|that place|that country|that city|that|this|they)\b")


def is_unit_wanted(text: str) -> bool:
    """Whether ``text`` only wants the answer in another unit: "in miles"."""
    return _UNIT_WANTED.fullmatch(text.lower().strip(" ?.!")) is not None


def pointing_to(text: str, name: str) -> str | None:
    """``text`` with ``name`` in the place of the word that points to it: "how many people live there".

    None where it has no such word, and does not ask for what belongs to it ("what's the population").
    """
    lower = text.lower().strip(" ?.!")
    if (its := _ITS.fullmatch(lower)) is not None:
        return f"{its['before'] or 'what is '}the {its['what']} of {name}"
    begin = _ASKS_ON.match(lower)
    if begin is None:
        return None
    lower = re.sub(r"^(?:(?:and|so|okay|oh) )+", "", lower)
    if re.search(r"\bthere\b", lower):
        return re.sub(r"\bthere\b", f"in {name}", lower, count=1)
    if _POINTING.search(lower):
        return _POINTING.sub(name, lower, count=1)
    return f"{lower} of {name}" if re.search(r"\bthe (?:population|capital|currency|language)$", lower) else None


_INSTEAD = re.compile(
    r"(?:(?:and|what about|how about|and what about|okay|ok|now|or|so|then) )*(?:(?:of|for|in) )?(?:the )?"
    r"(?P<name>[a-z][a-z .'-]*?)(?:'s)?(?: (?:then|please|too|now))*"
)


def instead(text: str, question: str, name: str) -> str | None:
    """``question`` with all of ``text`` in the place of the ``name`` in it: "and spain's"; None where it has none."""
    match = _INSTEAD.fullmatch(text.lower().strip(" ?.!"))
    if match is None:
        return None
    changed, count = re.subn(rf"\b{re.escape(name)}\b", match["name"], question.lower(), count=1)
    return changed if count and match["name"] != name else None


def both(found: Sequence[str]) -> tuple[str, str] | None:
    """The two questions that one asks: "the capital of Peru and its population"."""
    for topic in found:
        if (match := _BOTH.fullmatch(topic)) is not None:
            subject = match["x"] or match["y"]
            return f"{match['a'] or match['c']} of {subject}", f"{match['b'] or match['d']} of {subject}"
    return None


def identities(topic: str) -> Iterator[tuple[str, str]]:
    """The readings of "is the largest ocean the pacific": the name, and what it is said to be."""
    if (match := _IDENTITY.fullmatch(topic)) is not None:
        yield _THE.sub("", match["name"]), match["about"]
    if (match := _IDENTITY_TURNED.fullmatch(topic)) is not None:
        words = match["both"].split()
        for count in range(2, len(words)):
            yield _THE.sub("", " ".join(words[count:])), " ".join(words[:count])


@cache
def _patterns() -> _Patterns:
    table = read_table(files("myna.nlu.en").joinpath("facts.yaml"))
    rules: Mapping[str, str] = table["rules"]

    def compiled(text: str, form: str = "{}") -> re.Pattern[str]:
        return re.compile(form.format(wording(text, rules)))

    relations = []
    for one in table["relations"]:
        noun = one.get("of")
        of = () if noun is None else (f"({noun}) (of|for|in|on) {{x}}", f"{{x}} 's ({noun})", f"{{x}} ({noun})")
        for asked in (*of, *one.get("asked", ())):
            relations.append((one["relation"], one.get("detail", ""), compiled(asked)))
    return _Patterns(compiled(table["lead"]), compiled(table["tail"], "(?<= )(?:{})$"), relations)


@cache
def _reworded() -> Sequence[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), reworded) for pattern, reworded in _REWORDED]


def _read(relation: str, detail: str, match: re.Match[str]) -> Wanted:
    groups = match.groupdict()
    subjects = tuple(_THE.sub("", one.strip()) for name in "xy" if (one := groups.get(name)))
    if relation == "compare":
        return Wanted(relation, subjects, f"{detail} {'which' if ' or ' in match.string else 'whether'}")
    if relation in _NUMBERED:
        return Wanted(relation, subjects, _number(subjects[0]))
    return Wanted(relation, subjects[::-1]) if detail == "turned" else Wanted(relation, subjects, detail)


def _number(text: str) -> str:
    """The number or ordinal that ``text`` is, in digits: "seventy nine", "forty fifth", "45th"; "" where it is none."""
    if (match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", text)) is not None:
        return match[1]
    *tens, last = numbers.words_of(text)
    if (found := numbers.ordinal([last])) is not None and len(tens) < 2:
        before = numbers.number(tens) if tens else 0
        return "" if before is None or (tens and before % 10) else str(int(before + found[0]))
    value = numbers.number([*tens, last])
    return "" if value is None else str(value)
