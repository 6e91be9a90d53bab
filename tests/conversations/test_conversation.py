"""Conversations, scripted on virtual time: the listener, the policy and the turn are real, their engines are fakes."""

import pytest

from fakes import (
    FakeLanguageModel,
    FakeVoice,
)
from myna.audio import cues
from myna.core.errors import AudioError, LlmError, VoiceError
from myna.core.events import ListeningEvent, MicrophoneReady, StopHeard, Utterance, WakeHeard
from myna.core.sound import CHUNK_SECONDS
from myna.listening.completeness import Completeness, completeness
from myna.llm.history import Exchange
from myna.session.assistant import ECHO_SECONDS, SessionOptions
from scene import ENGLISH, QUESTION, RULES, Scene, pause, say

LONG = [f"Sentence number {number} of a long answer. " for number in range(20)]
LOST = AudioError("microphone-lost", "The microphone is gone.")


def test_the_chime_waits_for_a_speaker_who_goes_on() -> None:
    options = SessionOptions(ENGLISH, chime=True)
    one_breath = Scene(pause(0.5), say("computer"), QUESTION, pause(5), options=options)
    assert one_breath.chimes == []
    pausing = Scene(pause(0.5), say("computer"), pause(0.6), QUESTION, pause(5), options=options)
    assert pausing.chimes == [pytest.approx(pausing.times(WakeHeard)[0] + 0.2)]
    assert one_breath.questions == pausing.questions == ["what time is it"]
    assert Scene(say("computer"), pause(2), options=SessionOptions(ENGLISH)).chimes == []


def test_the_next_question_needs_no_wake_phrase_for_a_while() -> None:
    def asked(wait_seconds: float, follow_up_seconds: float) -> int:
        options = SessionOptions(ENGLISH, follow_up_seconds=follow_up_seconds)
        scene = Scene(say("computer"), QUESTION, pause(wait_seconds), QUESTION, pause(3), options=options)
        return len(scene.questions)

    assert asked(3, follow_up_seconds=4) == 2
    assert asked(6, follow_up_seconds=4) == 1
    assert asked(3, follow_up_seconds=0) == 1


def test_it_does_not_listen_to_the_tail_of_its_own_answer() -> None:
    options = SessionOptions(ENGLISH, follow_up_seconds=4)
    quiet = Scene(say("computer"), QUESTION, pause(8), options=options)
    end = quiet.speaker.sounded[-1][1]
    before = round(end / CHUNK_SECONDS) - len(QUESTION) - 1
    tail = ["noon"] * round(ECHO_SECONDS / CHUNK_SECONDS - 1)
    scene = Scene(say("computer"), QUESTION, [""] * before, tail, pause(8), options=options)
    assert scene.questions == ["what time is it"]
    assert scene.is_idle


@pytest.mark.parametrize(("word", "kind"), [("stop", StopHeard), ("computer", WakeHeard)])
def test_a_word_silences_an_answer_and_only_what_was_heard_is_kept(word: str, kind: type[ListeningEvent]) -> None:
    scene = Scene(say("computer"), QUESTION, pause(2), say(word), pause(8), answers=LONG)
    silenced = scene.speaker.sounded[-1][1]
    assert silenced - scene.times(kind)[-1] < 0.1
    assert (scene.llm.running, scene.voice.running) == (0, 0)
    (exchange,) = scene.history.exchanges
    assert "".join(LONG).startswith(exchange.answer)
    assert 3 <= len(exchange.answer.split()) < 20
    assert scene.is_idle


def test_after_a_stop_word_the_wake_phrase_is_needed_again() -> None:
    options = SessionOptions(ENGLISH, follow_up_seconds=4)
    scene = Scene(say("computer"), QUESTION, pause(2), say("stop"), pause(1), QUESTION, pause(2), answers=LONG,
                  options=options)  # fmt: skip
    assert scene.questions == ["what time is it"]


def test_a_stop_word_is_nothing_while_it_is_silent() -> None:
    scene = Scene(say("stop"), pause(2), say("computer"), QUESTION, pause(5))
    assert scene.times(StopHeard) == []
    assert scene.questions == ["what time is it"]


def test_a_stop_word_in_the_place_of_a_question_ends_the_listening() -> None:
    scene = Scene(say("computer never mind"), pause(3), say("computer"), QUESTION, pause(3))
    assert scene.questions == ["what time is it"]


def test_a_word_that_myna_itself_says_is_nobodys_order() -> None:
    told = ["A computer can stop by itself, as every computer does when you tell it to. "] * 3
    for word in ("computer", "stop"):
        scene = Scene(say("computer"), QUESTION, pause(1.5), say(word), pause(9), answers=told)
        assert scene.history.exchanges == [Exchange("what time is it", "".join(told).strip())]
        other = Scene(say("computer"), QUESTION, pause(1.5), say(word), pause(9), answers=LONG)
        assert other.history.exchanges != [Exchange("what time is it", "".join(LONG).strip())]


