"""Asks back which of two sentences was said, where they do not do the same: "Did you say fifty?".

Its rules:

1. Only what does something is asked about, and only where a number, a time or a day differs: a misheard name does less
   harm than a question.
2. It is asked about as well where the other sentence would keep it from being done ("are the blinds down" beside "the
   blinds down"): a needless question does less harm than what nobody ordered.
3. A fact is asked about where the same is told of another name ("Niger", "Nigeria"). Where nobody understands what was
   heard, and the other sentence asks for a fact that is known, that is told.
4. "Yes" does it, "no" asks about the next one, and the other words alone are an answer too: "fifteen". Anything else is
   a sentence of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Self

from myna.core.decision import Decision
from myna.core.reply import Reply
from myna.nlu.parsers import Basics
from myna.nlu.responses import Responses

DOUBTED = "something else may have been said"
"""The reason of a decision to ask so."""

SpeaksAgainst = Callable[[Decision, Decision], bool]
"""Whether nothing would be done if the first was said, and not the second."""


class Doubts:
    """Asks in the words of ``responses``; ``basics`` read numbers, and yes and no. Without either it asks nothing."""

    def __init__(self, responses: Responses, basics: Basics | None) -> None:
        self._responses = responses
        self._basics = basics

    def asked(self, decision: Decision, others: Iterable[Decision], speaks_against: SpeaksAgainst) -> Decision:
        """``decision``, or the question whether it was meant where one of ``others`` may have been said as well.

        ``others`` are looked at only where ``decision`` does something, or asks what it lacks to do it, tells a fact,
        or is left to the language model.
        """
        reply = decision.reply
        if self._basics is None:
            return decision
        if decision.kind == "model" or _is_fact(decision):
            return self._asked_of_facts(decision, list(others), self._basics)
        if reply is None or reply.only_notes or (reply.act is None and reply.question is None):
            return decision
        others = list(others)
        against = any(speaks_against(other, decision) for other in others)
        both = [decision, *(_rivals(decision, others) if decision.kind == "act" else ())]
        if against:
            said = [_Said(one.text, one.text) for one in both]
        elif len(both) == 1:
            return decision
        else:
            said = _told_apart(both, self._basics)
        asking = self._question(list(zip(both, said, strict=True)), self._basics)
        if asking is None:
            return decision
        return replace(decision, kind="ask", reply=replace(asking, slots=reply.slots), reason=DOUBTED)

    def _asked_of_facts(self, decision: Decision, others: Sequence[Decision], basics: Basics) -> Decision:
        """``decision``, or the fact that is known in its place, or the question which of them is asked for."""
        known = {one.reply.text: one for one in others if one.reply is not None and _is_fact(one)}
        if decision.reply is not None:
            known = {text: one for text, one in known.items() if one.intent == decision.intent}
            known = {decision.reply.text: decision, **known}
        if len(known) == (decision.reply is not None):
            return decision
        both = list(known.values())
        if len(both) == 1:
            return both[0]
        said = _told_apart([*both, decision], basics)[: len(both)]
        asking = self._question(list(zip(both, said, strict=True)), basics)
        if asking is None:
            return decision
        asking = replace(asking, only_notes=True)
        return replace(both[0], text=decision.text, kind="ask", reply=asking, reason=DOUBTED)

    def _question(self, left: Sequence[tuple[Decision, "_Said"]], basics: Basics) -> Reply | None:
        """Asks about the first of those that are ``left``; None in a language without the words."""
        if not left:
            return self._responses.reply("say_again")
        (first, said), *others = left

        def answered(answer: str) -> Reply | None:
            words = f" {answer.lower().strip(' .,!?')} "
            named = [one for one, differing in left if f" {differing.telling} " in words]
            if len(named) == 1:
                return named[0].reply
            agrees = basics.lists.agrees(answer)
            return first.reply if agrees else self._question(others, basics) if agrees is False else None

        asking = self._responses.reply("did_you_say", words=said.words)
        return None if asking is None else replace(asking, question=answered)


def _is_fact(decision: Decision) -> bool:
    """Whether it tells a fact of the tables."""
    reply = decision.reply
    return reply is not None and reply.evidence is not None and reply.evidence.source == "tables"


def _told_apart(decisions: Sequence[Decision], basics: Basics) -> list["_Said"]:
    """What is said of each of ``decisions``, and of the others not."""
    texts = list(dict.fromkeys(one.text for one in decisions))
    return [_Said.of(one.text, [text for text in texts if text != one.text], basics) for one in decisions]


def _rivals(decision: Decision, others: Iterable[Decision]) -> list[Decision]:
    """Those of ``others`` that do what ``decision`` does with other numbers, times or days."""
    known = [_measures(decision.slots)]
    rivals = []
    for other in others:
        same = (other.kind, other.skill, other.intent) == (decision.kind, decision.skill, decision.intent)
        if same and other.reply is not None and (measures := _measures(other.slots)) not in known:
            known.append(measures)
            rivals.append(other)
    return rivals


def _measures(slots: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers, times and days among ``slots``."""
    return {name: value for name, value in slots.items() if _is_measure(value)}


def _is_measure(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_is_measure, value))
    return not isinstance(value, str) or value[:1].isdigit()


@dataclass(frozen=True, slots=True)
class _Said:
    """The ``words`` of a sentence that are asked about, and of them those ``telling`` it from other sentences."""

    words: str
    telling: str

    @classmethod
    def of(cls, text: str, others: Sequence[str], basics: Basics) -> Self:
        """What ``text`` has and ``others`` have not in that place; asked about with the number and unit it is of."""
        words = text.split()
        differing = [
            (begin, end)
            for other in others
            for what, begin, end, *_ in SequenceMatcher(None, words, other.split(), autojunk=False).get_opcodes()
            if what != "equal" and end > begin
        ]
        if not differing:
            return cls(text, text)
        begin, end = min(begin for begin, _ in differing), max(end for _, end in differing)
        first = begin
        while first > 0 and basics.numbers.parse(words[first - 1]) is not None:
            first -= 1
        return cls(" ".join(words[first : end + 1]), " ".join(words[begin:end]))
