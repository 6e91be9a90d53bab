"""Microphone and speaker through real PortAudio, on a sound server with null sinks in the place of sound cards."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

MYNA = Path(sys.executable).with_name("myna")
SINKS = """
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/pulse.sock
load-module module-null-sink sink_name=room norewinds=1 rate=16000 channels=1 format=s16le
load-module module-remap-source source_name=microphone master=room.monitor
load-module module-null-sink sink_name=speaker norewinds=1 rate=48000 channels=2
set-default-sink speaker
set-default-source microphone
"""


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Poll for something that another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of programs that use the virtual microphone and speaker."""
    for program in ("pulseaudio", "paplay", "parec"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing; apt-get install pulseaudio pulseaudio-utils libasound2-plugins")
    script = tmp_path / "sinks.pa"
    script.write_text(SINKS.format(folder=tmp_path))
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    options = "--daemonize=no --exit-idle-time=-1 --disallow-exit --realtime=no --high-priority=no --use-pid-file=no"
    server = subprocess.Popen(
        ["pulseaudio", "-n", "-F", str(script), *options.split(), "--disable-shm=yes"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        until((tmp_path / "pulse.sock").exists)
        yield {**environment, "PULSE_SERVER": f"unix:{tmp_path}/pulse.sock"}
    finally:
        server.terminate()
        server.wait()


def test_devices_are_listed_and_an_unknown_one_is_told(sound: dict[str, str]) -> None:
    listed = subprocess.run([MYNA, "devices"], env=sound, capture_output=True, text=True, check=True)
    assert "default" in listed.stdout
    wrong = ["run", "--output", "a.wav", "--set", "audio.input=no such thing"]
    refused = subprocess.run([MYNA, *wrong], env=sound, capture_output=True, text=True, cwd=sound["HOME"])
    assert refused.returncode == 74
    assert "no such thing" in refused.stderr
    assert "audio.input" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_wake_phrase_and_question_in_one_breath_are_answered_in_the_room(
    sound: dict[str, str], speech: Path, tmp_path: Path
) -> None:
    recording, shown = tmp_path / "room.wav", tmp_path / "shown.txt"
    arguments = ["run", "--trace", "--set", "privacy.log_transcripts=true"]
    with shown.open("w") as lines:
        assistant = subprocess.Popen([MYNA, *arguments], env=sound, stdout=lines, stderr=lines)
        recorder = subprocess.Popen(["parec", "-d", "speaker.monitor", "--file-format=wav", recording], env=sound)
    try:
        until(lambda: "Ready" in shown.read_text())
        question = speech / "computer-capital-of-france.flac"
        subprocess.run(["paplay", "-d", "room", question], env=sound, check=True)
        until(lambda: "first sound" in shown.read_text())  # printed when the answer has been heard
        assistant.send_signal(signal.SIGTERM)
        assert assistant.wait(10) == 0
    finally:
        assistant.kill()
        recorder.terminate()
        assistant.wait()
        recorder.wait()
    assert "what is the capital of france" in shown.read_text()
    heard = subprocess.run(
        [MYNA, "hear", "--set", "endpoint.start_timeout_seconds=60", "--listen", recording],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "capital" in heard.stdout
