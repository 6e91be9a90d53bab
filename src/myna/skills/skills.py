"""All skills: the first that understands a sentence answers it, and what none understands is the language model's."""

from collections.abc import Callable, Iterable, Mapping

from myna.skills.book import Book
from myna.skills.commands import Commands
from myna.skills.reply import Reply
from myna.skills.templates import Match, Templates

Handler = Callable[[Match], Reply | None]
"""Answers one intent; None where it cannot after all."""


class Skills:
    """Skills of the language of ``book``; each gives ``handlers``, by the names of their intents.

    The user's own ``commands`` come first.
    """

    def __init__(self, book: Book, handlers: Iterable[Mapping[str, Handler]], commands: Commands | None = None) -> None:
        self._commands = commands
        self._handlers = {name: handler for skill in handlers for name, handler in skill.items()}
        intents = {name: data for name, data in book.description["intents"].items() if name in self._handlers}
        self._templates = Templates({**book.description, "intents": intents})

    def match(self, text: str) -> Reply | None:
        """The answer to ``text`` (words as the recogniser writes them, or typed), if one of the skills has it."""
        if self._commands is not None and (reply := self._commands.match(text)) is not None:
            return reply
        match = self._templates.match(text)
        return None if match is None else self._handlers[match.intent](match)
