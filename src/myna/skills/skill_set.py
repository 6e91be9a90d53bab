"""All skills together: what a sentence means, and who answers it.

The path of a sentence, each step only where the one before found nothing:

1. The user's own commands and the templates of all skills, which are exact. A skill reads slots, never the sentence.
2. A guard: a sentence that only mentions an order (a negation, a question about it, a condition, a story) does nothing.
3. The classifier, where it is sure enough and the skill finds the slots that it needs, or asks for the missing one.
4. What is an order and was understood by nobody is told so. A question is the language model's.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from myna.core.decision import Decision, decided
from myna.core.ports import Form
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.templates import Intent
from myna.skills.forms import Forms
from myna.skills.user_commands.commands import Commands

log = logging.getLogger(__name__)

Handler = Callable[[Intent], Reply | None]
"""Answers one intent; None where it cannot with these slots, so that another intent of the sentence is tried."""


@dataclass(frozen=True, slots=True)
class Classified:
    """A sentence that the classifier put into the class ``intent``, such as ``timer.set``, with that confidence."""

    text: str
    intent: str
    confidence: float


Answer = Callable[[Classified], Reply | None]
"""Answers a sentence of one class, with the slots that it finds in it; None where it is no such sentence after all."""


class Skill(Protocol):
    """Answers some intents."""

    @property
    def name(self) -> str:
        """One word for what it is about, as decisions and logs say it."""
        ...

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent of the templates, by the intent's name."""
        ...

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class of the classifier, by the class's name; nothing unless a skill says so."""
        return {}


class Classifies(Protocol):
    """A language's classifier and its guards, as the skills need them."""

    def guard(self, text: str) -> str:
        """Why ``text`` only mentions an order ("negation", "question"...); empty where it may be one."""
        ...

    def classify(self, text: str) -> Iterable[Classified]:
        """The classes that ``text`` surely is in, the likeliest first; none where it may be anything."""
        ...


class Skills:
    """All ``skills`` of the language of ``catalogue``; the user's own ``commands`` come first.

    ``prepare`` makes what a skill would else make for its first sentence. ``classifies`` is the language's classifier,
    if it has one.
    """

    def __init__(
        self,
        catalogue: IntentCatalogue,
        skills: Iterable[Skill],
        commands: Commands | None = None,
        prepare: Callable[[], object] = lambda: None,
        classifies: Classifies | None = None,
    ) -> None:
        self._prepare = prepare
        self._commands = commands
        self._classifies = classifies
        self._handlers: dict[str, tuple[str, Handler]] = {}
        self._answers: dict[str, tuple[str, Answer]] = {}
        for skill in skills:
            self._handlers |= {intent: (skill.name, handler) for intent, handler in skill.handlers().items()}
            self._answers |= {intent: (skill.name, answer) for intent, answer in skill.answers().items()}
        self._forms = Forms(catalogue.forms, self._templated_reply)
        self._templates = catalogue.templates(self._handlers)

    def load(self) -> None:
        """Get ready for the first sentence, which would else take half a second; may run beside ``match``."""
        self._templates.load()
        self._prepare()
        if self._commands is not None:
            self._commands.load()

    def decide(self, text: str) -> Decision:
        """What ``text`` means, words as a recogniser or a person writes them; nothing is done yet."""
        decision = self._templated(text) or self._classified(text) or Decision(text, "model")
        if decision.skill:
            log.debug("The %s skill answers %s, by the %s", decision.skill, decision.intent, decision.step)
        return decision

    def _templated(self, text: str) -> Decision | None:
        """By the user's commands and the templates of the skills, which are exact."""
        if self._commands is not None and (understood := self._commands.understand(text)) is not None:
            reply = self._commands.reply(understood)
            return decided(text, reply, "commands", "commands", understood.command.name)
        for intent in self._templates.matches(text):
            name, handler = self._handlers[intent.name]
            if (reply_ := handler(intent)) is not None:
                return decided(text, reply_, "templates", name, intent.name)
        return None

    def _templated_reply(self, text: str) -> Reply | None:
        decision = self._templated(text)
        return None if decision is None else decision.reply

    def _classified(self, text: str) -> Decision | None:
        """By the classifier and the slots that the skills find, unless the sentence only mentions an order."""
        if self._classifies is None:
            return None
        guard = self._classifies.guard(text)
        for classified in self._classifies.classify(text):
            if (found := self._answers.get(classified.intent)) is None:
                continue
            name, answer = found
            if (reply := answer(classified)) is None:
                continue
            if guard and (reply.act is not None or reply.question is not None):
                return Decision(text, "nothing", "guard", name, classified.intent, reason=guard)
            return decided(text, reply, "classifier", name, classified.intent, classified.confidence)
        return None

    def form(self, text: str) -> Form | None:
        """The form that the language model fills in where ``text`` sounds like something to be set."""
        return self._forms.form(text)
