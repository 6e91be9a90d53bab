"""The front door: everything that command line, socket, web page or button may ask of a running Myna, or hear of it.

Its rules:

1. There is no other way in: a front end knows this module, what it hands out, and nothing behind it.
2. A subscriber gets a snapshot first and then every event, in order, on the event loop. It never waits, and publishes
   nothing itself. One that raises is dropped and logged, and the others go on.
3. A command that needs the assistant is refused while there is none; what is set, is set at any time.
"""

import logging
import resource
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import psutil

from myna import __version__
from myna.app.config_file import ConfigFile
from myna.app.current import Current
from myna.app.household import Household
from myna.app.oneshot import nothing_asked, nothing_to_say
from myna.app.runtime_settings import RuntimeSettings
from myna.app.satellite import Satellite
from myna.app.shelf import Shelf
from myna.app.snapshot import AssistantSnapshot, Board, Device, Hearing, Snapshot
from myna.app.speech_services import SpeechServices
from myna.audio import soundcard
from myna.config import Config
from myna.core.decision import Decision
from myna.core.errors import MynaError, ServiceError
from myna.core.events import Event
from myna.listening.sound_level import Now, SoundLevel
from myna.llm import variants
from myna.platform.heat import read_condition
from myna.platform.recent_log import RecentLog
from myna.timers.manager import TimerManager

log = logging.getLogger(__name__)

Subscriber = Callable[[Snapshot | Event], None]
"""Takes what happens; never waits."""

SENTENCES = {
    "starting": "Starting.",
    "muted": "Muted.",
    "no-microphone": "Waiting for a microphone.",
    "ringing": "Ringing.",
    "answering": "Answering.",
    "hearing": "Hearing you.",
    "asking": "Waiting for your answer.",
}
"""What each state is called; ``listening`` has its phrases."""


class EventHub:
    """Hands on what is published to everybody who has subscribed."""

    def __init__(self) -> None:
        self._subscribers: dict[object, Subscriber] = {}

    def publish(self, event: Event) -> None:
        """Hand ``event`` to every subscriber."""
        for key in list(self._subscribers):
            self._hand(key, event)

    @contextmanager
    def subscribed(self, subscriber: Subscriber, first: Snapshot) -> Iterator[None]:
        """Hand ``first`` to ``subscriber``, and then all that is published meanwhile."""
        key = object()
        self._subscribers[key] = subscriber
        try:
            self._hand(key, first)
            yield
        finally:
            self._subscribers.pop(key, None)

    def _hand(self, key: object, what: Snapshot | Event) -> None:
        if (subscriber := self._subscribers.get(key)) is None:
            return  # dropped by another one, a moment ago
        try:
            subscriber(what)
        except Exception:  # whatever is wrong with one of them is no matter of the others
            log.exception("A subscriber failed, and gets no more events.")
            del self._subscribers[key]


