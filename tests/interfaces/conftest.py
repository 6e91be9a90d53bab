"""What several interfaces are tested with."""

from collections.abc import Iterator

import pytest

from app.service_kit import House


@pytest.fixture
def house() -> Iterator[House]:
    """A service whose engines have not been loaded."""
    made = House()
    yield made
    made.timers.close()
