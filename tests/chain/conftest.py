"""Skills for the whole chain, as the tests of the skills have them."""

from skills.conftest import build

__all__ = ["build"]
