"""One look at Myna serves all pages, and one that does not keep up disturbs none."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import Any

from myna.interfaces.web.live import TURNS, WAITING, Live
from myna.interfaces.web.upstream import Upstream

NOBODY = Upstream([Path("/nonexistent/c.sock")])


async def test_everybody_gets_what_happens_and_who_is_slow_begins_anew() -> None:
    live = Live(NOBODY, lambda: True)
    got: list[dict[str, Any]] = []

    async def watch() -> None:
        async with aclosing(live.watch()) as events:
            async for event in events:
                got.append(event)

    watching = asyncio.create_task(watch())
    slow = live.watch()
    assert await anext(slow) == {"event": "away"}
    while live.watchers < 2:  # noqa: ASYNC110
        await asyncio.sleep(0)
    for number in range(WAITING + 1):
        live.publish({"event": "number", "number": number})
        await asyncio.sleep(0)
    rest = [event async for event in slow]
    assert len(rest) == WAITING - 1
    assert live.watchers == 1
    await asyncio.sleep(0)
    assert got[-1] == {"event": "number", "number": WAITING}
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert live.watchers == 0


def test_exchanges_are_kept_in_memory_and_not_for_long() -> None:
    live = Live(NOBODY, lambda: True)
    for number in range(TURNS + 3):
        live._take({"event": "understood", "text": f"question {number}", "decision": "act"})
        live._take({"event": "answer", "text": f"answer {number}"})
    live._take({"event": "answer", "text": "unasked"})
    assert len(live.turns) == TURNS
    assert (live.turns[-2]["heard"], live.turns[-2]["answer"]) == (f"question {TURNS + 2}", f"answer {TURNS + 2}")
    assert live.turns[-1] == {"heard": None, "understood": None, "answer": "unasked"}


def test_where_words_are_not_shown_none_is_kept() -> None:
    live = Live(NOBODY, lambda: False)
    live._take({"event": "understood", "text": "a secret", "decision": "act"})
    assert list(live.turns) == []


def test_a_snapshot_is_kept_up_to_date() -> None:
    live = Live(NOBODY, lambda: False)
    live._take({"event": "snapshot", "status": {"state": "listening", "phase": "idle", "volume": 5, "muted": False}})
    live._take({"event": "state", "state": "muted", "phase": "idle"})
    live._take({"event": "volume", "volume": 40})
    live._take({"event": "muted"})
    assert live.status == {"state": "muted", "phase": "idle", "volume": 40, "muted": True}
