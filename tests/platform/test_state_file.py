"""A few values that outlive a restart."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, Field, with_config

from myna.platform.state_file import StateFile


@with_config(ConfigDict(strict=True, extra="ignore"))
@dataclass(frozen=True, slots=True)
class Values:
    volume: Annotated[int, Field(ge=0, le=100)] = 100
    muted: bool = False
    names: tuple[str, ...] = ()


def file_in(folder: Path | None) -> StateFile[Values]:
    return StateFile(folder and folder / "values.json", Values())


def read(folder: Path) -> Values:
    """What is there after a restart."""
    file = file_in(folder)
    file.load()
    return file.value


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "not yet there"
    first = file_in(folder)
    first.load()
    assert first.value == Values()
    first.change(lambda _: Values(volume=30, muted=True, names=("llama",)))
    assert read(folder) == Values(volume=30, muted=True, names=("llama",))
    assert [path.name for path in folder.iterdir()] == ["values.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"volume": 101}', '{"volume": "loud"}', '{"muted": 1}', "\0", '{"names": "a"}']
)
def test_a_damaged_file_is_kept_aside_and_values_begin_anew(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "values.json").write_text(text)
    file = file_in(tmp_path)
    file.load()
    assert file.value == Values()
    assert (tmp_path / "values.json.damaged").read_text() == text
    assert "begin anew" in caplog.text
    file.change(lambda _: Values(volume=5))
    assert read(tmp_path) == Values(volume=5)


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("state")
    (folder / "values.json").write_bytes(content)
    assert 0 <= read(folder).volume <= 100


def test_members_of_another_version_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / "values.json").write_text('{"volume": 40, "colour": "blue"}')
    assert read(tmp_path) == Values(volume=40)


def test_a_half_written_file_changes_nothing(tmp_path: Path) -> None:
    file_in(tmp_path).change(lambda _: Values(volume=40))
    (tmp_path / "values.json.part").write_text('{"volu')
    assert read(tmp_path).volume == 40


def test_what_does_not_change_is_not_written(tmp_path: Path) -> None:
    file_in(tmp_path).change(lambda values: replace(values, muted=False))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [None, Path("/proc/nothing"), Path("/dev/full")])
def test_without_a_place_values_live_in_memory(folder: Path | None, caplog: pytest.LogCaptureFixture) -> None:
    file = file_in(folder)
    file.load()
    caplog.clear()
    file.change(lambda _: Values(volume=1))
    assert file.value.volume == 1
    told = [] if folder is None else [f"The values cannot be written to {folder}/values.json"]
    assert [record.getMessage().rpartition(": ")[0] for record in caplog.records] == told


def test_changes_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    file = file_in(tmp_path)

    def louder(values: Values) -> Values:
        return replace(values, volume=values.volume + 1)

    file.change(lambda values: replace(values, volume=0))
    with ThreadPoolExecutor(8) as pool:
        for change in [pool.submit(file.change, louder) for _ in range(40)]:
            change.result()
    assert read(tmp_path).volume == 40
