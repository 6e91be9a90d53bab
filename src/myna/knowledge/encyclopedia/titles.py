"""The answer to a question for a title, out of the article that is called so.

Its rules:

1. An article is called so whose title has the same words, or a redirect's that leads to it. Of several that only their
   brackets tell apart, Myna asks which one is meant.
2. The first sentence of an article answers what it is, where its subject is the title. Dates are read inside its first
   brackets alone. What an article does not say so is not answered.
3. What may refer to several things is never read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile, islice

from myna.core.reply import Evidence
from myna.knowledge.article import Article
from myna.knowledge.encyclopedia.source import Way
from myna.knowledge.found import Choice, Found
from myna.knowledge.spoken_text import is_ended, sentences, told
from myna.knowledge.zim import ZimFile
from myna.nlu.lead_table import Day, LeadTable
from myna.nlu.responses import Responses
from myna.nlu.title_table import Asked, Key, TitleQuestions, in_brackets, words_of_title

SOURCE = "encyclopedia"

_SUGGESTED = 30
"""Titles that are looked at."""

_MOST_CHOICES = 4
_PARAGRAPHS = 16
"""Paragraphs of an article that are read; the lead has a few."""

_LEAST_CHARACTERS = 25
"""What is shorter in front of the lead is a stray line."""

_LEAST_PREDICATE = 30
"""Characters behind the subject that a shortened lead has at least."""

_BORN_PARAGRAPHS = 6
_SENTENCES_OF_STORY = 2
_MOST_SENTENCES = 24
"""Sentences of an article that can be heard, some minutes."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """An article at ``path`` with the ``title``, by ``rank`` the better the less."""

    rank: int
    title: str
    path: str


_EXACT, _SPECIFIC, _PLURAL, _NAMED, _NAMED_PLURAL = range(5)
"""Ranks: the very title; one whose brackets were said too; the other number; the title but for its brackets."""


class TitleWay(Way):
    """Reads questions by ``questions`` and articles by ``leads``; ``responses`` are what is said around dates."""

    def __init__(self, questions: TitleQuestions, leads: LeadTable, responses: Responses) -> None:
        self._questions = questions
        self._leads = leads
        self._responses = responses

    def find(self, question: str, book: ZimFile) -> Found | None:
        """What ``book`` answers to a question for a title; None where it is none, or not answered."""
        asked = self._questions.asked(question)
        if asked is None or not (said := self._questions.key(asked.title)):
            return None
        fits = sorted(self._fits(asked, said, book), key=lambda fit: (fit.rank, fit.title != asked.title))
        ranks = [[fit for fit in fits if fit.rank == rank] for rank in range(_NAMED_PLURAL + 1)]
        for same in ranks[:_NAMED]:
            if not same:
                continue
            article = book.article(same[0].path, _PARAGRAPHS)
            if article is None:
                return None
            if not self._is_unclear(article):
                return self._answer(asked, article, book)
            break
        for named in ranks[_NAMED:]:
            if named:
                return self._chosen(asked, named, book)
        return None

    def answer(self, asked: Asked, path: str, book: ZimFile) -> Found | None:
        """What the article at ``path`` answers; None where it does not, or only lists what a word may refer to."""
        article = book.article(path, _PARAGRAPHS)
        return None if article is None or self._is_unclear(article) else self._answer(asked, article, book)

    def _fits(self, asked: Asked, said: Key, book: ZimFile) -> Iterator[_Fit]:
        """The articles that may be meant, each once in each rank."""
        seen = set()
        for title, path in self._titles(asked.title, book):
            rank = self._rank(title, said, asked)
            if rank is not None and (rank, path) not in seen:
                seen.add((rank, path))
                yield _Fit(rank, title, path)

    def _titles(self, title: str, book: ZimFile) -> Iterable[tuple[str, str]]:
        found: dict[tuple[str, str], None] = {}
        for spelling in self._questions.spellings(title):
            for cased in dict.fromkeys((spelling, spelling[:1].upper() + spelling[1:], spelling.title())):
                if (exact := book.titled(cased)) is not None:
                    found[exact] = None
            found |= dict.fromkeys(book.suggest(spelling, _SUGGESTED))
            if not book.has_title_index:
                found |= dict.fromkeys(book.suggest(spelling[:1].upper() + spelling[1:], _SUGGESTED))
        return found

    def _rank(self, title: str, said: Key, asked: Asked) -> int | None:
        name, kind = in_brackets(title)
        if not (base := self._questions.key(name)):
            return None
        key = self._questions.key(title)
        if key == said:
            return _EXACT
        if self._questions.same(key, said, asked.about):
            return _PLURAL
        if not kind:
            return None
        if base == said:
            return _NAMED
        if self._questions.same(base, said, asked.about):
            return _NAMED_PLURAL
        kinds = self._questions.key(kind)
        for rest, part in ((said[len(base) :], said[: len(base)]), (said[: -len(base)], said[-len(base) :])):
            if part == base and rest and set(rest) <= set(kinds):
                return _SPECIFIC
        return None

    def _chosen(self, asked: Asked, fits: Iterable[_Fit], book: ZimFile) -> Found | None:
        """The answer out of the one article that has one, or the question which of them is meant."""
        found: list[tuple[str, Found]] = []
        for fit in fits:
            if (answer := self.answer(asked, fit.path, book)) is not None:
                found.append((fit.title, answer))
        if not found:
            return None
        if len(found) == 1:
            return found[0][1]
        if len(found) > _MOST_CHOICES:
            return None
        kinds = [set(words_of_title(in_brackets(title)[1])) for title, _ in found]
        shared = set.intersection(*kinds)
        choices = tuple(
            Choice(frozenset(kind - shared), answer) for kind, (_, answer) in zip(kinds, found, strict=True)
        )
        names = [self._name(title) for title, _ in found]
        text = self._responses.text("knowledge_which", names=self._listed(names))
        return None if text is None else Found(text, None, choices=choices)

    def _name(self, title: str) -> str:
        name, kind = in_brackets(title)
        key = "knowledge_named" if kind[:1].isupper() else "knowledge_kind"
        return self._responses.text(key, name=name, kind=kind) or title

    def _listed(self, names: list[str]) -> str:
        joint = self._responses.get("knowledge_or", " / ")
        return ", ".join(names[:-1]) + joint + names[-1]

    def _is_unclear(self, article: Article) -> bool:
        """Whether the article only lists what a word may refer to."""
        return not article.paragraphs or self._leads.unclear.search(article.paragraphs[0]) is not None

    def _answer(self, asked: Asked, article: Article, book: ZimFile) -> Found | None:
        texts = list(dropwhile(_is_stray, article.paragraphs))
        read = list(islice((one for text in texts for one in sentences(text)), _MOST_SENTENCES))
        if not read or not self._is_lead(read[0], asked, article):
            return None
        evidence = Evidence(SOURCE, article.title, read[0])
        match asked.about:
            case "what" | "who" | "story" | "where":
                return self._described(asked, read, evidence)
            case "birthplace":
                return self._birthplace(article, texts[:_BORN_PARAGRAPHS], evidence)
            case _:
                text = self._dated(asked, in_brackets(article.title)[0], read[0], book.date)
                return None if text is None else Found(text, evidence, _more(read[1:]))

    def _is_lead(self, sentence: str, asked: Asked, article: Article) -> bool:
        names = (in_brackets(article.title)[0], asked.title)
        return any(self._leads.is_lead(sentence, words_of_title(name)) for name in names)

    def _described(self, asked: Asked, read: list[str], evidence: Evidence) -> Found | None:
        lead = read[0]
        if asked.about == "who" and self._leads.office.search(self._leads.predicate(lead)):
            return None
        if asked.about == "where":
            predicate = self._leads.predicate(lead)
            if not (self._leads.place.search(predicate) and self._leads.located.search(predicate)):
                return None
        spoken = told(lead, least=len(self._leads.subject(lead)) + _LEAST_PREDICATE)
        if not self._leads.subject(spoken):
            return None
        more = _more(read[1:])
        if asked.about != "story":
            return Found(spoken, evidence, more)
        now = more[: _SENTENCES_OF_STORY - 1]
        return Found(" ".join([spoken, *now]), evidence, more[len(now) :], offers=len(more) > len(now))

    def _birthplace(self, article: Article, texts: Iterable[str], evidence: Evidence) -> Found | None:
        """The sentence that says where somebody was born, if its subject is that person."""
        name = set(words_of_title(in_brackets(article.title)[0]))
        for sentence in (one for text in texts for one in sentences(text)):
            spoken = told(sentence)
            found = self._leads.born.search(spoken)
            if found is None:
                continue
            before = words_of_title(spoken[: found.start()])
            is_named = not name.isdisjoint(before) or any(self._leads.pronoun.fullmatch(word) for word in before[:1])
            if len(before) <= len(name) + 2 and is_named:
                return Found(spoken, replace(evidence, sentence=sentence))
        return None

    def _dated(self, asked: Asked, name: str, lead: str, iso: str) -> str | None:
        """What is said of a birth, a death or an age; None where the lead does not say it."""
        life, edition = self._leads.life(lead), self._leads.edition(iso)
        if asked.about == "born":
            return self._day("knowledge_born", name, life.born)
        if asked.about == "died" or (asked.about == "alive" and life.died):
            return self._day("knowledge_died", name, life.died)
        if life.born is None or not edition:
            return None
        if asked.about == "alive":
            return self._responses.text("knowledge_no_death", name=name, edition=edition)
        if (ages := life.age(_day_of(iso))) is None:
            return None
        age = str(ages[0]) if ages[0] == ages[1] else self._listed([str(one) for one in ages])
        key = "knowledge_age" if life.died is None else "knowledge_age_at_death"
        return self._responses.text(key, name=name, age=age, edition=edition)

    def _day(self, key: str, name: str, day: Day | None) -> str | None:
        if day is None:
            return None
        return self._responses.text(f"{key}_{'on' if day.day else 'in'}", name=name, date=day.text)


def _more(read: Iterable[str]) -> tuple[str, ...]:
    """What is read of the sentences behind; what has no end is the item of a list, or a heading."""
    return tuple(spoken for one in read if is_ended(spoken := told(one)))


def _day_of(iso: str) -> date:
    """The day of a date in ISO 8601; its month's first where it names no day."""
    year, month, day = [*iso.split("-"), "1"][:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return date(int(year), int(month), 1)


def _is_stray(text: str) -> bool:
    """Whether a paragraph is too short for a lead; a script that is not European says more in less."""
    return len(text) < _LEAST_CHARACTERS and text.isascii()
