"""The words are read into the model while they are spoken, on virtual time: when, which, and what waits for it."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from fakes import FakeLanguageModel, FakeTranscriber, Work
from myna.core.errors import AudioError, LlmError
from myna.core.events import Partial, Paused, Utterance
from myna.core.reply import Reply
from myna.core.sound import CHUNK_SECONDS
from myna.listening.completeness import Completeness
from myna.session.assistant import STUCK_SECONDS
from myna.session.options import SessionOptions
from scene import ASKED, ASKED_MORE, ENGLISH, MORE, QUESTION, RULES, SHORT, Scene, pause, say

STORY = [f"Sentence number {number} of a long answer. " for number in range(20)]


def words(works: Sequence[Work]) -> list[str]:
    return [work.words for work in works]


def partials(scene: Scene) -> dict[str, float]:
    return {event.text: when for when, event in scene.events if isinstance(event, Partial)}


def test_the_words_are_read_while_they_are_spoken() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3))
    assert words(scene.llm.readings) == [*partials(scene), ""]
    assert [work.begin for work in scene.llm.readings[:-1]] == list(partials(scene).values())


def test_what_came_during_a_reading_is_read_at_once_behind_it() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=2.5 * CHUNK_SECONDS)
    scene = Scene(say("computer"), QUESTION, MORE, pause(3), llm=llm)
    read = [work for work in llm.readings if work.end < scene.times(Paused)[0]]
    assert words(read) == ["what", "what time is", "what time is it in london", ASKED_MORE]
    assert all(work.whole for work in read)
    assert [work.begin for work in read[1:]] == [work.end for work in read[:-1]]


def test_what_the_model_tells_of_a_sentences_end_decides_how_long_the_silence_behind_it_is() -> None:
    def wait(told: Mapping[str, float]) -> float:
        scene = Scene(say("computer"), QUESTION, pause(4), llm=FakeLanguageModel(["Noon."], ends=told))
        return scene.times(Utterance)[0] - partials(scene)[ASKED]

    assert wait({ASKED: 1.0}) == pytest.approx(RULES.silence(Completeness.SURE), abs=2 * CHUNK_SECONDS)
    assert wait({"what time is": 1.0}) == pytest.approx(RULES.silence(Completeness.COMPLETE), abs=2 * CHUNK_SECONDS)
    assert wait({ASKED: 0.0}) == pytest.approx(RULES.silence(Completeness.INCOMPLETE), abs=2 * CHUNK_SECONDS)


READS_SLOWLY = 0.2
"""Seconds: "what" and all of ``ASKED`` are read one after the other, the second one into the pause."""


def test_a_model_that_tells_ends_reads_what_a_skill_answers_too() -> None:
    def scene(told: Mapping[str, float]) -> Scene:
        llm = FakeLanguageModel([], ends={"what": 0.0} | told, read_seconds=READS_SLOWLY)
        return Scene(say("computer"), QUESTION, pause(4), llm=llm, skills={ASKED: Reply("Noon.")})

    sure, unsure = scene({ASKED: 1.0}), scene({})
    assert words(sure.llm.readings)[:2] == words(unsure.llm.readings)[:2] == ["what", ASKED]
    assert sure.voice.said == unsure.voice.said == ["Noon."]
    assert sure.times(Utterance)[0] < unsure.times(Utterance)[0]


def test_a_skill_waits_for_no_reading_when_the_sentence_is_over() -> None:
    llm = FakeLanguageModel([], ends={"what": 0.0}, read_seconds=READS_SLOWLY, stuck_on=ASKED)
    scene = Scene(say("computer"), QUESTION, pause(4), llm=llm, skills={ASKED: Reply("Noon.")})
    assert llm.readings[1].end == scene.speaker.sounded[0][0] == scene.times(Utterance)[0]


def test_a_revised_transcript_ends_the_reading_of_the_old_one() -> None:
    transcriber = FakeTranscriber(taken_for={"what": "watt", "what time is": "watt time is"})
    llm = FakeLanguageModel(["Noon."], read_seconds=60)
    scene = Scene(
        say("computer"), QUESTION, pause(0.1), transcriber=transcriber, llm=llm, options=SessionOptions(ENGLISH)
    )
    seen = partials(scene)
    assert words(llm.readings)[:4] == list(seen) == ["watt", "what time", "watt time is", ASKED]
    assert not any(work.whole for work in llm.readings[:3])
    assert [work.end for work in llm.readings[:3]] == list(seen.values())[1:]


def test_the_answer_waits_for_a_reading_whose_words_hold_and_for_that_of_the_rest() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=1)
    scene = Scene(say("computer"), QUESTION, pause(5), llm=llm)
    assert words(llm.readings) == ["what", ASKED, ""]
    assert llm.readings[0].whole
    assert [work.begin for work in llm.answers] == [llm.readings[1].end]
    assert scene.speaker.sounded[0][0] == llm.readings[1].end > scene.times(Utterance)[0]
    assert scene.told_once(ASKED)


def test_words_that_go_on_end_the_reading_that_a_dropped_answer_waits_for() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=60)
    scene = Scene(say("computer"), QUESTION, pause(SHORT), MORE, pause(SHORT), llm=llm, options=SessionOptions(ENGLISH))
    assert words(llm.readings)[:2] == ["what", f"{ASKED} in"]
    assert not llm.readings[0].whole
    assert llm.readings[0].end == partials(scene)[f"{ASKED} in"]
    assert scene.questions == [ASKED_MORE]


def test_the_answer_does_not_wait_for_a_reading_of_other_words() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=3)
    transcriber = FakeTranscriber(corrected={f"{ASKED} and": "which time is it"})
    scene = Scene(say("computer"), QUESTION, say("and"), pause(6), llm=llm, transcriber=transcriber)
    assert [(work.words, work.whole) for work in llm.readings] == [("what", False), ("", True)]
    assert [work.begin for work in llm.answers] == scene.times(Paused)
    assert scene.told_once("which time is it")


def test_until_the_next_word_comes_the_words_are_read_as_a_whole_question() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3))
    assert words(scene.llm.closings) == list(partials(scene))
    assert all(work.whole for work in scene.llm.closings)


def test_the_next_word_ends_the_reading_of_a_whole_question_at_once() -> None:
    llm = FakeLanguageModel(["Noon."], read_seconds=1.5 * CHUNK_SECONDS, close_seconds=60)
    scene = Scene(
        say("computer"), say("what time"), pause(0.1), MORE, pause(0.1), llm=llm, options=SessionOptions(ENGLISH)
    )
    seen = partials(scene)
    assert words(llm.readings)[:3] == ["what", "what time", "what time in"]  # what is only begun is read on
    assert words(llm.closings)[0] == "what time"
    assert llm.closings[0].end == llm.readings[2].begin == seen["what time in"]
    assert not llm.closings[0].whole


@pytest.mark.parametrize("close_seconds", [0.3, 1.0])
def test_the_answer_waits_for_its_own_question_to_be_read_to_its_end(close_seconds: float) -> None:
    llm = FakeLanguageModel(["Noon."], close_seconds=close_seconds)
    scene = Scene(say("computer"), QUESTION, pause(5), llm=llm)
    (paused,), last = scene.times(Paused), llm.closings[-1]
    assert (last.words, last.whole) == (ASKED, True)
    assert last.begin < paused < last.end == llm.answers[0].begin
    assert scene.told_once(ASKED)


def test_the_answer_does_not_wait_for_the_end_of_another_question() -> None:
    llm = FakeLanguageModel(["Noon."], close_seconds=60)
    transcriber = FakeTranscriber(corrected={f"{ASKED} and": "which time is it"})
    scene = Scene(say("computer"), QUESTION, say("and"), pause(6), llm=llm, transcriber=transcriber)
    assert not any(work.whole for work in llm.closings)
    assert [llm.answers[-1].begin] == scene.times(Paused)


def test_behind_an_answer_it_is_read_what_the_next_question_will_follow() -> None:
    scene = Scene(say("computer"), QUESTION, pause(3))
    assert [message["content"] for message in scene.llm.read[-1]] == [ASKED, "Noon.", ""]
    assert scene.llm.readings[-1].begin == scene.speaker.sounded[-1][1]


@pytest.mark.parametrize("word", ["stop", "computer"])
def test_behind_an_answer_that_was_interrupted_nothing_is_read(word: str) -> None:
    scene = Scene(say("computer"), QUESTION, pause(2), say(word), pause(3), answers=STORY)
    assert words(scene.llm.readings) == list(partials(scene))


def test_behind_a_failure_nothing_is_read_and_the_complaint_is_heard() -> None:
    llm = FakeLanguageModel(["No"], error=LlmError("broken", "The brain is broken."))
    scene = Scene(say("computer"), QUESTION, pause(6), llm=llm)
    assert words(llm.readings) == list(partials(scene))
    assert scene.voice.said[-1] == ENGLISH.failures["brain"]


def test_before_a_complaint_of_the_microphone_nothing_is_read() -> None:
    lost = AudioError("microphone-lost", "The microphone is gone.")
    scene = Scene(say("computer"), QUESTION, pause(1.5), [lost], pause(12), answers=STORY[:3])
    assert scene.voice.said[-1] == ENGLISH.failures["microphone"]
    assert words(scene.llm.readings) == list(partials(scene))


def test_what_is_typed_does_not_wait_for_a_reading() -> None:
    async def typed(scene: Scene) -> None:
        await scene.until(lambda: scene.history.exchanges)
        await asyncio.sleep(1)
        assert (scene.llm.running, scene.assistant.state.name) == (1, "listening")
        begun = asyncio.get_running_loop().time()
        await scene.assistant.say("Dinner is ready.")
        assert asyncio.get_running_loop().time() - begun == pytest.approx(0.3)

    llm = FakeLanguageModel(["Noon."], read_seconds=5)
    Scene(say("computer"), QUESTION, pause(10), llm=llm, doing=typed)
    assert [(work.words, work.whole) for work in llm.readings] == [("what", True), (ASKED, True), ("", False)]


def test_what_nobody_may_notice_is_not_its_state() -> None:
    states: list[tuple[float, str]] = []

    async def look(scene: Scene) -> None:
        while scene.times(Utterance) == [] or scene.assistant.state.name == "answering" or len(scene.llm.readings) < 3:
            states.append((asyncio.get_running_loop().time(), scene.assistant.state.name))
            await asyncio.sleep(0.01)

    llm = FakeLanguageModel(["No", "on."], read_seconds=0.5, seconds=0.1)
    scene = Scene(pause(1), say("computer"), QUESTION, pause(5), llm=llm, doing=look)
    endpoint, end = scene.times(Utterance)[0], scene.speaker.sounded[-1][1]
    before = [state for when, state in states if when < endpoint]
    assert list(dict.fromkeys(before)) == ["listening", "hearing"]
    assert {state for when, state in states if endpoint < when < end - 0.01} == {"answering"}
    assert {state for when, state in states if when > end + 0.01} == {"listening"}
    assert llm.readings[-1].end - end == pytest.approx(0.5)


def test_who_reads_and_answers_slowly_is_alive() -> None:
    alive: list[bool] = []

    async def look(scene: Scene) -> None:
        while len(scene.llm.readings) < 3:
            await asyncio.sleep(10)
            alive.append(scene.assistant.alive())

    llm = FakeLanguageModel(["Noon."], seconds=0.6 * STUCK_SECONDS, read_seconds=0.6 * STUCK_SECONDS)
    scene = Scene(pause(1.5 * STUCK_SECONDS), say("computer"), QUESTION, pause(3 * STUCK_SECONDS), llm=llm, doing=look)
    assert words(llm.readings) == ["what time", ASKED, ""]
    assert scene.told_once(ASKED)
    assert all(alive)
    assert len(alive) > 0.15 * STUCK_SECONDS
