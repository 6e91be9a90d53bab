"""The paths of the models, of the kept settings, and of the control socket; and those that the service does not see."""

import os
from contextlib import suppress
from pathlib import Path

from myna.config.schema import Config

SERVICE_FOLDER = Path("/var/lib/myna/models")
"""The models folder of the systemd service."""

SERVICE_SOCKET = Path("/run/myna/control.sock")
"""The control socket of the systemd service."""


HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")
"""The folders that systemd hides from the service, by ``ProtectHome=`` and ``PrivateTmp=`` of its unit."""


def is_hidden(path: Path) -> bool:
    """Whether ``path``, which is whole, is in a folder that the service does not see."""
    return any(map(path.is_relative_to, HIDDEN))


def models_directory(config: Config) -> Path:
    """The folder of the models, which need not exist yet.

    ``models_dir`` of the configuration; else ``models`` below ``STATE_DIRECTORY``, which systemd sets for a service
    (systemd.exec(5)); else ``models`` of the checkout that this code runs from; else the service's own folder.
    """
    if config.models_dir is not None:
        return config.models_dir
    if state := os.environ.get("STATE_DIRECTORY"):
        return Path(state.partition(":")[0]) / "models"
    checkout = checkout_above(Path(__file__))
    return SERVICE_FOLDER if checkout is None else checkout / "models"


def checkout_above(file: Path) -> Path | None:
    """The checkout of Myna that ``file`` lies in, at any depth; None if it lies in none."""
    for folder in file.resolve().parents:
        if (folder / "pyproject.toml").is_file() and (folder / "models").is_dir() and (folder / "src/myna").is_dir():
            return folder
    return None


def state_folder() -> Path | None:
    """The folder for kept settings: systemd's ``STATE_DIRECTORY``, else the user's own; None where there is neither.

    Source: systemd.exec(5), and the XDG Base Directory Specification.
    """
    if service := os.environ.get("STATE_DIRECTORY"):
        return Path(service.partition(":")[0])
    if own := os.environ.get("XDG_STATE_HOME"):
        return Path(own) / "myna"
    with suppress(RuntimeError):  # a user without a home
        return Path.home() / ".local" / "state" / "myna"
    return None


def control_socket_to_serve() -> Path | None:
    """The path at which a starting Myna opens its control socket; None where there is no folder for it.

    In ``RUNTIME_DIRECTORY``, which systemd sets for a service (systemd.exec(5)); else in ``myna`` below the user's own
    ``XDG_RUNTIME_DIR``, which need not exist yet.
    """
    if runtime := os.environ.get("RUNTIME_DIRECTORY"):
        return Path(runtime.partition(":")[0]) / SERVICE_SOCKET.name
    return _own_socket()


def control_sockets() -> list[Path]:
    """The control sockets of a running Myna, the likeliest first.

    ``MYNA_CONTROL_SOCKET`` alone, if that is set; else the user's own Myna, then the service.
    """
    if named := os.environ.get("MYNA_CONTROL_SOCKET"):
        return [Path(named)]
    own = _own_socket()
    return [SERVICE_SOCKET] if own is None else [own, SERVICE_SOCKET]


def _own_socket() -> Path | None:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime) / "myna" / SERVICE_SOCKET.name if runtime else None
