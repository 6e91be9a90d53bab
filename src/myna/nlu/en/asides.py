"""Second thoughts whose reason is said in the same English sentence: "move that to five she's at work". Pure.

Its rules:

1. The reason stands before the order or behind it, without a word between them. It is a clause about somebody or
   something: "I've got the day off", "the train's late".
2. Behind a reason only what points to the thing is an order ("scrap that", "make it ten", "do friday instead").
3. What somebody said is no reason: "she told me to scrap that".
4. "Never mind the doctor's stopped them" takes back what was set.
"""

import re
from collections.abc import Iterator

from myna.nlu.en.words import lowered, word_set

_WHO = (
    r"(?:(?:i|we|you|he|she|it|they|that|there|who)(?:'s|'m|'re|'ve|'d|'ll)|(?:i|we|he|she|it|they|there"
    r"|that) (?:am|are|is|was"
    r"|were|have|has|had|do|don't|did|didn't|doesn't|need|needs|want|wants|won't|will|can't|can|could|got|just|forgot"
    r"|went|seems?|looks?|must|might|should|already|still|never)|(?:i|we|they)"
    r"|(?:the|my|our|his|her|their|this|that) [\w-]+(?: [\w-]+)?(?:'s|'re| is| are| was| were| has| have| got"
    r"| gets| needs?| wants?"
    r"| isn't| can't| won't| will| just| went| came| comes?)|[a-z]+(?:'s| is| has) (?:just |not |now |already "
    r"|still |so"
    r" |too |been |a bit |running |got |gone |coming |going |in |at |on |off )*(?:\w+))"
)
_REASON = re.compile(rf"(?<=\w)(?: because| cause| cos| as| since| so|,)? (?={_WHO}(?: |$))")
_BEFORE = re.compile(
    rf"^(?:(?:oh|no|hang on|hold on|wait|ah|well|actually|sorry|um|uh|damn|god|right|ok|okay),? )*"
    rf"(?P<reason>{_WHO}(?: .*?)?),? (?:so |please |then |just |can you |could you )*(?P<order>ORDER)$".replace(
        "ORDER",
        r"(?:make|change) (?:it|that) .+|(?:do|try|have) .+ instead|(?:scrap|cancel|forget|drop|bin|undo|delete"
        r"|ditch|kill)"
        r" (?:it|that|this)|(?:move|push|put|bring|shift) (?:it|that|this) .+|never mind|give it .+|take (?:it"
        r"|that) off",
    )
)
_CORRECTED = re.compile(rf"^(?:no|nope|actually|oh no|sorry),? (?P<reason>{_WHO}(?: .*?)?),? (?P<order>TIME)$".replace(
    "TIME", r"(?:half past|quarter (?:past|to)|(?:five|ten|twenty|twenty five) (?:past|to)|\d\d?:\d\d)(?: \w+)+"
))  # fmt: skip
_ORDERS = re.compile(
    r"^(?:(?:and|but|oh|no|actually|sorry|well|ok|okay|yeah|please|can you|could you|just) )*(?:make|change|move"
    r"|push|put|bring"
    r"|shift|cancel|scrap|forget|drop|bin|undo|delete|ditch|kill|remove|get rid|stop|take|pause|hold|not|give|add"
    r"|skip|leave"
    r"|do|call|set|in the|tomorrow|at)\b"
)
_AGREED = re.compile(
    r"^(?:yes|yeah|yep|right|ok|okay|good|great|perfect|lovely)(?: (?:tonight|today|tomorrow|that's (?:right|it"
    r"|fine)|correct"
    r"|please|thanks|do that))* (?:and|but|now) (?P<order>(?:also |then )?(?:put|make|set|move|add|another|one for"
    r"|one at).*)$"
)
_NEVER_MIND = re.compile(r"^(?:(?:oh|no|actually|ah|well) )*(?:never mind|forget it|don't bother|no need|not needed)$")
_OPEN = word_set("""
    a an and asked asks be because but by called can could did do does doesn't don't for he her him how i if in is just
    let my never no not of on or our said saying says she should shouldn't that the their them they to told us want
    wants was we when where who why will with won't would you your
    """)
_SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|asked|asks|goes|went like|was like|thinks?|thought|wants? (?:me|us|you) to)\b"
)


def thoughts(text: str) -> Iterator[str]:
    """The orders that ``text`` may be without the reason that it gives, the likeliest first."""
    said = " ".join(lowered(text).split()).strip(" .!?")
    for match in _REASON.finditer(said):
        order = said[: match.start()].strip(" ,")
        if _NEVER_MIND.match(order):
            yield "cancel that"
        elif _ORDERS.match(order) and order.rpartition(" ")[2] not in _OPEN:
            yield order
    if (agreed := _AGREED.match(said)) is not None:
        yield agreed["order"]
    for form, told in ((_BEFORE, "{}"), (_CORRECTED, "make it {}")):
        found = form.match(said)
        if found is None or found["reason"].rpartition(" ")[2] in _OPEN or _SAID.search(found["reason"]):
            continue
        order = "cancel that" if found["order"] == "never mind" else found["order"]
        yield told.format(order)
