"""The reason that somebody gives with an English order: "scrap that one, we're having chips". Pure.

Its rules:

1. A reason is a clause with a subject and a verb of being, having or the like ("we're", "my train's", "because she
   has"), behind the order or in front of it. What somebody set or put himself is none ("the alarms I've set").
2. Behind words that lead on ("tell me what we're having") there is none, nor behind what may be told from others by the
   clause ("the list I've made").
3. What somebody said or did ("he said", "she goes") is no reason in front of an order, but a story.
4. "Never mind, she has called" takes back what was done. Behind a reason a time alone is what is meant instead, and
   behind "yes" an order goes on: "yes, tonight, and put one on for six too".
"""

import re
from collections.abc import Iterator, Sequence

from myna.nlu.en.order_verbs import ACTS, ORDERS, STOPS
from myna.nlu.en.words import lowered, word_set

_OF_WHOM = r"(?:i|we|you|he|she|they|it|there)"
_THING = (
    r"(?:mum|mom|dad|nan|somebody|someone|everyone|everybody"
    r"|(?:the|my|our|his|her|their)(?: (?!(?:i|we|you|he|she|they|it)\b)[\w-]+){1,2}?)"
)
_BEING = (
    r"(?: (?:am|are|is|was|were|have|has|had|got|need|needs|want|wants|can|can't|could|couldn't|don't|doesn't|didn't"
    r"|won't|isn't|aren't|wasn't|haven't|hasn't|bought|forgot|changed|only|already|just|might|may|must|should|still|never|will"
    r"|do|does|did|went|came|seems?|looks?|works?|starts?|finish|finishes|hate|love|know|think))"
)
_DID = r" (?:just |already |once )?(?:set|made|added|put|asked|told|named|given)(?: [\w-]+)?$"
_CLAUSE = rf"(?:{_OF_WHOM}(?:'(?:m|re|s|ve|ll|d)|{_BEING})(?!{_DID})|that's|{_THING}(?:'(?:s|ve|ll|d)|{_BEING}))"
_GOT = (
    r"(?!(?:i|we|you|he|she|they|it|already|just|have|has|had|not|never|been|to|and|or|that|who|[\w-]+'ve)\b)[\w-]+"
    r" (?:has |just |already |only )*(?:got|bought|brought|fetched)(?= (?:it|them|some|one|loads|plenty|enough)\b)"
)
"""Somebody has got what is spoken of: "Dave got it"."""
_DONE_BEFORE = rf"{_OF_WHOM} (?:already \w+(?:ed|id|ought|ade|ent)\b|\w+(?:ed|id|ought|ade|ent)\b(?=.* already$))"
"""Something was done already: "I paid him already"."""
_BEHIND = re.compile(
    rf" (?:, )?(?:(?:because|cause|cos|cuz|since|as|so) )?(?=(?:{_CLAUSE}|{_GOT}|{_DONE_BEFORE})(?: [\w'-]+){{1,}}$)"
)
_BEFORE = re.compile(
    rf"^(?:(?:oh|no|ah|actually|well|hang on|hold on|wait|sorry|look|right|okay|ok|damn|jesus|god|ugh|whoops|oops) )*"
    rf"(?:(?:now|because|since|as) )?(?:{_CLAUSE}|[\w-]+'s|(?!(?:what|which|who|how|where|when|why|this)\b)"
    rf"[\w-]+ (?:is|has|are)) (?P<rest>.+)$"
)
_TOLD = re.compile(
    r"\b(?:sa(?:id|y|ys|ying)|tell(?:s|ing)?|told|ask(?:s|ed|ing)?|goes|going|like|shout\w*|yell\w*|call(?:s|ed|ing)"
    r"|wrote|writes?|read|reads|think\w*|thought|suppose\w*|wonder\w*|about|if|when|whether)\b"
)
_LEADS_ON = word_set("""
    a about all an and any anyone anything as at because but by called every everybody everyone everything for forget
    from he her him his how i if in into it's like me my named no not of on or our say says she so some somebody someone
    something that than the their them they thing to until what when where whether which while who why will with won't
    would you your
    """)
