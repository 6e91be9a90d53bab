"""Builds the skills of a configuration."""

from datetime import datetime

from myna.config import Config
from myna.skills.about import About
from myna.skills.book import Book
from myna.skills.box import Box
from myna.skills.calendar import Calendar
from myna.skills.clock import Clock
from myna.skills.commands import Commands
from myna.skills.conversions import Conversions
from myna.skills.phrases import Phrases
from myna.skills.rest import Rest
from myna.skills.skills import Skill, Skills
from myna.skills.speech import Speech
from myna.skills.sums import Sums
from myna.skills.units import Units
from myna.skills.volume import Volume


def build_skills(config: Config, box: Box | None) -> Skills:
    """The skills of the language of ``config``.

    With a ``box`` all, ready for the first sentence, which takes half a second; without one those that need none, at
    once.
    """
    book = Book(config.language)
    phrases, now = Phrases(book.responses), datetime.now
    units = Units(config.language)
    own = Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)
    skills: list[Skill] = [Clock(phrases, now), Calendar(phrases, now), Sums(phrases), Conversions(phrases, units)]
    if box is None:
        return Skills(book, skills, own)
    skills += [
        Volume(phrases, box),
        Speech(phrases, box),
        Rest(phrases, box, now),
        About(phrases, box, config.wake_phrases),
    ]
    built = Skills(book, skills, own)
    built.load()
    units.load()
    return built
