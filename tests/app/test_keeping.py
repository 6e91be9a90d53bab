"""That nothing can be written is told once each time, and what was set is written once that works."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.assembly_kit import built
from app.toy_engines import Toys, spoken_file
from myna.app.current import Current
from myna.app.devices import Files
from myna.app.keeping import keep, tell_of_disk
from myna.config import Config
from myna.core.errors import DiskError
from myna.core.events import Event, Failed
from myna.nlu.languages import language
from myna.platform.files import not_kept

FAILURE = not_kept(Path("/proc/state.json"), "Read-only file system")


class Disk:
    """A file that fails as often as the test wants."""

    def __init__(self) -> None:
        self.failure: DiskError | None = None
        self.works = False

    def retry(self) -> None:
        if self.works:
            self.failure = None


class Keeping:
    """What was noted and told of a disk."""

    def __init__(self) -> None:
        self.disk = Disk()
        self.noted: asyncio.Queue[DiskError | None] = asyncio.Queue()
        self.told: list[DiskError] = []

    async def tell(self, failure: DiskError) -> None:
        self.told.append(failure)

    async def until(self, failure: DiskError | None) -> None:
        """Wait until that was noted twice, so that it has been told."""
        async with asyncio.timeout(30):
            for _ in range(2):
                while await self.noted.get() is not failure:
                    pass


@asynccontextmanager
async def keeping() -> AsyncIterator[Keeping]:
    found = Keeping()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(keep([found.disk], found.noted.put_nowait, found.tell, 0.001))
        yield found
        task.cancel()


async def test_it_is_told_once_each_time_and_noted_as_long_as_it_lasts() -> None:
    async with keeping() as found:
        for times in (1, 2):
            await found.until(None)
            found.disk.works, found.disk.failure = False, FAILURE
            await found.until(FAILURE)
            await found.until(FAILURE)
            assert found.told == [FAILURE] * times
            found.disk.works = True
            await found.until(None)


async def test_it_is_said_aloud(toys: Toys, tmp_path: Path) -> None:
    told: list[Event] = []
    files = Files(spoken_file(tmp_path / "question.wav", ""), tmp_path / "answer.wav")
    async with built(toys, files, told.append) as running:
        await tell_of_disk(FAILURE, Current(toys.config, running), told.append)
    assert Failed(FAILURE) in told
    assert " ".join(toys.voice.engine.said) == language("en-us").failures["disk"]


async def test_programs_are_told_where_there_is_no_assistant() -> None:
    told: list[Event] = []
    await tell_of_disk(FAILURE, Current(Config()), told.append)
    assert told == [Failed(FAILURE)]
