"""Writes ZIM files by libzim: pages, and what the file says of itself."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from libzim.writer import Creator, Hint, Item, StringProvider


class Page(Item):
    """A page of HTML, or of whatever ``mimetype`` says; only HTML is an article."""

    def __init__(self, path: str, title: str, content: str | bytes, mimetype: str = "text/html") -> None:
        super().__init__()
        self._of = (path, title, mimetype, content)

    def get_path(self) -> str:
        """Where it is in the file."""
        return self._of[0]

    def get_title(self) -> str:
        """Its title."""
        return self._of[1]

    def get_mimetype(self) -> str:
        """What it is."""
        return self._of[2]

    def get_contentprovider(self) -> StringProvider:
        """What it holds."""
        return StringProvider(self._of[3])

    def get_hints(self) -> dict[Hint, int]:
        """Whether it is an article."""
        return {Hint.FRONT_ARTICLE: self._of[2] == "text/html"}


def path_of(title: str) -> str:
    """The path of the article called ``title``, as Wikipedia has it."""
    return title.replace(" ", "_")


def write_pages(
    path: Path,
    pages: Iterable[Page],
    metadata: Mapping[str, str],
    *,
    redirects: Mapping[str, str] | None = None,
    main: str = "",
    full_text: bool = True,
    compressed: bool = True,
) -> Path:
    """Write ``pages``, the same file every time; returns ``path``.

    ``metadata`` has the file's "Language" (ISO 639-3), "Title", "Date" and "Creator". ``redirects`` lead from their
    title to an article's; ``main`` is the title of the first page.
    """
    creator = Creator(path)
    creator.config_verbose(False)
    creator.config_nbworkers(1)
    creator.config_compression("zstd" if compressed else "none")
    creator.config_indexing(full_text, metadata["Language"])
    if main:
        creator.set_mainpath(path_of(main))
    with creator:
        for page in pages:
            creator.add_item(page)
        for name, target in (redirects or {}).items():
            creator.add_redirection(path_of(name), name, path_of(target), {Hint.FRONT_ARTICLE: 1})
        for key, value in metadata.items():
            creator.add_metadata(key, value)
    return path
