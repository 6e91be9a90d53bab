"""The models of an appliance, and whose they and the checkout are."""

import os
import pwd
import re
import subprocess
import sys

import pytest

from myna_setup import account, models
from myna_setup.common import SetupError


@pytest.fixture
def folders(tmp_path):
    """A checkout's models folder, with a voice, a speech model and an unfinished one, and an empty folder."""
    here, there = tmp_path / "here", tmp_path / "there"
    there.mkdir()
    (here / "speech" / "graph").mkdir(parents=True)
    (here / "speech" / "graph" / "words").write_text("computer")
    for name in ("voice.onnx", "large.gguf.part", "README.md", ".lock"):
        (here / name).write_text(name)
    return here, there


def test_models_that_are_whole_and_missing_are_copied(folders):
    here, there = folders
    said = []

    models.copy(here, there, said.append)
    models.copy(here, there, said.append)

    assert {path.name for path in there.iterdir()} == {"speech", "voice.onnx"}
    assert (there / "speech" / "graph" / "words").read_text() == "computer"
    assert said == ["Copied speech from the checkout.", "Copied voice.onnx from the checkout."]


def test_a_copy_that_was_interrupted_begins_anew(folders):
    here, there = folders
    (there / "speech.part").mkdir()
    (there / "speech.part" / "old").touch()

    models.copy(here, there, print)

    assert [path.name for path in (there / "speech").iterdir()] == ["graph"]


def test_a_copy_that_does_not_fit_is_told(folders):
    here, there = folders
    (there / "voice.onnx.part").mkdir()  # in the way

    with pytest.raises(SetupError, match=r"voice.onnx could not be copied to .*: Is a directory"):
        models.copy(here, there, print)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run something as another user; type: sudo make test")
def test_a_command_runs_as_somebody_else_with_their_home(tmp_path, capfd):
    nobody = pwd.getpwnam("nobody")
    program = "import os; print(os.getuid(), os.getgid(), os.getgroups() == [os.getgid()], os.environ['HOME'])"

    status = account.run_as(
        nobody, ["/usr/bin/env", "python3", "-c", program], {"PATH": "/usr/bin"}, tmp_path.parents[-1]
    )

    assert status == 0
    assert capfd.readouterr().out == f"{nobody.pw_uid} {nobody.pw_gid} True {nobody.pw_dir}\n"


def test_a_command_of_ones_own_keeps_its_status(tmp_path):
    me = pwd.getpwuid(os.geteuid())

    assert account.run_as(me, [sys.executable, "-c", "raise SystemExit(69)"], os.environ, tmp_path) == 69


def test_the_owner_of_a_checkout_is_known(tmp_path):
    assert account.owner(tmp_path).pw_uid == os.geteuid()


@pytest.mark.parametrize(("name", "known"), [("nobody", True), ("root", False), ("no such user", False), ("", False)])
def test_who_called_sudo_is_a_person_and_not_root(name, known):
    found = account.caller({"SUDO_USER": name})

    assert (found is not None and found.pw_name == name) is known


def test_a_larger_model_is_looked_for_with_what_the_release_has(tmp_path):
    environment = {**os.environ, "STATE_DIRECTORY": str(tmp_path), "HOME": str(tmp_path)}
    found = subprocess.run([sys.executable, "-c", models.LARGER], env=environment, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert re.fullmatch(r"(\S+ \d+\n)?", found.stdout)
