"""Measures how much is lost by voice: ``make understand-spoken [NOISE=FILE] [REQUESTS=FOLDER]`` prints a table.

Sentences are spoken by synthetic voices of Debian (flite, espeak-ng), which no rule was made from, noise is mixed in,
and the listener hears them as ``myna understand FILE.wav`` does. They are requests of the corpora that are to be done
or asked back (of the half that rules are tuned on), and the sentences of ``spoken_orders.yaml``. What is doubted ("Did
you say ...?") is right where that was said, and never executed; a column of its own counts it. ``--failures`` lists
what went wrong.

The classifier that is shipped, and the recogniser's sentences, were made of both halves. ``--unseen QUESTIONS`` makes
them of the other half and of a file of questions about the world (see ``train_intents.py``).
"""

import argparse
import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Self

import numpy as np
import soundfile

from hear_sound import Samples, mixed, part, samples
from hear_voices import VOICES, speak, unusable
from myna.app import oneshot
from myna.app.listener_factory import ExpectedRequests
from myna.app.understand import understanding_skills
from myna.config import Config, load_config
from myna.core.decision import Decision
from myna.core.errors import MynaError
from myna.core.sound import RATE_HZ
from myna.core.tables import read_table
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.en.understanding import EnglishUnderstanding
from myna.nlu.requests import Requests
from myna.skills.doubts import DOUBTED
from request_sentences import corpora, counted
from train_intents import expectations, read_requests
from understand import is_held_back, trained_on_half