"""Behind these a clause is a part of what is said."""
_TOLD_APART = re.compile(
    r"\b(?:dates?|days?|items?|lists?|names?|notes?|numbers?|places?|prices?|recipes?|reminders?|things?|times?|way|words?)$"
)
"""What a clause behind it may tell from others of its kind, unless something is amiss: "the date my bill is due"."""
_AMISS = re.compile(r"n't\b|\b(?:not|never|lost|late|forgot|forgotten|stopped)\b")
_WITH_OBJECT = re.compile(r" (?:it|them|some|one|plenty|enough|loads)(?: (?:already|now|today|this \w+|at home|in))*$")
"""A clause with an object of its own tells nothing from others."""
_MORE_VERBS = word_set("bin chop cross ditch do empty knock lose nix push scrap scratch scrub strike tick wipe")
"""What changes what was done before, beside the verbs of orders."""
_SECOND_THOUGHTS = ORDERS | _MORE_VERBS
_THAT = word_set("it that them this those")
_BEFORE_THAT = _MORE_VERBS | ACTS | STOPS | {"is"}
"""Verbs and the like of which "it" or "that" may be the object, and no more is said: "pause that"."""
_JOINS = re.compile(
    r"(?: (?:so|and so|then|please|just|can you|could you|you (?:can|may|could|might as well)|better))+$"
)
"""What may stand between a reason and its order."""
_NEVER_MIND = re.compile(r"(?:(?:oh|no|actually|ah|well) )*(?:never mind|forget it|don't bother|no need|not needed)")
_TIME_ALONE = re.compile(
    r" (?P<time>(?:half past|quarter (?:past|to)|(?:five|ten|twenty|twenty five) (?:past|to)|\d\d?:\d\d)"
    r"(?: [\w-]+){1,2})$"
)
_AGREED = re.compile(
    r"^(?:yes|yeah|yep|right|okay|ok|good|great|perfect|lovely)(?:,? (?:tonight|today|tomorrow|that's (?:right|it|fine)"
    r"|correct|please|thanks|do that))*,? (?:and|but|now) (?P<order>(?:also |then )?"
    r"(?:put|make|set|move|add|another|one for|one at)\b.*)$"
)
_MEANT = re.compile(r"^(?P<order>(?:in the|at|on|for|tomorrow|tonight)(?: [\w-]+){0,3}) i (?:mean|meant|said)$")
_PART_MEANT = re.compile(r"^(?:no )?(?P<part>morning|afternoon|evening) i (?:mean|meant|said)$")
_IT = re.compile(r"\b(?:(?:that|this) one|it|that|them|this|those)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:having|eating|making|cooking|doing) (?:the |some |a )?[\w' -]+?(?= instead\b|$)")
"""What there is in the place of a thing."""
_POLITE_END = re.compile(r" (?:would|will|can|could) you$")
_HAS = word_set("bought done finished got have")
"""Behind these "everything" is a whole object."""
_SHORT = re.compile(r"'(?:m|re|ve|ll|d)$")
"""What a verb is missing behind."""


def _is_whole(words: str) -> bool:
    """Whether nothing need follow ``words``: they may be an order, or a reason, by themselves."""
    *before, last = _POLITE_END.sub("", words).replace(",", " ").split() or [""]
    if last in _THAT:
        return bool(before) and before[-1] in _BEFORE_THAT
    has_all = last == "everything" and bool(before) and before[-1] in _HAS
    return has_all or (last not in _LEADS_ON and not _SHORT.search(last))


def reason_behind(text: str) -> Iterator[str]:
    """``text`` without the reason behind the order, the longest order first."""
    said = lowered(text)
    for match in reversed(list(_BEHIND.finditer(said))):
        order = said[: match.start()].rstrip(" ,")
        clause = said[match.start() :]
        apart = _TOLD_APART.search(order) and not _AMISS.search(clause) and not _WITH_OBJECT.search(clause)
        if _is_whole(order) and not apart:
            yield text[: match.start()].rstrip(" ,")


def with_named(order: str, text: str, things: Sequence[str]) -> str:
    """``order`` with the one of several ``things`` that ``text`` names in the place of "it".

    What there is instead is none of them: "we're having pasta".
    """
    said = _INSTEAD.sub(" ", lowered(text))
    named = [thing for thing in things if re.search(rf"\b{re.escape(thing)}(?!\w)", said)] if len(things) > 1 else ()
    return _IT.sub(named[0], order, count=1) if named else order


def taken_back(text: str) -> bool:
    """Whether ``text`` takes back what was done, and says why."""
    said = lowered(text)
    return any(_NEVER_MIND.fullmatch(said[: match.start()].rstrip(" ,")) for match in _BEHIND.finditer(said))


def gone_on(text: str) -> Iterator[str]:
    """The order that goes on behind a yes, or that says what is meant: a time alone behind a reason, or "I mean"."""
    said = lowered(text)
    if (part := _PART_MEANT.match(said)) is not None:
        yield f"in the {part['part']}"
    if (order := _AGREED.match(said) or _MEANT.match(said)) is not None:
        yield order["order"]
    time = _TIME_ALONE.search(said)
    reason = "" if time is None else said[: time.start()]
    if time is not None and _BEFORE.match(reason) and not _TOLD.search(reason) and _is_whole(reason):
        yield f"make it {time['time']}"


def reason_before(text: str) -> Iterator[str]:
    """``text`` without the reason in front of the order, the longest order first."""
    said = lowered(text)
    if (clause := _BEFORE.match(said)) is None:
        return
    for word in re.finditer(r"(?<= )[\w'-]+", said[clause.start("rest") :]):
        start = clause.start("rest") + word.start()
        reason = _JOINS.sub("", said[:start].rstrip())
        if word.group() not in _SECOND_THOUGHTS or " " not in reason:
            continue
        if _TOLD.search(said[:start]):
            return
        if _is_whole(reason):
            yield text[start:]
