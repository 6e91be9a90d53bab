"""Requests beside free speech: real recognisers, on recordings of people and on the voice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from myna.core.ports import Transcript
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.nlu.en.guards import guard
from myna.nlu.nearest import changed
from myna.nlu.requests import Requests
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.request_transcriber import RequestTranscriber
from myna.stt.vosk.sentence_recogniser import ALTERNATIVES
from myna.stt.vosk.transcriber import VoskTranscriber
from speech_kit import mixed
from stt.vosk.hearing_kit import SILENCE, hear, sound, transcript

WAKE = "computer"


@pytest.fixture(scope="module")
def transcriber(model: VoskModel) -> RequestTranscriber:
    requests = Requests.of("en-us", model.knows)
    assert requests is not None
    return RequestTranscriber.load(model, VoskTranscriber.load(model, ALTERNATIVES), requests, [WAKE])


@pytest.mark.parametrize(
    "text",
    [
        "set an alarm for six thirty tomorrow",
        "what's eight ounces in cups",
        "add milk to my shopping list",
        "turn the volume down",
        "what time is it in oakland",
    ],
)
@pytest.mark.parametrize("snr_db", [None, 15])
def test_requests_are_heard_in_noise(
    transcriber: RequestTranscriber, speech: Path, voiced: Callable[[str], Path], text: str, snr_db: float | None
) -> None:
    heard = transcript(transcriber, mixed(sound(voiced(text)), sound(speech / "kitchen.flac"), snr_db))
    assert heard.text == text
    assert 0 < heard.confidence <= 1


@pytest.mark.parametrize("text", ["don't set an alarm for seven", "did you cancel my alarm", "never stop the timer"])
def test_an_order_that_is_only_mentioned_stays_that(
    transcriber: RequestTranscriber, voiced: Callable[[str], Path], text: str
) -> None:
    assert guard(transcript(transcriber, sound(voiced(text))).text) is not None


@pytest.mark.parametrize(
    "text", ["who painted the ceiling of the chapel", "the old sailor told a story about a whale and a lighthouse"]
)
def test_free_speech_stays_what_it_is(
    transcriber: RequestTranscriber, model: VoskModel, voiced: Callable[[str], Path], text: str
) -> None:
    free = VoskTranscriber.load(model, ALTERNATIVES)
    pcm = sound(voiced(text))
    assert changed(transcript(transcriber, pcm).text, transcript(free, pcm).text) < 8  # Vosk dithers


def test_the_wake_phrase_before_a_request_is_left_out(transcriber: RequestTranscriber, speech: Path) -> None:
    transcriber.begin(WAKE, 1.0)
    hear(transcriber, sound(speech / "computer-what-time-is-it.flac"))
    assert transcriber.finish().text == "what time is it"


def test_what_follows_a_pause_is_heard_as_the_rest(
    transcriber: RequestTranscriber, voiced: Callable[[str], Path]
) -> None:
    assert transcript(transcriber, sound(voiced("set a timer"))).text == "set a timer"
    hear(transcriber, sound(voiced("for twenty minutes")))
    assert transcriber.finish().text.endswith("twenty minutes")


def test_what_was_said_before_the_beginning_is_not_heard(transcriber: RequestTranscriber, speech: Path) -> None:
    transcriber.begin()
    hear(transcriber, sound(speech / "computer.flac")[: RATE_HZ * SAMPLE_BYTES])
    transcriber.begin()
    hear(transcriber, sound(speech / "set-a-timer-for-four-seconds.flac"))
    assert transcriber.finish().text == "set a timer for four seconds"


def test_silence_is_no_request(transcriber: RequestTranscriber) -> None:
    assert transcript(transcriber, SILENCE * 4) == Transcript("", 0.0)
    transcriber.begin()
    assert transcriber.finish() == Transcript("", 0.0)


def test_a_sentence_that_goes_on_behind_its_final_transcript_is_heard_as_if_there_had_been_none(
    transcriber: RequestTranscriber, voiced: Callable[[str], Path]
) -> None:
    pcm = sound(voiced("computer set a timer for five minutes"))
    half = len(pcm) // 2 // SAMPLE_BYTES * SAMPLE_BYTES
    transcriber.begin(WAKE, 1.0)
    transcriber.accept(pcm[:half])
    assert transcriber.finish().text != "set a timer for five minutes"
    transcriber.rewind()
    transcriber.accept(pcm + SILENCE)
    assert transcriber.finish().text == "set a timer for five minutes"
