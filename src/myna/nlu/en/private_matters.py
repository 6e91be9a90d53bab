"""Questions that only the speaker's own calendar or address book could answer: "how old is Joanne". Pure.

Its rules:

1. Somebody is private who is called by a first name alone, or is the speaker's own: "Joe", "my aunt". Who is known by
   one name ("Madonna") is none of these.
2. An event is private where it is at hand: the party, the match tonight, a free meeting room.
3. The whole sentence is such a question, and nothing else is asked for.
"""

import re
from collections.abc import Sequence
from functools import cache

from myna.nlu.en import guards
from myna.nlu.en.words import lowered

CALENDAR = ("calendar.query", "calendar.event")
CONTACTS = ("contacts.contact",)
"""The classes of such questions, the likeliest first: an event may be one that the speaker is reminded of."""

_MORE_NAMES = """
    abby alex alison becky bill billy brad bruce craig dale damian dana darren dean debbie derek diane dominic don
    doug duncan ed edith elaine elsie ernie ethel felix frank gail gareth gavin gemma geoff gill greta hayley
    heidi holly ivan jack jackie jake jasmine jill jo joanne jodie joel jon kathleen kirsty kurt lee lewis lily
    lorraine lynn marcus margaret marion mark max meg mick miriam molly nadia naomi neil nigel owen pam pat paula
    pauline penny polly priya ray rita rob rosie ross russell ryan shaun sheila sid stan stella sue suzanne sylvia
    tara terry tess tina trevor trish val vicky vince wayne will yvonne zach
"""
_RELATIVE = (
    r"(?:mum|mom|dad|mother|father|wife|husband|partner|son|daughter|brother|sister|boss|manager|friend|best friend"
    r"|girlfriend|boyfriend|nephew|niece|uncle|aunt|auntie|cousin|nan|gran|grandma|grandpa|grandad|granddad|grandmother"
    r"|grandfather|neighbou?r|teacher|dentist|doctor|kids|children|parents|mate|flatmate|roommate|colleague|dog|cat)"
)
_DAY = (
    r"(?:tonight|today|tomorrow(?: night| morning| evening)?|this (?:evening|afternoon|morning|weekend|week)"
    r"|later(?: on)?"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|next week|right now|now)"
)
_EVENT = (
    r"(?:party|concert|gig|match|game|meeting|dinner|wedding|play|show|recital|rehearsal|appointment|interview|class"
    r"|lesson|practice|training|barbecue|reception|movie|film|get together|quiz|ceremony|graduation)"
)
_ANNIVERSARY = r"(?:(?:wedding )?anniversary|birthday)"
_ROOM = r"(?:meeting|conference|board) ?rooms?"
_CONTACT = (
    r"(?:(?:home |email |postal |work )?address|(?:phone |mobile |cell |telephone |work )*number|e-?mail"
    r"|last name|surname"
    r"|family name|middle name|full name|post ?code|zip code|age)"
)
_IS = r"(?:'s| is| are|s)"
_NO_PIECE = (
    r"(?!(?:the|it|this|that|he|she|they|ramadan|lent|advent|school|summer|winter|spring|autumn|fall|dawn|dusk|daylight|sunrise"
    r"|sunset|hanukkah|passover|shabbat|easter|christmas|diwali|work|everything|life|time)\b)"
)
_AROUND = re.compile(
    r"^(?:(?:so|and|hey|okay|ok|please|tell me|do you know|can you tell me|remind me|wait|oh) )+"
    r"|(?: (?:please|again|anyway|do you know|then))+$"
)


def classes(text: str) -> Sequence[str]:
    """The classes of the private matter that is all that ``text`` asks for; none where it asks for something else."""
    lower = _AROUND.sub("", lowered(text).strip(" ?.!"))
    return next((found for found, form in load() if form.fullmatch(lower) is not None), ())


@cache
def load() -> Sequence[tuple[Sequence[str], re.Pattern[str]]]:
    """The classes and the forms of their questions; made once, which takes 30 ms of a desktop computer."""
    who = rf"(?:{guards.first_names()}|{'|'.join(_MORE_NAMES.split())}|(?:my|our) (?:[a-z]+ )?{_RELATIVE})"
    table = (
        (CONTACTS, rf"(?:how old|what age){_IS} {who}(?: now| these days)?"),
        (CONTACTS, rf"where (?:does|do) {who} (?:live|work|stay)(?: now| these days)?"),
        (CONTACTS, rf"what{_IS} {who}'s? {_CONTACT}"),
        (CONTACTS, rf"what{_IS} (?:the |an? )?{_CONTACT} (?:for|of) {who}"),
        (CONTACTS, rf"(?:does|do) {who} have (?:an? |any )?(?:brothers?|sisters?|siblings|kids|children|wife|husband)"),
        (CALENDAR, rf"(?:when|what (?:day|date)){_IS} (?:{who}'s?|my|our) {_ANNIVERSARY}(?: party)?"),
        (
            CALENDAR,
            rf"(?:how soon is|how long (?:is it )?(?:until|till|to)|how many (?:more )?(?:days|weeks|sleeps)"
            rf" (?:is it )?"
            rf"(?:until|till|to)) (?:{who}'s?|my|our) {_ANNIVERSARY}",
        ),
        (CALENDAR, rf"(?:what time|when|where){_IS} (?:the|my|our|that|this) {_EVENT}(?: {_DAY}| on| at)?"),
        (CALENDAR, rf"(?:what time|when|where){_IS} (?:the|my|our|that|this) (?:[a-z]+ ){{1,2}}{_EVENT} {_DAY}"),
        (
            CALENDAR,
            rf"(?:what time|when) (?:does|do) (?:the|my|our|that|this) (?:[a-z]+ )?{_EVENT}"
            rf" (?:start|begin|end|finish|kick off)(?: {_DAY})?",
        ),
        (CALENDAR, rf"what time does {_NO_PIECE}[a-z]+ (?:start|begin)(?: {_DAY})?"),
        (CALENDAR, rf"(?:do|does) (?:the )?[a-z]+(?: [a-z]+)? (?:have|got) an? (?:game|match) {_DAY}"),
        (CALENDAR, rf"(?:is|are|do|does) (?:the )?[a-z]+(?: [a-z]+)? play(?:ing)? {_DAY}"),
        (CALENDAR, rf"who (?:are|is|do|does) (?:the )?[a-z]+(?: [a-z]+)? play(?:ing)? {_DAY}"),
        (CALENDAR, rf"is there (?:an?|any) (?:[a-z]+ )?{_EVENT}(?: on)? {_DAY}"),
        (CALENDAR, rf"(?:is|are) (?:there )?(?:the |an? |any |our )?(?:[a-z]+ )?{_ROOM}\b.*"),
        (CALENDAR, rf"is (?:anybody|anyone|somebody|{who}) coming(?: over| round| here| to [a-z]+)? {_DAY}"),
        (
            CALENDAR,
            rf"(?:what time|when) (?:does|is|will) {who} (?:be )?(?:gets?|getting|come|coming)? ?(?:home|back|in|here)"
            rf"(?: {_DAY})?",
        ),
    )
    return [(found, re.compile(form)) for found, form in table]
