"""How fast, and how long, what a client sends is taken."""

import asyncio
import logging

import pytest

from myna.core.sound import RATE_HZ
from myna.interfaces.serving.pace import BURST_SECONDS, EVENT_SECONDS, FASTER, NotUnderstood, Pace, take_all


def test_what_comes_as_it_is_spoken_never_waits_and_a_flood_does() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    second = RATE_HZ * 2
    for _ in range(100):
        assert pace.wait_seconds(second) == 0
        now += 1
    burst = int(BURST_SECONDS * FASTER)
    assert [pace.wait_seconds(second) for _ in range(burst)] == [0] * burst
    assert pace.wait_seconds(second) == pytest.approx(1 / FASTER)
    now += 100
    events = int(BURST_SECONDS / EVENT_SECONDS)
    waits = [pace.wait_seconds(0) for _ in range(events + 10)]
    assert waits[events - 1] == pytest.approx(0)
    assert waits[-1] == pytest.approx(10 * EVENT_SECONDS)


async def taken(*messages: str | Exception) -> tuple[bool, list[str]]:
    """What is taken of what a client sends, and whether it ended the stream itself."""
    left, found = list(messages), list[str]()

    async def read() -> str | None:
        if not left:
            return None
        if isinstance(message := left.pop(0), Exception):
            raise message
        return message or await asyncio.get_running_loop().create_future()

    async def take(message: str) -> None:
        found.append(message)

    is_over = await take_all(read, take, Pace(asyncio.get_running_loop().time), len, lambda: 0.05)
    return is_over, found


async def test_it_takes_what_comes_until_the_client_ends_it() -> None:
    assert await taken("a", "b") == (True, ["a", "b"])


async def test_who_talks_nonsense_is_silent_or_gone_is_sent_away(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert await taken("a", NotUnderstood("seven"), "b") == (False, ["a"])
    assert len(caplog.messages) == 1
    assert await taken("a", "", "b") == (False, ["a"])
    assert await taken("a", ConnectionResetError(), "b") == (False, ["a"])
    assert len(caplog.messages) == 1
