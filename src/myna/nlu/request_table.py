"""What a sentence is about, by the words that show it, in a language that has no trained classifier. Pure.

Its rules:

1. A class is found by its words, anywhere in the sentence; the first that fits in the table's order is the one. The
   table lists what Myna cannot serve: what it can has templates.
2. Questions about the world name the same words ("how does rain come about"): ``general`` finds them, and they are of
   no class.
3. ``orders`` find a sentence that wants something done, which words alone cannot do.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from myna.nlu.normalise import folded, joined, words_of

_PAUSES = re.compile("[,;\uff0c\u3001]")


@dataclass(frozen=True, slots=True)
class RequestTable:
    """Regular expressions over a sentence in lower case, without punctuation."""

    classes: Sequence[tuple[str, re.Pattern[str]]]
    general: re.Pattern[str]
    orders: re.Pattern[str]
    joints: re.Pattern[str]
    spaced: bool

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The table of a ``requests.yaml``.

        It has lists of regular expressions: under ``classes`` by the class, and ``general``, ``orders`` and ``joints``,
        what stands between two orders. With ``word: false`` none begins or ends at a word's border; with
        ``spaced: false`` spaces are taken out.
        """
        border = r"\b" if table.get("word", True) else ""

        def compiled(listed: Sequence[str]) -> re.Pattern[str]:
            return re.compile("|".join(f"{border}(?:{folded(one)}){border}" for one in listed) or "(?!)")

        classes = [(name, compiled(listed)) for name, listed in table["classes"].items()]
        joints = re.compile("|".join(table.get("joints", ())) or "(?!)", re.IGNORECASE)
        return cls(classes, compiled(table["general"]), compiled(table["orders"]), joints, table.get("spaced", True))

    def find(self, text: str) -> str | None:
        """The class of ``text``; None where it has none."""
        plain = self._plain(text)
        if self.general.search(plain):
            return None
        return next((name for name, pattern in self.classes if pattern.search(plain)), None)

    def is_order(self, text: str) -> bool:
        """Whether ``text`` wants something done, be it behind a comma: "if it rains, close the windows"."""
        return any(self.orders.search(self._plain(part)) for part in _PAUSES.split(text))

    def divisions(self, text: str) -> list[tuple[str, str]]:
        """How ``text`` may be divided into two orders."""
        places = [(text[: match.start()].strip(), text[match.end() :].strip()) for match in self.joints.finditer(text)]
        return [parts for parts in places if all(parts)]

    def _plain(self, text: str) -> str:
        words = joined(words_of(text))
        return words if self.spaced else words.replace(" ", "")
