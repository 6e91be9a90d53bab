"""An English sentence as it was typed or recognised, as words for understanding, without its politeness. Pure.

Its rules:

1. Politeness and filler are taken off both ends, again and again ("okay so could you please ... for me, thanks"), and
   hesitations everywhere. A sentence that is nothing else keeps its words ("thank you", "okay").
2. "I want to" and its like are filler only before an order's verb: "I want to know" is not.
3. Behind words that need something after them nothing is taken off the end: "remind me to say thank you".
4. In the text of a reminder, a note or a list only "please" and thanks are taken off the end: "call her now" stays.
5. "Would you mind setting an alarm" is "set an alarm".
"""

import re
from collections.abc import Iterable

from myna.nlu.en.order_verbs import BASES, NOISES, ORDERS
from myna.nlu.en.words import word_set
from myna.nlu.normalise import PAUSE, Sentence, Word, joined, words_of

_CONTRACTIONS = {
    word.replace("'", ""): word
    for word in """
    ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't he's how's i'm i've isn't it'd
    it'll shouldn't that's there's they're they've wasn't weren't what's when's where's who's why's won't
    wouldn't you'd you'll you're you've
    """.split()  # noqa: SIM905
} | {"cannot": "can't", "a.m": "am", "p.m": "pm", "pls": "please", "plz": "please"}
"""As some type and some recognisers write them; what is a word of its own ("well", "id", "its") is not here."""

HESITATIONS = frozenset(["ah", "eh", "er", "erm", "err", "hm", "hmm", "mm", "uh", "uhm", "um", "umm"])

_MARKS = (PAUSE, "?")

_INTERJECTIONS = """
(?:dear|darling|sweetheart|sweetie|mate|buddy) | my (?:dear|darling) |
sorry (?:to|for) (?:bother|bothering|disturb|disturbing) you |
please you | what was i (?:going to say|gonna say|saying|about to say) | where was i |
actually | alright | all right | and | anyway | excuse me | hello | hello there | hey | hey there | hi | hi there |
kindly | listen | look(?! (?:at|for|in|into|up) ) | myna | now | oh | ok | okay | oops | please | quickly | right | so |
sorry | sure | then | thanks | blimey | crikey | righto | g'day | (?:roughly|approximately)(?= how ) |
(?:grand|lovely|great|brilliant|perfect|fine|good)(?= (?:so|and|now|then) ) | bloody hell | jesus(?= no ) |
thank you | well | whoops | yeah | yep | yes | yo | just | go ahead and | go on and | be a dear and | be so kind as to |
as to | do me a favor and | do me a favour and | feel free to | try to | please be sure to | be sure to |
make sure to | make sure you | i said | whatever you do | whatever else you do | whatever happens | no matter what |
no matter what happens | in any case | at any rate | by all means |
for (?:heaven's|god's|goodness|pity's) sake | come on
"""

