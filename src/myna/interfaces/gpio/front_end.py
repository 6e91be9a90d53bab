"""The button and the light as a front end of the running assistant.

Its rules:

1. Myna runs without them: what cannot be used is told once, in the log and by ``myna status``, and tried again.
2. The button and the light fail apart, and each is opened anew where the configuration wants another one.
3. A press is obeyed at once: a command that takes long is waited for by nobody.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.config.schema import Gpio
from myna.core.errors import GpioError, MynaError
from myna.core.events import Event, Failed, Reloaded
from myna.interfaces.gpio.boards import board_of
from myna.interfaces.gpio.light import Light
from myna.interfaces.gpio.looks import ERROR_SECONDS, Looks
from myna.interfaces.gpio.presses import Gesture, Presses, Sounding
from myna.platform.tasks import beside

log = logging.getLogger(__name__)

RETRY_SECONDS = 10.0
"""Between two tries to use what cannot be used: a driver may come later, or another program go."""

INTERRUPTED = "interrupted"
"""The code of a command that another press has ended: nothing failed."""


@asynccontextmanager
async def button_and_light(service: Service) -> AsyncIterator[None]:
    """Serve the button and the light that the configuration of ``service`` names, until the context ends."""
    box = VoiceBox(service)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(box.close)
        stack.enter_context(service.subscribed(box.take))
        beside(box.keep("light", box.live_light), stack)
        beside(box.keep("button", box.live_button), stack)
        yield


class VoiceBox:
    """The button and the light of one ``service``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._looks = Looks()
        self._light: Light | None = None
        self._config = service.config.gpio
        self._changed = asyncio.Event()  # replaced when the configuration is another one
        self._acts: set[asyncio.Task[None]] = set()
        self._error_ends: asyncio.TimerHandle | None = None

    def take(self, what: Snapshot | Event) -> None:
        """Take what happens in Myna."""
        self._looks.take(what, asyncio.get_running_loop().time())
        if isinstance(what, Failed):
            self._show_failure()
        if isinstance(what, Reloaded) and self._service.config.gpio != self._config:
            self._config = self._service.config.gpio
            self._changed.set()
            self._changed = asyncio.Event()
        self._show()

    async def close(self) -> None:
        """Let go of the commands that are still waited for."""
        if self._error_ends is not None:
            self._error_ends.cancel()
        for act in self._acts:
            act.cancel()
        if self._acts:
            await asyncio.wait(self._acts)

    async def keep(self, part: str, live: Callable[[Gpio], Awaitable[None]]) -> None:
        """Let ``part`` live by the configuration, again whenever that changes, or it failed a while ago; for ever."""
        told: str | None = None
        while True:
            changed = self._changed
            living = asyncio.ensure_future(live(self._config))
            waiting = asyncio.create_task(changed.wait())
            try:
                await asyncio.wait([living, waiting], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (living, waiting):
                    task.cancel()
                await asyncio.wait([living, waiting])
            self._service.note_fault(part, None)
            if living.cancelled():  # there is another configuration
                told = None
                continue
            error = living.exception()
            if not isinstance(error, GpioError):
                raise error or AssertionError(f"the {part} has ended by itself")
            self._service.note_fault(part, error)
            if error.code != told:
                log.warning("The %s is out of use: %s %s", part, error.message, error.hint)
            told = error.code
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_SECONDS):
                    await changed.wait()

    async def live_light(self, config: Gpio) -> None:
        """Show what is to be shown, until cancelled. Raises GpioError."""
        light = board_of(config).light
        if light is None:
            await asyncio.Event().wait()
            return
        from myna.interfaces.gpio.lamps import lamp_of  # libgpiod is not loaded where nothing needs it

        self._light = Light(lamp_of(light), config)
        self._works("light")
        self._show()
        try:
            await self._light.run()
        finally:
            self._light = None

    async def live_button(self, config: Gpio) -> None:
        """Obey the button, until cancelled. Raises GpioError."""
        if not (name := board_of(config).button):
            await asyncio.Event().wait()
            return
        from myna.interfaces.gpio.pins import Button

        button, loop = Button(name), asyncio.get_running_loop()
        presses = Presses(doubles=config.double_press != "none")
        failed: asyncio.Future[None] = loop.create_future()
        timer: asyncio.TimerHandle | None = None

        def read() -> None:
            try:
                for edge in button.edges():
                    obey(presses.edge(edge.down, edge.at, self._looks.sounding))
            except GpioError as error:
                loop.remove_reader(button.fd)
                if not failed.done():
                    failed.set_exception(error)

        def obey(gestures: list[Gesture]) -> None:
            nonlocal timer
            for gesture in gestures:
                self._obey(gesture, config)
            if timer is not None:
                timer.cancel()
            timer = None if presses.due is None else loop.call_at(presses.due, wake)

        def wake() -> None:
            obey(presses.passed(loop.time()))

        loop.add_reader(button.fd, read)
        self._works("button")
        try:
            await failed
        finally:
            if timer is not None:
                timer.cancel()
            loop.remove_reader(button.fd)
            button.close()

    def _works(self, part: str) -> None:
        self._service.note_fault(part, None)
        log.info("The %s is ready.", part)

    def _obey(self, gesture: Gesture, config: Gpio) -> None:
        """Begin what ``gesture`` means."""
        match gesture:
            case Gesture.PRESS if self._looks.sounding is Sounding.RING:
                meaning = config.ringing_press
            case Gesture.PRESS:
                meaning = config.press
            case Gesture.DOUBLE:
                meaning = config.double_press
            case Gesture.LONG:
                meaning = config.long_press
        if (command := self._command(meaning)) is not None:
            act = asyncio.create_task(self._act(command))
            self._acts.add(act)
            act.add_done_callback(self._acts.discard)

    def _command(self, meaning: str) -> Callable[[], Awaitable[None]] | None:
        service = self._service
        match meaning:
            case "talk" if self._looks.phase != "idle":
                return service.stop
            case "talk":
                return service.unmute if self._looks.muted else service.listen
            case "listen":
                return service.listen
            case "stop":
                return service.stop
            case "repeat":
                return service.repeat
            case "mute":
                return service.unmute if self._looks.muted else service.mute
        return None

    async def _act(self, command: Callable[[], Awaitable[None]]) -> None:
        try:
            await command()
        except MynaError as error:
            if error.code != INTERRUPTED:
                log.warning("The button did nothing: %s %s", error.message, error.hint)
                self._looks.failed_at = asyncio.get_running_loop().time()
                self._show_failure()

    def _show_failure(self) -> None:
        """Show that something failed, for a while."""
        if self._error_ends is not None:
            self._error_ends.cancel()
        loop = asyncio.get_running_loop()
        self._error_ends = loop.call_later(ERROR_SECONDS + 0.01, self._show)
        self._show()

    def _show(self) -> None:
        if self._light is not None:
            self._light.show(self._looks.look(asyncio.get_running_loop().time()))
