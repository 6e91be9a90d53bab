"""Builds the skills of a configuration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NoReturn

from myna.config import Config
from myna.errors import ServiceError
from myna.skills.about import About
from myna.skills.agenda import Agenda
from myna.skills.box import Box
from myna.skills.calendar import Calendar
from myna.skills.clock import Clock
from myna.skills.commands import Commands
from myna.skills.conversions import Conversions
from myna.skills.reply import Reply
from myna.skills.rest import Rest
from myna.skills.rings import Rings
from myna.skills.sentences.book import Book
from myna.skills.sentences.phrases import Phrases
from myna.skills.skills import Handler, Skill, Skills
from myna.skills.speech import Speech
from myna.skills.sums import Sums
from myna.skills.units import Units
from myna.skills.volume import Volume


def build_skills(config: Config) -> Skills:
    """The skills of the language of ``config`` that need nothing but the sentence; the others refuse, in a sentence."""
    book, units = Book(config.language), Units(config.language)
    skills = [_Absent(book), *_simple(Phrases(book.responses), units, datetime.now)]
    return Skills(book, skills, _own(config))


def build_all_skills(
    config: Config, box: Box, agenda: Agenda, now: Callable[[], datetime] = datetime.now
) -> tuple[Skills, Rings]:
    """All skills of the language of ``config``, and what rings for them; ``now`` gives the local time."""
    book, units = Book(config.language), Units(config.language)
    phrases, rings = Phrases(book.responses), Rings(book, agenda)
    skills = [
        *_simple(phrases, units, now),
        Volume(phrases, box),
        Speech(phrases, box),
        Rest(phrases, box, now),
        About(phrases, box, config.wake_phrases),
        *rings.skills(),
    ]
    return Skills(book, skills, _own(config), units.load), rings


def _simple(phrases: Phrases, units: Units, now: Callable[[], datetime]) -> list[Skill]:
    return [Clock(phrases, now), Calendar(phrases, now), Sums(phrases), Conversions(phrases, units)]


def _own(config: Config) -> Commands:
    return Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)


class _Absent:
    """In the place of the skills of ``book`` that need a running assistant."""

    def __init__(self, book: Book) -> None:
        self._intents = book.description["intents"]

    def handlers(self) -> Mapping[str, Handler]:
        """For every intent."""
        return dict.fromkeys(self._intents, lambda _: Reply(act=_refuse))


async def _refuse() -> NoReturn:
    raise ServiceError(
        "not-running",
        "This needs a Myna that runs.",
        "Type: sudo systemctl start myna, or: myna run; then ask it again.",
    )
