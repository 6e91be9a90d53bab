"""``myna run --input`` on a machine that is slower than the sound. On real engines."""

import threading
from pathlib import Path
from typing import Any

import pytest
import soundfile
from click.testing import CliRunner, Result

from myna.audio.wav import AFTER_SECONDS
from myna.interfaces.cli.main import main
from myna.stt.vosk.phrase_spotter import SecondLook
from myna.stt.vosk.transcriber import VoskTranscriber


def run(recording: Path, folder: Path) -> Result:
    arguments = ["run", "--input", str(recording), "--output", str(folder / "answer.wav")]
    return CliRunner().invoke(main, [*arguments, "--set", "privacy.log_transcripts=true"])


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(
    ("engine", "method"), [(SecondLook, "margin"), (VoskTranscriber, "accept")], ids=["second look", "transcriber"]
)
def test_a_recording_is_not_over_before_all_of_it_is_decided(
    speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: type[Any], method: str
) -> None:
    """What the engine hears first takes it longer than the whole recording and the silence behind it."""
    recording = speech / "computer-what-time-is-it.flac"
    passed = threading.Event()
    passing = threading.Timer(soundfile.info(recording).duration + AFTER_SECONDS + 1, passed.set)
    decide = getattr(engine, method)

    def late(self: Any, *arguments: Any) -> Any:
        if any(arguments[-1]):  # no silence, as at the start of an engine
            if not passed.is_set() and not passing.is_alive():
                passing.start()
            passed.wait()
        return decide(self, *arguments)

    monkeypatch.setattr(engine, method, late)
    done = run(recording, tmp_path)
    assert done.exit_code == 0, done.output
    assert passed.is_set()
    assert "what time is it" in done.output
    assert "It is" in done.output


@pytest.mark.usefixtures("config")
def test_a_recording_in_which_nobody_speaks_to_it_ends_by_itself(speech: Path, tmp_path: Path) -> None:
    done = run(speech / "stop.flac", tmp_path)
    assert done.exit_code == 65
    assert "No question was heard" in done.output
