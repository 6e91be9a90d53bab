"""What may sound: answers, texts, cues and complaints, on fakes and virtual time."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

import virtual_time
from fakes import (
    FakeActivity,
    FakeLanguageModel,
    FakeMicrophone,
    FakeSkills,
    FakeTranscriber,
    FakeVoice,
    InlineWorker,
    PacedSpeaker,
)
from myna.audio import cues
from myna.core.errors import AudioError, ListeningError, LlmError, ModelError, MynaError, VoiceError
from myna.core.events import Answered, AnswerPiece, Event, Failed, TurnEnded
from myna.core.reply import Reply
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import Exchange, History
from myna.nlu.languages import language
from myna.session.conversation import Conversation
from myna.session.responder import CHIME_AFTER_SECONDS, Responder, component_of
from myna.session.trace import Trace
from myna.session.turn_context import TurnContext

ENGLISH = language("en-us")


class Bench:
    """A responder on fakes; ``doing`` uses it on virtual time."""

    def __init__(
        self,
        doing: Callable[["Bench"], Awaitable[None]],
        *,
        llm: FakeLanguageModel | None = None,
        voice: FakeVoice | None = None,
        skills: dict[str, Reply] | None = None,
    ) -> None:
        self.events: list[Event] = []
        self.sounding: list[int] = []
        self.voice, self.speaker, self.history = voice or FakeVoice(), PacedSpeaker(), History("")
        self._talk = Conversation(
            llm or FakeLanguageModel(["Noon."]),
            self.voice,
            self.speaker,
            self.history,
            "en-us",
            skills=FakeSkills(skills or {}),
        )
        engines = ListeningEngines(FakeActivity(), FakeTranscriber(), None, None)
        self._listener = Listener(FakeMicrophone([]), engines, EndpointRules(), InlineWorker("listener"))
        virtual_time.run(self._run(doing))

    async def _run(self, doing: Callable[["Bench"], Awaitable[None]]) -> None:
        async with asyncio.TaskGroup() as group:
            self.responder = Responder(
                self._listener, self._talk, self.events.append, ENGLISH, group, self.sounding.append
            )
            await doing(self)


def test_an_answer_is_published_piece_by_piece_and_whole_and_its_turn() -> None:
    async def ask(bench: Bench) -> None:
        turn = TurnContext.certain("what time is it")
        turn.act_number = 7
        assert await bench.responder.run_turn(turn) is None

    bench = Bench(ask, llm=FakeLanguageModel(["It is", " noon."]))
    pieces, (answered, ended) = bench.events[:-2], bench.events[-2:]
    assert pieces == [AnswerPiece("It is"), AnswerPiece(" noon.")]
    assert answered == Answered("It is noon.")
    assert isinstance(ended, TurnEnded)
    assert "first sound" in ended.milliseconds
    assert bench.sounding == [7]
    assert (bench.responder.turns, bench.responder.last_said) == (1, "It is noon.")
    assert bench.history.exchanges == [Exchange("what time is it", "It is noon.")]


def test_nothing_of_an_answer_that_was_never_wanted_is_told_or_remembered() -> None:
    async def guess(bench: Bench) -> None:
        turn = TurnContext("what time is it", Trace(asyncio.get_running_loop().time))
        act = asyncio.create_task(bench.responder.run_turn(turn))
        await asyncio.sleep(5)
        act.cancel()
        await asyncio.wait([act])

    bench = Bench(guess)
    assert (bench.events, bench.speaker.sounded, bench.history.exchanges) == ([], [], [])
    assert (bench.responder.turns, bench.responder.last_said) == (0, "")


def test_a_skill_s_reply_is_matched_by_whoever_asks_and_said_here() -> None:
    async def ask(bench: Bench) -> None:
        turn = TurnContext.certain("what time is it")
        turn.reply = bench.responder.match("what time is it")
        await bench.responder.run_turn(turn)

    bench = Bench(ask, skills={"what time is it": Reply("It is noon.")})
    assert bench.voice.said == ["It is noon."]
    assert bench.history.exchanges == []


@pytest.mark.parametrize("error", [LlmError("broken", "It is broken."), VoiceError("broken", "It is broken.")])
def test_a_failure_is_published_and_returned(error: MynaError) -> None:
    returned: list[MynaError | None] = []

    async def ask(bench: Bench) -> None:
        returned.append(await bench.responder.run_turn(TurnContext.certain("what time is it")))

    of_llm = isinstance(error, LlmError)
    llm = FakeLanguageModel([], error=error) if of_llm else FakeLanguageModel(["Noon."])
    bench = Bench(ask, llm=llm, voice=FakeVoice(error=None if of_llm else error))
    assert returned == [error]
    assert Failed(error) in bench.events
    assert bench.responder.last_error is error


def test_a_complaint_is_a_sound_and_the_language_s_sentence() -> None:
    async def complain(bench: Bench) -> None:
        await bench.responder.complain("microphone", 3)

    bench = Bench(complain)
    assert bench.speaker.sounded[0][2] == cues.failure()
    assert bench.voice.said == [ENGLISH.failures["microphone"]]
    assert bench.sounding == [3]


def test_a_chime_comes_a_moment_later_and_not_for_who_speaks_on() -> None:
    async def chime(bench: Bench) -> None:
        await bench.responder.chime()
        cancelled = asyncio.create_task(bench.responder.chime())
        await asyncio.sleep(CHIME_AFTER_SECONDS / 2)
        cancelled.cancel()
        await asyncio.wait([cancelled])

    bench = Bench(chime)
    ((begin, _, sound),) = bench.speaker.sounded
    assert (begin, sound) == (pytest.approx(CHIME_AFTER_SECONDS), cues.listening())


@pytest.mark.parametrize(
    ("error", "component"),
    [
        (LlmError("broken", ""), "brain"),
        (LlmError("brain-absent", ""), "no-model"),
        (ModelError("model-missing", ""), "brain"),
        (ListeningError("broken", ""), "speech"),
        (VoiceError("broken", ""), None),
        (AudioError("speaker-lost", ""), None),
    ],
)
def test_what_is_told_in_words_is_the_component_that_failed(error: MynaError, component: str | None) -> None:
    assert component_of(error) == component
