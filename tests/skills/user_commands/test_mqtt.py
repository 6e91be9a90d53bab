"""Messages of commands, to a broker on this machine: the few packets of MQTT 3.1.1 that publishing takes."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from myna.config.commands import Mqtt
from myna.core.errors import CommandError
from myna.skills.user_commands.mqtt import publish
from skills.user_commands.commands_kit import commands_of, said

pytest.importorskip("aiomqtt", reason="aiomqtt is not installed; type: pip install -e '.[mqtt]'")

CONNECT, CONNACK, PUBLISH, PUBACK, DISCONNECT = 1, 2, 3, 4, 14


class Broker:
    """Takes connections and messages; ``refuses`` answers the connection so, ``silent`` never."""

    def __init__(self, *, refuses: int = 0, silent: bool = False) -> None:
        self._refuses = refuses
        self._silent = silent
        self.connected: list[bytes] = []
        self.messages: list[tuple[str, bytes, bool]] = []
        self.port = 0
        self.serving: set[asyncio.Task[object]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until it is over. Packets: section 3 of the standard."""
        if (task := asyncio.current_task()) is not None:
            self.serving.add(task)
        try:
            while first := await reader.read(1):
                kind, flags = first[0] >> 4, first[0] & 15
                rest = await reader.readexactly(await length(reader))
                if kind == CONNECT:
                    self.connected.append(rest)
                    if not self._silent:
                        writer.write(bytes([CONNACK << 4, 2, 0, self._refuses]))
                elif kind == PUBLISH:
                    end = 2 + int.from_bytes(rest[:2])
                    self.messages.append((rest[2:end].decode(), rest[end + 2 :], bool(flags & 1)))
                    writer.write(bytes([PUBACK << 4, 2]) + rest[end : end + 2])
                elif kind == DISCONNECT:
                    return
        finally:
            writer.close()


async def length(reader: asyncio.StreamReader) -> int:
    """The remaining length of a packet: 7 bits a byte."""
    value, shift = 0, 0
    while True:
        byte = (await reader.readexactly(1))[0]
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value


@pytest.fixture
async def broker(request: pytest.FixtureRequest) -> AsyncIterator[Broker]:
    made = Broker(**getattr(request, "param", {}))
    async with await asyncio.start_server(made.serve, "127.0.0.1", 0) as server:
        made.port = server.sockets[0].getsockname()[1]
        yield made
        await asyncio.gather(*made.serving)


def message(broker: Broker, **keys: object) -> Mqtt:
    return Mqtt.model_validate({"host": "127.0.0.1", "port": broker.port, "topic": "house/{room}", **keys})


async def test_a_message_is_published(broker: Broker, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("secret\n")
    asked = message(
        broker, payload='{"text": "{what}"}', retain=True, username="me", password_file=tmp_path / "password"
    )
    assert await publish(asked, {"room": "living room/#", "what": 'a "b"'}, 30) == ""
    assert broker.messages == [("house/living room", b'{"text": "a \\"b\\""}', True)]
    assert b"me" in broker.connected[0]
    assert b"secret" in broker.connected[0]
    assert b"secret\n" not in broker.connected[0]


async def test_a_command_publishes(broker: Broker) -> None:
    text = """\
- name: lamp
  say: lamp {state}
  slots: {state: [on, off]}
  mqtt: {host: 127.0.0.1, port: PORT, topic: house/lamp, payload: "{state}"}
  reply: It is {state}.
"""
    assert await said(commands_of(text.replace("PORT", str(broker.port))), "lamp off") == "It is off."
    assert broker.messages == [("house/lamp", b"off", False)]


@pytest.mark.parametrize("broker", [{"refuses": 5}], indirect=True)
async def test_a_broker_that_refuses(broker: Broker) -> None:
    with pytest.raises(CommandError) as caught:
        await publish(message(broker), {}, 30)
    assert caught.value.code == "broker-failed"
    assert broker.messages == []


@pytest.mark.parametrize("broker", [{"silent": True}], indirect=True)
async def test_a_broker_that_is_silent(broker: Broker) -> None:
    with pytest.raises(CommandError, match="timed out"):
        await publish(message(broker), {}, 0.5)


async def test_a_broker_that_is_away() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = Mqtt(host="127.0.0.1", port=taken.getsockname()[1], topic="a")
        with pytest.raises(CommandError) as caught:
            await publish(away, {}, 30)
    assert caught.value.message.startswith("There is no message for the MQTT broker at 127.0.0.1: ")


async def test_a_topic_of_which_nothing_was_said(broker: Broker) -> None:
    with pytest.raises(CommandError, match="There is no message"):
        await publish(message(broker, topic="{room}"), {}, 30)


async def test_without_aiomqtt_the_hint_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiomqtt", None)
    with pytest.raises(CommandError) as caught:
        await publish(Mqtt(host="127.0.0.1", topic="a"), {}, 30)
    assert (caught.value.message, caught.value.hint) == ("MQTT is not installed.", "Type: pip install -e '.[mqtt]'")


async def test_a_password_that_cannot_be_read(broker: Broker) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        await publish(message(broker, password_file=Path("/nonexistent")), {}, 30)
