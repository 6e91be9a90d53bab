"""Names and questions in plain words, so that a name is met however it is written, and wordings of them. Pure."""

import re
import unicodedata
from collections.abc import Mapping

_IS = re.compile(r"\b(what|who|which|where|how|it|that|there)'s\b|\b(what|where)s\b")
_DOTTED = re.compile(r"\b(?:[a-z]\. ?)+[a-z]\b\.?")
_POSSESSIVE = re.compile(r"(?<=\w) ?'s\b|(?<=s)'(?= )")
_SAINT = re.compile(r"\bst\b")
_LETTERS = re.compile(r"\b(u s(?: a)?|u k|d c|u a e)\b")

_PARTS = re.compile(r"[\[\]()|]|<\w+>|\{\w(?:=[^}]*)?\}|[^\s\[\]()|<>{}]+")


def plain(text: str) -> str:
    """``text`` in lower case without accents and marks.

    "What's Côte d'Ivoire's capital?" is "what is cote divoire 's capital".
    """
    text = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'").replace("\u02bb", "'"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _DOTTED.sub(lambda match: re.sub(r"[. ]", "", match[0]), text.replace("&", " and "))
    text = _IS.sub(lambda match: f"{match[1] or match[2]} is", text)
    text = _POSSESSIVE.sub(" @s", text).replace("'", "")
    text = re.sub(r"[^\w@%.]+|\.(?!\d)|_", " ", text).replace("@s", "'s")
    text = _LETTERS.sub(lambda match: match[0].replace(" ", ""), " ".join(text.split()))
    return _SAINT.sub("saint", text)


def name_key(name: str) -> str:
    """``name`` as tables of names know it: in plain words, without "the" before it."""
    return plain(name).removeprefix("the ")


def wording(text: str, rules: Mapping[str, str] | None = None) -> str:
    """The regular expression of a wording, for plain words that have a blank behind each of them.

    (a|b) are alternatives, [a] may be left out, <rule> is one of ``rules``, {x} is a group of one word or several,
    {x=a|b} a group of these words. A word may be a regular expression without such signs: "colou?rs".
    """
    found = []
    for part in _PARTS.findall(text):
        if part in "[(":
            found.append("(?:")
        elif part in "])|":
            found.append({"]": ")?"}.get(part, part))
        elif part[0] == "<":
            found.append(f"(?:{wording((rules or {})[part[1:-1]], rules)})")
        elif part[0] == "{":
            name, _, words = part[1:-1].partition("=")
            found.append(f"(?P<{name}>{wording(words, rules) if words else '(?:[^ ]+ )+?'})")
        else:
            found.append(f"{part} ")
    return f"(?:{''.join(found)})"
