"""What is looked at where the language model is on another machine, and where there are commands."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from home_kit import TOKEN, RecordedServer
from llm.remote_kit import PlayedServer, reply
from models.kit import zim_of
from myna.app import checks
from myna.app.checks import Finding, check
from myna.app.factory import model_selector
from myna.config import Config, models_directory
from myna.config.commands import Command
from myna.config.schema import HomeAssistant, Place
from virtual_sound import SoundServer, sound_server


@pytest.fixture
async def played() -> AsyncIterator[PlayedServer]:
    async with PlayedServer() as server:
        yield server


async def found(config: Config, url: str, **server: object) -> dict[str, Finding]:
    asked = {"model": url, "server": config.server.model_copy(update=server)}
    return {finding.name: finding async for finding in check(config.model_copy(update=asked))}


async def test_a_server_and_the_model_that_stands_in_for_it_are_looked_at(config: Config, played: PlayedServer) -> None:
    findings = await found(config, played.url)
    assert findings["language model server"] == Finding("language model server", f"{played.url}, smol")
    assert findings["language model"] == Finding("language model", model_selector(config).chat().path.name)


async def test_the_microphone_of_a_muted_myna_stays_closed(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("the microphone was opened")

    monkeypatch.setattr(checks, "MicrophoneTest", opened)
    found = {finding.name: finding async for finding in check(config, muted=True)}
    assert found["hearing"] == Finding("hearing", "not looked at: Myna is muted, and its microphone stays closed")


async def test_without_a_server_none_is_looked_for(config: Config) -> None:
    findings = [finding.name async for finding in check(config)]
    expected = "configuration", "speech model and wake phrase", "language model", "voice", "language model kernels"
    assert findings[:5] == list(expected)


@pytest.mark.parametrize(
    ("models", "server", "code", "hint"),
    [
        (
            reply("", "503 Service Unavailable"),
            {},
            "server-away",
            "Start it, or see what it answers: curl {url}/models",
        ),
        (reply("", "401 Unauthorized"), {}, "server-refused", "server.api_key_file"),
        (reply('{"data": [{"id": "smol"}]}'), {"model": "large"}, "server-model-unknown", "Name one that it has."),
        (reply("<html>"), {}, "server-broken", "/v1"),
        (b"", {"api_key_file": Path("/nonexistent/key")}, "api-key-unreadable", "ls -l /nonexistent/key"),
    ],
)
async def test_what_is_wrong_with_a_server_comes_with_what_to_do(
    config: Config, played: PlayedServer, models: bytes, server: dict[str, object], code: str, hint: str
) -> None:
    played.played["/v1/models"] = [models]
    error = (await found(config, played.url, **server))["language model server"].error
    assert error is not None
    assert (error.code, hint.format(url=played.url) in error.hint) == (code, True), error.hint


async def commands_found(config: Config, *commands: dict[str, object]) -> list[Finding]:
    made = tuple(Command.model_validate(command) for command in commands)
    return [found async for found in check(config.model_copy(update={"commands": made})) if found.name == "commands"]


async def test_commands_are_looked_at(config: Config) -> None:
    good: dict[str, object] = {"name": "lamp", "say": ("turn on the lamp",), "run": ("sh",)}
    assert await commands_found(config, good) == [Finding("commands", "lamp")]
    hidden = {**good, "name": "door", "say": ("open the door",), "run": ("/tmp/x", "{x}"), "reply": "Open."}
    odd: dict[str, object] = {**hidden, "say": ("open the door", "turn on the lamp", "kitchn"), "slots": {"x": ("a",)}}
    errors = [finding.error for finding in await commands_found(config, good, odd)]
    assert [error.code for error in errors if error] == [
        "commands-clash", "command-word-unknown", "command-unused", "program-missing"
    ]  # fmt: skip
    assert errors[1] is not None
    assert errors[1].message == "door has kitchn, which the speech model does not know."
    assert "kitchen" in errors[1].hint


async def test_a_program_out_of_the_service_s_reach_is_noted(config: Config, tmp_path: Path) -> None:
    program = tmp_path / "lamp"
    program.touch(0o755)
    (finding,) = await commands_found(config, {"name": "lamp", "say": ("lamp on",), "run": (str(program),)})
    assert finding.error is None
    assert finding.found == "lamp; what lamp runs is out of the service's reach"


@pytest.mark.parametrize(("country", "known"), [("GB-SCT", True), ("XX", False)])
async def test_a_country_is_looked_up(config: Config, country: str, known: bool) -> None:
    placed = config.model_copy(update={"place": Place(country=country)})
    (finding,) = [one async for one in check(placed) if one.name == "holidays"]
    assert finding.found.startswith(f"{country}, ") is known
    assert (finding.error is None) is known


async def encyclopedias_found(config: Config, models: Path, *names: str) -> list[Finding]:
    for path in models_directory(config).iterdir():
        if not (models / path.name).exists():
            (models / path.name).symlink_to(path)
    asked = config.model_copy(update={"models_dir": models, "encyclopedia": names})
    return [found async for found in check(asked) if found.name == "encyclopedia"]


async def test_encyclopedias_are_looked_at(config: Config, tmp_path: Path) -> None:
    assert await encyclopedias_found(config, tmp_path) == []
    (tmp_path / "wikipedia_en_top_mini_2026-05.zim").write_bytes(zim_of(b"owls" * 1000))
    (tmp_path / "birds.zim").write_bytes(zim_of(b"owls" * 1000)[:-1])
    good, bad, missing = await encyclopedias_found(
        config, tmp_path, "wikipedia_en_top_mini", "birds.zim", "wikipedia_de_top_mini"
    )
    assert good == Finding("encyclopedia", "wikipedia_en_top_mini_2026-05.zim, 4.1 kB")
    assert bad.error is not None
    assert bad.error.message == f"The encyclopedia {tmp_path}/birds.zim has 4,095 of 4,096 bytes."
    assert missing.error is not None
    assert missing.error.hint == "Type: myna models pull wikipedia_de_top_mini"


async def test_an_encyclopedia_out_of_the_service_s_reach_is_noted(config: Config, tmp_path: Path) -> None:
    models, stick = tmp_path / "models", tmp_path / "birds.zim"
    models.mkdir()
    stick.write_bytes(zim_of(b"owls"))
    (finding,) = await encyclopedias_found(config, models, str(stick))
    assert finding == Finding("encyclopedia", "birds.zim, 100 bytes; it is out of the service's reach")


async def test_the_folder_of_notes_is_looked_at(config: Config, tmp_path: Path) -> None:
    (tmp_path / "house.md").touch()
    drop_in = "systemd/myna.service.d/notes.conf"
    assert await notes_found(config, tmp_path) == Finding(
        "notes", f"1 file in {tmp_path}; the service sees it only with {drop_in}"
    )
    missing = (await notes_found(config, tmp_path / "none")).error
    assert missing is not None
    assert missing.hint == f"Make it: mkdir -p {tmp_path / 'none'}"


@pytest.mark.parametrize("tag", ["en-gb", "de", "fr", "es", "zh", "ko"])
async def test_languages_that_understand_questions_to_notes(config: Config, tmp_path: Path, tag: str) -> None:
    assert (await notes_found(config.model_copy(update={"language": tag}), tmp_path)).error is None


async def test_a_language_that_does_not(config: Config, tmp_path: Path) -> None:
    error = (await notes_found(config.model_copy(update={"language": "nl"}), tmp_path)).error
    assert error is not None
    assert error.message == "Questions to notes are not understood in nl."


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that the streams of this process find, which itself looks for devices once in its life."""
    monkeypatch.setattr(checks, "find_device", lambda wanted, kind: {"name": wanted})
    with sound_server(tmp_path / "room") as server:
        for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER"):
            monkeypatch.setenv(name, server.environment[name])
        yield server


