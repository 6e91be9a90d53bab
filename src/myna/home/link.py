"""Keeps in touch with Home Assistant: connects again whenever the connection ends, and knows the home meanwhile.

Its rules:

1. Nothing is polled: registries and states are read once a connection, and changes of them come as events.
2. While the server is away the home is still the one that was last told, also over a restart of Myna: what is meant is
   understood, and that it cannot be done is told at once.
3. A change of what may be said of the home is told to ``on_vocabulary``, which makes the recogniser anew; a change of a
   state is not.
4. What needs an administrator's token, and is refused to another one, is left out.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from myna.core.errors import HomeError, MynaError
from myna.home.connection import Connection
from myna.home.model import Entity, Home
from myna.platform.files import write_whole
from myna.platform.tasks import beside

log = logging.getLogger(__name__)

FILE = "home.json"
"""The file in the state folder with what the server told last."""

ALIVE_SECONDS = 0.8
"""After so long without an answer the server is asked whether it is there, and has as long to say so."""

ANSWER_SECONDS = 10.0
"""How long a server that is there may take: a lock turns for some seconds."""

RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""How long to wait before each next attempt to connect; the last one for ever."""

SETTLE_SECONDS = 0.5
"""So long after the last change of a registry they are read again: changes come many at once."""

ASKED = (
    "homeassistant/expose_entity/list",
    "config/floor_registry/list",
    "config/area_registry/list",
    "config/device_registry/list",
    "config/entity_registry/list",
    "conversation/sentences/list",
    "get_states",
)
"""What is asked once a connection. An older server may not know one of them, and the first is for administrators."""

CHANGES = (
    "area_registry_updated",
    "component_loaded",
    "automation_reloaded",
    "device_registry_updated",
    "entity_registry_updated",
    "floor_registry_updated",
    "homeassistant_started",
)
"""The events behind which there may be other names, areas or entities."""


