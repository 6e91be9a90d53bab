"""The policy on fakes: what happens when something is heard."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from fakes import FakeActivity, FakeBrain, FakeMicrophone, FakeSpeaker, FakeSpotter, FakeTranscriber, FakeVoice
from myna.assistant import Assistant, Manners
from myna.brain.history import Exchange, History
from myna.ear.ear import Ear, Organs
from myna.ear.endpoint import EndpointRules
from myna.errors import AudioError, BrainError, MynaError
from myna.events import EarReady, Event, NothingHeard, Utterance, WakeHeard
from myna.languages import Language
from myna.trace import STAGES, Trace
from myna.turn import Conversation
from myna.worker import Worker

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=2.0)
SILENCE = [""] * 12  # 0.38 s, more than the endpoint's
QUESTION = ["what", "time", "is", "it", *SILENCE]


class Notes:
    """An observer that writes everything down."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.answers: list[str] = []
        self.failures: list[MynaError] = []
        self.traces: list[Trace] = []

    def on_event(self, event: Event) -> None:
        if not isinstance(event, EarReady):
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
        brain: FakeBrain,
        *,
        speaker: FakeSpeaker | None = None,
        wake: str | None = "computer",
        error: MynaError | None = None,
    ) -> None:
        self.notes, self.brain = Notes(), brain
        self.speaker = speaker or FakeSpeaker()
        organs = Organs(FakeActivity(), FakeTranscriber(), FakeSpotter(wake) if wake else None, None)
        ear = Ear(FakeMicrophone([*sounds, error] if error else sounds), organs, RULES, worker)
        self.history = History("")
        conversation = Conversation(brain, FakeVoice(), self.speaker, self.history, "en-us")
        self.assistant = Assistant(ear, conversation, self.notes, Manners(Language(), always_listen=wake is None))

    def heard(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.notes.events if isinstance(event, kind)]


async def test_a_wake_phrase_and_a_question_are_answered(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeBrain(["Noon."]))
    await scene.assistant.run()
    assert scene.history.exchanges == [Exchange("what time is it", "Noon.")]
    assert scene.notes.answers == ["Noon.", ""]
    assert set(scene.notes.traces[0].moments) == set(STAGES)
    assert scene.assistant.idle.is_set()


async def test_a_question_without_the_wake_phrase_is_not_answered(worker: Worker) -> None:
    scene = Scene(worker, QUESTION, FakeBrain(["Noon."]))
    await scene.assistant.run()
    assert scene.brain.asked == []
    assert scene.notes.events == []


async def test_listen_needs_no_wake_phrase_once(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *QUESTION], FakeBrain(["Noon."]))
    await scene.assistant.run(listen=True)
    assert len(scene.brain.asked) == 1


async def test_without_a_wake_phrase_every_sentence_is_answered(worker: Worker) -> None:
    scene = Scene(worker, [*QUESTION, *SILENCE * 3, *QUESTION], FakeBrain(["Noon."]), wake=None)
    await scene.assistant.run()
    assert len(scene.brain.asked) == 2


async def test_the_wake_phrase_interrupts_an_answer(worker: Worker) -> None:
    brain, speaker = FakeBrain(["It is", " now", " noon."] * 3), FakeSpeaker(0.25)
    sounds = ["computer", *QUESTION, *SILENCE, "computer"]
    scene = Scene(worker, sounds, brain, speaker=speaker)
    await scene.assistant.run()
    assert len(scene.heard(WakeHeard)) == 2
    assert speaker.flushed >= 1
    assert brain.running == 0
    assert [exchange.question for exchange in scene.history.exchanges] in ([], ["what time is it"])
    assert all("It is now noon.".startswith(exchange.answer) for exchange in scene.history.exchanges)


async def test_nothing_said_after_the_wake_phrase_ends_in_rest(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *SILENCE * 6], FakeBrain(["Noon."]))
    await scene.assistant.run()
    assert len(scene.heard(NothingHeard)) == 1
    assert scene.assistant.idle.is_set()
    assert scene.brain.asked == []


async def test_a_failed_turn_is_told_and_the_next_one_is_answered(worker: Worker) -> None:
    brain = FakeBrain([], error=BrainError("broken", "The brain is broken.", "Try again."))
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE, "computer", *QUESTION], brain)
    await scene.assistant.run()
    assert len(brain.asked) == 2
    assert [error.code for error in scene.notes.failures] == ["broken", "broken"]
    assert scene.assistant.last_error is scene.notes.failures[-1]


async def test_a_failed_ear_ends_the_assistant_with_its_error(worker: Worker) -> None:
    error = AudioError("microphone-silent", "The microphone delivers no sound.")
    scene = Scene(worker, ["computer", *QUESTION], FakeBrain(["Noon."]), error=error)
    with pytest.raises(AudioError) as caught:
        await scene.assistant.run()
    assert caught.value is error


async def test_cancelling_the_assistant_cancels_its_turn(worker: Worker) -> None:
    speaker = FakeSpeaker(0.1)
    brain = FakeBrain(["It is now noon, I think."])
    scene = Scene(worker, ["computer", *QUESTION, *SILENCE * 100_000], brain, speaker=speaker)
    running = asyncio.create_task(scene.assistant.run())
    await speaker.full.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert brain.running == 0
    assert speaker.flushed == 1


async def test_an_utterance_carries_stream_time(worker: Worker) -> None:
    scene = Scene(worker, ["computer", *QUESTION], FakeBrain(["Noon."]))
    await scene.assistant.run()
    (utterance,) = scene.heard(Utterance)
    assert isinstance(utterance, Utterance)
    assert utterance.speech_end == pytest.approx(5 * 0.032)
    assert utterance.at - utterance.speech_end == pytest.approx(0.3, abs=0.033)
