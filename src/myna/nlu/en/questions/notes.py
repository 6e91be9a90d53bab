"""What a question asks of a person's own notes. Pure.

Its rules:

1. Only what is a question, or asks to be told something, asks notes: never what is to be done.
2. What points at something that was said before ("her", "it"), asks for any of a kind ("what is a dishwasher") or asks
   Myna about itself is nothing for notes.
3. The words that ask ("what time", "where did I put") say what kind of answer is wanted, and need not be in it.
"""

import re
from collections.abc import Sequence

from myna.nlu.en.normalise import normalise
from myna.nlu.en.note_answers import MILD, Asked, Wants
from myna.nlu.en.stems import Token, plain, stem, terms, tokens
from myna.nlu.en.words import lowered, word_set
from myna.nlu.sound_key import sound_key

__all__ = ["asked", "speaks_of_notes", "terms"]

_DIRECTIONS = word_set("on off up down")
_SWITCHED = word_set("turn switch")
"""Behind these a direction says something: turn on is not turn off."""

_ELSEWHERE = word_set("""
    he he's her hers him himself his it it's its she she's their theirs them they they're you you're your yours yourself
""")
"""Who is meant by these was said before, or is Myna."""

_POSSESSIVE = frozenset(["her", "his", "its", "their"])

_NOTES = r"(?:my|our|the) notes?"
_TELL = re.compile(
    r"(?:(?:tell|give|show|read)(?: (?:me|us|out))?|say|find(?: out)?|check|(?:look |search )?(?:up|for)"
    r"|(?:do|did) (?:you|we|i) (?:still )?(?:know|remember|recall)|i (?:want|need|would like) to know|i'd like to know"
    r"|i wonder|(?:i|we) forgot|i (?:don't|can't) (?:know|remember)|any idea"
    r"|remind me(?= (?:what|where|who|when|how|which|why)\b)) (?:again )?(?:if |whether )?"
)
_IN_NOTES = re.compile(
    rf"(?:,? )?\b(?:in|from|according to|by|through) {_NOTES}\b(?: for\b)?,?|\bsearch {_NOTES} for\b"
)
_SAID = re.compile(r"(?<=\w) (?:did|have) i (?:say|said|tell you|told you|mention|mentioned)(?: that)? (?=(?:i|we)\b)")
"""What stands in a question for what its speaker has said, and may be left out: "where did I say I put it"."""
_THING = re.compile(r"(?:the|my|our|(?!(?:what|who|where|when|how|why)'s)\w+'s)\b")
_ALL = re.compile(
    rf"(?:what (?:do|does) {_NOTES} (?:say|tell|have)(?: (?:me|us))? (?:about|on|of)"
    r"|what (?:did|have) (?:i|we) (?:noted?|write|written)(?: down)? (?:about|on)"
    r"|(?:do (?:i|we) have|is there|are there) (?:anything|something|a note|any notes?|notes) (?:about|on)) "
)
_SPEAKS_OF_NOTES = re.compile(rf"\b{_NOTES} (?:say|tell|have)\b|\b(?:in|from|search|according to) {_NOTES}\b")

_ASKS: tuple[tuple[Wants, str], ...] = (
    ("time", r"(?:what|which) (?:time|day|date|weekday|month|year)s?\b(?: of the (?:week|day|month|year)\b)?"),
    ("time", r"(?:until |till |since )?when(?:'s)?\b|how (?:often|frequently)\b"),
    ("extent", r"how long(?= is| are)"),
    ("duration", r"how long\b|how much time\b|how many (?:seconds|minutes|hours|days|weeks|months|years)\b"),
    ("age", r"how old\b"),
    ("degrees", r"(?:what|which) temperature\b|how (?:hot|warm|cold)\b"),
    ("count", r"how many\b"),
    ("amount", r"how much\b|(?:what|which) (?:percentage|percent|amount)\b"),
    ("amount", r"how (?=(?:tall|high|wide|long|deep|heavy|far|big|large|thick|fast)\b)"),
    ("place", r"where(?:'s)?\b|(?:what|which) (?:room|place)\b"),
    ("name", r"who(?:'s|m|se)?\b"),
    ("reason", r"why\b|how come\b"),
    ("way", r"how (?:to|do|does|did|can|could|should|must)\b"),
    ("thing", r"what(?:'s|s)?(?: (?:kind|type|sort|brand|make) of)?\b|which(?: ones?)?\b"),
)
_FORMS = [
    (wants, re.compile(rf"(?:(?:at|by|for|in|on|to|with|from|about|under) )?(?:{form})")) for wants, form in _ASKS
]
_DEFINES = re.compile(
    r"^(?:what|who)(?:'s|s| is| are| was| were)\b(?! got\b)"
    r"(?! (?:it|this|that|there)$)|^(?:what|who) .* (?:is|are|was|were)$"
)
_ABOUT = re.compile(r" (?:about|at|for|from|of|to|with)$")
"""Ends a question for what something has to do with: "what is Tom allergic to"."""

