"""The Wyoming servers: at the addresses of the configuration, or at sockets of the file system behind systemd's.

There are two, since Home Assistant takes an address for a satellite or for services: ears and voice, and the satellite.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from myna.app.service import Service
from myna.interfaces.serving.sockets import serving_all
from myna.interfaces.wyoming.connection import Connection
from myna.interfaces.wyoming.satellite import SatelliteConnection
from myna.interfaces.wyoming.wire import MAX_LINE_BYTES

SOCKET = "MYNA_WYOMING_SOCKET"
SATELLITE_SOCKET = "MYNA_SATELLITE_SOCKET"
"""The variables with the paths of the sockets that systemd's programs bring connections to, without a network."""


@asynccontextmanager
async def wyoming_server(addresses: Sequence[str], service: Service) -> AsyncIterator[None]:
    """Be ears and voice at ``addresses``, each with a port, or at the socket that ``SOCKET`` names."""
    async with serving_all(addresses, SOCKET, partial(Connection, service), MAX_LINE_BYTES):
        yield


@asynccontextmanager
async def satellite_server(addresses: Sequence[str], service: Service) -> AsyncIterator[None]:
    """Be a satellite at ``addresses``, each with a port, or at the socket that ``SATELLITE_SOCKET`` names."""
    async with serving_all(addresses, SATELLITE_SOCKET, partial(SatelliteConnection, service), MAX_LINE_BYTES):
        yield
