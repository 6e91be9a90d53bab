"""An encyclopedia as a source of knowledge: its files come, break and go."""

import logging
from pathlib import Path

import pytest

from myna.core.errors import KnowledgeError
from myna.core.reply import Evidence
from myna.knowledge.encyclopedia.source import Encyclopedia, Way
from myna.knowledge.found import Found
from myna.knowledge.zim import ZimFile
from zim_kit import write_zim


class Lookup(Way):
    """A way that finds the article that is called just what is asked."""

    def find(self, question: str, book: ZimFile) -> Found | None:
        if (found := book.titled(question)) is None or (article := book.article(found[1])) is None:
            return None
        return Found(article.paragraphs[0], Evidence("encyclopedia", article.title, article.paragraphs[0]))


class Fallback(Way):
    """A way that always has an answer."""

    def find(self, question: str, book: ZimFile) -> Found | None:
        return Found(f"{question} in {book.title}", None)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write_zim(tmp_path / "first.zim", {"Ada": ["Ada was a writer."]}, title="First")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return write_zim(tmp_path / "second.zim", {"Ada": ["Ada is a city."], "Bob": ["Bob is a name."]}, title="Second")


async def said(source: Encyclopedia, question: str) -> str:
    found = await source.find(question)
    return "" if found is None else found.text


def change(path: Path, other: Path | None = None) -> None:
    """Put ``other`` into the place of the file at ``path``, or nothing."""
    path.unlink(missing_ok=True)
    if other is not None:
        other.rename(path)


async def test_files_are_asked_in_their_order_and_ways_in_theirs(first: Path, second: Path) -> None:
    source = Encyclopedia([first, second], "en-us", [Lookup(), Fallback()])
    assert await source.find("Ada") is None  # it is not open
    async with source.opened():
        assert await said(source, "Ada") == "Ada was a writer."
        assert await said(source, "Bob") == "Bob is a name."
        assert await said(source, "Eve") == "Eve in First"
    assert await source.find("Ada") is None
    async with source.opened():
        assert await said(source, "Bob") == "Bob is a name."


async def test_files_are_made_ready_in_parts_while_questions_are_answered(first: Path) -> None:
    class Preparing(Fallback):
        left = 50

        def prepare(self, book: ZimFile) -> bool:
            self.left -= 1
            if self.left < 0:
                raise KnowledgeError("encyclopedia-damaged", "It is damaged.")
            return True

    way = Preparing()
    source = Encyclopedia([first], "en-us", [Lookup(), way])
    async with source.opened():
        while way.left >= 0:
            assert await said(source, "Ada") == "Ada was a writer."
        assert await said(source, "Eve") == "Eve in First"
    assert way.left == -1
    endless = Preparing()
    endless.left = 1 << 60
    async with Encyclopedia([first], "en-us", [endless]).opened():
        pass


async def test_no_file_no_answer() -> None:
    source = Encyclopedia([], "en-us", [Fallback()])
    async with source.opened():
        assert await source.find("Ada") is None


async def test_a_file_in_another_language_is_not_asked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write_zim(tmp_path / "de.zim", {"Ada": ["Ada war eine Autorin."]}, language="deu")
    source = Encyclopedia([path], "en-us", [Lookup()])
    async with source.opened():
        assert await source.find("Ada") is None
        assert await source.find("Ada") is None
    assert caplog.text.count("is in another language (de), and is not asked") == 1
    german = Encyclopedia([path], "de", [Lookup()])
    async with german.opened():
        assert await said(german, "Ada") == "Ada war eine Autorin."


async def test_what_cannot_be_read_is_logged_once_and_the_others_answer(
    first: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    broken = tmp_path / "broken.zim"
    broken.write_bytes(b"nothing")
    source = Encyclopedia([tmp_path / "none.zim", broken, first], "en-us", [Lookup()])
    async with source.opened():
        for _ in range(3):
            assert await said(source, "Ada") == "Ada was a writer."
    assert [record.message.partition(". ")[0] for record in caplog.records] == [
        f"The encyclopedia {tmp_path}/none.zim cannot be read: No such file or directory",
        f"The encyclopedia {broken} is damaged, or no ZIM file",
    ]


async def test_a_file_that_vanishes_and_returns_is_opened_again(
    first: Path, second: Path, caplog: pytest.LogCaptureFixture
) -> None:
    empty = first.with_name("empty.zim")
    empty.touch()
    source = Encyclopedia([first], "en-us", [Lookup()])
    async with source.opened():
        assert await said(source, "Ada") == "Ada was a writer."
        change(first)
        assert await source.find("Ada") is None
        assert await source.find("Ada") is None
        change(first, second)
        assert await said(source, "Ada") == "Ada is a city."
        change(first, empty)
        assert await source.find("Ada") is None
        assert await source.find("Ada") is None
    assert caplog.text.count("changed or vanished while it was in use") == 2
    assert caplog.text.count("is damaged, or no ZIM file") == 1


async def test_a_damaged_article_is_no_reason_to_drop_the_file(first: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Damaged(Lookup):
        def find(self, question: str, book: ZimFile) -> Found | None:
            if question == "Eve":
                raise KnowledgeError("encyclopedia-damaged", "It is damaged.")
            return super().find(question, book)

    source = Encyclopedia([first], "en-us", [Damaged()])
    async with source.opened():
        assert await source.find("Eve") is None
        assert await source.find("Eve") is None
        assert await said(source, "Ada") == "Ada was a writer."
    assert caplog.text.count("It is damaged.") == 1
