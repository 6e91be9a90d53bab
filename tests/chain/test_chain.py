"""The whole chain on its real engines, in real time: a recording is the microphone, another the speaker."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from chain.takes_kit import with_noise
from myna.app.first_run import QUESTION
from myna.bench.memory import QUESTION as FOR_THE_MODEL

MYNA = Path(sys.executable).with_name("myna")


def myna(*arguments: str | Path) -> str:
    done = subprocess.run([MYNA, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def heard_in(path: Path) -> str:
    """What is heard in an answer, however late it came."""
    sound, rate_hz = soundfile.read(path, dtype="int16")
    loud = np.flatnonzero(np.abs(sound) > 300)
    assert len(loud), "the answer is silent"
    soon = path.with_name(f"soon-{path.name}")
    soundfile.write(soon, sound[max(0, loud[0] - rate_hz // 2) :], rate_hz)
    events = [json.loads(line) for line in myna("hear", "--listen", soon).splitlines()]
    return " ".join(event["text"] for event in events if event["event"] == "utterance")


@pytest.mark.parametrize("snr_db", [None, 15.0])
def test_a_spoken_question_is_answered_aloud(speech: Path, tmp_path: Path, snr_db: float | None) -> None:
    question = QUESTION
    if snr_db is not None:
        question = with_noise(question, speech / "kitchen.flac", snr_db, tmp_path / "question.wav")
    said = []
    for attempt in range(
        3
    ):  # the voice never says a sentence twice alike: once in about twenty, "Paris" sounds "pairs"
        answer = tmp_path / f"answer{attempt}.wav"
        shown = myna("run", "--input", question, "--output", answer, "--listen", "--trace")
        assert "You:  what is the capital of france\n" in shown
        assert "Paris" in shown
        for stage in ("end of speech", "endpoint", "final transcript", "first sound"):
            assert f"ms  {stage}" in shown
        said.append(heard_in(answer))
        if "paris" in said[-1]:
            break
    assert "paris" in said[-1], said


def test_what_no_source_has_is_asked_of_the_language_model(tmp_path: Path) -> None:
    answer = tmp_path / "answer.wav"
    shown = myna("run", "--input", FOR_THE_MODEL, "--output", answer, "--listen", "--trace")
    for stage in ("end of speech", "endpoint", "final transcript", "first token", "first clause", "first sound"):
        assert f"ms  {stage}" in shown
    assert heard_in(answer)


def test_the_wake_phrase_and_two_questions_in_one_recording(speech: Path, tmp_path: Path) -> None:
    first, rate_hz = soundfile.read(speech / "computer-capital-of-france.flac")
    second, _ = soundfile.read(speech / "computer-what-time-is-it.flac")
    pause = np.zeros(6 * rate_hz)
    soundfile.write(tmp_path / "talk.wav", np.concatenate([first, pause, second]), rate_hz)
    shown = myna("run", "--input", tmp_path / "talk.wav", "--output", tmp_path / "answer.wav")
    assert shown.count("You:") == 2
    assert "what is the capital of france" in shown
    assert "what time is it" in shown


def test_the_answer_stands_on_the_time_line_of_the_question(tmp_path: Path) -> None:
    answer = tmp_path / "answer.wav"
    myna("run", "--input", QUESTION, "--output", answer, "--listen")
    sound, rate_hz = soundfile.read(answer)
    first_sound = np.flatnonzero(np.abs(sound) > 0.01)[0] / rate_hz
    assert first_sound > soundfile.info(QUESTION).duration - 0.5  # behind the question's last word
