"""The running assistant as its owner meets it: commands, reloads, restarts. On virtual sound, in real time."""

import json
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chain.daemon_kit import Owner, raw_samples
from myna.app.factory import model_selector
from myna.config import Config
from myna.core.errors import ModelError
from myna.models.catalogue import load_catalogue
from myna.models.store import path_of
from virtual_sound import SoundServer, sound_server, until

LARGE = "tinyllama-1.1b-chat-q4_k_m"


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short name, as the path of a socket must be."""
    with tempfile.TemporaryDirectory(prefix="myna-") as folder:
        yield Path(folder)


@pytest.fixture
def room(home: Path) -> Iterator[SoundServer]:
    with sound_server(home / "room") as server:
        yield server


@pytest.fixture
def owner(home: Path, room: SoundServer) -> Owner:
    return Owner(home, room)


def test_a_question_may_be_typed_and_the_answer_is_remembered(owner: Owner) -> None:
    owner.file.write_text("wake_word: computer\nbrain: {temperature: 0}\n")
    with owner.running():
        assert "paris" in owner.myna("ask", "What is the capital of France?").lower()
        status = owner.status()
    assert (status["state"], status["turns"], status["last_error"]) == ("listening", 1, None)
    assert status["microphone"] == {"name": "Mic", "error": None, "overflows": 0}
    assert status["model"]["fallback_reason"] is None
    assert "paris" not in owner.log().lower()  # the words are nobody's business
    assert "france" not in owner.log().lower()


def test_a_reload_changes_the_wake_phrase(owner: Owner, speech: Path) -> None:
    with owner.running():
        owner.room.say(speech / "smart-mirror.flac")
        owner.file.write_text("wake_word: smart mirror\nprivacy: {log_transcripts: true}\n")
        assert owner.myna("reload") == "Changed: wake_word, privacy, listener.\n"
        assert owner.status()["wake_phrases"] == ["smart mirror"]
        owner.until("Ready; listening for smart mirror.")
        assert "Heard the wake phrase" not in owner.log()
        owner.room.say(speech / "smart-mirror.flac")
        owner.until("Heard the wake phrase, smart mirror.")


def test_a_wrong_file_is_refused_with_all_its_mistakes_and_nothing_changes(owner: Owner) -> None:
    with owner.running():
        owner.file.write_text("wake_wrod: jarvis\nfollow_up_seconds: long\n")
        for command in (("reload",), ("status",)):
            told = owner.myna(*command, status=78 if command == ("reload",) else 0)
            assert "wake_wrod" in told
            assert "follow_up_seconds" in told
        owner.signal(signal.SIGHUP)
        owner.until("The configuration stays as it was.", times=2)
        assert "ERROR" in owner.log()
        assert owner.status()["state"] == "listening"
        owner.file.write_text("wake_word: computer\nfollow_up_seconds: 9\n")
        owner.signal(signal.SIGHUP)
        owner.until("changed: follow_up_seconds.")
        assert owner.status()["config_error"] is None
        owner.file.write_text("wake_word: xyzzyplugh\n")
        assert "xyzzyplugh" in owner.myna("reload", status=78)
        owner.file.write_text("model: llama-2-13b-chat-q4_k_m\n")
        assert "myna models pull" in owner.myna("reload", status=69)
        assert owner.status()["wake_phrases"] == ["computer"]


def test_a_reload_takes_changed_commands_and_the_listener_goes_on(owner: Owner, home: Path) -> None:
    command = """\
commands:
  - name: mark
    say: mark the {what}
    slots: {what: any}
    run: [PROGRAM, "HOME/{what}"]
    reply: Done.
