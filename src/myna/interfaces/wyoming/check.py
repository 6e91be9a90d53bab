"""Whether Home Assistant can reach Myna where the configuration says, for ``myna check``; nothing is served."""

import asyncio
from collections.abc import AsyncGenerator

from wyoming.info import Describe, Info

from myna.app.checks import Finding
from myna.config import Config
from myna.interfaces.serving.reach import found, odd, port_of
from myna.interfaces.wyoming.offer import NAME
from myna.interfaces.wyoming.wire import MAX_LINE_BYTES, BadEvent, read_event, write_event


async def findings(config: Config) -> AsyncGenerator[Finding, None]:
    """What is found of each address."""
    ways = {"Wyoming": (config.wyoming.listen, 10300), "Wyoming satellite": (config.wyoming.satellite, 10700)}
    shared = {*map(port_of, config.wyoming.listen)} & {*map(port_of, config.wyoming.satellite)}
    for name, (addresses, usual_port) in ways.items():
        for address in addresses:
            if name != "Wyoming" and port_of(address) in shared:
                sentence = f"wyoming.satellite and wyoming.listen have the same port, {port_of(address)}."
                yield odd(name, "wyoming-same-port", sentence, "Give the satellite another one, such as 10700.")
            else:
                yield await found(name, address, "wyoming", usual_port, _is_myna, MAX_LINE_BYTES)


async def _is_myna(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Whether who listens there says that it is a Myna, or one that starts. Raises OSError."""
    await write_event(writer, Describe())
    try:
        event = await read_event(reader)
    except BadEvent:
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
