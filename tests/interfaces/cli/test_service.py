"""The commands that talk to a running Myna: each in a process of its own, against a real control socket."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from control_kit import Followers, serving
from myna.core.errors import ConfigError, LlmError
from myna.interfaces.control.protocol import Arguments, Ask, Command, Say, Send, Volume

MYNA = str(Path(sys.executable).with_name("myna"))
TELLS = {"state": "listening", "text": "Listening for hey myna.", "voice": "José"}


class Service(Followers):
    """Remembers what it was asked for, as (command, arguments)."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.cancelled = asyncio.Event()

    def commands(self) -> Mapping[str, Command[Any]]:
        commands: dict[str, Command[Any]] = {
            "ask": Command(Ask, self._ask),
            "say": self._command("say", Say),
            "volume": self._command("volume", Volume, volume=60),
            "status": self._command("status", status=TELLS),
            "reload": self._command("reload", changed=["wake_word", "voice"]),
        }
        return commands | {name: self._command(name) for name in ("listen", "mute", "unmute", "stop")}

    def _command(self, name: str, arguments: type[Arguments] = Arguments, **reply: object) -> Command[Any]:
        async def handle(given: Arguments, _: Send) -> Mapping[str, object]:
            self.asked.append((name, given.model_dump(exclude_none=True)))
            return reply

        return Command(arguments, handle)

    async def _ask(self, given: Ask, send: Send) -> Mapping[str, object]:
        self.asked.append(("ask", given.model_dump()))
        for piece in ("Par", "is."):
            send(piece)
        if given.text == "for ever":
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.cancelled.set()
                raise
        if given.text == "fail":
            raise LlmError("too-long", "The question is too long.", "Ask a shorter one.")
        return {"answer": "Paris."}


class Running(NamedTuple):
    service: Service
    socket: AsyncExitStack
    environment: dict[str, str]


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    service, path = Service(), tmp_path / "c.sock"
    environment = {**os.environ, "HOME": str(tmp_path), "NO_COLOR": "1", "MYNA_CONTROL_SOCKET": str(path)}
    async with serving(path, service.commands(), service) as (stack, _):
        yield Running(service, stack, environment)


async def start(running: Running, *arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        MYNA, *arguments, stdin=asyncio.subprocess.DEVNULL, stdout=PIPE, stderr=PIPE, env=running.environment
    )


async def myna(running: Running, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    process = await start(running, *arguments)
    out, err = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode is not None
    assert b"Traceback" not in err
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize(
    ("typed", "command", "arguments", "shown"),
    [
        (["listen"], "listen", {}, "speak now"),
        (["mute"], "mute", {}, "myna unmute"),
        (["unmute"], "unmute", {}, "is on"),
        (["stop"], "stop", {}, "silent"),
        (["volume"], "volume", {}, "60 %"),
        (["volume", "40"], "volume", {"level": 40}, "60 %"),
        (["volume", "+5"], "volume", {"change": 5}, "60 %"),
        (["volume", "-10"], "volume", {"change": -10}, "60 %"),
        (["reload"], "reload", {}, "Changed: wake_word, voice."),
        (["say", "Hello."], "say", {"text": "Hello."}, ""),
        (["ask", "Capital?"], "ask", {"text": "Capital?", "aloud": False}, "Paris.\n"),
        (["ask", "Capital?", "--speak"], "ask", {"text": "Capital?", "aloud": True}, "Paris.\n"),
    ],
)
async def test_a_command_asks_the_service(
    running: Running, typed: list[str], command: str, arguments: dict[str, object], shown: str
) -> None:
    status, out, err = await myna(running, *typed)
    assert status == 0, err
    assert running.service.asked == [(command, arguments)]
    assert shown in out + err


@pytest.mark.parametrize("level", ["loud", "101", "-101", "5.5", "-x", ""])
async def test_a_volume_that_is_none(running: Running, level: str) -> None:
    status, _, err = await myna(running, "volume", level)
    assert status == 2
    assert "is no volume" in err
    assert running.service.asked == []


async def test_the_status_for_a_person_and_for_a_program(running: Running) -> None:
    status, out, _ = await myna(running, "status")
    assert status == 0
    assert ["Myna", "Listening", "for", "hey", "myna."] in [line.split() for line in out.splitlines()]
    status, out, _ = await myna(running, "status", "--json")
    assert status == 0
    assert json.loads(out) == TELLS


async def test_a_refused_reload_ends_with_the_status_of_a_wrong_configuration(running: Running, tmp_path: Path) -> None:
    async def refuse(_: Arguments, __: Send) -> Mapping[str, object]:
        raise ConfigError("config-invalid", "a.yaml:1: unknown key\na.yaml:3: unknown key", "Correct it.")

    path = tmp_path / "other.sock"
    async with serving(path, {"reload": Command(Arguments, refuse)}):
        running.environment["MYNA_CONTROL_SOCKET"] = str(path)
        status, _, err = await myna(running, "reload")
    assert status == 78
    assert err == "a.yaml:1: unknown key\na.yaml:3: unknown key\nCorrect it.\n"


async def test_a_question_that_fails_in_the_service_fails_here(running: Running) -> None:
    status, out, err = await myna(running, "ask", "fail")
    assert status == LlmError.exit_status
    assert out == "Paris."
    assert err == "The question is too long.\nAsk a shorter one.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
async def test_who_breaks_off_cancels_the_question(running: Running, number: int) -> None:
    process = await start(running, "ask", "for ever")
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readexactly(6), 120) == b"Paris."
    process.send_signal(number)
    await asyncio.wait_for(running.service.cancelled.wait(), 30)
    _, err = await asyncio.wait_for(process.communicate(), 30)
    assert b"Traceback" not in err


