"""The listener's engines on one thread: loaded once, and made into a listener for one microphone after another."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Self

from myna.app.factory import (
    BegunSpeech,
    WakeEngineLoader,
    model_selector,
    said_often,
    speech_engine,
    voice_activity,
    wake_engine,
)
from myna.app.loading import LoadingTranscriber
from myna.config import Config
from myna.core.ports import (
    Background,
    CommandSentences,
    Microphone,
    Recognisers,
    RequestSentences,
    SpeechEngine,
    Transcriber,
    VoiceActivity,
)
from myna.core.sound import CHUNK_BYTES
from myna.home.model import Home
from myna.listening.completeness import completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.listening.quiet_gate import QuietGate
from myna.listening.wake_stream import WakeStream
from myna.nlu.languages import language
from myna.nlu.requests import Knows, Requests
from myna.nlu.sentence_ends import sentence_ends
from myna.platform.worker import Worker
from myna.skills.home.spoken import SpokenCommands, SpokenHome, unknown_names
from myna.skills.user_commands.commands import Commands
from myna.skills.user_commands.sentences import Sentences

log = logging.getLogger(__name__)

ExpectedRequests = Callable[[Knows], RequestSentences | None]
"""Makes the requests that are expected, of the words that the speech engine knows."""

WARM_CHUNKS = 16
"""Half a second: more than a recogniser waits for before it works for the first time."""


class ListenerFactory:
    """Makes listeners of one configuration, one at a time, by a loaded speech engine; its thread is ``worker``.

    Second looks at a phrase run on ``beside``, or in line where there is none. What hears sentences takes longer to be
    made than what hears the wake phrase: that is done on ``making``, and a sentence waits for it.
    """

    def __init__(
        self,
        config: Config,
        speech: SpeechEngine,
        activity: VoiceActivity,
        load_wake: WakeEngineLoader,
        commands: CommandSentences | None,
        requests: RequestSentences | None,
        worker: Worker,
        beside: Background | None,
        making: Worker,
    ) -> None:
        self.speech = speech
        self._config = config
        self._activity = activity
        self._load_wake = load_wake
        self._commands = commands
        self._requests = requests
        self._worker = worker
        self._beside = beside
        self._making = making
        self._language = language(config.language)
        self._ends = sentence_ends(config.language)
        self._unused: ListeningEngines | None = None
        self._transcriber: Future[Transcriber] | None = None  # of the latest listener

    @classmethod
    def load(
        cls,
        config: Config,
        speech: SpeechEngine,
        load_wake: WakeEngineLoader,
        worker: Worker,
        beside: Background | None,
        making: Worker,
        expected: ExpectedRequests | None = None,
        home: Home | None = None,
    ) -> Self:
        """Make it, and what the first listener needs; blocking; ``expected`` replaces the language's requests.

        What is said of ``home``, if there is one, is expected as commands are. Raises ModelError, and ListeningError
        for a wake phrase that the wake engine does not know.
        """
        commands = _commands(config, speech, home)
        requests = (expected or partial(Requests.of, config.language))(speech.knows)
        made = cls(config, speech, QuietGate(voice_activity()), load_wake, commands, requests, worker, beside, making)
        made._unused = made._engines()
        if beside is not None:
            making.submit(lambda: _tell_of_common(config, speech))
        return made

    @property
    def path(self) -> Path:
        """The folder or file of the speech model."""
        return self.speech.path

    async def whole(self) -> None:
        """Wait until sentences can be heard too. Raises ModelError."""
        if self._transcriber is not None:
            await asyncio.wrap_future(self._transcriber)

    async def listener(self, microphone: Microphone) -> Listener:
        """A listener at ``microphone``; it remembers nothing of what another one heard. Raises ModelError.

        A recording, which may be over before what hears sentences is there, waits for that.
        """
        engines, self._unused = self._unused, None
        if engines is None:
            engines = await self._worker.call(self._engines)
        if self._beside is None:
            await self.whole()
        return self.listening(microphone, engines, self._worker)

    def listening(self, microphone: Microphone, engines: ListeningEngines, worker: Worker) -> Listener:
        """A listener at ``microphone`` with ``engines``, which nobody else uses, on the thread ``worker``."""
        return Listener(
            microphone,
            engines,
            EndpointRules(**self._config.endpoint.model_dump()),
            worker,
            wake_phrases=self._config.wake_phrases,
            completeness=lambda text, expected: completeness(text, self._language, self._ends, expected),
        )

    def sentence_engines(self) -> ListeningEngines:
        """New engines that hear sentences alone, of what another microphone hears; blocking. Raises ModelError."""
        phrases = self._config.wake_phrases
        transcriber = _transcriber(self.speech.recognisers(), self._commands, self._requests, phrases)
        return ListeningEngines(QuietGate(voice_activity()), transcriber, None, None)

    def wake_stream(self, phrases: Sequence[str]) -> WakeStream:
        """New engines that find ``phrases`` in what another microphone hears; blocking. Raises MynaError."""
        spotter = self._load_wake(phrases, self._config.wake_sensitivity, self.speech.recognisers())
        return WakeStream(spotter, QuietGate(voice_activity()), self._config.endpoint.speech_threshold)

    def _engines(self) -> ListeningEngines:
        """New recognisers: a used one is adapted to whom it heard."""
        phrases, sensitivity = self._config.wake_phrases, self._config.wake_sensitivity
        known = [phrase for phrase in self._language.stop if all(map(self.speech.knows, phrase.split()))]
        later = None if self._beside is None else self._making
        recognisers = self.speech.recognisers(self._beside, later)
        self._transcriber = transcriber = self._making.submit(
            _transcriber, recognisers, self._commands, self._requests, phrases
        )
        engines = ListeningEngines(
            self._activity,
            LoadingTranscriber(transcriber),
            self._load_wake(phrases, sensitivity, recognisers) if phrases else None,
            recognisers.spotter(known) if known else None,
        )
        _warm(engines)
        return engines


def _tell_of_common(config: Config, speech: SpeechEngine) -> None:
    for sentence in said_often(config, speech):
        log.warning("%s", sentence)


def _commands(config: Config, speech: SpeechEngine, home: Home | None) -> CommandSentences | None:
    """The sentences of the user's commands and of the home; None where there are none."""
    parts: list[CommandSentences] = []
    if config.commands:
        commands = Sentences.of(Commands(config.commands, config.language), speech.knows)
        if unknown := ", ".join(commands.unknown):
            log.warning("The speech model does not know %s: commands with such words are hardly ever heard.", unknown)
        parts.append(commands)
    if home is not None and home.entities:
        area = None if config.home_assistant.area is None else home.find_area(config.home_assistant.area)
        spoken = SpokenHome.of(home, config.language, None if area is None else area.id, speech.knows)
        if spoken.unknown:
            log.warning("%s Type: myna check", unknown_names(spoken.unknown))
        parts.append(spoken)
    return parts[0] if len(parts) == 1 else SpokenCommands(parts) if parts else None


