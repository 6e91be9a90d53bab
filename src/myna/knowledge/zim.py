"""ZIM files, the format of offline encyclopedias, read by libzim. Blocking: a file is used on one worker thread alone.

Its rules:

1. libzim maps parts of a file into memory, where a file that became shorter would end the process. So before every call
   the file's size and times of change are looked at, and one that changed is not read any more. A copy over it that
   keeps the old time (``cp -p``) does not keep that of the file system.
2. Whatever libzim raises about a file becomes one sentence. What a file says of itself is not believed: redirects are
   followed a few times, and entries of more than 8 MB are no articles.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from libzim.reader import Archive, Entry, set_cluster_cache_max_size
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from myna.core.errors import KnowledgeError
from myna.knowledge.article import MOST_PARAGRAPHS, Article, paragraphs_of

_MOST_BYTES = 8 << 20
"""Bytes of an article, which are a few hundred kilobytes, rarely some megabytes."""

_CACHE_BYTES = 1 << 20
"""Bytes of unpacked articles that libzim keeps for all files."""

_REDIRECTS = 8

_TAGS = {
    "ara": "ar", "ben": "bn", "ces": "cs", "cze": "cs", "cmn": "zh", "chi": "zh", "zho": "zh", "dan": "da", "deu": "de",
    "ger": "de", "ell": "el", "eng": "en", "fin": "fi", "fra": "fr", "fre": "fr", "heb": "he", "hin": "hi", "hun": "hu",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "dut": "nl", "nor": "no", "pol": "pl", "por": "pt",
    "ron": "ro", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
"""Tags of languages of two letters, by the codes of ISO 639-3 and 639-2 that files have."""


P = ParamSpec("P")
T = TypeVar("T")

State = tuple[int, int, int, int, int]
"""Which file it is, its size in bytes, when it was changed, and when the file system saw it change."""


def state_of(path: Path) -> State:
    """What can tell that a file has changed. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def opened(path: Path) -> "ZimFile":
    """Open the file at ``path``, which is closed with the object. Raises KnowledgeError."""
    try:
        state = state_of(path)
        if not path.is_file():
            raise _damaged(path)
        set_cluster_cache_max_size(_CACHE_BYTES)
        archive = Archive(path)
        if archive.is_multipart:
            raise KnowledgeError(
                "encyclopedia-parts",
                f"The encyclopedia {path} is only a part of a file that was split.",
                "Join the parts in their order: cat NAME.zim?? > NAME.zim",
            )
        return ZimFile(path, archive, state)
    except KnowledgeError:
        raise
    except OSError as error:
        raise KnowledgeError(
            "encyclopedia-missing",
            f"The encyclopedia {path} cannot be read: {error.strerror or error}.",
            "Look at the key encyclopedia of the configuration: myna config show",
        ) from error
    except Exception as error:  # what libzim makes of its own errors is a RuntimeError, and what else Cython knows
        raise _damaged(path) from error


def _damaged(path: Path) -> KnowledgeError:
    return KnowledgeError(
        "encyclopedia-damaged",
        f"The encyclopedia {path} is damaged, or no ZIM file.",
        "Fetch it again, and compare its checksum.",
    )


