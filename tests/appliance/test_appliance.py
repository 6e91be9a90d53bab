"""The appliance as its owner has it: installed, and a real systemd boots, watches, reloads and confines it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from appliance.board import SOUND, Board, until
from gguf_kit import repeated
from myna.app.factory import model_selector
from myna.config import Config

CONFIG = "/etc/myna/config.yaml"
DROP_INS = "/etc/systemd/system/myna.service.d"
HASTE = "RestartSec=1\nWatchdogSec=8\n"  # so that the tests do not wait for long
SERVER = f"Environment=PULSE_SERVER={SOUND}\n"  # as for the sound of a session
LIMIT_BYTES = 900_000_000


@pytest.fixture
def box(installed: Board) -> Iterator[Board]:
    """A board on which Myna has just started with the default configuration, and is hasty."""
    installed.run("mkdir", "-p", DROP_INS)
    installed.write(f"{DROP_INS}/test.conf", f"[Service]\n{HASTE}{SERVER}")
    installed.run("systemctl", "daemon-reload")
    installed.run("systemctl", "restart", "myna")
    installed.run("journalctl", "--rotate")
    installed.run("journalctl", "--vacuum-time=1s")
    try:
        yield installed
    finally:
        installed.run("rm", "-r", DROP_INS)
        installed.run("systemctl", "daemon-reload")


def status(box: Board) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(box.run("myna", "status", "--json"))
    return found


def restarts(box: Board) -> int:
    return int(box.show("NRestarts"))


def is_ready(box: Board) -> bool:
    return box.show("ActiveState") == "active"


def is_whole(box: Board) -> bool:
    told = box.attempt("myna", "status", "--json")
    return told.returncode == 0 and json.loads(told.stdout).get("loading") is False


def ask(box: Board, speech: Path) -> np.ndarray:
    """What the speaker plays when the question is asked aloud."""
    turns = status(box)["turns"]
    with box.recording() as path:
        box.speak(speech / "computer-capital-of-france.flac")
        until(lambda: status(box)["turns"] > turns and status(box)["state"] == "listening", what="the answer")
    sound, _ = soundfile.read(path, dtype="int16")
    return sound


def test_it_answers_a_question_aloud_and_the_journal_does_not_know_it(box: Board, speech: Path) -> None:
    assert (np.abs(ask(box, speech)) > 1000).sum() > 1000
    journal = box.journal()
    assert "Heard the wake phrase, computer." in journal
    assert "france" not in journal.lower()
    until(lambda: box.show("StatusText") == "Listening for computer.", what="the status")


def test_it_is_ready_after_a_boot(box: Board) -> None:
    box.switch_off()
    box.switch_on()
    until(lambda: is_ready(box), what="READY after the boot")
    assert status(box)["state"] == "listening"


def test_it_waits_for_a_sound_server_and_is_ready_only_then(box: Board) -> None:
    box.run("systemctl", "stop", "myna", "sound")
    box.run("systemctl", "start", "--no-block", "myna")
    until(lambda: "Waiting for a microphone" in box.show("StatusText"), what="the wait")
    assert box.show("ActiveState") == "activating"
    assert status(box)["state"] == "no-microphone"
    box.run("systemctl", "start", "sound")
    until(lambda: is_ready(box), what="READY with sound")


def test_it_runs_without_a_network_without_rights_and_under_a_filter(box: Board) -> None:
    process = box.show("MainPID")
    links = box.run("nsenter", f"--target={process}", "--net", "cat", "/proc/net/dev").splitlines()[2:]
    assert [line.partition(":")[0].strip() for line in links] == ["lo"]
    facts = dict(line.split(":\t", 1) for line in box.read(f"/proc/{process}/status").splitlines() if ":\t" in line)
    assert (facts["Seccomp"], facts["NoNewPrivs"], int(facts["CapBnd"], 16)) == ("2", "1", 0)


def test_killed_it_comes_back(box: Board) -> None:
    box.run("myna", "volume", "35")
    before = restarts(box)
    box.run("systemctl", "kill", "--signal=KILL", "myna")
    until(lambda: restarts(box) == before + 1 and is_ready(box), what="the restart")
    assert status(box)["volume"] == 35
    box.run("myna", "volume", "100")


def test_a_microphone_that_delivers_nothing_is_the_watchdog_s_business(box: Board) -> None:
    before = restarts(box)
    box.run("pactl", "suspend-source", "microphone", "1")
    try:
        until(lambda: restarts(box) > before, what="the watchdog")
        assert "Watchdog timeout" in box.journal()
        assert not is_ready(box)
    finally:
        box.run("pactl", "suspend-source", "microphone", "0")
    until(lambda: is_ready(box), what="READY again")
    assert restarts(box) == before + 1


def test_a_microphone_that_is_unplugged_is_not(box: Board) -> None:
    before = restarts(box)
    modules = box.run("pactl", "list", "short", "modules").splitlines()
    (microphone,) = [line.split("\t")[0] for line in modules if "module-remap-source" in line]
    box.run("pactl", "unload-module", microphone)
    until(lambda: "Waiting for a microphone" in box.show("StatusText"), what="the notice")
    box.run("sleep", "12")  # longer than the watchdog waits
    assert (restarts(box), is_ready(box)) == (before, True)
    box.run("systemctl", "restart", "sound")
    until(lambda: status(box)["state"] == "listening", what="the microphone's return")


def test_a_microphone_that_does_not_open_in_time_is_not_either(box: Board) -> None:
    patient = "WatchdogSec=20\n"  # the first try to open it again ends about 8 s after the last sound
    box.write(f"{DROP_INS}/test.conf", f"[Service]\n{HASTE}{patient}{SERVER}")
    box.run("systemctl", "daemon-reload")
    box.run("systemctl", "restart", "myna")
    before = restarts(box)
    box.run("systemctl", "kill", "--signal=STOP", "sound")
    try:
        until(lambda: "did not open in" in str(status(box)["microphone"]["error"]), what="the notice")
        box.run("sleep", "40")  # two times as long as the watchdog waits
        assert (restarts(box), is_ready(box)) == (before, True)
    finally:
        box.run("systemctl", "kill", "--signal=CONT", "sound")
    until(lambda: status(box)["state"] == "listening", what="the microphone's return")


def test_a_wrong_configuration_stops_it_at_78_and_it_is_not_tried_again(box: Board) -> None:
    box.write(CONFIG, "wake_wrod: jarvis\nfollow_up_seconds: long\n")
    box.attempt("systemctl", "restart", "myna")
    assert (box.show("ActiveState"), box.show("ExecMainStatus")) == ("failed", "78")
    box.run("sleep", "3")
    assert (box.show("ActiveState"), restarts(box)) == ("failed", 0)
    journal = box.journal()
    assert "wake_wrod" in journal
    assert "follow_up_seconds" in journal
    assert "Traceback" not in journal


def test_a_reload_changes_the_wake_phrase_and_refuses_what_is_wrong(box: Board) -> None:
    before = box.show("MainPID")
    box.write(CONFIG, "wake_word: smart mirror\n")
    box.run("systemctl", "reload", "myna")
    assert status(box)["wake_phrases"] == ["smart mirror"]
    box.write(CONFIG, "wake_wrod: jarvis\nfollow_up_seconds: long\n")
    assert box.attempt("systemctl", "reload", "myna").returncode != 0
    found = status(box)
    assert found["wake_phrases"] == ["smart mirror"]
    for mistake in ("wake_wrod", "follow_up_seconds"):
        assert mistake in found["config_error"]["message"]
        assert mistake in box.journal()
    assert (box.show("MainPID"), is_ready(box)) == (before, True)


def test_where_the_memory_runs_out_it_comes_back_with_a_smaller_model(box: Board, config: Config) -> None:
    small = model_selector(config).chat()
    repeated(small.path, 8, box.folder / "share" / "large.gguf")
    box.write(CONFIG, "model: /srv/share/large.gguf\n")
    with box.limited(LIMIT_BYTES):
        box.attempt("systemctl", "restart", "myna")
        until(lambda: restarts(box) > 0, 120, "the restart")
        until(lambda: is_whole(box), 120, "the smaller model")
        found = status(box)["model"]
    assert found["name"] == small.name
    assert "did not fit into the memory" in found["fallback_reason"]


def test_a_model_on_another_machine_is_asked_once_the_network_is_opened_and_not_before(
    box: Board, config: Config
) -> None:
    shutil.copy(Path(__file__).with_name("parrot.py"), box.folder / "share")
    box.run("systemd-run", "--unit=parrot", "python3", "/srv/share/parrot.py")
    box.write(CONFIG, "model: http://127.0.0.1:8080/v1\n")
    try:
        box.run("systemctl", "reload", "myna")
        found = status(box)["model"]
        assert found["name"] == model_selector(config).chat().name
        assert "Myna's service has no network" in found["fallback_reason"]
        assert "network.conf" in box.journal()
        box.run("cp", "/opt/myna/current/systemd/myna.service.d/network.conf", DROP_INS)
        box.run("systemctl", "daemon-reload")
        box.run("systemctl", "restart", "myna")
        assert status(box)["model"] == {"name": "http://127.0.0.1:8080/v1", "fallback_reason": None}
        assert box.run("myna", "ask", "Should I buy a bike?") == "The parrot says hello.\n"
    finally:
        box.run("systemctl", "stop", "parrot")
