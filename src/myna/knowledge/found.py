"""What a source of knowledge has found."""

from dataclasses import dataclass

from myna.core.reply import Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is said, and was read where ``evidence`` says; ``more`` are the sentences behind it, in their order.

    Where it ``offers`` them, Myna asks whether they are wanted. ``choices`` are what ``text`` asks to choose from.
    """

    text: str
    evidence: Evidence | None
    more: tuple[str, ...] = ()
    offers: bool = False
    choices: tuple["Choice", ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ``found`` where an answer has more of ``words`` (lower case) than of the other choices'."""

    words: frozenset[str]
    found: Found
