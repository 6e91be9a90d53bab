"""``myna models``, as a person uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from interfaces.cli.command_kit import Run, fails
from models.kit import zim_of
from myna.app import first_run
from myna.config import Config, models_directory
from myna.interfaces.cli.main import main
from myna.models import fetch


def test_models_list_and_verify_know_what_is_installed(myna: Run, config: Config) -> None:
    here = str(models_directory(config))
    listed = myna("models", "list", "--set", f"models_dir={here}", COLUMNS="200").stdout
    assert next(line for line in listed.splitlines() if "smollm2-135m-instruct-q4_1" in line).rstrip().endswith("yes")
    verified = myna("models", "verify", "--set", f"models_dir={here}")
    assert verified.returncode == 0
    assert "ok    en_US-joe-medium" in verified.stdout


def test_models_pull_of_an_unknown_name(myna: Run) -> None:
    fails(myna("models", "pull", "tinylama-1.1b-chat"), 69, "tinyllama-1.1b-chat")


def test_encyclopedias_are_listed_verified_and_removed(myna: Run, tmp_path: Path) -> None:
    file = tmp_path / "wikipedia_en_top_mini_2026-05.zim"
    file.write_bytes(zim_of(b"owls"))
    here = ("--set", f"models_dir={tmp_path}")
    listed = myna("models", "list", "--kind", "encyclopedia", *here, COLUMNS="200").stdout.splitlines()
    english, french = (
        " ".join(next(line for line in listed if name in line).split()) for name in ("en_top_mini", "fr_top_mini")
    )
    assert english == "wikipedia_en_top_mini encyclopedia en ~331.4 MB CC BY-SA 4.0 yes"
    assert french == "wikipedia_fr_top_mini encyclopedia fr unknown CC BY-SA 4.0"
    assert "ok    wikipedia_en_top_mini" in myna("models", "verify", *here).stdout
    file.write_bytes(b"owls")
    wrong = myna("models", "verify", "wikipedia_en_top_mini", *here)
    assert wrong.returncode == 69
    assert f"{file.name} is no ZIM file. Type: myna models pull wikipedia_en_top_mini" in wrong.stdout
    assert "4 bytes are free again" in myna("models", "remove", "wikipedia_en_top_mini", *here).stderr
    assert not file.exists()


def test_a_pulled_encyclopedia_comes_with_the_line_that_uses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "pull", lambda model, directory, progress: directory)
    pull = ["models", "pull", "wikipedia_en_top_mini", "--set", f"models_dir={tmp_path}"]
    line = "write into the configuration: encyclopedia: wikipedia_en_top_mini"
    assert line in CliRunner().invoke(main, pull).stderr
    named = CliRunner().invoke(main, [*pull, "--set", "encyclopedia=wikipedia_en_top_mini"]).stderr
    assert line not in named
    assert "after: myna reload" in named


def test_starter_is_what_the_configuration_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pulled: list[str] = []
    monkeypatch.setattr(fetch, "pull", lambda model, directory, progress: pulled.append(model.name))
    monkeypatch.setattr(first_run, "pull", lambda model, directory, progress: pulled.append(model.name))
    done = CliRunner().invoke(
        main, ["models", "pull", "starter", "gemma-3-270m-it-q4_k_m", "--set", f"models_dir={tmp_path}"]
    )
    assert done.exit_code == 0, done.stderr
    assert set(pulled) > {"vosk-model-small-en-us-0.15", "en_US-joe-medium", "gemma-3-270m-it-q4_k_m"}
    assert pulled[-1] == "gemma-3-270m-it-q4_k_m"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else; type: sudo make test")
def test_what_root_changes_in_the_services_folder_belongs_to_the_service(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    for path in (*list(tmp_path.parents)[:2], tmp_path, folder):
        path.chmod(0o755)
    os.chown(folder, 12345, 12346)
    code = (
        "import os, pathlib; from myna.interfaces.cli import models;"
        f"folder = pathlib.Path({str(folder)!r}); models.SERVICE_FOLDER = folder; models._as_owner(folder.parent);"
        "assert os.geteuid() == 0; models._as_owner(folder); (folder / 'file').touch()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    written = (folder / "file").stat()
    assert (written.st_uid, written.st_gid, written.st_mode & 0o777) == (12345, 12346, 0o640)
