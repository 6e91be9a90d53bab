"""Devices of a PortAudio that is scripted, and the commands on a real sound server with null sinks as sound cards."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from myna.audio import soundcard
from myna.audio.soundcard import find_device, usable
from myna.core.errors import AudioError
from virtual_sound import SoundServer, until

MYNA = Path(sys.executable).with_name("myna")


def test_devices_are_listed(sound: SoundServer) -> None:
    listed = subprocess.run([MYNA, "devices"], env=sound.environment, capture_output=True, text=True, check=True)
    assert "default" in listed.stdout


def test_a_microphone_by_a_wrong_name_is_told_and_looked_for(sound: SoundServer, tmp_path: Path) -> None:
    shown = tmp_path / "shown.txt"
    wrong = ["run", "--output", tmp_path / "a.wav", "--set", "audio.input=no such thing"]
    with shown.open("w") as lines:
        assistant = subprocess.Popen([MYNA, *wrong], env=sound.environment, stdout=lines, stderr=lines)
    try:
        until(lambda: "no such thing" in shown.read_text() and "audio.input" in shown.read_text())
        assert assistant.poll() is None
        assistant.send_signal(signal.SIGTERM)
        assert assistant.wait(10) == 0
    finally:
        assistant.kill()
        assistant.wait()
    assert "Traceback" not in shown.read_text()


def test_wake_phrase_and_question_in_one_breath_are_answered_in_the_room(
    sound: SoundServer, speech: Path, tmp_path: Path
) -> None:
    recording, shown = tmp_path / "room.wav", tmp_path / "shown.txt"
    arguments = ["run", "--trace", "--set", "privacy.log_transcripts=true"]
    with shown.open("w") as lines:
        assistant = subprocess.Popen([MYNA, *arguments], env=sound.environment, stdout=lines, stderr=lines)
    try:
        with sound.recording(recording):
            until(lambda: "Ready" in shown.read_text())
            sound.say(speech / "computer-capital-of-france.flac")
            until(lambda: "first sound" in shown.read_text())  # printed when the answer has been heard
            assistant.send_signal(signal.SIGTERM)
            assert assistant.wait(10) == 0
    finally:
        assistant.kill()
        assistant.wait()
    assert "what is the capital of france" in shown.read_text()
    heard = subprocess.run(
        [MYNA, "hear", "--set", "endpoint.start_timeout_seconds=60", "--listen", recording],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "capital" in heard.stdout


class PortAudio:
    """PortAudio, with one device that has these rates and numbers of channels."""

    class PortAudioError(Exception):
        """It refuses."""

    def __init__(self, *shapes: tuple[int, int]) -> None:
        self._shapes = shapes

    def check_input_settings(self, *, device: int, channels: int, dtype: str, samplerate: int) -> None:
        """Refuse what the device has not."""
        if (samplerate, channels) not in self._shapes:
            raise self.PortAudioError


@pytest.mark.parametrize(
    ("shapes", "wanted"),
    [
        ([(16_000, 1), (48_000, 2)], (16_000, 1)),
        ([(16_000, 2), (44_100, 1)], (16_000, 2)),
        ([(48_000, 2)], (48_000, 2)),
        ([(44_100, 1), (44_100, 2)], (44_100, 1)),
        ([(96_000, 6)], (96_000, 6)),
    ],
)
def test_any_rate_of_a_device_will_do(
    monkeypatch: pytest.MonkeyPatch, shapes: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(*shapes))
    device: dict[str, Any] = {"name": "array", "index": 0, "max_input_channels": 6, "default_samplerate": 48_000.0}
    assert usable(device, "input", 16_000) == wanted


def test_a_device_that_takes_nothing_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio())
    device: dict[str, Any] = {"name": "card", "index": 0, "max_input_channels": 1, "default_samplerate": 48_000.0}
    with pytest.raises(AudioError, match="card does not open; another program may hold it"):
        usable(device, "input", 16_000)


class Listed(PortAudio):
    """PortAudio with these microphones; like the real one it refuses a part of a name that several have."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._infos = [{"name": name, "max_input_channels": 1} for name in names]

    def query_devices(self, wanted: str | None = None, kind: str | None = None) -> Any:
        """All devices; or the one of a kind that is wanted."""
        if kind is None:
            return self._infos
        found = [info for info in self._infos if (wanted or "").lower() in str(info["name"]).lower()]
        exact = [info for info in found if info["name"] == wanted]
        if wanted is not None and len(exact or found) != 1:
            raise ValueError("no or several devices")
        return (exact or found)[0]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("default", "USB Mic"), ("usb mic", "USB Mic"), ("camera", "Camera left"), ("Camera right", "Camera right")],
)
def test_a_device_is_found_by_its_name_a_part_of_it_or_as_the_default(
    monkeypatch: pytest.MonkeyPatch, wanted: str, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", Listed("USB Mic", "Camera left", "Camera right"))
    assert find_device(wanted, "input")["name"] == name


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        ((), "microphone-missing", "This machine has no microphone."),
        (
            ("USB Mic", "Camera"),
            "microphone-unknown",
            "There is no microphone called headset; there are: USB Mic, Camera.",
        ),
    ],
)
def test_a_device_that_is_not_there_is_told_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], code: str, words: str
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", Listed(*names))
    with pytest.raises(AudioError) as failure:
        find_device("headset", "input")
    assert (failure.value.code, failure.value.message) == (code, words)


def test_without_portaudio_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(AudioError) as failure:
        find_device("default", "output")
    assert (failure.value.code, failure.value.hint) == (
        "portaudio-missing",
        "Type: sudo apt-get install libportaudio2",
    )


EXCLUSIVE = """
import pathlib, time
card = pathlib.Path(__file__).with_name("open")
card.mkdir()  # FileExistsError where another process has it open
time.sleep(0.05)
card.rmdir()
class default: device = (0, 0)
query_devices = list
"""
"""A PortAudio whose card one process can open; it does as soon as it is imported, as the real one."""


def test_devices_are_listed_by_one_process_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text(EXCLUSIVE)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    code = "from myna.audio import soundcard; soundcard.TURN_SECONDS = 600; soundcard.devices()"
    processes = [subprocess.Popen([sys.executable, "-c", code], env=environment) for _ in range(4)]
    assert [process.wait() for process in processes] == [0] * 4


def test_who_lists_devices_for_ever_keeps_nobody_from_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text(EXCLUSIVE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(soundcard, "TURN_SECONDS", 0.1)
    with Path(soundcard.__file__).open("rb") as own:
        fcntl.flock(own, fcntl.LOCK_EX)
        assert soundcard.devices() == []
    monkeypatch.delitem(sys.modules, "sounddevice")
