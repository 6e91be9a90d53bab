"""Whether a sentence that follows an answer without a wake phrase is for Myna, or for somebody in the room or a film.

Its rules are ``RULES``, the first that fits counts. What none of them fits is for others. A sentence that answers a
question of Myna's own never comes here.

Measured on sentences as text: of 120 of conversations and films 82 %, and of 1,000 examples of WordNet's 95 % are
let go; of 80 that belong to an answer 98 % are answered, and of 1,493 of three collections of requests 95 %.
"""

from collections.abc import Callable
from dataclasses import dataclass

from myna.core.decision import Decision

SOFTER_DB = 10.0
"""So much softer than the one who turned to Myna is somebody else, or a loudspeaker: three times as far away."""

MOST_WORDS = 25
"""A sentence of more words is no question to an assistant: of 29,040 requests 11 are longer."""

SURE = 0.9
"""How sure the classifier must be of what is not worded as its templates are, from 0 to 1. It has to take something
for a request: with 0.7 it finds one in 18 % of the sentences of a film, with 0.9 in 10 %, and as many real ones."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is known of a sentence that follows an answer.

    ``asks``: whether it is worded as what is said to an assistant; None in a language that cannot tell. Levels are
    of speech in dB of full scale, that of the sentence and that of who turned to Myna before; None where nobody knows.
    """

    decision: Decision
    asks: bool | None
    level_db: float | None = None
    before_db: float | None = None

    @property
    def is_softer(self) -> bool:
        """Whether somebody else says it, much further away."""
        known = self.level_db is not None and self.before_db is not None
        return known and self.level_db < self.before_db - SOFTER_DB  # type: ignore[operator]

    @property
    def is_exact(self) -> bool:
        """Whether it is worded as an order or a question that is known."""
        return self.decision.step in ("commands", "templates", "knowledge")

    @property
    def is_sure(self) -> bool:
        """Whether the classifier is sure what it wants."""
        return self.decision.step == "classifier" and self.decision.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Rule:
    """A follow-up that ``fits`` is answered, or let go; ``why`` is for the log."""

    why: str
    fits: Callable[[FollowUp], bool]
    answered: bool


RULES = (
    Rule("it is much softer than the wake phrase was", lambda said: said.is_softer, answered=False),
    Rule("it is known", lambda said: said.is_exact, answered=True),
    Rule("it is long", lambda said: len(said.decision.text.split()) > MOST_WORDS, answered=False),
    Rule("it is no order", lambda said: said.decision.kind == "nothing", answered=False),
    Rule("it is surely understood", lambda said: said.is_sure, answered=True),
    Rule("it asks, or nobody can tell", lambda said: said.asks is not False, answered=True),
)
"""Who is spoken to. The first rule that fits counts."""


def let_go(said: FollowUp) -> str:
    """Why nobody answers ``said``; empty where it is answered."""
    rule = next((rule for rule in RULES if rule.fits(said)), None)
    if rule is None:
        return "it asks nothing"
    return "" if rule.answered else rule.why
