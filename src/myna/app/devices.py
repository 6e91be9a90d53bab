"""Microphone and speaker of the running assistant: the card's, which may come and go, or files in their place."""

import logging
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from myna.app.factory import open_speaker, without_echo
from myna.audio.echo import EchoMicrophone
from myna.audio.echo_report import self_test
from myna.audio.microphone import CardMicrophone
from myna.audio.speaker import CardSpeaker
from myna.audio.wav import WavMicrophone
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.ports import Microphone, Speaker
from myna.platform.tasks import beside

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """Files in the place of the sound card, and whether the wake phrase counts as heard at the start."""

    input: Path | None = None
    output: Path | None = None
    listen: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard with and spoken with, and which of them are the card's own, or a recording."""

    microphone: Microphone
    speaker: Speaker
    card_microphone: CardMicrophone | None = None
    card_speaker: CardSpeaker | None = None
    recording: WavMicrophone | None = None


async def open_sound(config: Config, files: Files, rate_hz: int, stack: AsyncExitStack) -> Sound:
    """Microphone and speaker, until ``stack`` is unwound; ``rate_hz`` is the voice's. Raises AudioError."""
    recording = WavMicrophone(files.input) if files.input else None
    card = None if recording else CardMicrophone(config.audio.input)
    source = recording or card
    assert source is not None, "one of them is there"
    stack.push_async_callback(source.close)
    if files.output is not None:
        speaker_file = await open_speaker(config, files.output, rate_hz, stack)
        return Sound(source, speaker_file, card, recording=recording)
    speaker = CardSpeaker(config.audio.output)
    stack.push_async_callback(speaker.close)
    echo = None
    if config.audio.echo_cancellation and card is not None:
        try:
            echo = await without_echo(card, speaker, stack)
        except AudioError as error:  # it can be done without
            log.warning("%s %s", error.message, error.hint)
    with suppress(AudioError):  # it is told, and tried again
        await speaker.open(rate_hz)
    beside(speaker.keep(rate_hz), stack)
    if echo is not None:
        beside(_test(echo, speaker), stack)
    return Sound(echo or source, speaker, card, speaker, recording)


async def _test(echo: EchoMicrophone, speaker: Speaker) -> None:
    """Find out whether echo cancellation works here, and do without where it does not."""
    try:
        report = await self_test(echo, speaker)
    except AudioError as error:
        log.warning("%s %s", error.message, error.hint)
        return
    log.log(logging.INFO if report.full_duplex else logging.WARNING, report.sentence)
    echo.cancelling = report.full_duplex
