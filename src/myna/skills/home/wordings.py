"""The usual wordings of sentences about a home: those of which its language's ``home.yaml`` says that they are heard.

Its rules:

1. A wording has a place for a name of one kind, and for values of one kind: "dim the {name} to # percent".
2. Of two sentences that were heard about as well, one in a usual wording was rather said than one that is understood
   and that hardly anybody would say.
3. A wording is usual without its article too: "open orchard valve".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from myna.nlu.home_sentences import HomeSentences

VALUES = ("percent", "degrees", "color", "speed", "kelvin")
"""What a sentence may have a value of."""

VALUE = "#"


class Wordings:
    """Those of ``table`` ("heard" of a language's ``home.yaml``), with the names that ``sentences`` know.

    ``whole`` are sentences that are usual as they are. A wording has only words that are known to the speech engine.
    ``article`` is the language's usual one.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        sentences: HomeSentences,
        whole: Iterable[str],
        knows: Callable[[str], bool],
        article: str = "",
    ) -> None:
        self._sentences = sentences
        values = sorted({value for key in VALUES for value in table.get(key, ())}, key=len, reverse=True)
        self._values = re.compile(rf"\b(?:{'|'.join(map(re.escape, values)) or '(?!)'})\b")
        self._usual: dict[str, dict[str, None]] = {}
        joined = [(kind, shapes) for kinds, shapes in table.get("joined", {}).items() for kind in kinds.split()]
        for kind, shapes in [*table.items(), *joined]:
            if kind not in (*VALUES, "joined", "misheard", "seldom", "between"):
                known = (one for one in _open(shapes) if all(word[0] in "{#" or knows(word) for word in one.split()))
                self._usual.setdefault(kind, {}).update(dict.fromkeys(known))
        self._whole = frozenset([*self._usual.get("any", ()), *whole])
        self._short = {
            kind: {one.replace(f"{article} {{", "{") for one in shapes} for kind, shapes in self._usual.items()
        }

    def is_usual(self, text: str) -> bool:
        """Whether ``text`` (lower case) is in a usual wording."""
        return self._values.sub(VALUE, text) in self._whole or any(
            wording in self._usual.get(kind, ()) or wording in self._short.get(kind, ())
            for kind, _, wording in self._wordings(text)
        )

    def about(self, text: str) -> Sequence[str]:
        """All that is usually said about what ``text`` names, with its value if it has one."""
        found = max(self._wordings(text), key=lambda one: (one[0] not in ("area", "floor"), len(one[1])), default=None)
        if found is None:
            return ()
        kind, said, wording = found
        values = self._values.findall(wording.replace(VALUE, "")) or self._values.findall(text.replace(said, ""))
        named = [one.format(name=said, area=said, floor=said) for one in self._usual.get(kind, ())]
        return [one.replace(VALUE, values[0] if values else "") for one in named if values or VALUE not in one]

    def _wordings(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Of each name in ``text``: its kind or domain, the name, and the sentence with a place for it."""
        words = text.split()
        for one in self._sentences.mentions(text):
            kind = one.kind if one.kind != "name" else one.domain if one.domain in self._usual else "other"
            place = f"{{{one.kind}}}"
            wording = " ".join([*words[: one.start], place, *words[one.end :]])
            yield kind, " ".join(words[one.start : one.end]), self._values.sub(VALUE, wording)


def _open(shapes: Iterable[str]) -> Iterator[str]:
    for shape in shapes:
        for key in VALUES:
            shape = shape.replace(f"{{{key}}}", VALUE)
        if "{other}" not in shape:
            yield from dict.fromkeys((shape.replace("{is}", "is"), shape.replace("{is}", "are")))
