"""The long-running assistant: builds everything from the configuration, starts in order, stops in reverse.

Its rules:

1. The engines live as long as the daemon, and a changed configuration changes only those that it concerns.
2. What a person sets while it runs, volume, speed and mute, is kept, and comes before the configuration; so are timers,
   alarms, reminders, the stopwatch and lists, except those of a recording.
3. Front ends come before the engines, so that a start can be followed, and know nothing but the ``Service``.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from myna.app.assembly import Running, build_assistant
from myna.app.config_file import ConfigFile
from myna.app.current import STARTING, Current
from myna.app.devices import Files
from myna.app.engines import Engines, Progress
from myna.app.event_log import EventLog
from myna.app.factory import BegunSpeech
from myna.app.findings import findings_of_a_process
from myna.app.home import CurrentHome
from myna.app.home_answers import HomeAnswers
from myna.app.household import Household
from myna.app.keeping import Kept, keep, tell_of_disk
from myna.app.missing_models import LOOK_SECONDS, NoEngines, missing_model
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.app.reload import Reloader
from myna.app.replacement import tell_of_replacements
from myna.app.runtime_settings import RuntimeSettings, settings_file
from myna.app.satellite import Satellite
from myna.app.service import EventHub, Service
from myna.app.shelf import Shelf
from myna.app.snapshot import Snapshot
from myna.app.speech_services import SpeechServices
from myna.config import Config
from myna.config.load import file_to_change
from myna.core.errors import unwrapped
from myna.core.events import Event, Ready, TurnEnded
from myna.lists.manager import ListManager
from myna.lists.store import ListStore
from myna.llm.history import History
from myna.platform.memory import give_back, give_back_loading, leave_uncollected
from myna.platform.places import state_folder
from myna.platform.recent_log import RecentLog
from myna.platform.systemd import Notifier, watch
from myna.platform.tasks import beside
from myna.platform.zone import follow_zone
from myna.skills.alerts import TimerAlerts
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from myna.timers.stopwatch import Stopwatch
from myna.timers.store import TimerStore

log = logging.getLogger(__name__)

T = TypeVar("T")

LOAD_SECONDS = 900.0
"""An engine that is not loaded by then hangs: a slow card reads the largest model, 13 GB, in less."""

STATUS_SECONDS = 1.0
"""How often systemd's status line is brought up to date."""

FrontEnd = Callable[[Service], AbstractAsyncContextManager[None]]
"""Entered before the engines load, and left when they have ended."""


async def run(
    config: Config,
    files: Files,
    *,
    read_config: Callable[[], Config],
    config_file: Path | None = None,
    options: Sequence[str] = (),
    front_ends: Sequence[FrontEnd] = (),
    progress: Progress = lambda _: nullcontext(),
    begun: BegunSpeech | None = None,
) -> None:
    """Be the assistant until SIGTERM or SIGINT, or until a recording is over and answered.

    ``read_config`` reads the configuration once more, at SIGHUP or when asked to. ``config_file`` is where who asks for
    a change of it has that written, by default the service's own or the user's; ``options`` name the same configuration
    to ``myna check``. ``front_ends`` are entered in their order and left in reverse. ``progress`` is entered with the
    paths of the models while they load. The speech model's loading may have ``begun``. Raises MynaError.
    """
    main = asyncio.current_task()
    assert main is not None
    loop = asyncio.get_running_loop()
    daemon = Daemon(config, files, read_config, config_file, options)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, daemon.stop, main)
    loop.add_signal_handler(signal.SIGHUP, daemon.reloader.hang_up)
    with suppress(asyncio.CancelledError):  # stopping is no failure
        await daemon.run(front_ends, progress, begun)


