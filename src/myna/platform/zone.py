"""Local time is that of the machine's time zone, also where that is changed while Myna runs."""

import asyncio
import time

LOOK_SECONDS = 5.0
"""How often the zone is looked at: a look is one look at a file's date."""


async def follow_zone(look_seconds: float = LOOK_SECONDS) -> None:
    """Have local time follow the machine's zone, for ever; C's library reads it once by itself."""
    while True:
        time.tzset()
        await asyncio.sleep(look_seconds)
