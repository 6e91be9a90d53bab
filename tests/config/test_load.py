"""Reading and merging."""

from pathlib import Path

import pytest

from myna.config import Config
from myna.config.load import SYSTEM_FILE, file_to_change

from .kit import load


def test_without_files_all_is_default() -> None:
    config = load()
    assert config == Config()
    assert config.wake_phrases == ("computer",)
    assert (config.language, config.model, config.voice) == ("en-us", "auto", "auto")


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# only a comment\n", "---\n", "~", "brain:\n", "endpoint:\n  # silence_seconds: 1\n", "\ufeff", "{}"],
)
def test_an_empty_file_is_all_default(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert load(file) == Config()


def test_later_sources_win_key_by_key(tmp_path: Path) -> None:
    system_file, user_file = tmp_path / "system.yaml", tmp_path / "user.yaml"
    system_file.write_text("language: de\nendpoint:\n  silence_seconds: 1\n  start_timeout_seconds: 9\n")
    user_file.write_text("model: tinyllama-1.1b-chat\nendpoint:\n  silence_seconds: 2\nbrain:\n  threads: 1\n")
    overrides = ("brain.threads=2", "brain.threads=3", "endpoint={max_utterance_seconds: 30}")
    config = load(None, *overrides, system_file=system_file, user_file=user_file)
    assert (config.language, config.model) == ("de", "tinyllama-1.1b-chat")
    assert config.endpoint.model_dump() == {
        "silence_seconds": 2,
        "min_silence_seconds": 0.28,
        "max_pause_seconds": 2,
        "start_timeout_seconds": 9,
        "max_utterance_seconds": 30,
        "speech_threshold": 0.5,
    }
    assert config.brain.threads == 3


def test_a_named_file_takes_the_place_of_the_users_own(tmp_path: Path) -> None:
    system_file, user_file, own = (tmp_path / f"{name}.yaml" for name in ("system", "user", "own"))
    system_file.write_text("voice: en_US-joe-medium")
    user_file.write_text("language: de")
    own.write_text("model: own.gguf")
    config = load(own, system_file=system_file, user_file=user_file)
    assert (config.language, config.model, config.voice) == ("en-us", "own.gguf", "en_US-joe-medium")


def test_a_section_that_is_left_empty_changes_nothing(tmp_path: Path) -> None:
    system_file, user_file = tmp_path / "system.yaml", tmp_path / "user.yaml"
    system_file.write_text("brain:\n  threads: 2")
    user_file.write_text("brain:\n  # threads: 4\n")
    assert load(system_file=system_file, user_file=user_file).brain.threads == 2
    system_file.write_text("brain:\n")
    user_file.write_text("brain:\n  threads: 4\n")
    assert load(system_file=system_file, user_file=user_file).brain.threads == 4


def test_null_goes_back_to_the_default(tmp_path: Path) -> None:
    system_file, user_file = tmp_path / "system.yaml", tmp_path / "user.yaml"
    system_file.write_text("models_dir: /srv/models\nbrain:\n  temperature: 0.5\n")
    user_file.write_text("models_dir: null\nbrain:\n  temperature: null\n")
    assert load(system_file=system_file, user_file=user_file) == Config()


def test_files_are_found_below_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own.yaml").write_text("language: de\nmodels_dir: ~/models")
    for config in (load(Path("~/own.yaml")), load(user_file=Path("~/own.yaml"))):
        assert (config.language, config.models_dir) == ("de", tmp_path / "models")


def test_a_user_without_a_home_has_no_file() -> None:
    assert load(user_file=Path("~no-such-user/config.yaml")) == Config()


def test_options_are_yaml() -> None:
    config = load(
        None,
        "wake_word=",
        "brain.temperature=0",
        "brain.context_tokens=0x1000",
        "brain.max_tokens=0010",
        "brain.use_mmap=True",
        "brain.system_prompt='Be brief: a word.'",
        "audio.input = USB = best",
        "endpoint.silence_seconds=5e-1",
    )
    assert config.wake_phrases == ()
    assert config.brain.model_dump() == {
        "system_prompt": "Be brief: a word.",
        "temperature": 0,
        "max_tokens": 10,
        "context_tokens": 4096,
        "threads": 0,
        "use_mmap": True,
        "use_skills": None,
    }
    assert config.audio.input == "USB = best"
    assert config.endpoint.silence_seconds == 0.5


def test_a_change_is_written_to_the_service_s_file_or_the_user_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/myna")
    assert file_to_change() == SYSTEM_FILE
    monkeypatch.delenv("STATE_DIRECTORY")
    monkeypatch.setenv("HOME", "/home/me")
    assert file_to_change() == Path("/home/me/.config/myna/config.yaml")
