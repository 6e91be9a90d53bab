"""Sentences of an encyclopedia that may answer a question, found by its full text. Blocking.

Its rules:

1. libzim joins the words of a query by AND, and half of all questions find nothing as they are worded. So the commonest
   word is dropped, one after the other; pairs of the rarest are tried too. An article counts by the rarity of the words
   that found it.
2. Of the few best articles the paragraphs that have most of the question's words are divided into sentences, and the
   best of those are the candidates.
"""

import math
from dataclasses import dataclass
from itertools import combinations

from myna.knowledge.article import Article
from myna.knowledge.spoken_text import sentences
from myna.knowledge.zim import ZimFile
from myna.nlu.en.evidence.measures import Passage
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.text import Rarities, words_of

ARTICLES, SENTENCES = 5, 8
"""How many articles are read, and how many of their sentences are candidates."""

_WORDS = 8
"""Of a longer question so many of its rarest words are looked for."""

_PAIRED = 4
"""So many of its rarest words are tried in pairs."""

_RESULTS = 6
"""Articles that are taken of one query."""

_PARAGRAPHS = 12
"""Paragraphs that are divided into sentences: those that have most of the question's words."""

_STEM = 5
"""A word may be of the same stem as another where its first letters are the same, so many at least."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an article in its place, and those that follow it in its paragraph."""

    article: str
    passage: Passage
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph of an article with the stems of its ``title``, which has the question's ``stems`` somewhere."""

    article: Article
    title: frozenset[str]
    paragraph: int
    stems: frozenset[str]
    rank: int
    lead: float


def candidates(file: ZimFile, question: Question, rarities: Rarities) -> list[Candidate]:
    """The sentences of ``file`` that have most of the words of ``question``, the best first. Raises KnowledgeError."""
    found = articles(file, question)
    lead = 1.0 if len(found) < 2 else 1 - found[1][0] / found[0][0]
    weights = {word.text[:_STEM]: rarities.of(word.stem) for word in question.content}
    places: list[tuple[float, _Place]] = []
    for rank, (_, path) in enumerate(found):
        if (article := file.article(path)) is not None:
            lowered = [paragraph.lower() for paragraph in article.paragraphs]
            whole = "\n".join(lowered)
            title, titled = article.title.lower(), frozenset(word.stem for word in words_of(article.title))
            here = frozenset(word.stem for word in question.content if word.text[:_STEM] in whole)
            for number, paragraph in enumerate(lowered):
                worth = sum(weight for start, weight in weights.items() if start in paragraph or start in title)
                places.append((worth, _Place(article, titled, number, here, rank, 0.0 if rank else lead)))
    places.sort(key=lambda one: -one[0])
    ranked = [one for _, place in places[:_PARAGRAPHS] for one in _sentences(place, question, rarities)]
    ranked.sort(key=lambda one: -one[0])
    return [candidate for _, candidate in ranked[:SENTENCES]]


def articles(file: ZimFile, question: Question) -> list[tuple[float, str]]:
    """The paths of the articles that ``question`` may be about, each with the rarity that found it, the best first."""
    counts = {word: file.estimated_matches(word) for word in dict.fromkeys(one.text for one in question.content)}
    rarity = {word: max(0.0, math.log((file.article_count + 1) / count)) for word, count in counts.items() if count}
    words = sorted(rarity, key=lambda word: -rarity[word])[:_WORDS]
    queries = [words[:count] for count in range(len(words), 0, -1)]
    queries += [list(pair) for pair in combinations(words[:_PAIRED], 2)]
    found: dict[str, float] = {}
    for query in queries:
        weight = sum(rarity[word] for word in query)
        for place, path in enumerate(file.search(" ".join(query), _RESULTS)):
            found[path] = max(found.get(path, 0.0), weight + 0.1 / (1 + place))
    best = sorted(found, key=lambda path: (-found[path], path))[:ARTICLES]
    return [(found[path], path) for path in best]


def _sentences(place: _Place, question: Question, rarities: Rarities) -> list[tuple[float, Candidate]]:
    """The sentences of one paragraph that have a word of ``question``, each with its worth at first sight."""
    article, title = place.article, place.title
    texts = sentences(article.paragraphs[place.paragraph])
    stems = [frozenset(word.stem for word in words_of(text)) for text in texts]
    around = frozenset().union(*stems)
    weights = {stem: rarities.of(stem) for stem in sorted(question.stems)}  # sums that are the same every time
    found = []
    for index, (text, here) in enumerate(zip(texts, stems, strict=True)):
        if here.isdisjoint(weights):
            continue
        worth = sum(weight * _nearness(stem, here, title, around) for stem, weight in weights.items())
        before = stems[index - 1] if index else frozenset()
        passage = Passage(
            text, before, around, title, place.stems | title, index, place.paragraph, place.rank, place.lead
        )
        found.append((worth, Candidate(article.title, passage, tuple(texts[index + 1 : index + 3]))))
    return found


def _nearness(stem: str, here: frozenset[str], title: frozenset[str], around: frozenset[str]) -> float:
    return 1.0 if stem in here else 0.5 if stem in title else 0.4 if stem in around else 0.0
