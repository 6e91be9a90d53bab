"""Builds listener, language model and voice from the configuration, each with the thread that its engine runs on.

Nothing is read from disk before ``load``. The engines' own modules are imported here, when one is built, so that a
command that needs the voice alone does not wait for the others.
"""

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from myna.audio.echo import EchoMicrophone, Reference
from myna.audio.speaker import CardSpeaker
from myna.audio.wav import WavSpeaker
from myna.config import Config
from myna.core.ports import Microphone, PhraseSpotter, Speaker
from myna.core.sound import CHUNK_BYTES
from myna.listening.completeness import completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import History
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT
from myna.llm.weights import Weights
from myna.models.catalogue import ChatModel, load_catalogue
from myna.models.selection import ChatChoice, ModelSelector
from myna.models.sizing import budget_bytes, threads
from myna.nlu.languages import language
from myna.platform.heat import read_condition
from myna.platform.memory import read_memory
from myna.platform.worker import Worker

if TYPE_CHECKING:
    from myna.llm.llama import LlamaModel
    from myna.llm.remote import RemoteModel
    from myna.stt.vosk.command_transcriber import CommandTranscriber
    from myna.stt.vosk.model import SpeechModel
    from myna.stt.vosk.transcriber import VoskTranscriber
    from myna.tts.piper import Piper
    from myna.wake.microwakeword import MicroSpotter


WARM_CHUNKS = 16
"""Half a second: more than a recogniser waits for before it works for the first time."""


def model_selector(config: Config, budget: int | None = None, board_cores: int | None = None) -> ModelSelector:
    """Chooses models for this machine, or for a board of ``board_cores`` where Myna may use ``budget`` bytes."""
    if budget is None:
        memory = read_memory()
        budget = budget_bytes(memory.total_bytes, memory.limit_bytes)
    return ModelSelector(config, load_catalogue(), budget, cores=board_cores or cores(), weights_of=weights_of)


def weights_of(path: Path) -> Weights:
    """Bytes and shape of a model of the user's own. Raises ModelError where it cannot be read."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _weights_of(path, changed)


@lru_cache(maxsize=4)
def _weights_of(path: Path, _changed: int) -> Weights:
    from myna.llm import gguf as llama_file

    return llama_file.weights_of(path)


def cores() -> int:
    """The processor's cores, without the second threads of each."""
    return psutil.cpu_count(logical=False) or psutil.cpu_count() or 1


def worker(name: str, stack: AsyncExitStack) -> Worker:
    """A worker that ends with ``stack``."""
    made = Worker(name)
    stack.callback(made.close)
    return made


class ListenerEngines:
    """Voice activity, spotters and transcriber on one thread; loaded once, for any number of microphones.

    Second looks at a phrase run on ``look``, or in line where there is none. ``model`` is the speech model at ``path``,
    if it is loaded already.
    """

    def __init__(
        self, config: Config, path: Path, ear_worker: Worker, look: Executor | None, model: "SpeechModel | None" = None
    ) -> None:
        from myna.stt.vosk.model import SpeechModel
        from myna.stt.vosk.phrase_spotter import SecondLook, VoskSpotter
        from myna.vad.silero import SileroActivity

        self.path = path
        self._config = config
        self._worker = ear_worker
        self._language = language(config.language)
        self._is_loaded = model is not None
        self.model = model or SpeechModel(path)
        self._used = False
        self._activity = SileroActivity()
        self._transcriber = _transcriber(config, self.model)
        self._second = SecondLook(self.model, look)
        self._wake: VoskSpotter | MicroSpotter | None = None
        if phrases := config.wake_phrases:
            sensitivity = config.wake_sensitivity
            if config.wake_engine == "microwakeword":
                self._wake = _micro_spotter(phrases, sensitivity)
            else:
                self._wake = VoskSpotter(phrases, self._second, sensitivity=sensitivity)
        self._stop: VoskSpotter | None = None

    async def load(self) -> None:
        """Read the models. Raises ModelError, and EarError for a wake phrase with unknown words."""
        await self._worker.call(self._load)

    def _load(self) -> None:
        from myna.stt.vosk.phrase_spotter import VoskSpotter

        self._activity.load()
        if not self._is_loaded:
            self.model.load()
        known = [phrase for phrase in self._language.stop if all(map(self.model.knows, phrase.split()))]
        self._stop = VoskSpotter(known, self._second) if known else None
        self._renew()

    def _renew(self) -> None:
        """Make new recognisers: a used one is adapted to whom it heard."""
        self._transcriber.load()
        self._second.load()
        if self._wake is not None:
            self._wake.load()
        if self._stop is not None:
            self._stop.load()
        self._warm()

    def _warm(self) -> None:
        """Let the recognisers hear a moment of silence: what they do only once costs no first question its time."""
        self._activity.accept(bytes(CHUNK_BYTES))
        spotters: list[PhraseSpotter] = [spotter for spotter in (self._wake, self._stop) if spotter is not None]
        for spotter in spotters:
            spotter.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
            spotter.reset()
        self._transcriber.accept(bytes(WARM_CHUNKS * CHUNK_BYTES))
        self._transcriber.begin()

    async def listener(self, microphone: Microphone) -> Listener:
        """A listener at ``microphone``, one at a time; it remembers nothing of what another one heard."""
        if self._used:
            await self._worker.call(self._renew)
        self._used = True
        return Listener(
            microphone,
            ListeningEngines(self._activity, self._transcriber, self._wake, self._stop),
            EndpointRules(**self._config.endpoint.model_dump()),
            self._worker,
            wake_phrases=self._config.wake_phrases,
            completeness=partial(completeness, language=self._language),
        )


