"""``myna models``, as a person uses it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from interfaces.cli.command_kit import Run, fails
from models.kit import zim_of
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
