"""What was understood of a sentence: one object from the sentence to what is done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from myna.core.reply import Reply

Kind = Literal["act", "ask", "refuse", "model", "nothing"]
"""It is done or answered; asked back; refused in a sentence; left to the language model; or nothing happens at all."""

Step = Literal["question", "commands", "templates", "classifier", "knowledge", "form", "guard", "server", "none"]
"""What understood it: a question of Myna's own that it answers, the user's commands, a skill's templates, the
classifier with the slots that were found, a source of knowledge that has the answer (or that none has it), a form that
the language model filled in, a guard, the server of the home, which may have asked for it; or nothing did."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What ``text`` means, by which ``step``, and how sure that is, from 0 to 1.

    ``skill`` and ``intent`` say what is wanted, ``slots`` with which values: seconds, ISO 8601 dates and times, numbers
    as numbers. ``reply`` does and says it; None where the language model answers, or nobody does. ``reason`` is a few
    words on why something else was not understood. The language model's answer is ``hedged``, told as one that may be
    wrong, where it is a fact that no source has.
    """

    text: str
    kind: Kind
    step: Step = "none"
    skill: str = ""
    intent: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.0
    reply: Reply | None = None
    reason: str = ""
    hedged: bool = False

    def as_json(self) -> dict[str, Any]:
        """It as ``myna understand --json`` prints it."""
        return {
            "text": self.text,
            "decision": self.kind,
            "skill": self.skill or None,
            "intent": self.intent or None,
            "slots": dict(self.slots),
            "step": self.step,
            "confidence": round(self.confidence, 3),
            "reply": None if self.reply is None else self.reply.text,
            **({"reason": self.reason} if self.reason else {}),
            **({"hedged": True} if self.hedged else {}),
            **({} if self.reply is None or self.reply.evidence is None else self.reply.evidence.as_json()),
        }


def decided(
    text: str, reply: Reply, step: Step, skill: str, intent: str, confidence: float = 1.0, reason: str = ""
) -> Decision:
    """The decision that ``reply`` is."""
    kind: Kind = "ask" if reply.question is not None else "refuse" if reply.refuses else "act"
    return Decision(text, kind, step, skill, intent, reply.slots, confidence, reply, reason)
