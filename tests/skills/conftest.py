"""The skills of an assistant that only notes what they do, at a fixed time."""

import pytest

from myna.skills.skill_set import Skills
from skills.context_kit import FakeContext, SkillBuilder


@pytest.fixture(scope="session")
def build() -> SkillBuilder:
    """Gives the skills of a language, for a context and a time."""
    return SkillBuilder()


@pytest.fixture
def skills(build: SkillBuilder) -> Skills:
    """The English skills."""
    return build(FakeContext())
