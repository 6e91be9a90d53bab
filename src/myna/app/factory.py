"""Which engine is which, and the builders that make engines, speakers and histories by the configuration.

There is a registry for each kind of engine: names, as the catalogue or the configuration has them, and functions of one
signature that make an engine. A new engine is an adapter, a line here, and its models' entries in the catalogue. The
adapters are imported in these functions, so that a command that needs the voice alone does not wait for the others;
nothing is read from disk before an engine is loaded.

It also holds what the builders choose by: the selector of the models for this machine, the cores of its processor, and
the size of a model of the user's own.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import psutil

from myna.audio.echo import EchoMicrophone, Reference
from myna.audio.speaker import CardSpeaker
from myna.audio.wav import WavSpeaker
from myna.config import Config
from myna.core.errors import ConfigError, ModelError, MynaError
from myna.core.ports import (
    LoadableModel,
    LoadableVoice,
    Microphone,
    PhraseSpotter,
    Recognisers,
    Speaker,
    SpeechEngine,
    VoiceActivity,
)
from myna.llm.history import History
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT
from myna.llm.settings import LocalModelSettings
from myna.llm.weights import Weights
from myna.models.catalogue import ChatModel, load_catalogue
from myna.models.selection import ChatChoice, Choice, ModelSelector
from myna.models.sizing import budget_bytes, threads
from myna.platform.heat import read_condition
from myna.platform.memory import read_memory
from myna.platform.worker import Worker
from myna.tts.settings import VoiceSettings

if TYPE_CHECKING:
    from myna.llm.remote import RemoteModel

T = TypeVar("T")


def _vosk(path: Path) -> SpeechEngine:
    from myna.stt.vosk.engine import VoskEngine

    return VoskEngine.load(path)


def _speech_model(phrases: Sequence[str], sensitivity: float, recognisers: Recognisers) -> PhraseSpotter:
    from myna.wake import recogniser_spotter

    return recogniser_spotter.load(phrases, sensitivity, recognisers)


def _microwakeword(phrases: Sequence[str], sensitivity: float, _: Recognisers) -> PhraseSpotter:
    from myna.wake.microwakeword import MicroSpotter

    return MicroSpotter.load(phrases, sensitivity)


def _silero() -> VoiceActivity:
    from myna.vad.silero import SileroActivity

    return SileroActivity.load()


def _llama_cpp(path: Path, settings: LocalModelSettings) -> LoadableModel:
    from myna.llm.llama import LlamaFile

    return LlamaFile(path, settings, read_condition)


def _piper(path: Path, settings: VoiceSettings) -> LoadableVoice:
    from myna.tts.piper import PiperFile

    return PiperFile(path, settings)


SpeechEngineLoader = Callable[[Path], SpeechEngine]
WakeEngineLoader = Callable[[Sequence[str], float, Recognisers], PhraseSpotter]

SPEECH_ENGINES: dict[str, SpeechEngineLoader] = {"vosk": _vosk}
"""Load a speech model; blocking. Named by the model's entry in the catalogue."""

WAKE_ENGINES: dict[str, WakeEngineLoader] = {"vosk": _speech_model, "microwakeword": _microwakeword}
"""Load what finds wake phrases at a sensitivity of 0 to 1; blocking. Named by ``wake_engine``."""

VOICE_ACTIVITIES: dict[str, Callable[[], VoiceActivity]] = {"silero": _silero}
"""Load a voice activity model; blocking. The first one is taken."""

LANGUAGE_MODELS: dict[str, Callable[[Path, LocalModelSettings], LoadableModel]] = {"llama.cpp": _llama_cpp}
"""Describe a language model that may be loaded. Named by the model's entry in the catalogue."""

VOICES: dict[str, Callable[[Path, VoiceSettings], LoadableVoice]] = {"piper": _piper}
"""Describe a voice that may be loaded. Named by the voice's entry in the catalogue."""


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


def speech_engine(choice: Choice) -> SpeechEngineLoader:
    """What loads the speech model ``choice``. Raises ModelError where there is no such engine."""
    return _engine_of(choice, SPEECH_ENGINES, "speech")


