"""Measures how people's requests are understood: ``make understand [REQUESTS=FOLDER]`` prints a table.

The folder has corpora (``LABEL<tab>TEXT``, a request a line), and in ``expected.tsv`` what is right for each label:
``LABEL<tab>DECISIONS<tab>SKILLS``. The half of the sentences with an odd checksum is held back: no rule is tuned on it,
and it has a column of its own. ``--failures LABEL`` lists what went wrong with a label's sentences of the other half;
``--failures values`` lists the slots whose values are wrong (see ``scripts/slot_values.py``).

The classifier that is shipped was trained on both halves of the public corpora. ``--unseen QUESTIONS`` measures on
sentences that it has not seen: each half is understood with a classifier that was trained on the other one alone, and
on a file of questions about the world (see ``scripts/train_intents.py``).
"""

import argparse
import time
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from zlib import crc32

from myna.app.understand import understanding_skills
from myna.config import Config
from myna.core.decision import Decision
from myna.nlu.en.understanding import EnglishUnderstanding
from myna.skills.skill_set import Skills
from slot_values import values_row
from train_intents import (
    OUT_OF_SCOPE,
    Expected,
    Sentence,
    expectations,
    own_labels,
    questions,
    read_requests,
    requests,
    samples,
    train_on,
)

ROWS = (
    "served right",
    "refused honestly",
    "made up",
    "out of scope acted on",
    "other labels acted on",
    "either: right",
)


def is_held_back(text: str) -> bool:
    """Whether ``text`` is of the half that nothing is tuned on."""
    return bool(crc32(text.encode()) % 2)


def halves(folder: Path, world: Path | None) -> tuple[Skills, Skills]:
    """The skills for the half that is tuned on and for the one that is held back.

    With the questions about the ``world`` the classifier of each was trained on the other half.
    """
    if world is None:
        skills = understanding_skills(Config())
        return skills, skills
    seen = (trained_on_half(folder, world, held_back=held_back) for held_back in (True, False))
    for_tuned, for_held_back = (understanding_skills(Config(), understanding) for understanding in seen)
    return for_tuned, for_held_back


def trained_on_half(folder: Path, world: Path, *, held_back: bool) -> EnglishUnderstanding:
    """An understanding that has seen one half of the requests and of the questions about the ``world``."""
    real, made = _training_data(folder, world)
    classifier = train_on([one for one in real if is_held_back(one.text) == held_back], made)
    return EnglishUnderstanding(lambda: classifier)


@cache
def _training_data(folder: Path, world: Path) -> tuple[list[Sentence], list[Sentence]]:
    labels = own_labels()
    return [*requests(folder, labels), *questions(world)], list(samples(labels))


def judged(label: str, expected: Expected, decision: Decision) -> dict[str, bool]:
    """Which rows of the table the request belongs to, and whether it counts there."""
    acts = decision.kind in ("act", "ask")
    right = expected.is_right(decision)
    if label == OUT_OF_SCOPE:
        return {"out of scope acted on": acts and not right}
    if expected.kind == "served":
        return {"served right": right, "other labels acted on": acts and not right}
    if expected.kind == "refused":
        return {
            "refused honestly": decision.kind == "refuse",
            "made up": decision.kind == "model",
            "other labels acted on": acts,
        }
    return {"either: right": right, "other labels acted on": acts and not right}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("requests", type=Path, help="the folder of the corpora")
    parser.add_argument("--failures", metavar="LABEL", help='list what went wrong with these requests ("all" for all)')
    parser.add_argument(
        "--unseen",
        metavar="QUESTIONS",
        type=Path,
        help="with classifiers that have not seen the sentences, trained with these questions about the world",
    )
    arguments = parser.parse_args()
    if not (arguments.requests / "expected.tsv").is_file():
        parser.error(f"There is no expected.tsv in {arguments.requests}. Name the folder: make understand REQUESTS=DIR")
    expected = expectations(arguments.requests)
    if arguments.unseen is not None and not arguments.unseen.is_file():
        parser.error(f"There is no file {arguments.unseen}. Name the questions about the world: --unseen FILE")
    tuned_on, held_back = halves(arguments.requests, arguments.unseen)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: dict[str, list[float]] = defaultdict(list)
    for path in sorted(arguments.requests.glob("*.tsv")):
        if path.name == "expected.tsv":
            continue
        for label, text in read_requests(path):
            if (wanted := expected.get(label)) is None:
                continue
            half, skills = ("held back", held_back) if is_held_back(text) else ("tuned on", tuned_on)
            begin = time.perf_counter()
            decision = skills.decide(text)
            seconds[path.stem].append(time.perf_counter() - begin)
            for row, counted in judged(label, wanted, decision).items():
                counts[path.stem, row][f"{half}:{counted}"] += 1
            if arguments.failures in (label, "all") and half == "tuned on" and not wanted.is_right(decision):
                print(f"{label}\t{text}\t{decision.kind}\t{decision.skill}\t{decision.intent}\t{decision.step}")
    values = values_row(failures=arguments.failures in ("values", "all"))
    _print_table(counts, seconds, values, unseen=arguments.unseen is not None)


def _print_table(
    counts: dict[tuple[str, str], Counter[str]], seconds: dict[str, list[float]], values: str, *, unseen: bool
) -> None:
    print("| corpus | what | tuned on | held back | requests |\n|---|---|---|---|---|")
    for corpus in seconds:
        for row in ROWS:
            count = counts[corpus, row]
            if total := sum(count.values()):
                shares = " | ".join(_share(count, half) for half in ("tuned on", "held back"))
                print(f"| {corpus} | {row} | {shares} | {total} |")
    print(values)
    if not unseen:
        print("The classifier may have been trained on these sentences; --unseen measures without that.")
    for corpus, times in seconds.items():
        times.sort()
        print(f"{corpus}: p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms a sentence")


def _share(count: Counter[str], half: str) -> str:
    total = count[f"{half}:True"] + count[f"{half}:False"]
    return f"{count[f'{half}:True'] / total:.1%}" if total else "-"


if __name__ == "__main__":
    main()
