"""What a sentence asks of the tables of facts: a relation and the names of its subjects, exactly or not at all. Pure.

Its rules:

1. Every word of the sentence is accounted for: by the wording of a relation, by a name, or by what is said around a
   question. "The capital of France in 1940" has words too many, and asks nothing here.
2. Whether a name is one is for the tables to say: ``wanted`` gives every reading, the likeliest first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from myna.nlu.plain_words import plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ``relation`` ("capital", "borders") of ``subjects``, names in plain words.

    ``detail`` is what the relation needs besides: "area" or "population", "largest" or "smallest".
    """

    relation: str
    subjects: tuple[str, ...] = ()
    detail: str = ""


_LEAD = re.compile(
    r"(?:please|hey|hi|hello|so|ok|okay|and|um|uh|now|well|just|quick question|myna|computer|actually|also|then"
    r"|(?:can|could|would|will) (?:you|someone|anyone|u)(?: please| kindly)?(?: help me(?: to)?(?: find)?)?"
    r"|(?:please )?(?:tell|let) me(?: know)?(?: about)?|(?:do|would) you (?:happen to )?know|find(?: out| me)?(?: for me)?"
    r"|(?:i|we)(?: would)? (?:want|need|like|wish|have|d like)(?: you)? to (?:know|find out|ask(?: you)?|learn)"
    r"|id (?:like|love) to (?:know|find out)|(?:i )?(?:am |was )?wonder(?:ing|ed)?|im (?:wondering|curious)|i wonder"
    r"|give(?: me)?|show(?: me)?|name|get(?: me)?|look up|search(?: for)?|say|list|any idea|got any idea|i forgot"
    r"|remind me|tell us|help me find(?: out)?|if you (?:know|can)|question|i have a question)(?: |$)"
)
_TAIL = re.compile(
    r" (?:please|thanks|thank you|for me|right now|now|currently|at the moment|today|these days|exactly|nowadays|myna"
    r"|do you know|can you tell me|could you tell me|approximately|roughly|in total|altogether|again|anyway|though)$"
)
_WHETHER = re.compile(r"^(?:if|whether) (?P<x>.+) (?P<verb>is|are|does|do) (?P<y>.+)$")
_WHAT = re.compile(r"^(?:what|which|who) (?:is|are)(?: the)? (?:name of (?:the )?)?(?P<topic>.+)$")
_IS_WHAT = re.compile(r"^(?:what )?(?:the )?(?P<topic>.+) is(?: what)?$")
_NAME_OF = re.compile(r"^(?:the )?names? of (?:the )?(?P<topic>.+)$")
_THE = re.compile(r"^the ")

_SUPERLATIVE = (
    r"(?:tallest|highest|biggest|largest|longest|deepest|smallest|tiniest|littlest|shortest|hottest|coldest|driest"
    r"|fastest|heaviest|oldest|wettest|lowest|northernmost|southernmost|most populous|most populated|least populous"
    r"|least populated|most densely populated|closest|nearest|farthest|furthest|brightest|hardest|lightest|slowest"
    r"|loudest|strongest|busiest)"
)
_MOST = r"(?:the )?(?:most|largest number of|biggest|largest|highest|greatest) (?:people|population|inhabitants|number of people)"
_REWORDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"^(?:what|which)(?: is the)? (?P<noun>[a-z]+(?: [a-z]+)?) (?:is|are|has|that is) the (?P<adj>{_SUPERLATIVE})(?P<rest> .*)?$"
        ),
        r"\g<adj> \g<noun>\g<rest>",
    ),
    (
        re.compile(rf"^(?P<where>(?:[a-z]+ ){{1,4}})'s (?P<adj>{_SUPERLATIVE}) (?P<noun>[a-z]+(?: [a-z]+)?)$"),
        r"\g<adj> \g<noun> in \g<where>",
    ),
    (
        re.compile(rf"^(?:where|how tall|how high|how long|how deep|how big|how large) is the (?P<adj>{_SUPERLATIVE}) (?P<noun>.+?)(?: located)?$"),
        r"\g<adj> \g<noun>",
    ),
    (
        re.compile(rf"^(?:what|which)(?: is the)? (?P<noun>country|nation|state|continent)(?: in the world| that)? (?:has|with) {_MOST}(?P<rest> .*)?$"),
        r"most populous \g<noun>\g<rest>",
    ),
    (
        re.compile(rf"^(?P<noun>country|nation|state|continent) (?:that has|with) {_MOST}(?P<rest> .*)?$"),
        r"most populous \g<noun>\g<rest>",
    ),
    (re.compile(r"^(?P<a>.*?)(?: that)? (?:there )?(?:exists?|is there|are there)(?P<b> (?:in|on|of) .*)?$"), r"\g<a>\g<b>"),
)


