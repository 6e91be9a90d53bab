"""The assistant of one configuration: made of the engines, and of a microphone and a speaker of its own."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from myna.app.devices import Files, Sound, open_sound
from myna.app.engines import Engines
from myna.app.factory import new_history
from myna.app.session_events import SessionEvents
from myna.audio.volume import VolumeSpeaker
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.errors import ListeningError, unwrapped
from myna.core.events import StateChanged
from myna.core.ports import Alerts, Microphone, Skills, Speaker
from myna.listening.listener import Listener
from myna.llm.history import History
from myna.nlu.languages import language
from myna.session.assistant import Assistant
from myna.session.observer import Observer
from myna.session.options import SessionOptions
from myna.session.turn import Conversation
from myna.tts.pace import Pace


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
    events: SessionEvents

    async def live(self, *, listen: bool, muted: bool, begun: asyncio.Event) -> None:
        """Live until cancelled, or until a recording is over and answered; ``begun`` is set when it lives.

        Raises MynaError.
        """
        begun.set()  # whoever waits for it goes on when this task waits for the first time, and then it lives
        if self.sound.recording is not None:
            await _answer_recording(self.assistant, self.sound.recording, self.listener, listen=listen)
        else:
            await self.assistant.run(listen=listen, muted=muted)

    @property
    def state(self) -> StateChanged:
        """What it does."""
        return self.events.state(self.assistant)

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
            await self.assistant.mute() if muted else self.assistant.unmute()


async def build_assistant(
    config: Config,
    files: Files,
    engines: Engines,
    skills: Skills | None,
    alerts: Alerts | None,
    before: History | None,
    events: SessionEvents,
    stack: AsyncExitStack,
) -> Running:
    """An assistant by ``config``, whose microphone and speaker end with ``stack``.

    It remembers the conversation of ``before``, if that began with the same prompt. Raises AudioError.
    """
    sound = await open_sound(config, files, engines.voice.rate_hz, stack)
    made = await assemble(
        config, engines, sound.microphone, sound.speaker, skills, alerts, before, events, lasting=files.input is None
    )
    return Running(made.assistant, made.speaker, made.listener, made.history, sound, engines, events)


async def assemble(
    config: Config,
    engines: Engines,
    microphone: Microphone,
    speaker: Speaker,
    skills: Skills | None,
    alerts: Alerts | None,
    before: History | None,
    observer: Observer,
    *,
    lasting: bool,
) -> Assembled:
    """An assistant by ``config`` that hears with ``microphone`` and speaks with ``speaker``, which the caller closes.

    ``before`` as above; ``lasting``: the microphone may fail and come back.
    """
    adjusted = VolumeSpeaker(speaker)
    listener = await engines.listener.listener(microphone)
    history = new_history(config, engines.llm.choice).following(before)
    rate = engines.llm.characters_per_second
    conversation = Conversation(
        engines.llm.llm,
        engines.voice,
        adjusted,
        history,
        config.language,
        filler_seconds=config.speaking.filler_seconds,
        skills=skills,
        pace=Pace() if rate is None else Pace(rate),
    )
    options = SessionOptions(
        language(config.language),
        always_listen=not config.wake_phrases,
        follow_up_seconds=config.follow_up_seconds,
        chime=config.audio.chime,
        lasting=lasting,
    )
    return Assembled(Assistant(listener, conversation, observer, options, alerts), adjusted, listener, history)


async def _answer_recording(
    assistant: Assistant, microphone: WavMicrophone, listener: Listener, *, listen: bool
) -> None:
    """Run until the recording is over and answered. Raises MynaError, also where nothing was heard in it."""

    async def close_when_over() -> None:
        await microphone.ended.wait()  # all of it is decided: sound is asked for when that before it was heard through
        if assistant.state == "ringing":  # nobody will say stop any more
            await assistant.stop()
        await assistant.idle.wait()
        await listener.close()

    with unwrapped():
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(close_when_over())
            await assistant.run(listen=listen)
            closing.cancel()
    if assistant.last_error is not None:
        raise assistant.last_error
    if not assistant.turns:
        raise ListeningError(
            "nothing-heard",
            "No question was heard in the recording.",
            "Say the wake phrase before the question, or add --listen; look what is heard with: myna hear FILE",
        )
