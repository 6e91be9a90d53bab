"""Whether Home Assistant can reach Myna where the configuration says, for ``myna check``; nothing is served."""

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable, Iterator
from ipaddress import ip_address

from myna.app.checks import Finding
from myna.config import Config
from myna.core.errors import ConfigError
from myna.interfaces.serving.sockets import bound

ANSWER_SECONDS = 2.0
"""How long who listens at an address may take to say what it is."""

IsMyna = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bool]]
"""Asks who listens at an address whether it is a Myna, or one that starts. Raises OSError."""


async def found(name: str, address: str, code: str, usual_port: int, is_myna: IsMyna, limit_bytes: int) -> Finding:
    """What is found of one address: that it is free, that Myna is reached there, or what is in the way.

    ``code`` begins the codes of what is wrong, and ``usual_port`` is suggested in the place of one that cannot be had.
    """
    try:
        bound(address).close()
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            sentence = f"This machine has no address {address.rpartition(':')[0]}: nobody can reach Myna there."
            return odd(name, f"{code}-no-address", sentence, "Look with: ip address; then correct it.")
        if error.errno == errno.EACCES:
            sentence = f"The port {port_of(address)} needs rights that Myna does not have."
            return odd(name, f"{code}-port-low", sentence, f"Take one from 1024 on, such as {usual_port}.")
        if error.errno != errno.EADDRINUSE:
            return odd(name, f"{code}-no-address", f"{address}: {os.strerror(error.errno or 0)}.", "Correct it.")
        if await _answers(address, is_myna, limit_bytes):
            return Finding(name, f"Home Assistant reaches Myna at {address}")
        sentence = f"Another program listens at {address}."
        return odd(name, f"{code}-port-taken", sentence, "Look with: ss -ltnp; then take another port.")
    only = "; nobody but this machine reaches it" if _is_local(address) else ""
    return Finding(name, f"{address} is free; Myna listens there when it runs{only}")


def preference(config: Config) -> Iterator[Finding]:
    """What is wrong with it that a server is preferred; nothing where none is, or it is there."""
    home = config.home_assistant
    if home.prefer != "server" or home.url is not None:
        return
    if not config.is_satellite:
        yield odd(
            "Home Assistant",
            "home-not-there",
            "home_assistant.prefer is server, and there is none.",
            "Set home_assistant.url, or esphome.listen, or wyoming.satellite, or prefer: myna.",
        )
    elif not config.wake_phrases:
        yield odd(
            "Home Assistant",
            "home-not-asked",
            "home_assistant.prefer is server, and without a wake phrase no sound is sent to it.",
            "Set home_assistant.url, or wake_word.",
        )


async def _answers(address: str, is_myna: IsMyna, limit_bytes: int) -> bool:
    """Whether who listens at ``address`` says that it is a Myna."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(reached, int(port), limit=limit_bytes)
            try:
                return await is_myna(reader, writer)
            finally:
                writer.close()
    except OSError:  # a TimeoutError is one too
        return False


def port_of(address: str) -> str:
    """The port of an address, in digits."""
    return address.rpartition(":")[2]


def _is_local(address: str) -> bool:
    return ip_address(address.rpartition(":")[0].strip("[]")).is_loopback


def odd(name: str, code: str, sentence: str, hint: str) -> Finding:
    """A finding that something is wrong."""
    return Finding(name, "", ConfigError(code, sentence, hint))
