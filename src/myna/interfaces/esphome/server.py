"""The ESPHome device: at the addresses of the configuration, or at a socket of the file system behind systemd's.

Its rule: where the library is missing, or the key is none, nothing is served, and that is told. It is no reason for
Myna not to start, and nothing is ever served without the encryption that was asked for.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.util import find_spec

from myna.app.service import Service
from myna.config.schema import Esphome
from myna.core.errors import ConfigError
from myna.interfaces.esphome.frames import MAX_BYTES
from myna.interfaces.esphome.key import encryption_key
from myna.interfaces.serving.sockets import serving_all

log = logging.getLogger(__name__)

SOCKET = "MYNA_ESPHOME_SOCKET"
"""The variable with the path of the socket that systemd's program brings connections to, without a network."""

PART = "esphome"
"""What is out of use where it cannot be served."""


@asynccontextmanager
async def esphome_server(config: Esphome, service: Service) -> AsyncIterator[None]:
    """Be an ESPHome device at the addresses of ``config``, or at the socket that ``SOCKET`` names."""
    try:
        require_library()
        key = encryption_key(config)
    except ConfigError as error:
        log.warning("Home Assistant cannot have Myna as an ESPHome device. %s %s", error.message, error.hint)
        service.note_fault(PART, error)
        yield
        return
    from myna.interfaces.esphome.satellite import SatelliteConnection

    async with serving_all(config.listen, SOCKET, partial(SatelliteConnection, service, key), MAX_BYTES):
        yield


def require_library() -> None:
    """Raise ConfigError where the library with the messages is not installed."""
    if find_spec("aioesphomeapi") is None:
        raise ConfigError(
            "esphome-missing",
            "What speaks ESPHome's protocol is not installed.",
            "Type: pip install -e '.[esphome]'; or set esphome.listen to \"\".",
        )
