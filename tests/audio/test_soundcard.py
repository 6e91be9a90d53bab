"""The commands on a real sound server, with null sinks in the place of sound cards."""

import signal
import subprocess
import sys
from pathlib import Path

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
