"""What English sentences about lists name: the list, the items, and whether they go onto it or off it. Pure."""

import re
from collections.abc import Sequence

from myna.nlu.en import groceries
from myna.nlu.en.order_verbs import CHORES, ORDERS
from myna.nlu.en.slots import choice, names, number
from myna.nlu.en.words import word_set
from myna.nlu.list_table import LONGEST_ITEM

_OFF = re.compile(
    r"\b(?:remove|delete|erase|take|cross|scratch|strike|drop|cut|get rid of|clear)(?: (?:off|out))?\s*$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"(?:(?:an?|the|this|that|new|another|some|one|more|last|first|next|following|few) )*"
    r"(?:items?|things?|something|stuff|entr(?:y|ies)|one|lists?|everything|all)(?: (?:on|off|from|of|to|it))*"
    r"|(?:i|we|you|there)(?: (?:got|have|need|put|want|written))*"
    r"|(?:i )?(?:need|want|have|would like) (?:it|them|that|those|you)\b.*|it|them|that|this|those|these"
    r"|(?:it|that|this|they|he|she|there)(?:'s|'re)?(?: (?:was|were|is|are|has|had)\b.*)"
    r"|(?:(?:stuff|things?) )?(?:can|could|will|would) you (?:add|put)\b.*"
    r"|(?:take|cross|scratch|strike|remove|delete)(?: (?:it|that|them))?(?: off)?",
    re.IGNORECASE,
)
_ITEM = re.compile(r" items?$", re.IGNORECASE)
_TO_CHORE = re.compile(rf"^to (?=(?:{'|'.join(sorted(CHORES))})\b)", re.IGNORECASE)
"""In front of what is to be done: "I've got to iron the shirts"."""
_NO_NAMES = word_set("a an any another my new one our some that the this")
_NO_LISTS = word_set("""
    alarm alarms appointment appointments calendar contact contacts dvr event events play playlist reminder reminders
    timer timers
    """)