SILENCE = np.zeros(RATE_HZ // 2)

Judge = Callable[[Decision], bool]
Sentences = Sequence[tuple[str, Judge]]
"""What is said, and whether a decision is what is counted."""


def requests(folder: Path, count: int) -> list[tuple[str, Judge]]:
    """Requests that are to be done or asked back, and whether they are; the same each time."""
    expected = expectations(folder)
    served = [
        (text, expected[label].is_right)
        for path in sorted(folder.glob("*.tsv"))
        if path.name != "expected.tsv"
        for label, text in read_requests(path)
        if label in expected and expected[label].kind == "served" and not is_held_back(text)
    ]
    return Random(1).sample(served, min(count, len(served)))


def executed(decision: Decision) -> bool:
    """Whether something is done, or what it lacks is asked for; not where the question is whether it was said."""
    reply = decision.reply
    if reply is None or reply.only_notes or decision.reason == DOUBTED:
        return False
    return reply.act is not None or reply.question is not None


def done_as(wanted: Decision) -> Judge:
    """Whether the same command is done with the same values."""
    return lambda decision: (decision.intent, decision.slots) == (wanted.intent, wanted.slots)


def spoken(text: str, voice: str, noise: Samples, snr_db: float, file: Path) -> None:
    """Write ``text`` by ``voice`` to ``file``, in ``noise`` as the benchmarks of commands mix it.

    So many decibels are between the largest energies of 2,048 samples of both. Raises CalledProcessError.
    """
    speak(text, voice, file)
    said = np.concatenate([SILENCE, samples(file), SILENCE])
    heard = mixed(said, part(noise, Random(text).randrange(len(noise)), len(said)), snr_db)
    soundfile.write(file, heard / max(1.0, np.abs(heard).max()), RATE_HZ)


@dataclass(frozen=True, slots=True)
class Ear:
    """What understands, and the requests that are expected to be heard; the shipped ones unless there are others."""

    understanding: EnglishUnderstanding | None = None
    expected: ExpectedRequests | None = None

    @classmethod
    def unseen(cls, folder: Path, world: Path) -> Self:
        """Made without the half of the requests that rules are tuned on."""
        understanding = trained_on_half(folder, world, held_back=True)
        counts = counted([pair for pair in corpora(folder) if is_held_back(pair[1])], expectations(folder))
        return cls(understanding, lambda knows: Requests(lambda: counts, understanding, knows))

    async def said(self, config: Config, files: Sequence[Path]) -> list[oneshot.Said]:
        """What is heard in each file. Raises MynaError."""
        found = []
        async with aclosing(oneshot.said(config, map(str, files), self.expected)) as said:
            async for one in said:
                if isinstance(one, MynaError):
                    raise one
                found.append(one)
        return found


def sections(folder: Path | None, count: int) -> Iterator[tuple[str, Config, Sentences]]:
    """What is measured: a name, the configuration, and the sentences."""
    table: dict[str, Any] = read_table(Path(__file__).with_name("spoken_orders.yaml"))
    commands = Path(__file__).with_name("spoken_commands.yaml")
    own = load_config(system_file=commands, user_file=commands)
    understand = understanding_skills(own).decide
    if folder is not None:
        yield "requests: right", Config(), requests(folder, count)
    yield "own orders: right", own, [(order, done_as(understand(order))) for order in table["orders"]]
    polite = [
        (frame.format(order), done_as(understand(order)))
        for order in table["orders"]
        for frame in [*table["polite"], *(table["asked"] if order.partition(" ")[0] in ORDERS else ())]
    ]
    yield "own orders, politely: right", own, polite
    yield "own orders, guarded: executed", own, [(text, executed) for text in table["guarded"]]
    yield "own orders, unknown things: executed", own, [(text, executed) for text in table["unknown"]]
    yield "skills' orders, guarded: executed", Config(), [(text, executed) for text in table["guarded_skills"]]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("noise", type=Path, help="a recording of noise")
    parser.add_argument("requests", type=Path, nargs="?", help="the folder of the corpora")
    parser.add_argument("--voices", default="slt,rms,awb", help=f"of {', '.join(VOICES)}; %(default)s if not given")
    parser.add_argument("--snr", type=float, default=15.0, metavar="DB", help="%(default)s if not given")
    parser.add_argument("--count", type=int, default=300, help="requests of the corpora; %(default)s if not given")
    parser.add_argument(
        "--unseen",
        type=Path,
        metavar="QUESTIONS",
        help="know nothing of the requests",
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="only what has these words in its name")
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    voices = arguments.voices.split(",")
    if problem := unusable(voices):
        parser.error(problem)
    noise = samples(arguments.noise)
    columns = "".join(f" {voice} |" for voice in voices)
    ear = Ear.unseen(arguments.requests, arguments.unseen) if arguments.unseen else Ear()
    rows = [f"| what | sentences | text |{columns} voice | asked back |", f"|---|---|---|{'---|' * (len(voices) + 2)}"]
    for name, config, sentences in sections(arguments.requests, arguments.count):
        if arguments.only in name:
            rows.append(measured(name, config, sentences, ear, voices, noise, arguments))
    print("\n".join(rows))


def measured(
    name: str,
    config: Config,
    sentences: Sentences,
    ear: Ear,
    voices: Sequence[str],
    noise: Samples,
    arguments: argparse.Namespace,
) -> str:
    """One row of the table: how often a decision counts, by text and by each voice."""
    skills = understanding_skills(config, ear.understanding)
    counts: dict[str, list[bool]] = defaultdict(list)
    doubted: list[bool] = []
    wanted = name.endswith("right")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.wav" for number in range(len(sentences))]
        for voice in ("", *voices):
            heard = [oneshot.Said(text, text, 1.0) for text, _ in sentences]
            if voice:
                for (text, _), file in zip(sentences, files, strict=True):
                    spoken(text, voice, noise, arguments.snr, file)
                heard = asyncio.run(ear.said(config, files))
            for (text, judge), one in zip(sentences, heard, strict=True):
                decision = skills.decide(one.words) if one.words else Decision("", "nothing")
                decision = skills.doubt(decision, map(skills.decide, one.alternatives))
                counts[voice].append(judge(decision))
                doubted += [decision.reason == DOUBTED] if voice else []
                if arguments.failures and counts[voice][-1] != wanted:
                    print(f"{name}\t{voice}\t{text}\t{one.words}\t{decision.kind}\t{decision.intent}", flush=True)
    shares = [np.mean(counts[voice]) for voice in ("", *voices)]
    cells = " | ".join(f"{share:.1%}" for share in [*shares, np.mean(shares[1:]), np.mean(doubted)])
    return f"| {name} | {len(sentences)} | {cells} |"


if __name__ == "__main__":
    main()