async def test_the_sound_of_a_microphone_is_judged(
    config: Config, room: SoundServer, speech: Path, tmp_path: Path
) -> None:
    sound, rate_hz = soundfile.read(speech / "order-cappuccino.flac", dtype="int16")
    loud = np.flatnonzero(np.abs(sound) > 1000)
    words = sound[loud[0] : loud[-1]]
    soundfile.write(tmp_path / "long.wav", np.tile(words, 60), rate_hz)  # the other checks may take a while
    with room.saying(tmp_path / "long.wav"):
        assert (await hearing_found(config)).found.startswith("speech at -2")
    error = (await hearing_found(config)).error
    assert error is not None
    assert error.code == "microphone-off"


async def hearing_found(config: Config) -> Finding:
    (finding,) = [one async for one in check(config) if one.name == "hearing"]
    return finding


async def notes_found(config: Config, folder: Path) -> Finding:
    configured = config.model_copy(update={"notes_dir": folder})
    (finding,) = [one async for one in check(configured) if one.name == "notes"]
    return finding


async def test_a_home_that_is_reached_is_told_with_the_names_that_are_not_heard(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("myna.app.checks.private_network", no_systemd)
    (tmp_path / "token").write_text(TOKEN)
    async with RecordedServer().serving() as url:
        home = HomeAssistant(url=url, token_file=tmp_path / "token", area="Attic")
        asked = config.model_copy(update={"home_assistant": home})
        findings = [finding async for finding in check(asked) if finding.name == "Home Assistant"]
    assert findings[0] == Finding("Home Assistant", f"{url}, 65 entities")
    codes = [finding.error.code for finding in findings[1:] if finding.error is not None]
    assert codes[0] == "home-area-unknown"
    assert set(codes[1:]) == {"home-name-unknown"}


async def test_a_home_that_is_away_is_told(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    async def open_network() -> bool:
        return False

    monkeypatch.setattr("myna.app.checks.private_network", open_network)
    asked = config.model_copy(update={"home_assistant": HomeAssistant(url="http://127.0.0.1:9")})
    findings = {finding.name: finding async for finding in check(asked)}
    error = findings["Home Assistant"].error
    assert error is not None
    assert error.code == "home-token-missing"
    assert findings["network of the service"].found.startswith("open")


async def no_systemd() -> None:
    """Nothing is known of the service."""
