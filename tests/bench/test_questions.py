"""What is asked: recordings, of which it is known what is heard in them and where they sound."""

from pathlib import Path

import pytest

from app.toy_engines import spoken_file
from fakes import FakeVoice
from myna.audio.wav import wav_file
from myna.bench.listener import PlainListener
from myna.bench.questions import TAKES, check_language, prepared, recorded, samples_of
from myna.core.errors import AudioError, ConfigError, ListeningError
from myna.core.sound import CHUNK_SECONDS
from myna.nlu.languages import language

TEXT = "what time is it"


async def test_a_recording_is_known_by_its_words_and_by_the_end_of_its_speech(
    listener: PlainListener, tmp_path: Path
) -> None:
    question = await recorded(spoken_file(tmp_path / "time.wav", TEXT), listener)
    assert question.text == TEXT
    last_word = len(TEXT.split()) * CHUNK_SECONDS  # behind a chunk of silence
    assert last_word < question.speech_end < last_word + CHUNK_SECONDS
    assert question.seconds == pytest.approx((1 + len(TEXT.split()) + 20) * CHUNK_SECONDS)


@pytest.mark.parametrize("words", ["", "noise"])
async def test_where_no_word_is_heard_there_is_no_question(listener: PlainListener, tmp_path: Path, words: str) -> None:
    path = spoken_file(tmp_path / "none.wav", words)
    with pytest.raises(ListeningError) as caught:
        await recorded(path, listener)
    assert caught.value.message == f"No words are heard in {path}."
    assert caught.value.hint.endswith(f"myna hear --listen {path}")
    with pytest.raises(AudioError, match="There is no file"):
        await recorded(tmp_path / "missing.wav", listener)


async def test_recordings_are_all_that_is_asked_and_a_stop_word_that_nobody_understands_is_left_out(
    listener: PlainListener, tmp_path: Path
) -> None:
    files = [spoken_file(tmp_path / f"{number}.wav", text) for number, text in enumerate((TEXT, "what is it"))]
    voice = FakeVoice()
    said = await prepared(files, tmp_path, voice, listener, "en-us")
    assert [question.text for question in said.questions] == [TEXT, "what is it"]
    assert (said.long, said.stop, said.for_skills) == (said.questions[0], None, [])
    assert len(voice.said) == TAKES * len(language("en-us").stop)


def test_the_samples_of_a_file_are_those_that_were_written(tmp_path: Path) -> None:
    with wav_file(tmp_path / "a.wav", 8000) as file:
        file.write(b"\1\0\xff\xff")
    samples, rate_hz = samples_of(tmp_path / "a.wav")
    assert (samples.tolist(), rate_hz) == ([1, -1], 8000)


def test_in_another_language_there_are_only_the_users_own_questions() -> None:
    check_language("en-gb", [])
    check_language("de", [Path("frage.wav")])
    with pytest.raises(ConfigError, match="Myna listens to de"):
        check_language("de", [])
