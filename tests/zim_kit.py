"""Small ZIM files for tests, made by libzim itself."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import pytest

pytest.importorskip("libzim", reason="libzim is not installed")

from zim_writer import Page, path_of, write_pages


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
    pages = [Page(path_of(name), name, page_of(name, content)) for name, content in articles.items()]
    metadata = {"Title": title, "Language": language, "Date": date, "Creator": "tests"}
    main = next(iter(articles), "none")
    return write_pages(
        path,
        [*pages, *others],
        metadata,
        redirects=redirects,
        main=main,
        full_text=full_text,
        compressed=compressed,
    )


def page_of(title: str, content: Sequence[str] | str) -> str:
    """A simple page of ``content``'s paragraphs, or that page itself."""
    if isinstance(content, str):
        return content
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in content)
    return f"<html><head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>{paragraphs}</body></html>"