class HomeLink:
    """In touch with the server at ``url``. ``token`` reads the access token, and may raise MynaError.

    ``names`` are more names of entities and of words. What the server told last is kept in ``folder``, if there is one.
    """

    def __init__(
        self,
        url: str,
        token: Callable[[], str],
        names: Mapping[str, Sequence[str]] | None = None,
        folder: Path | None = None,
        on_vocabulary: Callable[[], None] = lambda: None,
    ) -> None:
        self._url = url
        self._token = token
        self._names = names or {}
        self._file = None if folder is None else folder / FILE
        self._on_vocabulary = on_vocabulary
        self._connection: Connection | None = None
        self._changed = asyncio.Event()  # of the next change; a new one takes its place then
        self._stale = asyncio.Event()
        self.home = Home()
        self.failure: MynaError | None = None

    def load(self) -> None:
        """Read what the server told last time; what cannot be read is not known."""
        if self._file is None:
            return
        try:
            found = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(found, dict):
            self.home = Home.read(found, self._names)

    @property
    def connected(self) -> bool:
        """Whether the server can be asked now."""
        return self._connection is not None

    @property
    def version(self) -> str:
        """The version of the server; empty while it is away."""
        return self._connection.version if self._connection else ""

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        """Keep in touch until the context ends."""
        async with AsyncExitStack() as stack:
            stack.callback(setattr, self, "_connection", None)
            beside(self._keep_in_touch(), stack)
            yield

    async def connect_once(self) -> None:
        """Read the home, and end the connection. Raises HomeError."""
        async with Connection.opened(self._url, self._token()) as connection:
            await self._read(connection)

    async def until_known(self) -> None:
        """Wait until the server can be asked, or until it is known why not."""
        while not self.connected and self.failure is None:
            await self._changed.wait()

    async def call(self, service: str, entities: Sequence[str], data: Mapping[str, Any] | None = None) -> Any:
        """Call ``service`` (``light.turn_on``) of ``entities``; what it answers, if it answers. Raises HomeError."""
        domain, _, name = service.partition(".")
        extra: dict[str, Any] = {"return_response": True} if service in _ANSWERING else {}
        result = await self._ask(
            "call_service",
            domain=domain,
            service=name,
            service_data=dict(data or {}),
            target={"entity_id": list(entities)},
            **extra,
        )
        return result.get("response") if isinstance(result, Mapping) else None

    async def process(self, text: str, language: str) -> str | None:
        """What the server's own agent answers to ``text``; None where it understood nothing. Raises HomeError."""
        found = await self._ask("conversation/process", seconds=PROCESS_SECONDS, text=text, language=language)
        response = found.get("response") if isinstance(found, Mapping) else None
        if not isinstance(response, Mapping) or response.get("response_type") == "error":
            return None
        speech = response.get("speech")
        plain = speech.get("plain") if isinstance(speech, Mapping) else None
        return str(plain.get("speech") or "") if isinstance(plain, Mapping) else ""

    async def settled(self, entities: Sequence[str], wanted: Callable[[Entity], bool], seconds: float) -> list[str]:
        """Wait until all ``entities`` are as ``wanted``; after ``seconds`` those that are not."""

        def missing() -> list[str]:
            known = (self.home.entities.get(name) for name in entities)
            return [entity.id for entity in known if entity is not None and not wanted(entity)]

        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while missing():
                    await self._changed.wait()
        return missing()

    async def _ask(self, kind: str, seconds: float = ANSWER_SECONDS, **values: Any) -> Any:
        if self._connection is None:
            raise (
                _as_away(self.failure)
                if self.failure
                else HomeError("home-away", "Home Assistant is away.", "Type: myna check")
            )
        asking = asyncio.ensure_future(self._connection.ask(kind, **values))
        try:
            if not (await asyncio.wait([asking], timeout=ALIVE_SECONDS))[0]:
                async with asyncio.timeout(ALIVE_SECONDS):
                    await self._connection.ask("ping")
            async with asyncio.timeout(seconds):
                return await asking
        except TimeoutError as error:
            raise HomeError(
                "home-slow", "Home Assistant does not answer.", "Look whether it is busy, or starting."
            ) from error
        finally:
            asking.cancel()

    async def _keep_in_touch(self) -> None:
        attempt = 0
        while True:
            try:
                async with Connection.opened(self._url, self._token()) as connection:
                    attempt = 0
                    await self._live(connection)
                failure: MynaError = HomeError(
                    "home-away", "Home Assistant is away: the connection ended.", "Type: myna check"
                )
            except MynaError as error:  # the token cannot be read, or one of the connection's
                failure = error
            if self.failure is None or self.failure.code != failure.code:
                log.warning("%s %s", failure.message, failure.hint)
            self.failure, self._connection = failure, None
            self._tell()
            await asyncio.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
            attempt += 1

    async def _live(self, connection: Connection) -> None:
        """Know the home by ``connection`` until it ends. Raises HomeError."""
        self._stale.clear()
        for event in CHANGES:
            with suppress(HomeError):  # another token than an administrator's may not hear of all of them
                await connection.subscribe("subscribe_events", lambda _: self._stale.set(), event_type=event)
        await connection.subscribe("subscribe_events", self._state_changed, event_type="state_changed")
        await self._read(connection)
        self._connection, self.failure = connection, None
        self._tell()
        log.info("Home Assistant %s: %d entities may be spoken to.", connection.version, len(self.home.entities))
        async with AsyncExitStack() as stack:
            beside(self._read_again(connection), stack)
            await connection.closed

    async def _read_again(self, connection: Connection) -> None:
        while True:
            await self._stale.wait()
            await asyncio.sleep(SETTLE_SECONDS)
            self._stale.clear()
            with suppress(HomeError):  # the connection ended, or the next change comes
                await self._read(connection)
                self._tell()

    async def _read(self, connection: Connection) -> None:
        """Read the whole home. Raises HomeError where not even the states are told."""
        answers: dict[str, Any] = {}
        for kind in ASKED:
            try:
                answers[kind] = await connection.ask(kind)
            except HomeError as error:
                if kind == "get_states" or error.code != "home-refused":
                    raise
                log.debug("%s: %s", kind, error.message)
        answers = _trimmed(answers)
        known = [entry["entity_id"] for entry in answers.get("config/entity_registry/list", ())]
        kind = "config/entity_registry/get_entries"
        with suppress(HomeError):
            answers |= _trimmed({kind: await connection.ask(kind, entity_ids=known)})
        before = self.home.vocabulary
        self.home = Home.read(answers, self._names)
        if not self.home.exposure_known:
            log.warning(
                "The access token is no administrator's: which entities may be spoken to is guessed as Home Assistant "
                "does for new ones."
            )
        await asyncio.to_thread(self._keep, answers)
        if self.home.vocabulary != before:
            self._on_vocabulary()

    def _keep(self, answers: Mapping[str, Any]) -> None:
        if self._file is None:
            return
        try:
            write_whole(self._file, json.dumps(answers))
        except OSError as error:
            log.warning("The home cannot be kept in %s: %s", self._file, error.strerror)

    def _state_changed(self, event: Mapping[str, Any]) -> None:
        data = event.get("data")
        new = data.get("new_state") if isinstance(data, Mapping) else None
        if not isinstance(data, Mapping):
            return
        name = str(data.get("entity_id"))
        if not isinstance(new, Mapping):
            self._stale.set()  # it was removed
            return
        if name not in self.home.entities and data.get("old_state") is None:
            self._stale.set()  # it is new
        attributes = new.get("attributes")
        kept = kept_attributes(attributes if isinstance(attributes, Mapping) else {})
        self.home = self.home.changed(name, str(new.get("state")), kept)
        self._tell()

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _as_away(failure: MynaError) -> HomeError:
    return failure if isinstance(failure, HomeError) else HomeError(failure.code, failure.message, failure.hint)


