"""The wake phrase by the spotter of the speech recogniser."""

import pytest

from fakes import FakeSpeechEngine
from myna.core.errors import ListeningError
from myna.core.sound import CHUNK_BYTES
from myna.wake.recogniser_spotter import load, said_often


def test_a_phrase_of_known_words_is_found_by_the_engine() -> None:
    speech = FakeSpeechEngine("smart mirror computer")
    spotter = load(["computer"], 0.3, speech)
    assert spotter.accept(b"mirror".ljust(CHUNK_BYTES, b"\0")) is None
    spotted = spotter.accept(b"computer".ljust(CHUNK_BYTES, b"\0"))
    assert spotted is not None
    assert (spotted.phrase, speech.sensitivities) == ("computer", [0.3])


def test_unknown_words_are_refused_with_known_ones_like_them() -> None:
    with pytest.raises(ListeningError) as caught:
        load(["hey zorblax", "computer", "jarviss zorblax"], 0.5, FakeSpeechEngine("hey computer jarvis zorba"))
    assert caught.value.code == "wake-word-unknown"
    assert caught.value.message == "The speech model does not know zorblax, jarviss, which the wake phrase has."
    assert caught.value.hint == "Set wake_word to words that it knows, such as zorba for zorblax; jarvis for jarviss."


def test_an_engine_that_tells_no_words_hints_at_none() -> None:
    with pytest.raises(ListeningError) as caught:
        load(["xyz"], 0.5, FakeSpeechEngine("computer"))
    assert caught.value.hint == "Set wake_word to words that it knows."


def test_a_phrase_that_is_said_all_the_time_is_told() -> None:
    speech = FakeSpeechEngine("okay computer")
    speech.rates = {"okay": 8.8, "computer": 1.8}
    (sentence,) = said_often(["computer", "okay", "xyz"], speech)
    assert sentence.startswith('"okay" is said about 9 times in an hour of talk, ')
