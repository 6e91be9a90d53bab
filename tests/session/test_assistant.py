"""The session on fakes: what happens when something is heard."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest

from fakes import FakeActivity, FakeLanguageModel, FakeMicrophone, FakeSpeaker, FakeSpotter, FakeTranscriber, FakeVoice
from myna.core.errors import AudioError, LlmError, MynaError
from myna.core.events import (
    Answered,
    AnswerPiece,
    Event,
    Failed,
    MicrophoneReady,
    NothingHeard,
    StateChanged,
    TurnEnded,
    Utterance,
    WakeHeard,
)
from myna.core.sound import CHUNK_SECONDS
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import Exchange, History
from myna.nlu.languages import Language
from myna.platform.worker import Worker
from myna.session.assistant import session
from myna.session.conversation import Conversation
from myna.session.options import SessionOptions
from myna.session.state import Phase
from myna.session.trace import STAGES

T = TypeVar("T")

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=2.0)
SILENCE = [""] * 12  # 0.38 s, more than the endpoint's
QUESTION = ["what", "time", "is", "it", *SILENCE]


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("listener")
    yield worker
    worker.close()


class Scene:
    """A session on fakes that hears ``sounds``, and what it told of it."""

    def __init__(
        self,
        worker: Worker,
        sounds: Sequence[str],
        llm: FakeLanguageModel,
        *,
        speaker: FakeSpeaker | None = None,
        wake: str | None = "computer",
        error: MynaError | None = None,
    ) -> None:
        self.llm = llm
        self.speaker = speaker or FakeSpeaker()
        self.events: list[Event] = []
        self._wake = wake
        engines = ListeningEngines(FakeActivity(), FakeTranscriber(), FakeSpotter(wake) if wake else None, None)
        self._listener = Listener(FakeMicrophone([*sounds, error] if error else sounds), engines, RULES, worker)
        self.history = History("")
        self._talk = Conversation(llm, FakeVoice(), self.speaker, self.history, "en-us")

    async def run(self, *, listen: bool = False) -> None:
        options = SessionOptions(Language(), always_listen=self._wake is None)
        async with session(self._listener, self._talk, self.events.append, options, listen=listen) as self.assistant:
            await self.assistant.run()

    def told(self, kind: type[T]) -> list[T]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def is_idle(self) -> bool:
        return self.assistant.state.phase is Phase.IDLE


async def test_a_wake_phrase_and_a_question_are_answered(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.run()
    assert scene.history.exchanges == [Exchange("what time is it", "Noon.")]
    assert (scene.told(AnswerPiece), scene.told(Answered)) == ([AnswerPiece("Noon.")], [Answered("Noon.")])
    (turn,) = scene.told(TurnEnded)
    assert list(turn.milliseconds) == list(STAGES)
    assert scene.is_idle


async def test_a_question_without_the_wake_phrase_is_not_answered(worker: Worker) -> None:
    scene = Scene(worker, QUESTION, FakeLanguageModel(["Noon."]))
    await scene.run()
    assert scene.llm.asked == []
    assert scene.events == [MicrophoneReady(CHUNK_SECONDS)]


async def test_listen_needs_no_wake_phrase_once(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.run(listen=True)
    assert len(scene.llm.asked) == 1


async def test_without_a_wake_phrase_every_sentence_is_answered(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *SILENCE * 3, *QUESTION], FakeLanguageModel(["Noon."]), wake=None)
    await scene.run()
    assert len(scene.llm.asked) == 2


async def test_the_wake_phrase_interrupts_an_answer(worker: Worker) -> None:
    llm, speaker = FakeLanguageModel(["It is", " now", " noon."] * 3), FakeSpeaker(0.25)
    sounds = ["computer", *QUESTION, *SILENCE, "computer"]
    scene = Scene(worker, sounds, llm, speaker=speaker)
    await scene.run()
    assert len(scene.told(WakeHeard)) == 2
    assert speaker.flushed >= 1
    assert llm.running == 0
    assert [exchange.question for exchange in scene.history.exchanges] in ([], ["what time is it"])
    assert all("It is now noon.".startswith(exchange.answer) for exchange in scene.history.exchanges)


async def test_nothing_said_after_the_wake_phrase_ends_in_rest(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *SILENCE * 6], FakeLanguageModel(["Noon."]))
    await scene.run()
    assert len(scene.told(NothingHeard)) == 1
    assert scene.is_idle
    assert scene.llm.asked == []


async def test_a_failed_turn_is_told_and_the_next_one_is_answered(worker: Worker) -> None:
    llm = FakeLanguageModel([], error=LlmError("broken", "The brain is broken.", "Try again."))
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE, "computer", *QUESTION], llm)
    await scene.run()
    assert len(llm.asked) == 2
    assert [failed.error.code for failed in scene.told(Failed)] == ["broken", "broken"]
    assert scene.assistant.last_error is scene.told(Failed)[-1].error


async def test_a_failed_listener_ends_the_assistant_with_its_error(worker: Worker) -> None:
    error = AudioError("microphone-silent", "The microphone delivers no sound.")
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]), error=error)
    with pytest.raises(AudioError) as caught:
        await scene.run()
    assert caught.value is error


async def test_cancelling_the_assistant_cancels_its_turn(worker: Worker) -> None:
    speaker = FakeSpeaker(0.1)
    llm = FakeLanguageModel(["It is now noon, I think."])
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE * 100_000], llm, speaker=speaker)
    running = asyncio.create_task(scene.run())
    await speaker.full.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert llm.running == 0
    assert speaker.flushed == 1


async def test_an_utterance_carries_stream_time(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.run()
    (utterance,) = scene.told(Utterance)
    assert isinstance(utterance, Utterance)
    assert utterance.speech_end == pytest.approx(5 * 0.032)
    assert utterance.at - utterance.speech_end == pytest.approx(0.3, abs=0.033)


async def test_every_change_of_its_state_is_told(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.run()
    told = [(change.state, change.phase) for change in scene.told(StateChanged)]
    assert told == [
        ("hearing", "hearing"),
        ("answering", "thinking"),
        ("answering", "speaking"),
        ("listening", "idle"),
    ]
