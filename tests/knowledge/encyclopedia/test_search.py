from pathlib import Path

import pytest

from myna.knowledge.encyclopedia.search import ARTICLES, SENTENCES, articles, candidates
from myna.knowledge.zim import ZimFile, opened
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.text import Rarities
from zim_kit import write_zim

EQUAL = Rarities({}, 1.0)

PAGES = {
    "Menai Bridge": [
        "The Menai Bridge carries a road between an island and the mainland. It has two towers of limestone.",
        "The engineer Thomas Telford built it. He finished the work in 1826, and ships could pass below.",
    ],
    "Limestone": ["Limestone is a rock. Towers and bridges were built of it.", "It forms in warm seas."],
    **{f"Town {number}": [f"Town {number} is a town with a bridge and towers."] for number in range(30)},
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ZimFile:
    return opened(write_zim(tmp_path_factory.mktemp("zim") / "book.zim", PAGES))


def test_an_article_is_found_though_no_article_has_all_words(book: ZimFile) -> None:
    found = articles(book, Question("Which clever engineer was it that made the limestone towers of the Menai bridge?"))
    assert found[0][1] == "Menai_Bridge"
    assert len(found) <= ARTICLES
    assert [weight for weight, _ in found] == sorted((weight for weight, _ in found), reverse=True)


def test_the_sentence_with_the_rarest_words_comes_first(book: ZimFile) -> None:
    first, *others = candidates(book, Question("When did the engineer finish the work at Menai?"), EQUAL)
    assert first.article == "Menai Bridge"
    assert first.passage.text == "He finished the work in 1826, and ships could pass below."
    assert first.passage.index == 1
    assert first.passage.paragraph == 1
    assert "telford" in first.passage.before
    assert first.more == ()
    assert len(others) < SENTENCES


def test_what_follows_a_sentence_goes_with_it(book: ZimFile) -> None:
    found = candidates(book, Question("Which road does the Menai Bridge carry to the mainland?"), EQUAL)
    assert found[0].more == ("It has two towers of limestone.",)


@pytest.mark.parametrize("text", ["", "who", "xyzzy plugh", "' OR \" AND ( NEAR", "the of and"])
def test_words_that_are_nowhere_find_nothing(book: ZimFile, text: str) -> None:
    assert candidates(book, Question(text), EQUAL) == []


def test_a_book_without_full_text_finds_nothing(tmp_path: Path) -> None:
    book = opened(write_zim(tmp_path / "plain.zim", PAGES, full_text=False))
    assert candidates(book, Question("Who built the Menai Bridge?"), EQUAL) == []
