"""The skills on a fake box, at a fixed time."""

from collections.abc import Callable
from datetime import datetime

import pytest

from myna.config import Config
from myna.skills.build import build_skills
from myna.skills.skills import Skills
from skills.box_kit import FakeBox

NOW = datetime(2026, 11, 25, 15, 10)
"""A Wednesday."""


@pytest.fixture
def box() -> FakeBox:
    return FakeBox()


@pytest.fixture(scope="session")
def build() -> Callable[[FakeBox, str], Skills]:
    """Builds the skills of a language, at ``NOW``."""

    def make(box: FakeBox, tag: str = "en-us", now: datetime = NOW) -> Skills:
        return build_skills(Config(language=tag), box, now=lambda: now)

    return make


@pytest.fixture(scope="session")
def skills() -> Skills:
    """The English ones."""
    return build_skills(Config(), FakeBox(), now=lambda: NOW)
