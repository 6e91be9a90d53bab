"""A conversation, scripted on virtual time: the listener, the policy and the turn are real, their engines are fakes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import chain
from typing import Any

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
from myna.core.errors import MynaError
from myna.core.events import Answered, AnswerPiece, Event, Failed, ListeningEvent, StateChanged, TurnEnded
from myna.core.ports import Alerts, OtherAssistant, Skills
from myna.core.reply import Reply
from myna.core.sound import CHUNK_SECONDS
from myna.listening.completeness import Completeness, completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import Exchange, History
from myna.nlu.languages import language
from myna.session.assistant import session
from myna.session.conversation import Conversation
from myna.session.options import SessionOptions
from myna.session.state import Phase

ENGLISH = language("en-us")
RULES = EndpointRules(start_timeout_seconds=3.0)


def say(text: str) -> list[str]:
    """A chunk a word."""
    return text.split()


def pause(seconds: float) -> list[str]:
    return [""] * round(seconds / CHUNK_SECONDS)


def judged(text: str, expected: float | None) -> Completeness:
    """By the words, unless the language model is quite sure."""
    if expected is None:
        return completeness(text, ENGLISH)
    return Completeness.SURE if expected > 0.5 else Completeness.INCOMPLETE


class NotedListener(Listener):
    """Notes what it is told that Myna says."""

    def __init__(self, spoken: list[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._spoken = spoken

    def expect_own_voice(self, text: str) -> None:
        self._spoken.append(text)
        super().expect_own_voice(text)


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
        other: OtherAssistant | None = None,
    ) -> None:
        self.transcriber = transcriber or FakeTranscriber()
        self.microphone = FakeMicrophone(chain.from_iterable(script), paced=True)
        self.llm, self.voice, self.speaker = llm or FakeLanguageModel(answers), voice or FakeVoice(), PacedSpeaker()
        self.history = History("")
        self.events: list[tuple[float, Event]] = []
        self.spoken: list[str] = []
        self.pieces: list[tuple[float, str]] = []
        self.turns: list[Mapping[str, float]] = []
        self.states: list[StateChanged] = []
        self.failures: list[MynaError] = []
        self.options = options
        self._doing = doing
        self._muted = muted
        self._skills: Skills = FakeSkills(skills or {})
        self._kept = kept
        self._other = other
        virtual_time.run(self._run())

    async def _run(self) -> None:
        wake = None if self.options.always_listen else FakeSpotter("computer")
        engines = ListeningEngines(FakeActivity(), self.transcriber, wake, FakeSpotter("stop"))
        listener = NotedListener(
            self.spoken,
            self.microphone,
            engines,
            RULES,
            InlineWorker("listener"),
            wake_phrases=["computer"],
            completeness=judged,
        )
        alerts: Alerts | None = None
        if self._kept is not None:
            self._skills, alerts = self._kept()
        listener.keeps_spoken = self._other is not None
        talk = Conversation(
            self.llm, self.voice, self.speaker, self.history, "en-us", skills=self._skills, other=self._other
        )
        async with session(listener, talk, self.publish, self.options, alerts, muted=self._muted) as self.assistant:
            doing = asyncio.create_task(self._doing(self)) if self._doing is not None else None
            await self.assistant.run()
            if doing is not None:
                await doing

    def publish(self, event: Event) -> None:
        now = asyncio.get_running_loop().time()
        match event:
            case AnswerPiece(text=text):
                self.pieces.append((now, text))
            case Answered():
                self.pieces.append((now, ""))
            case TurnEnded(milliseconds=milliseconds):
                self.turns.append(milliseconds)
            case Failed(error=error):
                self.failures.append(error)
            case StateChanged():
                self.states.append(event)
            case _:
                self.events.append((now, event))

    @property
    def is_idle(self) -> bool:
        return self.assistant.state.phase is Phase.IDLE

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds."""
        while not condition():  # noqa: ASYNC110 - on virtual time that costs nothing
            await asyncio.sleep(0.01)

    @property
    def opened(self) -> list[float]:
        """When the microphone was opened, each time."""
        return self.microphone.opened

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
            and self.spoken == ["", answer, ""]
            and len(self.turns) == self.assistant.turns == 1
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
