"""Hand-written stand-ins for the ports, where a test is about pure logic and no engine."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

from myna.config import Config
from myna.core.decision import Decision, decided
from myna.core.errors import MynaError
from myna.core.ports import (
    Background,
    CommandSentences,
    Form,
    Message,
    OtherAnswer,
    RequestSentences,
    Spoken,
    Spotted,
    Transcript,
)
from myna.core.reply import Reply
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import basics_of
from myna.platform.worker import Worker
from myna.skills.doubts import Doubts
from myna.skills.forms import Forms

P = ParamSpec("P")
T = TypeVar("T")


class InlineWorker(Worker):
    """Runs every call at once, on the event loop's own thread: on virtual time nothing may take real time."""

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)


class FakeMicrophone:
    """Chunks whose first bytes name what they "sound" like (see below); an error among them is raised.

    They come as fast as they are asked for, or ``paced`` at the speed of sound. Each stream goes on where the one
    before it failed, and its time begins anew; ``streams`` are open.
    """

    def __init__(self, sounds: Iterable[str | MynaError], *, paced: bool = False) -> None:
        self._sounds = iter(sounds)
        self._paced = paced
        self.origin = 0.0
        self.closed = False
        self.streams = 0
        self.opened: list[float] = []
        """When a stream was begun, in seconds of the event loop."""

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        self.origin = asyncio.get_running_loop().time() if self._paced else 0.0
        self.streams += 1
        self.opened.append(asyncio.get_running_loop().time())
        try:
            for count, sound in enumerate(self._sounds, start=1):
                if self.closed:
                    return
                if isinstance(sound, MynaError):
                    raise sound
                due = self.origin + count * CHUNK_SECONDS - asyncio.get_running_loop().time()
                await asyncio.sleep(max(0.0, due) if self._paced else 0)
                yield AudioChunk(_pcm(sound), count * CHUNK_SECONDS)
        finally:
            self.streams -= 1

    async def close(self) -> None:
        self.closed = True


_LOUDEST = b"\xff\x7f"
"""A full-scale sample in the middle of a chunk with words: sound so loud that no gain changes it, and all as loud."""


def _pcm(sound: str) -> bytes:
    """A chunk that says ``sound``; one of nothing is silence."""
    half = CHUNK_BYTES // 2
    return (sound.encode().ljust(half, b"\0") + _LOUDEST).ljust(CHUNK_BYTES, b"\0") if sound else bytes(CHUNK_BYTES)


def _sound(pcm: bytes) -> list[str]:
    chunks = [pcm[start : start + CHUNK_BYTES] for start in range(0, len(pcm), CHUNK_BYTES)]
    return [chunk.partition(_LOUDEST)[0].rstrip(b"\0").decode() for chunk in chunks]


class FakeActivity:
    """Everything but "" (silence) is speech."""

    def accept(self, pcm: bytes) -> float:
        return 1.0 if _sound(pcm) != [""] else 0.0

    def reset(self) -> None:
        pass


class FakeSpotter:
    """Recognises a phrase in a chunk that sounds like it, that chunk being the whole phrase."""

    undecided = False

    def __init__(self, *phrases: str) -> None:
        self._phrases = phrases
        self.accepted = 0

    def accept(self, pcm: bytes) -> Spotted | None:
        sounds = _sound(pcm)
        self.accepted += len(sounds)
        return next((Spotted(sound, 0.0) for sound in sounds if sound in self._phrases), None)

    def reset(self) -> None:
        pass


