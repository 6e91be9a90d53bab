"""The sentences of an article, and how one of them is spoken. Pure; for any language.

Its rules:

1. A sentence ends at a mark that no abbreviation, initial, number or bracket explains. Where that is uncertain, it goes
   on: half a sentence is worse than two.
2. What is only for the eye is not read: brackets behind a word, phonetic spelling, coordinates, marks of footnotes.
3. A long sentence ends where a clause does; one that takes something back ("but", "although") stays whole.
"""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import re
import unicodedata
from itertools import accumulate

LONGEST = 220
"""Columns of a sentence from which on it ends with a clause; a Chinese or Korean character has two of them."""

_LEAST = 60
"""Columns of the shortest part of a sentence that is read in place of the whole."""

_WIDE_END = "。！？"
_END = re.compile(rf"(?:[.!?…]+|[{_WIDE_END}]+)[\"'”’»)\]」』]*")

_NEVER_LAST = frozenset(
    """
    mr mrs ms dr prof rev fr sr st ste mt ft gen lt col capt cpt cmdr cdr maj adm sgt cpl pvt gov sen rep hon pres msgr
    vs cf viz ca approx i.e e.g esp incl aka al op ed eds trans transl illus rpt pron lit syn var
    hr hl bzw vgl geb gest urspr evtl ggf sog bspw insb chr v d.h z.b u.a u.å o.ä
    mme mlle mm me mgr env c.-à-d apr av p.ex ex
    sra srta dn dña d ud uds excmo p.ej aprox aprox
    """.split()  # noqa: SIM905
)
"""Abbreviations that something follows: their full stop ends no sentence."""

_NUMBERED = frozenset(
    """
    no nos nr nrs vol vols p pp pg fig figs ch chap art arts sec op c ca cca circa b d r fl ff m n º n.º núm num jh jhd
    jan feb mar apr jun jul aug sep sept oct okt nov dec dez bd s abb v bl
    """.split()  # noqa: SIM905
)
"""Abbreviations whose full stop ends no sentence where a number follows."""

_STARTERS = frozenset(
    """
    the a an it its he his she her they their them this that these those there in on at by for from with after before
    when while since during although though however as among both some many most several one two since today other
    according such because under over until according if what who and but or not no we you i following
    der die das den dem er sie es ein eine einer einem im am in seit nach bei mit von zu auf als sein seine ihr ihre
    diese dieser dieses auch durch für heute neben unter während
    le la les il elle ils elles un une des en dans ce cette ces son sa ses au aux après avec pour sous selon depuis
    el los las lo su sus fue es era una por con para tras desde según este esta estos estas
    """.split()  # noqa: SIM905
)
"""Words that a sentence begins with, behind an abbreviation that may end one ("U.S.", "Inc.")."""

_ORDINAL_BEFORE = frozenset("am ab bis dem den der des die im seit vom zum".split())  # noqa: SIM905
"""German words behind which a number with a full stop is an ordinal: "am 3. Oktober"."""

_ORDINAL_BEHIND = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahrhundert|jahrtausend)"
    r"\w*",
    re.IGNORECASE,
)

_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}|[^\W\d_]")
"""Abbreviations such as U.S and Ph.D, and initials, each without the last full stop."""

