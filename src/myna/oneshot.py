"""One organ, once: the brain for a question, the voice for a text, the ear for recordings."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import fields
from pathlib import Path
from time import monotonic
from typing import Any

from myna.audio.soundcard import CardSpeaker
from myna.audio.wav import WavMicrophone, wav_file
from myna.config import Config
from myna.errors import VoiceError
from myna.events import EarFailed, Event, NothingHeard, Partial, SpeechStarted, Utterance, WakeHeard
from myna.organs import build_brain, build_ear, build_voice, new_history
from myna.trace import Trace
from myna.turn import Conversation
from myna.voice.spoken import spoken

EVENT_NAMES: dict[type[Event], str] = {
    WakeHeard: "wake",
    SpeechStarted: "speech",
    Partial: "partial",
    Utterance: "utterance",
    NothingHeard: "nothing",
}
"""What ``myna hear`` calls each event."""


async def ask(config: Config, question: str, on_text: Callable[[str], None], *, aloud: bool) -> None:
    """One turn without ears: the answer's pieces go to ``on_text``, and to the speaker if ``aloud``.

    Raises MynaError.
    """
    async with AsyncExitStack() as stack:
        brain = build_brain(config, stack)
        await brain.load()
        history = new_history(config)
        if aloud:
            voice = build_voice(config, stack)
            await voice.load()
            speaker = await _opened_speaker(config, voice.rate_hz, stack)
            talk = Conversation(brain, voice, speaker, history, config.language)
            await talk.answer(question, Trace(monotonic), on_text)
        else:
            async with aclosing(brain.answer(history.messages(question))) as pieces:
                async for piece in pieces:
                    on_text(piece)


async def say(config: Config, text: str, output: Path | None) -> None:
    """Speak ``text`` to the speaker, or into a WAV file as fast as the machine can. Raises MynaError."""
    speakable = spoken(text, config.language)
    if not speakable:
        raise VoiceError("nothing-to-say", "There is nothing to say in this text.", 'Type words: myna say "Hello."')
    async with AsyncExitStack() as stack:
        voice = build_voice(config, stack)
        await voice.load()
        sounds = await stack.enter_async_context(aclosing(voice.say(speakable)))
        if output is None:
            speaker = await _opened_speaker(config, voice.rate_hz, stack)
            async for sound in sounds:
                await speaker.play(sound)
            await speaker.drain()
        else:
            with wav_file(output, voice.rate_hz) as file:
                async for sound in sounds:
                    file.write(sound.pcm)


async def _opened_speaker(config: Config, rate_hz: int, stack: AsyncExitStack) -> CardSpeaker:
    speaker = CardSpeaker(config.audio.output)
    stack.push_async_callback(speaker.close)
    await speaker.open(rate_hz)
    return speaker


async def hear(config: Config, files: Sequence[Path], *, listen: bool) -> AsyncGenerator[tuple[Path, Event], None]:
    """The ear's events of each recording, as fast as the machine can.

    ``listen`` begins each as if the wake phrase had just been heard. A recording that cannot be read gives an
    ``EarFailed``, and the next one goes on. Raises MynaError where the ear's models are missing.
    """
    async with AsyncExitStack() as stack:
        engines = build_ear(config, stack)
        await engines.load()
        for file in files:
            ear = engines.ear(WavMicrophone(file, paced=False))
            if listen:
                await ear.listen()
            async with aclosing(ear.events()) as events:
                async for event in events:
                    yield file, event


def as_json(file: Path, event: Event) -> dict[str, Any]:
    """One event as ``myna hear`` prints it; times in seconds of stream time, rounded to the millisecond."""
    assert not isinstance(event, EarFailed)
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    if isinstance(event, WakeHeard):
        values["text"] = values.pop("phrase")
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in values.items()}
    return {"file": str(file), "event": EVENT_NAMES[type(event)], **rounded}
