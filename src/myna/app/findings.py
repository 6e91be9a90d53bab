"""``myna check`` beside a Myna that runs: in a process of its own, so that its models do not stay in the memory."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from myna.core.errors import ServiceError

PATIENCE_SECONDS = 300.0
"""Speech model and voice load once more, from a card that is slow."""


async def findings_of_a_process(options: Sequence[str] = ()) -> AsyncGenerator[dict[str, Any], None]:
    """What is found, one by one, each as ``myna check --json`` prints it; ``options`` name the configuration.

    It runs behind everything else. Raises ServiceError ``check-failed`` where it comes to no end.
    """
    process = await asyncio.create_subprocess_exec(
        *("nice", "-n", "10", sys.executable, "-m", "myna", "check", "--json", *options),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for line in process.stdout:
                yield json.loads(line)
            await process.wait()
    except (TimeoutError, ValueError):
        raise ServiceError("check-failed", "The check came to no end.", "Type: myna check") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
