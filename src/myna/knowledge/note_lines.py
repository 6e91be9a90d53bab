"""The lines of a text or Markdown file, each as it is read aloud and with the headings above it. Pure.

Its rules:

1. A line stands for itself: a sentence, an item of a list, a cell of a table with the names of its row and its column.
   A sentence that goes on in the next line of the file is put together, and a paragraph is taken apart.
2. What gives context is a heading: of Markdown, a line that ends with a colon, an item above indented ones.
3. Of Markdown's marks none is left. What is struck through does not hold any longer and is left out.
4. Any text is accepted, and takes time in proportion to its length.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 400
"""Characters of a line that is worth reading aloud, half a minute; a longer one is left out."""

_MOST_HEADINGS = 8
"""How deep headings and lists are taken to be nested."""

_PLAIN = -1
"""The indent of a line that is no item of a list and not indented."""

_WRAPPED = 50
"""Characters of a line that may go on in the next one, as editors wrap them."""

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_ITEM = re.compile(r"(?:[-*+\u2022\u2023\u25e6\u2013]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"(?:>\s?)+")
_RULE = re.compile(r"([-*_=])(?:\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\|?$")
_CELLS = re.compile(r"(?<!\\)\|")
_SENTENCES = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|St|No)\.)(?<!\b(?:Mrs|Ave|Tel|etc|e\.g|i\.e)\.)\s+(?=[\"'(A-Z\d])"
)
_MARKS = (
    (re.compile(r"<!--.{0,1000}?-->"), ""),
    (re.compile(r"~~.{1,400}?~~"), ""),
    (re.compile(r"!?\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()]|\([^()]{0,100}\)){0,500}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,300})\]\[[^\[\]]{0,100}\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]]{1,30}\]"), ""),
    (re.compile(r"<(https?://[^<>\s]{1,300}|[^<>\s@]{1,100}@[^<>\s]{1,100})>"), r"\1"),
    (re.compile(r"(\*\*|__|==)(?=\S)(.{1,400}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,400})(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,400})(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
_MARKED = re.compile(r"[*_\[<~=\\]")
_MOST_MARKED = 10 * LONGEST
"""Characters of a line in which marks are looked for; one that is longer is written by no person."""

_WORD = re.compile(r"[^\W_]")
_CODE = re.compile(r"(`+)(.{1,400}?)\1")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line as it is read aloud, and the ``headings`` above it, the innermost one last."""

    text: str
    headings: tuple[str, ...] = ()


def note_lines(text: str, *, markdown: bool) -> Iterator[NoteLine]:
    """The lines of ``text``, in their order."""
    reader = _Reader(markdown=markdown)
    for line in io.StringIO(text, newline=None):
        yield from reader.read(line)
    yield from reader.end()


