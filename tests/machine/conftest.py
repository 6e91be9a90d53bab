"""Machines for the tests: each is a copy of one on which Myna was installed, and which was booted until it listened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from machine.images import Images, skip_without_tools
from machine.machine import Machine
from package.roots import CHECKOUT


@pytest.fixture(scope="session")
def images() -> Images:
    """The disks of a Debian with Myna."""
    skip_without_tools()
    images = Images(CHECKOUT / "build" / "machine" / "images")
    images.make()
    return images


@pytest.fixture
def machine(images: Images, tmp_path: Path) -> Iterator[Machine]:
    """A machine on which Myna listens."""
    machine = images.machine(tmp_path)
    try:
        machine.wake_up(images.memory)
        yield machine
    finally:
        machine.cut_power()


@pytest.fixture
def question(voiced: Callable[[str], Path]) -> Path:
    """A recording of the question for the capital of France, by Myna's own voice, behind the wake phrase."""
    return voiced("Computer, what is the capital of France?")
