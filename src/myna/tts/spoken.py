"""From written to spoken text: the words that a voice says for a clause. Pure.

Its rules:

1. Markdown, HTML, emoji and addresses, which a model may write though it is asked for plain sentences, are removed.
   The words in them stay: the text of a link, the content of a cell, the host of an address.
2. English is written out, so that the result holds no digit. Other languages keep their digits, which espeak-ng reads,
   and only get words for the few signs of ``_SIGNS``.
3. What the user has listed is said as the list has it, in any language.
4. Any text is accepted; the time grows in proportion to its length. A result that is given again is not changed.
5. The result is one line, empty where there is nothing to say.
"""
# ruff: noqa: RUF001 -- look-alikes are meant

import html
import re
import unicodedata

from myna.tts.english import abbreviations_in_words, numbers_in_words
from myna.tts.pronunciations import Pronunciations

_SIGNS = {
    "de": {"%": "Prozent", "°C": "Grad Celsius", "&": "und"},
    "es": {"%": "por ciento", "°C": "grados Celsius", "&": "y"},
    "fr": {"%": "pour cent", "°C": "degrés Celsius", "&": "et"},
}
"""Words for signs after a number, and for the ampersand, by language."""

_RAISED = {"de": "hoch", "es": "elevado a", "fr": "puissance"}
"""The word between a number and its exponent, by language; espeak-ng reads 10⁶ as two numbers."""

_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""Control characters, zero-width marks, variation selectors, lone surrogates, and private use."""

_EMOJI = re.compile("[\u20e3\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]+")
_VULGAR_FRACTION = re.compile("[¼-¾⅐-⅞]")
_ADDRESS = re.compile(
    r"<?(?<![A-Za-z])(?:https?://|ftp://|www\.(?=\w))+([^\s/?#:()<>\[\]\"*`|]*)([^\s()<>\[\]\"*`|]*)>?",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_BESIDE_TEXT = re.compile(r"!(?=\[)|\]\((?:[^()]|\([^()]*\))*\)|\[\^?[0-9]{1,3}\]|^[-*+] \[[ xX]\]")
"""The address of a link, the mark of a footnote, the box of a to-do item."""

_POWER = re.compile(r"\^([-−]?[0-9]+|\{[-−]?[0-9]+\}|\([-−]?[0-9]+\))")
_SUPERSCRIPT = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
"""10^6 and 10⁶ are the same."""

_EXPONENT = re.compile("(?<=[0-9])⁻?[⁰¹²³⁴-⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w+.-]*")
_BLOCK = re.compile(r"[-*+•·>] |#{1,6} |\||[0-9]{1,3}[.)] ")
"""Beginnings of lines that are sentences of their own: bullets, headings, rows of tables."""

_LEAD = re.compile(r"(?:[\s,;:!?…|>=–—•·)]|\.(?!\.?[0-9])|[#~](?![0-9])|[-+](?!\.?[0-9]|[$€£¥₹]))*")
"""What is removed at the beginning of a line: bullets, quote marks, stray punctuation, but no sign of a number."""

_DASHES = re.compile(
    r"(?<![0-9])(?: [-–—]+)+(?: |$)(?!(?<=[AaPp][Mm] [-–—] )[0-9])|(?: [-–—]+)+ (?![.(0-9])|(?<![0-9])—|—(?![0-9])"
)
"""Dashes that are pauses: not those between numbers and between times."""

_ITEM_NUMBER = re.compile(r"^([0-9]{1,3})[.)] (?=\S)")


_AS_WRITTEN = Pronunciations({})


def spoken(text: str, language: str = "en-us", pronunciations: Pronunciations = _AS_WRITTEN) -> str:
    """``text`` as it is spoken in ``language``, a tag such as ``en-us`` or ``de``: one line without markup."""
    tag = language.lower().replace("_", "-")
    code = tag.split("-")[0]
    text = pronunciations.applied(_as_one_line(text, number_items=code == "en"))
    if code == "en":
        text = _neat(numbers_in_words(text, day_first=tag not in ("en", "en-us")))
        text = abbreviations_in_words(text)
    else:
        text = _neat(re.sub("[<>]", " ", text))
        for sign, words in _SIGNS.get(code, {}).items():
            text = re.sub("&" if sign == "&" else rf"(?<=[0-9]) ?{sign}(?!\w)", f" {words} ", text)
        if word := _RAISED.get(code):
            text = _EXPONENT.sub(lambda found: f" {word} {found[0].translate(_DIGITS)} ", text)
    text = _neat(text)
    return text if any(character.isalnum() for character in text) else ""


def _as_one_line(text: str, *, number_items: bool) -> str:
    """Join the lines without their markup; blocks and paragraphs end with a full stop."""
    text = _ENTITY.sub(lambda found: html.unescape(f"&{found[1]};"), text)
    text = _EMOJI.sub(" ", _INVISIBLE.sub("", text)).replace("’", "'")
    text = _VULGAR_FRACTION.sub(lambda found: " " + unicodedata.normalize("NFKC", found[0]).replace("⁄", "/"), text)
    joined: list[str] = []
    apart = False
    for raw in text.splitlines():
        line = " ".join(raw.split())
        block = _BLOCK.match(line) is not None
        plain = "" if _FENCE.fullmatch(line) else _neat(_without_markup(line))
        if number_items:
            plain = _ITEM_NUMBER.sub(r"\1, ", plain)
        if not any(character.isalnum() for character in plain):
            apart = True
            continue
        if joined and (apart or block) and joined[-1][-1] not in ".!?…:;,":
            joined[-1] += "."
        joined.append(plain)
        apart = block
    return " ".join(joined)


def _without_markup(line: str) -> str:
    """The words of one line, without its markup."""
    line = _ADDRESS.sub(_host, line).replace("&", " & ")
    line = _BESIDE_TEXT.sub("", _TAG.sub(" ", line))
    line = re.sub(r"(?<=[0-9)]) ?\* ?(?=[0-9(])", "×", line)
    line = _POWER.sub(lambda found: found[1].strip("{}()").translate(_SUPERSCRIPT), line)
    line = re.sub(r"[*`\\]|~~+|[#~](?![0-9])|_(?![^\W_])|(?<![^\W_])_", "", line)
    line = re.sub(r"[\[\]{}^_]|(?<![A-Za-z])(?i:www)\.(?=\w)", " ", line)
    return line.strip("| ").replace("|", ", ")


def _host(found: re.Match[str]) -> str:
    """The host of an address, and the punctuation after the address."""
    host: str = found[1]
    last = found[2][-1:] or host[-1:]
    return host.rstrip(".,;!?") + (last if last in ".,;:!?" else "")


def _neat(text: str) -> str:
    """``text`` with single spaces, dashes as commas, no mark twice, and no mark at its beginning."""
    text = " ".join(re.sub("//+", " ", text).split())
    text = _DASHES.sub(", ", text)
    text = " ".join(text.split())
    text = re.sub(r" (?=[,;:!?)]|\.(?![^\s.]))", "", text)
    text = re.sub(r"([,;:])(?: ?[,;:])+", r"\1", text)
    text = re.sub(r"[,;:](?=[.!?](?:\s|$))", "", text)
    lead = _LEAD.match(text)
    return text[lead.end() if lead else 0 :].rstrip(" -–—")