_ASKING = """
(?:can|could|will|would|can't|couldn't|won't|wouldn't) (?:you|we|someone|somebody|anyone|u) (?:possibly|maybe)? |
(?:can|could) (?:you|u) (?:help|assist) me (?:to|in|by|with)? | can i (?:get|have|ask) you to |
(?:may|might|could) i ask you to | may i suggest (?:we|you|that you)? | would you be (?:able|willing|so kind as) to |
would you be so kind and | are you able to | is it possible (?:for you)? to | would it be possible (?:for you)? to |
(?:i|do you)? reckon you (?:can|could) |
do you mind | would you mind | mind | do you think (?:that)? you (?:can|could|would) |
is there (?:any|a) (?:way|chance) (?:that)? you (?:can|could|would) |
i (?:want|need|would like|wish|ask|beg) (?:for)? you to | i (?:want|need) that you |
i'd (?:like|love|want|need) you to | i'm asking you to |
i need u to | i (?:was|am) (?:wondering|hoping) (?:if)? you (?:can|could|would|might) |
i'm (?:wondering|hoping) if you (?:can|could|would) |
(?:i|i'd|i would) (?:really)? appreciate (?:it)? if (?:you'd|you) (?:can|could|would)? |
(?:it'd|it would) (?:really)? be (?:nice|great|good|helpful|lovely) if (?:you'd|you) (?:can|could|would)? |
it (?:will|would) be (?:nice|great|good|helpful) if you (?:can|could|would)? | why don't (?:you|we) (?:just|please)? |
why not (?:just)? | how about (?:you|we)? | what about |
if you (?:can|could|would|will|please|may|like|want|wouldn't mind|don't mind) |
if you (?:would|could) be so kind (?:as to)? |
if (?:it's|it is|that's|that is) (?:okay|ok|alright|possible|fine|not too much trouble) (?:with you)? |
if it (?:isn't|is not|wouldn't be|would not be) too much (?:trouble|bother) | if (?:at all)? possible | if i may |
(?:when|whenever) you (?:can|could|get a chance|have a chance|get a minute|have a minute|have a second|have a moment) |
(?:when|whenever) you (?:have time|get time|are ready)
"""

_WISHES = """
i (?:want|need|must|should) (?:to)? | i (?:have|would like|would love|wish|wanted|got|ought) to |
i'd (?:like|love) to | i wanna | i gotta | i (?:was)? (?:wondering|hoping) (?:if)? (?:i|we) (?:can|could) |
i've got to | we should | we (?:need|have|want) to | let's | let us | let me |
(?:can|could|may) (?:i|we) (?:please)? | help me (?:to)? |
you (?:should|must|need to|have to|can|could|may|might want to) (?:please|now)? | i'm (?:trying|looking) to
"""

_ENDS = """
please | pretty please | thanks | thanks a lot | thanks so much | many thanks | thank you |
thank you (?:so|very) much | cheers | ta | obviously | of course | while you're at it | i guess | i suppose
"""

_MORE_ENDS = """
(?:love|dear|darling|sweetheart|sweetie|mate|buddy|pal|hun|babe) | my (?:love|dear|darling|friend) | now | then |
right now | right away | straight away | immediately | at once | for me | for us |
(?<!more )(?<!less )(?<!so )(?<!too )(?<!very )quickly | real quick | okay |
ok | alright | all right | myna | will you | would you | can you | could you |
if you (?:can|could|would|will|please|like|may|don't mind|wouldn't mind) | if possible |
if (?:it's|it is|that's|that is) (?:okay|ok|alright|possible|fine|not too much trouble) (?:with you)? |
if you would be so kind | (?:that|it) would be (?:great|nice|good|lovely) | that'd be great | as soon as possible |
as soon as you can | when you (?:can|get a chance|have time)
"""

_NEEDS_MORE = word_set("""
    a about an and are as at by called define for from him her in is it's me mean meaning means named of on or pronounce
    said say saying says send spell than that the them to translate till until us what's with word write years
    """)
"""Behind these an ending is what the sentence is about: "spell please", "an hour from now"."""

_CONTENT = re.compile(
    r"\b(?:remind(?:er|ers|ing)?|remember|notes?|memo|jot|write|add|put|list|message|text|email|tell \w+ (?:to|that))\b"
)


def _alternatives(table: str) -> str:
    """The phrases of ``table``, the longest first, as one regular expression; ``(?:...)?`` may be left out."""
    phrases = (" ".join(phrase.split()) for phrase in re.split(r"\|(?![^(]*\))", table))
    return "|".join(re.sub(r" (\(\?:[^()]*\)\?)", r"(?: \1)?", phrase) for phrase in sorted(phrases, key=len)[::-1])


