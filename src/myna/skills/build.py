"""Builds the skills of a configuration."""

from datetime import datetime

from myna.config import Config
from myna.skills.agenda import Agenda
from myna.skills.book import Book
from myna.skills.box import Box
from myna.skills.clock import Clock
from myna.skills.rings import Rings
from myna.skills.skills import Skills


def build_skills(config: Config, box: Box, agenda: Agenda) -> tuple[Skills, Rings]:
    """The skills of the language of ``config``, and what rings for them; takes some tenths of a second."""
    book = Book(config.language)
    rings = Rings(book, agenda)
    return Skills(book, [Clock(book.responses, datetime.now).handlers(), *rings.handlers()]), rings
