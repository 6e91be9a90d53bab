"""The words of the page are there in all six languages, and every template's word is."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from app.service_kit import House
from myna.interfaces.web.site import DAYS, NAVIGATION
from myna.interfaces.web.words import LANGUAGES, wanted, words

KEYS = [key["key"] for key in House().service.file.settings()["keys"]]  # type: ignore[attr-defined]
"""Every key that the page shows."""

TEMPLATES = files("myna.interfaces.web").joinpath("templates")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_and_no_others(language: str) -> None:
    english, theirs = words("en"), words(language)
    # English has the explanations of the configuration itself.
    explained = {f"meaning_{key.replace('.', '_')}" for key in KEYS if language != "en"}
    assert set(theirs) == set(english) | explained
    assert all(isinstance(word, str) and word for word in theirs.values())
    for name, word in english.items():
        assert _fields(word) == _fields(theirs[name]), name


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_has_words_of_its_own(language: str) -> None:
    same = [name for name, word in words(language).items() if word == words("en")[name]]
    assert len(same) < 25, same


def test_every_word_of_a_template_is_there() -> None:
    named = {name for file in TEMPLATES.iterdir() for name in re.findall(r"\bt\.(\w+)", file.read_text("utf-8"))}
    assert named - set(words("en")) == set()
    assert {f"page_{name}" for name in (*NAVIGATION, "pair", "login", "failed")} <= set(words("en"))
    assert {f"day_{day}" for day in DAYS} <= set(words("en"))
    assert words("en")["no such word"] == ""


@pytest.mark.parametrize(
    ("header", "default", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.5", "en", "de"),
        ("en;q=0.3, fr;q=0.8", "en", "fr"),
        ("zh-TW", "en", "zh"),
        ("sv, nl", "ko", "ko"),
        ("", "de", "de"),
        ("", "sv", "en"),
        ("de;q=x", "en", "en"),
    ],
)
def test_the_language_is_the_browser_s(header: str, default: str, language: str) -> None:
    assert wanted(header, default) == language


def _fields(word: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(word)}
