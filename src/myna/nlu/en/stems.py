"""The stems of English words, by which a question finds a line that says the same in other inflections. Pure.

Its rules:

1. Only what cannot mistake one thing for another is made the same: plurals, forms of verbs, "-ion", spellings, numbers
   in words and in digits, and a few names of the same thing (mum and mother, bin and rubbish).
2. Words of a question or a line that only hold it together say nothing by themselves.
3. Any text is accepted, and takes time in proportion to its length.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from myna.nlu.en.words import word_set

_FUNCTION = word_set("""
    a about actually again all also am an and any are as at be been being by can could currently did do does done each
    ever every exactly for from got had has have he her here hers him his how i i'd i'm i've in into is it its just
    may me might mine must my now of on onto or our ours out please shall she should so some still than that that's the
    their then there there's these they this those to up us was we we're we've were what when where which who whom
    whose why will with would you your yours
""")

DIGITS = {
    word: str(number)
    for number, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty
        """.split()  # noqa: SIM905
    )
} | {
    word: str(number)
    for number, word in zip(
        range(30, 100, 10), ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), strict=True
    )
}
"""The numbers that are one word, as digits."""


def _families(table: str) -> dict[str, str]:
    """Each word of ``table``, by which the first of its group stands for it; groups have semicolons between them."""
    groups = [group.split() for group in table.split(";")]
    return {word: first for first, *others in groups for word in others}


IRREGULAR = _families("""
    analysis analyses; arise arose arisen; awake awoke; basis bases; bear borne; beat beaten; become became;
    begin began begun; bend bent; bite bit bitten; blow blew blown; box boxes; break broke broken; breed bred;
    bring brought; build built; burn burnt; bus buses; buy bought; catch caught; child children; choose chose chosen;
    cling clung; come came; creep crept; crisis crises; criterion criteria; datum data; deal dealt; die died dying;
    dig dug; draw drew drawn; dream dreamt; drink drank; drive drove driven; eat ate eaten; fall fell; feed fed;
    fight fought; find found; flee fled; fly flew flown; foot feet; foresee foresaw foreseen;
    forget forgot forgotten; freeze froze frozen; get gotten; give gave given; go goes went gone; goose geese;
    grow grew grown; half halves; hang hung; hear heard; hide hid hidden; hold held; keep kept; knife knives;
    know knew known; lay laid; lead led; learn learnt; leave left; lend lent; life lives; light lit; loaf loaves;
    lose lost; make made; man men; mean meant; meet met; mouse mice; overthrow overthrew overthrown; pay paid;
    person people; phenomenon phenomena; ride rode ridden; ring rang rung; rise rose risen; run ran; say said;
    see saw seen; seek sought; sell sold; send sent; shake shook shaken; shelf shelves; shine shone; shoot shot;
    show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid;
    speak spoke spoken; spend spent; spin spun; spring sprang sprung; stand stood; steal stole stolen; stick stuck;
    strike struck; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken; teach taught;
    tell told; thesis theses; thief thieves; think thought; throw threw thrown; tooth teeth;
    undergo underwent undergone; understand understood; use used using uses; wake woke woken; wear wore worn;
    weave wove woven; wife wives; win won; withdraw withdrew withdrawn; wolf wolves; woman women;
    write wrote written
""")
"""Irregular forms, and the words that they are forms of."""

_LONGEST = 40
"""Letters of a word; of what is longer only so many count."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u00b4`", "'"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, its stem, and where it stands: characters ``start`` to before ``end``."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def says(self) -> bool:
        """Whether it says something by itself."""
        return self.text not in _FUNCTION


def terms(text: str) -> set[str]:
    """The stems by which ``text`` is found: of all its words, and of what is joined by hyphens as one word too."""
    found = plain(text)
    return {stem(word) for word in _WORD.findall(found)} | joints(found)


def joints(plain: str) -> set[str]:
    """The stems of what is joined by hyphens in a ``plain`` text, as one word: that of "wifi" for "wi-fi"."""
    return {stem(word.replace("-", "")) for word in _HYPHENATED.findall(plain)} if "-" in plain else set()


def plain(text: str) -> str:
    """``text`` in lower case without accents, each letter at its place."""
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    return "".join(char if char.isascii() else unicodedata.normalize("NFKD", char)[0] for char in text).lower()


def tokens(plain: str) -> list[Token]:
    """The words of a ``plain`` text."""
    return [Token(match.group(), stem(match.group()), *match.span()) for match in _WORD.finditer(plain)]


def _inflected(word: str) -> str:
    """``word`` without the ending of a plural, of a verb's form or of "-ion"."""
    if word in IRREGULAR:
        word = IRREGULAR[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zes", "oes")) and len(word) > 5:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    elif ended := _VERBAL.fullmatch(word):
        word = _verb(ended[1])
    elif word.endswith("tion") and len(word) > 6:
        word = word[:-3]
    return word[:-1] if _SILENT.search(word) else word


def _verb(base: str) -> str:
    """The verb of which ``base`` is left without "-ing" or "-ed": "planning" is of plan, "placing" of place."""
    if base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    if base.endswith("i"):
        return base[:-1] + "y"
    return base + "e" if _SHORT.fullmatch(base) else base


_VERBAL = re.compile(r"(\w*[aeiouy]\w*)(?:ing|(?<!e)ed)(?<=\w{5})|(?!)")
"""A form of a verb, which has a vowel before its ending."""

_SHORT = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
"""What ends in one consonant behind one vowel, and is not written with two of them before an ending, has lost an e."""

_SILENT = re.compile(r"(?:[cgvzl]|[^aeiouy]{2}|[aeiouy]\w*[^aeiouy]+[aeiouy]\w*[^aeiouy])(?<=\w{3})e$")
"""An e at the end that forms of a word may lack, without which it is no other word."""


_SAME = {
    _inflected(other): _inflected(same)
    for other, same in _families("""
        age old; appointment appt; bin dustbin garbage rubbish trash; birthday birth born; children kids;
        christmas xmas; collect pickup; colour color; cost price; dad father; deep depth; doctor dr gp; far distance;
        flat apartment; fridge refrigerator; grandma grandmother granny nan; grandpa granddad grandfather; grey gray;
        heavy weigh weight; high height tall; hot temperature temp; large big size; long length; mum mom mother;
        password passcode passphrase; phone cell cellphone mobile telephone; programme program;
        tv telly television; tyre tire; wide width; wifi wlan
    """).items()
}
"""Stems that mean the same, by the one that stands for all."""


@lru_cache(4096)
def stem(word: str) -> str:
    """What the inflections and the spellings of ``word``, in lower case, have in common."""
    word = word.removesuffix("'s").replace("'", "")[:_LONGEST]
    found = DIGITS.get(word) or _inflected(word)
    return _SAME.get(found, found)
