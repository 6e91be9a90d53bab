"""The answer to any question about the world: the sentence of an encyclopedia that is trusted to say it, in English.

Its rules:

1. The sentence is read word for word, with the name of its article. What is not trusted is not said.
2. What changes with time is said with the date of the encyclopedia's edition.
3. What is asked about somebody present ("should I...") is in no encyclopedia, and neither is what is no question.
"""

import re
from collections.abc import Callable

from myna.core.reply import Evidence
from myna.knowledge.encyclopedia.search import candidates
from myna.knowledge.encyclopedia.source import Way
from myna.knowledge.encyclopedia.titles import SOURCE
from myna.knowledge.found import Found
from myna.knowledge.spoken_text import told
from myna.knowledge.zim import ZimFile
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.score import Score, shipped_score
from myna.nlu.en.evidence.text import words_of
from myna.nlu.en.words import word_set
from myna.nlu.lead_table import LeadTable
from myna.nlu.responses import Responses

_LEAST = 300
"""Columns of a sentence that are read at least: the answer may stand at its end."""

_BRACKETS = re.compile(r"\(([^()]+)\)")

_PRESENT = word_set("i i'd i'll i'm i've me mine my our us we we're you you're your yours")
"""Words for somebody present."""


class FreeWay(Way):
    """Trusts sentences by ``score``; ``responses`` are what is said around them.

    ``leads`` write the date of an edition, and ``changes`` tells what changes with time.
    """

    def __init__(
        self,
        responses: Responses,
        leads: LeadTable,
        changes: Callable[[str], bool],
        score: Callable[[], Score] = shipped_score,
    ) -> None:
        self._responses = responses
        self._leads = leads
        self._changes = changes
        self._score = score

    def find(self, question: str, book: ZimFile) -> Found | None:
        """The sentence of ``book`` that answers ``question``; None where none is trusted. Raises KnowledgeError."""
        asked, score = Question(question), self._score()
        if asked.kind == "none" or not asked.stems or any(word.text in _PRESENT for word in asked.words):
            return None
        found = candidates(book, asked, score.rarities)
        if not found:
            return None
        best = score.best(asked, [candidate.passage for candidate in found])
        if best.trust < score.trusted:
            return None
        chosen = found[best.index]
        sentence = chosen.passage.text
        spoken = told(sentence, _kept(sentence, asked), _LEAST)
        edition = self._leads.edition(book.date) if self._changes(question) else ""
        key = "knowledge_from_edition" if edition else "knowledge_from"
        text = self._responses.text(key, article=chosen.article, sentence=spoken, edition=edition) or spoken
        return Found(text, Evidence(SOURCE, chosen.article, sentence, best.trust), chosen.more)


def _kept(sentence: str, asked: Question) -> str:
    """The brackets of ``sentence`` that the answer may stand in: with a word of the question, or the year it wants."""
    for bracket in _BRACKETS.findall(sentence):
        words = words_of(bracket)
        if any(word.stem in asked.stems or (asked.kind == "time" and word.is_number) for word in words):
            return str(bracket)
    return ""
