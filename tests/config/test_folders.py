"""Where models live, where state is kept, and where the control socket is."""

from pathlib import Path

import pytest

from myna.config import Config, control_socket_to_serve, control_sockets, models_directory
from myna.config.folders import checkout_above, is_hidden, state_folder

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)


def test_the_configured_folder_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/other")
    assert models_directory(Config.model_validate({"models_dir": "/srv/models"})) == Path("/srv/models")


@pytest.mark.parametrize("state", ["/var/lib/other", "/var/lib/other:/var/lib/second"])
def test_a_service_has_its_own(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", state)
    assert models_directory(Config()) == Path("/var/lib/other/models")


def test_a_checkout_has_its_own() -> None:
    assert models_directory(Config()) == CHECKOUT / "models"


def test_elsewhere_it_is_the_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("myna.config.folders.__file__", str(tmp_path / "site-packages/myna/config/folders.py"))
    assert models_directory(Config()) == Path("/var/lib/myna/models")


def test_only_a_checkout_of_myna_counts(tmp_path: Path) -> None:
    file = tmp_path / ".venv/lib/python3/site-packages/myna/config/folders.py"
    for made, found in (("models", None), ("src/parrot", None), ("src/myna", tmp_path)):
        (tmp_path / "pyproject.toml").touch()
        (tmp_path / made).mkdir(parents=True)
        assert checkout_above(file) == found


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


@pytest.mark.parametrize(
    ("path", "hidden"),
    [("/home/pi/wiki.zim", True), ("/tmp", True), ("/homes/wiki.zim", False), ("/srv/zim/wiki.zim", False)],
)
def test_the_service_does_not_see_some_folders(path: str, hidden: bool) -> None:
    assert is_hidden(Path(path)) is hidden
