"""The two looks at a phrase, with the real speech model on recordings."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from myna.app.factory import model_selector
from myna.audio.wav import read_chunks
from myna.config import Config
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES
from myna.platform.worker import Worker
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.phrase_spotter import SecondLook, VoskSpotter

SILENCE = bytes(RATE_HZ * SAMPLE_BYTES // 2)


@pytest.fixture(scope="module")
def model(config: Config) -> VoskModel:
    return VoskModel.load(model_selector(config).speech().path)


@pytest.fixture
def second(model: VoskModel) -> SecondLook:
    return SecondLook.load(model)


@pytest.fixture
def thread() -> Iterator[Worker]:
    thread = Worker("look")
    yield thread
    thread.close()


@pytest.fixture
def sound(speech: Path) -> Callable[[str], bytes]:
    """The sound of a recording, and half a second of silence behind it."""
    return lambda name: b"".join(read_chunks(speech / f"{name}.flac")) + SILENCE


def spotter(phrases: Sequence[str], second: SecondLook, sensitivity: float = 0.5) -> VoskSpotter:
    return VoskSpotter.load(phrases, second, sensitivity=sensitivity)


def spotted(
    spotter: VoskSpotter, pcm: bytes, thread: Worker | None = None, chunk_bytes: int = CHUNK_BYTES
) -> list[str]:
    """The phrases that are found in a stream; with a ``thread``, it keeps up with the sound."""
    found = []
    for start in range(0, len(pcm), chunk_bytes):
        if (hit := spotter.accept(pcm[start : start + chunk_bytes])) is not None:
            found.append(hit.phrase)
        if thread is not None:
            thread.submit(lambda: None).result()
    return found


def noisy(pcm: bytes, noise: bytes, ratio_db: float) -> bytes:
    """``pcm`` with noise, by the ratio of the loudest moments of both (2,048 samples each)."""
    speech, sound = (np.frombuffer(each, "<i2").astype(np.float64) for each in (pcm, noise))
    sound = np.resize(sound, len(speech))
    loudest = [np.square(each[: len(each) // 2048 * 2048]).reshape(-1, 2048).sum(1).max() for each in (speech, sound)]
    mixed = speech + sound * np.sqrt(loudest[0] / loudest[1] / 10 ** (ratio_db / 10))
    return np.clip(mixed, -32768, 32767).astype("<i2").tobytes()


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("computer", "computer"),
        ("computer-what-time-is-it", "computer"),
        ("computer-capital-of-france", "computer"),
        ("smart-mirror", "smart mirror"),
        ("hey-jarvis-what-time-is-it", "hey jarvis"),
        ("stop", "stop"),
    ],
)
def test_a_phrase_is_found_once(second: SecondLook, sound: Callable[[str], bytes], name: str, phrase: str) -> None:
    assert spotted(spotter([phrase], second), sound(name)) == [phrase]


@pytest.mark.parametrize(("name", "phrase"), [("computer", "computer"), ("smart-mirror", "smart mirror")])
def test_a_phrase_is_found_in_a_noisy_kitchen(
    second: SecondLook, sound: Callable[[str], bytes], name: str, phrase: str
) -> None:
    assert spotted(spotter([phrase], second), noisy(sound(name), sound("kitchen"), 10)) == [phrase]


def test_each_of_several_phrases_is_found(second: SecondLook, sound: Callable[[str], bytes]) -> None:
    several = spotter(["computer", "smart mirror", "hey jarvis"], second)
    pcm = sound("smart-mirror") + sound("computer") + sound("hey-jarvis-what-time-is-it")
    assert spotted(several, pcm) == ["smart mirror", "computer", "hey jarvis"]


def test_a_part_of_a_phrase_is_not_it(second: SecondLook, sound: Callable[[str], bytes]) -> None:
    assert spotted(spotter(["hey computer", "smart computer"], second, 1), sound("computer")) == []


@pytest.mark.parametrize("name", ["order-cappuccino", "order-iced-mocha", "kitchen"])
def test_nothing_is_found_where_no_phrase_is(second: SecondLook, sound: Callable[[str], bytes], name: str) -> None:
    phrases = ["computer", "jarvis", "smart mirror", "stop", "cancel", "be quiet"]
    assert spotted(spotter(phrases, second), sound(name)) == []


def test_the_voice_that_answers_does_not_wake_it(second: SecondLook, voiced: Callable[[str], Path]) -> None:
    pcm = b"".join(read_chunks(voiced("The capital of France is Paris, and it will rain in the afternoon.")))
    assert spotted(spotter(["computer", "jarvis", "smart mirror"], second), pcm) == []


def test_a_higher_sensitivity_accepts_what_is_less_alike(second: SecondLook, sound: Callable[[str], bytes]) -> None:
    """What is said is "smart mirror"; each phrase is less like it than the one before."""
    phrases = ["smart mirror", "smart mirrors", "start mirror"]
    accepted = [
        [phrase for phrase in phrases if spotted(spotter([phrase], second, sensitivity), sound("smart-mirror"))]
        for sensitivity in (0, 0.5, 1)
    ]
    assert accepted == [phrases[:1], phrases[:2], phrases]


def test_the_length_of_the_chunks_does_not_matter(second: SecondLook, sound: Callable[[str], bytes]) -> None:
    pcm = sound("order-iced-mocha") + sound("smart-mirror") + bytes(CHUNK_BYTES)
    phrases = ["computer", "smart mirror"]
    assert spotted(spotter(phrases, second), pcm, chunk_bytes=CHUNK_BYTES * 12) == ["smart mirror"]


def test_beside_the_hearing_it_finds_the_same(
    model: VoskModel, thread: Worker, second: SecondLook, sound: Callable[[str], bytes]
) -> None:
    beside = SecondLook.load(model, thread)
    phrases = ["computer", "smart mirror", "stop"]
    names = ("computer", "order-cappuccino", "smart-mirror", "kitchen", "computer-what-time-is-it", "stop")
    pcm = b"".join(map(sound, names))
    found = spotted(spotter(phrases, second), pcm)
    assert found == ["computer", "smart mirror", "computer", "stop"]
    assert spotted(spotter(phrases, beside), pcm, thread) == found


@pytest.mark.parametrize("forget", [False, True])
def test_a_reset_drops_the_looks_under_way(
    model: VoskModel, thread: Worker, sound: Callable[[str], bytes], forget: bool
) -> None:
    beside = SecondLook.load(model, thread)
    computer = spotter(["computer"], beside)
    go = Event()
    thread.submit(go.wait)
    assert spotted(computer, sound("computer")) == []  # the first look has seen it, the second ones wait
    if forget:
        computer.reset()
    go.set()
    thread.submit(lambda: None).result()
    hit = computer.accept(bytes(CHUNK_BYTES))
    assert (hit and hit.phrase) == (None if forget else "computer")


@pytest.mark.parametrize("margins", [(-np.inf, -0.4, -0.6), (-0.6,), (-np.inf, -0.4, -np.inf, 0.3)])
def test_after_a_look_that_was_far_from_a_yes_no_other_is_taken(
    second: SecondLook, sound: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, margins: tuple[float, ...]
) -> None:
    left = list(margins)
    monkeypatch.setattr(second, "margin", lambda *_: left.pop(0))
    assert spotted(spotter(["computer"], second), sound("computer")) == ["computer"] * (margins[-1] > 0)
    assert left == []


@pytest.mark.parametrize("lead_seconds", [0.0, 0.1, 0.15, 0.2, 0.3, 0.4])
def test_a_phrase_that_was_just_found_is_found_again(
    second: SecondLook, sound: Callable[[str], bytes], lead_seconds: float
) -> None:
    finder = spotter(["computer"], second)
    phrase = sound("computer")
    assert finds(finder, phrase)
    assert finds(finder, bytes(round(lead_seconds * RATE_HZ) * SAMPLE_BYTES) + phrase)


def finds(finder: VoskSpotter, pcm: bytes) -> bool:
    """Whether it finds a phrase in ``pcm``; it hears nothing of what follows that."""
    return any(finder.accept(pcm[start : start + CHUNK_BYTES]) for start in range(0, len(pcm), CHUNK_BYTES))


def test_two_spotters_share_the_second_look(model: VoskModel, thread: Worker, sound: Callable[[str], bytes]) -> None:
    beside = SecondLook.load(model, thread)
    wake, stop = spotter(["computer"], beside), spotter(["stop"], beside)
    found = []
    pcm = sound("stop") + sound("computer")
    for start in range(0, len(pcm), CHUNK_BYTES):
        found += [each.accept(pcm[start : start + CHUNK_BYTES]) for each in (wake, stop)]
        thread.submit(lambda: None).result()
    assert [hit.phrase for hit in found if hit] == ["stop", "computer"]