def _reading(method: Callable[Concatenate["ZimFile", P], T]) -> Callable[Concatenate["ZimFile", P], T]:
    """``method``, which reads the file only where it is as it was, and raises nothing but KnowledgeError."""

    @wraps(method)
    def read(self: "ZimFile", /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            changed = state_of(self.path) != self.state
        except OSError:
            changed = True
        if changed:
            raise KnowledgeError(
                "encyclopedia-changed",
                f"The encyclopedia {self.path} changed or vanished while it was in use.",
                "Put it back as a whole; it is then opened again.",
            )
        try:
            return method(self, *args, **kwargs)
        except Exception as error:
            raise _damaged(self.path) from error

    return read


class ZimFile:
    """The open file at ``path``. Every method raises KnowledgeError where the file is damaged or has changed.

    ``title`` is what the book is called ("Wikipedia"), ``language`` the tag of its language ("en"; "" where it does not
    say), ``date`` that of its edition as ISO 8601 ("2026-05-11"; "" where it does not say).
    """

    def __init__(self, path: Path, archive: Archive, state: State) -> None:
        self.path = path
        self._archive = archive
        self.state = state
        self._is_new = bool(archive.has_new_namespace_scheme)
        self.has_full_text = bool(archive.has_fulltext_index)
        self.has_title_index = bool(archive.has_title_index)
        self.article_count = int(archive.article_count)
        self.entry_count = int(archive.entry_count)
        self.title = self._metadata("Title")
        self.date = self._metadata("Date")[:10]
        language = self._metadata("Language").partition(",")[0].strip().lower()
        self.language = _TAGS.get(language, language.partition("-")[0])

    @_reading
    def suggest(self, title: str, count: int) -> list[tuple[str, str]]:
        """Titles that begin with, or have, the words of ``title``, the best first, each with the path of its article.

        Redirects have their own title and the path of the article that they lead to. There are ``count`` at most.
        """
        found = SuggestionSearcher(self._archive).suggest(_searched(title)).getResults(0, count)
        return [one for path in found if (one := self._titled(self._archive.get_entry_by_path(path))) is not None]

    @_reading
    def titled(self, title: str) -> tuple[str, str] | None:
        """The title and the path of the article that is called just ``title``, or that a redirect of that name has."""
        if self._archive.has_entry_by_title(title):
            return self._titled(self._archive.get_entry_by_title(title))
        for path in (title, title.replace(" ", "_")):
            path = path if self._is_new else f"A/{path}"
            if self._archive.has_entry_by_path(path):
                return self._titled(self._archive.get_entry_by_path(path))
        return None

    @_reading
    def titles(self, start: int, count: int) -> list[tuple[int, str]]:
        """The numbers and titles of the articles among ``count`` entries from ``start`` on, without redirects."""
        numbers = range(start, min(start + count, self.entry_count))
        entries = ((number, self._archive._get_entry_by_id(number)) for number in numbers)
        return [(number, entry.title) for number, entry in entries if not entry.is_redirect]

    @_reading
    def numbered(self, number: int) -> tuple[str, str] | None:
        """The title and the path of the entry with that number."""
        return self._titled(self._archive._get_entry_by_id(number))

    @_reading
    def search(self, query: str, count: int) -> list[str]:
        """The paths of ``count`` articles at most that have all words of ``query``, the best first."""
        if not self.has_full_text:
            return []
        return list(Searcher(self._archive).search(Query().set_query(_searched(query))).getResults(0, count))

    @_reading
    def estimated_matches(self, query: str) -> int:
        """How many articles have all words of ``query``, about; of one word, its document frequency."""
        if not self.has_full_text:
            return 0
        search = Searcher(self._archive).search(Query().set_query(_searched(query)))
        return int(search.getEstimatedMatches())

    @_reading
    def article(self, path: str, most: int = MOST_PARAGRAPHS) -> Article | None:
        """The first ``most`` paragraphs of the article at ``path``; None where there is none, or no text."""
        if not self._archive.has_entry_by_path(path):
            return None
        if (entry := self._target(self._archive.get_entry_by_path(path))) is None:
            return None
        item = entry.get_item()
        if not item.mimetype.startswith("text/html") or item.size > _MOST_BYTES:
            return None
        html = bytes(item.content).decode(errors="replace")
        return Article(entry.title, paragraphs_of(html, most))

    def _titled(self, entry: Entry) -> tuple[str, str] | None:
        target = self._target(entry)
        return None if target is None else (entry.title, target.path)

    def _target(self, entry: Entry) -> Entry | None:
        """The entry that ``entry`` leads to; None where it leads around in a circle."""
        for _ in range(_REDIRECTS):
            if not entry.is_redirect:
                return entry
            entry = entry.get_redirect_entry()
        return None

    def _metadata(self, name: str) -> str:
        if name not in self._archive.metadata_keys:
            return ""
        return bytes(self._archive.get_metadata(name)[:200]).decode(errors="replace").strip()


def _searched(text: str) -> str:
    """``text`` as Xapian takes it: not too long, and without broken characters."""
    return text[:200].encode(errors="ignore").decode().replace("\0", " ")
