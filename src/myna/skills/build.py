"""Builds the skills of a configuration."""

from collections.abc import Callable
from datetime import datetime

from myna.config import Config
from myna.skills.about import About
from myna.skills.book import Book
from myna.skills.box import Box
from myna.skills.calendar import Calendar
from myna.skills.clock import Clock
from myna.skills.conversions import Conversions
from myna.skills.phrases import Phrases
from myna.skills.rest import Rest
from myna.skills.skills import Skills
from myna.skills.speech import Speech
from myna.skills.sums import Sums
from myna.skills.units import Units
from myna.skills.volume import Volume


def build_skills(config: Config, box: Box | None, now: Callable[[], datetime] = datetime.now) -> Skills:
    """The skills of the language of ``config``; ``now`` gives the local time.

    With a ``box`` all, ready for the first sentence, which takes half a second; without one those that need none, at
    once.
    """
    book = Book(config.language)
    phrases = Phrases(book.responses)
    units = Units(config.language)
    handlers = [
        Clock(phrases, now).handlers(),
        Calendar(phrases, now).handlers(),
        Sums(phrases).handlers(),
        Conversions(phrases, units).handlers(),
    ]
    if box is None:
        return Skills(book, handlers)
    handlers += [
        Volume(phrases, box).handlers(),
        Speech(phrases, box).handlers(),
        Rest(phrases, box, now).handlers(),
        About(phrases, box, config.wake_phrases).handlers(),
    ]
    skills = Skills(book, handlers)
    skills.load()
    units.load()
    return skills
