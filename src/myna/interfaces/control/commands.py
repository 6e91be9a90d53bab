"""What the commands of the control socket do: each is one of the service's."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from typing import Any

from myna.app import snapshot
from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.core.events import Event, as_json
from myna.interfaces.control.protocol import (
    Arguments,
    Ask,
    Command,
    Configuration,
    ListItems,
    ListName,
    ListReword,
    ModelName,
    Note,
    NoteChange,
    Number,
    Say,
    Send,
    Setting,
    TimerArguments,
    Understand,
    Volume,
)


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
            "understand": Command(Understand, self._understand),
            "level": Command(Arguments, self._level),
            "timer-set": Command(TimerArguments, self._timer_set),
            "timer-cancel": Command(Number, self._timer_cancel),
            "lists": Command(Arguments, self._lists),
            "list-add": Command(ListItems, self._list_add),
            "list-remove": Command(ListItems, self._list_remove),
            "list-reword": Command(ListReword, self._list_reword),
            "list-delete": Command(ListName, self._list_delete),
            "note-add": Command(Note, self._note_add),
            "note-change": Command(NoteChange, self._note_change),
            "settings": Command(Arguments, self._settings),
            "set": Command(Setting, self._set),
            "configuration": Command(Arguments, self._configuration),
            "configure": Command(Configuration, self._configure),
            "configure-commands": Command(Configuration, self._configure_commands),
            "models": Command(Arguments, self._models),
            "model-pull": Command(ModelName, self._model_pull),
            "model-remove": Command(ModelName, self._model_remove),
            "devices": Command(Arguments, self._devices),
            "check": Command(Arguments, self._check),
            "log": Command(Arguments, self._log),
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
        return self._service.household.lists()

    async def _understand(self, arguments: Understand, _: Send) -> Mapping[str, object]:
        return {"understood": (await self._service.understand(arguments.text)).as_json()}

    async def _level(self, _: Arguments, __: Send) -> Mapping[str, object]:
        if (now := self._service.level()) is None:
            return {"level_db": None, "speech": False}
        return {"level_db": round(now.level_db), "speech": now.speech}

    async def _timer_set(self, timer: TimerArguments, _: Send) -> Mapping[str, object]:
        return {"timer": await self._service.household.set_timer(**timer.model_dump())}

    async def _timer_cancel(self, arguments: Number, _: Send) -> Mapping[str, object]:
        await self._service.household.cancel(arguments.number)
        return {}

    async def _list_add(self, arguments: ListItems, _: Send) -> Mapping[str, object]:
        await self._service.household.add(arguments.list, arguments.items)
        return {}

    async def _list_remove(self, arguments: ListItems, _: Send) -> Mapping[str, object]:
        await self._service.household.remove(arguments.list, arguments.items)
        return {}

    async def _list_reword(self, arguments: ListReword, _: Send) -> Mapping[str, object]:
        await self._service.household.reword(arguments.list, arguments.item, arguments.new)
        return {}

    async def _list_delete(self, arguments: ListName, _: Send) -> Mapping[str, object]:
        await self._service.household.delete(arguments.list)
        return {}

    async def _note_add(self, arguments: Note, _: Send) -> Mapping[str, object]:
        await self._service.household.note(arguments.text)
        return {}

    async def _note_change(self, arguments: NoteChange, _: Send) -> Mapping[str, object]:
        await self._service.household.change_note(arguments.text, arguments.new)
        return {}

    async def _settings(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return await asyncio.to_thread(self._service.file.settings)

    async def _set(self, arguments: Setting, _: Send) -> Mapping[str, object]:
        file = self._service.file
        return {"changed": await file.set(arguments.key, arguments.version, value=arguments.value, yaml=arguments.yaml)}

    async def _configuration(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return await asyncio.to_thread(self._service.file.text)

    async def _configure(self, arguments: Configuration, _: Send) -> Mapping[str, object]:
        return {"changed": await self._service.file.write(arguments.text, arguments.version)}

    async def _configure_commands(self, arguments: Configuration, _: Send) -> Mapping[str, object]:
        return {"changed": await self._service.file.write_commands(arguments.text, arguments.version)}

    async def _models(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"models": await asyncio.to_thread(self._service.shelf.models)}

    async def _model_pull(self, arguments: ModelName, send: Send) -> Mapping[str, object]:
        async with aclosing(self._service.shelf.pull(arguments.name)) as lines:
            async for line in lines:
                send(line)
        return {}

    async def _model_remove(self, arguments: ModelName, _: Send) -> Mapping[str, object]:
        return {"free_bytes": await asyncio.to_thread(self._service.shelf.remove, arguments.name)}

    async def _devices(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"devices": await asyncio.to_thread(self._service.devices)}

    async def _check(self, _: Arguments, __: Send) -> Mapping[str, object]:
        async with aclosing(self._service.findings()) as findings:
            return {"findings": [finding async for finding in findings]}

    async def _log(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"lines": self._service.log.lines()}

    async def _reload(self, _: Arguments, __: Send) -> Mapping[str, object]:
        return {"changed": await self._service.reload()}
