"""What is begun before a sentence is over, on virtual time: it is there sooner, and nobody notices."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

import pytest

from fakes import FakeLanguageModel, FakeTranscriber
from myna.core.errors import AudioError, LlmError
from myna.core.events import NothingHeard, Partial, Paused, Understood, Utterance
from myna.core.ports import Message
from myna.core.reply import Reply
from myna.core.sound import CHUNK_SECONDS
from myna.listening.completeness import Completeness
from myna.listening.segmenter import EARLY_SECONDS, PAUSE_SECONDS
from myna.llm.history import Exchange
from myna.session.options import SessionOptions
from scene import ASKED, ASKED_MORE, ENGLISH, MORE, QUESTION, RULES, SHORT, Scene, at, pause, say

ALWAYS = SessionOptions(ENGLISH, always_listen=True, lasting=True)


async def nothing() -> None:
    """Done by a skill."""


def told_nothing(scene: Scene) -> bool:
    return not (scene.pieces or scene.spoken or scene.turns or scene.assistant.turns or scene.history.exchanges)


def is_over(scene: Scene) -> bool:
    return scene.llm.running == scene.voice.running == 0 and scene.is_idle


def test_the_answer_is_begun_at_a_pause_and_told_and_heard_behind_the_endpoint() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3))
    (paused,), (endpoint,) = scene.times(Paused), scene.times(Utterance)
    silence = RULES.silence(Completeness.COMPLETE)
    assert endpoint - paused == pytest.approx(silence - PAUSE_SECONDS, abs=2 * CHUNK_SECONDS)
    assert [work.begin for work in scene.llm.answers] == [paused]
    assert scene.llm.answers[0].end < endpoint
    assert scene.pieces[0][0] == scene.speaker.sounded[0][0] == endpoint
    assert scene.told_once(ASKED)
    assert scene.questions == [ASKED]
    moments = scene.turns[0]
    assert moments["first token"] < moments["endpoint"] <= moments["first sound"]


@pytest.mark.parametrize("seconds", [0.0, 0.05, 1.0])
@pytest.mark.parametrize("options", [SessionOptions(ENGLISH), ALWAYS])
def test_words_that_go_on_end_it_and_the_whole_question_is_answered(seconds: float, options: SessionOptions) -> None:
    """The answer that is dropped is ready, or half of it, or nothing."""
    script = (say("computer"), QUESTION, pause(SHORT), MORE, pause(6))
    scene = Scene(*(script[1:] if options.always_listen else script), options=options,
                  llm=FakeLanguageModel(["Noon."] if not seconds else ["No", "on."], seconds=seconds))  # fmt: skip
    assert [type(event) for _, event in scene.events if isinstance(event, Paused | Utterance)] == [
        Paused, Paused, Utterance,
    ]  # fmt: skip
    assert scene.questions == [ASKED, ASKED_MORE]
    goes_on = next(when for when, event in scene.events if isinstance(event, Partial) and event.text == f"{ASKED} in")
    assert scene.llm.answers[0].end <= goes_on
    assert [exchange.question for exchange in scene.history.exchanges] == [ASKED_MORE]
    assert "".join(piece for _, piece in scene.pieces) == "Noon."
    assert len(scene.turns) == scene.assistant.turns == 1
    assert scene.spoken == ["", "Noon.", ""]
    assert scene.speaker.sounded[0][0] >= scene.times(Utterance)[0]
    assert is_over(scene)


def test_a_noise_in_the_pause_changes_nothing() -> None:
    scene = Scene(say("computer"), QUESTION, pause(SHORT), say("noise"), pause(3))
    assert len(scene.times(Paused)) == 2
    assert scene.questions == [ASKED]
    assert scene.told_once(ASKED)


def test_other_words_in_the_end_are_asked_anew_before_the_endpoint() -> None:
    transcriber = FakeTranscriber(corrected={ASKED: "what time was it"})
    scene = Scene(say("computer"), QUESTION, pause(3), transcriber=transcriber)
    assert scene.questions == [ASKED, "what time was it"]
    assert scene.told_once("what time was it")
    _, final = scene.times(Paused)
    assert scene.llm.answers[1].begin == final
    assert scene.times(Utterance)[0] - final == pytest.approx(EARLY_SECONDS)


def test_an_answer_that_other_final_words_do_not_change_is_not_begun_anew() -> None:
    corrected, reply = "what time was it", Reply("It's noon.")
    scene = Scene(say("computer"), QUESTION, pause(3), transcriber=FakeTranscriber(corrected={ASKED: corrected}),
                  skills={ASKED: reply, corrected: reply})  # fmt: skip
    assert scene.voice.said == ["It's noon."]
    assert [event.decision.text for _, event in scene.events if isinstance(event, Understood)] == [corrected]
    assert scene.speaker.sounded[0][0] == scene.times(Utterance)[0]
    assert is_over(scene)


@pytest.mark.parametrize("other", [Reply("It was noon."), Reply("It's noon.", act=nothing)])
def test_an_answer_that_other_final_words_change_is_begun_anew(other: Reply) -> None:
    corrected = "what time was it"
    scene = Scene(say("computer"), QUESTION, pause(3), transcriber=FakeTranscriber(corrected={ASKED: corrected}),
                  skills={ASKED: Reply("It's noon."), corrected: other})  # fmt: skip
    assert scene.voice.said == ["It's noon.", other.text]
    assert is_over(scene)


def test_words_that_were_none_in_the_end_are_not_answered() -> None:
    scene = Scene(say("computer"), QUESTION, pause(6), transcriber=FakeTranscriber(corrected={ASKED: ""}),
                  llm=FakeLanguageModel(["Noon."], seconds=60))  # fmt: skip
    assert scene.questions == [ASKED]
    assert [type(event) for _, event in scene.events][-1] is NothingHeard
    assert told_nothing(scene)
    assert is_over(scene)
    assert scene.llm.answers[0].end == scene.times(NothingHeard)[0]


@pytest.mark.parametrize("word", ["and", "um"])
def test_a_pause_behind_a_word_that_wants_more_begins_nothing(word: str) -> None:
    scene = Scene(say("computer"), QUESTION, say(word), pause(0.6), MORE, pause(4))
    assert scene.questions == [f"{ASKED} {word} in london right now"]
    assert len(scene.times(Paused)) == 1


def test_a_stop_word_in_the_place_of_a_question_begins_nothing() -> None:
    scene = Scene(say("computer never noise noise mind"), pause(3))
    assert len(scene.times(Paused)) == 1
    assert scene.questions == []
    assert told_nothing(scene)
    assert is_over(scene)


@pytest.mark.parametrize("seconds", [0, 60])
def test_muting_drops_it(seconds: float) -> None:
    async def mute(scene: Scene) -> None:
        assert scene.llm.running == bool(seconds)
        await scene.assistant.mute()
        assert scene.is_idle
        await asyncio.sleep(1)
        assert scene.assistant.state.name == "muted"
        assert is_over(scene)
        await scene.assistant.unmute()

    scene = Scene(say("computer"), QUESTION, pause(3), doing=at(Paused, mute),
                  llm=FakeLanguageModel(["Noon."], seconds=seconds))  # fmt: skip
    assert scene.questions == [ASKED]
    assert told_nothing(scene)
    assert scene.speaker.sounded == []


@pytest.mark.parametrize("seconds", [0, 60])
def test_a_lost_microphone_drops_it(seconds: float) -> None:
    lost = AudioError("microphone-lost", "The microphone is gone.")
    scene = Scene(say("computer"), QUESTION, pause(SHORT), [lost], pause(5),
                  llm=FakeLanguageModel(["Noon."], seconds=seconds))  # fmt: skip
    assert scene.questions == [ASKED]
    assert scene.history.exchanges == []
    assert scene.pieces == []
    assert scene.assistant.turns == 0
    assert scene.voice.said[-1] == ENGLISH.failures["microphone"]
    assert scene.llm.answers[0].end < 1
    assert is_over(scene)


def test_where_a_recording_ends_in_the_pause_it_is_the_answer() -> None:
    scene = Scene(say("computer"), QUESTION, pause(SHORT), options=SessionOptions(ENGLISH))
    assert scene.questions == [ASKED]
    assert scene.told_once(ASKED)
    assert is_over(scene)


def test_where_a_recording_ends_and_the_words_were_none_it_is_dropped() -> None:
    llm, transcriber = FakeLanguageModel(["Noon."], seconds=60), FakeTranscriber(corrected={ASKED: ""})
    scene = Scene(
        say("computer"), QUESTION, pause(SHORT), options=SessionOptions(ENGLISH), llm=llm, transcriber=transcriber
    )
    assert told_nothing(scene)
    assert is_over(scene)
    assert scene.llm.answers[0].end < 1


@pytest.mark.parametrize("seconds", [0, 1])
def test_what_is_typed_in_the_pause_takes_its_place_and_the_sentence_is_still_answered(seconds: float) -> None:
    typed: list[str] = []

    async def ask(scene: Scene) -> None:
        try:
            await scene.assistant.ask("who are you", typed.append, aloud=False)
        except LlmError as error:
            typed.append(error.code)

    scene = Scene(
        say("computer"), QUESTION, pause(8), doing=at(Paused, ask), llm=FakeLanguageModel(["Noon."], seconds=seconds)
    )
    assert scene.questions == [ASKED, "who are you", ASKED]
    assert typed == (["interrupted"] if seconds else ["Noon."])  # by the sentence, as by any
    exchanges = [Exchange("who are you", "Noon."), Exchange(ASKED, "Noon.")]
    assert scene.history.exchanges == exchanges[1 if seconds else 0 :]
    assert is_over(scene)


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_failure_is_told_once_and_of_the_whole_sentence(goes_on: bool) -> None:
    error = LlmError("broken", "The brain is broken.")
    script = (QUESTION, pause(SHORT), MORE) if goes_on else (QUESTION,)
    scene = Scene(say("computer"), *script, pause(6), llm=FakeLanguageModel([], error=error))
    assert scene.questions == ([ASKED, ASKED_MORE] if goes_on else [ASKED])
    assert scene.failures == [error]
    assert scene.voice.said == [ENGLISH.failures["brain"]]
    assert scene.speaker.sounded[0][0] >= scene.times(Utterance)[0]
    assert is_over(scene)


def test_a_failure_of_what_nobody_wanted_is_not_told() -> None:
    class BrokenOnce(FakeLanguageModel):
        async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
            self._error = None if self.asked else LlmError("broken", "The brain is broken.")
            async for piece in super().answer(messages):
                yield piece

    scene = Scene(say("computer"), QUESTION, pause(SHORT), MORE, pause(6), llm=BrokenOnce(["Noon."]))
    assert scene.questions == [ASKED, ASKED_MORE]
    assert scene.told_once(ASKED_MORE)


@pytest.mark.parametrize("options", [SessionOptions(ENGLISH), ALWAYS])
def test_an_answer_without_a_sound_is_nobodys_before_the_endpoint_either(options: SessionOptions) -> None:
    script = (say("computer"), QUESTION, pause(6))
    scene = Scene(*(script[1:] if options.always_listen else script), options=options, answers=["..."])
    assert scene.questions == [ASKED]
    assert scene.history.exchanges == [Exchange(ASKED, "...")]
    assert [piece for _, piece in scene.pieces] == ["...", ""]
    assert len(scene.times(Utterance)) == len(scene.turns) == scene.assistant.turns == 1
