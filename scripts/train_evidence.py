"""Train the score that chooses and trusts sentences of an encyclopedia: writes ``src/myna/nlu/en/evidence.json``.

python scripts/train_evidence.py QUESTIONS WORDNET

QUESTIONS is a file of questions on articles (``questions_kit.py`` says its shape; the shipped file was made of those
of SQuAD 2.0 and XQuAD, CC BY-SA 4.0, on articles of Wikipedia, CC BY-SA 3.0), WORDNET the folder of the pulled
dictionary, for words that are opposites. Each question is learned as it is written, and as it is heard: in lower case.

A logistic regression is trained, in double precision and without chance. A sentence of an article that does not say the
answer counts several times, since a wrong answer is worse than none.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from myna.knowledge.encyclopedia.search import candidates
from myna.knowledge.wordnet import opened as opened_dictionary
from myna.knowledge.zim import opened
from myna.nlu.en.evidence.measures import NAMES, Opposites
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.score import measured
from myna.nlu.en.evidence.text import Rarities, stem, words_of
from questions_kit import ANSWERABLE, IMPOSSIBLE, Asked, read, write_zim

Numbers = npt.NDArray[np.float64]

FILE = Path(__file__).parent.parent / "src" / "myna" / "nlu" / "en" / "evidence.json"

FOLDS = 6
"""Parts of the articles; each is scored by what was trained on the others."""

IMPOSSIBLE_WEIGHT = 2.0
"""How often a question counts whose article does not say the answer."""

STRENGTH = 10.0
"""Of the L2 regularisation; from 3 to 30 it makes no difference."""

TRUSTED = 0.55
"""The least trust of an answer: one in twenty questions whose article does not say the answer has more."""

LEAST_PARAGRAPHS = 3
"""A word that fewer paragraphs have is as rare as an unknown one."""

OPPOSITES = """
    above below, accept reject, add remove, after before, against for, agree refuse, all none, allow forbid,
    allow prevent, always never, arrive leave, attack defend, bad good, begin end, begin finish, best worst,
    build destroy, buy sell, cause prevent, close open, complex simple, create destroy, decrease increase,
    defeat victory, defeat win, dislike like, domestic foreign, early late, earlier later, east west,
    eastern western, easy difficult, easy hard, enemy friend, enter leave, exclude include, export import,
    external internal, fail succeed, fall rise, fast slow, false true, few many, fewer more, first last,
    formal informal, from to, gain lose, give receive, give take, half third, hard easy, hate love, high low,
    higher lower, improve worsen, inside outside, join leave, large small, larger smaller, largest smallest,
    least most, legal illegal, less more, lose win, loss win, long short, longest shortest, lowest highest,
    major minor, majority minority, maximum minimum, new old, newest oldest, north south, northern southern,
    oldest youngest, one two, oppose support, peace war, poor rich, private public, reduce increase,
    remove introduce, since until, start end, start stop, strong weak, three two, with without, young old
"""
"""Pairs that a dictionary of content words does not have, or not in these forms."""


@dataclass(frozen=True)
class Measured:
    """A question with a row of measures for each of its candidates, and which of those have an answer."""

    asked: Asked
    rows: Numbers
    right: npt.NDArray[np.bool_]


def main() -> None:
    """Train on all questions, and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("wordnet", type=Path)
    arguments = parser.parse_args()
    articles, questions = read(arguments.questions)
    table = words_table(articles, arguments.wordnet)
    write(FILE, table | train(list(measure(articles, questions, table))))


def write(file: Path, table: Mapping[str, Any]) -> None:
    """Write a table as JSON, one member a line."""
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, sort_keys=True)}" for key, value in table.items())
    file.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def words_table(articles: Mapping[str, Sequence[str]], wordnet: Path) -> dict[str, Any]:
    """How rare words are in the paragraphs of ``articles``, and which of them are opposites."""
    paragraphs = [text for texts in articles.values() for text in texts]
    counts = Counter(word for text in paragraphs for word in {word.stem for word in words_of(text)})
    total = len(paragraphs) + 1
    known = {word: count for word, count in counts.items() if count >= LEAST_PARAGRAPHS}
    return {
        "rarity_unknown": round(float(np.log(total / 1.5)), 2),
        "rarities": {word: round(float(np.log(total / (count + 0.5))), 2) for word, count in sorted(known.items())},
        "opposites": _opposites(counts, wordnet),
        "trusted": TRUSTED,
    }


