"""The listener's engines on one thread: loaded once, and made into a listener for one microphone after another."""

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Self

from myna.app.factory import WakeEngineLoader, model_selector, speech_engine, voice_activity, wake_engine
from myna.config import Config
from myna.core.ports import Background, Microphone, RequestSentences, SpeechEngine, VoiceActivity
from myna.core.sound import CHUNK_BYTES
from myna.listening.completeness import completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.nlu.languages import language
from myna.nlu.requests import Knows, Requests
from myna.platform.worker import Worker
from myna.skills.user_commands.commands import Commands
from myna.skills.user_commands.sentences import Sentences

log = logging.getLogger(__name__)

ExpectedRequests = Callable[[Knows], RequestSentences | None]
"""Makes the requests that are expected, of the words that the speech engine knows."""

WARM_CHUNKS = 16
"""Half a second: more than a recogniser waits for before it works for the first time."""


class ListenerFactory:
    """Makes listeners of one configuration, one at a time, by a loaded speech engine; its thread is ``worker``.

    Second looks at a phrase run on ``beside``, or in line where there is none.
    """

    def __init__(
        self,
        config: Config,
        speech: SpeechEngine,
        activity: VoiceActivity,
        load_wake: WakeEngineLoader,
        commands: Sentences | None,
        requests: RequestSentences | None,
        worker: Worker,
        beside: Background | None,
    ) -> None:
        self.speech = speech
        self._config = config
        self._activity = activity
        self._load_wake = load_wake
        self._commands = commands
        self._requests = requests
        self._worker = worker
        self._beside = beside
        self._language = language(config.language)
        self._unused: ListeningEngines | None = None

    @classmethod
    def load(
        cls,
        config: Config,
        speech: SpeechEngine,
        load_wake: WakeEngineLoader,
        worker: Worker,
        beside: Background | None,
        expected: ExpectedRequests | None = None,
    ) -> Self:
        """Make it, and what the first listener needs; blocking; ``expected`` replaces the language's requests.

        Raises ModelError, and ListeningError for a wake phrase that the wake engine does not know.
        """
        commands = None
        if config.commands:
            commands = Sentences.of(Commands(config.commands, config.language), speech.knows)
            if unknown := ", ".join(commands.unknown):
                log.warning(
                    "The speech model does not know %s: commands with such words are hardly ever heard.", unknown
                )
        requests = (expected or partial(Requests.of, config.language))(speech.knows)
        made = cls(config, speech, voice_activity(), load_wake, commands, requests, worker, beside)
        made._unused = made._engines()
        return made

    @property
    def path(self) -> Path:
        """The folder or file of the speech model."""
        return self.speech.path

    async def listener(self, microphone: Microphone) -> Listener:
        """A listener at ``microphone``; it remembers nothing of what another one heard. Raises ModelError."""
        engines, self._unused = self._unused, None
        if engines is None:
            engines = await self._worker.call(self._engines)
        return Listener(
            microphone,
            engines,
            EndpointRules(**self._config.endpoint.model_dump()),
            self._worker,
            wake_phrases=self._config.wake_phrases,
            completeness=partial(completeness, language=self._language),
        )

    def _engines(self) -> ListeningEngines:
        """New recognisers: a used one is adapted to whom it heard."""
        phrases, sensitivity = self._config.wake_phrases, self._config.wake_sensitivity
        known = [phrase for phrase in self._language.stop if all(map(self.speech.knows, phrase.split()))]
        recognisers = self.speech.recognisers(self._beside)
        engines = ListeningEngines(
            self._activity,
            recognisers.transcriber(self._commands, self._requests, phrases),
            self._load_wake(phrases, sensitivity, recognisers) if phrases else None,
            recognisers.spotter(known) if known else None,
        )
        _warm(engines)
        return engines


def _warm(engines: ListeningEngines) -> None:
    """Let the recognisers hear a moment of silence: what they do only once costs no first question its time."""
    engines.activity.accept(bytes(CHUNK_BYTES))
    for spotter in filter(None, (engines.wake, engines.stop)):
        spotter.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
        spotter.reset()
    engines.transcriber.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
    engines.transcriber.begin()


@asynccontextmanager
async def open_listener(
    config: Config,
    *,
    live: bool = False,
    before: ListenerFactory | None = None,
    expected: ExpectedRequests | None = None,
) -> AsyncGenerator[ListenerFactory, None]:
    """The listener's engines, loaded, whose threads end with the context.

    For a ``live`` microphone second looks at a phrase get a thread of their own. A recording waits for each of them:
    however long they take, it is not over before they are decided. The speech engine of those that were
    opened ``before`` is shared if it is of the same model. ``expected`` replaces the language's requests. Raises
    ModelError, ListeningError for a wake phrase that the wake engine does not know, and ConfigError for an unknown wake
    engine.
    """
    choice, load_wake = model_selector(config).speech(), wake_engine(config.wake_engine)
    load_speech = speech_engine(choice)
    with ExitStack() as stack:
        beside = Worker("look") if live else None
        if beside is not None:
            stack.callback(beside.close)
        worker = Worker("listener")
        stack.callback(worker.close)
        if before is not None and before.path == choice.path:
            speech = before.speech
        else:
            speech = await worker.call(load_speech, choice.path)
        yield await worker.call(ListenerFactory.load, config, speech, load_wake, worker, beside, expected)
