"""The sentences of the user's own commands, as a speech engine that is to expect them takes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from myna.nlu.automaton import Automaton
from myna.nlu.guards import guarding
from myna.nlu.nearest import changed, nearest
from myna.nlu.politeness import plainer
from myna.nlu.samples import samples
from myna.nlu.spoken_forms import spoken_forms, verb_forms
from myna.nlu.templates import Templates
from myna.skills.user_commands.commands import Commands

MOST_UNLIKE = 1 / 3
"""The most letters by which two sentences differ that are much alike, as a share of the letters of both."""

SMALL_LETTERS = 2
"""The longest word that may be heard beside a command: "a", "an", or an "um" that sounds like "on"."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """All the sentences of an automaton, in the language ``tag``.

    ``samples`` are some of them, ``polite`` some with politeness, and ``others`` some that are none: they only mention
    a command, or name another thing than any command has.
    """

    templates: Templates
    automaton: Automaton
    samples: tuple[str, ...]
    polite: tuple[str, ...]
    others: tuple[str, ...]
    tag: str

    @classmethod
    def of(cls, commands: Commands, knows: Callable[[str], bool]) -> Self:
        """The sentences that mean ``commands``, of words (lower case) that the speech engine ``knows``."""
        return cls.within(commands.templates, knows, commands.tag)

    @classmethod
    def within(cls, templates: Templates, knows: Callable[[str], bool], tag: str = "en-us") -> Self:
        """Those of ``templates``, of words that the speech engine ``knows``."""
        automaton = templates.automaton(knows)
        plain, forms = samples(automaton), spoken_forms(tag)
        polite, mentions, others = (
            [text for text in made if all(map(knows, text.split())) and not automaton.accepts(text)]
            for made in (forms.made(forms.polite, plain), forms.made(forms.mentions, plain), forms.others(plain))
        )
        return cls(templates, automaton, tuple(plain), tuple(polite), (*mentions, *others), tag)

    @property
    def unknown(self) -> list[str]:
        """The words, but for numbers, that are not known: a sentence with one of them is hardly ever heard."""
        return [word for word in self.automaton.unknown if not word.isdigit()]

    def accepts(self, text: str) -> bool:
        """Whether ``text``, words in lower case, is one of them, with politeness or without."""
        return any(map(self.automaton.accepts, chain([text], plainer(self.tag)(text))))

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is none of them and no order at all: a negation, a question about an act, a condition...

        A question with politeness is rather an order whose beginning was misheard ("did you please").
        """
        if self.automaton.accepts(text) or (found := guarding(self.tag)(text)) is None:
            return False
        return found.kind != "question" or not any(plainer(self.tag)(text))

    def contradicts(self, text: str, command: str) -> bool:
        """Whether ``text``, as something else heard it, cannot be the ``command``.

        It names another thing of the same kind in words that are much alike else, or only mentions the command. A
        negation, a question or a report counts where it stands before the command, or a negation at the end:
        elsewhere it takes the place of words that were misheard ("who" for "brew").
        """
        if changed(text, command) <= MOST_UNLIKE * (len(text) + len(command)) and spoken_forms(self.tag).names_other(
            text, command
        ):
            return True
        if self.automaton.accepts(text) or (found := guarding(self.tag)(text)) is None:
            return False
        plain = (command, *plainer(self.tag)(command))  # "can you open", "open"
        begin = set[str]().union(*map(verb_forms, plain))
        before = not begin.isdisjoint(text.split()[1:])
        match found.kind:
            case "question" | "report":
                return before
            case "negation":
                return before or text.endswith(found.words)
        return True

    def is_usual(self, text: str) -> bool:
        """All are as usual as each other."""
        return True

    def about(self, text: str) -> Sequence[str]:
        """None: the recogniser expects few sentences anyway."""
        return ()

    def nearest(self, text: str) -> str | None:
        """The one that ``text`` is, with at most a few small words missing or misheard; None where there is none.

        Nothing is guessed: every value of a slot was said, nothing is there that ``text`` names another kind of, and
        no longer word of ``text`` is left out.
        """
        mended = nearest(self.automaton, text)
        if mended is None or (meant := self.templates.match(mended)) is None:
            return None
        left_out = [word for word in text.split() if word not in mended.split()]
        values_said = all(f" {value} " in f" {text} " for value in meant.spoken.values() if value)
        if not values_said or any(len(word) > SMALL_LETTERS for word in left_out):
            return None
        return None if spoken_forms(self.tag).adds(text, mended) else mended
