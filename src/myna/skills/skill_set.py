"""All skills together: the first that answers the intent of a sentence has it, and the rest is the language model's.

A sentence is matched once, with the user's commands and then with the templates of all skills, and its intent is passed
on: a skill reads slots, never the sentence.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from myna.core.ports import Form
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.templates import Intent
from myna.skills.forms import Forms
from myna.skills.user_commands.commands import Commands

log = logging.getLogger(__name__)

Handler = Callable[[Intent], Reply | None]
"""Answers one intent; None where it cannot with these slots, so that another intent of the sentence is tried."""


class Skill(Protocol):
    """Answers some intents."""

    @property
    def name(self) -> str:
        """One word for what it is about, as logs say it."""
        ...

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent, by the intent's name."""
        ...


class Skills:
    """All ``skills`` of the language of ``catalogue``; the user's own ``commands`` come first.

    ``prepare`` makes what a skill would else make for its first sentence.
    """

    def __init__(
        self,
        catalogue: IntentCatalogue,
        skills: Iterable[Skill],
        commands: Commands | None = None,
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        self._prepare = prepare
        self._commands = commands
        self._handlers = {
            intent: (skill.name, handler) for skill in skills for intent, handler in skill.handlers().items()
        }
        self._forms = Forms(catalogue.forms, self.match)
        self._templates = catalogue.templates(self._handlers)

    def load(self) -> None:
        """Get ready for the first sentence, which would else take half a second; may run beside ``match``."""
        self._templates.load()
        self._prepare()
        if self._commands is not None:
            self._commands.load()

    def match(self, text: str) -> Reply | None:
        """The answer to ``text``, words as a recogniser or a person writes them; None where no skill has one."""
        if self._commands is not None and (reply := self._commands.match(text)) is not None:
            log.debug("The commands skill answers")
            return reply
        for intent in self._templates.matches(text):
            name, handler = self._handlers[intent.name]
            if (reply := handler(intent)) is not None:
                log.debug("The %s skill answers %s", name, intent.name)
                return reply
        return None

    def form(self, text: str) -> Form | None:
        """The form that the language model fills in where ``text`` sounds like something to be set."""
        return self._forms.form(text)