class Daemon:
    """Everything that lives longer than one configuration."""

    def __init__(
        self,
        config: Config,
        files: Files,
        read_config: Callable[[], Config],
        config_file: Path | None = None,
        options: Sequence[str] = (),
    ) -> None:
        folder = state_folder()
        self._files = files
        self._notifier = Notifier()
        self._events = EventHub()
        self._chosen = settings_file(folder)
        self._settings = RuntimeSettings(self._chosen, self._events.publish)
        self._loads = history_file(folder)
        self._oom_guard = OutOfMemoryGuard(self._loads, folder)
        own_folder = folder if files.input is None else None
        timers, lists, self._stopwatch = TimerStore(own_folder), ListStore(own_folder), Stopwatch(own_folder)
        self._timers = TimerManager(timers, self._events.publish)
        self._lists = ListManager(lists, publish=self._events.publish)
        self._kept: Sequence[Kept] = (timers, lists, self._chosen, self._stopwatch.kept)
        self._current = Current(config)
        self._loading_since: float | None = None
        self._history: History | None = None
        self.reloader = Reloader(self._current, read_config, self._current.idle, self._notifier, self._events.publish)
        self._log = RecentLog()
        household = Household(self._timers, self._lists)
        self._satellite = Satellite(self._current, household)
        self._speech = SpeechServices(self._satellite)
        self._home = CurrentHome(folder, self.reloader.renew)
        self.service = Service(
            self._current,
            self._settings,
            self._timers,
            self.reloader.reload,
            self._events,
            household=household,
            file=ConfigFile(config_file or file_to_change(), lambda: self._current.config, self.reloader.reload),
            shelf=Shelf(lambda: self._current.config, folder),
            log=self._log,
            findings=partial(findings_of_a_process, options),
            speech=self._speech,
            satellite=self._satellite,
        )

    def stop(self, running: asyncio.Task[object]) -> None:
        """End, as soon as what the engines do can be ended."""
        self._notifier.stopping()
        self._oom_guard.ended()
        running.cancel()

    async def run(
        self,
        front_ends: Sequence[FrontEnd] = (),
        progress: Progress = lambda _: nullcontext(),
        begun: BegunSpeech | None = None,
    ) -> None:
        """Start in order, live, and stop in reverse. Raises MynaError."""
        async with AsyncExitStack() as stack:
            for kept in (self._chosen, self._loads, self._timers, self._lists, self._stopwatch):
                kept.load()
            stack.callback(self._timers.close)
            stack.callback(self._lists.close)
            if self._notifier.is_managed:
                self._oom_guard.learn()
            for subscriber in (EventLog(self._may_log_transcripts), _tidy):
                stack.enter_context(self.service.subscribed(subscriber))
            logging.getLogger("myna").addHandler(self._log)
            stack.callback(logging.getLogger("myna").removeHandler, self._log)
            for front_end in front_ends:
                await stack.enter_async_context(front_end(self.service))
            if self._notifier.is_managed:
                beside(watch(self._notifier, self._alive), stack)
                beside(self._keep_status(), stack)
            beside(self._settings.wake_in_time(), stack)
            beside(follow_zone(), stack)
            tell = partial(tell_of_disk, current=self._current, publish=self._events.publish)
            beside(keep(self._kept, partial(self.service.note_fault, "disk"), tell), stack)

            stack.push_async_callback(self._home.close)
            await self._home.follow(self._current.config)
            beside(self.reloader.reload_when_hung_up(), stack)
            live = self._files.input is None
            if live and self._notifier.is_managed:
                await self._wait_for_models()
            opened = Engines.open(
                self._current.config,
                self._oom_guard,
                progress,
                live=live,
                early=True,
                begun=begun,
                home=lambda: self._home.home,
            )
            engines, skills, alerts = await self._prepare(stack.enter_async_context(opened))
            listen = self._files.listen
            while (config := await self._live(engines, skills, alerts, listen=listen)) is not None:
                self._current.config, listen = config, False
                self._events.publish(STARTING)
                await self._home.follow(config)
                _, skills, alerts = await self._prepare(engines.adopt(config))

    async def _wait_for_models(self) -> None:
        """Wait until the models that Myna cannot be without are there; live by a changed configuration meanwhile."""
        while (missing := missing_model(self._current.config)) is not None:
            if self._current.missing is None or missing.message != self._current.missing.message:
                log.warning("%s It waits for it. %s", missing.message, missing.hint)
            self._current.missing = missing
            self._notifier.status(self.service.sentence)
            self._notifier.ready()
            self.reloader.switched(NoEngines())
            with suppress(TimeoutError):
                self._current.config = await asyncio.wait_for(self.reloader.next_config(), LOOK_SECONDS)
                await self._home.follow(self._current.config)
        self._current.missing = None
        self.reloader.unsettle()

    async def _prepare(self, engines: Awaitable[T]) -> tuple[T, Skills, TimerAlerts]:
        """Get the ``engines`` ready, and build the skills meanwhile. Raises MynaError."""
        self._notifier.more_time(LOAD_SECONDS)
        async with self._loading():
            with unwrapped():
                async with asyncio.TaskGroup() as group:
                    building = group.create_task(
                        asyncio.to_thread(
                            build_all_skills,
                            self._current.config,
                            self._settings,
                            self._timers,
                            lists=self._lists,
                            stopwatch=self._stopwatch,
                            home=self._home.link,
                        )
                    )
                    ready = await engines
            return ready, *building.result()

    async def _live(self, engines: Engines, skills: Skills, alerts: TimerAlerts, *, listen: bool) -> Config | None:
        """Be the assistant; the configuration to go on with, if there is another. Raises MynaError."""
        async with AsyncExitStack() as stack:
            living = beside(self._assist(engines, skills, alerts, listen=listen), stack)
            switching = beside(self.reloader.next_config(), stack)
            await asyncio.wait([living, switching], return_when=asyncio.FIRST_COMPLETED)
            if not living.done():
                return switching.result()
            living.result()
            return None

    async def _assist(self, engines: Engines, skills: Skills, alerts: TimerAlerts, *, listen: bool) -> None:
        """Be the assistant until cancelled, or until a recording is over and answered. Raises MynaError."""
        config, muted = self._current.config, self._settings.settings.muted
        logging.getLogger("myna").setLevel(config.log_level.upper())
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(skills.opened())
            running = await build_assistant(
                config,
                self._files,
                engines,
                skills,
                alerts,
                self._history,
                self._events.publish,
                stack,
                listen=listen,
                muted=muted,
                other=HomeAnswers(config, self._home.link, self._satellite, skills.only_mentions),
            )
            self._history = running.history
            self._current.running = running
            stack.callback(setattr, self._current, "running", None)
            self._events.publish(running.state)
            await stack.enter_async_context(self._settings.adjusting(running))
            await stack.enter_async_context(self._speech.serving(running, config))
            beside(self._greet(running, skills), stack)
            self.reloader.switched(engines)
            with unwrapped():
                async with asyncio.TaskGroup() as group:
                    completing = group.create_task(self._complete(engines, running))
                    await running.live()
                    completing.cancel()

    async def _greet(self, running: Running, skills: Skills) -> None:
        """Tell the log and systemd when it can be spoken to."""
        config, assistant = self._current.config, running.assistant
        await assistant.ready.wait()
        self._notifier.status(self.service.sentence)
        self._notifier.ready()
        self._events.publish(Ready())
        log.info("Ready; listening for %s.", " or ".join(config.wake_phrases) or "speech")
        await asyncio.to_thread(skills.load)

    async def _complete(self, engines: Engines, running: Running) -> None:
        """Wait for the engines that load while it listens; then tell, for ever, which one took another's place.

        Raises MynaError.
        """
        async with self._loading():
            await engines.whole()
        await asyncio.to_thread(leave_uncollected)
        await running.assistant.ready.wait()
        await tell_of_replacements(engines.llm, self._current.config, self._oom_guard, running.assistant)

    @asynccontextmanager
    async def _loading(self) -> AsyncIterator[None]:
        self._loading_since = asyncio.get_running_loop().time()
        yield
        await asyncio.to_thread(give_back_loading)
        self._loading_since = None

    def _alive(self) -> bool:
        """Whether there was progress. A start may wait for a microphone for ever, but not load for ever."""
        since, running = self._loading_since, self._current.running
        if since is not None and asyncio.get_running_loop().time() - since >= LOAD_SECONDS:
            return False
        return running is None or not running.assistant.ready.is_set() or running.assistant.alive()

    async def _keep_status(self) -> None:
        while True:
            self._notifier.status(self.service.sentence)
            await asyncio.sleep(STATUS_SECONDS)

    def _may_log_transcripts(self) -> bool:
        return self._current.config.privacy.log_transcripts


def _tidy(event: Snapshot | Event) -> None:
    """Hand the memory that a turn has freed back to the system: about 20 MB, in a millisecond."""
    if isinstance(event, TurnEnded):
        give_back()
