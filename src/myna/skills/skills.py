"""All skills: the first that understands a sentence answers it, and what none understands is the language model's."""

from collections.abc import Callable, Iterable, Mapping

from myna.skills.book import Book
from myna.skills.reply import Reply
from myna.skills.templates import Match, Templates

Handler = Callable[[Match], Reply | None]
"""Answers one intent; None where it cannot after all."""


class Skills:
    """Skills of the language of ``book``; each gives ``handlers``, by the names of their intents."""

    def __init__(self, book: Book, handlers: Iterable[Mapping[str, Handler]]) -> None:
        self._handlers = {name: handler for skill in handlers for name, handler in skill.items()}
        intents = {name: data for name, data in book.description["intents"].items() if name in self._handlers}
        self._templates = Templates({**book.description, "intents": intents})

    def load(self) -> None:
        """Get ready for the first sentence."""
        self._templates.load()

    def match(self, text: str) -> Reply | None:
        """The answer to ``text`` (words as the recogniser writes them, or typed), if one of the skills has it."""
        for match in self._templates.matches(text):
            if (reply := self._handlers[match.intent](match)) is not None:
                return reply
        return None
