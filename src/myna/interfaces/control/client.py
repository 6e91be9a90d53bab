"""The other end of the control socket: asks a Myna that runs.

Its rules:

1. The first socket where somebody answers is taken. Where nobody does, NotRunning lets a caller do without.
2. What the service could not do is raised here as it was there: code, message, hint and exit status.
3. Closing the connection cancels what was asked for.
"""

import json
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from myna.core.errors import MynaError, ServiceError
from myna.interfaces.control.protocol import encode
from myna.platform.places import control_sockets

SOON_SECONDS = 30.0
"""For what is done at once; a busy board needs its time."""


class NotRunning(ServiceError):
    """No Myna answers anywhere."""

    def __init__(self) -> None:
        super().__init__("not-running", "Myna is not running.", "Type: sudo systemctl start myna, or: myna run")


class Client:
    """One connection to a running Myna; made by ``connected``."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")

    def request(
        self,
        command: str,
        arguments: dict[str, object] | None = None,
        *,
        on_piece: Callable[[str], None] = lambda _: None,
        seconds: float | None = SOON_SECONDS,
    ) -> dict[str, Any]:
        """Ask for ``command``, and return the members of its answer; its pieces go to ``on_piece`` as they come.

        ``seconds`` is how long to wait for each line of the answer; None: for ever. Raises MynaError as the service
        did, and ServiceError where it does not answer.
        """
        self._connection.settimeout(seconds)
        try:
            self._connection.sendall(encode({"command": command, **(arguments or {})}))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has hung up, and what it had to say first is there to be read
        except OSError as error:
            raise _silent() from error
        while "ok" not in (message := self._line()):
            on_piece(str(message.get("piece", "")))
        if message["ok"]:
            return message
        raise _told(message.get("error"))

    def events(self) -> Iterator[dict[str, Any]]:
        """Follow what happens, for ever. Raises ServiceError where it ends."""
        self.request("events")
        self._connection.settimeout(None)
        while True:
            yield self._line()

    def close(self) -> None:
        """Close the connection."""
        self._lines.close()
        self._connection.close()

    def _line(self) -> dict[str, Any]:
        try:
            line = self._lines.readline()
        except TimeoutError:
            raise _silent() from None
        except ConnectionResetError:
            line = b""
        if not line.endswith(b"\n"):
            raise ServiceError("service-ended", "Myna ended, or closed the connection.", "See why: journalctl -u myna")
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            raise ServiceError(
                "not-myna", "What answers on the control socket is not Myna.", "Type: echo $MYNA_CONTROL_SOCKET"
            )
        return message


@contextmanager
def connected(paths: Sequence[Path] | None = None) -> Iterator[Client]:
    """A connection to the Myna that runs, at the first of ``paths`` (by default ``control_sockets()``) that answers.

    Raises NotRunning, and ServiceError where one runs and cannot be reached.
    """
    with closing(Client(_connection(control_sockets() if paths is None else paths))) as client:
        yield client


def _connection(paths: Sequence[Path]) -> socket.socket:
    barred: ServiceError | None = None
    for path in paths:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SOON_SECONDS)
        try:
            connection.connect(str(path))
        except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
            connection.close()
        except OSError as error:
            connection.close()
            barred = barred or _unreachable(path, error)
        else:
            return connection
    raise barred or NotRunning()


def _unreachable(path: Path, error: OSError) -> ServiceError:
    if isinstance(error, PermissionError):
        return ServiceError(
            "not-allowed",
            f"You may not talk to Myna: {path} is for the group myna.",
            "Type: sudo usermod -aG myna $USER, then log out and in again.",
        )
    if isinstance(error, BlockingIOError | TimeoutError):  # its queue is full
        return _silent()
    return ServiceError("unreachable", f"{path} cannot be reached: {error.strerror or error}.", "Type: myna check")


def _silent() -> ServiceError:
    return ServiceError(
        "no-answer", "Myna runs, but does not answer.", "Type: journalctl -u myna, or: sudo systemctl restart myna"
    )


def _told(members: Any) -> MynaError:
    """The failure that the service told."""
    told = members if isinstance(members, dict) else {}
    error = MynaError(*(str(told.get(name, "")) for name in ("code", "message", "hint")))
    status = told.get("exit_status")
    error.exit_status = status if isinstance(status, int) and 0 < status < 126 else ServiceError.exit_status
    return error