class Service:
    """A running Myna, for everybody outside.

    ``reload`` reads the configuration again. For front ends to use as they are: ``household`` changes timers and lists,
    ``file`` the configuration's file, ``shelf`` the models folder; ``log`` has the last lines of the log, and
    ``findings`` gives what ``myna check`` finds, one by one. ``speech`` serves other machines with engines and skills,
    ``satellite`` is Myna as the satellite of a home's server.
    """

    def __init__(
        self,
        current: Current,
        settings: RuntimeSettings,
        timers: TimerManager,
        reload: Callable[[], Awaitable[list[str]]],
        events: EventHub,
        *,
        household: Household,
        file: ConfigFile,
        shelf: Shelf,
        log: RecentLog,
        findings: Callable[[], AsyncGenerator[dict[str, object], None]],
        speech: SpeechServices,
        satellite: Satellite,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._current = current
        self._settings = settings
        self._timers = timers
        self._reload = reload
        self._events = events
        self.household = household
        self.file = file
        self.shelf = shelf
        self.log = log
        self.findings = findings
        self.speech = speech
        self.satellite = satellite
        self._clock = clock
        self._faults: dict[str, MynaError] = {}
        self._began = clock()

    @contextmanager
    def subscribed(self, subscriber: Subscriber) -> Iterator[None]:
        """Call ``subscriber`` with a snapshot, and then with every event."""
        with self._events.subscribed(subscriber, self.snapshot()):
            yield

    async def ask(self, text: str, on_piece: Callable[[str], None] = lambda _: None, *, aloud: bool = True) -> str:
        """Answer a typed question, and return the answer; its pieces go to ``on_piece`` as they come.

        Raises MynaError, also where the answer was interrupted. Cancelling it ends the answer.
        """
        if not text.strip():
            raise nothing_asked()
        pieces: list[str] = []

        def take(piece: str) -> None:
            pieces.append(piece)
            on_piece(piece)

        await self._current.assistant.ask(text, take, aloud=aloud)
        return "".join(pieces).strip()

    async def say(self, text: str) -> None:
        """Speak a text. Raises MynaError, also where it was interrupted."""
        if not text.strip():
            raise nothing_to_say()
        await self._current.assistant.say(text)

    async def listen(self) -> None:
        """Listen for a sentence as if the wake phrase had been heard. Raises MynaError where nothing can be heard."""
        await self._current.assistant.listen()

    async def stop(self) -> None:
        """Fall silent, and listen for nothing but the wake phrase. Raises ServiceError while it starts."""
        await self._current.assistant.stop()

    async def repeat(self) -> None:
        """Say the last answer again. Raises MynaError, also where there is none, or where it was interrupted."""
        if not (text := self._settings.last_said.strip()):
            raise ServiceError("nothing-said", "Myna has answered nothing yet.", "Ask something first.")
        await self.say(text)

    async def mute(self) -> None:
        """Close the microphone, and keep it so."""
        await self._settings.mute(True)

    async def unmute(self) -> None:
        """Open the microphone again, and keep it so."""
        await self._settings.mute(False)

    async def sleep(self, until: datetime) -> None:
        """Close the microphone until then, over a restart too."""
        await self._settings.sleep(until)

    @property
    def config(self) -> Config:
        """The configuration that it lives by."""
        return self._current.config

    def note_fault(self, part: str, error: MynaError | None) -> None:
        """Let everybody know why a ``part`` of a front end, such as its light, is out of use; None: it is not."""
        if error is None:
            self._faults.pop(part, None)
        else:
            self._faults[part] = error

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent."""
        return self._settings.volume

    async def set_volume(self, percent: int) -> None:
        """Speak as loud as ``percent``, 0 to 100, from the next clause on, and keep it so."""
        await self._settings.turn_volume(percent)

    async def change_volume(self, percent: int) -> None:
        """Speak louder or softer by ``percent``, as far as that goes."""
        await self._settings.turn_volume(min(100, max(0, self.volume + percent)))

    async def understand(self, text: str) -> Decision:
        """What ``text`` means, and what would be answered; nothing is done. Raises ServiceError while it starts."""
        if not text.strip():
            raise nothing_asked()
        skills = self._current.living.skills
        return await skills.looked_up(skills.decide(text))

    def level(self) -> Now | None:
        """How loud the microphone is at this moment; None where none is open."""
        running = self._current.running
        if running is None or not running.assistant.state.can_hear:
            return None
        return running.listener.sound.now

    def devices(self) -> list[dict[str, object]]:
        """The sound devices: ``name``, and whether each is a ``microphone`` and a ``speaker``. Blocks for a moment."""
        found = soundcard.devices()
        return [{"name": one.name, "microphone": one.inputs > 0, "speaker": one.outputs > 0} for one in found]

    async def reload(self) -> list[str]:
        """Read the configuration again and live by it; the keys and engines that changed.

        Raises MynaError where it is wrong or cannot be lived by: then nothing changes.
        """
        return await self._reload()

    @property
    def sentence(self) -> str:
        """What it is doing, for a person."""
        if (missing := self._current.missing) is not None:
            return f"Waiting for a model. {missing.message} {missing.hint}"
        state, running = self._current.state.state, self._current.running
        if state == "no-microphone" and running is not None and (loss := running.assistant.state.loss) is not None:
            return f"{SENTENCES[state]} {loss.message}"
        phrases = " or ".join(self._current.config.wake_phrases) or "speech"
        return SENTENCES.get(state, f"Listening for {phrases}.")

    def snapshot(self) -> Snapshot:
        """Everything that is known of it now."""
        config, state = self._current.config, self._current.state
        return Snapshot(
            state=state.state,
            phase=state.phase,
            text=self.sentence,
            version=__version__,
            uptime_seconds=self._clock() - self._began,
            wake_phrases=config.wake_phrases,
            language=config.language,
            volume=self._settings.volume,
            muted=self._settings.settings.muted,
            timers=self._timers.as_json(),
            config_error=self._current.config_error,
            faults=dict(self._faults),
            board=_board(),
            assistant=self._assistant(),
        )

    def _assistant(self) -> AssistantSnapshot | None:
        if (running := self._current.running) is None:
            return None
        engines, sound, assistant = running.engines, running.sound, running.assistant
        microphone, speaker = sound.card_microphone, sound.card_speaker
        return AssistantSnapshot(
            model=engines.llm.name,
            model_error=engines.llm.failure,
            speech_model=engines.listener.path.name,
            voice=engines.voice.path.stem,
            turns=assistant.turns,
            last_error=assistant.last_error,
            microphone=Device(microphone.device, assistant.state.loss, microphone.overflows) if microphone else None,
            speaker=Device(speaker.device, speaker.failure, speaker.underruns) if speaker else None,
            hearing=_hearing(running.listener.sound) if microphone else None,
            loading=engines.is_loading,
            kernels=kernels.name if (kernels := variants.loaded()) else None,
        )


def _board() -> Board:
    """How the machine is now."""
    condition = read_condition()
    return Board(
        memory_bytes=psutil.virtual_memory().total,
        resident_bytes=psutil.Process().memory_info().rss,
        peak_resident_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        strained=condition.sentence(),
        temperature_celsius=condition.temperature_celsius,
    )


def _hearing(sound: SoundLevel) -> Hearing:
    """How the microphone sounds now."""
    return Hearing(sound.levels, sound.gain_db, sound.finding)
