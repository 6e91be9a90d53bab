"""Whether Home Assistant can reach Myna as an ESPHome device, for ``myna check``; nothing is served."""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial

from myna.app.checks import Finding
from myna.config.schema import Esphome
from myna.core.errors import ConfigError
from myna.interfaces.esphome.frames import MAX_BYTES, BadMessage, PlainFrames, hello_of
from myna.interfaces.esphome.key import encryption_key
from myna.interfaces.esphome.server import require_library
from myna.interfaces.serving.reach import found

NAME = "ESPHome"


async def findings(config: Esphome) -> AsyncGenerator[Finding, None]:
    """What is found of the library, the key and each address."""
    try:
        require_library()
        key = encryption_key(config)
    except ConfigError as error:
        yield Finding(NAME, "", error)
        return
    for address in config.listen:
        yield await found(NAME, address, "esphome", 6053, partial(_is_myna, key is not None), MAX_BYTES)


async def _is_myna(encrypted: bool, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Whether who listens there says that its name is that of a Myna. Raises OSError."""
    from myna.interfaces.esphome.messages import api, kind_of

    try:
        if encrypted:
            return b"myna-" in await hello_of(reader, writer)
        frames = PlainFrames(reader, writer)
        asked = api.HelloRequest(client_info="myna check", api_version_major=1)
        writer.write(frames.packed(kind_of(asked), asked.SerializeToString()))
        kind, payload = await frames.read() or (0, b"")
        return kind == kind_of(api.HelloResponse()) and b"myna-" in payload
    except BadMessage:
        return False
