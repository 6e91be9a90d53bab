"""Connections come one by one, and none that cannot be accepted ends that."""

import asyncio
import os
import resource
import socket
from contextlib import aclosing

import pytest

from myna.platform.sockets import accepted


async def test_connections_come_one_by_one_and_wait_for_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        clients = [socket.create_connection(listener.getsockname()) for _ in range(3)]
        async with aclosing(accepted(listener, "the test")) as connections:
            for client in clients:
                connection = await anext(connections)
                assert connection.getpeername() == client.getsockname()
                assert connection.gettimeout() == 0
                assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)  # nothing waits to be sent
                connection.close()
        for client in clients:
            client.close()


async def test_one_that_cannot_be_accepted_is_told_and_accepted_later(caplog: pytest.LogCaptureFixture) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()):
        listener.setblocking(False)
        async with aclosing(accepted(listener, "the test", retry_seconds=0.01)) as connections:
            next_one = asyncio.ensure_future(anext(connections))
            lowest_free = os.dup(listener.fileno())
            os.close(lowest_free)
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
                while "the test could not be accepted" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                    await asyncio.sleep(0.01)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            (await next_one).close()
