"""What may sound: answers, texts, cues and complaints, on fakes and virtual time."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import pytest

import virtual_time
from fakes import (
    FakeActivity,
    FakeLanguageModel,
    FakeMicrophone,
    FakeOther,
    FakeSkills,
    FakeTranscriber,
    FakeVoice,
    InlineWorker,
    PacedSpeaker,
)
from myna.audio import cues
from myna.core.decision import Decision
from myna.core.errors import AudioError, ListeningError, LlmError, ModelError, MynaError, VoiceError
from myna.core.events import Answered, AnswerPiece, Event, Failed, TurnEnded, Understood
from myna.core.ports import OtherAnswer, OtherAssistant, Spoken
from myna.core.reply import Reply
from myna.core.sound import AudioChunk
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
        other: OtherAssistant | None = None,
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
            other=other,
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
    understood, *pieces, answered, ended = bench.events
    assert understood == Understood(Decision("what time is it", "model"))
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
        turn.decision = bench.responder.decide("what time is it")
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


LIGHT = "turn on the light"


async def words_of_another() -> AsyncGenerator[AudioChunk, None]:
    for _ in range(2):
        yield AudioChunk(b"\1\0" * 1600)


def asked_first(
    other: FakeOther, skills: dict[str, Reply] | None = None, llm: FakeLanguageModel | None = None
) -> Bench:
    """What comes of a question, with another assistant."""

    async def ask(bench: Bench) -> None:
        turn = TurnContext(LIGHT, Trace(asyncio.get_running_loop().time), decision=bench.responder.decide(LIGHT))
        turn.act_number, turn.spoken = 7, Spoken(b"\1\0")
        answering = asyncio.create_task(bench.responder.run_turn(turn))
        await asyncio.sleep(1)
        assert (other.asked, bench.events) == ([], [])  # before it is certain nobody is asked
        turn.gate.open()
        assert await answering is None
        assert turn.decision is not None

    bench = Bench(ask, skills=skills, llm=llm, other=other)
    assert other.asked == [(LIGHT, Spoken(b"\1\0"))]
    return bench


def test_what_another_assistant_answers_is_said_and_nothing_of_mynas_own_is_done() -> None:
    done: list[str] = []

    async def act() -> None:
        done.append(LIGHT)

    bench = asked_first(FakeOther({LIGHT: OtherAnswer("It is on now.")}), {LIGHT: Reply("Done.", act)})
    assert done == []
    understood, piece, answered, _ = bench.events
    assert isinstance(understood, Understood)
    assert (understood.decision.step, understood.decision.kind) == ("server", "act")
    assert (piece, answered) == (AnswerPiece("It is on now."), Answered("It is on now."))
    assert bench.sounding == [7]
    assert bench.history.exchanges == []


def test_the_sound_of_another_assistant_is_played_and_told_as_played() -> None:
    played: list[bool] = []
    answer = OtherAnswer("It is on.", words_of_another(), lambda: played.append(True))
    bench = asked_first(FakeOther({LIGHT: answer}))
    assert [chunk.seconds for _, _, chunk in bench.speaker.sounded] == [0.1, 0.1]
    assert (played, bench.sounding) == ([True], [7])
    assert Answered("It is on.") in bench.events


@pytest.mark.parametrize("skills", [{LIGHT: Reply("Done.")}, {}])
def test_what_another_assistant_does_not_understand_is_answered_as_ever(skills: dict[str, Reply]) -> None:
    bench = asked_first(FakeOther({}), skills)
    understood, piece, answered, _ = bench.events
    said = "Done." if skills else "Noon."
    assert (piece, answered) == (AnswerPiece(said), Answered(said))
    assert isinstance(understood, Understood)
    assert understood.decision.step != "server"
    assert [exchange.answer for exchange in bench.history.exchanges] == ([] if skills else ["Noon."])


def test_while_another_assistant_is_asked_the_answer_is_thought_of_already() -> None:
    llm = FakeLanguageModel(["Noon."])
    asked_first(FakeOther({LIGHT: OtherAnswer("It is on.")}), llm=llm)
    assert llm.running == 0
    assert len(llm.asked) == 1


def test_who_interrupts_while_another_assistant_thinks_ends_all_of_it() -> None:
    llm = FakeLanguageModel(["Noon."])

    async def ask(bench: Bench) -> None:
        answering = asyncio.create_task(bench.responder.run_turn(TurnContext.certain(LIGHT)))
        await asyncio.sleep(1)
        answering.cancel()
        await asyncio.wait([answering])
        assert answering.cancelled()

    bench = Bench(ask, llm=llm, other=FakeOther({}, hangs=True))
    assert llm.running == 0
    assert bench.speaker.sounded == []


def test_who_interrupts_another_assistant_makes_it_silent() -> None:
    played: list[bool] = []
    answer = OtherAnswer("It is on.", words_of_another(), lambda: played.append(True))

    async def ask(bench: Bench) -> None:
        answering = asyncio.create_task(bench.responder.run_turn(TurnContext.certain(LIGHT)))
        await asyncio.sleep(0.15)
        answering.cancel()
        await asyncio.wait([answering])

    bench = Bench(ask, other=FakeOther({LIGHT: answer}))
    assert sum(end - begin for begin, end, _ in bench.speaker.sounded) == pytest.approx(0.15)
    assert played == [True]