PROCESS_SECONDS = 15.0
"""How long the server's own agent may take: it may be a language model."""

_ANSWERING = frozenset(["todo.get_items", "weather.get_forecasts"])
"""The services that are called for what they answer."""

_KEPT: Mapping[str, Sequence[str]] = {
    "config/floor_registry/list": ("floor_id", "name", "aliases"),
    "config/area_registry/list": ("area_id", "name", "aliases", "floor_id"),
    "config/device_registry/list": ("id", "area_id"),
    "config/entity_registry/list": ("entity_id", "area_id", "device_id", "hidden_by", "entity_category", "options"),
    "get_states": ("entity_id", "state", "attributes"),
}
"""The members of lists that are used; a server tells many more."""

_ATTRIBUTES = frozenset(
    """
    friendly_name device_class supported_features supported_color_modes unit_of_measurement brightness rgb_color
    color_temp_kelvin current_position temperature current_temperature target_temp_low target_temp_high min_temp
    max_temp target_temp_step hvac_modes fan_modes fan_mode percentage volume_level is_volume_muted options humidity
    wind_speed temperature_unit entity_id code_format code_arm_required media_title assumed_state
    """.split()  # noqa: SIM905
)
"""The attributes of states that are used."""


def _trimmed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """``answers`` without what is not used of them."""
    made: dict[str, Any] = {}
    for kind, answer in answers.items():
        if kind in _KEPT and isinstance(answer, list):
            made[kind] = [
                {key: entry[key] for key in _KEPT[kind] if key in entry}
                for entry in answer
                if isinstance(entry, Mapping)
            ]
        elif kind == "config/entity_registry/get_entries" and isinstance(answer, Mapping):
            members = (*_KEPT["config/entity_registry/list"], "aliases")
            made[kind] = {
                name: {key: entry[key] for key in members if key in entry}
                for name, entry in answer.items()
                if isinstance(entry, Mapping)
            }
        else:
            made[kind] = answer
    for state in made.get("get_states", ()):
        attributes = state.get("attributes")
        state["attributes"] = kept_attributes(attributes if isinstance(attributes, Mapping) else {})
    return made


def kept_attributes(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a state's attributes that are used."""
    return {key: value for key, value in attributes.items() if key in _ATTRIBUTES}
