"""The long-running assistant: builds everything from the configuration, starts in order, stops in reverse.

Its rules:

1. The engines live as long as the daemon, and a changed configuration changes only those that it concerns.
2. A reload is prepared while the old configuration answers. It fails whole, or the assistant is ended when it is idle
   and made anew.
3. What a person sets while it runs, volume, speed and mute, is kept, and comes before the configuration; so are timers,
   alarms and reminders, except those of a recording.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress

from myna.app.assembly import Running, build_assistant
from myna.app.devices import Files, beside
from myna.app.engines import Engines, Progress
from myna.app.event_log import Reporter
from myna.app.oom_guard import OutOfMemoryGuard
from myna.app.runtime_settings import RuntimeSettings
from myna.app.state import State
from myna.config import Config, control_socket_to_serve
from myna.config.folders import state_folder
from myna.core.errors import MynaError, ServiceError, unwrapped
from myna.interfaces.control.commands import Controls
from myna.interfaces.control.server import ControlServer
from myna.llm.absent import AbsentModel
from myna.llm.history import History
from myna.nlu.languages import Component, language
from myna.platform.memory import give_back, give_back_code
from myna.platform.systemd import Notifier, watch
from myna.session.assistant import Assistant
from myna.session.assistant import State as AssistantState
from myna.session.observer import Observer, Observers, Tidier
from myna.skills.alerts import TimerAlerts
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from myna.timers.store import TimerStore

log = logging.getLogger(__name__)

LOAD_SECONDS = 900.0
"""An engine that is not loaded by then hangs: a slow card reads the largest model, 13 GB, in less."""

IDLE_SECONDS = 30.0
"""How long a reload waits for the end of a conversation before it ends it."""

STATUS_SECONDS = 1.0
"""How often systemd's status line is brought up to date."""


async def run(
    config: Config,
    files: Files,
    observer: Observer,
    *,
    read_config: Callable[[], Config],
    progress: Progress = lambda _: nullcontext(),
) -> None:
    """Be the assistant until SIGTERM or SIGINT, or until a recording is over and answered.

    ``read_config`` reads the configuration once more, at SIGHUP or when asked to. ``progress`` is entered with the
    paths of the models while they load. Raises MynaError.
    """
    main = asyncio.current_task()
    assert main is not None
    loop = asyncio.get_running_loop()
    daemon = Daemon(config, files, observer, read_config)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, daemon.stop, main)
    loop.add_signal_handler(signal.SIGHUP, daemon.hang_up)
    with suppress(asyncio.CancelledError):  # stopping is no failure
        await daemon.run(progress)


