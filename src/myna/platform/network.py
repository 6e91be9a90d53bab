"""What a connection that fails says of the network."""

import errno
import os
import socket
import ssl

OPEN_NETWORK = "Open its network; how, says this file: cat /opt/myna/current/systemd/myna.service.d/network.conf"
"""What to do where Myna's service has none."""


def has_network() -> bool:
    """Whether this process may open a connection at all; systemd's RestrictAddressFamilies forbids the very socket."""
    try:
        with socket.socket(socket.AF_INET):
            return True
    except OSError as error:
        return error.errno != errno.EAFNOSUPPORT


def os_error_behind(error: BaseException) -> OSError | None:
    """The operating system's own error, at the end of the chain of causes."""
    found, cause = None, error.__cause__
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            found = cause
        cause = cause.__cause__ or cause.__context__
    return found


def reason(error: OSError | None) -> str:
    """Why there is no connection, in a few words; a resolver's error has a number below 0, and words of its own."""
    if error is None or error.errno is None:
        return "there is no connection"
    if isinstance(error, ssl.SSLError):
        return f"it makes no secure connection: {error.strerror}"
    return (os.strerror(error.errno) if error.errno > 0 else str(error.strerror)).lower()
