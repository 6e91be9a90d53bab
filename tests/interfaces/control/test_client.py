"""The client of the control socket, against services that answer well and badly."""

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from control_kit import STATUS, serving
from myna.core.errors import MynaError, ServiceError
from myna.interfaces.control.client import Client, NotRunning, connected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.sock"


@contextmanager
def saying(path: Path, reply: bytes) -> Iterator[None]:
    """A service that reads a request, says ``reply`` and hangs up."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(reply)

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        serving = threading.Thread(target=serve)
        serving.start()
        yield
        serving.join(30)


async def test_it_asks_and_is_answered(path: Path) -> None:
    def use() -> tuple[dict[str, object], dict[str, object], list[str]]:
        pieces: list[str] = []
        with connected([path]) as client:
            status = client.request("status")
            answer = client.request("ask", {"text": "zwei Vögel"}, on_piece=pieces.append)
        return status, answer, pieces

    async with serving(path):
        status, answer, pieces = await asyncio.to_thread(use)
    assert status == STATUS
    assert answer == {"ok": True, "answer": "zwei Vögel", "aloud": True}
    assert pieces == ["zwei", "Vögel"]


async def test_a_failure_comes_through_as_it_was(path: Path) -> None:
    def use() -> MynaError:
        with connected([path]) as client, pytest.raises(MynaError) as caught:
            client.request("reload")
        return caught.value

    async with serving(path):
        error = await asyncio.to_thread(use)
    assert (error.code, error.message, error.hint) == ("config-invalid", "The file is wrong.", "Correct it.")
    assert error.exit_status == 78
    assert MynaError("a", "b").exit_status == 70


async def test_it_follows_events_until_the_service_ends(path: Path) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()
    got: list[object] = []

    def use() -> None:
        with connected([path]) as client:
            for event in client.events():
                got.append(event["event"])
                loop.call_soon_threadsafe(begun.set)

    async with serving(path) as (stack, service):
        used = asyncio.create_task(asyncio.to_thread(use))
        await begun.wait()
        service.publish({"event": "wake"})
        await stack.aclose()
        with pytest.raises(ServiceError) as caught:
            await used
    assert caught.value.code == "service-ended"
    assert got == ["snapshot", "wake"]


async def test_too_many_clients_are_told_so(path: Path) -> None:
    def use() -> MynaError:
        with connected([path]) as client:
            client.request("status")
            with connected([path]) as second, pytest.raises(MynaError) as caught:
                second.request("status")
        return caught.value

    async with serving(path, clients=1):
        error = await asyncio.to_thread(use)
    assert (error.code, error.exit_status) == ("busy", 69)


async def test_the_first_socket_that_answers_is_taken(path: Path) -> None:
    left_over = path.with_name("old.sock")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(left_over))

    def use() -> dict[str, object]:
        with connected([path.with_name("none"), path / "below", left_over, path]) as client:
            return client.request("status")

    async with serving(path):
        assert await asyncio.to_thread(use) == STATUS


def opened(paths: list[Path]) -> MynaError:
    with pytest.raises(ServiceError) as caught, connected(paths):
        pass
    assert caught.value.hint
    return caught.value


def test_nobody_runs(path: Path) -> None:
    assert isinstance(opened([path, path.with_name("other")]), NotRunning)


def test_a_path_that_no_socket_can_have(path: Path) -> None:
    assert opened([path.with_name("x" * 200)]).code == "unreachable"


@contextmanager
def as_somebody() -> Iterator[None]:
    """Without the rights of root, if the tests have them."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_who_may_not_open_it_is_told_how_to(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        path.chmod(0)
        with as_somebody():
            error = opened([path, Path("/nonexistent/c.sock")])
    assert error.code == "not-allowed"
    assert "sudo usermod -aG myna $USER" in error.hint


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (b"", "service-ended"),
        (b'{"ok": tr', "service-ended"),
        (b"HTTP/1.1 400 Bad Request\r\n", "not-myna"),
        (b"[]\n", "not-myna"),
        (b"\xff\xff\n", "not-myna"),
        (b'{"ok": false}\n', ""),
        (b'{"ok": false, "error": {"code": "odd", "exit_status": "0"}}\n', "odd"),
    ],
)
def test_a_strange_answer_is_a_failure_in_a_sentence(path: Path, reply: bytes, code: str) -> None:
    with saying(path, reply), connected([path]) as client, pytest.raises(MynaError) as caught:
        client.request("status")
    assert caught.value.code == code
    assert caught.value.exit_status == 69


def test_a_service_that_does_not_answer(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as stuck:
        stuck.bind(str(path))
        stuck.listen()
        with connected([path]) as client, pytest.raises(ServiceError) as caught:
            client.request("status", seconds=0.05)
    assert caught.value.code == "no-answer"


def test_a_client_closes_its_socket(path: Path) -> None:
    mine, other = socket.socketpair()
    with other:
        Client(mine).close()
        assert other.recv(1) == b""