"""What is called a list, and is none of these."""
_CALENDAR = re.compile(
    r"\b(?:to|on|in|into|onto|off|from) (?:my|the|our) (?:\w+ )?(?:calendar|agenda|schedule)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:add|put|throw|pour|stick|drop|include|pop|place|bring) (?:\S+ ){1,6}?(?:to|on|onto|in|into)"
    r" (?:(?:the|my|our|your|his|her|their|this|a|an) )?"
    r"(?!(?:it|that|them|this|there|here|one|top|mine|go|buy|get)\b|(?:\S+ )?(?:lists?|notes?)\b"
    r"|(?:shopping )?(?:cart|basket|trolley|shopping|groceries|shop)\b)"
    r"[\w'-]+(?: [\w'-]+)?(?:,? (?:and|then|until|while|for)\b.*)?[\s.!]*$",
    re.IGNORECASE,
)
"""What is put to something that is no list: "add insult to injury", "add milk to my amazon basket"."""
_LIST = re.compile(r"\blists?\b", re.IGNORECASE)
_NO_ITEMS = re.compile(
    r"\b(?:know|everything|every thing|all|items?|things|what|whats|what's|which|ordered|purchased?)\b"
    r"|\byou to\b|\breminders?\b|\bappointments?\b"
    r"|\b(?:put|add|stick) (?:it|them|that|those|these)\b|\b(?:need|have|got|want|like) to (?:buy|get|order|pick)\b"
    r"|^(?:oh |god )?i (?:really |just )?(?:need|want|could do with) (?:some |a |a cup of )?(?:coffee|cuppa|tea|drink)"
    r"(?: please| now)?$"
)
_ASKS_FOR_ITEMS = re.compile(
    r"(?<!^)(?<!you )(?<!please )\b(?:check)?lists?\b"
    r"|\b(?:items?|buy|buying|shop\w*|grocer\w*|stores?|(?:super)?market|to-?do|to do|chores?|tasks?|errands?|jobs?"
    r"|need|needed|get|done|notes?|written|wrote|jot\w*|pick up|it|there|left|things?)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\b(?:have|need|got|supposed|things) to do\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:clear|empty|wipe|everything|entire|whole|all|(?:the|my) (?:items|things|contents?))\b", re.IGNORECASE
)
_VERB_FIRST = re.compile(
    r"^(?:(?:please|maybe|perhaps|just|how about|what about|let's say) )*(?:add|put|include|remove|delete|take) (?=\w)"
    r"|^(?:(?:maybe|perhaps|just|how about|what about|let's say) )+(?=\w)",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(r"^(?:i|we|you) (?:got|had|have|need) (?=\w)", re.IGNORECASE)
"""What stands before an item that is asked for: "have i got milk"."""
_OTHER_WORDS = re.compile(
    r"\b(?:(?P<off>nix|trash|kill|uncheck|check off|mark off)|enter|make sure|ensure) (?P<items>[^,.?!]+?)"
    r"(?: (?:from|off|to|on|onto|in|into|of|is|are|gets?|added|put))+ \x00",
    re.IGNORECASE,
)
_A_LIST = re.compile(
    r"\b(?:delete|erase|remove|trash|kill|get rid of|throw (?:out|away)|scrap)"
    r"(?: (?!(?:from|off|on|of|for|in|items?|everything|all)\b)[\w-]+){0,4} list\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:it|that|this|them|those|these)(?: ones?| items?| things?)?"
    r"(?=[ ,]+(?:back|off|on|onto|to|from|out|please|now|again|too)\b|[\s.!?]*$)",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"(?:(?:we|i)(?:'re| are|'m| am|'ve| have)?(?: (?:all|nearly|almost))? (?:run )?out of (?P<gone>[\w' -]+?)"
    r"|(?:the |my |our )?(?P<item>[\w-]+(?: [\w-]+)?)(?:'s| is| are| has| have)(?: (?:all|nearly|almost|just))*"
    r" (?:finished|gone|empty|out|run out|used up|running out|low))"
    r"(?:,| and| so)*(?: please| can you| could you)? (?:put|add|stick|write) (?:it|that|them|some)\b",
    re.IGNORECASE,
)
"""What there is no more of, and is to be put on a list: "the milk is finished, add it"."""
_MEANT = re.compile(
    r"^(?:to (?:say|add|put|get) )?(?P<new>.+?)(?:,? (?:and not|not|instead of|rather than|in place of) (?P<old>.+))?$",
    re.IGNORECASE,
)
_NO_ITEM = ORDERS | word_set("""
    better fine good he how i i'm i've if it it's never nothing okay please really seriously she sorry thanks that they
    this to we well what when where which who why yes yesterday you your
    """)
_NO_ENUMERATION = (_NO_ITEM - {"flour", "water"}) | word_set("""
    about are be been brilliant bye can cheers cool did do does don't great have he's her here him his his i'd i'll is
    it's just know lovely me my no not now off oh ok on one ours out perfect put right said say shall should so then
    there those thing think too us very was wait won't would yeah yep
    """)
"""No enumeration of items has such words."""
_TOO = re.compile(r" (?:too|as well|also)$", re.IGNORECASE)
_ARTICLES = re.compile(r"\b(?:an?|the|my|our|some|that) ")
_ASKS = re.compile(
    r"(?:(?:and|so|but|oh|ok|okay|hang on|wait|sorry|hey) )*"
    r"(?:what|whats|what's|which|who|who's|where|where's|when|why"
    r"|how(?! about\b)|how's|is|are|was|were|do|does|did|has"
    r"|(?:can|could|will|would|have|should|shall) (?:you|i|we|it|they))\b",
    re.IGNORECASE,
)
_NO_ENTRY = (
    _NO_ITEM
    | _NO_LISTS
    | word_set("""
    a app apps are at be by can contain contains contents did do does for from has have in into is isn't its just like
    list lists must my need needs of off on only or our should so some than then there too until was wasn't will with
    """)
) - CHORES
"""What no entry begins with that stands behind the name of its list alone: "to do list is empty"."""
_ASKS_FIRST = word_set("any clear delete empty everything find how many out read show which")
"""Nor with these, of which some are chores elsewhere."""
_TOLD = re.compile(r"(?:to ?-?do|todo) (?!lists?\b)(?P<first>\S+)", re.IGNORECASE)
_SERVED = re.compile(
    r"(?:an?|another|one|some|the) (?:[\w-]+ )?(?:cup|mug|glass|slice|piece|bite|bit|sip|drop)s? of", re.IGNORECASE
)
"""What is served, and not bought: "a cup of tea"."""
_GIVEN_LISTS = word_set("""
    anything bottom end everything idea ideas last more name names next nothing number recipe recipes rest room
    something space suggestions thank thanks time title top waiting
    """)
"""What is said of a list, or of its place on one, and goes onto none: "thanks for the list", "top of the list"."""
_STATES = re.compile(
    r"(?:i|we|he|she|they|it|there)(?:'(?:s|ve|d|m|re))? (?:just |already |always )*"
    r"(?!(?:have|has|need|needs|want|wants|got|had|ought|used) to\b"
    r"|(?:must|should|will|would|can|could|may|might|do|did|was|were|am|are|is|meant|supposed) (?:to|go|be|you)\b"
    r"|(?:must|should|will|would|can|could|need|want|going|not|said)\b)\w+"
    r"|(?:the|my|our|his|her|their|[\w-]+'s) (?:[\w'-]+ ){1,5}?(?:is|are|was|were|has|have|goes|go|likes?|lives?|takes?"
    r"|needs?|opens?|stays?|belongs?)(?= \w)"
    r"|(?:the|my|our|his|her|their) (?:[\w'-]+ ){0,3}[\w-]+'s (?:in|on|at|under|behind|with|by|inside|near|next)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:tomorrow|tonight|later|this (?:morning|afternoon|evening|week|weekend)|next \w+|today|o'clock|noon|midnight"
    r"|(?:on|this|every) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:at|by|before|until|till) (?:\d\S*|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter)"
    r"|in (?:an?|\d+|one|two|three|four|five|ten|fifteen|twenty|half) (?:an? )?(?:minutes?|hours?|days?|week))\b",
    re.IGNORECASE,
)
"""What says when something is to be, which a reminder is for."""
_HAPPENED = re.compile(
    r"(?:i|we|he|she|they|(?:my|our) \w+)(?:'ve|'s| have| has)?(?: just| already| last)* (?:took|taken|had|put|left"
    r"|gave|given|fed|paid|bought|lent|sent|made|met|hid|kept|saw|ate|drank|did|went|came|got|parked|watered|borrowed|moved"
    r"|stored|changed|replaced|started|finished|locked|posted|washed|cleaned|booked|cancelled|turned|switched|walked"
    r"|called|ordered)\b(?! (?:to|a meeting|an appointment)\b)",
    re.IGNORECASE,
)
"""What tells of something that was, at whatever time: "I took my pills at nine"."""
_POINTS = re.compile(r"\b(?:it|me|them|us)\b|\b(?:that|these|this|those)$", re.IGNORECASE)
_TOO = re.compile(r" (?:too|as well)[\s.!]*$", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:to|on|onto|in|into|off|from|of) (?:(?:it|there|this|that)(?: (?:list|one))?|the same (?:list|one))\b"
    r"(?! (?!too\b|as\b|also\b|please\b|again\b|now\b|back\b)\w)",
    re.IGNORECASE,
)
_PUT_BEFORE = re.compile(r"\b(?:add|put|write|stick|take|remove)\b", re.IGNORECASE)
_MOST_MEANT = 4
"""Words of an item that was meant in place of another; more are a sentence of its own."""

