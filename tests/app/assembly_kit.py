"""An assistant on engines of the tests' own, which hears a recording and answers into a file."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext

from app.toy_engines import Toys
from fakes import FakeSkills
from myna.app.assembly import Running, build_assistant
from myna.app.devices import Files
from myna.app.engines import Engines
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.app.understand import NoAssistant
from myna.core.events import Event
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager


@asynccontextmanager
async def loaded(toys: Toys) -> AsyncIterator[Engines]:
    async with Engines.open(toys.config, OutOfMemoryGuard(history_file(None), None), lambda _: nullcontext()) as made:
        yield made


@asynccontextmanager
async def built(
    toys: Toys, files: Files, publish: Callable[[Event], None], *, muted: bool = False
) -> AsyncIterator[Running]:
    _, alerts = build_all_skills(toys.config, NoAssistant(), TimerManager())
    async with loaded(toys) as engines, AsyncExitStack() as stack:
        yield await build_assistant(
            toys.config,
            files,
            engines,
            FakeSkills({}),
            alerts,
            None,
            publish,
            stack,
            listen=files.listen,
            muted=muted,
        )
