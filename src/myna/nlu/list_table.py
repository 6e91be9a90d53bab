"""What a sentence says of lists, as a table of a language says it: names of lists, items, yes and no. Pure.

Which sentences add, remove or read is a matter of the language's templates; this reads their slots.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

LONGEST_ITEM = 80
"""Characters of an item; more is no item."""


@dataclass(frozen=True, slots=True)
class ListTable:
    """Regular expressions, to which case does not matter.

    ``known`` finds the shopping list and the to-do list, by the names that the skill has for them. ``between`` stands
    between two items, ``before`` and ``behind`` an item without belonging to it, ``nothing`` is what is no item, and
    ``name`` what does not belong to the name of a list. An answer that says yes or no begins with ``yes`` or ``no``.
    """

    known: Mapping[str, re.Pattern[str]]
    between: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    nothing: re.Pattern[str]
    name: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Self:
        """The table of a ``parsers.yaml``, its member ``lists``, where yes and no are ``agrees`` and ``disagrees``."""

        def compiled(name: str) -> re.Pattern[str]:
            return re.compile(table.get(name, "(?!)"), re.IGNORECASE)

        known = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table["known"].items()}
        return cls(known, *map(compiled, ("between", "before", "behind", "nothing", "name", "agrees", "disagrees")))

    def list_name(self, text: str) -> str | None:
        """The list of the skill's own that ``text`` names: "shopping", "to-do"; None where it names none of them."""
        return next((name for name, pattern in self.known.items() if pattern.search(text)), None)

    def called(self, text: str) -> str:
        """The name of the list that is called ``text``."""
        return self.list_name(text) or self.name.sub("", text).strip(" .,!?-").casefold()

    def items(self, text: str) -> list[str]:
        """The items that the whole of ``text`` enumerates, each once."""
        parts = (self.behind.sub("", self.before.sub("", part.strip(" .,!?"))) for part in self.between.split(text))
        kept = (part for part in parts if part and len(part) <= LONGEST_ITEM and not self.nothing.fullmatch(part))
        return list(dict.fromkeys(kept))

    def changes(self, text: str) -> tuple[list[str], list[str]]:
        """The items that an answer names."""
        return self.items(text), []

    def names_other(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def placed(self, text: str, items: Sequence[str]) -> str | None:
        """None: the table has no words for it."""
        return None

    def goes_elsewhere(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def names_no_items(self, text: str) -> bool:
        """False: a table has no words for it."""
        return False

    def asks_for_items(self, text: str) -> bool:
        """Whatever has the words of that class may ask what is on a list."""
        return True

    def refers(self, text: str) -> bool:
        """Nothing is known to point to what was spoken of last."""
        return False

    def deletes(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def empties(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def corrected(self, words: str) -> tuple[list[str], list[str]]:
        """None: the table has no words for it."""
        return [], []

    def is_list(self, words: str) -> bool:
        """None: the table has no words for it."""
        return False

    def recounted(self, item: str, words: str) -> str | None:
        """None: the table reads no numbers."""
        return None

    def enumerated(self, text: str) -> list[str]:
        """Templates alone say so."""
        return []

    def are_groceries(self, named: Sequence[str]) -> bool:
        """None: the table knows no groceries."""
        return False

    def is_done(self, item: str, named: Sequence[str]) -> bool:
        """Templates alone say so."""
        return False

    def asks(self, text: str) -> bool:
        """Nothing is known to."""
        return False

    def points_to_list(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def entries(self, text: str, words: str) -> list[str]:
        """Templates alone say so."""
        return []

    def put_alone(self, text: str, words: str, *, to_do: bool) -> list[str]:
        """Templates alone say so."""
        return []

    def tells(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def asks_for_lists(self, text: str) -> bool:
        """Templates alone say so."""
        return False

    def agrees(self, text: str) -> bool | None:
        """Whether ``text`` says yes or no; None where it says neither."""
        plain = text.strip(" .,!?")
        if self.no.match(plain):
            return False
        return True if self.yes.match(plain) else None
