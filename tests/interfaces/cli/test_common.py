"""How every command fails, and where its configuration comes from."""

from pathlib import Path

from interfaces.cli.command_kit import Run, fails
from myna.interfaces.cli.common import Wanted


def test_a_wrong_configuration_ends_with_78(myna: Run, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("wake_wrod: computer\nendpoint:\n  silence_seconds: hot\n")
    done = myna("run", "--config", "my.yaml")
    fails(done, 78, "my.yaml:1", "wake_word", "my.yaml:3", "silence_seconds")


def test_what_was_wanted_of_a_command_is_handed_to_another() -> None:
    wanted = Wanted(Path("my.yaml"), ("wake_word=computer", "volume=40"))
    assert wanted.given
    assert wanted.options == ["--config", "my.yaml", "--set=wake_word=computer", "--set=volume=40"]
    assert not Wanted(None, ()).given
    assert Wanted(None, ()).options == []
