"""The shapes of the engines, and of what answers without one: what the assistant needs of each, not how it is done.

The engines come first, from the microphone to the voice. ``Skills``, with the ``Form`` that a language model may fill
in for them, ``OtherAssistant``, which may answer in Myna's place, and ``Alerts``, which give each ``Alert`` when it is
due, stand at the end.

``SpeechEngine``, ``PhraseSpotter``, ``Transcriber`` and ``VoiceActivity`` are blocking; the listener runs all of them
on its one worker thread. ``LanguageModel`` and ``Voice`` are asynchronous and own the thread that their engine runs on.
"""

from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypedDict, TypeVar

from myna.core.decision import Decision
from myna.core.reply import Reply
from myna.core.sound import AudioChunk

T = TypeVar("T")
Engine_co = TypeVar("Engine_co", covariant=True)


class Message(TypedDict):
    """One message of a chat, as every chat template expects it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A final transcript; ``confidence`` is 0 to 1, and 0 for an empty ``text``.

    ``alternatives`` are what may have been said instead, nearly as likely, the likeliest first; then what is a little
    less likely, and would keep an order from being done. An empty one stands for whatever else is no order at all.
    """

    text: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spotted:
    """A phrase that was recognised; its words were first made out ``ago_seconds`` of sound ago.

    ``score`` is how sure that is, from 0 to 1, where it is told: it counts from a sensitivity of 1 - ``score`` on.
    """

    phrase: str
    ago_seconds: float
    score: float | None = None


class Microphone(Protocol):
    """A source of sound: int16 mono at 16 kHz in chunks of 512 samples.

    ``origin`` is the event loop's time, in seconds, of stream time 0; known once the first chunk has come.
    """

    origin: float

    def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound as it comes; ends only where a recording ends. Raises AudioError."""
        ...

    async def close(self) -> None:
        """Release the device or file. Safe to call twice."""
        ...


class Speaker(Protocol):
    """The loudspeaker, which takes sound at any rate and knows how much of it was really heard."""

    async def play(self, chunk: AudioChunk) -> None:
        """Queue a chunk; waits while the queue is full. Raises AudioError."""
        ...

    async def drain(self) -> float:
        """Wait until all that is queued was heard; seconds heard since the last drain or flush. Raises AudioError."""
        ...

    async def flush(self) -> float:
        """Fall silent at once and drop the queue; seconds heard since the last drain or flush."""
        ...


class Loadable(Protocol[Engine_co]):
    """An engine that was chosen and is not in memory yet."""

    @property
    def path(self) -> Path:
        """The file or folder of its model."""
        ...

    def loaded(self) -> AbstractAsyncContextManager[Engine_co]:
        """Read it, on a thread of its own, and free it and end the thread with the context. Raises ModelError."""
        ...


class VoiceActivity(Protocol):
    """Says how likely it is that a chunk holds speech."""

    def accept(self, pcm: bytes) -> float:
        """Probability of speech, 0 to 1, of one chunk of 512 samples."""
        ...

    def reset(self) -> None:
        """Forget the sound so far."""
        ...


class PhraseSpotter(Protocol):
    """Finds phrases in a stream of sound."""

    @property
    def undecided(self) -> bool:
        """Whether it is still making out if what it heard was a phrase, and may say so with the next chunks."""
        ...

    def accept(self, pcm: bytes) -> Spotted | None:
        """Take the next chunk; the phrase that was just recognised, if any."""
        ...

    def reset(self) -> None:
        """Forget the sound so far."""
        ...


class Transcriber(Protocol):
    """Turns a stream of sound into words."""

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far.

        The sound may begin with ``skip_phrase``, within about the first ``skip_seconds``; leave it out of the
        transcript.
        """
        ...

    def accept(self, pcm: bytes) -> str:
        """Take the next chunk; the transcript so far."""
        ...

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        ...

    def rewind(self) -> None:
        """Right behind ``finish``: go back to where the sound that it ended began, which will be given once more."""
        ...