def topics(text: str) -> list[str]:
    """What ``text`` may be about, without what is said around a question, the whole question first."""
    whole = plain(text)
    while (shorter := _TAIL.sub("", whole)) != whole:
        whole = shorter
    while (match := _LEAD.match(whole)) is not None and match.end() < len(whole):
        whole = whole[match.end() :]
    whole = _THE.sub("", whole)
    found = [whole]
    for pattern in (_WHAT, _NAME_OF, _IS_WHAT):
        found += [_THE.sub("", match["topic"]) for one in list(found) if (match := pattern.match(one)) is not None]
    if (match := _WHETHER.match(whole)) is not None:
        found.append(f"{match['verb']} {match['x']} {match['y']}")
    for one in list(found):
        for pattern, wording in _REWORDED:
            if (match := pattern.match(one)) is not None:
                found.append(" ".join(match.expand(wording).split()))
    return list(dict.fromkeys(found))


def _of(noun: str, subject: str = "x") -> tuple[str, ...]:
    """The wordings of "the noun of X"."""
    x = f"(?P<{subject}>.+?)"
    return (rf"(?:{noun}) (?:of|for|in|on) {x}", rf"{x} 's (?:{noun})", rf"{x} (?:{noun})")


_WH = r"(?:what|which)"
_THEY = r"(?:do|does|are|is)?(?: they| people| you| we| the people| most people| everyone| inhabitants| the locals| citizens| residents)?"
_PEOPLE = r"(?:people|persons|inhabitants|residents|citizens)"
_LAND = r"(?:country|nation|state|place|countries|nations|states|land)"
_X, _Y = "(?P<x>.+?)", "(?P<y>.+?)"
_BIG = "big|bigger|large|larger|huge"
_BIGGER = "(?P<more>bigger|larger|greater)|(?P<less>smaller)"
_BORDER = r"(?:borders?|neighbou?rs?|touch(?:es)?|adjoins?|surrounds?)"
_NEXT_TO = r"(?:next to|adjacent to|beside|bordering|neighbou?ring|a neighbou?r of|connected to|touching)"
_DISTANCE = r"(?:how far(?: away| off)?(?: is| are)|distance (?:to|of|from))"

_RELATIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "capital",
        "",
        (
            *_of(r"(?:state |national )?capital(?: city| town)?"),
            rf"capital(?: city)? (?:of|for|in) {_X} (?:is what|is called|called)",
            rf"{_WH} (?:city|town|place) is (?:the )?capital(?: city)? of {_X}",
            rf"{_WH} (?:city|town) is {_X} 's capital",
            rf"{_X} 's capital(?: city)? (?:is )?called",
            rf"{_WH} is (?:the )?capital(?: city)? (?:of|for|in) {_X} called",
        ),
    ),
    (
        "capital_of",
        "",
        (
            rf"{_WH} {_LAND} is {_X} (?:the )?capital(?: city)?(?: of| in)?",
            rf"(?:of |in )?{_WH} {_LAND} is {_X} (?:the )?capital(?: city)?(?: of| in)?",
            rf"(?:what|where) is {_X} (?:the )?capital(?: city)?(?: of)?",
            rf"{_X} is (?:the )?capital(?: city)? of (?:what|which)(?: {_LAND})?",
            rf"{_WH} {_LAND} (?:has|have|with) (?:the )?(?:capital(?: city)?(?: of| called)? )?{_X}(?: as (?:its|their|the|a) capital(?: city)?)?",
            rf"{_LAND} (?:with|that has) (?:the )?capital(?: city)?(?: of)? {_X}",
            rf"{_LAND} (?:whose|which) capital(?: city)? is {_X}",
            rf"{_WH} {_LAND} (?:'s|whose) capital(?: city)? is {_X}",
            rf"whose capital(?: city)? is {_X}",
        ),
    ),
    ("is_capital", "", (rf"is {_X} (?:the )?capital(?: city)? of {_Y}", rf"is {_X} {_Y} 's capital(?: city)?")),
    ("is_capital", "turned", (rf"is (?:the )?capital(?: city)? of {_X} (?:called )?{_Y}", rf"is {_X} 's capital {_Y}")),
    (
        "population",
        "",
        (
            *_of(r"(?:total |current |human )?population(?: size| count| number)?|number of (?:people|inhabitants|residents)"),
            rf"how many {_PEOPLE} (?:live|living|are living|reside|are|are there|is there|there are|there)?(?: there)? ?(?:in|on) {_X}",
            rf"how many {_PEOPLE} (?:does|do|has|have) {_X}(?: have| has| got)?",
            rf"how many {_PEOPLE} {_X} (?:has|have)",
            rf"how many (?:live|are) in {_X}",
            rf"how (?:populous|populated) is {_X}",
            rf"how (?:big|large|high|great|much) is (?:the )?population (?:of|in) {_X}",
            rf"how (?:big|large|high|great) is {_X} 's population",
            rf"{_X} has how many {_PEOPLE}",
        ),
    ),
    (
        "area",
        "",
        (
            *_of(r"(?:total |land |surface |geographical )?(?:area|size)"),
            rf"how (?:{_BIG}) (?:is|are) {_X}(?: in (?:area|size|square (?:miles|kilomet(?:er|re)s)))?",
            rf"how many square (?:miles|kilomet(?:er|re)s) (?:is|are|does|has) {_X}(?: have| cover| in size)?",
        ),
    ),
    (
        "neighbours",
        "",
        (
            *_of(r"(?:land )?neighbou?rs|neighbou?ring (?:countries|states)|bordering (?:countries|states)|borders"),
            rf"{_WH} {_LAND} (?:all )?(?:do |does |are |is )?(?:that )?(?:share (?:a |its |the )?borders? with|{_BORDER}|{_NEXT_TO}|around|on the borders? of|near) {_X}",
            rf"{_LAND} (?:that )?(?:are )?(?:{_BORDER}|{_NEXT_TO}|around|sharing a border with) {_X}",
            rf"(?:what|who) (?:{_BORDER}) {_X}",
            rf"(?:what|who|which {_LAND}|what {_LAND}) (?:does|do) {_X} (?:border|neighbou?r|touch|share (?:a |its )?borders? with)(?: on)?",
            rf"{_WH} {_LAND} is {_X} (?:next to|bordered by|surrounded by|bordering)",
            rf"{_LAND} {_X} (?:borders|is bordered by|shares a border with)",
            rf"who are {_X} 's neighbou?rs",
        ),
    ),
    ("neighbours", "count", (rf"how many (?:countries|states|nations) (?:{_BORDER}|share a border with|are next to|surround) {_X}", rf"how many neighbou?rs does {_X} have", rf"how many (?:countries|states|nations) does {_X} border")),
    (
        "is_neighbour",
        "",
        (
            rf"(?:does|do) {_X} (?:border|neighbou?r|touch|share (?:a )?borders? with)(?: on| with)? {_Y}",
            rf"(?:does|do) {_X} (?:and|have a border with|and) {_Y} (?:share a border|border each other|have a common border|touch)",
            rf"(?:does|do) {_X} have a (?:common )?border with {_Y}",
            rf"(?:is|are) {_X} {_NEXT_TO} {_Y}",
            rf"(?:is|are) {_X} (?:and|a neighbou?r of) {_Y} neighbou?rs",
        ),
    ),
    (
        "languages",
        "",
        (
            *_of(r"(?:(?:official|main|national|primary|native|spoken|common|most spoken|most common) )*languages?(?: spoken)?"),
            rf"languages? (?:that is |that are )?spoken (?:in|by people in) {_X}",
            rf"{_WH}(?: kind of| type of| is the| are the)? (?:(?:official|main|national|primary|native) )*languages? {_THEY} ?(?:speak|spoken|speaks|used?|talk)(?: mostly| mainly)? in {_X}",
            rf"{_WH} (?:(?:official|main|national) )*languages? (?:do|does) (?:the )?(?:people|residents|inhabitants|locals|everyone|citizens) (?:in|of|from) {_X} (?:speak|use)",
            rf"{_WH} (?:(?:official|main|national) )*languages? (?:does|do) {_X} (?:speak|have|use)",
            rf"what (?:do|does) (?:they|people|you) speak in {_X}",
            rf"languages? (?:do )?(?:they|people) speak in {_X}",
        ),
    ),
    ("speaks", "", (rf"(?:do|does) (?:they|people|you|everyone|anybody|anyone) speak {_X} in {_Y}", rf"is {_X} (?:spoken|an official language|the official language|the language|a language)(?: spoken)? (?:in|of) {_Y}")),
    (
        "continent",
        "",
        (
            *_of("continent"),
            rf"(?:on |in )?{_WH} continent (?:is|are|does|do) {_X} ?(?:in|on|part of|a part of|located in|located on|located|belong to|belong|lie in|lie on|found in|found on|situated in|situated on)?",
            rf"{_WH} continent (?:has|contains|holds) {_X}",
            rf"{_X} is (?:in|on|part of) {_WH} continent",
        ),
    ),
    ("is_in", "", (rf"(?:is|are) {_X} (?:located |situated )?(?:in|on|part of|a part of) {_Y}", rf"(?:is|are) {_X} (?:a|one of the) (?:country|countries|state|city|island) (?:in|on) {_Y}")),
    (
        "where",
        "",
        (
            rf"where (?:in the world )?(?:is|are) {_X}(?: located| situated| at| found| on (?:the|a) (?:map|globe))?",
            rf"where {_X} (?:is|are)(?: located| situated)?",
            rf"(?:(?:geographic|geographical|exact) )?location of {_X}",
            rf"(?:in )?{_WH} {_LAND} (?:is|are) {_X}(?: located| situated)?(?: in)?",
            rf"where (?:can|do|would|could|will) (?:i|you|we) find {_X} on (?:the|a) (?:map|globe)",
        ),
    ),
    (
        "peak",
        "",
        (
            rf"(?:highest|tallest) (?:point|mountain|peak|elevation|mountain peak)(?: located)? (?:in|of|on) {_X}",
            rf"biggest mountain (?:in|of|on) {_X}",
            rf"{_X} 's (?:highest|tallest) (?:point|mountain|peak|elevation)",
            rf"mountain (?:in|of) {_X} that is (?:the )?(?:highest|tallest)",
        ),
    ),
    (
        "height",
        "",
        (
            *_of(r"height|elevation|altitude"),
            rf"how (?:tall|high) is {_X}(?: in (?:feet|met(?:er|re)s|miles))?",
            rf"(?:about )?(?:the )?height of {_X}",
            rf"how (?:tall|high) {_X} is",
        ),
    ),
    (
        "length",
        "",
        (*_of("length"), rf"how (?:long|wide) is {_X}(?: in (?:miles|kilomet(?:er|re)s))?", rf"how long {_X} is"),
    ),
    ("depth", "", (*_of("(?:maximum |greatest )?depth"), rf"how deep is {_X}(?: at (?:its|the) deepest(?: point)?)?", rf"how deep is (?:the )?deepest (?:point|part|place) (?:of|in) {_X}", rf"deepest (?:point|part|place) (?:of|in) {_X}")),
    (
        "president",
        "",
        (
            r"who (?:was|is|were) (?:the )?(?P<x>[a-z0-9]+(?: [a-z]+)?) (?:us |u s |american |united states )?president(?: of (?:the )?(?:us|usa|united states|united states of america|america))?",
            r"who (?:the )?(?P<x>[a-z0-9]+(?: [a-z]+)?) (?:us |american )?president (?:was|is)(?: of (?:the )?(?:us|usa|united states|america))?",
            r"(?P<x>[a-z0-9]+(?: [a-z]+)?) (?:us |american |united states )?president(?: of (?:the )?(?:us|usa|united states|united states of america|america))?",
            r"who was president number (?P<x>.+?)",
        ),
    ),
    ("largest_city", "", (rf"(?:biggest|largest|most populous) city (?:in|of) {_X}", rf"{_X} 's (?:biggest|largest|most populous) city")),
    ("extreme", "largest", (rf"(?:biggest|largest) (?P<x>country|nation|state|province)(?: by area)? (?:in|of|on) {_Y}", r"(?:biggest|largest) (?P<x>country|nation|state)(?: by area)?")),
    ("extreme", "smallest", (rf"(?:smallest|tiniest|littlest) (?P<x>country|nation|state|province)(?: by area)? (?:in|of|on) {_Y}", r"(?:smallest|tiniest|littlest) (?P<x>country|nation|state)(?: by area)?")),
    (
        "extreme",
        "most",
        (
            rf"(?:most populous|most populated|biggest|largest) (?P<x>country|nation|state|province)(?: by population) (?:in|of|on) {_Y}",
            rf"(?:most populous|most populated) (?P<x>country|nation|state|province) (?:in|of|on) {_Y}",
            r"(?:most populous|most populated) (?P<x>country|nation|state)",
            r"(?:biggest|largest) (?P<x>country|nation|state) by population",
        ),
    ),
    (
        "extreme",
        "fewest",
        (
            rf"(?:least populous|least populated) (?P<x>country|nation|state|province) (?:in|of|on) {_Y}",
            r"(?:least populous|least populated) (?P<x>country|nation|state)",
            r"smallest (?P<x>country|nation|state) by population",
        ),
    ),
    ("members", "", (r"how many (?P<x>countries|nations|states|provinces) (?:are|are there|there are|exist|does|do|has)?(?: there)? ?(?:in|on) (?P<y>.+?)", r"how many (?P<x>countries|nations|states|provinces) (?:does|do) (?P<y>.+?) have", r"number of (?P<x>countries|nations|states|provinces) (?:in|on) (?P<y>.+?)")),
    (
        "compare",
        "area",
        (
            rf"(?:is|are) {_X} (?:{_BIGGER})(?: in (?:area|size))? than {_Y}(?: in (?:area|size)| by area)?",
            rf"(?:which|what|which one|what country|which country|what state|which state|which planet|what planet) is (?:{_BIGGER}|(?P<most>the biggest|the largest))(?: in (?:area|size)| by area)? {_X} or {_Y}",
            rf"(?:is|are) {_X} or {_Y} (?:{_BIGGER})",
        ),
    ),
    (
        "compare",
        "population",
        (
            rf"(?:do|does) (?P<more>{_X} have (?:more {_PEOPLE}|a (?:bigger|larger|higher|greater) population) than {_Y})",
            rf"(?:do|does) (?P<less>{_X} have (?:fewer {_PEOPLE}|less {_PEOPLE}|a (?:smaller|lower) population) than {_Y})",
            rf"(?:is|are) {_X} (?P<more>more populous|more populated) than {_Y}",
            rf"(?:is|are) {_X} (?P<less>less populous|less populated) than {_Y}",
            rf"(?:is|are) (?:the )?population of {_X} (?:{_BIGGER}|(?P<higher>higher)) than (?:(?:the population|that) of )?{_Y}",
            rf"(?:which|what|who|which country|what country|which state|what state|which city|what city) has (?P<more>(?:the )?(?:more|most) {_PEOPLE}|(?:a|the) (?:bigger|larger|higher|greater|biggest|largest|highest) population) {_X} or {_Y}",
            rf"(?:which|what|who|which country|what country|which state|what state) has (?P<less>(?:fewer|less|the fewest) {_PEOPLE}|(?:a|the) (?:smaller|lower|smallest) population) {_X} or {_Y}",
            rf"(?:which|what|which country|what country|which city|what city) is (?P<more>more populous|more populated) {_X} or {_Y}",
        ),
    ),
    (
        "currency",
        "",
        (
            *_of(r"(?:(?:official|national|local) )*(?:currency|currencies|money)(?: used| name)?"),
            rf"{_WH} (?:kind of |type of |sort of |form of |is the )?(?:(?:official|national|local) )*(?:currency|currencies|money) (?:is |are )?{_THEY} ?(?:used?|uses|have|spend|pay with|accepted)(?: to pay)? in {_X}",
            rf"{_WH} (?:kind of |type of |sort of |form of |official |national |local )*(?:currency|money) (?:does|do) (?:people (?:in|of) )?{_X} (?:use|have|accept)",
            rf"{_WH} (?:currency|money) (?:is )?{_X} (?:use|uses)",
            rf"what (?:do|does) (?:they|people|you) (?:pay with|use (?:for|as) (?:money|currency)) in {_X}",
            rf"(?:currency|money) (?:that )?(?:is )?(?:used|they use) in {_X}",
        ),
    ),
    (
        "currency_of",
        "",
        (
            rf"(?:in )?{_WH} {_LAND} (?:uses?|has|have|is|are|does|do)(?: using| use)? {_X}(?: used(?: in)?| the currency(?: of)?| the (?:official|national) currency(?: of)?| as (?:its|their|a|the) (?:official |national )?(?:currency|money)| currency| come from| belong to| from)?",
            rf"{_LAND} (?:that|which) uses? {_X}(?: as (?:its|their) currency)?",
            rf"where (?:is|are|do they use|do people use) {_X} (?:used|the currency|accepted)(?: as (?:money|currency|a currency))?",
            rf"where do (?:they|people) use {_X}",
            rf"who uses {_X}",
            rf"{_X} is (?:the )?(?:currency|money) of (?:what|which)(?: {_LAND})?",
            rf"whose currency is {_X}",
            rf"{_WH} {_LAND} 's currency is {_X}",
            rf"(?:in )?{_WH} {_LAND} can (?:i|you|we) (?:pay with|use) {_X}",
        ),
    ),
    ("uses_currency", "", (rf"(?:does|do) {_X} use {_Y}(?: as (?:its|their) currency)?", rf"is {_Y} the (?:official )?currency (?:of|in) {_X}", rf"(?:do|does|can) (?:they|people|you|i|we) (?:use|pay with) {_Y} in {_X}")),
    (
        "symbol",
        "",
        (
            *_of(r"(?:chemical |atomic |element |elemental |periodic table |chemistry )?(?:symbol|abbreviation|sign)"),
            rf"(?:chemical |atomic |element )?(?:symbol|abbreviation) (?:for|of) {_X} (?:on|in) (?:the )?periodic table",
            rf"how is {_X} abbreviated (?:on|in) (?:the )?periodic table",
        ),
    ),
    (
        "atomic_number",
        "",
        (
            *_of(r"atomic number|proton number|number of protons|element number"),
            rf"how many protons (?:does|do|are|has)(?: there)?(?: in)? {_X}(?: have| has)?",
            rf"{_X} (?:atom )?has how many protons",
            rf"(?:what|which) number (?:element )?is {_X} (?:on|in) (?:the )?periodic table",
        ),
    ),
    ("atomic_mass", "", _of(r"atomic mass|atomic weight|molar mass|relative atomic mass")),
    (
        "element",
        "",
        (
            rf"{_WH} (?:chemical )?element (?:is|has|does|with)(?: the)?(?: (?:chemical |atomic )?(?:symbol|number|abbreviation))?(?: of)? (?:number |called )?(?P<x>[a-z]{{1,2}}|\d{{1,3}}|[a-z ]+?)(?: stand for| represent)?(?: (?:on|in) (?:the )?periodic table)?",
            r"element (?:with (?:the )?)?(?:(?:symbol|atomic number|number) )?(?:of )?(?P<x>[a-z]{1,2}|\d{1,3}|[a-z]+(?: [a-z]+)?)(?: (?:on|in) (?:the )?periodic table)?",
            r"(?:chemical |atomic |element )?symbol (?P<x>[a-z]{1,2})(?: (?:on|in) (?:the )?periodic table)?",
            r"what (?:does|do) (?:the )?(?:chemical |atomic |element )?(?:symbol )?(?P<x>[a-z]{1,2}) (?:stand for|mean|represent) (?:on|in) (?:the )?(?:periodic table|chemistry)",
            r"what (?:does|do) (?:the )?(?:chemical |atomic |element )symbol (?P<x>[a-z]{1,2}) (?:stand for|mean|represent)",
            r"(?P<x>[a-z]{1,2}) (?:on|in) (?:the )?periodic table",
            r"what has (?:the )?atomic number (?P<x>.+?)",
            r"atomic number (?P<x>\d{1,3}|[a-z]+(?: [a-z]+)?)",
            r"(?:chemical )?element (?:does )?(?P<x>[a-z]{1,2}) (?:stands? for|represents?)",
        ),
    ),
    ("distance_sun", "", (rf"{_DISTANCE} {_X} (?:from|to) (?:the )?sun", rf"distance (?:between|from|of) (?:the )?sun (?:to|and|from) {_X}", rf"distance (?:between|from|of) {_X} (?:to|and|from) (?:the )?sun", rf"{_X} 's distance (?:from|to) (?:the )?sun")),
    (
        "distance",
        "",
        (
            rf"{_DISTANCE} {_X}(?: (?:from|to) (?:the )?(?:earth|us|here|our planet))?(?: in (?:miles|kilomet(?:er|re)s))?",
            rf"distance (?:between|from|of) (?:the )?earth (?:to|and|from) {_X}",
            rf"distance (?:between|from|of) {_X} (?:to|and|from) (?:the )?earth",
            rf"how many (?:miles|kilomet(?:er|re)s|light years) (?:away )?(?:is|to|is it to) {_X}(?: from (?:the )?earth| away)?",
            rf"how far(?: away)? {_X} is(?: from (?:the )?earth)?",
            rf"how far is it to {_X}",
            rf"how far is (?:the )?earth from {_X}",
        ),
    ),
    ("moons", "", (rf"how many moons (?:does|do|are|has|orbit|circle|go around)?(?: there)?(?: around| in orbit around)? ?{_X}(?: have| has| got)?", *_of("number of moons|moon count"), rf"does {_X} have (?:a moon|any moons|moons)", rf"{_X} has how many moons", rf"how many moons {_X} has")),
    ("diameter", "", (*_of("diameter"), rf"how (?:{_BIG}|wide) is {_X}(?: in diameter)?", rf"(?:what is )?diameter of {_X}")),
    ("day", "", (rf"how long (?:is|does|are|lasts?) (?:a |one |the )?days? (?:on|last on|take on|of) {_X}", rf"how long is (?:a |an )?{_X} day", *_of("length of (?:a |the )?day|day length|rotation period"), rf"length of (?:a |the )?day on {_X}", rf"how long does {_X} take to (?:rotate|spin|turn)(?: once)?")),
    ("year", "", (rf"how long (?:is|does|lasts?) (?:a |one |the )?year (?:on|last on|take on|of) {_X}", rf"how long is (?:a |an )?{_X} year", rf"length of (?:a |the )?year on {_X}", rf"how long does (?:it take )?{_X} (?:take )?to (?:orbit|go around|circle|revolve around|travel around)(?: the)? sun", *_of("orbital period"))),
    ("temperature", "", (rf"how (?:hot|cold|warm) is (?:it on )?{_X}", rf"(?:average |mean |surface )*temperature (?:on|of) {_X}")),
    ("planet_gravity", "", (rf"(?:surface )?gravity (?:on|of) {_X}", rf"how strong is (?:the )?gravity on {_X}")),
    (
        "planet_place",
        "",
        (
            r"(?P<x>first|second|third|fourth|fifth|sixth|seventh|eighth) planet(?: (?:from|to) (?:the )?sun)?(?: in (?:the|our) solar system)?",
            rf"{_WH} planet is (?:the )?(?P<x>first|second|third|fourth|fifth|sixth|seventh|eighth)(?: planet)? from (?:the )?sun",
        ),
    ),
)

