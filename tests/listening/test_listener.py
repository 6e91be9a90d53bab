"""The listener: its logic on fakes, and the whole of it on recordings of people and on the voice."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import soundfile

from fakes import FakeActivity, FakeMicrophone, FakeSpotter, FakeTranscriber
from myna.app.factory import build_llm
from myna.app.first_run import QUESTION
from myna.app.listener_factory import ListenerFactory, open_listener
from myna.audio.wav import WavMicrophone, read_chunks
from myna.bench.gaps import sounding
from myna.config import Config
from myna.core.errors import AudioError
from myna.core.events import (
    ListeningEvent,
    ListeningFailed,
    MicrophoneReady,
    NothingHeard,
    Partial,
    Paused,
    SpeechStarted,
    Utterance,
    WakeHeard,
)
from myna.core.ports import LanguageModel, PhraseSpotter
from myna.core.sound import CHUNK_SECONDS
from myna.listening.endpoint import MIN_SPEECH_SECONDS, EndpointRules
from myna.listening.listener import Listener, ListeningEngines
from myna.listening.phrase_watch import LEAD_SECONDS, ROOM_SECONDS
from myna.platform.worker import Worker
from myna.vad.silero import SileroActivity
from turns import read_along

RULES = EndpointRules(silence_seconds=0.3, max_pause_seconds=0.3, start_timeout_seconds=2.0)
SILENCE = [""] * 12


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("listener")
    yield worker
    worker.close()


def fake_engines(wake: PhraseSpotter | None, stop: PhraseSpotter | None = None) -> ListeningEngines:
    return ListeningEngines(FakeActivity(), FakeTranscriber(), wake, stop)


async def heard(
    worker: Worker, sounds: Sequence[str], *, listen: bool = False, wake: str = "computer"
) -> list[ListeningEvent]:
    listener = Listener(FakeMicrophone(sounds), fake_engines(FakeSpotter(wake)), RULES, worker)
    if listen:
        await listener.listen()
    return [event async for event in listener.events() if not isinstance(event, MicrophoneReady)]


def texts(events: list[ListeningEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Utterance)]


async def test_a_sentence_right_behind_the_wake_phrase_loses_no_word(worker: Worker) -> None:
    events = await heard(worker, ["so", "computer", "what", "time", "is", "it", *SILENCE])
    assert texts(events) == ["what time is it"]
    kinds = [type(event) for event in events if not isinstance(event, Partial)]
    assert kinds == [WakeHeard, SpeechStarted, Paused, Utterance]


async def test_partial_transcripts_grow(worker: Worker) -> None:
    events = await heard(worker, ["one", "two", "three", *SILENCE], listen=True)
    assert [event.text for event in events if isinstance(event, Partial)] == ["one", "one two", "one two three"]


async def test_after_a_sentence_it_waits_for_the_wake_phrase_again(worker: Worker) -> None:
    sentence = ["one", "two", "three", "four", *SILENCE]
    events = await heard(worker, [*sentence, *sentence, "computer", *sentence], listen=True)
    assert texts(events) == ["one two three four"] * 2


async def test_a_noise_without_words_does_not_end_the_waiting_for_a_sentence(worker: Worker) -> None:
    cough = ["noise"] * 6
    events = await heard(worker, [*cough, *SILENCE, "one", "two", "three", "four", *SILENCE], listen=True)
    assert texts(events) == ["one two three four"]
    assert not any(isinstance(event, NothingHeard) for event in events)


async def test_noise_without_end_is_nothing_heard(worker: Worker) -> None:
    events = await heard(worker, ["noise"] * 1000, listen=True)
    assert [type(event) for event in events] == [SpeechStarted, NothingHeard]


async def test_a_recording_that_ends_in_a_sentence_still_gives_it(worker: Worker) -> None:
    assert texts(await heard(worker, ["one", "two", "three", "four"], listen=True)) == ["one two three four"]


async def test_the_spotter_hears_speech_and_a_little_before_it_and_no_silence(worker: Worker) -> None:
    spotter = FakeSpotter("computer")
    listener = Listener(FakeMicrophone([*[""] * 1000, "so", *[""] * 1000]), fake_engines(spotter), RULES, worker)
    assert [event async for event in listener.events()] == [MicrophoneReady(CHUNK_SECONDS)]
    assert (LEAD_SECONDS + ROOM_SECONDS) / 0.032 <= spotter.accepted < 90


async def test_a_failing_microphone_is_an_event(worker: Worker) -> None:
    error = AudioError("microphone-silent", "The microphone delivers no sound.")
    listener = Listener(FakeMicrophone(["so", error]), fake_engines(None), RULES, worker)
    assert [event async for event in listener.events()] == [
        MicrophoneReady(CHUNK_SECONDS),
        ListeningFailed(CHUNK_SECONDS, error),
    ]


@pytest.fixture
async def engines(config: Config) -> AsyncIterator[ListenerFactory]:
    async with open_listener(config) as built:
        yield built


@pytest.fixture(params=["without a language model", "while a language model reads along"])
async def reads_along(request: pytest.FixtureRequest, config: Config) -> AsyncIterator[LanguageModel | None]:
    if request.param.startswith("without"):
        yield None
    else:
        async with build_llm(config).loaded() as llm:
            yield llm


async def recorded(
    engines: ListenerFactory, path: Path, *, listen: bool, llm: LanguageModel | None = None
) -> list[ListeningEvent]:
    listener = await engines.listener(WavMicrophone(path, paced=False))
    if listen:
        await listener.listen()
    events = listener.events() if llm is None else read_along(listener, llm, Config())
    async with aclosing(events):
        return [event async for event in events if not isinstance(event, MicrophoneReady)]


def seconds_of_speech_after(path: Path, at: float) -> float:
    """How much speech the voice detector hears in a recording after ``at``."""
    activity = SileroActivity.load()
    probabilities = [activity.accept(pcm) for pcm in read_chunks(path)]
    return CHUNK_SECONDS * sum(probability > 0.5 for probability in probabilities[round(at / CHUNK_SECONDS) :])


async def whole_order(engines: ListenerFactory, path: Path, llm: LanguageModel | None) -> list[Utterance]:
    """The utterances of a recording: the last is the whole order, of which nothing is missing at its end."""
    events = await recorded(engines, path, listen=True, llm=llm)
    utterances = [event for event in events if isinstance(event, Utterance)]
    assert all(one.continued for one in utterances[1:])
    assert seconds_of_speech_after(path, utterances[-1].at) < MIN_SPEECH_SECONDS
    return utterances


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("order-cappuccino", "make me a double shot medium roast cappuccino with a lot of cream"),
        ("order-iced-mocha", "make me a light roast eight ounce iced mocha"),
    ],
)
async def test_a_persons_order_is_one_utterance_to_its_end(
    engines: ListenerFactory, reads_along: LanguageModel | None, speech: Path, name: str, words: str
) -> None:
    (utterance,) = await whole_order(engines, speech / f"{name}.flac", reads_along)
    assert SequenceMatcher(None, utterance.text.split(), words.split()).ratio() > 0.4
    assert 0 < utterance.confidence <= 1
    assert 0 < utterance.speech_end < utterance.at


async def test_a_person_says_the_wake_phrase(engines: ListenerFactory, speech: Path) -> None:
    events = await recorded(engines, speech / "computer.flac", listen=False)
    assert [event.phrase for event in events if isinstance(event, WakeHeard)] == ["computer"]


async def test_other_speech_does_not_wake_it(
    engines: ListenerFactory, speech: Path, voiced: Callable[[str], Path]
) -> None:
    """Its own voice among it, which the cheap first look takes for the wake phrase now and then."""
    orders = [speech / f"order-{name}.flac" for name in ("cappuccino", "iced-mocha")]
    answers = [voiced(text) for text in ("The capital of France is Paris.", "There are seven days in a week.")]
    for path in (*orders, *answers):
        assert await recorded(engines, path, listen=False) == [], path


async def test_wake_phrase_and_question_in_one_breath(engines: ListenerFactory, speech: Path) -> None:
    events = await recorded(engines, speech / "computer-capital-of-france.flac", listen=False)
    assert texts(events) == ["what is the capital of france"]
    assert isinstance(events[0], WakeHeard)


async def test_the_engines_hear_one_recording_after_another_alike(engines: ListenerFactory) -> None:
    first, second = [await recorded(engines, QUESTION, listen=True) for _ in range(2)]
    assert texts(first) == texts(second) == ["what is the capital of france"]


@pytest.mark.parametrize("milliseconds", [280, 310, 340, 370, 400, 430, 460])
async def test_a_question_with_a_pause_as_long_as_an_endpoint_is_heard_whole(
    engines: ListenerFactory, tmp_path: Path, milliseconds: int
) -> None:
    sound, rate_hz = soundfile.read(QUESTION, dtype="int16")
    span = sounding(sound, rate_hz)
    assert span is not None
    words = sound[round(span.start * rate_hz) : round(span.end * rate_hz)]
    silence, pause = (np.zeros(round(seconds * rate_hz), dtype=np.int16) for seconds in (1, milliseconds / 1000))
    soundfile.write(tmp_path / "twice.wav", np.concatenate([silence, words, pause, words, silence]), rate_hz)
    events = await recorded(engines, tmp_path / "twice.wav", listen=True)
    assert texts(events)[-1] == " ".join(["what is the capital of france"] * 2)


def pauses(events: list[ListeningEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Paused)]


async def test_the_words_at_the_pause_are_those_of_the_question(engines: ListenerFactory) -> None:
    events = await recorded(engines, QUESTION, listen=True)
    assert pauses(events)[-1:] == texts(events) == ["what is the capital of france"]
    assert known_before_the_end(events) > 0.1


def known_before_the_end(events: list[ListeningEvent]) -> float:
    """Seconds from the last pause to the utterance; 0 where the words at that pause are others."""
    pause, utterance = [event for event in events if isinstance(event, Paused | Utterance)][-2:]
    return utterance.at - pause.at if pause.text == utterance.text else 0.0


COFFEE = Path(__file__).parents[3] / "shared" / "speech" / "commands"


async def test_the_final_words_of_free_speech_are_mostly_known_before_its_end(config: Config) -> None:
    files = sorted(COFFEE.glob("*.flac"))[:20]
    if not files:
        pytest.skip(f"there are no recordings in {COFFEE}")
    async with open_listener(config, expected=lambda knows: None) as engines:
        heard = [await recorded(engines, file, listen=True) for file in files]
    assert sum(known_before_the_end(events) > 0.05 for events in heard) > 0.8 * len(files)


async def test_a_hundred_people_order_coffee(engines: ListenerFactory, reads_along: LanguageModel | None) -> None:
    files = sorted(COFFEE.glob("*.flac"))[:100]
    if not files:
        pytest.skip(f"there are no recordings in {COFFEE}")
    paused = [file.name for file in files if len(await whole_order(engines, file, reads_along)) > 1]
    assert len(paused) <= (0 if reads_along is None else 2), paused  # behind a whole order, before "with..."


async def spoken(worker: Worker, sounds: Sequence[str], *, listen: bool | None = None) -> list[tuple[str, str] | None]:
    """The words and the wake phrase of the sound that is kept of each sentence."""
    listener = Listener(FakeMicrophone(sounds), fake_engines(FakeSpotter("computer")), RULES, worker)
    listener.keeps_spoken = True
    if listen is not None:
        await listener.listen(addressed=listen)
    kept = [listener.spoken async for event in listener.events() if isinstance(event, Utterance)]
    return [None if one is None else (FakeTranscriber().accept(one.pcm), one.wake_phrase) for one in kept]


async def test_a_sentence_is_kept_from_behind_the_wake_phrase_to_its_end(worker: Worker) -> None:
    sounds = ["so", "secret", "computer", "what", "time", "is", "it", *SILENCE, "and", "more", "words", *SILENCE]
    assert await spoken(worker, sounds) == [("what time is it", "computer")]


async def test_of_what_was_not_said_to_it_nothing_is_kept(worker: Worker) -> None:
    sentence = ["one", "two", "three", "four", *SILENCE]
    assert await spoken(worker, sentence, listen=False) == [None]
    assert await spoken(worker, sentence, listen=True) == [("one two three four", "")]
    assert await spoken(worker, [*sentence, *SILENCE, "computer", *sentence], listen=False) == [
        None,
        ("one two three four", "computer"),
    ]
