"""A page on a real socket."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from myna.interfaces.web.serve import Page, listening, made
from web_kit import page_of


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Page, int]]:
    """A page that listens, and its port."""
    async with page_of(folder) as (page, _):
        server = made(argparse.Namespace(certificate=None, key=None), page)
        socket = listening("127.0.0.1:0")
        port = socket.getsockname()[1]
        serving = asyncio.create_task(server.serve([socket]))
        try:
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            yield page, port
        finally:
            server.should_exit = True
            await serving
            socket.close()
