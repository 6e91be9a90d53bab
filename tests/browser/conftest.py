"""A real Myna on virtual sound, its page, and a browser that is let in: one of each for all tests here."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from box_kit import Box
from browser.chromium import Chromium, chromium
from myna.config import Config
from virtual_sound import sound_server, until


@pytest.fixture(scope="module")
def box(config: Config) -> Iterator[Box]:
    with tempfile.TemporaryDirectory(prefix="myna-") as folder, sound_server(Path(folder) / "room") as room:
        box = Box(Path(folder), room)
        try:
            box.start()
            yield box
        finally:
            box.stop()


@pytest.fixture(scope="module")
def browser(box: Box) -> Iterator[Chromium]:
    """A browser that was let in by a code of the console."""
    with chromium(box.address) as browser:
        pair(browser, box.code())
        yield browser


def pair(browser: Chromium, code: str) -> None:
    browser.open("/pair")
    browser.type("#code", code)
    browser.click('form[action="/pair"] button')
    until(lambda: browser.driver.current_url.endswith("/access?said=paired"))
