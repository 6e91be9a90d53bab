"""A page on a real socket."""

import argparse
import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from myna.interfaces.web.serve import Page, listening, made
from web_kit import page_of


@asynccontextmanager
async def served(folder: Path, tls: tuple[Path, Path] | None = None) -> AsyncIterator[tuple[Page, int]]:
    """A page that listens, behind TLS with a certificate and its key, and its port."""
    certificate, key = tls or (None, None)
    async with page_of(folder) as (page, _):
        server = made(argparse.Namespace(certificate=certificate, key=key), page)
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


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own authority, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], capture_output=True, check=True)
    return certificate, key