def _warm(engines: ListeningEngines) -> None:
    """Let the recognisers hear a moment of silence: what they do only once costs no first question its time."""
    engines.activity.accept(bytes(CHUNK_BYTES))
    for spotter in filter(None, (engines.wake, engines.stop)):
        spotter.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
        spotter.reset()


def _transcriber(
    recognisers: Recognisers,
    commands: CommandSentences | None,
    requests: RequestSentences | None,
    phrases: Sequence[str],
) -> Transcriber:
    """A new transcriber that is warm as well."""
    transcriber = recognisers.transcriber(commands, requests, phrases)
    transcriber.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
    transcriber.begin()
    return transcriber


@asynccontextmanager
async def open_listener(
    config: Config,
    *,
    live: bool = False,
    before: ListenerFactory | None = None,
    begun: BegunSpeech | None = None,
    expected: ExpectedRequests | None = None,
    home: Home | None = None,
) -> AsyncGenerator[ListenerFactory, None]:
    """The listener's engines, loaded, whose threads end with the context.

    For a ``live`` microphone second looks at a phrase get a thread of their own. A recording waits for each of them:
    however long they take, it is not over before they are decided. The speech engine of those that were opened
    ``before`` is shared if it is of the same model, and one whose loading has ``begun`` is taken. ``expected`` replaces
    the language's requests; what is said of ``home`` is expected too. Raises ModelError, ListeningError for a wake
    phrase that the wake engine does not know, and ConfigError for an unknown wake engine.
    """
    choice, load_wake = model_selector(config).speech(), wake_engine(config.wake_engine)
    load_speech = speech_engine(choice)
    with ExitStack() as stack:
        beside = Worker("look") if live else None
        if beside is not None:
            stack.callback(beside.close)
        making, worker = Worker("transcriber"), Worker("listener")
        stack.callback(making.close)
        stack.callback(worker.close)
        if before is not None and before.path == choice.path:
            speech = before.speech
        elif begun is not None and begun.path == choice.path:
            speech = await asyncio.wrap_future(begun.engine)
        else:
            speech = await worker.call(load_speech, choice.path)
        yield await worker.call(ListenerFactory.load, config, speech, load_wake, worker, beside, making, expected, home)
