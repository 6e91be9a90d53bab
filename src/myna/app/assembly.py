"""The assistant of one configuration: made of the engines, and of a microphone and a speaker of its own."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from myna.app.devices import Files, Sound, open_sound
from myna.app.engines import Engines
from myna.app.factory import new_history
from myna.audio.volume import VolumeSpeaker
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.errors import AudioError, ListeningError, MynaError, unwrapped
from myna.core.events import Event, StateChanged
from myna.core.ports import Alerts, Microphone, OtherAssistant, Skills, Speaker
from myna.listening.listener import Listener
from myna.llm.history import History
from myna.nlu.asking import asking
from myna.nlu.languages import language
from myna.platform.tasks import beside
from myna.session.assistant import Assistant, session
from myna.session.conversation import Conversation
from myna.session.options import SessionOptions
from myna.session.state import Phase
from myna.tts.pronunciations import Pronunciations

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assembled:
    """An assistant, and what it is made of."""

    assistant: Assistant
    speaker: VolumeSpeaker
    listener: Listener
    history: History


@dataclass(frozen=True, slots=True)
class Running(Assembled):
    """The assistant at the sound that the configuration or the command line names."""

    sound: Sound
    engines: Engines
    skills: Skills

    async def live(self) -> None:
        """Live until cancelled, or until a recording is over and answered. Raises MynaError."""
        if self.sound.recording is not None:
            await _answer_recording(self.assistant, self.sound.recording, self.listener)
        else:
            await self.assistant.run()

    @property
    def state(self) -> StateChanged:
        """What it does."""
        state = self.assistant.state
        return StateChanged(state.name, state.phase.value)

    @property
    def last_said(self) -> str:
        """Its last answer; empty before the first one."""
        return self.assistant.last_said

    @property
    def model(self) -> str:
        """The name of the language model that answers now."""
        return self.engines.llm.name

    def set_volume(self, percent: int) -> None:
        """Speak as loud as ``percent`` from the next clause on."""
        self.speaker.percent = percent

    def set_speed(self, percent: int) -> None:
        """Speak as fast as ``percent`` of what the configuration says, from the next clause on."""
        self.engines.voice.speed = percent / 100

    async def set_muted(self, muted: bool) -> None:
        """Close the microphone, or open it again; a recording is heard in any case."""
        if self.sound.recording is None:
            await (self.assistant.mute() if muted else self.assistant.unmute())


async def build_assistant(
    config: Config,
    files: Files,
    engines: Engines,
    skills: Skills,
    alerts: Alerts,
    before: History | None,
    publish: Callable[[Event], None],
    stack: AsyncExitStack,
    *,
    listen: bool,
    muted: bool,
    other: OtherAssistant | None = None,
) -> Running:
    """An assistant by ``config`` that ends with ``stack``, and so do its microphone and its speaker.

    It remembers the conversation of ``before``, if that began with the same prompt, and ``publish`` gets its events. It
    begins as if the wake phrase had just been heard, if it is to ``listen``, or ``muted``. The ``other`` assistant may
    answer in its place. Raises AudioError.
    """
    sound = await open_sound(config, files, engines.voice.rate_hz, stack)
    recorded = sound.recording is not None
    made = await assemble(
        config,
        engines,
        sound.microphone,
        sound.speaker,
        skills,
        alerts,
        before,
        publish,
        stack,
        listen=listen,
        muted=muted and not recorded,
        lasting=not recorded,
        other=other,
    )
    return Running(made.assistant, made.speaker, made.listener, made.history, sound, engines, skills)


async def assemble(
    config: Config,
    engines: Engines,
    microphone: Microphone,
    speaker: Speaker,
    skills: Skills | None,
    alerts: Alerts | None,
    before: History | None,
    publish: Callable[[Event], None],
    stack: AsyncExitStack,
    *,
    listen: bool = False,
    muted: bool = False,
    lasting: bool,
    other: OtherAssistant | None = None,
) -> Assembled:
    """An assistant by ``config`` that hears with ``microphone`` and speaks with ``speaker``, which the caller closes.

    It ends with ``stack``. The others are as above; ``lasting``: the microphone may fail and come back.
    """
    adjusted = VolumeSpeaker(speaker)
    listener = await engines.listener.listener(microphone)
    listener.keeps_spoken = other is not None and config.is_satellite
    if lasting:
        listener.sound.on_finding = _log_finding
    history = new_history(config, engines.llm.choice).following(before)
    conversation = Conversation(
        engines.llm,
        engines.voice,
        adjusted,
        history,
        config.language,
        filler_seconds=config.speaking.filler_seconds,
        skills=skills,
        pronunciations=Pronunciations(config.speaking.pronounce),
        other=other,
    )
    beside(_made_ready(conversation, engines), stack)
    options = SessionOptions(
        language(config.language),
        always_listen=not config.wake_phrases,
        follow_up_seconds=config.follow_up_seconds,
        wary=config.follow_up_wary,
        asks=asking(config.language),
        chime=config.audio.chime,
        state_sounds=config.audio.state_sounds,
        lasting=lasting,
    )
    assistant = await stack.enter_async_context(
        session(listener, conversation, publish, options, alerts, listen=listen, muted=muted)
    )
    return Assembled(assistant, adjusted, listener, history)


async def _made_ready(conversation: Conversation, engines: Engines) -> None:
    """When everything is there, tell it how fast the language model is, and voice what is said again and again."""
    with suppress(MynaError):  # who began to load it is told
        await engines.whole()
        pace = conversation.pace
        pace.written_per_second = engines.llm.characters_per_second or pace.written_per_second
        await conversation.rehearse()


def _log_finding(finding: AudioError | None) -> None:
    """Log what is wrong with the sound of the microphone."""
    if finding is None:
        log.info("The sound of the microphone is right again.")
    else:
        log.warning("%s %s", finding.message, finding.hint)


async def _answer_recording(assistant: Assistant, microphone: WavMicrophone, listener: Listener) -> None:
    """Run until the recording is over and answered. Raises MynaError, also where nothing was heard in it."""

    async def close_when_over() -> None:
        await microphone.ended.wait()  # all of it is decided: sound is asked for when that before it was heard through
        if assistant.state.phase is Phase.RINGING:  # nobody will say stop any more
            await assistant.stop()
        await assistant.until_idle()
        await listener.close()

    with unwrapped():
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(close_when_over())
            await assistant.run()
            closing.cancel()
    if assistant.last_error is not None:
        raise assistant.last_error
    if not assistant.turns:
        raise ListeningError(
            "nothing-heard",
            "No question was heard in the recording.",
            "Say the wake phrase before the question, or add --listen; look what is heard with: myna hear FILE",
        )
