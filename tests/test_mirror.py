"""Tests stand beside their modules: ``src/myna/ROOM/x.py`` is tested by ``tests/ROOM/test_x.py``.

A module with much to test may have several files, ``test_x_SUBJECT.py``, or a folder ``tests/ROOM/x/``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "myna"
ROOMS = sorted(folder.name for folder in SOURCE.iterdir() if folder.is_dir() and not folder.name.startswith("_"))

UNTESTED = {
    "core/ports.py",
    "interfaces/control/protocol.py",
    "knowledge/found.py",
    "llm/settings.py",
    "nlu/parsers.py",
    "session/options.py",
    "skills/context.py",
    "tts/settings.py",
}
"""Modules without a test file beside their name: protocols and value types, which do nothing."""

UNMIRRORED = {"nlu/en/slots/test_requests.py"}
"""Test files of a room that are for no single module of it: all parsers on what people said."""


def modules() -> Iterator[Path]:
    """Every module of a room, from ``src/myna`` on."""
    for room in ROOMS:
        for file in sorted((SOURCE / room).rglob("*.py")):
            if file.name != "__init__.py":  # a docstring, and at most what is imported from the package itself
                yield file.relative_to(SOURCE)


def mirrored_files() -> Iterator[Path]:
    """Every test file of a room, from ``tests`` on."""
    for room in ROOMS:
        yield from (file.relative_to(TESTS) for file in sorted((TESTS / room).rglob("test_*.py")))


def is_tested(module: Path) -> bool:
    """Whether there is a test file, or a folder of them, beside the module's name."""
    folder = TESTS / module.with_suffix("")
    return (TESTS / module.with_name(f"test_{module.name}")).is_file() or any(folder.glob("test_*.py"))


def is_mirror(test: Path) -> bool:
    """Whether a module has the name of the test file, of its beginning, or of its folder."""
    words = test.stem.removeprefix("test_").split("_")
    names = ("_".join(words[:count]) for count in range(1, len(words) + 1))
    beside = any((SOURCE / test.parent / f"{name}.py").is_file() for name in names)
    return beside or (SOURCE / test.parent).with_suffix(".py").is_file()


def test_every_module_has_a_test_file_beside_its_name() -> None:
    assert {str(module) for module in modules() if not is_tested(module)} == UNTESTED


def test_every_test_file_is_beside_the_name_of_a_module() -> None:
    assert {str(test) for test in mirrored_files() if not is_mirror(test)} == UNMIRRORED


@pytest.mark.parametrize(
    ("test", "mirrors"),
    [
        ("nlu/test_times.py", True),
        ("nlu/test_times_spoken.py", True),
        ("nlu/times/test_spoken.py", True),
        ("nlu/en/test_numbers.py", True),
        ("nlu/test_numbers.py", False),
        ("nlu/test_spoken.py", False),
    ],
)
def test_what_a_mirror_is(test: str, mirrors: bool) -> None:
    assert is_mirror(Path(test)) is mirrors
