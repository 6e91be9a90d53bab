"""What is typed or pressed while it listens: the assistant on virtual time."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import pytest

from fakes import FakeLanguageModel, FakeVoice
from myna.core.errors import AudioError, LlmError, MynaError, VoiceError
from myna.core.events import MicrophoneReady, NothingHeard, WakeHeard
from myna.core.sound import AudioChunk
from myna.llm.history import Exchange
from myna.session.assistant import STUCK_SECONDS, SessionOptions
from scene import ENGLISH, QUESTION, Scene, pause, say

STORY = [f"Sentence number {number} of a long answer. " for number in range(20)]
LASTING = SessionOptions(ENGLISH, lasting=True)


def after(seconds: float, act: Callable[[Scene], Awaitable[object]]) -> Callable[[Scene], Awaitable[None]]:
    async def doing(scene: Scene) -> None:
        await asyncio.sleep(seconds)
        await act(scene)

    return doing


def ask(scene: Scene, pieces: list[str], *, aloud: bool) -> Awaitable[None]:
    return scene.assistant.ask("who are you", pieces.append, aloud=aloud)


@pytest.mark.parametrize("aloud", [True, False])
def test_a_typed_question_is_answered_and_remembered(aloud: bool) -> None:
    pieces: list[str] = []
    scene = Scene(pause(5), answers=["A ", "bird."], doing=after(1, lambda scene: ask(scene, pieces, aloud=aloud)))
    assert "".join(pieces) == "A bird."
    assert scene.history.exchanges == [Exchange("who are you", "A bird.")]
    assert bool(scene.speaker.sounded) is aloud
    assert scene.is_idle
    assert scene.assistant.turns == 1


def test_a_typed_text_is_spoken_and_no_part_of_the_conversation() -> None:
    scene = Scene(pause(5), doing=after(1, lambda scene: scene.assistant.say("Dinner is ready.")))
    assert scene.voice.said == ["Dinner is ready."]
    assert scene.history.exchanges == []
    assert scene.is_idle


def test_what_is_typed_takes_the_place_of_what_sounds() -> None:
    scene = Scene(say("computer"), QUESTION, pause(8), answers=STORY,
                  doing=after(2.5, lambda scene: scene.assistant.say("Dinner is ready.")))  # fmt: skip
    (exchange,) = scene.history.exchanges
    assert len(exchange.answer.split()) < 20
    assert scene.voice.said[-1] == "Dinner is ready."


@pytest.mark.parametrize("word", ["computer", "stop"])
def test_a_word_interrupts_what_was_typed_and_who_typed_it_is_told(word: str) -> None:
    failures: list[MynaError] = []

    async def typed(scene: Scene) -> None:
        with pytest.raises(LlmError) as caught:
            await ask(scene, [], aloud=True)
        failures.append(caught.value)

    scene = Scene(pause(3), say(word), pause(3), answers=STORY, doing=after(1, typed))
    assert [error.code for error in failures] == ["interrupted"]
    assert scene.speaker.sounded[-1][1] < 3.2
    assert scene.is_idle
    assert len(scene.times(WakeHeard)) == (word == "computer")


def test_what_a_client_asked_for_ends_when_the_client_goes() -> None:
    async def gone(scene: Scene) -> None:
        asking = asyncio.ensure_future(ask(scene, [], aloud=True))
        await asyncio.sleep(1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert scene.assistant.state.name == "listening"

    scene = Scene(pause(5), answers=STORY, doing=after(1, gone))
    assert scene.speaker.sounded[-1][1] < 2.1
    assert scene.llm.running == 0


def test_a_failure_goes_to_who_typed() -> None:
    broken = VoiceError("broken", "The voice is broken.")

    async def typed(scene: Scene) -> None:
        for act in (scene.assistant.say("Hello."), ask(scene, [], aloud=True)):
            with pytest.raises(VoiceError) as caught:
                await act
            assert caught.value is broken

    scene = Scene(pause(3), voice=FakeVoice(error=broken), doing=after(1, typed))
    assert scene.assistant.last_error is broken


def test_push_to_talk_needs_no_wake_phrase() -> None:
    scene = Scene(pause(1.5), QUESTION, pause(3), doing=after(1, lambda scene: scene.assistant.listen()),
                  options=SessionOptions(ENGLISH, chime=True, lasting=True))  # fmt: skip
    assert scene.questions == ["what time is it"]
    assert scene.times(WakeHeard) == []
    assert scene.chimes == [pytest.approx(1.2)]


def test_stop_ends_an_answer_and_listening() -> None:
    scene = Scene(say("computer"), QUESTION, pause(8), answers=STORY,
                  doing=after(2.5, lambda scene: scene.assistant.stop()))  # fmt: skip
    assert scene.speaker.sounded[-1][1] == pytest.approx(2.5, abs=0.05)

    async def listen_and_stop(scene: Scene) -> None:
        await scene.assistant.listen()
        await asyncio.sleep(0.2)
        await scene.assistant.stop()

    stopped = Scene(pause(2), QUESTION, pause(3), doing=after(1, listen_and_stop))
    assert stopped.questions == []
    assert stopped.times(NothingHeard) == []


def test_muted_it_hears_nothing_and_the_microphone_is_closed() -> None:
    async def mute(scene: Scene) -> None:
        await scene.assistant.mute()
        assert scene.assistant.state.name == "muted"
        assert scene.microphone.streams == 0
        with pytest.raises(AudioError, match="muted"):
            await scene.assistant.listen()
        assert scene.assistant.alive()
        await scene.assistant.say("I am deaf.")
        await asyncio.sleep(60)
        assert scene.assistant.alive()
        await scene.assistant.unmute()

    scene = Scene(pause(2), say("computer"), QUESTION, pause(3), doing=after(1, mute))
    assert scene.voice.said[0] == "I am deaf."
    ready = scene.times(MicrophoneReady)
    assert len(ready) == 2
    assert ready[1] - ready[0] > 60
    assert scene.questions == ["what time is it"]


def test_muting_forgets_a_sentence_that_was_begun() -> None:
    async def mute(scene: Scene) -> None:
        await scene.assistant.mute()
        assert scene.is_idle
        await scene.assistant.unmute()

    scene = Scene(say("computer"), say("what time"), pause(0.1), say("is it"), pause(3), doing=after(0.11, mute))
    assert scene.questions == []


def test_without_a_wake_phrase_it_listens_again_when_it_is_not_muted_any_more() -> None:
    async def mute(scene: Scene) -> None:
        await scene.assistant.mute()
        await scene.assistant.unmute()

    options = SessionOptions(ENGLISH, always_listen=True, lasting=True)
    scene = Scene(pause(2), QUESTION, pause(3), options=options, doing=after(1, mute))
    assert scene.questions == ["what time is it"]


def test_it_may_begin_muted() -> None:
    async def unmute(scene: Scene) -> None:
        assert scene.assistant.ready.is_set()
        assert scene.assistant.state.name == "muted"
        await scene.assistant.unmute()

    scene = Scene(pause(1), say("computer"), QUESTION, pause(3), muted=True, doing=after(30, unmute))
    assert scene.times(MicrophoneReady) == [pytest.approx(30, abs=0.1)]
    assert scene.questions == ["what time is it"]


def test_what_it_is_doing_has_a_name() -> None:
    states: list[str] = []

    async def look(scene: Scene) -> None:
        for _ in range(110):
            states.append(scene.assistant.state.name)
            await asyncio.sleep(0.1)
        assert scene.assistant.state.loss is lost

    lost = AudioError("microphone-lost", "The microphone is gone.")
    Scene(pause(1), say("computer"), QUESTION, pause(6), [lost] * 5, pause(5), doing=look, answers=STORY[:1])
    assert list(dict.fromkeys(states)) == ["listening", "hearing", "answering", "no-microphone"]


def test_it_is_alive_while_it_hears_and_while_it_knows_why_it_does_not() -> None:
    async def look(scene: Scene) -> None:
        await asyncio.sleep(1)
        assert scene.assistant.alive()
        assert not scene.assistant.alive()  # no time has passed, and no chunk has come
        await asyncio.sleep(4)
        assert scene.assistant.state.name == "no-microphone"
        assert scene.assistant.alive()
        assert scene.assistant.alive()

    missing = [AudioError("microphone-missing", "There is no microphone.")] * 100
    with pytest.raises(MynaError):
        Scene(pause(2), missing, [LlmError("over", "The script is over.")], doing=look)


def test_a_silent_microphone_is_no_life() -> None:
    alive: list[bool] = []

    async def look(scene: Scene) -> None:
        await asyncio.sleep(3)
        scene.assistant.alive()
        await asyncio.sleep(3)
        alive.append(scene.assistant.alive())

    silent = [AudioError("microphone-silent", "The microphone delivers no sound.")] * 6
    Scene(pause(1), silent, pause(3), doing=look)
    assert alive == [False]


def test_a_turn_that_is_stuck_is_no_life() -> None:
    alive: list[bool] = []

    async def look(scene: Scene) -> None:
        for _ in range(2):
            await asyncio.sleep(0.6 * STUCK_SECONDS)
            alive.append(scene.assistant.alive())
        await scene.assistant.stop()
        await asyncio.sleep(1)
        alive.append(scene.assistant.alive())

    llm = FakeLanguageModel(["Never."], hold=0)
    Scene(say("computer"), QUESTION, pause(1.3 * STUCK_SECONDS), llm=llm, doing=look, options=LASTING)
    assert alive == [True, False, True]


def test_nothing_sounds_before_what_was_interrupted_has_ended() -> None:
    ended: list[float] = []

    class SlowToEnd(FakeVoice):
        async def say(self, text: str) -> AsyncGenerator[AudioChunk, None]:
            try:
                await asyncio.sleep(60)
                yield AudioChunk(b"")
            except asyncio.CancelledError:
                await asyncio.sleep(2)  # as an engine that cannot be stopped in the middle of a clause
                raise
            finally:
                ended.append(asyncio.get_running_loop().time())

    async def interrupt(scene: Scene) -> None:
        first = asyncio.ensure_future(scene.assistant.say("One."))
        await asyncio.sleep(1)
        second = asyncio.ensure_future(scene.assistant.say("Two."))
        await asyncio.sleep(0.1)
        begun = asyncio.get_running_loop().time()
        third = asyncio.ensure_future(
            scene.assistant.ask("three", lambda _: answered.append(asyncio.get_running_loop().time()), aloud=False)
        )
        assert scene.assistant.state.name == "answering"
        outcomes = await asyncio.gather(first, second, third, return_exceptions=True)
        assert [getattr(outcome, "code", None) for outcome in outcomes] == ["interrupted", "interrupted", None]
        assert begun < ended[0] <= answered[0]

    answered: list[float] = []
    Scene(pause(10), voice=SlowToEnd(), doing=after(1, interrupt))
    assert len(ended) == len(answered) == 1