_ALL_LISTS = re.compile(r"\b(?:what|which|many|show|list|any|all|find|are)\b.*\blists\b", re.IGNORECASE)


def list_name(text: str) -> str | None:
    """The list that ``text`` names: "shopping", "to-do" or another name; None where it names none."""
    found = names.list_name(text)
    if found is None:
        return "to-do" if _TO_DO.search(text) else None
    return None if _is_other(found.value) else found.value


def names_other(text: str) -> bool:
    """Whether ``text`` speaks of what is called a list, and is none of these: reminders, contacts, a playlist."""
    found = names.list_name(text)
    return found is not None and _is_other(found.value)


def placed(text: str, items: Sequence[str]) -> str | None:
    """Which of ``items`` the ``text`` names by its place: "the second one"; None where it names none so."""
    places = choice.choose(text, items)
    return items[places[0]] if places is not None and len(places) == 1 else None


def goes_elsewhere(text: str) -> bool:
    """Whether ``text`` puts something where no list is, or takes it out of a calendar, and names no list."""
    elsewhere = _CALENDAR.search(text) or (_ELSEWHERE.search(text) and not _LIST.search(text))
    return bool(elsewhere) and names.list_name(text) is None


def asks_for_items(text: str) -> bool:
    """Whether ``text`` may ask what is on a list: it speaks of a list, of buying or of what is to be done."""
    return _ASKS_FOR_ITEMS.search(text) is not None