_VERB = "|".join(sorted(ORDERS | NOISES))
_PAUSES = r"(?: ,)*"
_LEADING = re.compile(
    rf"(?:(?P<filler>{_alternatives(_INTERJECTIONS)}|{_alternatives(_ASKING)}){_PAUSES}(?: |$)"
    rf"|(?P<wish>{_alternatives(_WISHES)}){_PAUSES} (?=(?:please |just |go ahead and )*(?:{_VERB})\b)| ?, )"
)
_TRAILING = re.compile(rf"(?:^| )(?P<filler>{_alternatives(_ENDS)}|{_alternatives(_MORE_ENDS)}|[,?])$")
_TRAILING_CONTENT = re.compile(rf"(?:^| )(?P<filler>{_alternatives(_ENDS)}|[,?])$")
_GERUND_BEFORE = re.compile(r"(?:mind|how about(?: you| we)?|what about|help me (?:in|by|with))$")


def normalise(sentence: str, *, whole: bool = False) -> Sentence:
    """The words of ``sentence`` without politeness and filler; ``removed`` names those.

    What is left of a ``whole`` sentence needs nothing after it: "turn it on please".
    """
    words = spelt_out(words_of(sentence, pauses=True))
    words, removed = _without_hesitations(words)
    first, leading = leading_filler(words)
    last = _trailing(words, first, frozenset() if whole else _NEEDS_MORE)
    kept = [word for word in words[first:last] if word.text not in _MARKS]
    if not kept:
        return Sentence(sentence, tuple(word for word in words if word.text not in _MARKS))
    if leading and _GERUND_BEFORE.search(leading[-1]) and kept[0].text in BASES:
        kept[0] = Word(BASES[kept[0].text], kept[0].start, kept[0].end)
    kept, inside = _without_please(kept)
    ending = [joined(words[last:])] if any(word.text not in _MARKS for word in words[last:]) else []
    removed = [*removed, *leading, *inside, *(phrase.replace(" ,", "").strip(" ,?") for phrase in ending)]
    return Sentence(sentence, tuple(kept), tuple(removed))


def spelt_out(words: Iterable[Word]) -> list[Word]:
    """``words`` with the apostrophes of contractions that were typed without them ("dont")."""
    return [Word(_CONTRACTIONS.get(word.text, word.text), word.start, word.end) for word in words]


def leading_filler(words: list[Word]) -> tuple[int, list[str]]:
    """How many of ``words`` are politeness and filler at the beginning, and the phrases; never all of them."""
    text = joined(words)
    at, phrases = 0, list[str]()
    while match := _LEADING.match(text, at):
        if match.end() >= len(text):
            break
        at = match.end()
        if phrase := match["filler"] or match["wish"]:
            phrases.append(phrase)
    return text[:at].count(" "), phrases


def _trailing(words: list[Word], first: int, needs_more: frozenset[str]) -> int:
    """The place in ``words`` at which the filler at the end begins; none is behind words that ``needs_more``."""
    text = joined(words[first:])
    endings = _TRAILING_CONTENT if _CONTENT.search(text) else _TRAILING
    while match := endings.search(text):
        before = text[: match.start()].rpartition(" ")[2]
        if not match.start() or (match["filler"] not in _MARKS and before in needs_more):
            break
        text = text[: match.start()]
    return first + len(text.split())


def _without_hesitations(words: list[Word]) -> tuple[list[Word], list[str]]:
    kept = [word for word in words if word.text not in HESITATIONS]
    if all(word.text in _MARKS for word in kept):
        return words, []
    return kept, [word.text for word in words if word.text in HESITATIONS]


def _without_please(words: list[Word]) -> tuple[list[Word], list[str]]:
    """``words`` without a "please" between them, up to where a free text begins."""
    kept, removed, free = [], list[str](), False
    for place, word in enumerate(words):
        if word.text == "please" and not free and not (place and words[place - 1].text in _NEEDS_MORE):
            removed.append(word.text)
        else:
            kept.append(word)
        free = free or bool(_CONTENT.fullmatch(word.text))
    return (kept, removed) if kept else (words, [])
