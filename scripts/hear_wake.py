"""Which wake phrases the listener misses, of people who recorded one phrase a file."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Sequence
from pathlib import Path

from hear_conditions import Condition, Scene
from hear_listener import Ear
from hear_recordings import Bench, phrase_of
from hear_sound import level_db, samples
from hear_table import Row
from myna.app.listener_factory import open_listener

QUIET_DB = -60.0
"""Root mean square, in dBFS, below which volunteers' recordings are counted apart: a third of them may hold nothing."""


async def missed(ear: Ear, scene: Scene, files: Iterable[Path]) -> dict[str, str]:
    """The recordings in which the wake phrase is not heard. Raises MynaError, RoomError."""
    return {file.name: "" for file in files if not await ear.wakes(scene.microphone(samples(file), file.name))}


async def wake(bench: Bench, conditions: Sequence[Condition]) -> AsyncGenerator[Row, None]:
    """How many wake phrases are missed: a row a phrase and condition, and one for all phrases."""
    rows = defaultdict[str, list[Row]](list)
    for folder in bench.recordings.folders("wake"):
        files, phrase = bench.recordings.of(folder), phrase_of(folder)
        async with open_listener(bench.waking(phrase), expected=lambda _: None) as factory:
            ear = await Ear.of(factory)
            for scene in bench.scenes(phrase, conditions) if files else ():
                name = scene.condition.name
                found = await missed(ear, scene, files)
                rows[name].append(Row(f"{phrase}: missed", name, len(files), len(found), found))
                yield rows[name][-1]
    for same in rows.values():
        yield Row.sum("wake phrases: missed", same)


async def volunteers(bench: Bench, conditions: Sequence[Condition]) -> AsyncGenerator[Row, None]:
    """The same of volunteers, the very quiet apart, and which of their other words wake "computer"."""
    rows = defaultdict[str, list[Row]](list)
    for folder in bench.recordings.folders("volunteers"):
        files = bench.recordings.of(folder)
        other = folder.endswith("not_wake")
        phrase = "computer" if other else phrase_of(folder)
        async with open_listener(bench.waking(phrase), expected=lambda _: None) as factory:
            ear = await Ear.of(factory)
            for scene in bench.scenes(phrase, conditions):
                for quiet, about in ((False, f"above {QUIET_DB:g} dBFS"), (True, f"below {QUIET_DB:g} dBFS")):
                    some = [file for file in files if (level_db(samples(file)) < QUIET_DB) == quiet]
                    name = f"{scene.condition.name}, {about}"
                    found = await missed(ear, scene, some)
                    if other and some:
                        woke = {file.name: "" for file in some if file.name not in found}
                        yield Row("other words: woke computer", name, len(some), len(woke), woke)
                    elif some:
                        rows[name].append(Row(f"volunteers, {phrase}: missed", name, len(some), len(found), found))
                        yield rows[name][-1]
    for same in rows.values():
        yield Row.sum("volunteers, wake phrases: missed", same)
