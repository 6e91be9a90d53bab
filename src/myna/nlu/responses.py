"""What the skills say in one language: the ``responses`` of its templates."""

from collections.abc import Iterator, Mapping

from myna.core.reply import Act, Reply


class Responses(Mapping[str, str]):
    """One language's responses by their keys: texts in Python's format, where ``{name}`` stands for a value.

    A text that lists names has commas between them ("Monday, Tuesday"). A language may lack a response: the skill that
    needs it is silent in that language.
    """

    def __init__(self, responses: Mapping[str, str]) -> None:
        self._responses = responses

    def __getitem__(self, key: str) -> str:
        return self._responses[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._responses)

    def __len__(self) -> int:
        return len(self._responses)

    def reply(self, key: str, act: Act | None = None, /, **values: object) -> Reply | None:
        """The response ``key`` with its ``values``, beginning with a capital letter, and what is done before it.

        None in a language that lacks the response.
        """
        return Reply(self.sentence(key, **values), act) if key in self else None

    def sentence(self, key: str, /, **values: object) -> str:
        """The response ``key`` with its ``values``, beginning with a capital letter. Raises KeyError without it."""
        text = self[key].format(**values)
        return text[:1].upper() + text[1:]

    def text(self, key: str, /, **values: object) -> str | None:
        """The response ``key`` with its ``values``; None in a language that lacks it."""
        found = self.get(key)
        return None if found is None else found.format(**values)

    def names(self, key: str) -> list[str]:
        """The names that the response ``key`` lists; none in a language that lacks it."""
        return [name.strip() for name in self.get(key, "").split(",") if name.strip()]
