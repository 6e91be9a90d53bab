"""The skills on a fake box, at a fixed time."""

from collections.abc import Callable
from datetime import datetime

import pytest

from myna.config import Config
from myna.skills.skill_set import Skills
from skills.context_kit import Deputy, FakeContext, every_skill

NOW = datetime(2026, 11, 25, 15, 10)
"""A Wednesday."""


@pytest.fixture(scope="session")
def build() -> Callable[..., Skills]:
    """The skills of a language, once built, on another box and at another time."""
    built: dict[str, tuple[Deputy, Skills]] = {}

    def make(context: FakeContext, tag: str = "en-us", now: datetime = NOW) -> Skills:
        if tag not in built:
            deputy = Deputy()
            built[tag] = deputy, every_skill(Config(language=tag), deputy, lambda: deputy.now)
        deputy, skills = built[tag]
        deputy.context, deputy.now = context, now
        return skills

    return make


@pytest.fixture
def skills(build: Callable[..., Skills]) -> Skills:
    """The English ones."""
    return build(FakeContext())
