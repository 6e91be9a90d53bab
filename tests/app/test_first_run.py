"""The first start on a machine without sound."""

import sys
from pathlib import Path

import pytest

from myna.app import first_run as starter
from myna.app.devices import Files
from myna.config import Config, models_directory
from myna.core.errors import AudioError, ModelError
from myna.models.catalogue import Dictionary, Model


class Told:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        return

    def advance(self, count_bytes: int) -> None:
        return

    def report(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def pulled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the models that were pulled; a dictionary cannot be had."""
    names: list[str] = []

    def pull(model: Model, _: Path, __: object) -> None:
        if isinstance(model, Dictionary):
            raise ModelError("model-fetch-failed", f"{model.name} could not be fetched.")
        names.append(model.name)

    monkeypatch.setattr(starter, "pull", pull)
    return names


def test_a_first_run_pulls_the_models_and_goes_on_without_a_dictionary(tmp_path: Path, pulled: list[str]) -> None:
    told = Told()
    starter.pull_missing(Config(models_dir=tmp_path), told)
    assert len(pulled) == 3
    assert told.lines == ["wordnet could not be fetched. Myna goes on without a dictionary."]


def test_a_later_run_asks_nobody_for_a_dictionary(config: Config, tmp_path: Path, pulled: list[str]) -> None:
    for path in models_directory(config).iterdir():
        if path.name != "wordnet":
            (tmp_path / path.name).symlink_to(path)
    told = Told()
    starter.pull_missing(Config(models_dir=tmp_path), told)
    assert told.lines == []
    starter.pull_starter(Config(models_dir=tmp_path), told)
    assert len(told.lines) == 1
    assert pulled == []


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
