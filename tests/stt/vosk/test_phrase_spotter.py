"""The two looks at a phrase, with the real speech model on recordings."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from myna.app.factory import model_selector
from myna.audio.wav import read_chunks
from myna.config import Config
from myna.core.sound import CHUNK_BYTES, RATE_HZ, SAMPLE_BYTES
from myna.platform.worker import Worker
from myna.stt.vosk import phrase_spotter
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.phrase_spotter import MARGINS, SecondLook, VoskSpotter, score

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


def spotter(
    phrases: Sequence[str], second: SecondLook, sensitivity: float = 0.5, *, opening: bool = False
) -> VoskSpotter:
    return VoskSpotter.load(phrases, second, sensitivity=sensitivity, opening=opening)


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


@pytest.mark.parametrize("name", ["computer-what-time-is-it", "computer-capital-of-france"])
def test_on_a_slow_board_the_looks_wait_until_the_question_is_over(
    model: VoskModel, thread: Worker, sound: Callable[[str], bytes], name: str
) -> None:
    board_is_free = Event()
    thread.submit(board_is_free.wait)
    found = spotter(["computer"], SecondLook.load(model, thread), opening=True)
    assert spotted(found, sound(name)) == []
    assert found.undecided
    board_is_free.set()
    assert spotted(found, SILENCE, thread) == ["computer"]


def echoing(pcm: bytes, seconds: float = 0.6) -> bytes:
    """``pcm`` in a room whose echo falls by 60 dB in some ``seconds``."""
    samples, count = np.frombuffer(pcm, "<i2").astype(np.float64), round(seconds * RATE_HZ)
    room = np.random.default_rng(0).normal(0, 0.6, count) * np.exp(-6.9 * np.arange(count) / count)
    room[0] = 1.0
    heard = np.convolve(samples, room)[: len(samples)]
    return np.rint(heard / np.abs(heard).max() * 12_000).astype("<i2").tobytes()


def across_a_room(pcm: bytes, noise: bytes, ratio_db: float) -> bytes:
    """``pcm`` from its speech on, in an echoing room with noise, half a second of which comes before it."""
    loud = int(np.flatnonzero(np.abs(np.frombuffer(pcm, "<i2").astype(int)) > 1500)[0]) - 800
    return noisy(echoing(SILENCE + pcm[2 * max(0, loud) :] + 2 * SILENCE), noise, ratio_db)


def opened(spotter: VoskSpotter, pcm: bytes) -> list[str]:
    """The phrases that are found in a stretch of speech, behind half a second of the room."""
    start = len(SILENCE) + 1600
    assert spotter.accept(pcm[:start]) is None
    return spotted(spotter, pcm[start:])


def test_across_a_room_only_the_look_at_the_beginning_finds_it(
    second: SecondLook, sound: Callable[[str], bytes]
) -> None:
    pcm = across_a_room(sound("computer"), sound("kitchen"), 0)
    assert spotted(spotter(["computer"], second), pcm) == []
    assert opened(spotter(["computer"], second, opening=True), pcm) == ["computer"]


@pytest.mark.parametrize("name", ["order-cappuccino", "order-iced-mocha", "kitchen", "stop"])
def test_the_look_at_the_beginning_takes_nothing_else_for_a_phrase(
    second: SecondLook, sound: Callable[[str], bytes], name: str
) -> None:
    pcm = across_a_room(sound(name), sound("kitchen"), 5)
    phrases = ["computer", "jarvis", "smart mirror"]
    assert opened(spotter(phrases, second, opening=True), pcm) == spotted(spotter(phrases, second), pcm)


def test_each_stretch_of_speech_has_its_beginning(second: SecondLook, sound: Callable[[str], bytes]) -> None:
    pcm = across_a_room(sound("computer"), sound("kitchen"), 0)
    found = spotter(["computer"], second, opening=True)
    later = noisy(sound("order-iced-mocha"), sound("kitchen"), 0)
    assert opened(found, later + pcm) == []
    found.reset()
    assert opened(found, pcm) == ["computer"]


@pytest.mark.parametrize(("phrase", "word"), [("computer", "commuter"), ("jarvis", "jars")])
def test_a_word_that_sounds_like_the_phrase_is_not_it(
    second: SecondLook, voiced: Callable[[str], Path], phrase: str, word: str
) -> None:
    said = SILENCE + b"".join(read_chunks(voiced(word))) + SILENCE
    assert spotted(spotter([phrase], second), said) == [phrase]
    assert spotted(spotter([phrase], second, opening=True), said) == []


@pytest.mark.parametrize("sentence", ["Computer.", "Computer, stop.", "Computer, is it raining?"])
def test_whatever_follows_a_phrase_that_has_rivals_it_is_found(
    second: SecondLook, voiced: Callable[[str], Path], sentence: str
) -> None:
    said = SILENCE + b"".join(read_chunks(voiced(sentence))) + SILENCE
    assert spotted(spotter(["computer"], second, opening=True), said) == ["computer"]


@pytest.mark.parametrize("name", ["computer-capital-of-france", "computer"])
def test_people_who_go_on_in_the_same_breath_are_heard(
    second: SecondLook, sound: Callable[[str], bytes], name: str
) -> None:
    assert spotted(spotter(["computer"], second, opening=True), SILENCE + sound(name)) == ["computer"]


def test_rivals_are_found_beside_the_hearing(
    second: SecondLook, model: VoskModel, thread: Worker, voiced: Callable[[str], Path]
) -> None:
    said = SILENCE + b"".join(read_chunks(voiced("commuter"))) + SILENCE
    beside = spotter(["computer"], SecondLook.load(model, thread), opening=True)
    assert spotted(beside, said, thread) == []


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
    phrases = ["smart mirror", "smart miller", "start mirror"]
    accepted = [
        [phrase for phrase in phrases if spotted(spotter([phrase], second, sensitivity), sound("smart-mirror"))]
        for sensitivity in (0, 0.5, 1)
    ]
    assert accepted == [phrases[:1], phrases[:2], phrases]


def test_the_score_tells_from_which_sensitivity_on_a_phrase_counts(
    second: SecondLook, sound: Callable[[str], bytes]
) -> None:
    assert [score(margin) for margin in (20.0, *MARGINS, -20.0)] == [1.0, 1.0, 0.5, 0.0, 0.0]
    heard = spotter(["smart mirror"], second).accept(sound("smart-mirror"))
    assert heard is not None
    assert heard.score is not None
    assert 0.5 <= heard.score <= 1


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


@pytest.mark.parametrize("margins", [(-np.inf, -12.0, -20.0), (-20.0,), (-np.inf, -12.0, -np.inf, 10.0, -20.0)])
def test_after_a_look_that_was_far_from_a_yes_no_other_is_taken(
    second: SecondLook, sound: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, margins: tuple[float, ...]
) -> None:
    left = list(margins)
    monkeypatch.setattr(second, "margin", lambda *_: left.pop(0))
    assert spotted(spotter(["computer"], second), sound("computer")) == ["computer"] * (max(margins) > 0)
    assert left == []


@pytest.mark.parametrize(
    ("margins", "opening", "finds"),
    [((5.0,), False, True), ((10.0,), True, False), ((4.0, -3.0, 2.0), True, True), ((4.0, 1.9, 1.9), True, False)],
)
def test_of_a_wake_phrase_two_looks_must_agree(
    second: SecondLook,
    sound: Callable[[str], bytes],
    monkeypatch: pytest.MonkeyPatch,
    margins: tuple[float, ...],
    opening: bool,
    finds: bool,
) -> None:
    left = list(margins)
    monkeypatch.setattr(second, "margin", lambda *_: left.pop(0) if left else -10.0)
    assert spotted(spotter(["computer"], second, opening=opening), sound("computer")) == ["computer"] * finds


@pytest.mark.parametrize(
    ("plain", "cleared", "noisy", "finds"),
    [
        (4.0, -1.0, False, True),
        (4.0, -1.0, True, False),
        (4.0, 4.9, True, False),
        (4.0, 5.1, True, True),
        (6.5, -10.0, True, True),
        (2.5, 20.0, True, False),
    ],
)
def test_in_noise_a_wake_phrase_that_is_not_sure_is_confirmed_without_the_noise(
    second: SecondLook,
    sound: Callable[[str], bytes],
    monkeypatch: pytest.MonkeyPatch,
    plain: float,
    cleared: float,
    noisy: bool,
    finds: bool,
) -> None:
    def take(_sight: object, _alone: object, _pcm: bytes, room: bytes | None = None) -> Future[float]:
        looked = Future[float]()
        looked.set_result(plain if room is None else cleared)
        return looked

    monkeypatch.setattr(second, "take", take)
    monkeypatch.setattr(phrase_spotter, "is_noisy", lambda _: noisy)
    monkeypatch.setattr(phrase_spotter, "CLEARED_MORE", 100.0)  # what opens the speech does not count here
    assert spotted(spotter(["computer"], second, opening=True), sound("computer")) == ["computer"] * finds


@pytest.mark.parametrize(("margin", "before", "finds"), [(5.0, 0, True), (5.0, 1, False), (7.0, 1, True)])
def test_in_the_middle_of_speech_a_wake_phrase_must_gain_more(
    second: SecondLook,
    sound: Callable[[str], bytes],
    monkeypatch: pytest.MonkeyPatch,
    margin: float,
    before: int,
    finds: bool,
) -> None:
    monkeypatch.setattr(second, "margin", lambda *_: margin)
    pcm = sound("order-iced-mocha") * before + sound("computer")
    assert bool(spotted(spotter(["computer"], second, opening=True), pcm)) == finds


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
