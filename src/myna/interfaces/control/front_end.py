"""The control socket as a front end of the running assistant."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from myna.app.service import Service
from myna.core.errors import ServiceError
from myna.interfaces.control.commands import Controls
from myna.interfaces.control.server import ControlServer

log = logging.getLogger(__name__)


@asynccontextmanager
async def control_socket(path: Path, service: Service) -> AsyncIterator[None]:
    """Answer programs at ``path``; a place that is taken, or where no socket can be made, is no failure."""
    controls = Controls(service)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(ControlServer(path, controls.commands(), controls.followed).serving())
        except ServiceError as error:
            log.warning("Programs cannot reach this Myna: %s", error)
        yield
