"""Titles by their sound."""

import pytest

from myna.knowledge.encyclopedia.sounds import SoundIndex, SoundWay
from myna.knowledge.encyclopedia.titles import TitleWay
from myna.knowledge.zim import ZimFile, opened
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import leads_of, title_questions_of
from myna.nlu.sound_key import sound_key
from zim_kit import write_zim

TITLES = ["Ulaanbaatar", "Kyrgyzstan", "Nefertiti", "Du Fu", *(f"Number {number}" for number in range(700))]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ZimFile:
    articles = {title: [f"{title} is what this article is about, and no more."] for title in TITLES}
    path = tmp_path_factory.mktemp("zim") / "a.zim"
    return opened(write_zim(path, articles, redirects={"Ulan Bator": "Ulaanbaatar"}, full_text=False))


def test_titles_are_found_by_their_sound_once_all_were_read(book: ZimFile) -> None:
    index = SoundIndex(book, sound_key)
    assert index.find("ill one butter") == []
    parts = 0
    while index.grow():
        parts += 1
    assert parts == -(-book.entry_count // 500)
    assert not index.grow()
    assert index.find("ill one butter") == [("Ulaanbaatar", "Ulaanbaatar")]
    assert index.find("kargus done") == [("Kyrgyzstan", "Kyrgyzstan")]
    assert index.find("do foo") == []  # too much sounds like that
    assert index.find("something else entirely") == []


def test_what_sounds_like_a_title_is_asked_back(book: ZimFile) -> None:
    questions, leads = title_questions_of("en-us"), leads_of("en-us")
    assert questions is not None
    assert leads is not None
    responses = load_intents("en-us").responses
    way = SoundWay(questions, TitleWay(questions, leads, responses), responses)
    assert way.find("what is ill one butter", book) is None
    while way.prepare(book):
        pass
    found = way.find("what is ill one butter", book)
    assert found is not None
    assert (found.text, found.evidence) == ("Do you mean Ulaanbaatar?", None)
    assert found.choices[0].found.text == "Ulaanbaatar is what this article is about, and no more."
    assert way.find("what is entirely another name", book) is None
    assert way.find("ill one butter", book) is None


def test_a_language_whose_sounds_are_not_known_has_no_index(book: ZimFile) -> None:
    questions, leads = title_questions_of("de"), leads_of("de")
    assert questions is not None
    assert leads is not None
    responses = load_intents("de").responses
    way = SoundWay(questions, TitleWay(questions, leads, responses), responses)
    assert not way.prepare(book)
    assert way.find("was ist ill one butter", book) is None