class FakeTranscriber:
    """Hears every chunk's sound as a word, except "noise", in which there is none.

    ``taken_for`` has transcripts so far that it gives in the place of what was said, ``corrected`` final ones, and
    ``alternatives`` what may have been said as well as a final one.
    """

    def __init__(
        self,
        *,
        taken_for: Mapping[str, str] | None = None,
        corrected: Mapping[str, str] | None = None,
        alternatives: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._taken_for = taken_for or {}
        self._corrected = corrected or {}
        self._alternatives = alternatives or {}
        self._words: list[str] = []
        self._skip_phrase = ""
        self._skipped = ""
        self.accepted: list[str] = []
        """All that it heard, chunk by chunk."""

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        self._words = []
        self._skip_phrase = self._skipped = skip_phrase

    def accept(self, pcm: bytes) -> str:
        sounds = _sound(pcm)
        self.accepted += sounds
        self._words += [sound for sound in sounds if sound not in ("", "noise")]
        if self._skip_phrase in self._words:
            last = len(self._words) - 1 - self._words[::-1].index(self._skip_phrase)
            del self._words[: last + 1]
            self._skip_phrase = ""
        text = " ".join(self._words)
        return self._taken_for.get(text, text)

    def finish(self) -> Transcript:
        text = " ".join(self._words)
        text = self._corrected.get(text, text)
        skipped = self._skipped
        self.begin()
        self._skipped = skipped
        return Transcript(text, 0.9 if text else 0.0, self._alternatives.get(text, ()))

    def rewind(self) -> None:
        self.begin(self._skipped)


class FakeRecogniser:
    """Stands in for a ``vosk.KaldiRecognizer``: whatever it hears, it finds ``likelihoods``, the likeliest first.

    Of several it finds one after the other, each in sound of its own, and the last of them from then on.
    """

    def __init__(self, *likelihoods: Mapping[str, float]) -> None:
        self._results = [self._result(found) for found in likelihoods]
        self._has_heard = False

    def _result(self, likelihoods: Mapping[str, float]) -> str:
        return json.dumps(
            {
                "alternatives": [
                    {
                        "text": text,
                        "confidence": likelihood,
                        "result": [{"word": word, "start": 0.0, "end": 0.0} for word in text.split()],
                    }
                    for text, likelihood in likelihoods.items()
                ]
            }
        )

    def AcceptWaveform(self, pcm: bytes) -> bool:
        self._has_heard = True
        return False

    def PartialResult(self) -> str:
        return '{"partial": ""}'

    def FinalResult(self) -> str:
        is_over, self._has_heard = self._has_heard and len(self._results) > 1, False
        return self._results.pop(0) if is_over else self._results[0]

    def Reset(self) -> None:
        pass


class FakeSpeechEngine:
    """Knows the words of ``words``, and hears each chunk's sound as a word of them, or as noise.

    It makes the recognisers of every listener itself: they keep nothing. ``sensitivities`` are those of its spotters.
    """

    def __init__(self, words: str, path: Path = Path("fake-speech-model")) -> None:
        self.path = path
        self.speech = self
        self.sensitivities: list[float] = []
        self.rates: dict[str, float] = {}
        self._words = words.split()

    def knows(self, word: str) -> bool:
        return word in self._words

    def nearest(self, word: str) -> list[str]:
        return get_close_matches(word, self._words, n=1)

    def said_per_hour(self, phrases: Collection[str]) -> dict[str, float]:
        return {phrase: self.rates[phrase] for phrase in phrases if phrase in self.rates}

    def recognisers(self, beside: Background | None = None, later: Background | None = None) -> "FakeSpeechEngine":
        return self

    def transcriber(
        self,
        commands: CommandSentences | None = None,
        requests: RequestSentences | None = None,
        wake_phrases: Sequence[str] = (),
    ) -> FakeTranscriber:
        return FakeTranscriber()

    def spotter(self, phrases: Sequence[str], sensitivity: float = 0.5, *, opening: bool = False) -> FakeSpotter:
        self.sensitivities.append(sensitivity)
        return FakeSpotter(*phrases)


@dataclass(frozen=True, slots=True)
class Work:
    """What a model did for ``words``, the last message, and when: seconds of the loop; ``whole``: to its end."""

    words: str
    begin: float
    end: float
    whole: bool


class FakeLoadable(Generic[T]):
    """``engine``, as if it were read from ``path``; ``is_loaded`` while its context lasts."""

    def __init__(self, path: Path, engine: T) -> None:
        self.path = path
        self.engine = engine
        self.is_loaded = False

    def check(self) -> None:
        pass

    def rate_hz(self) -> int:
        return FakeVoice.rate_hz

    @asynccontextmanager
    async def loaded(self) -> AsyncGenerator[T, None]:
        self.is_loaded = True
        try:
            yield self.engine
        finally:
            self.is_loaded = False


class FakeLanguageModel:
    """Answers with prepared pieces; ``gate`` holds back each piece from the ``hold``-th on until it is set.

    Each piece takes ``seconds``, reading takes ``read_seconds``, and what stands behind a question ``close_seconds``:
    ``closings`` are the readings of whole questions. ``form`` is what it fills in, and ``ends`` how likely it takes
    words for a whole question. To read what it is ``stuck_on`` never ends.
    """

    def __init__(
        self,
        pieces: Sequence[str],
        *,
        error: MynaError | None = None,
        hold: int | None = None,
        seconds: float = 0.0,
        read_seconds: float = 0.0,
        close_seconds: float = 0.0,
        form: str = "",
        parameters: int | None = None,
        ends: Mapping[str, float] | None = None,
        stuck_on: str | None = None,
    ) -> None:
        self._form = form
        self._ends = ends or {}
        self._stuck_on = stuck_on
        self.parameters = parameters
        self.filled: list[Sequence[Message]] = []
        self._seconds = seconds
        self._read_seconds = read_seconds
        self._close_seconds = close_seconds
        self._pieces = pieces
        self._error = error
        self._hold = hold
        self.gate = asyncio.Event()
        self.asked: list[Sequence[Message]] = []
        self.read: list[Sequence[Message]] = []
        self.answers: list[Work] = []
        self.readings: list[Work] = []
        self.closings: list[Work] = []
        self.running = 0

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        self.read.append(messages)
        with self._working(messages, self.closings if whole else self.readings):
            await asyncio.sleep(self._close_seconds if whole else self._read_seconds)
            if messages[-1]["content"] == self._stuck_on:
                await asyncio.Event().wait()
        return None if whole else self._ends.get(messages[-1]["content"])

    async def warm(self, messages: Sequence[Message]) -> float | None:
        return None

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        self.filled.append(messages)
        return self._form

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        self.asked.append(messages)
        with self._working(messages, self.answers):
            for index, piece in enumerate(self._pieces):
                if self._hold is not None and index >= self._hold:
                    await self.gate.wait()
                await asyncio.sleep(self._seconds)
                yield piece
            if self._error is not None:
                raise self._error

    @contextmanager
    def _working(self, messages: Sequence[Message], works: list[Work]) -> Iterator[None]:
        clock = asyncio.get_running_loop().time
        begin, whole = clock(), False
        self.running += 1
        try:
            yield
            whole = True
        finally:
            self.running -= 1
            works.append(Work(str(messages[-1]["content"]), begin, clock(), whole))


class FakeVoice:
    """One chunk a word, of a tenth of a second, at 1,000 Hz; the first one says how long all of them are.

    Each chunk takes ``seconds``; its samples are all ``level``.
    """

    path = Path("fake-voice")
    rate_hz = 1000

    def __init__(self, *, error: MynaError | None = None, seconds: float = 0.0, level: int = 0) -> None:
        self._error = error
        self._pcm = 100 * level.to_bytes(2, "little")
        self._seconds = seconds
        self.speed = 1.0
        self.said: list[str] = []
        self.running = 0

    async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        self.running += 1
        try:
            await asyncio.sleep(0)
            if self._error is not None:
                raise self._error
            self.said.append(text)
            count = len(text.split())
            for word in range(count):
                if self._seconds:
                    await asyncio.sleep(self._seconds)
                yield AudioChunk(self._pcm, rate_hz=1000, whole_seconds=0.0 if word else count / 10)
        finally:
            self.running -= 1


class FakeSpeaker:
    """Hears everything at once, up to ``limit_seconds``; then it sounds for ever, until it is flushed."""

    def __init__(self, limit_seconds: float = float("inf"), *, error: MynaError | None = None) -> None:
        self._limit_seconds = limit_seconds
        self._error = error
        self._heard = 0.0
        self.full = asyncio.Event()
        self.flushed = 0

    async def play(self, chunk: AudioChunk) -> None:
        if self._error is not None:
            raise self._error
        self._heard += chunk.seconds
        if self._heard > self._limit_seconds:
            self._heard = self._limit_seconds
            self.full.set()
            await asyncio.Event().wait()

    async def drain(self) -> float:
        return self._take()

    async def flush(self) -> float:
        self.flushed += 1
        return self._take()

    def _take(self) -> float:
        heard, self._heard = self._heard, 0.0
        return heard


class PacedSpeaker:
    """Takes as long for a sound as it lasts, and notes when what sounded: ``sounded`` has (begin, end, chunk)."""

    def __init__(self) -> None:
        self.sounded: list[tuple[float, float, AudioChunk]] = []
        self._heard = 0.0

    async def play(self, chunk: AudioChunk) -> None:
        clock = asyncio.get_running_loop().time
        begin = clock()
        try:
            await asyncio.sleep(chunk.seconds)
        finally:
            self.sounded.append((begin, clock(), chunk))
            self._heard += clock() - begin

    async def drain(self) -> float:
        heard, self._heard = self._heard, 0.0
        return heard

    async def flush(self) -> float:
        return await self.drain()


class FakeSkills:
    """Answers what is in ``replies``."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self._replies = replies
        self.answers: list[Decision] = []

    def decide(self, text: str) -> Decision:
        reply = self._replies.get(text)
        return Decision(text, "model") if reply is None else decided(text, reply, "templates", "fake", "fake")

    def doubt(self, decision: Decision, others: Iterable[Decision]) -> Decision:
        return Doubts(load_intents("en-us").responses, basics_of("en-us")).asked(decision, others, lambda *_: False)

    async def looked_up(self, decision: Decision) -> Decision:
        return decision

    def answered(self, decision: Decision) -> None:
        self.answers.append(decision)

    def form(self, text: str) -> Form | None:
        return Forms(load_intents("en-us").forms, self._replies.get).form(text)


class FakeEngines:
    """Engines of which a configuration changes those named ``changed``, or that cannot be had for ``error``."""

    def __init__(self, *changed: str) -> None:
        self.changed = list(changed)
        self.error: MynaError | None = None
        self.discarded = 0

    async def prepare(self, _: Config) -> list[str]:
        if self.error is not None:
            raise self.error
        return self.changed

    async def discard(self) -> None:
        self.discarded += 1


class FakeAssistant:
    """Notes how it is adjusted."""

    def __init__(self) -> None:
        self.last_said = "Noon."
        self.model = "smollm2"
        self.volume = self.speed = 0
        self.muted: bool | None = None

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def set_speed(self, percent: int) -> None:
        self.speed = percent

    async def set_muted(self, muted: bool) -> None:
        self.muted = muted


class FakeOther:
    """Another assistant, which answers what is in ``answers``, and notes what it was ``asked``."""

    def __init__(self, answers: Mapping[str, OtherAnswer], *, first: bool = True, hangs: bool = False) -> None:
        self._answers = answers
        self._first = first
        self._hangs = hangs
        self.asked: list[tuple[str, Spoken | None]] = []

    def wants(self, decision: Decision) -> bool:
        return self._first or decision.kind == "model" or decision.step == "server"

    async def answer(self, decision: Decision, spoken: Spoken | None) -> OtherAnswer | None:
        self.asked.append((decision.text, spoken))
        if self._hangs:
            await asyncio.Event().wait()
        return self._answers.get(decision.text)


class FakeSatelliteServer:
    """A server of a satellite that always gives ``answer``, and notes what was ``heard``."""

    def __init__(self, answer: OtherAnswer | None) -> None:
        self._answer = answer
        self.heard: list[Spoken] = []

    async def answer(self, spoken: Spoken) -> OtherAnswer | None:
        self.heard.append(spoken)
        return self._answer
