"""Why a connection failed, from real errors of this machine."""

import errno
import os
import socket
import ssl

import pytest

from myna.platform.network import has_network, os_error_behind, reason


def test_a_process_that_may_make_sockets_has_a_network() -> None:
    assert has_network()


@pytest.mark.parametrize(("number", "found"), [(errno.EAFNOSUPPORT, False), (errno.EMFILE, True)])
def test_only_a_forbidden_family_of_addresses_is_no_network(
    number: int, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: int) -> socket.socket:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(socket, "socket", refused)
    assert has_network() is found


def test_the_systems_own_error_is_found_behind_those_of_libraries() -> None:
    refused = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
    attempts, failure = RuntimeError("all attempts failed"), ValueError("no connection")
    failure.__cause__, attempts.__context__ = attempts, refused
    assert os_error_behind(failure) is refused


def test_errors_without_one_of_the_system_have_none() -> None:
    assert os_error_behind(ValueError("alone")) is None
    failure = ValueError("no connection")
    failure.__cause__ = OSError("without a number")
    assert os_error_behind(failure) is None


def unresolved() -> OSError:
    with pytest.raises(socket.gaierror) as caught:
        socket.getaddrinfo("127.0.0.1.5", 80, flags=socket.AI_NUMERICHOST)
    return caught.value


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (None, "there is no connection"),
        (OSError("without a number"), "there is no connection"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "in another language"), "connection refused"),
        (unresolved(), "name or service not known"),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), "it makes no secure connection: WRONG_VERSION_NUMBER"),
    ],
)
def test_the_reason_is_a_few_words(error: OSError | None, words: str) -> None:
    assert reason(error) == words
