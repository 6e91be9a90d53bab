"""Measures how often a language model answers facts rightly, as it likes and as one that is not sure.

``python scripts/measure_facts.py ../shared/knowledge/dev.json`` asks 100 of the questions that have an answer, always
the same ones, without any source. It prints how many answers hold the right one, are wrong, or say that Myna does not
know, with ``model_facts: yes`` and with ``hedged``, there without figures and with them. ``--model`` is a name or a
file, as the key ``model`` takes it; ``--count`` and ``--show`` are how many questions, and whether to print them all.
"""

import argparse
import asyncio
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from myna.app.factory import build_llm, model_selector, new_history
from myna.config import Config
from myna.core.ports import LanguageModel, Message
from myna.nlu.hedges import Hedge, HedgeFilter, hedge_of
from myna.nlu.question_kinds import question_kinds_of

KIND, SEED = "nq_no_passage", 7
"""Of the questions that are asked, and of the choice among them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the answers that are right."""

    question: str
    answers: tuple[str, ...]


def chosen(path: Path, count: int) -> list[Asked]:
    """Facts that do not change, drawn from the questions of a file as ``shared/knowledge`` has them."""
    kinds = question_kinds_of("en")
    found = [
        Asked(entry["q"], tuple(entry["answers"]))
        for entry in json.loads(path.read_text(encoding="utf-8"))["questions"]
        if entry["kind"] == KIND and entry["answers"] and kinds.is_fact(entry["q"]) and not kinds.changes(entry["q"])
    ]
    return Random(SEED).sample(found, min(count, len(found)))


def hedged(answer: str, hedge: Hedge, *, figures: bool) -> str:
    """``answer`` as one that is not sure."""
    kept = HedgeFilter(hedge, lambda: figures)
    return kept.feed(answer) + kept.flush()


def outcome(said: str, asked: Asked, hedge: Hedge) -> str:
    """Whether ``said`` is "right", "wrong" or "does not know"."""
    if said.endswith(hedge.unknown):
        return "does not know"
    words = f" {_plain(said)} "
    return "right" if any(f" {_plain(answer)} " in words for answer in asked.answers) else "wrong"


def _plain(text: str) -> str:
    """Words in lower case, without articles and marks."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", re.sub(r"[^\w\s]|_", "", decomposed)).split())


async def _answer(llm: LanguageModel, messages: Sequence[Message]) -> str:
    async with aclosing(llm.answer(messages)) as pieces:
        return "".join([piece async for piece in pieces])


async def _measure(config: Config, questions: Sequence[Asked], show: Callable[[str], None]) -> dict[str, Counter[str]]:
    choice = model_selector(config).chat()
    hedge = hedge_of("en")
    assert hedge is not None
    counts: dict[str, Counter[str]] = {"yes": Counter(), "hedged": Counter(), "hedged, with figures": Counter()}
    async with build_llm(config, choice).loaded() as llm:
        show(f"{choice.name}, {llm.parameters or 0:,} parameters")
        for asked in questions:
            answer = await _answer(llm, new_history(config, choice).messages(asked.question))
            ways = {
                "yes": answer,
                "hedged": hedged(answer, hedge, figures=False),
                "hedged, with figures": hedged(answer, hedge, figures=True),
            }
            for way, said in ways.items():
                counts[way][outcome(said, asked, hedge)] += 1
            show(f"{asked.question} ({'; '.join(asked.answers)})\n  {ways['hedged']}\n  {' '.join(answer.split())}")
    return counts


def main() -> None:
    """Ask, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--model", default="auto")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    config = Config(model=options.model)
    config = config.model_copy(update={"brain": config.brain.model_copy(update={"temperature": 0.0})})
    counts = asyncio.run(
        _measure(config, chosen(options.questions, options.count), print if options.show else lambda _: None)
    )
    for way, outcomes in counts.items():
        print(f"{way}: {', '.join(f'{name} {outcomes[name]}' for name in ('right', 'wrong', 'does not know'))}")


if __name__ == "__main__":
    main()
