"""The assistant of one configuration: made of the engines, and of a microphone and a speaker of its own."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from myna.assistant import Assistant
from myna.audio.volume import VolumeSpeaker
from myna.audio.wav import WavMicrophone
from myna.brain.history import History
from myna.config import Config
from myna.ear.ear import Ear
from myna.engines import Engines
from myna.errors import EarError, unwrapped
from myna.languages import language
from myna.manners import Manners
from myna.observer import Observer
from myna.organs import new_history
from myna.ports import Microphone, Rings, Skills, Speaker
from myna.sound import Files, Sound, open_sound
from myna.turn import Conversation
from myna.voice.pace import Pace


@dataclass(frozen=True, slots=True)
class Assembled:
    """An assistant, and what it is made of."""

    assistant: Assistant
    speaker: VolumeSpeaker
    ear: Ear
    history: History


@dataclass(frozen=True, slots=True)
class Running(Assembled):
    """The assistant at the sound that the configuration or the command line names."""

    sound: Sound
    engines: Engines

    async def live(self, *, listen: bool, muted: bool) -> None:
        """Live until cancelled, or until a recording is over and answered. Raises MynaError."""
        if isinstance(self.sound.microphone, WavMicrophone):
            await _answer_recording(self.assistant, self.sound.microphone, self.ear, listen=listen)
        else:
            await self.assistant.run(listen=listen, muted=muted)


async def build_assistant(
    config: Config,
    files: Files,
    engines: Engines,
    skills: Skills | None,
    rings: Rings | None,
    before: History | None,
    observer: Observer,
    stack: AsyncExitStack,
) -> Running:
    """An assistant by ``config``, whose microphone and speaker end with ``stack``.

    It remembers the conversation of ``before``, if that began with the same prompt. Raises AudioError.
    """
    sound = await open_sound(config, files, engines.voice.rate_hz, stack)
    made = await assemble(
        config, engines, sound.microphone, sound.speaker, skills, rings, before, observer, lasting=files.input is None
    )
    return Running(made.assistant, made.speaker, made.ear, made.history, sound, engines)


async def assemble(
    config: Config,
    engines: Engines,
    microphone: Microphone,
    speaker: Speaker,
    skills: Skills | None,
    rings: Rings | None,
    before: History | None,
    observer: Observer,
    *,
    lasting: bool,
) -> Assembled:
    """An assistant by ``config`` that hears with ``microphone`` and speaks with ``speaker``, which the caller closes.

    ``before`` as above; ``lasting``: the microphone may fail and come back.
    """
    knob = VolumeSpeaker(speaker)
    ear = await engines.ear.ear(microphone)
    history = new_history(config, engines.brain.choice).following(before)
    rate = engines.brain.characters_per_second
    conversation = Conversation(
        engines.brain.brain,
        engines.voice,
        knob,
        history,
        config.language,
        filler_seconds=config.speaking.filler_seconds,
        skills=skills,
        pace=Pace() if rate is None else Pace(rate),
    )
    manners = Manners(
        language(config.language),
        always_listen=not config.wake_phrases,
        follow_up_seconds=config.follow_up_seconds,
        chime=config.audio.chime,
        lasting=lasting,
    )
    return Assembled(Assistant(ear, conversation, observer, manners, rings), knob, ear, history)


async def _answer_recording(assistant: Assistant, microphone: WavMicrophone, ear: Ear, *, listen: bool) -> None:
    """Run until the recording is over and answered. Raises MynaError, also where nothing was heard in it."""

    async def close_when_over() -> None:
        await microphone.ended.wait()
        if assistant.state == "ringing":  # nobody will say stop any more
            await assistant.stop()
        await assistant.idle.wait()
        await ear.close()

    with unwrapped():
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(close_when_over())
            await assistant.run(listen=listen)
            closing.cancel()
    if assistant.last_error is not None:
        raise assistant.last_error
    if not assistant.turns:
        raise EarError(
            "nothing-heard",
            "No question was heard in the recording.",
            "Say the wake phrase before the question, or add --listen; look what is heard with: myna hear FILE",
        )
