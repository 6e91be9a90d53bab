"""The policy on fakes: what happens when something is heard."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from fakes import FakeActivity, FakeLanguageModel, FakeMicrophone, FakeSpeaker, FakeSpotter, FakeTranscriber, FakeVoice
from myna.core.errors import AudioError, LlmError, MynaError
from myna.core.events import ListeningEvent, MicrophoneReady, NothingHeard, Utterance, WakeHeard
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.llm.history import Exchange, History
from myna.nlu.languages import Language
from myna.platform.worker import Worker
from myna.session.assistant import Assistant, SessionOptions
from myna.session.trace import STAGES, Trace
from myna.session.turn import Conversation

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=2.0)
SILENCE = [""] * 12  # 0.38 s, more than the endpoint's
QUESTION = ["what", "time", "is", "it", *SILENCE]


class Notes:
    """An observer that writes everything down."""

    def __init__(self) -> None:
        self.events: list[ListeningEvent] = []
        self.answers: list[str] = []
        self.failures: list[MynaError] = []
        self.traces: list[Trace] = []

    def on_event(self, event: ListeningEvent) -> None:
        if not isinstance(event, MicrophoneReady):
            self.events.append(event)

    def on_answer(self, piece: str) -> None:
        self.answers.append(piece)

    def on_failure(self, error: MynaError) -> None:
        self.failures.append(error)

    def on_turn_end(self, trace: Trace) -> None:
        self.traces.append(trace)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("ear")
    yield worker
    worker.close()


class Scene:
    """An assistant on fakes that hears ``sounds``."""

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
        self.notes, self.llm = Notes(), llm
        self.speaker = speaker or FakeSpeaker()
        organs = ListeningEngines(FakeActivity(), FakeTranscriber(), FakeSpotter(wake) if wake else None, None)
        listener = Listener(FakeMicrophone([*sounds, error] if error else sounds), organs, RULES, worker)
        self.history = History("")
        conversation = Conversation(llm, FakeVoice(), self.speaker, self.history, "en-us")
        self.assistant = Assistant(
            listener, conversation, self.notes, SessionOptions(Language(), always_listen=wake is None)
        )

    def heard(self, kind: type[ListeningEvent]) -> list[ListeningEvent]:
        return [event for event in self.notes.events if isinstance(event, kind)]


async def test_a_wake_phrase_and_a_question_are_answered(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.assistant.run()
    assert scene.history.exchanges == [Exchange("what time is it", "Noon.")]
    assert scene.notes.answers == ["Noon.", ""]
    assert set(scene.notes.traces[0].moments) == set(STAGES)
    assert scene.assistant.idle.is_set()


async def test_a_question_without_the_wake_phrase_is_not_answered(worker: Worker) -> None:
    scene = Scene(worker, QUESTION, FakeLanguageModel(["Noon."]))
    await scene.assistant.run()
    assert scene.llm.asked == []
    assert scene.notes.events == []


async def test_listen_needs_no_wake_phrase_once(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.assistant.run(listen=True)
    assert len(scene.llm.asked) == 1


async def test_without_a_wake_phrase_every_sentence_is_answered(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *SILENCE * 3, *QUESTION], FakeLanguageModel(["Noon."]), wake=None)
    await scene.assistant.run()
    assert len(scene.llm.asked) == 2


async def test_the_wake_phrase_interrupts_an_answer(worker: Worker) -> None:
    llm, speaker = FakeLanguageModel(["It is", " now", " noon."] * 3), FakeSpeaker(0.25)
    sounds = ["computer", *QUESTION, *SILENCE, "computer"]
    scene = Scene(worker, sounds, llm, speaker=speaker)
    await scene.assistant.run()
    assert len(scene.heard(WakeHeard)) == 2
    assert speaker.flushed >= 1
    assert llm.running == 0
    assert [exchange.question for exchange in scene.history.exchanges] in ([], ["what time is it"])
    assert all("It is now noon.".startswith(exchange.answer) for exchange in scene.history.exchanges)


async def test_nothing_said_after_the_wake_phrase_ends_in_rest(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *SILENCE * 6], FakeLanguageModel(["Noon."]))
    await scene.assistant.run()
    assert len(scene.heard(NothingHeard)) == 1
    assert scene.assistant.idle.is_set()
    assert scene.llm.asked == []


async def test_a_failed_turn_is_told_and_the_next_one_is_answered(worker: Worker) -> None:
    llm = FakeLanguageModel([], error=LlmError("broken", "The brain is broken.", "Try again."))
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE, "computer", *QUESTION], llm)
    await scene.assistant.run()
    assert len(llm.asked) == 2
    assert [error.code for error in scene.notes.failures] == ["broken", "broken"]
    assert scene.assistant.last_error is scene.notes.failures[-1]


async def test_a_failed_listener_ends_the_assistant_with_its_error(worker: Worker) -> None:
    error = AudioError("microphone-silent", "The microphone delivers no sound.")
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]), error=error)
    with pytest.raises(AudioError) as caught:
        await scene.assistant.run()
    assert caught.value is error


async def test_cancelling_the_assistant_cancels_its_turn(worker: Worker) -> None:
    speaker = FakeSpeaker(0.1)
    llm = FakeLanguageModel(["It is now noon, I think."])
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE * 100_000], llm, speaker=speaker)
    running = asyncio.create_task(scene.assistant.run())
    await speaker.full.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert llm.running == 0
    assert speaker.flushed == 1


async def test_an_utterance_carries_stream_time(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeLanguageModel(["Noon."]))
    await scene.assistant.run()
    (utterance,) = scene.heard(Utterance)
    assert isinstance(utterance, Utterance)
    assert utterance.speech_end == pytest.approx(5 * 0.032)
    assert utterance.at - utterance.speech_end == pytest.approx(0.3, abs=0.033)