@dataclass(frozen=True, slots=True)
class BegunSpeech:
    """The speech model in the folder or file ``path``, whose loading has begun."""

    path: Path
    engine: Future[SpeechEngine]


def begin_speech(config: Config) -> BegunSpeech | None:
    """Begin to load the speech model of ``config`` on a thread, while the caller imports the rest of Myna.

    None where there is none to load: who needs it is told why. So is who needs what could not be loaded.
    """
    try:
        choice = model_selector(config).speech()
        load = speech_engine(choice)
    except MynaError:
        return None
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="myna-speech")
    engine = executor.submit(load, choice.path)
    executor.shutdown(wait=False)  # its thread ends when that is done
    return BegunSpeech(choice.path, engine)


def said_often(config: Config, speech: SpeechEngine) -> list[str]:
    """A sentence about each wake phrase that people say all the time, where it is found by ``speech``; blocking."""
    from myna.wake import recogniser_spotter

    return recogniser_spotter.said_often(config.wake_phrases, speech) if config.wake_engine == "vosk" else []


def wake_engine(name: str) -> WakeEngineLoader:
    """What loads the wake engine called ``name``. Raises ConfigError where there is none."""
    if (load := WAKE_ENGINES.get(name)) is None:
        raise ConfigError(
            "wake-engine-unknown",
            f"There is no wake engine {name!r}.",
            f"Set wake_engine to one of these: {', '.join(WAKE_ENGINES)}.",
        )
    return load


def voice_activity() -> VoiceActivity:
    """The voice activity model, loaded; blocking."""
    return next(iter(VOICE_ACTIVITIES.values()))()


def _engine_of(choice: Choice, engines: Mapping[str, T], kind: str) -> T:
    if (engine := engines.get(choice.engine)) is None:
        raise ModelError(
            "engine-unknown",
            f"{choice.name} is a model for the engine {choice.engine}, which this Myna does not have.",
            f"Choose one for {' or '.join(engines)}: myna models list --kind {kind}",
        )
    return engine


def build_llm(config: Config, choice: ChatChoice | None = None) -> LoadableModel:
    """The language model, ``choice`` or what the configuration asks for.

    Raises ModelError where it is missing, or does not fit.
    """
    choice, own = choice or model_selector(config).chat(), config.brain
    sampling, plan = choice.sampling, choice.plan
    known = choice.model if isinstance(choice.model, ChatModel) else None
    settings = LocalModelSettings(
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
        tells_ends=known is not None and known.tells_ends,
        template_family=None if known is None else known.chat_template,
    )
    return _engine_of(choice, LANGUAGE_MODELS, "chat")(choice.path, settings)


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


def build_voice(config: Config) -> LoadableVoice:
    """The voice. Raises ModelError where it is missing."""
    choice, speaking = model_selector(config).voice(), config.speaking
    settings = VoiceSettings(threads(speaking.threads, cores(), 2), rate=speaking.rate, volume=speaking.volume)
    return _engine_of(choice, VOICES, "voice")(choice.path, settings)


async def open_speaker(config: Config, output: Path | None, rate_hz: int, stack: AsyncExitStack) -> Speaker:
    """The sound card, or a file if there is ``output``; closed with ``stack``. Raises AudioError.

    A file is kept if all goes well or the program is asked to stop, and dropped if something fails.
    """
    if output is None:
        card = CardSpeaker(config.audio.output)
        stack.push_async_callback(card.close)
        await card.open(rate_hz)
        return card
    file = WavSpeaker.start(output, rate_hz=rate_hz)
    stack.push_async_callback(file.close)
    stack.push(lambda _, error, __: file.discard() if isinstance(error, Exception) else None)
    return file


async def without_echo(microphone: Microphone, speaker: CardSpeaker, stack: AsyncExitStack) -> EchoMicrophone:
    """``microphone`` without the sound of ``speaker``, which must not be open yet.

    Raises AudioError where the echo canceller is not installed.
    """
    from myna.audio.webrtc import EchoCanceller

    worker, reference = Worker("echo"), Reference()
    stack.callback(worker.close)
    canceller = await worker.call(EchoCanceller.load)
    speaker.tap = reference.played
    return EchoMicrophone(microphone, canceller, reference, worker)