class Daemon:
    """Everything that lives longer than one configuration."""

    def __init__(self, config: Config, files: Files, observer: Observer, read_config: Callable[[], Config]) -> None:
        self.config = config
        self._files = files
        self._read_config = read_config
        folder = state_folder()
        self._kept = State(folder)
        self._oom_guard = OutOfMemoryGuard(self._kept, folder)
        self.runtime_settings = RuntimeSettings(self._kept, self._publish, recorded=files.input is not None)
        self.manager = TimerManager(TimerStore(folder if files.input is None else None), self._publish)
        self.engines = Engines(self._oom_guard, live=files.input is None)
        self._notifier = Notifier()
        self._controls = Controls(self)
        path = control_socket_to_serve() if files.input is None else None
        self._control = ControlServer(path, self._controls.commands()) if path else None
        self._reporter = Reporter(self._publish, log_transcripts=config.privacy.log_transcripts)
        self._observer = Observers([observer, self._reporter, Tidier()])
        self._history: History | None = None
        self._skills: tuple[Skills, TimerAlerts]
        self._loading_since: float | None = None
        self._next: asyncio.Queue[Config] = asyncio.Queue(1)
        self._switched = asyncio.Event()
        self._reloading = asyncio.Lock()
        self._hung_up = asyncio.Event()
        self.config_error: MynaError | None = None
        """Why the last reload was refused, if it was."""
        self.now: Running | None = None
        """What runs; None while engines load."""

    @property
    def state(self) -> AssistantState | str:
        """What it is doing."""
        return self.now.assistant.state if self.now else "starting"

    @property
    def assistant(self) -> Assistant:
        """The assistant. Raises ServiceError while there is none."""
        if self.now is None:
            raise ServiceError("starting", "Myna is still starting.", "Wait a moment; look with: myna status")
        return self.now.assistant

    def stop(self, running: asyncio.Task[object]) -> None:
        """End, as soon as what the engines do can be ended."""
        self._notifier.stopping()
        self._oom_guard.ended()
        running.cancel()

    def hang_up(self) -> None:
        """Reload, as soon as it can be done: SIGHUP."""
        self._hung_up.set()

    async def run(self, progress: Progress) -> None:
        """Live. Raises MynaError."""
        async with AsyncExitStack() as stack:
            self._kept.load()
            self.manager.load()
            stack.callback(self.manager.close)
            if self._notifier.is_managed:
                self._oom_guard.learn()
            await self._open_control(stack)
            stack.push_async_callback(self.engines.close)
            if self._notifier.is_managed:
                beside(watch(self._notifier, self._alive), stack)
                beside(self._keep_status(), stack)
            beside(self._reload_when_hung_up(), stack)
            beside(self.runtime_settings.wake_in_time(), stack)
            async with self._loading():
                await self._prepare(self.engines.load(self.config, progress))
            listen = self._files.listen
            while (config := await self._assist(listen=listen)) is not None:
                self.config, listen = config, False
                async with self._loading():
                    await self._prepare(self.engines.adopt(config))

    async def _prepare(self, engines: Awaitable[None]) -> None:
        """Get the ``engines`` ready, and build the skills meanwhile. Raises MynaError."""
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                building = group.create_task(
                    asyncio.to_thread(build_all_skills, self.config, self.runtime_settings, self.manager)
                )
                await engines
        self._skills = building.result()

    async def reload(self) -> list[str]:
        """Read the configuration again and live by it; the keys and engines that changed.

        Raises MynaError where it is wrong or cannot be lived by: then nothing changes.
        """
        async with self._reloading:
            self._notifier.reloading()
            try:
                return await self._reload()
            except MynaError as error:
                self.config_error = error
                for line in f"{error.message}\n{error.hint}".strip().splitlines():
                    log.error("%s", line)
                log.error("The configuration stays as it was.")
                self._publish({"event": "fault", **error.as_json()})
                raise
            finally:
                self._notifier.reloaded()

    async def _reload(self) -> list[str]:
        await self._switched.wait()
        config = self._read_config()
        keys = [key for key in Config.model_fields if getattr(config, key) != getattr(self.config, key)]
        engines = await self.engines.prepare(config)
        self.config_error = None
        if keys or engines:
            await self._idle()
            self._switched.clear()
            self._next.put_nowait(config)
            await self._switched.wait()
        changed = [*keys, *(engine for engine in engines if engine not in keys)]
        log.info("The configuration was read again; changed: %s.", ", ".join(changed) or "nothing")
        self._publish({"event": "reload", "changed": changed})
        return changed

    async def _idle(self) -> None:
        """Wait for the end of a conversation, but not for ever."""
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await self.assistant.idle.wait()
        except TimeoutError:
            log.warning("A conversation was ended by the reload.")
        except BaseException:
            await self.engines.discard()
            raise

    async def _reload_when_hung_up(self) -> None:
        while True:
            await self._hung_up.wait()
            self._hung_up.clear()
            with suppress(MynaError):  # it was told
                await self.reload()

    async def _open_control(self, stack: AsyncExitStack) -> None:
        """Answer programs from now on, if there is a place for that; a place that is taken is no failure."""
        if self._control is None:
            return
        try:
            await self._control.start()
        except ServiceError as error:
            log.warning("Programs cannot reach this Myna: %s", error)
            return
        stack.push_async_callback(self._control.close)

    async def _assist(self, *, listen: bool) -> Config | None:
        """Be the assistant; the configuration to go on with, if there is another."""
        async with AsyncExitStack() as stack:
            config = self.config
            logging.getLogger("myna").setLevel(config.log_level.upper())
            self._reporter.log_transcripts = config.privacy.log_transcripts
            now = await build_assistant(
                config, self._files, self.engines, *self._skills, self._history, self._observer, stack
            )
            self._history = now.history
            living = beside(now.live(listen=listen, muted=self.runtime_settings.settings.muted), stack)
            switching = beside(self._next.get(), stack)
            await asyncio.sleep(0)  # now it lives
            self.now = now
            stack.callback(setattr, self, "now", None)
            await self.runtime_settings.attach(now)
            stack.push_async_callback(self.runtime_settings.attach, None)
            beside(self._say_when_ready(now.assistant), stack)
            self._switched.set()
            await asyncio.wait([living, switching], return_when=asyncio.FIRST_COMPLETED)
            if not living.done():
                return switching.result()
            living.result()
            return None

    async def _say_when_ready(self, assistant: Assistant) -> None:
        """Tell the log and systemd when it can be spoken to, and the person what does not work as asked."""
        await assistant.ready.wait()
        self._notifier.status(self._controls.sentence())
        self._notifier.ready()
        self._publish({"event": "ready"})
        log.info("Ready; listening for %s.", " or ".join(self.config.wake_phrases) or "speech")
        await asyncio.to_thread(self._skills[0].load)
        await self._tell_of_replacements(assistant)

    async def _tell_of_replacements(self, assistant: Assistant) -> None:
        """Say aloud, once, that another language model answers than was asked for."""
        llm, failures = self.engines.llm, language(self.config.language).failures
        organ: Component = "model" if self.config.server_url is None else "server"
        words = failures.get("no-model" if isinstance(llm, AbsentModel) else organ)
        while True:
            if llm.failure is None:
                await asyncio.to_thread(self._oom_guard.told, "")
            await llm.news.wait()
            llm.news.clear()
            if llm.failure is not None and words and self._oom_guard.is_news(llm.name):
                await assistant.idle.wait()  # what sounds now is the answer of the one that took over
                with suppress(MynaError):  # it is in the log and in the status too
                    await assistant.say(words)
                    await asyncio.to_thread(self._oom_guard.told, llm.name)

    @asynccontextmanager
    async def _loading(self) -> AsyncIterator[None]:
        self._loading_since = asyncio.get_running_loop().time()
        self._notifier.more_time(LOAD_SECONDS)
        yield
        await asyncio.to_thread(give_back)
        await asyncio.to_thread(give_back_code)
        self._loading_since = None

    def _alive(self) -> bool:
        """Whether there was progress. A start may wait for a microphone for ever, but not load for ever."""
        if self._loading_since is not None:
            return asyncio.get_running_loop().time() - self._loading_since < LOAD_SECONDS
        return self.now is None or not self.now.assistant.ready.is_set() or self.now.assistant.alive()

    async def _keep_status(self) -> None:
        while True:
            self._notifier.status(self._controls.sentence())
            await asyncio.sleep(STATUS_SECONDS)

    def _publish(self, event: Mapping[str, object]) -> None:
        if self._control is not None:
            self._control.publish(event)
