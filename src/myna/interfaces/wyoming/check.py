"""Whether Home Assistant can reach Myna where the configuration says, for ``myna check``; nothing is served."""

import asyncio
import errno
import os
from collections.abc import AsyncGenerator
from ipaddress import ip_address

from wyoming.info import Describe, Info

from myna.app.checks import Finding
from myna.config import Config
from myna.core.errors import ConfigError
from myna.interfaces.wyoming.offer import NAME
from myna.interfaces.wyoming.server import bound
from myna.interfaces.wyoming.wire import MAX_LINE_BYTES, BadEvent, read_event, write_event

ANSWER_SECONDS = 2.0
"""How long who listens at an address may take to say what it is."""


async def findings(config: Config) -> AsyncGenerator[Finding, None]:
    """What is found of each address; nothing where there is none, and nobody is preferred who is not there."""
    ways = {"Wyoming": config.wyoming.listen, "Wyoming satellite": config.wyoming.satellite}
    shared = {*map(_port, config.wyoming.listen)} & {*map(_port, config.wyoming.satellite)}
    for name, addresses in ways.items():
        for address in addresses:
            if name != "Wyoming" and _port(address) in shared:
                sentence = f"wyoming.satellite and wyoming.listen have the same port, {_port(address)}."
                yield _odd(name, "wyoming-same-port", sentence, "Give the satellite another one, such as 10700.")
            else:
                yield await _found(name, address)
    home = config.home_assistant
    if home.prefer == "server" and home.url is None and not config.wyoming.satellite:
        yield _odd(
            "Home Assistant",
            "home-not-there",
            "home_assistant.prefer is server, and there is none.",
            "Set home_assistant.url, or wyoming.satellite, or prefer: myna.",
        )
    elif home.prefer == "server" and home.url is None and not config.wake_phrases:
        yield _odd(
            "Home Assistant",
            "home-not-asked",
            "home_assistant.prefer is server, and without a wake phrase no sound is sent to it.",
            "Set home_assistant.url, or wake_word.",
        )


async def _found(name: str, address: str) -> Finding:
    """What is found of one address: that it is free, that Myna is reached there, or what is in the way."""
    try:
        bound(address).close()
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            sentence = f"This machine has no address {address.rpartition(':')[0]}: nobody can reach Myna there."
            return _odd(name, "wyoming-no-address", sentence, "Look with: ip address; then correct it.")
        if error.errno == errno.EACCES:
            sentence = f"The port {_port(address)} needs rights that Myna does not have."
            return _odd(name, "wyoming-port-low", sentence, "Take one from 1024 on, such as 10300.")
        if error.errno != errno.EADDRINUSE:
            return _odd(name, "wyoming-no-address", f"{address}: {os.strerror(error.errno or 0)}.", "Correct it.")
        if await _is_myna(address):
            return Finding(name, f"Home Assistant reaches Myna at {address}")
        sentence = f"Another program listens at {address}."
        return _odd(name, "wyoming-port-taken", sentence, "Look with: ss -ltnp; then take another port.")
    only = "; nobody but this machine reaches it" if _is_local(address) else ""
    return Finding(name, f"{address} is free; Myna listens there when it runs{only}")


async def _is_myna(address: str) -> bool:
    """Whether who listens at ``address`` says that it is a Myna, or one that starts."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(reached, int(port), limit=MAX_LINE_BYTES)
            try:
                await write_event(writer, Describe())
                event = await read_event(reader)
            finally:
                writer.close()
    except (OSError, BadEvent):  # a TimeoutError is one too
        return False
    if event is None:
        return False
    if not Info.is_type(event.type):
        return event.type == "error" and (event.data or {}).get("code") == "starting"
    try:
        info = Info.from_event(event)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return NAME in {one.name for one in (*info.asr, *([info.satellite] if info.satellite else []))}


def _port(address: str) -> str:
    return address.rpartition(":")[2]


def _is_local(address: str) -> bool:
    return ip_address(address.rpartition(":")[0].strip("[]")).is_loopback


def _odd(name: str, code: str, sentence: str, hint: str) -> Finding:
    return Finding(name, "", ConfigError(code, sentence, hint))
