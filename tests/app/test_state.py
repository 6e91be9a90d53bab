"""Settings that outlive a restart."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.app.state import Settings, State
from myna.config.folders import state_folder


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    first = State(tmp_path / "not yet there")
    first.load()
    assert first.settings == Settings()
    first.change(lambda _: Settings(volume=30, muted=True, too_large=("llama",)))
    second = State(tmp_path / "not yet there")
    second.load()
    assert second.settings == Settings(volume=30, muted=True, too_large=("llama",))
    assert [path.name for path in (tmp_path / "not yet there").iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"volume": 101}', '{"volume": "loud"}', '{"muted": 1}', "\0", '{"too_large": "a"}']
)
def test_a_damaged_file_is_kept_aside_and_settings_begin_anew(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state.json").write_text(text)
    state = State(tmp_path)
    state.load()
    assert state.settings == Settings()
    assert (tmp_path / "state.json.damaged").read_text() == text
    assert "begin anew" in caplog.text
    state.change(lambda _: Settings(volume=5))
    assert (tmp_path / "state.json").exists()


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("state")
    (folder / "state.json").write_bytes(content)
    state = State(folder)
    state.load()
    assert 0 <= state.settings.volume <= 100


def test_settings_of_a_later_version_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"volume": 40, "colour": "blue"}')
    state = State(tmp_path)
    state.load()
    assert state.settings == Settings(volume=40)


def test_a_half_written_file_changes_nothing(tmp_path: Path) -> None:
    State(tmp_path).change(lambda _: Settings(volume=40))
    (tmp_path / "state.json.part").write_text('{"volu')
    state = State(tmp_path)
    state.load()
    assert state.settings.volume == 40


def test_without_a_place_settings_live_in_memory(caplog: pytest.LogCaptureFixture) -> None:
    nowhere = State(None)
    nowhere.load()
    nowhere.change(lambda _: Settings(volume=1))
    assert nowhere.settings.volume == 1
    forbidden = State(Path("/proc/nothing"))
    forbidden.change(lambda _: Settings(volume=2))
    assert forbidden.settings.volume == 2
    assert "cannot be written to /proc/nothing/state.json" in caplog.text


def test_where_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/myna:/var/lib/other")
    assert state_folder() == Path("/var/lib/myna")
    monkeypatch.delenv("STATE_DIRECTORY")
    monkeypatch.setenv("XDG_STATE_HOME", "/home/me/state")
    assert state_folder() == Path("/home/me/state/myna")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/me")
    assert state_folder() == Path("/home/me/.local/state/myna")


def test_changes_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    state = State(tmp_path)

    def louder(settings: Settings) -> Settings:
        return replace(settings, volume=settings.volume + 1)

    state.change(lambda settings: replace(settings, volume=0))
    with ThreadPoolExecutor(8) as pool:
        for change in [pool.submit(state.change, louder) for _ in range(40)]:
            change.result()
    again = State(tmp_path)
    again.load()
    assert again.settings.volume == 40
