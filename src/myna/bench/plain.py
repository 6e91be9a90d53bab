"""The plain chain that tutorials build, to compare with: each step begins when the one before it has ended.

Record until silence, transcribe the recording, generate the whole answer, synthesise the whole answer, play it. It
works on the same loaded engines, with the same questions in the same kind of room, and its gap is read the same way.
"""

import asyncio
import math
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path

from myna.app.engines import Engines
from myna.app.factory import new_history
from myna.audio.wav import WavSpeaker
from myna.bench.gaps import Span, Spread, sounding, spread
from myna.bench.listener import PlainListener
from myna.bench.questions import Recording, samples_of, speech
from myna.bench.room import Room
from myna.config import Config
from myna.llm.history import History

BETWEEN_SECONDS = 1.0
"""Silence behind an answer, before the next question."""


async def plain_gaps(
    config: Config,
    engines: Engines,
    listener: PlainListener,
    questions: Sequence[Recording],
    output: Path,
    tell: Callable[[str], None],
) -> Spread | None:
    """Its gaps in milliseconds, as ``Talk.gap_ms``; ``output`` is the recording of its answers. Raises MynaError."""
    history = new_history(config, engines.llm.choice)
    answered: list[Span] = []
    speaker = WavSpeaker.start(output, rate_hz=engines.voice.rate_hz, max_pause_seconds=math.inf)
    try:
        room = Room(speaker.origin)
        for number, question in enumerate(questions, start=1):
            tell(f"The plain chain, question {number} of {len(questions)}")
            start = room.play(question.pcm)
            if await _answered(config, engines, listener, room, speaker, history):
                await asyncio.sleep(BETWEEN_SECONDS)
                answered.append(Span(start + question.speech_end, room.now))
        await speaker.close()
    finally:
        speaker.discard()
    samples, rate_hz = samples_of(output)
    sounds = [(one.start, sounding(samples, rate_hz, one.start, one.end)) for one in answered]
    return spread([1000 * (sound.start - end) for end, sound in sounds if sound is not None])


async def _answered(
    config: Config, engines: Engines, listener: PlainListener, room: Room, speaker: WavSpeaker, history: History
) -> bool:
    """One question, step by step; whether it was heard."""
    async with aclosing(room.chunks()) as chunks:
        recording = await listener.record(chunks)
    text = await listener.transcribe(recording) if recording else ""
    if not text:
        return False
    async with aclosing(engines.llm.answer(history.messages(text))) as pieces:
        answer = "".join([piece async for piece in pieces])
    history.add(text, answer)
    async with aclosing(speech(answer, engines.voice, config.language)) as sounds:
        for sound in [sound async for sound in sounds]:
            await speaker.play(sound)
    await speaker.drain()
    return True
