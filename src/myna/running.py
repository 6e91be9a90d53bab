"""The assistant of one configuration: made of the engines, and of a microphone and a speaker of its own."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from myna.assistant import Assistant, Manners
from myna.audio.volume import VolumeSpeaker
from myna.audio.wav import WavMicrophone
from myna.brain.history import History
from myna.config import Config
from myna.ear.ear import Ear
from myna.engines import Engines
from myna.errors import EarError, unwrapped
from myna.languages import language
from myna.observer import Observer
from myna.organs import new_history
from myna.sound import Files, Sound, open_sound
from myna.turn import Conversation


@dataclass(frozen=True, slots=True)
class Running:
    """An assistant, and what it is made of."""

    assistant: Assistant
    sound: Sound
    speaker: VolumeSpeaker
    ear: Ear
    history: History

    async def live(self, *, listen: bool, muted: bool) -> None:
        """Live until cancelled, or until a recording is over and answered. Raises MynaError."""
        if isinstance(self.sound.microphone, WavMicrophone):
            await _answer_recording(self.assistant, self.sound.microphone, self.ear, listen=listen)
        else:
            await self.assistant.run(listen=listen, muted=muted)


async def build_assistant(
    config: Config, files: Files, engines: Engines, before: History | None, observer: Observer, stack: AsyncExitStack
) -> Running:
    """An assistant by ``config``, whose microphone and speaker end with ``stack``.

    It remembers the conversation of ``before``, if that began with the same prompt. Raises AudioError.
    """
    sound = await open_sound(config, files, engines.voice.rate_hz, stack)
    speaker = VolumeSpeaker(sound.speaker)
    ear = await engines.ear.ear(sound.microphone)
    history = new_history(config, engines.brain.choice).following(before)
    conversation = Conversation(engines.brain.brain, engines.voice, speaker, history, config.language)
    manners = Manners(
        language(config.language),
        always_listen=not config.wake_phrases,
        follow_up_seconds=config.follow_up_seconds,
        chime=config.audio.chime,
        lasting=files.input is None,
    )
    return Running(Assistant(ear, conversation, observer, manners), sound, speaker, ear, history)


async def _answer_recording(assistant: Assistant, microphone: WavMicrophone, ear: Ear, *, listen: bool) -> None:
    """Run until the recording is over and answered. Raises MynaError, also where nothing was heard in it."""

    async def close_when_over() -> None:
        await microphone.ended.wait()
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