_ATTRIBUTE = r"(?:capital(?: city)?|population|area|size|currency|languages?|official language|continent|location|neighbou?rs)"
_BOTH = re.compile(
    rf"(?P<a>{_ATTRIBUTE}) (?:of|in) (?P<x>.+?) and (?:its |the |their |also (?:its|the) )?(?P<b>{_ATTRIBUTE})(?: of (?:it|this country))?"
    rf"|(?P<c>{_ATTRIBUTE}) and (?:the |its )?(?P<d>{_ATTRIBUTE}) of (?P<y>.+?)"
)


@cache
def _compiled() -> list[tuple[str, str, re.Pattern[str]]]:
    return [(relation, detail, re.compile(one)) for relation, detail, expressions in _RELATIONS for one in expressions]


def load() -> None:
    """Make the patterns, which takes a moment; else that is done for the first sentence."""
    _compiled()


_IDENTITY = re.compile(rf"(?:is|are) (?P<name>.+?) (?:the )?(?P<about>{_SUPERLATIVE} .+)")


def identities(topic: str) -> Iterator[tuple[str, str]]:
    """The readings of "is the largest ocean the pacific": the name, and what it is said to be."""
    if (match := _IDENTITY.fullmatch(topic)) is not None:
        yield _THE.sub("", match["name"]), match["about"]
    if (match := re.fullmatch(rf"(?:is|are) (?:the )?(?P<both>{_SUPERLATIVE} .+)", topic)) is not None:
        words = match["both"].split()
        for count in range(2, len(words)):
            yield _THE.sub("", " ".join(words[count:])), " ".join(words[:count])


def wanted(found: Sequence[str]) -> Iterator[Wanted]:
    """What ``topics`` has ``found`` may ask, the likeliest first."""
    for topic in found:
        for relation, detail, pattern in _compiled():
            if (match := pattern.fullmatch(topic)) is not None:
                yield _read(relation, detail, match)


def both(found: Sequence[str]) -> tuple[str, str] | None:
    """The two questions that one asks: "the capital of Peru and its population"."""
    for topic in found:
        if (match := _BOTH.fullmatch(topic)) is not None:
            subject = match["x"] or match["y"]
            return f"{match['a'] or match['c']} of {subject}", f"{match['b'] or match['d']} of {subject}"
    return None


def _read(relation: str, detail: str, match: re.Match[str]) -> Wanted:
    groups = match.groupdict()
    subjects = tuple(_THE.sub("", one.strip()) for name in "xy" if (one := groups.get(name)))
    if relation == "compare":
        less = groups.get("less") is not None
        asks = "which" if re.match("which|what|who", match.string) or " or " in match.string else "whether"
        return Wanted(relation, subjects, f"{detail} {'less' if less else 'more'} {asks}")
    if detail == "turned":
        return Wanted(relation, subjects[::-1])
    return Wanted(relation, subjects, detail)
