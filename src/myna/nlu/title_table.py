"""What a sentence asks of a title, such as "who was Ada Lovelace", as the table ``LANGUAGE/knowledge.yaml`` says. Pure.

Its rules:

1. A question is a whole sentence: its words and a title. What is not asked of a title is left alone.
2. Titles are compared by their keys: words in lower case, without accents, articles and punctuation. How a language
   writes one number in several ways is a matter of its own code (``nlu/en/questions/titles.py``).
3. What is in brackets behind a title tells it from others of its name: "Mercury (planet)".
"""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, Protocol, Self

from myna.core.tables import read_table

About = Literal["what", "who", "story", "where", "born", "birthplace", "died", "alive", "age"]
"""What is asked: what or who it is, all about it, where it is; when and where one was born, when one died, whether one
is alive, how old one is."""

Key = tuple[str, ...]
"""The words by which a title is compared."""

MOST_CHARACTERS = 120
"""Characters of a title; more is none."""

_MARKS = re.compile(r"^[\s.,!?;:¿¡。，！？、…\"“”„«»]+|[\s.,!?;:。，！？、…\"“”„«»]+$")
_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_BRACKET = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ``about`` what is called ``title``, as it was said."""

    title: str
    about: About


class TitleQuestions(Protocol):
    """Reads the questions of a language for titles."""

    def asked(self, text: str) -> Asked | None:
        """What the sentence ``text`` asks of a title; None where it asks nothing of one."""
        ...

    def key(self, title: str) -> Key:
        """What ``title`` is compared by; empty where nothing is left of it."""
        ...

    def spellings(self, title: str) -> Iterable[str]:
        """How what is said as ``title`` may be written, the likeliest first."""
        ...

    def same(self, title: Key, said: Key, about: About) -> bool:
        """Whether who asks ``about`` the one means the other, which is in the plural or in the singular."""
        ...

    def sound(self, name: str) -> str:
        """How ``name`` sounds, whoever writes it; empty where that is not known."""
        ...


@dataclass(frozen=True, slots=True)
class TitleTable:
    """``questions`` are tried in their order; ``no_title`` is what is never one; ``articles`` do not count in keys.

    ``plain`` leaves out the politeness of a sentence, in several ways.
    """

    questions: tuple[tuple[About, re.Pattern[str]], ...]
    no_title: re.Pattern[str]
    articles: re.Pattern[str]
    plain: Callable[[str], Iterable[str]]

    @classmethod
    def read(cls, table: Mapping[str, Any], plain: Callable[[str], Iterable[str]]) -> Self:
        """The members of a ``knowledge.yaml``. ``<name>`` in a question is one of ``parts``, ``<title>`` the title."""
        parts: Mapping[str, str] = table.get("parts", {})

        def compiled(pattern: str) -> re.Pattern[str]:
            for name, part in parts.items():
                pattern = pattern.replace(f"<{name}>", f"(?:{part})")
            return re.compile(pattern.replace("<title>", r"(?P<title>\S(?:.*?\S)??)"), re.IGNORECASE)

        questions = [(about, compiled(one)) for one_of in table["questions"] for about, one in one_of.items()]
        no_title, articles = (re.compile(table[name], re.IGNORECASE) for name in ("no_title", "articles"))
        return cls(tuple(questions), no_title, articles, plain)

    def asked(self, text: str) -> Asked | None:
        """What the sentence ``text`` asks of a title; None where it asks nothing of one."""
        for sentence in (text, *self.plain(text)):
            plain = trimmed(sentence.replace("’", "'"))
            for about, pattern in self.questions:
                if (found := pattern.fullmatch(plain)) is not None and (title := self._title(found["title"])):
                    return Asked(title, about)
        return None

    def key(self, title: str) -> Key:
        """What ``title`` is compared by; empty where nothing is left of it."""
        return words_of_title(self.articles.sub("", title))

    def spellings(self, title: str) -> Iterator[str]:
        """The title as it was said, and without its article."""
        yield title
        if (bare := self.articles.sub("", title)) not in ("", title):
            yield bare

    def same(self, title: Key, said: Key, about: About) -> bool:
        """Nothing is known of the plurals of the language."""
        return title == said

    def sound(self, name: str) -> str:
        """Nothing is known of the sounds of the language."""
        return ""

    def _title(self, title: str) -> str:
        title = trimmed(title)
        if len(title) > MOST_CHARACTERS or self.no_title.fullmatch(title):
            return ""
        return title


def words_of_title(title: str) -> Key:
    """The words of ``title`` in lower case, without accents and punctuation."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", title) if not unicodedata.combining(char))
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", _APOSTROPHE.sub("", bare)).casefold().replace("_", " ")))


def in_brackets(title: str) -> tuple[str, str]:
    """``title`` without what tells it from others of its name, and that: "Mercury" and "planet"."""
    found = _BRACKET.match(title)
    return (title, "") if found is None else (found[1], found[2])


def trimmed(text: str) -> str:
    """``text`` with single spaces, without the punctuation at its ends."""
    return _MARKS.sub("", " ".join(text.split()))


def knowledge_table(tag: str) -> Mapping[str, Any] | None:
    """The table ``knowledge.yaml`` of the language ``tag`` (``en-us``); None where it has none."""
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "knowledge.yaml")
    return read_table(file) if file.is_file() else None
