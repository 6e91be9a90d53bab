"""From written to spoken text: what a voice should say of a clause. Pure.

Its rules:

1. A small model is asked for plain sentences. What slips through of markdown, HTML, emoji and addresses goes; the
   words in it stay: a link's text, a cell's content, an address's host.
2. English is written out, so that its result holds no digit. Other languages keep their digits, which espeak-ng reads,
   and only get the few signs of ``_SIGNS`` as words.
3. Any text is taken, none raises; the time grows with the length. What was spoken once is not changed a second time.
4. The result is one line; it is empty where there is nothing to say.
"""
# ruff: noqa: RUF001 -- look-alikes are meant

import html
import re
import unicodedata

from myna.tts.english import abbreviations_in_words, numbers_in_words

_SIGNS = {
    "de": {"%": "Prozent", "°C": "Grad Celsius", "&": "und"},
    "es": {"%": "por ciento", "°C": "grados Celsius", "&": "y"},
    "fr": {"%": "pour cent", "°C": "degrés Celsius", "&": "et"},
}
"""Signs behind a number, and the ampersand."""

_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""Controls, zero-width marks, variation selectors, lone surrogates, private use."""
_EMOJI = re.compile("[\u20e3\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]+")
_VULGAR_FRACTION = re.compile("[¼-¾⅐-⅞]")
_ADDRESS = re.compile(
    r"<?(?<![A-Za-z])(?:https?://|ftp://|www\.(?=\w))+([^\s/?#:()<>\[\]\"*`|]*)([^\s()<>\[\]\"*`|]*)>?",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_BESIDE_TEXT = re.compile(r"!(?=\[)|\]\((?:[^()]|\([^()]*\))*\)|\[\^?[0-9]{1,3}\]|^[-*+] \[[ xX]\]")
"""The address behind a link's text, a footnote's mark, a to-do's box."""
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w+.-]*")
_BLOCK = re.compile(r"[-*+•·>] |#{1,6} |\||[0-9]{1,3}[.)] ")
"""What makes a line a sentence of its own: a bullet, a heading, a table's row."""
_LEAD = re.compile(r"(?:[\s,;:!?…|>=–—•·)]|\.(?!\.?[0-9])|[#~](?![0-9])|[-+](?!\.?[0-9]|[$€£¥₹]))*")
"""What may not begin a line: bullets, quote marks, stray punctuation. A sign before a number or an amount may."""
_ITEM_NUMBER = re.compile(r"^([0-9]{1,3})[.)] (?=\S)")


def spoken(text: str, language: str = "en-us") -> str:
    """What to say of ``text``: one line without markup, in ``language``, a tag such as ``en-us`` or ``de``."""
    tag = language.lower().replace("_", "-")
    code = tag.split("-")[0]
    text = _as_one_line(text, number_items=code == "en")
    if code == "en":
        text = _neat(numbers_in_words(text, day_first=tag not in ("en", "en-us")))
        text = abbreviations_in_words(text)
    else:
        text = _neat(re.sub("[<>]", " ", text))
        for sign, words in _SIGNS.get(code, {}).items():
            text = re.sub("&" if sign == "&" else rf"(?<=[0-9]) ?{sign}(?!\w)", f" {words} ", text)
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
    """Take the markup out of one line, and keep its words."""
    line = _ADDRESS.sub(_host, line).replace("&", " & ")
    line = _BESIDE_TEXT.sub("", _TAG.sub(" ", line))
    line = re.sub(r"(?<=[0-9)]) ?\* ?(?=[0-9(])", "×", line)
    line = re.sub(r"\^([23])(?![0-9])", lambda found: {"2": "²", "3": "³"}[found[1]], line)
    line = re.sub(r"[*`\\]|~~+|[#~](?![0-9])|_(?![^\W_])|(?<![^\W_])_", "", line)
    line = re.sub(r"[\[\]{}^_]|(?<![A-Za-z])(?i:www)\.(?=\w)", " ", line)
    return line.strip("| ").replace("|", ", ")


def _host(found: re.Match[str]) -> str:
    """The host of an address, and the punctuation behind the address."""
    host: str = found[1]
    last = found[2][-1:] or host[-1:]
    return host.rstrip(".,;!?") + (last if last in ".,;:!?" else "")


def _neat(text: str) -> str:
    """Tidy the gaps and marks that others left: dashes as commas, no mark twice, none in front."""
    text = " ".join(re.sub("//+", " ", text).split())
    text = re.sub(r"(?<![0-9])(?: [-–—]+)+(?: |$)|(?: [-–—]+)+ (?![.(0-9])|(?<![0-9])—|—(?![0-9])", ", ", text)
    text = " ".join(text.split())
    text = re.sub(r" (?=[,;:!?)]|\.(?![^\s.]))", "", text)
    text = re.sub(r"([,;:])(?: ?[,;:])+", r"\1", text)
    text = re.sub(r"[,;:](?=[.!?](?:\s|$))", "", text)
    lead = _LEAD.match(text)
    return text[lead.end() if lead else 0 :].rstrip(" -–—")
