"""The command line as a person uses it: every command in a process of its own."""

import json
import signal
import subprocess
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import soundfile

from interfaces.cli.command_kit import MYNA, Run, fails
from myna import __version__

COMMANDS = ["run", "ask", "say", "hear", "check", "devices", "config", "version", "completion",
            "models list", "models pull", "models verify", "models remove",
            "status", "listen", "mute", "unmute", "stop", "volume", "reload", "events"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(myna: Run, command: str) -> None:
    done = myna(*command.split(), "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout
    assert f"myna {command}" in done.stdout.split("Example:")[1]


def test_version_names_the_engines(myna: Run) -> None:
    lines = myna("version").stdout.splitlines()
    assert lines[0].startswith(f"myna {__version__}")
    assert [line.split()[0] for line in lines[1:]] == ["vosk", "llama-cpp-python", "piper-tts", "sounddevice"]


def test_a_check_looks_at_the_button_and_the_light_last(myna: Run) -> None:
    done = myna("check", "--json", "--set", "gpio.button=NO-SUCH-PIN", "--set", "gpio.spi_device=/nonexistent/spidev")
    *_, button, light = map(json.loads, done.stdout.splitlines())
    assert (button["name"], button["error"]["code"]) in (("button", "gpio-missing"), ("button", "gpio-line-missing"))
    assert (light["name"], light["error"]["code"]) == ("light", "spi-missing")
    assert done.returncode != 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(myna: Run, shell: str) -> None:
    done = myna("completion", shell)
    assert done.returncode == 0
    assert "_MYNA_COMPLETE" in done.stdout


def test_completion_completes(myna: Run) -> None:
    done = myna(_MYNA_COMPLETE="bash_complete", COMP_WORDS="myna mod", COMP_CWORD="1")
    assert "models" in done.stdout


def test_ask_answers(myna: Run) -> None:
    done = myna("ask", "What is the capital of France?", "--set", "brain.temperature=0")
    assert done.returncode == 0, done.stderr
    assert "Paris" in done.stdout


def test_say_and_hear_understand_each_other(myna: Run, tmp_path: Path) -> None:
    assert myna("say", "The little girl went home with her mother.", "--output", "said.wav").returncode == 0
    done = myna("hear", "--listen", "said.wav")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[-1]["event"] == "utterance"
    assert events[-1]["text"] == "the little girl went home with her mother"
    assert set(events[-1]) == {"file", "event", "at", "text", "speech_end", "confidence", "level_db"}
    assert {event["event"] for event in events} == {"speech", "partial", "pause", "utterance"}


def test_hear_goes_on_after_a_file_that_it_cannot_read(myna: Run, speech: Path) -> None:
    done = myna("hear", "missing.wav", speech / "computer.flac")
    fails(done, 74, "missing.wav")
    assert json.loads(done.stdout.splitlines()[0])["event"] == "wake"


def test_say_nothing_speakable(myna: Run, tmp_path: Path) -> None:
    fails(myna("say", "***", "--output", "said.wav"), 70, "nothing to say")
    assert not (tmp_path / "said.wav").exists()


def test_an_unwritable_output(myna: Run) -> None:
    fails(myna("say", "Hello.", "--output", "nowhere/said.wav"), 74, "nowhere/said.wav")


def test_a_recording_of_silence(myna: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silence.wav", np.zeros(16000, dtype=np.int16), 16000)
    done = myna("run", "--input", "silence.wav", "--output", "answer.wav", "--listen",
                "--set", "endpoint.start_timeout_seconds=1")  # fmt: skip
    fails(done, 65, "No question was heard")


@pytest.mark.parametrize("content", [b"", b"no sound"])
def test_a_recording_that_is_none(myna: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "noise.wav").write_bytes(content)
    fails(myna("run", "--input", "noise.wav", "--output", "answer.wav"), 74, "noise.wav")
    assert not list(tmp_path.glob("answer.wav.part"))


def test_a_failed_run_leaves_an_earlier_answer_alone(myna: Run, tmp_path: Path) -> None:
    (tmp_path / "answer.wav").write_bytes(b"an earlier answer")
    assert myna("run", "--input", "missing.wav", "--output", "answer.wav").returncode == 74
    assert (tmp_path / "answer.wav").read_bytes() == b"an earlier answer"
    assert [path.name for path in tmp_path.glob("answer*")] == ["answer.wav"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_in_the_middle_of_an_answer_is_no_failure_and_keeps_the_sound(tmp_path: Path, number: int) -> None:
    question = str(files("myna.app") / "question.wav")
    arguments = ["run", "--listen", "--input", question, "--output", "answer.wav"]
    running = subprocess.Popen([MYNA, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    assert running.stdout is not None
    while b"Myna:" not in running.stdout.readline():  # the answer's text is printed as it comes
        assert running.poll() is None
    running.send_signal(number)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 0
    assert b"Traceback" not in errors
    assert soundfile.info(tmp_path / "answer.wav").duration > 2
    assert [path.name for path in tmp_path.iterdir()] == ["answer.wav"]


def test_an_empty_question(myna: Run) -> None:
    fails(myna("ask", " "), 70, "no question")


def test_a_missing_model(myna: Run, tmp_path: Path) -> None:
    done = myna("ask", "Hello?", "--set", f"models_dir={tmp_path}")
    fails(done, 69, "is not in", "myna models pull smollm2-135m-instruct-q4_1")


def test_a_speech_model_that_lacks_files(myna: Run, tmp_path: Path) -> None:
    (tmp_path / "vosk-model-small-en-us-0.15").mkdir()
    fails(myna("hear", "a.wav", "--set", f"models_dir={tmp_path}"), 69, "is damaged", "myna models pull vosk")


def test_an_unknown_wake_word_is_refused(myna: Run) -> None:
    fails(myna("run", "--input", "a.wav", "--output", "b.wav", "--set", "wake_word=hey xyzzyq"), 78, "xyzzyq")


def test_config_prints_what_is_in_effect(myna: Run) -> None:
    done = myna("config", "--set", "wake_word=hey jarvis")
    assert done.returncode == 0
    assert "hey jarvis" in done.stdout


def test_check_finds_what_is_missing(myna: Run) -> None:
    done = myna("check", "--set", "wake_word=xyzzyq", "--set", "audio.input=no such microphone")
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    assert any(line.startswith("ok") and "SmolLM2-135M" in line for line in lines)
    assert any(line.startswith("wrong") and "xyzzyq" in line for line in lines)
    assert any(line.startswith("wrong microphone") for line in lines)
    assert done.returncode != 0
