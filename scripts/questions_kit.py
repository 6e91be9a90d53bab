"""Questions on articles, and a ZIM file of the articles, to train and to measure the search for answers with.

The file of questions is JSON: ``articles`` (each a ``title``, its ``paragraphs``, and whether it is ``in_zim``) and
``questions`` (each ``q``, its ``kind``, the ``title`` of its article and the ``answers`` that are right). A question is
"answerable", or "impossible" where its article does not say it; any other kind has no article in the file.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from zim_writer import Page, path_of, write_pages

ANSWERABLE, IMPOSSIBLE = "answerable", "impossible"


@dataclass(frozen=True)
class Asked:
    """A question; ``answers`` are those that are right, and there is none where its article does not say it."""

    text: str
    kind: str
    title: str | None
    answers: tuple[str, ...]
    is_heard: bool = False

    def heard(self) -> "Asked":
        """The same question as a recogniser writes it: in lower case, without punctuation."""
        words = re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:[.,]\d+)*", self.text)
        return replace(self, text=" ".join(words).lower(), is_heard=True)

    def is_answered_by(self, sentence: str) -> bool:
        """Whether an answer stands in ``sentence``, word by word."""
        said = f" {_plain(sentence)} "
        return self.kind == ANSWERABLE and any(f" {_plain(answer)} " in said for answer in self.answers if answer)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def read(file: Path) -> tuple[dict[str, Sequence[str]], list[Asked]]:
    """The articles that are to be in the ZIM file, by their titles, and all questions."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    articles = {one["title"]: one["paragraphs"] for one in data["articles"] if one["in_zim"]}
    questions = [Asked(q["q"].strip(), q["kind"], q["title"], tuple(q["answers"])) for q in data["questions"]]
    return articles, questions


def write_zim(path: Path, articles: Iterable[tuple[str, Sequence[str]]]) -> Path:
    """Write English ``articles``, each a title and its paragraphs, as a ZIM file; returns ``path``."""
    return write_pages(path, (Page(path_of(title), title, _html(title, text)) for title, text in articles), _METADATA)


def _html(title: str, paragraphs: Sequence[str]) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"<html><body><h1>{escape(title)}</h1>{text}</body></html>"


_METADATA: Mapping[str, str] = {"Title": "Questions", "Language": "eng", "Date": "2026-01-01", "Creator": "Myna"}
