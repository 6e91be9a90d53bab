"""What a language knows of its sentences beside templates: guards, a classifier, where two orders are divided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from myna.nlu.classifier import Guess
from myna.nlu.guards import guarding


@dataclass(frozen=True, slots=True)
class Parts:
    """``texts``: the orders that one sentence may hold, and in ``guards`` what guards each (or "").

    ``clear``: they are told from one another even where the whole could be understood too.
    """

    texts: Sequence[str]
    guards: Sequence[str]
    clear: bool = False


class Understanding(Protocol):
    """A language's guards, classifier and division of sentences."""

    def load(self) -> None:
        """Read what is needed, which takes a moment; else that is done for the first sentence. Raises ModelError."""
        ...

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order ("negation", "question"...); empty where it may be one."""
        ...

    def classify(self, text: str) -> Sequence[Guess]:
        """The classes that ``text`` may be in, the likeliest first; none where it may be anything."""
        ...

    def asks_how(self, text: str) -> bool:
        """Whether ``text`` asks how something is done, rather than to have it done."""
        ...

    def parts(self, text: str) -> Sequence[Parts]:
        """How ``text`` may be divided into several orders, the likeliest first."""
        ...

    def is_order(self, text: str) -> bool:
        """Whether ``text`` wants something done, rather than to know something."""
        ...


class GuardsAlone:
    """The guards of the language ``tag``, for a language that has no classifier."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def load(self) -> None:
        """Read the table of guards."""
        guarding(self._tag)

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order; empty where it may be one."""
        found = guarding(self._tag)(text)
        return found.kind if found else ""

    def classify(self, text: str) -> Sequence[Guess]:
        """Nothing: there is no classifier."""
        return ()

    def asks_how(self, text: str) -> bool:
        """Nothing is known to ask that."""
        return False

    def parts(self, text: str) -> Sequence[Parts]:
        """Nothing: sentences are not divided."""
        return ()

    def is_order(self, text: str) -> bool:
        """Nothing is known to be an order."""
        return False
