"""What the commands of the control socket do: each is one of the service's."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from myna.app import snapshot
from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.core.events import Event, as_json
from myna.interfaces.control.protocol import Arguments, Ask, Command, Say, Send, Volume


class Controls:
    """The commands of one service, and its events."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def commands(self) -> dict[str, Command[Any]]:
        """Every command by its name."""
        return {
            "status": Command(Arguments, self._status),
            "ask": Command(Ask, self._ask),
            "say": Command(Say, self._say),
            "listen": Command(Arguments, self._listen),
            "mute": Command(Arguments, self._mute),
            "unmute": Command(Arguments, self._unmute),
            "stop": Command(Arguments, self._stop),
            "volume": Command(Volume, self._volume),
            "lists": Command(Arguments, self._lists),
            "reload": Command(Arguments, self._reload),
        }

    @contextmanager
    def followed(self, follower: Callable[[Mapping[str, object]], None]) -> Iterator[None]:
        """Call ``follower`` with a snapshot, and then with every event, as programs get them."""

        def hand_on(what: Snapshot | Event) -> None:
            if isinstance(what, Snapshot):
                follower({"event": "snapshot", "status": snapshot.as_json(what)})
            else:
                follower(as_json(what))

        with self._service.subscribed(hand_on):
            yield

    async def _status(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"status": snapshot.as_json(self._service.snapshot())}

    async def _ask(self, arguments: Ask, send: Send) -> Mapping[str, object]:
        return {"answer": await self._service.ask(arguments.text, send, aloud=arguments.aloud)}

    async def _say(self, arguments: Say, _: Send) -> Mapping[str, object]:
        await self._service.say(arguments.text)
        return {}

    async def _listen(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._service.listen()
        return {}

    async def _stop(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._service.stop()
        return {}

    async def _mute(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._service.mute()
        return {}

    async def _unmute(self, _: Arguments, __: Send) -> Mapping[str, object]:
        await self._service.unmute()
        return {}

    async def _volume(self, arguments: Volume, _: Send) -> Mapping[str, object]:
        if arguments.level is not None:
            await self._service.set_volume(arguments.level)
        elif arguments.change is not None:
            await self._service.change_volume(arguments.change)
        return {"volume": self._service.volume}

    async def _lists(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return self._service.lists()

    async def _reload(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"changed": await self._service.reload()}
