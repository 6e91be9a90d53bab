"""Knowledge: questions about the world, answered from sources that are on the board, word for word.

Its rules:

1. A source is asked only what no other skill answers. What is read from one is said, and never taken as an order.
2. The first source that trusts its answer gives it. A person's own things come first, and a source that fails has no
   answer.
3. What only the classifier takes for something else may be answered all the same. A person's own things are asked what
   is refused ("what is grandma's phone number"), what there is nothing of ("when is my dentist's appointment", and no
   reminder), and what is asked back ("remind me where the key is"). The other sources are asked what is refused, or
   what there is nothing of ("tell me a fact about X"), where it asks for a title, and must be certain.
4. What none has is not made up: see ``unanswered.py``.
5. What follows what was told is kept, so that "tell me more" right behind it reads on.
"""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Protocol

from myna.core.decision import Decision, decided
from myna.core.reply import Reply
from myna.knowledge.found import Choice, Found
from myna.nlu.normalise import words_of
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.skill_set import Handler, Skill
from myna.skills.unanswered import Unanswered

_UNSURE = frozenset(["none", "classifier"])
"""The steps whose answer may give way to a source."""

_SURE = 0.9
"""The least trust of an answer that takes the place of a skill's own, that there is nothing."""

_CERTAIN = 1.0


class Source(Protocol):
    """Something on the board that questions are looked up in."""

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Open it; it is closed with the context. Where it cannot be read, that is logged and it has no answers."""
        ...

    async def find(self, question: str) -> Found | None:
        """What it answers to ``question``; None where it does not, or is not sure enough."""
        ...


_SILENT = Responses({})

_READ_ON = 2
"""Sentences that are read at once where somebody wants to hear more."""


class KnowledgeSources:
    """The ``sources`` of knowledge, in the order in which they are asked, the ``personal`` ones before them.

    ``responses`` are what Myna says around their answers, and ``agrees`` tells yes from no; without them it offers
    nothing. ``asks`` tells whether a sentence certainly asks for something that is known, by its form. ``unanswered``
    decides what becomes of a question that none has an answer to; without it, nothing else.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        responses: Responses = _SILENT,
        agrees: Callable[[str], bool | None] = lambda _: None,
        asks: Callable[[str], bool] = lambda _: False,
        *,
        personal: Sequence[Source] = (),
        unanswered: Unanswered | None = None,
    ) -> None:
        self._sources = sources
        self._personal = personal
        self._responses = responses
        self._agrees = agrees
        self._asks = asks
        self._unanswered = unanswered
        self._told = ""
        self._rest: Found | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open them; they are closed with the context."""
        async with AsyncExitStack() as stack:
            for source in (*self._personal, *self._sources):
                await stack.enter_async_context(source.opened())
            yield

    async def look_up(self, decision: Decision) -> Decision | None:
        """What a source answers to the sentence of ``decision``, or what is said where none does; None: no change."""
        if decision.kind == "model":
            found = await self._find(decision, [*self._personal, *self._sources], 0.0)
            return found if found or self._unanswered is None else self._unanswered.decide(decision)
        if decision.step not in _UNSURE:
            return None
        empty = decision.reply is not None and decision.reply.empty
        if empty or decision.kind in ("refuse", "ask"):
            found = await self._find(decision, self._personal, _SURE if empty else 0.0)
            if found is not None:
                return found
        if (empty or decision.kind == "refuse") and self._asks(decision.text):
            return await self._find(decision, self._sources, _CERTAIN)
        return None

    async def _find(self, decision: Decision, sources: Sequence[Source], least: float) -> Decision | None:
        """What the first of ``sources`` answers whose trust is ``least`` at least."""
        for source in sources:
            if (found := await source.find(decision.text)) is not None:
                trust = _trust(found)
                if trust >= least:
                    return decided(decision.text, self._reply(found), "knowledge", "knowledge", "knowledge.ask", trust)
        return None

    def more(self, last_said: str) -> Reply | None:
        """What follows what was told last; None where something else was said since."""
        said = " ".join(last_said.split())
        if self._rest is None or not said or not self._told.startswith(said):
            return None
        return self._read_on(self._rest) or self._responses.reply("knowledge_no_more")

    def _reply(self, found: Found, *, is_last: bool = False) -> Reply:
        """``found`` as it is said; where there is more of it, or it ``is_last`` of more, it is remembered."""
        if found.choices:
            return Reply(found.text, question=partial(self._chosen, found.choices), only_notes=True)
        if not found.more and not is_last:
            return Reply(found.text, only_notes=True, evidence=found.evidence)
        text, question = found.text, None
        if found.offers and found.more and (offer := self._responses.text("knowledge_more")) is not None:
            text, question = f"{text} {offer}", partial(self._answered, found)

        async def remember() -> None:
            self._told, self._rest = " ".join(text.split()), found

        return Reply(text, remember, question, only_notes=True, evidence=found.evidence)

    def _read_on(self, found: Found) -> Reply | None:
        """The next sentences behind ``found``; None where there are none."""
        if not found.more:
            return None
        now, rest = found.more[:_READ_ON], found.more[_READ_ON:]
        return self._reply(Found(" ".join(now), found.evidence, rest, offers=True), is_last=not rest)

    def _answered(self, found: Found, answer: str) -> Reply | None:
        """The answer to whether more is wanted; None where it is something else."""
        agrees = self._agrees(answer)
        if agrees is None:
            return None
        return self._read_on(found) if agrees else self._responses.reply("knowledge_enough")

    def _chosen(self, choices: Sequence[Choice], answer: str) -> Reply | None:
        """What was found of the one choice that ``answer`` names; None where it names none of them, or several.

        Yes and no answer where there is only one.
        """
        if len(choices) == 1 and (agrees := self._agrees(answer)) is not None:
            return self._reply(choices[0].found) if agrees else self._responses.reply("knowledge_enough")
        said = {word.text for word in words_of(answer)}
        ordinals = self._responses.names("knowledge_ordinals")
        counts = [
            len(choice.words & said) + (ordinal in said)
            for choice, ordinal in zip(choices, [*ordinals, *[""] * len(choices)], strict=False)
        ]
        best = max(counts)
        return self._reply(choices[counts.index(best)].found) if best and counts.count(best) == 1 else None


def _trust(found: Found) -> float:
    """How sure it is; of a question back, how sure its answers are."""
    if found.choices:
        return min(_trust(choice.found) for choice in found.choices)
    return _CERTAIN if found.evidence is None else found.evidence.trust


class KnowledgeSkill(Skill):
    """Reads on where something was read out of ``sources``."""

    name = "knowledge"

    def __init__(self, sources: KnowledgeSources, context: SkillContext) -> None:
        self._sources = sources
        self._context = context

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaTellMore": self._more}

    def _more(self, _: Intent) -> Reply | None:
        return self._sources.more(self._context.last_said)