def _opposites(known: Mapping[str, int], wordnet: Path) -> dict[str, str]:
    pairs = [pair.split() for pair in OPPOSITES.split(",")]
    words = {word for word in known if word.isalpha()}
    with opened_dictionary(wordnet) as dictionary:
        pairs += [[word, other] for word in sorted(words) for other in dictionary.opposites(word) if " " not in other]
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        found[stem(first)].add(stem(second))
        found[stem(second)].add(stem(first))
    return {word: " ".join(sorted(others - {word})) for word, others in sorted(found.items()) if others - {word}}


def measure(
    articles: Mapping[str, Sequence[str]], questions: Sequence[Asked], table: Mapping[str, Any]
) -> Iterator[Measured]:
    """Look for each question in a ZIM file of ``articles``, as it is written and as it is heard.

    Those that find nothing are left out.
    """
    rarities = Rarities(table["rarities"], table["rarity_unknown"])
    opposites = Opposites({word: frozenset(others.split()) for word, others in table["opposites"].items()})
    with tempfile.TemporaryDirectory() as folder:
        file = opened(write_zim(Path(folder, "questions.zim"), articles.items()))
        file.article = lru_cache(len(articles))(file.article)
        for asked in (one for written in questions for one in (written, written.heard())):
            question = Question(asked.text)
            if found := candidates(file, question, rarities):
                passages = [one.passage for one in found]
                right = [asked.is_answered_by(one.text) for one in passages]
                yield Measured(asked, measured(question, passages, rarities, opposites), np.array(right))


Fit = tuple[Numbers, float, Numbers, Numbers]
"""Weights, bias, and the mean and scale of the measures."""


def train(questions: Sequence[Measured]) -> dict[str, Any]:
    """The weights, as the file has them."""
    weights, bias, mean, scale = fitted(questions)
    numbers = {"weights": weights, "mean": mean, "scale": scale}
    rounded = {name: [round(float(one), 4) for one in row] for name, row in numbers.items()}
    return {"measures": list(NAMES), "bias": round(bias, 4), **rounded}


def fitted(questions: Sequence[Measured]) -> Fit:
    """The regression that tells whether a sentence answers."""
    rows, right = np.vstack([one.rows for one in questions]), np.concatenate([one.right for one in questions])
    weights = [IMPOSSIBLE_WEIGHT if one.asked.kind == IMPOSSIBLE else 1.0 for one in questions for _ in one.right]
    return logistic(rows, right, np.array(weights))


def parts_of(questions: Sequence[Asked]) -> list[int]:
    """The part that each question is in: all of one article are in the same."""
    titles = sorted({one.title or "" for one in questions if one.kind in (ANSWERABLE, IMPOSSIBLE)})
    return [(titles.index(one.title) if one.title in titles else place) % FOLDS for place, one in enumerate(questions)]


def logistic(rows: Numbers, right: npt.NDArray[np.bool_], weights: Numbers) -> Fit:
    """A logistic regression with L2 regularisation, by Newton's method; each row counts by its weight."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1.0
    inputs = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    penalty = np.full(inputs.shape[1], STRENGTH)
    penalty[-1] = 1e-6
    found = np.zeros(inputs.shape[1])
    for _ in range(20):
        likely = 1 / (1 + np.exp(-(inputs @ found)))
        slope = inputs.T @ (weights * (likely - right)) + penalty * found
        curve = (inputs * (weights * likely * (1 - likely))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return found[:-1], float(found[-1]), mean, scale


def predicted(rows: Numbers, fit: Fit) -> Numbers:
    """The probabilities of ``rows``."""
    weights, bias, mean, scale = fit
    likely: Numbers = 1 / (1 + np.exp(-((rows - mean) / scale @ weights + bias)))
    return likely


if __name__ == "__main__":
    main()
