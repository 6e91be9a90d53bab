"""What one client may take of the page: connections, and time; whatever it does, others are answered."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from myna.interfaces.web import connections as web
from served_kit import certified, served
from sockets_kit import at_port, behind_tls, is_closed

GET = b"GET /pair HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def answered(port: int) -> bool:
    """Whether another client is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(GET)
    try:
        return (await asyncio.wait_for(reader.readline(), 10)).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False
    finally:
        writer.transport.abort()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """All that still comes until the connection is closed."""
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        return b""


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Length: 9\r\n\r\npass",
    ],
)
async def test_a_request_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, begun: bytes
) -> None:
    monkeypatch.setattr(web, "REQUEST_SECONDS", 0.3)
    async with served(tmp_path) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        assert await answered(port)
        assert b"200 OK" not in await ended(reader)
        writer.close()
    assert "Traceback" not in caplog.text


async def answered_behind_tls(port: int) -> bool:
    """Whether another client is answered there."""

    def ask() -> bytes:
        with behind_tls(at_port(port), GET)() as client:
            return client.recv(12)

    return await asyncio.to_thread(ask) == b"HTTP/1.1 200"


@pytest.mark.parametrize("begun", [b"", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"])
async def test_a_handshake_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(web, "REQUEST_SECONDS", 1)
    async with served(tmp_path, certified(tmp_path)) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        assert await answered_behind_tls(port)
        assert await ended(reader) == b""
        writer.close()


async def test_handshakes_that_do_not_end_are_connections_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_CONNECTIONS_OF_ADDRESS", 20)
    async with served(tmp_path, certified(tmp_path)) as (_, port):
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        closed = [ended(reader) for reader, _ in clients[20:]]
        assert set(await asyncio.gather(*closed)) == {b""}
        assert not clients[0][0].at_eof()
        assert await answered_behind_tls(port)  # from another address
        for _, writer in clients:
            writer.transport.abort()


async def test_handshakes_are_cut_off_at_the_end(tmp_path: Path) -> None:
    async with served(tmp_path, certified(tmp_path)) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await answered_behind_tls(port)  # the first one was accepted before
    assert await ended(reader) == b""
    writer.close()


@pytest.mark.parametrize("behind", [False, True])
async def test_an_answer_that_is_not_taken_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behind: bool
) -> None:
    monkeypatch.setattr(web, "TAKE_SECONDS", 0.3)
    async with served(tmp_path, certified(tmp_path) if behind else None) as (_, port):
        page = at_port(port)
        client = await asyncio.to_thread(behind_tls(page) if behind else page)

        def ask_until_closed() -> None:
            client.settimeout(0.1)
            while not is_closed(client):
                with suppress(OSError):  # it takes no more requests until its answers are taken
                    client.sendall(50 * GET)

        await asyncio.wait_for(asyncio.to_thread(ask_until_closed), 60)
        client.close()
        assert await (answered_behind_tls(port) if behind else answered(port))


async def test_a_second_request_on_a_connection_has_its_own_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "REQUEST_SECONDS", 0.3)
    async with served(tmp_path) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(GET)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line.split()[1]) for line in head.splitlines() if line.startswith(b"content-length"))
            await reader.readexactly(length)
            await asyncio.sleep(0.4)  # longer than a request may take: nothing is wrong with a pause between them
        writer.write(GET[:20])
        assert await ended(reader) == b""
        writer.close()


def test_an_address_that_is_too_fast_is_held_back_and_others_are_not() -> None:
    now = [0.0]
    rate = web.Rate(lambda: now[0])
    assert sum(rate.takes("192.168.1.66") for _ in range(1000)) == web.BURST
    assert rate.takes("192.168.1.7")
    now[0] += 1
    assert sum(rate.takes("192.168.1.66") for _ in range(1000)) == web.CONNECTIONS_A_SECOND
    for number in range(2 * web.MAX_ADDRESSES):
        assert rate.takes(f"fd00::{number}")
    assert len(rate._left) == web.MAX_ADDRESSES


async def test_two_hundred_connections_keep_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_CONNECTIONS_OF_ADDRESS", 20)
    async with served(tmp_path) as (_, port):
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        closed = [ended(reader) for reader, _ in clients[20:]]
        assert set(await asyncio.gather(*closed)) == {b""}
        for _, writer in clients[:5]:
            writer.transport.abort()
        await asyncio.sleep(0.3)
        assert await answered(port)
        for _, writer in clients:
            writer.transport.abort()


async def test_a_body_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = (
            "POST /pair HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Length: 1073741824\r\n\r\n"
        )
        writer.write(head.encode())
        assert (await asyncio.wait_for(reader.readline(), 10)).startswith(b"HTTP/1.1 413")
        sent = 0
        try:
            while sent < 1 << 30:
                writer.write(b"x" * 65_536)
                await asyncio.wait_for(writer.drain(), 10)
                sent += 65_536
        except (ConnectionError, TimeoutError):
            pass
        assert sent < 64 << 20
        writer.transport.abort()
        assert await answered(port)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 40_000,
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /pair HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_no_harm(tmp_path: Path, nonsense: bytes) -> None:
    async with served(tmp_path) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(nonsense)
        await asyncio.sleep(0.05)
        assert await answered(port)
        writer.transport.abort()
        await ended(reader)
