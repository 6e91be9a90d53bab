"""Small ZIM files for tests, made by libzim itself."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pytest

pytest.importorskip("libzim", reason="libzim is not installed")

from libzim.writer import Creator, Hint, Item, StringProvider


class Page(Item):
    """A page of HTML, or of whatever ``mimetype`` says."""

    def __init__(self, path: str, title: str, content: str | bytes, mimetype: str = "text/html") -> None:
        super().__init__()
        self._of = (path, title, mimetype, content)

    def get_path(self) -> str:
        return self._of[0]

    def get_title(self) -> str:
        return self._of[1]

    def get_mimetype(self) -> str:
        return self._of[2]

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._of[3])

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: self._of[2] == "text/html"}


def write_zim(
    path: Path,
    articles: Mapping[str, Sequence[str] | str],
    language: str = "eng",
    *,
    redirects: Mapping[str, str] | None = None,
    title: str = "Wikipedia",
    date: str = "2026-05-11",
    full_text: bool = True,
    compressed: bool = True,
    others: Sequence[Page] = (),
) -> Path:
    """Write a ZIM file of ``articles``, by their titles: their paragraphs of plain text, or a whole page of HTML.

    ``redirects`` lead from their title to an article's; ``language`` is a code of ISO 639-3. Returns ``path``.
    """
    creator = Creator(path)
    creator.config_verbose(False)
    creator.config_nbworkers(1)
    creator.config_compression("zstd" if compressed else "none")
    creator.config_indexing(full_text, language)
    creator.set_mainpath(path_of(next(iter(articles), "none")))
    with creator:
        for name, content in articles.items():
            creator.add_item(Page(path_of(name), name, page_of(name, content)))
        for name, target in (redirects or {}).items():
            creator.add_redirection(path_of(name), name, path_of(target), {Hint.FRONT_ARTICLE: 1})
        for item in others:
            creator.add_item(item)
        for key, value in {"Title": title, "Language": language, "Date": date, "Creator": "tests"}.items():
            creator.add_metadata(key, value)
    return path


def path_of(title: str) -> str:
    """The path of the article called ``title``, as Wikipedia has it."""
    return title.replace(" ", "_")


def page_of(title: str, content: Sequence[str] | str) -> str:
    """A simple page of ``content``'s paragraphs, or that page itself."""
    if isinstance(content, str):
        return content
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in content)
    return f"<html><head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>{paragraphs}</body></html>"