@pytest.mark.parametrize("option", [["--here"], ["--set", "language=en"], ["--config", "mine.yaml"]])
@pytest.mark.parametrize("command", [["ask", "Hello?"], ["say", "Hello."]])
async def test_a_configuration_of_ones_own_is_not_for_the_service(
    running: Running, tmp_path: Path, command: list[str], option: list[str]
) -> None:
    settings = tmp_path / ".config" / "myna" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"models_dir: {tmp_path}\n")  # empty: this process finds no model
    status, _, err = await myna(running, *command, *option)
    assert running.service.asked == []
    assert status in (69, 78), err
    assert "is not in" in err or "mine.yaml" in err


async def test_an_output_file_is_not_for_the_service(running: Running, tmp_path: Path) -> None:
    status, _, err = await myna(running, "say", "Hello.", "--output", str(tmp_path / "nowhere" / "said.wav"))
    assert status == 74, err
    assert running.service.asked == []


async def test_a_wrong_configuration_is_no_concern_of_who_asks_the_service(running: Running, tmp_path: Path) -> None:
    settings = tmp_path / ".config" / "myna" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("wake_wrod: computer\n")
    status, out, err = await myna(running, "ask", "Capital?")
    assert (status, out) == (0, "Paris.\n"), err


async def follow(running: Running, *options: str) -> tuple[Process, list[bytes]]:
    """``myna events``, and the lines of the snapshot and of the first event."""
    process = await start(running, "events", *options)
    assert process.stdout is not None
    lines = [await asyncio.wait_for(process.stdout.readline(), 120)]
    running.service.publish({"event": "wake", "text": "hey myna", "time": "2026-01-02T03:04:05+00:00"})
    return process, [*lines, await asyncio.wait_for(process.stdout.readline(), 30)]


async def test_events_are_lines_for_a_person_until_ctrl_c(running: Running) -> None:
    process, lines = await follow(running)
    assert [line.decode().split()[1:] for line in lines] == [["snapshot", "listening"], ["wake", "hey", "myna"]]
    process.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
    assert err.strip() == b""


async def test_events_are_json_for_a_program_until_the_service_ends(running: Running) -> None:
    process, lines = await follow(running, "--json")
    assert json.loads(lines[0])["status"] == {"state": "listening"}
    assert json.loads(lines[1]) == {"event": "wake", "text": "hey myna", "time": "2026-01-02T03:04:05+00:00"}
    await running.socket.aclose()
    _, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 69
    assert err.startswith(b"Myna ended")


async def test_a_reader_of_events_that_goes_away_is_no_failure_of_ours(running: Running) -> None:
    piped = f"{MYNA} events | head -n 1"
    process = await asyncio.create_subprocess_exec(
        "bash", "-c", piped, stdout=PIPE, stderr=PIPE, env=running.environment
    )
    ended = asyncio.create_task(process.communicate())
    await running.service.some.wait()
    while not ended.done():  # when the reader goes, only it knows
        running.service.publish({"event": "wake"})
        await asyncio.wait([ended], timeout=0.05)
    out, err = await ended
    assert b"snapshot" in out
    assert b"Traceback" not in err


@pytest.mark.parametrize("command", ["status", "listen", "mute", "unmute", "stop", "volume", "reload", "events"])
async def test_where_no_myna_runs(running: Running, tmp_path: Path, command: str) -> None:
    left_over = tmp_path / "old.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(left_over))
    running.environment["MYNA_CONTROL_SOCKET"] = str(left_over)
    status, out, err = await myna(running, command)
    assert (status, out) == (69, "")
    assert err == "Myna is not running.\nType: sudo systemctl start myna, or: myna run\n"
