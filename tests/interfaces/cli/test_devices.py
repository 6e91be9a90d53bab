"""The list of sound devices, and the microphone's test: each in a process of its own, on virtual sound."""

import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from interfaces.cli.command_kit import MYNA, Run, fails
from virtual_sound import SoundServer, sound_server


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path / "room") as server:
        yield server


def test_the_devices_are_listed(myna: Run, room: SoundServer) -> None:
    done = myna("devices", **room.environment)
    assert done.returncode == 0
    assert "default" in done.stdout


@pytest.mark.parametrize("arguments", [["5"], ["--input", "a.wav"], ["--set", "audio.input=USB"], ["--test", "0.1"]])
def test_a_wrong_command_line_is_refused(myna: Run, arguments: list[str]) -> None:
    done = myna("devices", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_microphone_is_heard_and_judged(myna: Run, room: SoundServer, speech: Path) -> None:
    with room.saying(speech / "order-cappuccino.flac"):
        done = myna("devices", "--test", "4", **room.environment)
    assert done.returncode == 0, done.stderr
    *readings, verdict = done.stdout.splitlines()
    assert [line.split()[:3] for line in readings] == [[str(second), "s", "peak"] for second in (1, 2, 3, 4)]
    assert "speech -2" in readings[-1]
    assert verdict.startswith("ok    Mic: speech at -2")


def test_a_microphone_that_is_off(myna: Run, room: SoundServer) -> None:
    fails(myna("devices", "--test", "2", **room.environment), 74, "digital silence", "alsamixer")
    done = myna("check", **room.environment)
    assert "wrong hearing: The microphone gives digital silence: it is switched off." in done.stdout
    assert done.returncode == 74


def test_an_interrupt_ends_it_with_the_verdict_so_far(room: SoundServer, speech: Path) -> None:
    with room.saying(speech / "order-cappuccino.flac"):
        test = subprocess.Popen(
            [MYNA, "devices", "--test", "60"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=room.environment,
        )
        assert test.stdout is not None
        for line in test.stdout:
            if line.startswith("  2 s"):
                break
        test.send_signal(signal.SIGINT)
        rest, errors = test.communicate(timeout=30)
    assert test.returncode == 0, errors
    assert rest.splitlines()[-1].startswith("ok    Mic: speech at ")
    assert "Traceback" not in errors


def test_a_terminal_gets_bars(speech: Path) -> None:
    ours, theirs = pty.openpty()
    recording = speech / "order-cappuccino.flac"
    command, environment = [MYNA, "devices", "--test", "--input", str(recording)], {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as test:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 1 << 16):
                shown += piece
        except OSError:  # of a terminal that nobody writes to any more
            os.close(ours)
    assert test.returncode == 0
    text = shown.decode()
    assert "█" in text
    assert "signal to noise" in text
    assert "speech at -22 dB" in text.splitlines()[-1]


def test_a_recording_that_is_clipped(myna: Run, tmp_path: Path, speech: Path) -> None:
    sound, rate_hz = soundfile.read(speech / "order-cappuccino.flac")
    soundfile.write(tmp_path / "loud.wav", np.clip(sound * 12, -1, 1), rate_hz)
    done = myna("devices", "--test", "--input", "loud.wav")
    fails(done, 74, "The microphone is too loud: its sound is clipped.", "10%-")
    fails(myna("devices", "--test", "--input", "missing.wav"), 74, "There is no file missing.wav")


def test_without_a_microphone(myna: Run) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"}
    fails(myna("devices", "--test", **nowhere), 74, "no microphone", "myna devices")