def names_no_items(text: str) -> bool:
    """Whether ``text`` speaks of all that is on a list, or of a drink at once, and not of what is to be put on it."""
    return _NO_ITEMS.search(text.lower()) is not None


def _is_other(name: str) -> bool:
    return not _NO_LISTS.isdisjoint(name.split())


def items(text: str) -> list[str]:
    """The items that the whole of ``text`` enumerates."""
    named = (item for item in names.items(_VERB_FIRST.sub("", text)) if not _NOTHING.fullmatch(item))
    return [_TO_CHORE.sub("", _ITEM.sub("", item)) for item in named]


def called(name: str) -> str | None:
    """The list that is called ``name``; None where that is only "a" or "this"."""
    return list_name(f"{name} list") or (None if name.lower() in _NO_NAMES else name.casefold())


def changes(text: str) -> tuple[list[str], list[str]]:
    """The items that ``text`` puts onto a list, or asks for, and those that it takes off."""
    on: list[str] = []
    off: list[str] = []
    lacking = _LACKING.match(text)
    if lacking is not None and refers(text):
        return items(lacking["item"] or lacking["gone"]), []
    for found in names.find_items(text):
        named = [_ASKED_FIRST.sub("", _VERB_FIRST.sub("", item)) for item in found.value]
        named = [_TO_CHORE.sub("", item) for item in named if not _NOTHING.fullmatch(item)]
        (off if _OFF.search(text[: found.start]) else on).extend(named)
    if not on and not off and (named_list := names.list_name(text)) is not None:
        match = _OTHER_WORDS.search(f"{text[: named_list.start]}\x00")
        if match is not None:
            (off if match["off"] else on).extend(items(match["items"]))
    return _short(on), _short(off)


def _short(named: list[str]) -> list[str]:
    """Each once, without what is longer than anything on a list."""
    return [item for item in dict.fromkeys(named) if len(item) <= LONGEST_ITEM]


def empties(text: str) -> bool:
    """Whether ``text`` is about all that is on a list."""
    return (_WHOLE.search(text) or _A_LIST.search(text)) is not None


def deletes(text: str) -> bool:
    """Whether ``text`` removes a list itself, and not only what is on it."""
    return _A_LIST.search(text) is not None


def refers(text: str) -> bool:
    """Whether ``text`` names an item by a word that stands for it: "cross that off"."""
    return _THAT.search(text) is not None


def corrected(words: str) -> tuple[list[str], list[str]]:
    """The items that ``words`` behind "I meant" name, and those in whose place they say that these are meant."""
    match = _MEANT.match(words.strip(" ,.!?"))
    if match is None or not _NO_ITEM.isdisjoint(match["new"].lower().split()) or choice.agrees(words) is not None:
        return [], []
    new = [item for item in items(match["new"]) if len(item.split()) <= _MOST_MEANT]
    new = [item for item in new if not _is_number(item)]
    return new, items(match["old"] or "") if new else []


def is_list(words: str) -> bool:
    """Whether ``words`` name a list and nothing else."""
    plain = re.sub(r"^(?:to|on|onto|in) ", "", words.strip(" ,.!?"), flags=re.IGNORECASE)
    found = names.list_name(plain)
    return found is not None and plain[: found.start].lower() in ("", "my ", "our ", "the ") and found.end == len(plain)


