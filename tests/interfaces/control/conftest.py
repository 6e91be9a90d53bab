"""A service that programs may ask."""

from pathlib import Path

import pytest

from myna.app.daemon import Daemon
from myna.app.devices import Files
from myna.app.service import Service
from myna.config import Config


@pytest.fixture
def service(config: Config) -> Service:
    """Of a daemon that has not begun to load its engines."""
    return Daemon(config, Files(input=Path("nothing.wav")), lambda: config).service
