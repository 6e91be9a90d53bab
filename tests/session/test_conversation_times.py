"""One exchange on virtual time: what is thought, voiced and heard when."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

import virtual_time
from fakes import FakeLanguageModel, FakeVoice, PacedSpeaker
from myna.core.decision import Decision
from myna.core.errors import LlmError
from myna.llm.history import History
from myna.nlu.languages import language
from myna.session.conversation import Conversation
from myna.session.trace import Trace
from myna.session.turn_context import TurnContext
from myna.tts.pace import Pace

ANSWER = ["The capital", " of France", " is Paris.", " It lies", " on the Seine."]
FILLER = language("en").filler


class Timed:
    """A turn on virtual time, with what came of it; ``doing`` goes on beside it, with the turn's task.

    The answer is wanted from ``wanted_seconds`` on, if that is said.
    """

    def __init__(
        self,
        llm: FakeLanguageModel,
        voice: FakeVoice | None = None,
        *,
        filler_seconds: float = 0.0,
        wanted_seconds: float | None = None,
        tag: str = "en-us",
        hedged: bool = False,
        doing: Callable[["asyncio.Task[None]"], Awaitable[None]] | None = None,
    ) -> None:
        self.llm, self.voice, self.speaker = llm, voice or FakeVoice(), PacedSpeaker()
        self.pieces: list[tuple[float, str]] = []
        self.clauses: list[tuple[float, str]] = []
        self.talk = Conversation(llm, self.voice, self.speaker, History(""), tag, filler_seconds)
        self.pace = self.talk.pace
        self._wanted_seconds, self._hedged = wanted_seconds, hedged
        virtual_time.run(self._run(doing))

    async def _run(self, doing: Callable[["asyncio.Task[None]"], Awaitable[None]] | None) -> None:
        clock = asyncio.get_running_loop().time
        context = TurnContext("question", Trace(clock))
        context.decision = Decision("question", "model", hedged=self._hedged)
        asyncio.get_running_loop().call_later(self._wanted_seconds or 0.0, context.gate.open)
        self.trace = context.trace
        turn = asyncio.create_task(
            self.talk.speak_answer(
                context,
                lambda piece: self.pieces.append((round(clock(), 3), piece)),
                lambda clause: self.clauses.append((round(clock(), 3), clause)),
            )
        )
        if doing is not None:
            await doing(turn)
        await asyncio.wait([turn])
        self.ended = clock()
        self.cancelled = turn.cancelled()
        self.error = None if self.cancelled else turn.exception()

    @property
    def remembered(self) -> list[str]:
        return [exchange.answer for exchange in self.talk.history.exchanges]


async def answer_again(turn: Timed) -> None:
    await turn.talk.speak_answer(TurnContext.certain("again"))


def cancel_after(seconds: float) -> Callable[["asyncio.Task[None]"], Awaitable[None]]:
    async def doing(turn: "asyncio.Task[None]") -> None:
        await asyncio.sleep(seconds)
        turn.cancel()

    return doing


def test_an_answer_is_thought_and_voiced_at_once_and_sounds_when_it_is_wanted() -> None:
    turn = Timed(FakeLanguageModel(ANSWER), wanted_seconds=5)
    assert turn.llm.answers[0].end == 0
    assert " ".join(turn.voice.said) == "".join(ANSWER)
    assert all(begin >= 5 for begin, _, _ in turn.speaker.sounded)
    assert [when for when, _ in turn.pieces] == [0] * len(ANSWER)
    assert turn.speaker.sounded[0][0] == turn.clauses[0][0] == turn.trace.moments["first sound"] == 5
    assert turn.trace.moments["first clause"] == 0
    assert turn.remembered == ["".join(ANSWER)]


def test_an_answer_that_was_never_wanted_is_not_heard_nor_remembered() -> None:
    turn = Timed(FakeLanguageModel(ANSWER), wanted_seconds=5, doing=cancel_after(4))
    assert turn.cancelled
    assert (turn.speaker.sounded, turn.clauses, turn.remembered) == ([], [], [])
    assert "first sound" not in turn.trace.moments


def test_a_filler_is_said_once_where_the_first_clause_takes_long() -> None:
    turn = Timed(FakeLanguageModel(["It is", " noon."], seconds=2), filler_seconds=0.8)
    assert turn.clauses == [(0.8, FILLER), (4, "It is noon.")]
    assert turn.voice.said == [FILLER, "It is noon."]
    assert turn.trace.moments["first sound"] == pytest.approx(4)
    assert turn.remembered == ["It is noon."]
    assert [piece for _, piece in turn.pieces] == ["It is", " noon."]


def test_an_unsure_answer_begins_at_once_and_its_filler_comes_behind_that() -> None:
    turn = Timed(FakeLanguageModel(["It is", " noon."], seconds=2), filler_seconds=0.8, hedged=True)
    assert turn.clauses == [(0, "I'm not sure,"), (0.8, FILLER), (4, "but it is noon.")]
    assert turn.trace.moments["first sound"] == 0
    assert turn.remembered == ["I'm not sure, but it is noon."]
    assert turn.pace.written_per_second == Pace().written_per_second  # of one clause nothing is measured


def test_a_filler_waits_until_the_answer_is_wanted() -> None:
    turn = Timed(FakeLanguageModel(["It is", " noon."], seconds=2), filler_seconds=0.8, wanted_seconds=3)
    assert turn.clauses == [(3.8, FILLER), (4.1, "It is noon.")]
    in_time = Timed(FakeLanguageModel(["It is", " noon."], seconds=2), filler_seconds=0.8, wanted_seconds=3.3)
    assert in_time.clauses == [(4, "It is noon.")]


@pytest.mark.parametrize(
    ("piece_seconds", "filler_seconds", "tag"), [(0.25, 0.8, "en-us"), (2, 0, "en-us"), (2, 0.8, "xx")]
)
def test_there_is_no_filler_in_time_nor_where_none_is_wanted_or_known(
    piece_seconds: float, filler_seconds: float, tag: str
) -> None:
    llm = FakeLanguageModel(["It is", " noon.", " It is", " night.", " Yes."], seconds=piece_seconds)
    turn = Timed(llm, filler_seconds=filler_seconds, tag=tag)
    assert turn.voice.said == ["It is noon.", "It is night.", "Yes."]


def test_an_answer_in_time_does_not_wait_for_its_filler() -> None:
    turn = Timed(FakeLanguageModel(["It is noon."]), filler_seconds=60)
    assert turn.ended == pytest.approx(0.3)


def test_a_slow_voice_is_no_reason_for_a_filler() -> None:
    turn = Timed(FakeLanguageModel(["It is noon."]), FakeVoice(seconds=2), filler_seconds=0.8)
    assert turn.voice.said == ["It is noon."]


@pytest.mark.parametrize(("seconds", "remembered"), [(0.9, []), (4.15, ["It"]), (4.25, ["It is"])])
def test_of_an_interrupted_answer_the_filler_is_not_remembered(seconds: float, remembered: list[str]) -> None:
    turn = Timed(FakeLanguageModel(["It is", " noon."], seconds=2), filler_seconds=0.8, doing=cancel_after(seconds))
    assert turn.cancelled
    assert turn.remembered == remembered
    assert turn.speaker.sounded[-1][1] == pytest.approx(seconds)


def test_a_failure_behind_a_filler_is_a_failure() -> None:
    error = LlmError("broken", "The brain is broken.")
    turn = Timed(FakeLanguageModel([" "], error=error, seconds=2), filler_seconds=0.8)
    assert turn.error is error
    assert turn.clauses == [(0.8, FILLER)]
    assert turn.remembered == []


def test_the_language_model_rests_behind_the_first_clause_until_its_first_sound() -> None:
    turn = Timed(FakeLanguageModel(ANSWER), FakeVoice(seconds=1))
    assert turn.clauses[0] == (1, "The capital of France")
    assert [when for when, _ in turn.pieces] == [0, 0, 0, 1, 1]  # the third one shows where the clause ends


def test_a_first_clause_that_says_nothing_does_not_hold_the_language_model() -> None:
    turn = Timed(FakeLanguageModel(["```python\n", "It is", " noon."]))
    assert turn.voice.said == ["It is noon."]


def test_the_pace_is_measured_by_the_turn() -> None:
    before = Pace()
    turn = Timed(FakeLanguageModel(["It is", " noon", " now.", " Yes."], seconds=0.5), FakeVoice(seconds=0.05))
    thought = len(" noon now. Yes.") / 1.5
    assert turn.pace.written_per_second == pytest.approx((before.written_per_second + thought) / 2)
    first, second = len("It is noon now."), len("Yes.")
    spoken = [before.spoken_per_second, first / 0.4, second / 0.1]
    assert turn.pace.spoken_per_second == pytest.approx(spoken[0] / 4 + spoken[1] / 4 + spoken[2] / 2)
    work = [before.work_seconds, 0.2 / first, 0.05 / second]
    assert turn.pace.work_seconds == pytest.approx(work[0] / 4 + work[1] / 4 + work[2] / 2)


def test_who_thinks_fast_begins_with_fewer_words_and_who_thinks_slowly_with_more() -> None:
    text = "Well, as I see it, the old capital of France is Paris, of course."
    pieces = [f" {word}" for word in text.split()]

    def first_clauses(seconds: float) -> list[str]:
        turn = Timed(FakeLanguageModel(pieces, seconds=seconds))
        first = turn.voice.said[0]
        turn.voice.said.clear()
        virtual_time.run(answer_again(turn))
        return [first, turn.voice.said[0]]

    assert first_clauses(0.005) == ["Well, as I see", "Well, as I see it,"]
    assert first_clauses(1) == ["Well, as I see", text]
