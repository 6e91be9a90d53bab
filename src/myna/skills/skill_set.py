"""All skills: the first that understands a sentence answers it, and what none understands is the language model's."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from myna.core.ports import Form
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.templates import Match, Templates
from myna.skills.forms import Forms
from myna.skills.user_commands.commands import Commands

Handler = Callable[[Match], Reply | None]
"""Answers one intent; None where it cannot after all."""


class Skill(Protocol):
    """Answers some intents."""

    def handlers(self) -> Mapping[str, Handler]:
        """By the intents' names."""
        ...


class Skills:
    """All ``skills`` of the language of ``book``; the user's own ``commands`` come first.

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
        self._handlers = {name: handler for skill in skills for name, handler in skill.handlers().items()}
        intents = {name: data for name, data in catalogue.description["intents"].items() if name in self._handlers}
        self._forms = Forms(catalogue.forms, self.match)
        self._templates = Templates({**catalogue.description, "intents": intents})

    def load(self) -> None:
        """Get ready for the first sentence, which would else take half a second; may go on beside ``match``."""
        self._templates.load()
        self._prepare()
        if self._commands is not None:
            self._commands.load()

    def match(self, text: str) -> Reply | None:
        """The answer to ``text`` (words as the recogniser writes them, or typed), if one of the skills has it."""
        if self._commands is not None and (reply := self._commands.match(text)) is not None:
            return reply
        for match in self._templates.matches(text):
            if (reply := self._handlers[match.intent](match)) is not None:
                return reply
        return None

    def form(self, text: str) -> Form | None:
        """What the language model is to fill in where ``text`` sounds like something to be set."""
        return self._forms.form(text)