""".replace("HOME", str(home))
    with owner.running():
        owner.file.write_text(command.replace("PROGRAM", "touch"))
        assert owner.myna("reload").startswith("Changed: commands")
        assert owner.myna("ask", "Mark the red; rm -rf") == "Done.\n"
        assert (home / "red; rm -rf").is_file()
        owner.file.write_text(command.replace("PROGRAM", "/nonexistent"))
        assert owner.myna("reload").startswith("Changed: commands")
        assert owner.myna("ask", "mark the blue") == "The mark command failed.\n"
        owner.file.write_text("commands: [{name: mark, say: '[mark', reply: Done.}]")
        assert 'config.yaml:1: commands[0].say: "[mark": a [ that is never closed' in owner.myna("reload", status=78)
    assert "/nonexistent cannot be started: No such file or directory." in owner.log()
    assert "blue" not in owner.log()


def test_volume_and_mute_survive_a_kill(owner: Owner) -> None:
    with owner.running():
        owner.myna("volume", "30")
        owner.myna("mute")
        owner.kill()
        assert "Myna is not running" in owner.myna("status", status=69)
    with owner.running():
        status = owner.status()
        assert (status["state"], status["volume"], status["muted"]) == ("muted", 30, True)
        owner.myna("unmute")
        until(lambda: owner.status()["state"] == "listening")


def test_skills_turn_the_same_knobs(owner: Owner) -> None:
    with owner.running():
        assert owner.myna("ask", "Volume to thirty.") == "Volume 30 percent.\n"
        assert owner.myna("ask", "Say that again!") == "Volume 30 percent.\n"
        assert owner.myna("ask", "Speak slower, please.") == "I will speak more slowly.\n"
        assert "smollm2" in owner.myna("ask", "What model are you?")
        assert "myna unmute" in owner.myna("ask", "Sleep for two hours.")
        owner.kill()
    with owner.running():
        status = owner.status()
        assert (status["state"], status["volume"], status["muted"]) == ("muted", 30, True)
        assert owner.myna("ask", "unmute the microphone") == "My microphone is on.\n"
        assert owner.status()["muted"] is False


def test_muted_the_microphone_is_let_go(owner: Owner) -> None:
    def listeners() -> list[str]:
        streams = [line.split("\t") for line in owner.room.control("list", "short", "source-outputs").splitlines()]
        return [client for _, _, client, *_ in streams if client != "-"]  # that is the room's own

    with owner.running():
        assert listeners()
        owner.myna("mute")
        until(lambda: not listeners())
        owner.myna("unmute")
        until(listeners)


def test_events_tell_everything(owner: Owner, speech: Path) -> None:
    with owner.running(), owner.following() as lines:
        owner.room.say(speech / "computer-capital-of-france.flac")
        events: list[dict[str, Any]] = []
        while not events or events[-1]["event"] != "turn":
            events.append(json.loads(next(lines)))
    kinds = [event["event"] for event in events]
    assert kinds.index("wake") < kinds.index("utterance") < kinds.index("piece") < kinds.index("answer")
    heard = next(event for event in events if event["event"] == "utterance")
    assert heard["text"] == "what is the capital of france"
    assert all("time" in event for event in events)
    phases = [event["phase"] for event in events if event["event"] == "state"]
    assert phases[0] == "hearing"
    assert {"thinking", "speaking"} & set(phases)


def test_in_the_place_of_a_damaged_model_a_smaller_one_answers_and_that_is_told_once(
    owner: Owner, config: Config, home: Path
) -> None:
    models = home / "models"
    models.mkdir()
    chosen = model_selector(config)
    for path in (chosen.speech().path, chosen.chat().path, chosen.voice().path):
        for file in (path, path.with_name(path.name + ".json")):
            if file.exists():
                (models / file.name).symlink_to(file)
    large = load_catalogue().find(LARGE)
    with path_of(large, models).open("wb") as hole:
        hole.truncate(large.size_bytes or 0)
    owner.file.write_text(f"models_dir: {models}\nprivacy: {{log_transcripts: true}}\n")
    spoke = []
    for _ in range(2):
        with owner.room.recording(home / "heard.wav"), owner.running():
            until(lambda: not owner.status()["loading"])
            status = owner.status()
            assert status["model"]["name"] == chosen.chat().name
            assert "damaged" in status["model"]["fallback_reason"]
            assert "damaged" in owner.log()
            until(lambda: owner.status()["state"] == "listening")
        spoke.append(bool((np.abs(raw_samples(home / "heard.wav")) > 300).any()))
    assert spoke == [True, False]


def test_without_a_language_model_skills_work_and_the_rest_is_refused_in_a_sentence(
    owner: Owner, config: Config, home: Path
) -> None:
    models = home / "models"
    models.mkdir()
    chosen = model_selector(config)
    for path in (chosen.speech().path, chosen.voice().path, chosen.voice().path.with_suffix(".onnx.json")):
        (models / path.name).symlink_to(path)
    owner.file.write_text(f"models_dir: {models}\n")
    with owner.running():
        assert owner.status()["model"]["name"] == "none"
        assert owner.myna("ask", "what time is it").startswith("It is")
        assert "no language model" in owner.myna("ask", "Who wrote Romeo and Juliet?", status=ModelError.exit_status)


def test_two_of_them_do_not_take_each_other_s_socket(owner: Owner, home: Path, room: SoundServer) -> None:
    (home / "other").mkdir()
    other = Owner(home / "other", room)
    other.environment = owner.environment
    with owner.running(), other.running():
        assert "Another Myna runs already" in other.log()
        owner.myna("status")
    assert "Traceback" not in owner.log() + other.log()
