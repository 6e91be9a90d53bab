"""The whole assistant in a room: ``myna run`` on a virtual microphone and speaker, in real time."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from myna.app.first_run import QUESTION
from virtual_sound import MICROPHONE, SoundServer, sound_server, until

MYNA = Path(sys.executable).with_name("myna")
LOUD = 0.01


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path / "sound") as server:
        yield server


class Assistant:
    """A running ``myna run``: what it shows, and what its speaker plays."""

    def __init__(self, shown: Path, recording: Path) -> None:
        self._shown = shown
        self._recording = recording

    def shown(self) -> str:
        return self._shown.read_text()

    def until(self, words: str, times: int = 1) -> None:
        until(lambda: self.shown().count(words) >= times, seconds=60)

    def sound(self) -> np.ndarray:
        """All that was played so far, at 44,100 Hz."""
        raw = self._recording.read_bytes()[44:]
        return np.frombuffer(raw[: len(raw) // 4 * 4], dtype="<i2").reshape(-1, 2)[:, 0] / 32768

    def until_sound_after(self, start: int) -> None:
        """Wait until something is played behind sample ``start``."""
        until(lambda: bool((np.abs(self.sound()[start:]) > LOUD).any()), seconds=60)


@contextmanager
def running(room: SoundServer, folder: Path, *settings: str) -> Iterator[Assistant]:
    shown, recording = folder / "shown.txt", folder / "room.wav"
    arguments = ["run", "--trace", *(part for setting in settings for part in ("--set", setting))]
    with shown.open("w") as lines, room.recording(recording):
        process = subprocess.Popen(
            [MYNA, *arguments, "--set", "privacy.log_transcripts=true"],
            env=room.environment,
            stdout=lines,
            stderr=lines,
        )
        assistant = Assistant(shown, recording)
        try:
            assistant.until("Ready")
            yield assistant
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            process.kill()
            process.wait()


def test_one_breath_then_a_follow_up_without_the_wake_phrase(room: SoundServer, speech: Path, tmp_path: Path) -> None:
    with running(room, tmp_path, "follow_up_seconds=30") as assistant:
        room.say(speech / "computer-capital-of-france.flac")
        assistant.until("first sound")  # printed when the answer has been heard
        room.say(QUESTION)
        assistant.until("first sound", times=2)
        assert assistant.shown().count("You: what is the capital of france") == 2


def test_the_question_may_come_after_the_chime(room: SoundServer, speech: Path, tmp_path: Path) -> None:
    with running(room, tmp_path, "wake_sensitivity=0.7") as assistant:
        assert not (np.abs(assistant.sound()) > LOUD).any()
        room.say(speech / "computer.flac")
        assistant.until_sound_after(0)
        room.say(QUESTION)
        assistant.until("first sound")
        assert "You: what is the capital of france" in assistant.shown()


@pytest.mark.parametrize("word", ["stop", "computer"])
def test_an_answer_is_silenced_by_a_word(room: SoundServer, speech: Path, tmp_path: Path, word: str) -> None:
    settings = ("speaking.rate=0.5", "audio.chime=false", "follow_up_seconds=0", "brain.temperature=0")
    with running(room, tmp_path, *settings) as assistant:
        room.say(speech / "computer-capital-of-france.flac")
        assistant.until("first sound")
        whole = sounding_seconds(assistant.sound())
        start = len(assistant.sound())
        room.say(speech / "computer-capital-of-france.flac")
        assistant.until_sound_after(start)
        room.say(speech / f"{word}.flac")
        assistant.until("first sound", times=2)
        assert sounding_seconds(assistant.sound()[start:]) < whole - 0.5


def sounding_seconds(sound: np.ndarray) -> float:
    """Seconds from the first sound to the last."""
    loud = np.flatnonzero(np.abs(sound) > LOUD)
    return float(loud[-1] - loud[0]) / 44_100


def test_a_microphone_is_unplugged_and_plugged_in_again(room: SoundServer, speech: Path, tmp_path: Path) -> None:
    with running(room, tmp_path) as assistant:
        room.unplug(MICROPHONE)
        assistant.until("microphone was unplugged")
        assistant.until_sound_after(0)  # it says so
        room.plug(MICROPHONE)
        assistant.until("The microphone is back.")
        room.say(speech / "computer-capital-of-france.flac")
        assistant.until("You: what is the capital of france")
        assistant.until("first sound")