_POINTS = re.compile(r"\b(?:the|my|our|in|on)\b|'s\b")
"""What is pointed at, or somebody's, is known to who asks."""

_ANY = re.compile(r"(?:what|who)(?:'s| is) an? ")
"""Asks for a kind of thing, which a dictionary knows, and not for one's own."""

_TRUTH = re.compile(r"(?:is|are|do|does|can|may|must|should|(?P<past>did|has|have))(?:n't)?\b")

_VAGUE = frozenset(
    map(
        stem,
        word_set("""
    any anything best first good last many more most much new next nothing one other some something stuff thing
"""),
    )
)
"""What names nothing by itself."""

_HAPPENED = re.compile(r"\b(?:did|have|has|had) (?!to\b)\w+")
"""Asks about something that was."""

_WHEN_IT_HAPPENED = re.compile(
    r" (?:today|yet|already|(?:this|yesterday) (?:morning|afternoon|evening)|yesterday|last night)$"
)
"""What a note that tells what happened need not say, since it is told when it was taken."""

_DAY_OF = re.compile(
    r"^(?:when|what day)(?:'s| is| are) (?:the )?(bin|rubbish|recycling|trash|garbage)(?: collection)? day\b"
)
_MEAL = re.compile(r"^what(?:'s|s| is| are we having) for (breakfast|lunch|dinner|tea|supper|pudding|dessert)\b")
"""Asks what is the day of something, and what is a meal."""

_ANY_OF = frozenset(map(stem, word_set("anything something some any")))
"""What is not said in an answer."""


def asked(text: str) -> Asked | None:
    """What ``text`` asks of notes; None where it asks nothing that notes answer."""
    sentence = _MEAL.sub(
        r"what is the \1", _DAY_OF.sub(r"when does the \1 go", _question(lowered(normalise(text).text)))
    )
    if _ANY.match(sentence):
        return None
    happened = _HAPPENED.search(sentence) is not None
    if happened:
        sentence = _WHEN_IT_HAPPENED.sub("", sentence)
    wants, rest, past = _wanted(sentence)
    found = tokens(plain(rest))
    if wants is None or _points_elsewhere(found):
        return None
    switched = any(token.stem in _SWITCHED for token in found)
    words = [token.stem for token in found if _is_said(token, switched=switched)]
    if len(words) > 1:
        words = [word for word in words if word not in _ANY_OF]
    words += ["not"] * any(token.text.endswith("n't") for token in found)
    mild = MILD.get(wants, frozenset())
    defines = _DEFINES.search(sentence) is not None and not _ABOUT.search(sentence)
    named = set(words) - mild - _VAGUE
    if not named or (wants in ("thing", "way", "truth") and len(named) < 2 and not (defines and _POINTS.search(rest))):
        return None  # nothing is named, or anything of a kind: "what is love", "what did you say"
    own = any(token.text in ("my", "our", "mine", "ours") for token in found)
    return Asked(wants, tuple(dict.fromkeys(words)), mild & set(words), defines, own, past, happened and wants != "all")


def _points_elsewhere(found: Sequence[Token]) -> bool:
    """Whether words point at somebody whom the question has not named: not in "when does Mia take her medicine"."""
    begins = next((place for place, token in enumerate(found) if token.says), len(found))
    return any(
        token.text in _ELSEWHERE and (place < begins or token.text not in _POSSESSIVE)
        for place, token in enumerate(found)
    )


def _is_said(token: Token, *, switched: bool) -> bool:
    """Whether an answer must have ``token``; what is ``switched`` is switched in a direction."""
    return (token.says and not token.text.endswith("n't")) or (switched and token.text in _DIRECTIONS)


def speaks_of_notes(text: str) -> bool:
    """Whether ``text`` says that it is asked of notes: "what do my notes say about ...", "... in my notes"."""
    return _SPEAKS_OF_NOTES.search(lowered(text)) is not None


def sound(word: str) -> str:
    """How ``word`` sounds, however it is spelled."""
    return sound_key(word)


def _question(sentence: str) -> str:
    """``sentence`` as the question that it is: "tell me the password" is "what is the password"."""
    sentence, told = _SAID.sub(" ", _IN_NOTES.sub(" ", sentence).strip(), count=1), False
    while (match := _TELL.match(sentence)) and match.end() < len(sentence):
        sentence, told = sentence[match.end() :], True
    return f"what is {sentence}" if told and _THING.match(sentence) else sentence


def _wanted(sentence: str) -> tuple[Wants | None, str, bool]:
    """What ``sentence`` wants, the words behind that, and whether it asks for what has been done."""
    if match := _ALL.match(sentence):
        return "all", sentence[match.end() :], False
    for wants, form in _FORMS:
        if match := form.match(sentence):
            return wants, sentence[match.end() :], False
    if match := _TRUTH.match(sentence):
        return "truth", sentence[match.end() :], match["past"] is not None
    return None, sentence, False
