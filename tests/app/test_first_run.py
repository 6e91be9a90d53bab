"""The first start on a machine without sound."""

import sys
from pathlib import Path

import pytest

from myna.app import first_run as starter
from myna.app.devices import Files
from myna.config import Config
from myna.core.errors import AudioError


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """PortAudio as it is on a machine without its library."""
    monkeypatch.setitem(sys.modules, "sounddevice", None)


@pytest.mark.usefixtures("no_sound")
def test_without_sound_the_recorded_question_is_asked_and_the_answer_goes_to_a_file(config: Config) -> None:
    notes: list[str] = []
    files = starter.stand_in(config, Files(), notes.append)
    assert files == Files(starter.QUESTION, starter.ANSWER, listen=True)
    assert starter.QUESTION.is_file()
    assert len(notes) == 2
    assert "question.wav" in notes[0]
    assert "answer.wav" in notes[1]


@pytest.mark.usefixtures("no_sound")
def test_files_that_were_named_stay(config: Config) -> None:
    named = Files(Path("in.wav"), Path("out.wav"))
    assert starter.stand_in(config, named, pytest.fail) == named


def test_a_wrong_name_is_told_and_not_replaced(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(wanted: str, kind: str) -> None:
        raise AudioError("microphone-unknown", f"There is no microphone called {wanted}.")

    monkeypatch.setattr(starter, "find_device", unknown)
    with pytest.raises(AudioError, match="no microphone called"):
        starter.stand_in(config, Files(), lambda _: None)
