"""What Myna says of itself: its name, its language model, what it can do."""

from collections.abc import Mapping, Sequence

from myna import __version__
from myna.skills.box import Box
from myna.skills.reply import Reply
from myna.skills.sentences.phrases import Phrases
from myna.skills.sentences.templates import Match
from myna.skills.skills import Handler


class About:
    """Introduces itself; it is called with one of the ``wake_phrases``, if there are any."""

    def __init__(self, phrases: Phrases, box: Box, wake_phrases: Sequence[str]) -> None:
        self._phrases = phrases
        self._box = box
        self._wake_phrases = wake_phrases

    def handlers(self) -> Mapping[str, Handler]:
        """By intent."""
        return {
            "MynaName": self._name,
            "MynaHelp": lambda _: self._phrases.reply("help"),
            "MynaVersion": lambda _: self._phrases.reply("version", version=__version__),
            "MynaModel": lambda _: self._phrases.reply("model", model=self._box.model),
        }

    def _name(self, _: Match) -> Reply | None:
        if not self._wake_phrases:
            return self._phrases.reply("name")
        return self._phrases.reply("name_called", phrase=self._wake_phrases[0])