def _transcriber(config: Config, model: "SpeechModel") -> "VoskTranscriber | CommandTranscriber":
    """Of free speech, and of the user's own commands if there are any."""
    if config.commands:
        from myna.skills.user_commands.commands import Commands
        from myna.stt.vosk.command_transcriber import CommandTranscriber

        own = Commands(config.commands, config.language)
        return CommandTranscriber(model, own.templates.automaton, config.wake_phrases)
    from myna.stt.vosk.transcriber import VoskTranscriber

    return VoskTranscriber(model)


def _micro_spotter(phrases: Sequence[str], sensitivity: float) -> "MicroSpotter":
    from myna.wake.microwakeword import MicroSpotter

    return MicroSpotter(phrases, sensitivity=sensitivity)


def build_listener(
    config: Config, stack: AsyncExitStack, *, live: bool = False, before: ListenerEngines | None = None
) -> ListenerEngines:
    """The listener's engines, not loaded yet.

    For a ``live`` microphone second looks at a phrase get a thread of their own. A recording waits for each of them:
    however long they take, it is not over before they are decided.
    The speech model of those that were loaded ``before`` is shared if it is the same one. Raises ModelError where the
    speech model is missing.
    """
    path = model_selector(config).speech().path
    look = stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="myna-look")) if live else None
    return ListenerEngines(
        config, path, worker("ear", stack), look, before.model if before is not None and before.path == path else None
    )


def build_llm(config: Config, stack: AsyncExitStack, choice: ChatChoice | None = None) -> "LlamaModel":
    """The language model, ``choice`` or what the configuration asks for, not loaded yet.

    Raises ModelError where it is missing, or does not fit.
    """
    from myna.llm.llama import LlamaModel
    from myna.llm.settings import LlamaSettings

    choice, own = choice or model_selector(config).chat(), config.brain
    sampling, plan = choice.sampling, choice.plan
    known = choice.model if isinstance(choice.model, ChatModel) else None
    settings = LlamaSettings(
        threads=plan.threads,
        context_tokens=plan.context_tokens,
        kv_type=plan.kv_type,
        max_tokens=min(own.max_tokens, plan.context_tokens // 2),
        use_mmap=plan.use_mmap,
        temperature=sampling.temperature if own.temperature is None else own.temperature,
        top_p=sampling.top_p,
        min_p=sampling.min_p,
        repeat_penalty=sampling.repeat_penalty,
        fills=own.use_skills if own.use_skills is not None else known is not None and known.fills,
        template_family=None if known is None else known.chat_template,
    )
    llm = LlamaModel(choice.path, settings, worker("brain", stack), read_condition)
    stack.push_async_callback(llm.close)
    return llm


def build_remote(config: Config, stack: AsyncExitStack) -> "RemoteModel":
    """The language model on another machine, not looked for yet. Raises ConfigError where its API key is unreadable."""
    from myna.llm.api_key import read_api_key
    from myna.llm.remote import RemoteModel, RemoteSettings

    assert config.server_url is not None, "the caller has looked"
    settings = RemoteSettings(
        model=config.server.model,
        api_key=read_api_key(config.server.api_key_file),
        max_tokens=config.brain.max_tokens,
        context_tokens=config.brain.context_tokens,
        temperature=config.brain.temperature,
        silence_seconds=config.server.silence_seconds,
    )
    remote = RemoteModel(config.server_url, settings)
    stack.push_async_callback(remote.close)
    return remote


def new_history(config: Config, choice: ChatChoice | None) -> History:
    """A conversation that begins with the configuration's system prompt, else with that of the model here, if any."""
    asked, own = config.brain.system_prompt, choice.system_prompt if choice else DEFAULT_SYSTEM_PROMPT
    return History(own if asked is None else asked)


def build_voice(config: Config, stack: AsyncExitStack) -> "Piper":
    """The voice, not loaded yet. Raises ModelError where it is missing."""
    from myna.tts.piper import Piper

    speaking = config.speaking
    return Piper(
        model_selector(config).voice().path,
        worker("voice", stack),
        threads=threads(speaking.threads, cores(), 2),
        rate=speaking.rate,
        volume=speaking.volume,
    )


async def open_speaker(config: Config, output: Path | None, rate_hz: int, stack: AsyncExitStack) -> Speaker:
    """The sound card, or a file if there is ``output``; closed with ``stack``. Raises AudioError.

    A file is kept if all goes well or the program is asked to stop, and dropped if something fails.
    """
    if output is None:
        card = CardSpeaker(config.audio.output)
        stack.push_async_callback(card.close)
        await card.open(rate_hz)
        return card
    file = WavSpeaker(output, rate_hz=rate_hz)
    stack.push_async_callback(file.close)
    stack.push(lambda _, error, __: file.discard() if isinstance(error, Exception) else None)
    file.start()
    return file


async def without_echo(microphone: Microphone, speaker: CardSpeaker, stack: AsyncExitStack) -> EchoMicrophone:
    """``microphone`` without the sound of ``speaker``, which must not be open yet.

    Raises AudioError where the echo canceller is not installed.
    """
    from myna.audio.webrtc import EchoCanceller

    canceller, echo_worker, reference = EchoCanceller(), worker("echo", stack), Reference()
    await echo_worker.call(canceller.load)
    speaker.tap = reference.played
    return EchoMicrophone(microphone, canceller, reference, echo_worker)
