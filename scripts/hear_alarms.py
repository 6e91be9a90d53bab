"""Hours of sound in which nobody says the wake phrase: those that people recorded, and those that voices make.

Its rules:

1. Real hours are the recordings of people who say something else, and of a kitchen. Made hours are requests that people
   typed, spoken by synthetic voices; their number has no end, but voices differ less than people do.
2. Sound comes in minutes: sentences with pauses between them, each minute in a condition. A minute's name draws its
   room and its noise: it is the same in each run.
"""

from collections.abc import AsyncGenerator, AsyncIterable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from itertools import cycle
from pathlib import Path
from random import Random

import numpy as np

from hear_conditions import Condition, Scene
from hear_listener import Ear
from hear_recordings import Bench, Recordings, phrase_of
from hear_sound import Samples, samples
from hear_table import Rate
from hear_voices import said
from myna.app.listener_factory import open_listener
from myna.core.sound import RATE_HZ
from train_intents import read_requests

MINUTE_SECONDS = 60.0
PAUSE_SECONDS = 0.7

VOICES = ("slt", "rms", "awb", "kal", "joe")
"""Who speak in turn: four of flite, and Piper's."""

Minute = tuple[str, Samples]
"""A name, and the sound."""


def real_files(recordings: Recordings, phrase: str) -> Iterator[Path]:
    """The recordings of people who say something else than ``phrase``."""
    folders = [*recordings.folders("wake"), "commands", *recordings.folders("volunteers")]
    for folder in folders:
        if phrase_of(folder) != phrase:
            yield from recordings.of(folder)
    yield recordings.speech / "kitchen.flac"


def real(recordings: Recordings, phrase: str) -> Iterator[Minute]:
    """Minutes of people who say something else than ``phrase``, and of a kitchen."""
    minute: list[Samples] = []
    number = 0
    for file in real_files(recordings, phrase):
        minute += [samples(file), np.zeros(round(PAUSE_SECONDS * RATE_HZ))]
        if sum(map(len, minute)) >= MINUTE_SECONDS * RATE_HZ:
            yield f"real-{number}", np.concatenate(minute)
            minute, number = [], number + 1
    if minute:
        yield f"real-{number}", np.concatenate(minute)


def texts(folder: Path, phrases: Iterable[str]) -> list[str]:
    """Requests that hold no word of ``phrases``, each once, in an order that is the same each time. Raises OSError."""
    words = {word for phrase in phrases for word in phrase.split()}
    files = [path for path in sorted(folder.glob("*.tsv")) if path.name != "expected.tsv"]
    found = {text for path in files for _, text in read_requests(path) if not words & set(text.lower().split())}
    return Random(1).sample(sorted(found), len(found))


async def made(sentences: Sequence[str], folder: Path) -> AsyncGenerator[Minute, None]:
    """Minutes of ``sentences`` by the voices in turn, which are kept in ``folder``. Raises MynaError."""
    minute: list[Samples] = []
    number = 0
    async with aclosing(said(zip(sentences, cycle(VOICES), strict=False), folder)) as sounds:
        async for sound in sounds:
            minute += [sound, np.zeros(round(PAUSE_SECONDS * RATE_HZ))]
            if sum(map(len, minute)) >= MINUTE_SECONDS * RATE_HZ:
                yield f"made-{number}", np.concatenate(minute)
                minute, number = [], number + 1


async def one_by_one(minutes: Iterable[Minute]) -> AsyncGenerator[Minute, None]:
    """``minutes``, where they are made as they are asked for."""
    for minute in minutes:
        yield minute


async def counted(
    ear: Ear,
    minutes: AsyncIterable[Minute],
    scenes: Sequence[Scene],
    hours: float,
    only: Collection[str] | None = None,
) -> tuple[float, dict[str, list[float]]]:
    """Hours of sound that were heard, at most ``hours``, and by the name of each minute when it woke, in seconds.

    ``scenes`` take turns. What is not in ``only`` counts as heard without a wake phrase. Raises MynaError, RoomError.
    """
    seconds = 0.0
    found: dict[str, list[float]] = {}
    turn = cycle(scenes)
    async for name, sound in minutes:
        if seconds >= hours * 3600:
            break
        scene = next(turn)
        seconds += len(sound) / RATE_HZ
        if (only is None or name in only) and (woken := await ear.alarms(scene.microphone(sound, name))):
            found[name] = [round(event.at, 2) for event in woken]
    return seconds / 3600, found


def rate(what: str, condition: str, hours: float, found: Mapping[str, Sequence[float]]) -> Rate:
    """The line of the table."""
    names = {name: ", ".join(map(str, times)) for name, times in found.items()}
    return Rate(what, condition, hours, sum(map(len, found.values())), names)


async def alarms(
    bench: Bench, conditions: Sequence[Condition], phrases: Sequence[str], requests: Path, hours: float
) -> AsyncGenerator[Rate, None]:
    """How often something else wakes it: real hours of each condition, made hours of all in turn, by phrase."""
    sentences = texts(requests, phrases)
    for phrase in phrases:
        async with open_listener(bench.waking(phrase), expected=lambda _: None) as factory:
            ear = await Ear.of(factory)
            played = bench.scenes(phrase, conditions)
            for scene in played:
                minutes = one_by_one(real(bench.recordings, phrase))
                heard, found = await counted(ear, minutes, [scene], hours)
                yield rate(f"{phrase}: false alarms, real sound", scene.condition.name, heard, found)
            async with aclosing(made(sentences, bench.voices)) as minutes:
                heard, found = await counted(ear, minutes, played, hours)
            yield rate(f"{phrase}: false alarms, made sound", "all in turn", heard, found)
