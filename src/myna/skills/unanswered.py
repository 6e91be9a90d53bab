"""What becomes of a question that no source has an answer to.

Its rules:

1. Only questions of fact are held back from the language model, or hedged: opinion, advice and talk are its own.
2. What changes with time no model on the board can know, however large it is, and what is to come nobody.
3. The owner decides about all other facts: ``model_facts``.
"""

from dataclasses import replace
from typing import Literal

from myna.core.decision import Decision, decided
from myna.core.reply import amended
from myna.nlu.question_kinds import QuestionKinds
from myna.nlu.responses import Responses

ModelFacts = Literal["yes", "hedged", "no"]
"""Whether the language model answers facts: as it likes, as one that is not sure, or not at all."""


class Unanswered:
    """Decides by the ``kinds`` of questions of a language, in its ``responses``, as ``model_facts`` allows."""

    def __init__(self, kinds: QuestionKinds, responses: Responses, model_facts: ModelFacts) -> None:
        self._kinds = kinds
        self._responses = responses
        self._model_facts = model_facts

    def decide(self, decision: Decision) -> Decision:
        """``decision``, which leaves its sentence to the language model, or what is said or done instead."""
        if self._model_facts == "yes" or not self._kinds.is_fact(decision.text):
            return decision
        if self._kinds.is_to_come(decision.text):
            return self._refused(decision, "unknown_to_come", "of a time to come")
        if self._kinds.changes(decision.text):
            return self._refused(decision, "unknown_now", "no source, and it changes with time")
        if self._model_facts == "no":
            return self._refused(decision, "unknown_fact", "no source")
        return replace(decision, hedged=True, reason=decision.reason or "no source")

    def _refused(self, decision: Decision, response: str, reason: str) -> Decision:
        reply = amended(self._responses.reply(response), refuses=True)
        if reply is None:
            return decision
        return decided(decision.text, reply, "knowledge", "knowledge", "knowledge.ask", reason=reason)
