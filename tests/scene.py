"""A conversation, scripted on virtual time: the listener, the policy and the turn are real, their engines are fakes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import chain

import virtual_time
from fakes import (
    FakeActivity,
    FakeLanguageModel,
    FakeMicrophone,
    FakeSkills,
    FakeSpotter,
    FakeTranscriber,
    FakeVoice,
    InlineWorker,
    PacedSpeaker,
)
from myna.audio import cues
from myna.core.errors import MynaError, unwrapped
from myna.core.events import ListeningEvent
from myna.core.ports import Alerts, Skills
from myna.core.reply import Reply
from myna.core.sound import CHUNK_SECONDS
from myna.listening.completeness import completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import Exchange, History
from myna.nlu.languages import language
from myna.session.assistant import Assistant
from myna.session.options import SessionOptions
from myna.session.trace import Trace
from myna.session.turn import Conversation

ENGLISH = language("en-us")
RULES = EndpointRules(start_timeout_seconds=3.0)


def say(text: str) -> list[str]:
    """A chunk a word."""
    return text.split()


def pause(seconds: float) -> list[str]:
    return [""] * round(seconds / CHUNK_SECONDS)


class NotedListener(Listener):
    """Notes what it is told of answers."""

    answered: list[str | None]

    def answering(self, text: str | None) -> None:
        self.answered.append(text)
        super().answering(text)


class Scene:
    """An assistant that hears a script, and all that came of it with its times.

    ``doing`` goes on beside it, with the scene as its argument, and ends before it does. ``kept`` makes skills, and
    what rings, on the scene's time.
    """

    def __init__(
        self,
        *script: Sequence[str | MynaError],
        answers: Sequence[str] = ("Noon.",),
        options: SessionOptions = SessionOptions(ENGLISH, lasting=True),  # noqa: B008 - frozen
        llm: FakeLanguageModel | None = None,
        voice: FakeVoice | None = None,
        transcriber: FakeTranscriber | None = None,
        doing: Callable[["Scene"], Awaitable[None]] | None = None,
        muted: bool = False,
        skills: Mapping[str, Reply] | None = None,
        kept: Callable[[], tuple[Skills, Alerts]] | None = None,
    ) -> None:
        self.transcriber = transcriber or FakeTranscriber()
        self.microphone = FakeMicrophone(chain.from_iterable(script), paced=True)
        self.llm, self.voice, self.speaker = llm or FakeLanguageModel(answers), voice or FakeVoice(), PacedSpeaker()
        self.history = History("")
        self.events: list[tuple[float, ListeningEvent]] = []
        self.answered: list[str | None] = []
        self.pieces: list[tuple[float, str]] = []
        self.traces: list[Trace] = []
        self.failures: list[MynaError] = []
        self.options = options
        self._doing = doing
        self._muted = muted
        self._skills: Skills = FakeSkills(skills or {})
        self._kept = kept
        virtual_time.run(self._run())

    async def _run(self) -> None:
        wake = None if self.options.always_listen else FakeSpotter("computer")
        organs = ListeningEngines(FakeActivity(), self.transcriber, wake, FakeSpotter("stop"))
        listener = NotedListener(
            self.microphone,
            organs,
            RULES,
            InlineWorker("ear"),
            wake_phrases=["computer"],
            completeness=lambda text: completeness(text, ENGLISH),
        )
        listener.answered = self.answered
        alerts: Alerts | None = None
        if self._kept is not None:
            self._skills, alerts = self._kept()
        talk = Conversation(self.llm, self.voice, self.speaker, self.history, "en-us", skills=self._skills)
        self.assistant = Assistant(listener, talk, self, self.options, alerts)
        with unwrapped():
            async with asyncio.TaskGroup() as group:
                group.create_task(self.assistant.run(muted=self._muted))
                if self._doing is not None:
                    await asyncio.sleep(0)  # now it lives
                    await self._doing(self)

    def on_event(self, event: ListeningEvent) -> None:
        self.events.append((asyncio.get_running_loop().time(), event))

    def on_answer(self, piece: str) -> None:
        self.pieces.append((asyncio.get_running_loop().time(), piece))

    def on_failure(self, error: MynaError) -> None:
        self.failures.append(error)

    def on_turn_end(self, trace: Trace) -> None:
        self.traces.append(trace)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds."""
        while not condition():  # noqa: ASYNC110 - on virtual time that costs nothing
            await asyncio.sleep(0.01)

    def times(self, kind: type[ListeningEvent]) -> list[float]:
        return [when for when, event in self.events if isinstance(event, kind)]

    @property
    def questions(self) -> list[str]:
        """What the language model was asked, an interrupted question too."""
        return [str(messages[-1]["content"]) for messages in self.llm.asked]

    def told_once(self, question: str, answer: str = "Noon.") -> bool:
        """Whether all that anybody was told, and all that is remembered, is one answer to ``question``."""
        return (
            [piece for _, piece in self.pieces] == [answer, ""]
            and self.answered == ["", answer, None]
            and len(self.traces) == self.assistant.turns == 1
            and self.history.exchanges == [Exchange(question, answer)]
            and self.failures == []
        )

    @property
    def chimes(self) -> list[float]:
        """When the chime began."""
        return [begin for begin, _, chunk in self.speaker.sounded if chunk == cues.listening()]


def at(kind: type[ListeningEvent], act: Callable[[Scene], Awaitable[object]]) -> Callable[[Scene], Awaitable[None]]:
    """Do ``act`` as soon as an event of ``kind`` came."""

    async def doing(scene: Scene) -> None:
        await scene.until(lambda: scene.times(kind))
        await act(scene)

    return doing


ASKED, ASKED_MORE = "what time is it", "what time is it in london right now"
QUESTION, MORE = say(ASKED), say("in london right now")
SHORT = 0.25
"""Seconds: a pause that is told, and no end."""
