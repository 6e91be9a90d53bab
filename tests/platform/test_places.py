"""Where state is kept, and where the control socket is."""

from pathlib import Path

import pytest

from myna.platform.places import control_socket_to_serve, control_sockets, state_folder


@pytest.mark.parametrize(
    ("environment", "socket"),
    [
        ({"RUNTIME_DIRECTORY": "/run/myna", "XDG_RUNTIME_DIR": "/run/user/7"}, "/run/myna/control.sock"),
        ({"RUNTIME_DIRECTORY": "/run/myna:/run/other"}, "/run/myna/control.sock"),
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, "/run/user/7/myna/control.sock"),
        ({}, None),
    ],
)
def test_where_the_control_socket_is_offered(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], socket: str | None
) -> None:
    for name in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert control_socket_to_serve() == (socket and Path(socket))


@pytest.mark.parametrize(
    ("environment", "sockets"),
    [
        ({"MYNA_CONTROL_SOCKET": "/tmp/c.sock", "XDG_RUNTIME_DIR": "/run/user/7"}, ["/tmp/c.sock"]),
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, ["/run/user/7/myna/control.sock", "/run/myna/control.sock"]),
        ({}, ["/run/myna/control.sock"]),
    ],
)
def test_where_a_running_myna_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sockets: list[str]
) -> None:
    for name in ("MYNA_CONTROL_SOCKET", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert control_sockets() == [Path(socket) for socket in sockets]


def test_where_state_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/myna:/var/lib/other")
    assert state_folder() == Path("/var/lib/myna")
    monkeypatch.delenv("STATE_DIRECTORY")
    monkeypatch.setenv("XDG_STATE_HOME", "/home/me/state")
    assert state_folder() == Path("/home/me/state/myna")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/me")
    assert state_folder() == Path("/home/me/.local/state/myna")
