"""Why a connection failed: the operating system's own error, in words, and whether there is a network at all."""

import errno
import os
import socket
import ssl

OPEN_NETWORK = "Open its network; how, says this file: cat /opt/myna/current/systemd/myna.service.d/network.conf"
"""The hint for a person where systemd gives Myna's service no network."""


def has_network() -> bool:
    """Whether this process may open connections: systemd's RestrictAddressFamilies forbids even to make the socket."""
    try:
        with socket.socket(socket.AF_INET):
            return True
    except OSError as error:
        return error.errno != errno.EAFNOSUPPORT


def os_error_behind(error: BaseException) -> OSError | None:
    """The last OSError with a text in the chain of causes behind ``error``; None where there is none."""
    found, cause = None, error.__cause__
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            found = cause
        cause = cause.__cause__ or cause.__context__
    return found


def reason(error: OSError | None) -> str:
    """Why there is no connection, in a few words. Errors of the resolver have a number below 0 and their own text."""
    if error is None or error.errno is None:
        return "there is no connection"
    if isinstance(error, ssl.SSLError):
        return f"it makes no secure connection: {error.strerror}"
    return (os.strerror(error.errno) if error.errno > 0 else str(error.strerror)).lower()