class _Reader:
    """Takes the lines of a file one by one; what is put together waits for the next one."""

    def __init__(self, *, markdown: bool) -> None:
        self._markdown = markdown
        self._sections: list[tuple[int, str]] = []  # level and text of Markdown's headings
        self._parents: list[tuple[int, str]] = []  # indent and text of the items, and of a line that ended with a colon
        self._paragraph = ""
        self._above: tuple[str, ...] = ()  # the headings of the paragraph
        self._columns: Sequence[str] | None = None  # of the table that is being read
        self._number = 0
        self._after_blank = self._in_fence = self._in_front_matter = False

    def read(self, line: str) -> Iterator[NoteLine]:
        self._number += 1
        bare = _CONTROL.sub("", line.expandtabs(4)).rstrip()
        indent = len(bare) - len(bare.lstrip())
        bare = bare.lstrip()
        if self._markdown and self._is_hidden(bare):
            return
        if not bare:
            yield from self.end()
            self._after_blank = True
            return
        after_blank, self._after_blank = self._after_blank, False
        if self._markdown and not self._in_fence:
            bare = _QUOTE.sub("", bare, count=1)
            if (heading := self._heading(bare)) is not None:
                yield from self.end()
                self._begin(*heading)
                return
        if _RULE.fullmatch(bare):
            yield from self.end()
            return
        if "|" in bare and not self._in_fence:
            yield from self._row(bare)
            return
        item = _ITEM.match(bare)
        text = self._plain(bare[item.end() :] if item else bare)
        if not text:
            return
        if self._paragraph and not item and self._goes_on(text):
            self._paragraph += " " + text
            return
        yield from self.end()
        level, opens = indent if item or indent else _PLAIN, text.endswith(":") and len(text) < LONGEST
        if level == _PLAIN and (after_blank or opens):
            self._parents = []
        self._parents = [one for one in self._parents if one[0] < level or one[0] == _PLAIN]
        self._above = self._headings()
        if opens:
            self._parents = [*self._parents[-_MOST_HEADINGS:], (level, text[:-1])]
        else:
            self._paragraph = text
            if item:
                self._parents = [*self._parents[-_MOST_HEADINGS:], (level, text)]

    def end(self) -> Iterator[NoteLine]:
        """What was put together and is whole now."""
        self._columns = None
        paragraph, self._paragraph = self._paragraph, ""
        for sentence in _SENTENCES.split(paragraph):
            if len(sentence) <= LONGEST and _WORD.search(sentence):
                yield NoteLine(sentence, self._above)

    def _is_hidden(self, bare: str) -> bool:
        """Whether a line is no text: what stands before a Markdown file between two lines of dashes, or a fence."""
        if self._number == 1 and bare == "---":
            self._in_front_matter = True
            return True
        if self._in_front_matter:
            self._in_front_matter = bare not in ("---", "...")
            return True
        if _FENCE.match(bare):
            self._in_fence = not self._in_fence
            return True
        return False

    def _heading(self, bare: str) -> tuple[int, str] | None:
        """The level and the text of a heading; that of one that is underlined is the line above."""
        if match := _HEADING.fullmatch(bare):
            return len(match[1]), self._plain(match[2])
        if self._paragraph and _UNDERLINE.fullmatch(bare) and len(bare) > 2 and len(self._paragraph) < _WRAPPED:
            text, self._paragraph = self._paragraph, ""
            return (1 if bare[0] == "=" else 2), text
        return None

    def _begin(self, level: int, text: str) -> None:
        self._sections = [section for section in self._sections if section[0] < level]
        if text:
            self._sections.append((level, text[:LONGEST]))
        self._parents = []

    def _headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in (*self._sections, *self._parents))[-_MOST_HEADINGS:]

    def _goes_on(self, text: str) -> bool:
        """Whether ``text`` is the rest of the sentence that the line before began."""
        before = self._paragraph
        return len(before) < 4 * LONGEST and (
            (len(before) >= _WRAPPED and before[-1] not in ".!?:" and (text[0].islower() or before[-1] == ","))
            or (self._markdown and before[-1] == "," and text[0].islower())
        )

    def _row(self, bare: str) -> Iterator[NoteLine]:
        """The cells of a row of a table, each with the name of its row and that of its column."""
        if _TABLE_RULE.fullmatch(bare):
            return
        cells = [self._plain(cell) for cell in _CELLS.split(bare.strip().strip("|"))]
        if (columns := self._columns) is None:
            yield from self.end()
            self._columns = cells
            return
        is_said = columns[0].casefold() in cells[0].casefold()  # "Washing machine" is a machine
        row = cells[0] if is_said else f"{columns[0]} {cells[0]}".strip()
        for place, cell in enumerate(cells[1:], 1):
            name = ", ".join(filter(None, (row, *columns[place : place + 1])))
            if cell and len(name) + len(cell) < LONGEST:
                yield NoteLine(f"{name}: {cell}" if name else cell, self._headings())

    def _plain(self, text: str) -> str:
        """``text`` without marks; what is written as code stays as it is."""
        if self._markdown and not self._in_fence:
            pieces, at = list[str](), 0
            for code in _CODE.finditer(text):
                pieces += [_unmarked(text[at : code.start()]), code[2].strip()]
                at = code.end()
            text = "".join((*pieces, _unmarked(text[at:])))
        return " ".join(text.split())


def _unmarked(text: str) -> str:
    if len(text) > _MOST_MARKED or not _MARKED.search(text):
        return text
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return text