class CommandSentences(Protocol):
    """The sentences that mean the user's own commands, of words that the speech engine knows, in lower case."""

    @property
    def samples(self) -> Sequence[str]:
        """Some hundred of them, in which the words follow each other as they may."""
        ...

    @property
    def polite(self) -> Sequence[str]:
        """Some of them with politeness around."""
        ...

    @property
    def others(self) -> Sequence[str]:
        """Sentences like them that are none: negations, questions about one, other things..."""
        ...

    def accepts(self, text: str) -> bool:
        """Whether ``text`` is one of them, with politeness or without."""
        ...

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is none of them, and no order at all."""
        ...

    def contradicts(self, text: str, command: str) -> bool:
        """Whether ``text``, as something else heard it, cannot be ``command``, which is one of them."""
        ...

    def nearest(self, text: str) -> str | None:
        """The one that ``text`` is, with at most a few small words missing or misheard; None where there is none."""
        ...

    def is_usual(self, text: str) -> bool:
        """Whether ``text`` is one of them as people mostly say it, and so likelier than the others."""
        ...

    def about(self, text: str) -> Sequence[str]:
        """Some of them about the thing that ``text`` names; none where it names nothing, or too much may be meant."""
        ...


class RequestSentences(Protocol):
    """What people say to an assistant, of words that the speech engine knows, in lower case."""

    @property
    def samples(self) -> Sequence[str]:
        """Sentences in which the words follow each other as they may; one that counts more stands there more often."""
        ...

    def confidence(self, text: str) -> float:
        """How sure it is what ``text`` is about, 0 to 1."""
        ...

    def is_mention(self, text: str) -> bool:
        """Whether ``text`` is no order, though it may mention one: a negation, a question, a condition..."""
        ...


class Background(Protocol):
    """One thread that runs what it is given beside the caller, in the order of asking."""

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Run ``function`` there; cancelling the future drops what has not begun."""
        ...


class Recognisers(Protocol):
    """Makes the recognisers of one listener, each of them new; they may share what takes memory."""

    @property
    def speech(self) -> "SpeechEngine":
        """The engine that they belong to."""
        ...

    def transcriber(
        self,
        commands: CommandSentences | None = None,
        requests: RequestSentences | None = None,
        wake_phrases: Sequence[str] = (),
    ) -> Transcriber:
        """A transcriber of free speech; it also expects ``requests``, and ``commands`` even more.

        Each of these may follow a wake phrase.

        Raises ModelError where the model is damaged.
        """
        ...

    def spotter(self, phrases: Sequence[str], sensitivity: float = 0.5, *, opening: bool = False) -> PhraseSpotter:
        """A spotter of ``phrases``, in lower case, all of whose words the engine knows; ``sensitivity`` is 0 to 1.

        ``opening``: a phrase opens a stretch of speech, which begins where the sound ends that ``accept`` gets first.

        Raises ModelError where the model is damaged.
        """
        ...


class SpeechEngine(Protocol):
    """A speech model in memory, for any number of listeners at the same time."""

    @property
    def path(self) -> Path:
        """The folder or file of the model."""
        ...

    def knows(self, word: str) -> bool:
        """Whether it can recognise ``word`` (lower case)."""
        ...

    def nearest(self, word: str) -> Sequence[str]:
        """Words that it knows and that look like ``word``, best first; none where it does not tell its words."""
        ...

    def said_per_hour(self, phrases: Collection[str]) -> Mapping[str, float]:
        """How often each of ``phrases`` is said in an hour of talk; empty where its language model does not tell."""
        ...

    def recognisers(self, beside: Background | None = None, later: Background | None = None) -> Recognisers:
        """Recognisers for one listener.

        Slow second checks run on ``beside``, and what a phrase is found without at first is made on ``later``; with
        None each runs in the calling thread.
        """
        ...


class LanguageModel(Protocol):
    """Answers a conversation."""

    @property
    def parameters(self) -> int | None:
        """How many it has, of whatever answers now; None where that is not known, as of a server's."""
        ...

    def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece; closing the iterator ends the generation. Raises LlmError."""
        ...

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Read a conversation whose last message may go on, so that an answer begins sooner. Raises LlmError.

        ``whole`` reads it to its end, as for an answer, in case that the message is whole. Returns how likely it is to
        end where it does, 0 to 1; None where the model does not tell that.
        """
        ...

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        """The likeliest answer of the form that ``grammar`` (GBNF) allows; "" of a model that is not able to.

        Raises LlmError.
        """
        ...


