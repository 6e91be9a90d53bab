"""What Myna says of itself: its name, its version, its language model, what it can do."""

from collections.abc import Mapping, Sequence
from functools import partial

from myna import __version__
from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.skill_set import Answer, Classified, Handler, Skill

_ABOUT = "greeting thanks goodbye age robot pets origin maker life hobbies work user privacy".split()  # noqa: SIM905

_SAID_TO_IT = ("loved", "scolded", "wished", "languages", "thanks")
"""What is said to Myna, or asked, in sentences of templates alone."""


class AboutSkill(Skill):
    """Introduces Myna, which is called with one of the ``wake_phrases``, if there are any."""

    name = "about"

    def __init__(self, responses: Responses, context: SkillContext, wake_phrases: Sequence[str]) -> None:
        self._responses = responses
        self._context = context
        self._wake_phrases = wake_phrases

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "MynaName": self._name,
            "MynaHelp": lambda _: self._responses.reply("help"),
            "MynaGoodNight": lambda _: self._responses.reply("good_night"),
            "MynaVersion": lambda _: self._responses.reply("version", version=__version__),
            "MynaModel": lambda _: self._responses.reply("model", model=self._context.model),
            "MynaMaker": lambda _: self._responses.reply("about_maker"),
            "MynaFeelings": lambda _: self._responses.reply("about_robot"),
            **{f"Myna{about.title()}": partial(self._said, about) for about in _SAID_TO_IT},
        }

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class: a sentence about itself."""
        return {f"about.{about}": partial(self._about, about) for about in _ABOUT} | {
            "about.name": lambda _: self._name(),
            "about.help": lambda _: self._responses.reply("help"),
            "about.model": lambda _: self._responses.reply("model", model=self._context.model),
        }

    def _said(self, about: str, _: Intent) -> Reply | None:
        return self._responses.reply(f"about_{about}")

    def _about(self, about: str, _: Classified) -> Reply | None:
        return self._responses.reply(f"about_{about}")

    def _name(self, _: Intent | None = None) -> Reply | None:
        if not self._wake_phrases:
            return self._responses.reply("name")
        return self._responses.reply("name_called", phrase=self._wake_phrases[0])
