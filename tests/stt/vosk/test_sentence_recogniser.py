"""A recogniser that expects some sentences: the real model, on recordings of people and on the voice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from myna.core.ports import Transcript
from myna.core.sound import CHUNK_BYTES
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.sentence_recogniser import (
    AGAINST,
    NEARLY,
    Heard,
    SentenceRecogniser,
    each_once,
    known_phrases,
    nearly_as_likely,
    with_those_against,
)
from stt.vosk.hearing_kit import sound

SENTENCES = ["what time is it", "computer what time is it", "set a timer for four seconds", "open the door"]


@pytest.fixture(scope="module")
def recogniser(model: VoskModel) -> SentenceRecogniser:
    return SentenceRecogniser.load(model, SENTENCES)


def accept(recogniser: SentenceRecogniser, pcm: bytes) -> None:
    for start in range(0, len(pcm), CHUNK_BYTES):
        recogniser.accept(pcm[start : start + CHUNK_BYTES])


def test_it_hears_what_it_expects_the_likeliest_first(recogniser: SentenceRecogniser, speech: Path) -> None:
    recogniser.begin()
    accept(recogniser, sound(speech / "set-a-timer-for-four-seconds.flac"))
    assert recogniser.partial().startswith("set a timer")
    assert recogniser.frames > 50
    found = recogniser.finish()
    assert found[0].text == "set a timer for four seconds"
    assert [one.likelihood for one in found] == sorted((one.likelihood for one in found), reverse=True)


def test_what_it_does_not_expect_is_less_likely(recogniser: SentenceRecogniser, voiced: Callable[[str], Path]) -> None:
    likelihoods = []
    for text in ("open the door", "close a book"):
        recogniser.begin()
        accept(recogniser, sound(voiced(text)))
        frames = recogniser.frames
        likelihoods.append(recogniser.finish()[0].likelihood / frames)
    assert likelihoods[0] > likelihoods[1]


def test_the_wake_phrase_is_left_out_until_it_begins_anew(recogniser: SentenceRecogniser, speech: Path) -> None:
    pcm = sound(speech / "computer-what-time-is-it.flac")
    for phrase, text in (("computer", "what time is it"), ("", "computer what time is it")):
        recogniser.begin(phrase)
        assert recogniser.frames == 0
        accept(recogniser, pcm)
        assert recogniser.partial() == text
        assert recogniser.finish()[0].text == text


def test_phrases_of_unknown_words_are_left_out(model: VoskModel) -> None:
    assert known_phrases(model, ["computer", "hey chatterboxx", "hey computer"]) == ["computer", "hey computer"]


def test_what_was_heard_twice_stands_once_where_it_is_likeliest() -> None:
    twice = [Heard("fifty", -101.0), Heard("fifteen", -103.0), Heard("fifteen", -100.0), Heard("fifty", -102.0)]
    assert each_once(twice) == [Heard("fifteen", -100.0), Heard("fifty", -101.0)]
    assert each_once([]) == []


def test_what_is_half_as_likely_may_have_been_said_as_well() -> None:
    best = Heard("fifty", -100.0)
    likelier, near, far = Heard("fifth", -90.0), Heard("fifteen", -100.0 - NEARLY / 2), Heard("if", -100.1 - NEARLY)
    assert nearly_as_likely(best, [likelier, best, Heard("", -100.0), near, near, far]) == ("fifth", "fifteen")


def test_what_speaks_against_it_may_be_less_likely_and_still_have_been_said() -> None:
    found = [
        Heard("open the door", -100.0),
        Heard("opens the door", -101.0),
        Heard("don't open the door", -100.1 - NEARLY),
        Heard("never open the door", -100.1 - AGAINST),
        Heard("not open the door", -100.0),
    ]
    heard = Transcript("open the door", 0.9, ("not open the door",))
    marked = with_those_against(heard, found, lambda text: text.startswith(("don't", "never", "not")))
    assert marked == Transcript("open the door", 0.9, ("not open the door", "don't open the door"))