class LocalModel(LanguageModel, Protocol):
    """A language model on this machine, in memory."""

    async def warm(self, messages: Sequence[Message]) -> float | None:
        """Read the beginning of every conversation, so that the first answer begins as soon as any other.

        Returns the characters a second to expect, None where that is not known. Raises nothing: what is wrong with the
        model shows when it answers.
        """
        ...


class LoadableModel(Loadable[LocalModel], Protocol):
    """A language model in a file."""

    def check(self) -> None:
        """Look at the file without loading it. Raises ModelError where it cannot be what it should."""
        ...


class LoadableVoice(Loadable["Voice"], Protocol):
    """A voice in a file."""

    def rate_hz(self) -> int:
        """Its sample rate in Hz, read from its description alone. Raises ModelError."""
        ...


class Voice(Protocol):
    """Speaks text."""

    speed: float
    """Times the rate that it was made with; may be changed at any time, and holds from the next clause on."""

    @property
    def path(self) -> Path:
        """The file of its model."""
        ...

    @property
    def rate_hz(self) -> int:
        """Its sample rate in Hz."""
        ...

    def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
        """Yield the sound of ``text`` at the voice's own rate. Raises VoiceError."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """What a model is told and may answer (a grammar in GBNF), and the reply to what it filled in, if there is one."""

    messages: Sequence[Message]
    grammar: str
    reply: Callable[[str], Reply | None]


class Skills(Protocol):
    """Understands sentences; answers those that need no language model, but for a form that it fills in."""

    def decide(self, text: str) -> Decision:
        """What ``text`` means and what is to be done about it; nothing is done yet."""
        ...

    def doubt(self, decision: Decision, others: Iterable[Decision]) -> Decision:
        """``decision``, or a question back where one of ``others`` is nearly as likely and does another thing."""
        ...

    def answered(self, decision: Decision) -> None:
        """Note that ``decision`` is being carried out: what is said next may go on with it."""
        ...

    async def looked_up(self, decision: Decision) -> Decision:
        """``decision``, or what a source of knowledge answers to its question, which may take a moment."""
        ...

    def form(self, text: str) -> Form | None:
        """What a model is to fill in where ``text`` sounds like something to be done and ``decide`` finds nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sound of a sentence behind a ``wake_phrase``, int16 mono at 16 kHz.

    The phrase is empty after a button, or a question of another assistant.
    """

    pcm: bytes
    wake_phrase: str = ""


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """What another assistant says, in words; by its own voice where it has one, else by Myna's.

    ``played`` is called when it is over, heard or interrupted. Where it ``asks``, the next sentence needs no wake
    phrase, and is for it.
    """

    text: str
    sound: AsyncGenerator[AudioChunk, None] | None = None
    played: Callable[[], None] = lambda: None
    asks: bool = False


class OtherAssistant(Protocol):
    """Another assistant, which may answer in Myna's place."""

    def wants(self, decision: Decision) -> bool:
        """Whether it is asked before Myna does what it has decided."""
        ...

    async def answer(self, decision: Decision, spoken: Spoken | None) -> OtherAnswer | None:
        """What it answers to the words of ``decision``, or to their sound, when it has done it.

        None where it understands nothing, or is away or slow. Raises nothing; cancelling it drops the answer.
        """
        ...


class Alert(Protocol):
    """Something is due: a timer, an alarm, a reminder, or several at the same moment."""

    @property
    def text(self) -> str:
        """What is said of it; may be empty."""
        ...

    @property
    def missed(self) -> bool:
        """Whether its moment is long over, so that it is told and does not ring."""
        ...

    def reply(self, words: str) -> Reply | None:
        """What ``words``, heard while it rings, do to it, if they are for it; nothing is done yet."""
        ...

    async def end(self, *, missed: bool = False) -> None:
        """It has been heard, or was ``missed``."""
        ...


class Alerts(Protocol):
    """Timers, alarms and reminders, when they are due."""

    async def due(self) -> Alert:
        """Wait for what is due, and give it, until it is ended."""
        ...
