"""The text of an encyclopedia's article: what a page of MediaWiki, or any simple page, says in whole sentences. Pure.

Its rules:

1. Paragraphs and the items of lists are read. Tables, boxes, captions, formulas, footnotes, links to other articles and
   whatever else is no running text are not, nor is a section that only has sources or links.
2. A page is read until it has said enough; what is behind that is never looked at. Nothing in a page can fail.

Source of the classes: the skins and the templates of the Wikipedias, and what Parsoid writes.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser

MOST_PARAGRAPHS = 400
"""Paragraphs of an article that are read, unless a caller wants fewer."""

_PIECE = 1 << 15
"""Characters of a page that are parsed at once, before it is looked whether enough was read."""

_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|[a-z]+ \d{1,3}|citation needed|clarification needed|who\?|when\?|edit)\]")
"""Marks of footnotes that are written as text."""

_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_NARROW = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
"""What has no width: marks of direction, soft hyphens."""

_POWER = re.compile(r"\s*[-\u2212+]?\d{1,3}\s*")
_RAISED = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

_SKIPPED_TAGS = frozenset(
    """
    table style script math figure figcaption nav header footer form button select textarea noscript template svg audio
    video object iframe head title rt rp dl pre
    """.split()  # noqa: SIM905
)

_SKIPPED_CLASSES = frozenset(
    """
    reference references reflist mw-references-wrap mw-references mw-ref mw-cite-backlink mw-editsection hatnote dablink
    rellink navbox navbox-styles vertical-navbox sidebar infobox infobox_v2 infobox_v3 toc toccolours catlinks thumb
    thumbinner thumbcaption gallery gallerytext metadata ambox tmbox mbox-small sistersitebox sister-box noprint
    mw-jump-link mw-empty-elt geo-inline geo-nondefault geo-default coordinates IPA ext-phonos mwe-math-element
    shortdescription printfooter mw-indicators zim-footer portal portalbox navigation-not-searchable bandeau-container
    homonymie Vorlage_Siehe_auch BoxenVerschmelzen NavFrame noviewer error mw-kartographer-maplink wikitable
    listen haudio quotebox rechtsboven
    """.split()  # noqa: SIM905
)

_SKIPPED_IDS = frozenset(
    ["coordinates", "toc", "siteSub", "contentSub", "catlinks", "mw-navigation", "footer", "disambigbox"]
)

_EMPTY_TAGS = frozenset("area br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
"""Tags that never have an end."""

_BREAKING = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "body",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "details",
    ]
)
"""Tags that end the paragraph before them."""

_HEADING = re.compile(r"h[1-6]$")

_NO_TEXT = frozenset(
    section.casefold()
    for section in (
        "References", "Notes", "Notes and references", "Citations", "Footnotes", "Sources", "Bibliography", "See also",
        "Related pages", "Other websites", "External links", "Further reading", "Works cited", "Gallery",
        "Einzelnachweise", "Weblinks", "Literatur", "Siehe auch", "Anmerkungen", "Quellen", "Fußnoten",
        "Références", "Notes et références", "Bibliographie", "Liens externes", "Voir aussi", "Articles connexes",
        "Annexes", "Referencias", "Notas", "Bibliografía", "Enlaces externos", "Véase también",
        "Note", "Bibliografia", "Voci correlate", "Altri progetti", "Collegamenti esterni",
        "Referências", "Ver também", "Ligações externas", "Referenties", "Zie ook", "Externe links", "Bronnen",
        "Примечания", "Литература", "Ссылки", "См. также",
        "参考文献", "參考文獻", "参考资料", "參考資料", "注释", "註釋", "外部链接", "外部連結", "参见", "參見",
        "延伸阅读", "延伸閱讀",
        "각주", "같이 보기", "외부 링크", "참고 문헌", "내용주", "출처",
    )
)  # fmt: skip
"""Sections of sources and links."""


@dataclass(frozen=True, slots=True)
class Article:
    """Its ``title``, and its ``paragraphs`` without the marks of footnotes, each on one line."""

    title: str
    paragraphs: tuple[str, ...]


def paragraphs_of(html: str, most: int = MOST_PARAGRAPHS) -> tuple[str, ...]:
    """The first ``most`` paragraphs of a page."""
    page = _Page()
    with suppress(AssertionError):  # what the parser raises about declarations that it does not know
        for start in range(0, len(html), _PIECE):
            page.feed(html[start : start + _PIECE])
            if len(page.paragraphs) >= most:
                break
        else:
            page.end()
    return tuple(page.paragraphs[:most])


class _Page(HTMLParser):
    """Collects the paragraphs of a page that is fed piece by piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._text: list[str] | None = None  # of the paragraph that is being read
        self._heading: list[str] | None = None
        self._silent_level = 0  # of the heading whose section has no text; 0 where there is none
        self._skipped = ""  # the tag whose content is skipped
        self._depth = 0  # how many of that tag are open
        self._raised = 0

    def end(self) -> None:
        """Take what is left where a page ends amid a paragraph."""
        if len(self.rawdata) < _PIECE:
            self.close()
        self._finish()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or skip what is no text."""
        if self._skipped:
            self._depth += tag == self._skipped
        elif tag in _SKIPPED_TAGS or (tag not in _EMPTY_TAGS and _is_skipped(attrs)):
            self._skipped, self._depth = tag, 1
        elif _HEADING.match(tag):
            self._finish()
            self._heading = []
        elif tag in ("p", "li"):
            self._finish()
            self._text = []
        elif tag in _BREAKING:
            self._finish()
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "sup":
            self._raised += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is inside, so nothing is skipped."""
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, a heading, or what was skipped."""
        if self._skipped:
            self._depth -= tag == self._skipped
            if not self._depth:
                self._skipped = ""
        elif _HEADING.match(tag):
            self._headed(int(tag[1]))
        elif tag in ("p", "li") or tag in _BREAKING:
            self._finish()
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._skipped:
            return
        into = self._text if self._heading is None else self._heading
        if into is not None:
            into.append(data.translate(_RAISED) if self._raised and _POWER.fullmatch(data) else data)

    def _headed(self, level: int) -> None:
        """A section begins, and perhaps one without text ends."""
        heading = _plain("".join(self._heading or [])).casefold()
        self._heading = None
        if self._silent_level and level > self._silent_level:
            return
        self._silent_level = level if heading in _NO_TEXT else 0

    def _finish(self) -> None:
        text, self._text, self._raised = self._text, None, 0
        if text is not None and not self._silent_level and (plain := _plain("".join(text))):
            self.paragraphs.append(plain)


def _is_skipped(attributes: Sequence[tuple[str, str | None]]) -> bool:
    for name, value in attributes:
        if name == "class" and value and not _SKIPPED_CLASSES.isdisjoint(value.split()):
            return True
        if name == "id" and value in _SKIPPED_IDS:
            return True
    return False


def _plain(text: str) -> str:
    """``text`` on one line, without marks of footnotes and characters without width."""
    return _SPACES.sub(" ", _FOOTNOTE.sub("", _NARROW.sub("", text))).strip()
