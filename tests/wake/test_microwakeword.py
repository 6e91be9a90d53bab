"""The neural wake engine, with its real networks on recordings."""

from pathlib import Path

import pytest

from myna.audio.wav import read_chunks
from myna.core.errors import ListeningError
from myna.core.sound import RATE_HZ, SAMPLE_BYTES
from myna.wake.microwakeword import PHRASES, MicroSpotter, cutoff


def spotted(spotter: MicroSpotter, recording: Path) -> list[str]:
    chunks = [bytes(RATE_HZ * SAMPLE_BYTES), *read_chunks(recording)]
    return [spotted.phrase for pcm in chunks if (spotted := spotter.accept(pcm))]


def loaded(*phrases: str, sensitivity: float = 0.5) -> MicroSpotter:
    return MicroSpotter.load(phrases, sensitivity)


def test_its_phrase_is_found_once_and_again_after_a_reset(speech: Path) -> None:
    spotter = loaded("alexa", "Hey Jarvis")
    recording = speech / "hey-jarvis-what-time-is-it.flac"
    assert spotted(spotter, recording) == ["hey jarvis"]
    spotter.reset()
    assert spotted(spotter, recording) == ["hey jarvis"]


@pytest.mark.parametrize("name", ["computer", "order-cappuccino", "order-iced-mocha", "kitchen", "stop"])
def test_nothing_is_found_where_no_phrase_is(speech: Path, name: str) -> None:
    assert spotted(loaded(*PHRASES), speech / f"{name}.flac") == []


def test_another_phrase_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(
        ListeningError, match="does not know computer; it knows alexa, hey jarvis, hey mycroft, okay nabu"
    ):
        loaded("computer", "alexa")


def test_every_phrase_of_the_documentation_is_there() -> None:
    assert set(PHRASES) == {"alexa", "hey jarvis", "hey mycroft", "okay nabu"}


def test_sensitivity_lowers_the_probability_that_is_asked_for() -> None:
    asked = [cutoff(0.97, sensitivity) for sensitivity in (0, 0.25, 0.5, 0.75, 1)]
    assert asked == sorted(asked, reverse=True)
    assert asked[2] == 0.97
    assert asked[-1] < 0.6
    assert asked[0] < 1  # or nothing would ever be found
