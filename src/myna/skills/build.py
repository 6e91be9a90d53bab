"""Builds the skills of a configuration."""

from datetime import datetime

from myna.config import Config
from myna.skills.book import Book
from myna.skills.box import Box
from myna.skills.clock import Clock
from myna.skills.commands import Commands
from myna.skills.skills import Skills


def build_skills(config: Config, box: Box) -> Skills:
    """The skills of the language of ``config``; takes some tenths of a second."""
    book = Book(config.language)
    own = Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)
    return Skills(book, [Clock(book.responses, datetime.now).handlers()], own)
