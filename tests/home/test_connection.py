import asyncio
import socket
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from home_kit import TOKEN, RecordedServer
from myna.core.errors import HomeError
from myna.home.connection import SOCKET, Connection


async def test_a_command_is_answered_and_events_are_heard() -> None:
    server = RecordedServer()
    events: asyncio.Queue[object] = asyncio.Queue()
    async with server.serving() as url, Connection.opened(url, TOKEN) as connection:
        assert connection.version == "2025.4.4"
        await connection.subscribe("subscribe_events", events.put_nowait, event_type="state_changed")
        floors = await connection.ask("config/floor_registry/list")
        assert [floor["name"] for floor in floors] == ["Ground floor", "First floor"]
        await server.change("light.bed_light", "on")
        event = await events.get()
        assert isinstance(event, dict)
        assert event["data"]["new_state"]["state"] == "on"


async def test_the_server_is_reached_through_a_socket_of_the_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "home.sock"
    monkeypatch.setenv(SOCKET, str(path))
    async with RecordedServer().serving(path) as url, Connection.opened(url, TOKEN) as connection:
        assert await connection.ask("ping") is None


async def test_a_refusal_is_told_with_its_reason() -> None:
    server = RecordedServer()
    server.refused = {"homeassistant/expose_entity/list"}
    async with server.serving() as url, Connection.opened(url, TOKEN) as connection:
        with pytest.raises(HomeError) as error:
            await connection.ask("homeassistant/expose_entity/list")
    assert error.value.code == "home-refused"
    assert "Unauthorized" in error.value.message


async def test_a_wrong_token_is_told() -> None:
    async with RecordedServer().serving() as url:
        with pytest.raises(HomeError) as error:
            async with Connection.opened(url, "another"):
                pass
    assert error.value.code == "home-token-refused"


async def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(HomeError) as error:
        async with Connection.opened(url, TOKEN):
            pass
    assert error.value.code == "home-away"


async def test_another_kind_of_server_is_told() -> None:
    async def greet(connection: ServerConnection) -> None:
        await connection.send('"hello"')

    async with serve(greet, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(HomeError) as error:
            async with Connection.opened(url, TOKEN):
                pass
    assert error.value.code == "home-broken"


async def test_what_waits_for_an_answer_is_told_when_the_connection_ends() -> None:
    server = RecordedServer()
    async with server.serving() as url, Connection.opened(url, TOKEN) as connection:
        server.silent = True
        asking = asyncio.create_task(connection.ask("get_states"))
        await asyncio.wait([asking], timeout=0.05)
        await server.hang_up()
        with pytest.raises(HomeError) as error:
            await asking
        await connection.closed
    assert error.value.code == "home-away"
