"""What the skills say in one language: the ``responses`` of its sentences."""

from collections.abc import Mapping

from myna.core.reply import Act, Reply


class Responses:
    """``responses`` by their keys, in Python's format: ``{name}`` is a value. A list is one response with commas."""

    def __init__(self, responses: Mapping[str, str]) -> None:
        self.responses = responses

    def reply(self, key: str, act: Act | None = None, /, **values: object) -> Reply | None:
        """The response ``key`` with its ``values``, and an act; None in a language that lacks the words.

        It begins with a capital letter.
        """
        text = self.text(key, **values)
        return None if text is None else Reply(text[:1].upper() + text[1:], act)

    def text(self, key: str, /, **values: object) -> str | None:
        """The response ``key`` with its ``values``, if the language has it."""
        found = self.responses.get(key)
        return None if found is None else found.format(**values)

    def names(self, key: str) -> list[str]:
        """The list ``key``; nothing in a language that lacks it."""
        return [name.strip() for name in self.responses.get(key, "").split(",") if name.strip()]