_COMPANY = frozenset("inc ltd co corp jr sr bros etc dept est univ dist mass conn calif fla ala ark colo".split())  # noqa: SIM905
"""Abbreviations that may end a sentence, or not."""


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, a paragraph of an article, without white space at their ends."""
    text = " ".join(text.split())
    found, start = [], 0
    depths = _depths(text)
    for match in _END.finditer(text):
        if match.start() < start:
            continue
        end = match.end()
        while end > match.start() + 1 and text[end - 1] in ")]" and depths[end - 1] < 0:
            end -= 1
        if depths[end - 1] > 0 or not _ends(text, start, match.start(), end):
            continue
        found.append(text[start:end].strip())
        start = end
    if rest := text[start:].strip():
        found.append(rest)
    return [one for one in found if any(character.isalnum() for character in one)]


def is_ended(sentence: str) -> bool:
    """Whether ``sentence`` has a mark at its end, which items of lists, headings and broken texts have not."""
    return sentence.rstrip("\"'”’»)]」』")[-1:] in tuple(f".!?…{_WIDE_END}")


_OPENING, _CLOSING = "([（［【", ")]）］】"


def _depths(text: str) -> list[int]:
    """How many brackets are open behind each character; a bracket that is never closed counts as none."""
    balance, unclosed = [], []
    for place, character in enumerate(text):
        if character in _OPENING:
            unclosed.append(place)
        elif character in _CLOSING and unclosed:
            balance.append((unclosed.pop(), place))
    changes = [0] * (len(text) + 1)
    for opening, closing in balance:
        changes[opening] += 1
        changes[closing] -= 1
    return list(accumulate(changes[:-1]))


def _ends(text: str, start: int, mark: int, end: int) -> bool:
    """Whether the sentence from ``start`` on ends at the ``mark`` that goes until ``end``."""
    if text[mark] in _WIDE_END:
        return text[end : end + 1] not in (*_WIDE_END, "」", "』", "”")
    if end < len(text) and not text[end].isspace():
        return "가" <= text[mark - 1 : mark] <= "힣" and not text[end].isalnum() and text[end] not in ",.;:"
    behind = text[end:].lstrip().lstrip("\"'“‘«(¿¡")
    if not behind:
        return True
    if behind[0].islower() or behind[0] in ",;:":
        return False
    if text[mark:end].rstrip("\"'”’»)]") != ".":
        return True
    return _full_stop_ends(text[start:mark], behind)


def _full_stop_ends(before: str, behind: str) -> bool:
    """Whether a full stop behind ``before`` ends a sentence, where a capital or a number is in front of ``behind``."""
    previous, word = (["", "", *before.split()])[-2:]
    word = word.lstrip("\"'“‘«([¿¡")
    name, following = word.casefold(), re.match(r"\w*", behind)
    next_word = "" if following is None else following.group()
    if behind[0].isdigit() and (name in _NUMBERED or len(word) == 1):
        return False
    if name in _NEVER_LAST:
        return False
    if word.isdigit() and len(word) <= 2:
        return previous.casefold() not in _ORDINAL_BEFORE and _ORDINAL_BEHIND.fullmatch(next_word) is None
    if _DOTTED.fullmatch(word) or name in _COMPANY:
        return next_word.casefold() in _STARTERS and not (len(word) == 1 and word.islower())
    return True


_BRACKETS = re.compile(r"(.?)( ?)(\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|［[^［］]*］|【[^【】]*】)")

_NESTED = 20
"""How deep brackets are looked for in brackets."""

_OF_A_WORD = 4
"""Characters of the longest bracket that belongs to the word that it is written on to: "person(s)", "f(x)"."""

_PHONETIC = re.compile(r"\s*/[^/\s][^/]{0,60}[ˈˌːəɪʊɛɔæɑʃʒθðŋɡɹʁɲʎʔ][^/]{0,60}/")
_COORDINATES = re.compile(
    r"\s*\b\d{1,3}(?:\.\d+)?°\s?(?:\d{1,2}(?:\.\d+)?[′'’]\s?)?(?:\d{1,2}(?:\.\d+)?[″\"”]\s?)?[NSEWO]\b[,;\s/]*"
)
_EMPTY = re.compile(r"\"\s*\"|“\s*”|„\s*“|«\s*»|「」")
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?])")
_TWICE = re.compile(r"([,;:])(?:\s*[,;:])+")
_COMMA_END = re.compile(r"[\s,;:–—-]+(?=[.!?]$)")

_CLAUSE = re.compile(
    r"(?P<strong>;|；|\s[–—]\s)|(?P<wide>，)"
    r"|,\s(?=(?:which|who|whose|where|with|and|including|making|as well as|such as"
    r"|der|die|das|deren|dessen|wo|und|wobei|sowie|qui|que|dont|où|et|ainsi que|avec|y|donde|cuyo|cuya|quien)\b)"
)
_TAKES_BACK = re.compile(
    r"\W*(?:(?:but|although|though|however|except|unless|until|rather|not|nor|yet|whereas|despite"
    r"|aber|jedoch|sondern|obwohl|außer|nicht|mais|cependant|sauf|pero|sino|aunque|excepto)\b|但|然而|不过|而非|雖)",
    re.IGNORECASE,
)


def told(sentence: str, keep: str = "", least: int = _LEAST) -> str:
    """``sentence`` as it is spoken, on one line; brackets that have the text ``keep`` are read as a clause.

    Where it is shortened, ``least`` columns of it stay.
    """
    text = _COORDINATES.sub(" ", _PHONETIC.sub("", " ".join(sentence.split())))
    for _ in range(_NESTED):
        before, text = text, _BRACKETS.sub(lambda found: _bracket(found, keep), text)
        if text == before:
            break
    return _shortened(_tidied(text), max(least, _LEAST))


def _bracket(found: re.Match[str], keep: str) -> str:
    """What is read in the place of a bracket."""
    before, space, bracket = found.groups()
    content = bracket[1:-1]
    if not space and bracket[0] == "(" and len(content) <= _OF_A_WORD and before.isascii() and before.isalnum():
        return found.group()
    return f"{before}, {content.strip(' ,;')}," if keep and keep in content else before


def _tidied(text: str) -> str:
    """``text`` without what is left where something was taken out."""
    text = _EMPTY.sub("", " ".join(text.split()))
    text = _TWICE.sub(r"\1", _BEFORE_MARK.sub("", " ".join(text.split()))).lstrip(" ,;:.")
    return _COMMA_END.sub("", text)


def _shortened(text: str, least: int) -> str:
    """``text``, ended at the last clause that ends early enough where it is long; whole where none does."""
    if _width(text) <= LONGEST:
        return text
    ends = [found for found in _CLAUSE.finditer(text) if least <= _width(text[: found.start()]) <= LONGEST]
    for found in reversed(ends):
        if not _TAKES_BACK.match(text, found.end()) and _is_whole(text[: found.start()]):
            kept = text[: found.start()].rstrip(" ,;，；")
            return kept + ("。" if unicodedata.east_asian_width(kept[-1]) == "W" and found["wide"] else ".")
    return text


def _is_whole(text: str) -> bool:
    """Whether quotation marks are closed in ``text``."""
    return not text.count('"') % 2 and text.count("“") == text.count("”") and text.count("«") == text.count("»")


def _width(text: str) -> int:
    return (
        len(text)
        if text.isascii()
        else len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    )
