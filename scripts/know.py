"""How many questions an encyclopedia answers, and how many rightly: ``make know``.

python scripts/know.py QUESTIONS WORDNET [--chain]

QUESTIONS is a file of questions on articles (``questions_kit.py`` says its shape), WORDNET the folder of the pulled
dictionary. Every question is scored by what was trained on other articles than its own, and counted at the trust that
is shipped and at others. With --chain every question goes the whole way of ``myna understand``, with the shipped score
(which has seen these articles), so that also other ways to an answer count; so many --others are articles of sentences
that were thrown together, for the time that it takes in a large encyclopedia, and its memory.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import psutil

from myna.app.understand import understanding_skills
from myna.config import Config
from myna.knowledge.spoken_text import sentences
from questions_kit import ANSWERABLE, IMPOSSIBLE, Asked, read, write_zim
from train_evidence import FOLDS, TRUSTED, Measured, fitted, measure, parts_of, predicted, words_table

TRUSTS = sorted({0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, TRUSTED})


class Outcome(NamedTuple):
    """A question, how far its answer is trusted, and whether that is right."""

    asked: Asked
    trust: float
    is_right: bool


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("--chain", action="store_true")
    parser.add_argument("--others", type=int, default=0)
    arguments = parser.parse_args()
    articles, questions = read(arguments.questions)
    if arguments.chain:
        with tempfile.TemporaryDirectory() as folder:
            others = mixed(articles, arguments.others)
            file = write_zim(Path(folder, "questions.zim"), chain(articles.items(), others))
            show(questions, asyncio.run(chained(questions, file)), [0.0])
    else:
        outcomes = list(scored(list(measure(articles, questions, words_table(articles, arguments.wordnet)))))
        for heard in (False, True):
            print("as they are heard" if heard else "as they are written")
            show(questions, [one for one in outcomes if one.asked.is_heard == heard], TRUSTS)


def mixed(articles: Mapping[str, Sequence[str]], count: int) -> Iterator[tuple[str, list[str]]]:
    """So many articles of sentences of ``articles``, the same ones every time."""
    random = Random(1)
    known = [one for paragraphs in articles.values() for paragraph in paragraphs for one in sentences(paragraph)]
    words = [word for one in known for word in one.split() if word.istitle() and word.isalpha()]
    for number in range(count):
        title = " ".join([*random.sample(words, 2), str(number)])
        yield title, [" ".join(random.sample(known, 4)) for _ in range(8)]


def scored(questions: Sequence[Measured]) -> Iterator[Outcome]:
    """The outcome of each question, by a regression that was trained on other articles."""
    parts = parts_of([one.asked for one in questions])
    for part in range(FOLDS):
        others = [one for one, its in zip(questions, parts, strict=True) if its != part]
        fit = fitted(others)
        for one, its in zip(questions, parts, strict=True):
            if its == part:
                trusts = predicted(one.rows, fit)
                yield Outcome(one.asked, float(trusts.max()), bool(one.right[trusts.argmax()]))


async def chained(questions: Sequence[Asked], file: Path) -> list[Outcome]:
    """The outcome of each question that a source answers, on the whole way of a sentence; prints how long it takes."""
    found, seconds = [], []
    skills = understanding_skills(Config(encyclopedia=(str(file),)))
    skills.decide(questions[0].text)
    before = _memory_bytes()
    async with skills.opened():
        for asked in questions:
            begun = time.perf_counter()
            decision = await skills.looked_up(skills.decide(asked.text))
            seconds.append(time.perf_counter() - begun)
            if decision.reply is not None and decision.reply.evidence is not None:
                evidence = decision.reply.evidence
                found.append(Outcome(asked, evidence.trust, asked.is_answered_by(evidence.sentence)))
        print(f"memory with the encyclopedia: {(_memory_bytes() - before) / 1e6:.0f} MB more")
    print(
        "time to decide, median and p95:",
        *(f"{1000 * float(np.quantile(seconds, part)):.1f} ms" for part in (0.5, 0.95)),
    )
    return found


def _memory_bytes() -> int:
    """The memory of this process that is no file's."""
    memory = psutil.Process().memory_full_info()
    return int(memory.uss)


def show(questions: Iterable[Asked], outcomes: Iterable[Outcome], trusts: Iterable[float]) -> None:
    """Print which part of each kind is answered at each trust, and how many of the answerable ones rightly."""
    totals = Counter(asked.kind for asked in questions)
    others = [kind for kind in totals if kind not in (ANSWERABLE, IMPOSSIBLE)]
    print("\t".join(["trust", "answered", "right", "impossible", *others]))
    outcomes = list(outcomes)
    for trust in trusts:
        trusted = [one for one in outcomes if one.trust >= trust]
        counts = Counter(one.asked.kind for one in trusted)
        right = sum(one.is_right for one in trusted) / max(1, counts[ANSWERABLE])
        parts = [counts[kind] / totals[kind] for kind in (ANSWERABLE, IMPOSSIBLE, *others)]
        cells = [f"{100 * one:.1f} %" for one in (parts[0], right, *parts[1:])]
        print("\t".join([f"{trust:.2f}", *cells]))


if __name__ == "__main__":
    main()
