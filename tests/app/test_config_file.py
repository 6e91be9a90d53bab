"""The configuration is changed while Myna runs: with its comments, by one at a time, and never into a wrong one."""

from pathlib import Path

import pytest

from app.service_kit import House
from myna.app.config_file import ConfigFile
from myna.core.errors import ConfigError, ModelError

TEXT = """\
# mine
wake_word: computer  # said
endpoint:
  silence_seconds: 0.9
commands:
- name: a
  say: [b]
  reply: c
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(TEXT)
    path.chmod(0o600)
    return path


@pytest.fixture
def file(path: Path) -> ConfigFile:
    return House(path).service.file


def text_of(path: Path) -> str:
    return path.read_text()


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def write(path: Path, text: str) -> None:
    path.write_text(text)


def version(file: ConfigFile) -> str:
    return str(file.settings()["version"])


async def test_a_key_is_changed_in_the_file_and_lived_by(path: Path) -> None:
    house = House(path)
    file = house.service.file
    assert await file.set("wake_word", version(file), value=["hey myna"]) == ["configuration"]
    assert text_of(path) == TEXT.replace("computer", "[hey myna]")
    assert house.config.wake_phrases == ("hey myna",)
    assert mode_of(path) == 0o600


async def test_a_value_in_yaml_has_its_type(file: ConfigFile, path: Path) -> None:
    await file.set("endpoint.silence_seconds", version(file), yaml="0.5")
    await file.set("speaking.pronounce", version(file), yaml="{GIF: jiff}")
    assert "silence_seconds: 0.5\n" in text_of(path)
    assert "  pronounce:\n    GIF: jiff\n" in text_of(path) or "pronounce: {GIF: jiff}" in text_of(path)


@pytest.mark.parametrize(
    ("key", "yaml", "sentence"),
    [
        ("endpoint.silence_seconds", "hot", 'Expected a number from 0.2 to 3, found "hot".'),
        ("endpoint.silence_seconds", "[", "Not YAML at column 2: a bracket that is never closed."),
        ("model", "http://x", None),
        ("language", "klingon", None),
        ("wake_wrod", "x", "wake_wrod cannot be set here."),
        ("commands", "[]", "commands cannot be set here."),
        ("endpoint", "{}", "endpoint cannot be set here."),
        ("web.enabled", "false", "web.enabled cannot be set here."),
    ],
)
async def test_a_wrong_value_says_why_and_changes_nothing(
    file: ConfigFile, path: Path, key: str, yaml: str, sentence: str | None
) -> None:
    with pytest.raises(ConfigError) as failure:
        await file.set(key, version(file), yaml=yaml)
    assert failure.value.code == "config-invalid"
    assert failure.value.message == sentence or sentence is None
    assert text_of(path) == TEXT


async def test_what_another_has_changed_is_not_overwritten(file: ConfigFile, path: Path) -> None:
    seen = version(file)
    write(path, f"language: de\n{TEXT}")
    for change in (file.set("language", seen, value="fr"), file.write("language: fr\n", seen)):
        with pytest.raises(ConfigError) as failure:
            await change
        assert failure.value.code == "config-changed"
    assert text_of(path) == f"language: de\n{TEXT}"


async def test_what_cannot_be_lived_by_is_taken_back(path: Path) -> None:
    reloads = []

    async def reload() -> list[str]:
        reloads.append(text_of(path))
        if "zh" in reloads[-1]:
            raise ModelError("model-missing", "There is no such model.", "Pull it.")
        return []

    house = House(path)
    file = ConfigFile(path, lambda: house.config, reload)
    with pytest.raises(ModelError):
        await file.set("language", version(file), value="zh")
    assert text_of(path) == TEXT
    assert reloads[-1] == TEXT


async def test_what_opens_the_door_is_not_changed_from_inside(file: ConfigFile, path: Path) -> None:
    for text in ("web: {enabled: true}\n", "web:\n  certificate: /etc/shadow\n"):
        with pytest.raises(ConfigError):
            await file.write(text, version(file))
    await file.write("web: {transcripts: true}\n", version(file))
    assert text_of(path) == "web: {transcripts: true}\n"


async def test_the_commands_are_changed_by_themselves_with_their_own_lines(file: ConfigFile, path: Path) -> None:
    commands = str(file.text()["commands"])
    assert commands.startswith("commands:\n- name: a")
    with pytest.raises(ConfigError) as failure:
        await file.write_commands("commands:\n- name: a\n  sya: [b]\n", version(file))
    assert failure.value.message.startswith("line 2: ") or "line 3: " in failure.value.message
    with pytest.raises(ConfigError) as failure:
        await file.write_commands("language: de\n", version(file))
    assert 'expected "commands:" first' in failure.value.message
    await file.write_commands(commands.replace("[b]", "[d]"), version(file))
    assert text_of(path) == TEXT.replace("[b]", "[d]")


def test_every_key_is_told_with_its_meaning_and_whether_it_is_written(file: ConfigFile) -> None:
    keys = {key["key"]: key for key in file.settings()["keys"]}  # type: ignore[attr-defined]
    assert keys["endpoint.silence_seconds"]["written"] is True
    assert keys["endpoint.max_pause_seconds"]["written"] is False
    assert keys["wake_sensitivity"] | {} == keys["wake_sensitivity"]
    assert (keys["wake_sensitivity"]["minimum"], keys["wake_sensitivity"]["maximum"]) == (0, 1)
    assert keys["model_facts"]["choices"] == ["yes", "hedged", "no"]
    assert keys["brain.temperature"]["nullable"] is True
    assert all(key["meaning"] for key in keys.values())
    assert keys["speaking.pronounce"]["example"] == "GIF: jiff\nNguyen: win"
    assert "commands" not in keys


async def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "myna" / "config.yaml"
    file = House(path).service.file
    await file.set("language", version(file), value="de")
    assert text_of(path) == "language: de\n"


async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    file = House(tmp_path / "file" / "config.yaml").service.file
    with pytest.raises(ConfigError) as failure:
        await file.write("language: de\n", version(file))
    assert failure.value.code in ("config-unwritable", "config-unreadable")
