"""What happens, for every page that is open: one look at Myna for all of them.

Its rules:

1. Myna is followed once, from the first page on for as long as this process lives; the level of the microphone is asked
   for only while a page is open.
2. A page that does not keep up loses its stream, and begins anew.
3. What was heard and answered is handed on, and kept, only where the owner allows it; and in memory alone.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import Any

from myna.core.errors import MynaError
from myna.interfaces.web.upstream import Upstream

LEVEL_SECONDS = 0.25
"""How often the level is asked for."""

RETRY_SECONDS = 2.0
"""Until Myna is looked for again where none answers."""

WAITING = 256
"""Events that wait for a page."""

TURNS = 20
"""So many exchanges are shown."""

WORDS = ("text", "alternatives", "reply", "slots", "sentence", "article")
"""The members of events that may have words of people in them."""

WORDY = ("partial", "pause", "utterance", "understood", "piece", "answer")

_NO_LEVEL = {"event": "level", "level_db": None, "speech": False}


class Live:
    """Follows ``upstream``; ``transcripts`` says whether words may be shown."""

    def __init__(self, upstream: Upstream, transcripts: Callable[[], bool]) -> None:
        self._upstream = upstream
        self._transcripts = transcripts
        self._watchers: set[asyncio.Queue[dict[str, Any] | None]] = set()
        self._watched = asyncio.Event()
        self._last_level: dict[str, Any] = {}
        self.status: dict[str, Any] | None = None
        """The last snapshot with what has changed since; None where Myna does not answer."""
        self.turns: deque[dict[str, Any]] = deque(maxlen=TURNS)
        """The last exchanges: ``heard``, ``understood`` and ``answer``, the oldest first."""

    @property
    def watchers(self) -> int:
        """How many pages are open."""
        return len(self._watchers)

    async def watch(self) -> AsyncGenerator[dict[str, Any], None]:
        """Events as they come, beginning with a ``snapshot`` or an ``away``; ends where they are not taken in time."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(WAITING)
        self._watchers.add(queue)
        self._watched.set()
        try:
            yield {"event": "away"} if self.status is None else {"event": "snapshot", "status": self.status}
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._watchers.discard(queue)
            if not self._watchers:
                self._watched.clear()

    async def follow(self) -> None:
        """Follow Myna for ever."""
        while True:
            try:
                async for event in self._upstream.events():
                    self._take(event)
            except MynaError:
                if self.status is not None:
                    self.status = None
                    self.publish({"event": "away"})
            await asyncio.sleep(RETRY_SECONDS)

    async def follow_level(self) -> None:
        """Ask for the level of the microphone, for ever, while somebody watches."""
        while True:
            await self._watched.wait()
            try:
                answer = await self._upstream.ask("level")
                level = {"event": "level", "level_db": answer["level_db"], "speech": answer["speech"]}
            except MynaError:
                level = _NO_LEVEL
            if level != self._last_level:
                self._last_level = level
                self.publish(level)
            await asyncio.sleep(LEVEL_SECONDS)

    def publish(self, event: dict[str, Any]) -> None:
        """Hand ``event`` to everybody who watches."""
        for queue in list(self._watchers):
            if queue.full():
                self._watchers.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def _take(self, event: dict[str, Any]) -> None:
        match event.get("event"):
            case "snapshot":
                self.status = dict(event["status"])
            case "state" if self.status is not None:
                self.status |= {"state": event["state"], "phase": event["phase"]}
            case "volume" if self.status is not None:
                self.status["volume"] = event["volume"]
            case "muted" | "unmuted" as name if self.status is not None:
                self.status["muted"] = name == "muted"
        if event.get("event") in WORDY:
            if self._transcripts():
                self._keep(event)
            else:
                event = {name: value for name, value in event.items() if name not in WORDS}
        self.publish(event)

    def _keep(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "understood":
                self.turns.append({"heard": event["text"], "understood": event, "answer": None})
            case "answer" if self.turns and self.turns[-1]["answer"] is None:
                self.turns[-1]["answer"] = event["text"]
            case "answer":
                self.turns.append({"heard": None, "understood": None, "answer": event["text"]})
