"""The long-running assistant: builds everything from the configuration, starts in order, stops in reverse."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from myna.assistant import Assistant, Observer
from myna.audio.soundcard import CardMicrophone
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.ear.ear import Ear
from myna.errors import EarError, unwrapped
from myna.organs import build_brain, build_ear, build_voice, new_history, open_speaker
from myna.turn import Conversation

log = logging.getLogger(__name__)

Progress = Callable[[list[Path]], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Sound:
    """Files in the place of the sound card, and whether the wake phrase counts as heard at the start."""

    input: Path | None = None
    output: Path | None = None
    listen: bool = False


async def run(config: Config, sound: Sound, observer: Observer, progress: Progress = lambda _: nullcontext()) -> None:
    """Be the assistant until SIGTERM or SIGINT, or until a recording is over and answered.

    ``progress`` is entered with the paths of the models while they load. Raises MynaError.
    """
    main = asyncio.current_task()
    assert main is not None
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, main.cancel)
    with suppress(asyncio.CancelledError):  # stopping is no failure
        await _run(config, sound, observer, progress)


async def _run(config: Config, sound: Sound, observer: Observer, progress: Progress) -> None:
    async with AsyncExitStack() as stack:
        engines = build_ear(config, stack)
        brain = build_brain(config, stack)
        voice = build_voice(config, stack)
        with progress([engines.path, brain.path, voice.path]), unwrapped():
            async with asyncio.TaskGroup() as group:
                group.create_task(engines.load())
                group.create_task(brain.load())
                group.create_task(voice.load())
        speaker = await open_speaker(config, sound.output, voice.rate_hz, stack)
        microphone = WavMicrophone(sound.input) if sound.input else CardMicrophone(config.audio.input)
        stack.push_async_callback(microphone.close)
        ear = await engines.ear(microphone)
        history = new_history(config)
        conversation = Conversation(brain, voice, speaker, history, config.language)
        assistant = Assistant(ear, conversation, observer, always_listen=not config.wake_phrases)
        log.info("Ready; listening for %s.", " or ".join(config.wake_phrases) or "speech")
        if isinstance(microphone, WavMicrophone):
            await _recording(assistant, microphone, ear, listen=sound.listen)
        else:
            await assistant.run(listen=sound.listen)


async def _recording(assistant: Assistant, microphone: WavMicrophone, ear: Ear, *, listen: bool) -> None:
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
