"""ZIM files: whole ones, and such as are not."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from myna.core.errors import KnowledgeError
from myna.knowledge.zim import ZimFile, opened
from zim_kit import Page, page_of, write_zim

ARTICLES = {
    "Isaac Newton": ["Sir Isaac Newton (1643 – 1727) was an English mathematician.", "He was born in Lincolnshire."],
    "Mercury (planet)": ["Mercury is the first planet from the Sun."],
    "Mercury (element)": ["Mercury is a chemical element."],
    "Café": ["A café is a place to drink coffee in."],
    "A Long Way": ["A Long Way is a book about coffee."],
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    picture = Page("picture.png", "Café picture", b"\x89PNG", "image/png")
    redirects = {"Newton": "Isaac Newton", "Sir Newton": "Isaac Newton"}
    return write_zim(tmp_path_factory.mktemp("zim") / "whole.zim", ARTICLES, redirects=redirects, others=[picture])


@pytest.fixture(scope="module")
def book(path: Path) -> ZimFile:
    return opened(path)


def code_of(read: Callable[[], object]) -> str:
    """The code of the error that ``read`` raises; empty where it raises none."""
    try:
        read()
    except KnowledgeError as error:
        return error.code
    return ""


def test_it_says_what_it_is(book: ZimFile) -> None:
    assert (book.title, book.language, book.date, book.has_full_text) == ("Wikipedia", "en", "2026-05-11", True)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("isaac newton", {("Isaac Newton", "Isaac_Newton")}),
        ("NEWTON", {("Newton", "Isaac_Newton"), ("Isaac Newton", "Isaac_Newton"), ("Sir Newton", "Isaac_Newton")}),
        ("mercury", {("Mercury (planet)", "Mercury_(planet)"), ("Mercury (element)", "Mercury_(element)")}),
        ("cafe", {("Café", "Café")}),
        ("nobody", set()),
        ("", set()),
        ("x" * 5_000, set()),
        ('\udcff\0 AND ("', set()),
    ],
)
def test_titles_are_suggested(book: ZimFile, title: str, found: set[tuple[str, str]]) -> None:
    assert set(book.suggest(title, 10)) <= found
    assert bool(book.suggest(title, 10)) == bool(found)


def test_an_exact_title_is_looked_up(book: ZimFile) -> None:
    assert book.titled("Isaac Newton") == ("Isaac Newton", "Isaac_Newton")
    assert book.titled("Newton") == ("Newton", "Isaac_Newton")
    assert book.titled("newton") is None


def test_full_text_is_searched(book: ZimFile) -> None:
    assert book.search("english mathematician", 5) == ["Isaac_Newton"]
    assert book.search("english coffee", 5) == []
    assert book.estimated_matches("coffee") == 2
    assert book.estimated_matches("nothing") == 0


def test_an_article_is_read(book: ZimFile) -> None:
    article = book.article("Newton")
    assert article is not None
    assert (article.title, list(article.paragraphs)) == ("Isaac Newton", ARTICLES["Isaac Newton"])
    one = book.article("Isaac_Newton", 1)
    assert one is not None
    assert len(one.paragraphs) == 1
    assert book.article("picture.png") is None
    assert book.article("Nobody") is None


def test_a_file_without_full_text_still_has_titles(tmp_path: Path) -> None:
    book = opened(write_zim(tmp_path / "mini.zim", ARTICLES, language="fra", full_text=False))
    assert (book.language, book.has_full_text, book.search("coffee", 5), book.estimated_matches("coffee")) == (
        "fr", False, [], 0,
    )  # fmt: skip
    assert book.titled("Isaac Newton") == ("Isaac Newton", "Isaac_Newton")
    assert ("Isaac Newton", "Isaac_Newton") in book.suggest("Isaac", 5)


def test_a_redirect_to_itself_leads_nowhere(path: Path, tmp_path: Path) -> None:
    data = bytearray(path.read_bytes())
    first, second = (data.index(b"\xff\xff\x00C", data.index(name) - 40) for name in (b"Newton\0", b"Sir_Newton\0"))
    for place in (first, second):
        assert data[place : place + 4] == b"\xff\xff\x00C"
    looped = tmp_path / "looped.zim"
    for index in range(12):
        data[first + 8 : first + 12] = index.to_bytes(4, "little")
        looped.write_bytes(data)
        book = opened(looped)
        assert code_of(lambda: book.suggest("newton", 10)) in ("", "encyclopedia-damaged")  # noqa: B023
        assert code_of(lambda: book.article("Newton")) in ("", "encyclopedia-damaged")  # noqa: B023


def test_what_is_too_long_is_no_article(tmp_path: Path) -> None:
    pages = {"Long": "<p>" + "long " * 2_000_000, "Short": ["Short is short."]}
    book = opened(write_zim(tmp_path / "long.zim", pages, full_text=False))
    assert book.article("Long") is None
    assert book.article("Short") is not None


def test_an_article_that_says_it_has_gigabytes_is_none(tmp_path: Path) -> None:
    path = write_zim(tmp_path / "a.zim", {"Giant": ["Giant is an article."]}, full_text=False, compressed=False)
    content = page_of("Giant", ["Giant is an article."]).encode()
    data = bytearray(path.read_bytes())
    end = data.index(content) - 4  # the offsets of the cluster's entries stand before the first one
    for place in range(end - 4, end + 4):
        claimed = data.copy()
        claimed[place : place + 4] = (0xFFFFFF00).to_bytes(4, "little")
        path.write_bytes(claimed)
        assert code_of(lambda: opened(path).article("Giant")) in ("", "encyclopedia-damaged")


def test_broken_characters_are_replaced(tmp_path: Path) -> None:
    page = Page("Broken", "Broken", b"<p>Broken \xff\xfe is \xc3( text.</p>")
    book = opened(write_zim(tmp_path / "a.zim", {"Other": ["x"]}, others=[page]))
    article = book.article("Broken")
    assert article is not None
    assert article.paragraphs == ("Broken \ufffd\ufffd is \ufffd( text.",)


@pytest.mark.parametrize("content", [b"", b"ZIM", b"\0" * 100_000, b"<html>", random.Random(1).randbytes(50_000)])
def test_what_is_no_zim_file_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.zim"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"The encyclopedia .*no\.zim is damaged, or no ZIM file\."):
        opened(path)


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"cannot be read: No such file"):
        opened(tmp_path / "none.zim")
    with pytest.raises(KnowledgeError, match="damaged, or no ZIM file"):
        opened(tmp_path)


def test_a_part_of_a_split_file_is_told_to_be_one(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    (tmp_path / "split.zimaa").write_bytes(data[:9_000])
    (tmp_path / "split.zimab").write_bytes(data[9_000:])
    with pytest.raises(KnowledgeError, match="only a part of a file that was split"):
        opened(tmp_path / "split.zimaa")


def test_any_cut_of_a_file_is_refused(path: Path, tmp_path: Path) -> None:
    data, cut = path.read_bytes(), tmp_path / "cut.zim"
    for size in range(0, len(data), len(data) // 25):
        cut.write_bytes(data[:size])
        with pytest.raises(KnowledgeError):
            opened(cut)


_READS = """
import os
import sys
from pathlib import Path
from myna.core.errors import KnowledgeError
from myna.knowledge.zim import opened
path = Path(sys.argv[1])
try:
    book = opened(path)
    change = sys.argv[2]
    for title in ("newton", "mercury"):
        for name, where in book.suggest(title, 10):
            book.article(where)
    if change == "cut":
        with path.open("r+b") as file:
            file.truncate(1000)
    if change == "vanish":
        path.unlink()
    if change == "grow":
        with path.open("ab") as file:
            file.write(b"x")
    if change == "overwrite":
        before = path.stat()
        with path.open("r+b") as file:
            file.write(b"x" * before.st_size)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for read in (lambda: book.suggest("cafe", 9), lambda: book.titled("Newton"), lambda: book.search("coffee", 5),
                 lambda: book.estimated_matches("coffee"), lambda: book.article("A_Long_Way")):
        try:
            read()
        except KnowledgeError as error:
            print(error.code)
except KnowledgeError as error:
    print(error.code)
"""


def _read_in_a_child(path: Path, change: str = "") -> list[str]:
    """The codes of the errors that reading raises in a process of its own, which ends in good order."""
    done = subprocess.run(
        [sys.executable, "-c", _READS, path, change],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout.split()


@pytest.mark.parametrize("change", ["cut", "vanish", "grow", "overwrite"])
def test_a_file_that_changes_while_it_is_open_is_not_read_any_more(path: Path, tmp_path: Path, change: str) -> None:
    copy = tmp_path / "copy.zim"
    copy.write_bytes(path.read_bytes())
    assert _read_in_a_child(copy) == []
    assert _read_in_a_child(copy, change) == ["encyclopedia-changed"] * 5


def test_damage_ends_no_process(path: Path, tmp_path: Path) -> None:
    data, chance = path.read_bytes(), random.Random(5)
    for number in range(12):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 20, 300])):
            damaged[chance.randrange(80 if number % 3 else len(data))] = chance.randrange(256)
        copy = tmp_path / f"{number}.zim"
        copy.write_bytes(damaged)
        assert set(_read_in_a_child(copy)) <= {"encyclopedia-damaged"}
