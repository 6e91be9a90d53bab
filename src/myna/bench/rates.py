"""How fast each engine is when it is alone: the language model beside the memory that bounds it, listener and voice.

Its rules:

1. The rate of decoding is that of the pieces behind the first one, a token each: the prompt has no part in it. It is
   taken from as many answers as it takes to have enough of them.
2. Each token reads all weights once, so the bandwidth of the memory bounds the rate. The bandwidth is measured right
   before and right after, on as many threads, and the larger one counts.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from myna.app.engines import Engines
from myna.app.factory import new_history
from myna.app.listener_factory import ListenerFactory
from myna.bench.questions import Recording, Said, speech
from myna.config import Config
from myna.core.errors import LlmError
from myna.core.ports import LanguageModel, Message, Voice
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.llm.history import History
from myna.models.sizing import Plan
from myna.platform.memory import read_bandwidth

ANSWERS = 12
"""Answers at the most from which a rate of decoding is taken."""

TURN_TOKENS = 16
"""Of an answer in the long conversation."""

TRIES = 5
"""How often a turn that counts is begun before it is taken: a millisecond shows all else that runs."""

AROUND = 3
"""Turns of which the median stands for one: the second to the fourth for the second, the last three for the last."""


@dataclass(frozen=True, slots=True)
class FirstToken:
    """Milliseconds to the first token in the second and in the last turn of a conversation."""

    second: float
    last: float


@dataclass(frozen=True, slots=True)
class Rates:
    """What each engine does alone.

    ``decode_share`` is the rate beside its limit, 0 to 1. ``first_token_growth`` is how many times as long as in the
    second turn the first token takes in the last; the prompt was read before, as it is while somebody speaks. The
    real-time factors are seconds of work for a second of speech.
    """

    decode_tokens_per_s: float | None
    bandwidth_limit_tokens_per_s: float | None
    decode_share: float | None
    first_token_ms: FirstToken
    first_token_growth: float
    ear_rtf: float
    voice_rtf: float


async def rates(
    config: Config, engines: Engines, said: Said, *, decode_tokens: int, turns: int, tell: Callable[[str], None]
) -> Rates:
    """Measure each engine. Raises MynaError."""
    texts = [question.text for question in said.questions]
    tell("Speech recognition and voice alone")
    listener = await listener_rtf(engines.listener, said.questions)
    voice = await voice_rtf(engines.voice, texts, config.language)
    llm, choice = engines.llm, engines.llm.choice
    rate = limit = share = None
    if config.server_url is None and choice is not None:
        tell("The language model alone")
        rate, limit = await decoding(llm, choice.plan, new_history(config, choice), said.long.text, decode_tokens)
        share = rate / limit
    tell(f"A conversation of {turns} turns")
    first = await first_tokens(llm, new_history(config, choice), texts, turns)
    return Rates(
        decode_tokens_per_s=rate,
        bandwidth_limit_tokens_per_s=limit,
        decode_share=share,
        first_token_ms=first,
        first_token_growth=first.last / first.second,
        ear_rtf=listener,
        voice_rtf=voice,
    )


async def decoding(llm: LanguageModel, plan: Plan, history: History, question: str, tokens: int) -> tuple[float, float]:
    """Tokens a second, over ``tokens`` of them in answers to ``question``, and as many as the memory would let through.

    Raises LlmError, also where the answers are empty.
    """
    before = await asyncio.to_thread(read_bandwidth, plan.threads)
    count, seconds = 0, 0.0
    for _ in range(ANSWERS):
        moments = []
        async with aclosing(llm.answer(history.messages(question))) as pieces:
            async for _ in pieces:
                moments.append(time.perf_counter())
                if count + len(moments) > tokens:
                    break
        count += max(0, len(moments) - 1)
        seconds += moments[-1] - moments[0] if moments else 0.0
        if count >= tokens:
            break
    after = await asyncio.to_thread(read_bandwidth, plan.threads)
    if not count:
        raise LlmError("answer-empty", "The language model gives no answers.", "Choose another one: --model NAME")
    return count / seconds, max(before, after) / plan.file_bytes


async def first_tokens(llm: LanguageModel, history: History, questions: Sequence[str], turns: int) -> FirstToken:
    """A conversation of ``turns`` turns, one behind the other; ``history`` takes it.

    Each question is read before it is answered, as the assistant reads it while it is spoken. Raises LlmError.
    """
    waits: list[float] = []
    for number in range(turns):
        question = questions[number % len(questions)]
        messages = history.messages(question)
        counts = number <= AROUND or number >= turns - AROUND
        begun = [await _begun(llm, messages, 1) for _ in range(TRIES if counts else 0)]
        begun.append(await _begun(llm, messages, TURN_TOKENS))
        if answer := begun[-1].answer:
            waits.append(statistics.median(one.wait for one in begun))
            history.add(question, answer)
    if len(waits) <= AROUND:
        raise LlmError("answer-empty", "The language model gives no answers.", "Choose another one: --model NAME")
    return FirstToken(statistics.median(waits[1 : 1 + AROUND]), statistics.median(waits[-AROUND:]))


@dataclass(frozen=True, slots=True)
class _Begun:
    """The beginning of an answer, and the milliseconds to its first token; 0 where it has none."""

    answer: str
    wait: float


async def _begun(llm: LanguageModel, messages: Sequence[Message], tokens: int) -> _Begun:
    """The first ``tokens`` of an answer to ``messages``, which are read before. Raises LlmError."""
    await llm.prefill(messages, whole=True)
    answer: list[str] = []
    wait, begin = 0.0, time.perf_counter()
    async with aclosing(llm.answer(messages)) as pieces:
        async for piece in pieces:
            wait = wait or 1000 * (time.perf_counter() - begin)
            answer.append(piece)
            if len(answer) == tokens:
                break
    return _Begun("".join(answer), wait)


async def listener_rtf(factory: ListenerFactory, recordings: Sequence[Recording]) -> float:
    """Seconds that the listener takes for a second of speech, from voice activity to words.

    All is heard once before: a recogniser is slow with words that it meets for the first time. Raises ListeningError.
    """
    tape = _Tape()
    listener = await factory.listener(tape)
    used = 0.0
    for number, recording in enumerate([*recordings, *recordings]):
        tape.pcm = recording.pcm
        await listener.listen()
        begin = time.perf_counter()
        async with aclosing(listener.events()) as events:
            async for _ in events:
                pass
        if number >= len(recordings):
            used += time.perf_counter() - begin
    return used / sum(recording.seconds for recording in recordings)


class _Tape:
    """A microphone that yields ``pcm`` as fast as it is asked, behind what it has yielded before."""

    def __init__(self) -> None:
        self.origin = 0.0
        self.pcm = b""
        self._at = 0.0

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        for start in range(0, len(self.pcm), CHUNK_BYTES):
            self._at += CHUNK_SECONDS
            yield AudioChunk(self.pcm[start : start + CHUNK_BYTES], self._at)

    async def close(self) -> None:
        """Nothing is open."""


async def voice_rtf(voice: Voice, texts: Sequence[str], language: str) -> float:
    """Seconds that the voice takes for a second of speech. Raises VoiceError."""
    sound = used = 0.0
    for text in texts:
        begin = time.perf_counter()
        async with aclosing(speech(text, voice, language)) as chunks:
            async for chunk in chunks:
                sound += chunk.seconds
        used += time.perf_counter() - begin
    return used / sound
