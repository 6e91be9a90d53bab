"""Local time follows the zone of the machine."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from myna.platform.tasks import beside
from myna.platform.zone import follow_zone
from timers_kit import living_in


def wait_for_offset(seconds: int) -> None:
    deadline = time.monotonic() + 30
    while time.localtime().tm_gmtoff != seconds:
        assert time.monotonic() < deadline
        time.sleep(0.01)


async def test_local_time_is_that_of_the_zone_that_is_set_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    with living_in("UTC0", monkeypatch):
        async with AsyncExitStack() as stack:
            beside(follow_zone(0.01), stack)
            for zone, hours in (("JST-9", 9), ("PST8", -8)):
                monkeypatch.setenv("TZ", zone)
                await asyncio.to_thread(wait_for_offset, hours * 3600)
