"""What a source of knowledge has found."""

from dataclasses import dataclass

from myna.core.reply import Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is said, and was read where ``evidence`` says; ``more`` are the sentences behind it, in their order."""

    text: str
    evidence: Evidence
    more: tuple[str, ...] = ()
