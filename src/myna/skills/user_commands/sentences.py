"""The sentences of the user's own commands, as a speech engine that is to expect them takes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from myna.nlu.automaton import Automaton
from myna.nlu.nearest import nearest
from myna.nlu.samples import samples
from myna.skills.user_commands.commands import Commands


@dataclass(frozen=True, slots=True)
class Sentences:
    """All the sentences of an automaton, some of them listed in ``samples``."""

    automaton: Automaton
    samples: tuple[str, ...]

    @classmethod
    def of(cls, commands: Commands, knows: Callable[[str], bool]) -> Self:
        """The sentences that mean ``commands``, of words (lower case) that the speech engine ``knows``."""
        return cls.within(commands.templates.automaton(knows))

    @classmethod
    def within(cls, automaton: Automaton) -> Self:
        """Those of ``automaton``."""
        return cls(automaton, tuple(samples(automaton)))

    @property
    def unknown(self) -> list[str]:
        """The words, but for numbers, that are not known: a sentence with one of them is hardly ever heard."""
        return [word for word in self.automaton.unknown if not word.isdigit()]

    def accepts(self, text: str) -> bool:
        """Whether ``text``, words in lower case, is one of them."""
        return self.automaton.accepts(text)

    def nearest(self, text: str) -> str | None:
        """The one that is most like ``text``, itself if it is one; None where none is near."""
        return nearest(self.automaton, text)
