"""How many wake phrases are missed against how often something else wakes it, over the sensitivities: a picture.

What a lower sensitivity accepts, a higher one accepts too: from the highest down, only what still counts is heard
again.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from hear_alarms import VOICES, counted, made, texts
from hear_conditions import Condition
from hear_listener import Ear
from hear_recordings import Bench
from hear_sound import Samples, samples
from hear_voices import said
from myna.app.listener_factory import open_listener

SENSITIVITIES = (1.0, 0.75, 0.5, 0.25, 0.0)

PHRASES = ("computer", "jarvis", "smart mirror", "hey robin", "okay kitchen")
"""Typed, none trained; those of which there are no recordings are said by the voices."""

TONES = ("{}", "{}!", "{}?", "{}.")
"""A voice says these with different melodies."""

TIMES = 4
"""How often each of a voice's is played, in other rooms."""

SIZE_INCHES = (7.0, 4.5)


@dataclass(frozen=True, slots=True)
class Point:
    """Of a phrase at a sensitivity: ``missed`` of those that were ``said``, and ``alarms`` in ``hours``."""

    phrase: str
    sensitivity: float
    missed: int
    said: int
    alarms: int
    hours: float

    def __str__(self) -> str:
        return (
            f"| {self.phrase}, sensitivity {self.sensitivity:g} | {self.said} said, {self.hours:.2f} hours "
            f"| {self.missed / self.said:.1%} missed | {self.alarms / self.hours:.2f} false alarms an hour |"
        )


HEAD = "| what | of | missed | false alarms |\n|---|---|---|---|"


async def phrases_said(bench: Bench, phrase: str) -> list[tuple[str, Samples]]:
    """People who say ``phrase``, or voices where there are no recordings of people. Raises MynaError."""
    if files := bench.recordings.of(f"wake/{phrase.replace(' ', '_')}"):
        return [(file.name, samples(file)) for file in files]
    asked = [(tone.format(phrase), voice) for tone, voice in product(TONES, VOICES)]
    async with aclosing(said(asked, bench.voices)) as sounds:
        once = [sound async for sound in sounds]
    return [(f"{phrase}-{number}-{time}", sound) for time in range(TIMES) for number, sound in enumerate(once)]


async def points(
    bench: Bench,
    said_in: Condition,
    conditions: Sequence[Condition],
    phrases: Sequence[str],
    requests: Path,
    hours: float,
) -> AsyncGenerator[Point, None]:
    """Of each phrase and sensitivity; said in one condition, the made hours in all of ``conditions`` in turn.

    Raises MynaError, RoomError.
    """
    sentences = texts(requests, phrases)
    for phrase in phrases:
        heard = await phrases_said(bench, phrase)
        (scene,), played = bench.scenes(phrase, [said_in]), bench.scenes(phrase, conditions)
        count, only = len(heard), None
        async with AsyncExitStack() as stack:
            factory = None
            for sensitivity in SENSITIVITIES:
                config = replace(bench, sensitivity=sensitivity).waking(phrase)
                opened = open_listener(config, before=factory, expected=lambda _: None)
                factory = await stack.enter_async_context(opened)
                ear = await Ear.of(factory)
                heard = [(name, sound) for name, sound in heard if await ear.wakes(scene.microphone(sound, name))]
                async with aclosing(made(sentences, bench.voices)) as minutes:
                    passed, found = await counted(ear, minutes, played, hours, only)
                only = found.keys()
                alarms = sum(map(len, found.values()))
                yield Point(phrase, sensitivity, count - len(heard), count, alarms, passed)


def draw(found: Sequence[Point], title: str, path: Path) -> None:
    """Write a PNG: a line a phrase, a mark a sensitivity. Raises OSError."""
    from matplotlib.figure import Figure  # without pyplot, which looks for a screen

    figure = Figure(figsize=SIZE_INCHES, layout="constrained")
    axes = figure.add_subplot()
    for phrase in dict.fromkeys(point.phrase for point in found):
        line = [point for point in found if point.phrase == phrase]
        alarms = [point.alarms / point.hours for point in line]
        axes.plot(alarms, [100 * point.missed / point.said for point in line], marker="o", label=phrase)
    axes.set_xscale("symlog", linthresh=1.0)
    axes.set_xlim(left=-0.05)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("false alarms an hour")
    axes.set_ylabel("wake phrases missed, %")
    axes.set_title(title)
    axes.legend()
    figure.savefig(path, format="png", dpi=110)