@pytest.mark.parametrize("seconds", [0.6, 1.0, 1.8])
def test_a_speaker_who_pauses_to_think_is_heard_to_the_end(seconds: float) -> None:
    llm = FakeLanguageModel(["Noon."], seconds=3)
    scene = Scene(say("computer"), QUESTION, pause(seconds), say("in london right now"), pause(1), llm=llm,
                  options=SessionOptions(ENGLISH))  # fmt: skip
    assert scene.questions == ["what time is it", "what time is it in london right now"]
    utterances = [event for _, event in scene.events if isinstance(event, Utterance)]
    assert [event.continued for event in utterances] == [False, True]


def test_a_word_too_short_for_speech_behind_the_question_does_not_lose_it() -> None:
    llm = FakeLanguageModel(["Noon."], seconds=3)
    scene = Scene(say("computer"), QUESTION, pause(0.6), say("now"), pause(9), llm=llm)
    assert scene.questions[-1] == "what time is it now"
    assert scene.history.exchanges == [Exchange("what time is it now", "Noon.")]


def test_who_goes_on_after_the_answer_began_is_not_mixed_into_the_question() -> None:
    scene = Scene(say("computer"), QUESTION, pause(1.2), say("in london right now"), pause(4), answers=LONG)
    assert scene.questions == ["what time is it"]


def test_an_open_ending_is_waited_for_and_a_whole_question_is_not() -> None:
    open_ended = Scene(say("computer what time is it in"), say("the"), pause(1.5), say("city of london"), pause(3))
    assert open_ended.questions == ["what time is it in the city of london"]
    assert [event.continued for _, event in open_ended.events if isinstance(event, Utterance)] == [False]
    whole = Scene(say("computer"), QUESTION, pause(3))
    utterance = next(event for _, event in whole.events if isinstance(event, Utterance))
    silence = RULES.silence(Completeness.COMPLETE)
    assert utterance.at - utterance.speech_end == pytest.approx(silence, abs=2 * CHUNK_SECONDS)


def test_the_wake_phrase_is_no_part_of_a_follow_up() -> None:
    options = SessionOptions(ENGLISH, follow_up_seconds=4, chime=True)
    scene = Scene(say("computer"), QUESTION, pause(3), say("computer"), QUESTION, pause(8), options=options)
    assert scene.questions == ["what time is it"] * 2
    alone = Scene(say("computer"), QUESTION, pause(3), ["computer"] * 4, pause(1.5), QUESTION, pause(8),
                  options=options)  # fmt: skip
    assert len(alone.times(WakeHeard)) == 2
    assert len(alone.chimes) == 1
    assert alone.questions == ["what time is it"] * 2


def test_a_lost_microphone_is_told_once_and_heard_again_when_it_is_back() -> None:
    scene = Scene([LOST] * 4, pause(0.1), say("computer"), QUESTION, pause(4))
    assert scene.failures == [LOST]
    assert scene.voice.said[0] == ENGLISH.failures["microphone"]
    assert scene.voice.said.count(ENGLISH.failures["microphone"]) == 1
    assert scene.opened == [pytest.approx(seconds, abs=0.1) for seconds in (0, 0.5, 1.5, 3.5, 6.5)]
    assert scene.times(MicrophoneReady) == [pytest.approx(6.5, abs=0.1)]
    assert scene.questions == ["what time is it"]


def test_an_answer_goes_on_while_the_microphone_is_lost() -> None:
    scene = Scene(say("computer"), QUESTION, pause(1.5), [LOST], pause(12), answers=LONG[:4])
    assert scene.history.exchanges == [Exchange("what time is it", "".join(LONG[:4]).strip())]
    assert scene.voice.said[-1] == ENGLISH.failures["microphone"]


def test_without_a_wake_phrase_it_listens_again_when_the_microphone_is_back() -> None:
    options = SessionOptions(ENGLISH, always_listen=True, lasting=True)
    scene = Scene(say("what time"), [LOST], pause(5), QUESTION, pause(4), options=options)
    assert scene.questions == ["what time is it"]


def test_a_broken_language_model_is_told_aloud() -> None:
    error = LlmError("broken", "The brain is broken.")
    scene = Scene(say("computer"), QUESTION, pause(6), llm=FakeLanguageModel([], error=error))
    assert scene.failures == [error]
    assert scene.speaker.sounded[0][2] == cues.failure()
    assert scene.voice.said == [ENGLISH.failures["brain"]]
    assert scene.is_idle


def test_a_broken_voice_is_told_by_a_sound() -> None:
    error = VoiceError("broken", "The voice is broken.")
    scene = Scene(say("computer"), QUESTION, pause(3), say("computer"), QUESTION, pause(3),
                  voice=FakeVoice(error=error))  # fmt: skip
    assert scene.failures == [error, error]
    assert [chunk for _, _, chunk in scene.speaker.sounded] == [cues.failure()] * 2


def test_the_words_choose_the_silence() -> None:
    judged = {
        text: completeness(text, ENGLISH) for text in ("what time is it", "stop", "the lamp", "turn on the", "i um", "")
    }
    assert list(judged.values()) == [
        Completeness.COMPLETE,
        Completeness.SURE,
        Completeness.UNCLEAR,
        Completeness.INCOMPLETE,
        Completeness.INCOMPLETE,
        Completeness.UNCLEAR,
    ]
