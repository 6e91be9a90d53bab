"""The long-running assistant: builds everything from the configuration, starts in order, stops in reverse."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from myna.assistant import Assistant, Manners, Observer
from myna.audio.echo import EchoMicrophone
from myna.audio.echo_report import self_test
from myna.audio.microphone import CardMicrophone
from myna.audio.speaker import CardSpeaker
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.ear.ear import Ear
from myna.errors import AudioError, EarError, unwrapped
from myna.languages import language
from myna.organs import build_brain, build_ear, build_voice, new_history, open_speaker, without_echo
from myna.ports import Microphone, Speaker
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
        engines = build_ear(config, stack, live=True)
        brain = build_brain(config, stack)
        voice = build_voice(config, stack)
        with progress([engines.path, brain.path, voice.path]), unwrapped():
            async with asyncio.TaskGroup() as group:
                group.create_task(engines.load())
                group.create_task(brain.load())
                group.create_task(voice.load())
        speaker, microphone = await _sound(config, sound, voice.rate_hz, stack)
        ear = await engines.ear(microphone)
        history = new_history(config)
        conversation = Conversation(brain, voice, speaker, history, config.language)
        manners = Manners(
            language(config.language),
            always_listen=not config.wake_phrases,
            follow_up_seconds=config.follow_up_seconds,
            chime=config.audio.chime,
            lasting=sound.input is None,
        )
        assistant = Assistant(ear, conversation, observer, manners)
        _beside(_say_when_ready(assistant, config), stack)
        if isinstance(microphone, WavMicrophone):
            await _recording(assistant, microphone, ear, listen=sound.listen)
        else:
            await assistant.run(listen=sound.listen)


async def _sound(config: Config, sound: Sound, rate_hz: int, stack: AsyncExitStack) -> tuple[Speaker, Microphone]:
    """Speaker and microphone: files where ``sound`` names them, else the card's, which may come and go."""
    microphone: Microphone = WavMicrophone(sound.input) if sound.input else CardMicrophone(config.audio.input)
    stack.push_async_callback(microphone.close)
    if sound.output is not None:
        return await open_speaker(config, sound.output, rate_hz, stack), microphone
    speaker = CardSpeaker(config.audio.output)
    stack.push_async_callback(speaker.close)
    echo = None
    if config.audio.echo_cancellation and sound.input is None:
        echo = microphone = await without_echo(microphone, speaker, stack)
    with suppress(AudioError):  # it is told, and tried again
        await speaker.open(rate_hz)
    _beside(speaker.keep(rate_hz), stack)
    if echo is not None:
        _beside(_test(echo, speaker), stack)
    return speaker, microphone


def _beside(coroutine: Coroutine[Any, Any, None], stack: AsyncExitStack) -> None:
    """Run a coroutine that does not fail, until ``stack`` is unwound."""
    task = asyncio.create_task(coroutine)

    async def end() -> None:
        task.cancel()
        await asyncio.wait([task])

    stack.push_async_callback(end)


async def _say_when_ready(assistant: Assistant, config: Config) -> None:
    await assistant.hears.wait()
    log.info("Ready; listening for %s.", " or ".join(config.wake_phrases) or "speech")


async def _test(echo: EchoMicrophone, speaker: Speaker) -> None:
    """Find out whether echo cancellation works here, and do without where it does not."""
    try:
        report = await self_test(echo, speaker)
    except AudioError as error:
        log.warning("%s %s", error.message, error.hint)
        return
    log.log(logging.INFO if report.full_duplex else logging.WARNING, report.sentence)
    echo.cancelling = report.full_duplex


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
