"""Where a Myna that runs is reached, and where settings are kept: what systemd and the user's session say.

Source: systemd.exec(5), and the XDG Base Directory Specification.
"""

import os
from contextlib import suppress
from pathlib import Path

SERVICE_SOCKET = Path("/run/myna/control.sock")
"""The control socket of the systemd service."""


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