def enumerated(text: str) -> list[str]:
    """The items that ``text`` is, without a verb or the name of a list; none where it may be anything else."""
    plain = _TOO.sub("", text.strip(" ,.!"))
    if plain.endswith("?") or not _NO_ENUMERATION.isdisjoint(plain.lower().split()) or choice.agrees(plain) is not None:
        return []
    named = items(plain)
    return named if all(len(item.split()) <= _MOST_MEANT and not _is_number(item) for item in named) else []


def are_groceries(named: Sequence[str]) -> bool:
    """Whether all of ``named`` are groceries that are known, or amounts of something."""
    if any(_SERVED.match(item) for item in named):
        return False
    return bool(named) and all(groceries.are_groceries(item) or names.has_pair(item) for item in named)


def is_done(item: str, named: Sequence[str]) -> bool:
    """Whether one of ``named`` tells that ``item`` was done: "mown the lawn" of "mow the lawn"."""
    verb, _, rest = item.lower().partition(" ")
    done = [one.lower().partition(" ") for one in named]
    return verb in CHORES and any(
        did[:1] == verb[:1] and _ARTICLES.sub("", what) == _ARTICLES.sub("", rest) != "" for did, _, what in done
    )


def asks(text: str) -> bool:
    """Whether ``text`` is a question, and so names no item."""
    return _ASKS.match(text) is not None


def recounted(item: str, words: str) -> str | None:
    """``item`` of another number or amount, which is all of ``words``; None for other words.

    "Twelve" makes it "twelve eggs", "two packs" makes it "two packs of ham".
    """
    plain = words.strip(" ,.!?")
    if groceries.is_amount(plain):
        return f"{plain.removesuffix(' of')}{'' if plain.endswith('dozen') else ' of'} {groceries.uncounted(item)}"
    if not _is_number(plain):
        return None
    before = next((one for one in number.find(item) if one.start == 0), None)
    if before is None and not item.endswith("s"):
        return None
    return f"{plain} {item[before.end if before else 0 :].strip()}"


def _is_number(words: str) -> bool:
    return any(one.start == 0 and one.end == len(words) for one in number.find(words))


def points_to_list(text: str) -> bool:
    """Whether ``text`` names a list by a word that stands for it: "put flour on it", "what is on there"."""
    return names.list_name(text) is None and _THERE.search(text) is not None


def entries(text: str, words: str) -> list[str]:
    """The items that ``words`` enumerate, in a ``text`` without a verb of adding; none where they are no items.

    "To do list paint the fence", "sausages and buns go on that"; behind "to do" alone, and before "too", they begin
    with what is done.
    """
    first = words.lower().partition(" ")[0].strip(" ,.:;")
    to_be_done = _TOLD.match(text) or _TOO.search(text)
    if first in _NO_ENTRY or first in _ASKS_FIRST or (to_be_done and (first not in CHORES or _POINTS.search(words))):
        return []
    if _PUT_BEFORE.search(words.partition(" ")[2]) and list_name(words) is not None:
        return []
    return items(words)


def put_alone(text: str, words: str, *, to_do: bool) -> list[str]:
    """The items that ``words`` beside the name of a list are in a ``text`` without a verb: "milk for the list".

    What is ``to_do`` begins with a verb of chores.
    """
    plain = words.strip(" ,.!").lower().split()
    if not plain or text.strip().endswith("?"):
        return []
    if to_do:
        return items(words) if plain[0] in CHORES - _ASKS_FIRST and not _POINTS.search(words) else []
    named = items(words)
    if are_groceries(named):
        return named
    if plain[0] in _NO_ENTRY or not (_NO_ENUMERATION | _GIVEN_LISTS).isdisjoint(plain):
        return []
    return named if all(len(item.split()) <= _MOST_MEANT and not _is_number(item) for item in named) else []


def tells(text: str) -> bool:
    """Whether ``text`` tells how something is ("I parked on level three"), rather than what is to be done, or when."""
    return _HAPPENED.match(text) is not None or (_STATES.match(text) is not None and _TO_COME.search(text) is None)


def asks_for_lists(text: str) -> bool:
    """Whether ``text`` asks which lists there are."""
    return _ALL_LISTS.search(text) is not None


def agrees(text: str) -> bool | None:
    """Whether ``text`` says yes or no; None where it says neither."""
    return choice.agrees(text)
