"""``myna models``, as a person uses it."""

from interfaces.cli.command_kit import Run, fails
from myna.config import Config, models_directory


def test_models_list_and_verify_know_what_is_installed(myna: Run, config: Config) -> None:
    here = str(models_directory(config))
    listed = myna("models", "list", "--set", f"models_dir={here}", COLUMNS="200").stdout
    assert next(line for line in listed.splitlines() if "smollm2-135m-instruct-q4_1" in line).rstrip().endswith("yes")
    verified = myna("models", "verify", "--set", f"models_dir={here}")
    assert verified.returncode == 0
    assert "ok    en_US-joe-medium" in verified.stdout


def test_models_pull_of_an_unknown_name(myna: Run) -> None:
    fails(myna("models", "pull", "tinylama-1.1b-chat"), 69, "tinyllama-1.1b-chat")
