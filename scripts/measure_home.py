"""Measures control of a real home: ``make measure-home`` prints a table, beside that of Home Assistant's own agent.

The server is that of ``scripts/home_server.py``, running with its demo home. Each sentence of ``home_orders.yaml`` is
given to Myna, which stands in the kitchen, and to the server's own agent; a second connection hears which services are
called of which entities. A question of Myna's whether something shall be done is answered with yes. ``--show`` prints
what was wrong.
"""

import argparse
import asyncio
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import yaml
from websockets.asyncio.client import connect

import home_server
from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.decision import Decision
from myna.home.link import HomeLink
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager

AREA = "Kitchen"

RESET: Sequence[tuple[str, str, Mapping[str, Any]]] = (
    ("light.turn_on", "on", {"entity_id": ["light.kitchen_lights", "light.ceiling_lights"], "brightness": 180}),
    ("media_player.turn_on", "playing", {"entity_id": ["media_player.walkman", "media_player.lounge_room"]}),
    ("media_player.media_play", "playing", {"entity_id": ["media_player.walkman"]}),
    ("fan.turn_on", "on", {"entity_id": ["fan.ceiling_fan", "fan.living_room_fan"], "percentage": 50}),
    ("climate.set_hvac_mode", "heat", {"entity_id": ["climate.heatpump"], "hvac_mode": "heat"}),
    ("lock.lock", "locked", {"entity_id": ["lock.front_door"]}),
    ("lock.unlock", "unlocked", {"entity_id": ["lock.kitchen_door"]}),
    ("cover.close_cover", "closed", {"entity_id": ["cover.garage_door"]}),
)
"""What is done before a sentence where the state is another one, so that each finds the same home."""

Agent = Callable[[str], Awaitable[str]]
Calls = list[tuple[str, str, Mapping[str, Any]]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    asyncio.run(measure(show=parser.parse_args().show))


async def measure(*, show: bool) -> None:
    """Measure both agents."""
    kinds = yaml.safe_load((Path(__file__).parent / "home_orders.yaml").read_text(encoding="utf-8"))
    async with Judge.listening() as judge, linked() as (skills, _):
        right: dict[str, Counter[str]] = {"Myna": Counter(), "Home Assistant": Counter()}
        both: Counter[str] = Counter()
        seconds: list[float] = []
        decide_seconds: list[float] = []

        async def own(sentence: str) -> str:
            return await judge.process(sentence)

        async def myna(sentence: str) -> str:
            begun = time.perf_counter()
            decision = skills.decide(sentence)
            decide_seconds.append(time.perf_counter() - begun)
            said = await done(decision)
            seconds.append(time.perf_counter() - begun)
            return said

        for kind, cases in kinds.items():
            for sentence, wanted in cases.items():
                found = {}
                for name, agent in (("Home Assistant", own), ("Myna", myna)):
                    await judge.reset()
                    calls, said = await judge.watch(agent, sentence)
                    found[name] = is_right(wanted, calls, said)
                    right[name][kind] += found[name]
                    if show and name == "Myna" and not found[name]:
                        print(f"{sentence!r}: {wanted}, not {calls} {said!r}")
                both[kind] += all(found.values())
        print(f"{'':24}{'sentences':>10}{'Home Assistant':>16}{'Myna':>6}{'both':>6}")
        for kind, cases in kinds.items():
            theirs, ours = right["Home Assistant"][kind], right["Myna"][kind]
            print(f"{kind:24}{len(cases):10}{theirs:16}{ours:6}{both[kind]:6}")
        sentences = {kind: len(cases) for kind, cases in kinds.items() if kind != "not asked"}
        all_ = sum(sentences.values())
        theirs, ours, shared = (
            sum(count[kind] for kind in sentences) for count in (right["Home Assistant"], right["Myna"], both)
        )
        print(f"{'all that is asked':24}{all_:10}{theirs:16}{ours:6}{shared:6}")
        print(f"Of what Home Assistant does right Myna does {shared / max(1, theirs):.1%},")
        print(f"of what it does not {(ours - shared) / max(1, all_ - theirs):.1%}.")
        not_asked = len(kinds["not asked"]) - right["Myna"]["not asked"]
        print(f"Done though it was not asked: {not_asked} of {len(kinds['not asked'])}.")
        ordered = sorted(decide_seconds)
        print(f"Understood in {statistics.median(ordered) * 1000:.0f} ms, 95 % within", end=" ")
        print(f"{ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms; until it is done and checked", end=" ")
        print(f"{statistics.median(seconds) * 1000:.0f} ms in the median.")


@asynccontextmanager
async def linked() -> AsyncGenerator[tuple[Skills, HomeLink], None]:
    """All skills with the running home."""
    link = HomeLink(home_server.URL, home_server.TOKEN.read_text)
    config = Config.model_validate({"home_assistant": {"url": home_server.URL, "area": AREA, "allow_disarm": True}})
    async with link.running():
        await link.until_known()
        skills, _ = build_all_skills(config, NoAssistant(), TimerManager(), home=link)
        skills.load()
        skills.decide("turn on the light")
        yield skills, link


async def done(decision: Decision) -> str:
    """What is said once all is done that the sentence wants; Myna's questions are answered with yes."""
    reply, said = decision.reply, ""
    while reply is not None:
        said = (await reply.act() if reply.act else None) or reply.text
        reply = reply.question("yes") if reply.question else None
    return said


class Judge:
    """Hears which services are called, by a connection of its own."""

    def __init__(self, admin: home_server.Admin, events: "asyncio.Queue[Mapping[str, Any]]") -> None:
        self._admin = admin
        self._events = events

    @classmethod
    @asynccontextmanager
    async def listening(cls) -> AsyncGenerator["Judge", None]:
        """One that listens until the context ends."""
        token = home_server.TOKEN.read_text()
        queue: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        async with (
            home_server.admin(token) as admin,
            connect(home_server.URL.replace("http", "ws") + "/api/websocket", max_size=None) as socket,
        ):
            await socket.recv()
            await socket.send(json.dumps({"type": "auth", "access_token": token}))
            await socket.recv()
            await socket.send(json.dumps({"id": 1, "type": "subscribe_events", "event_type": "call_service"}))
            await socket.recv()

            async def read() -> None:
                async for message in socket:
                    queue.put_nowait(json.loads(message)["event"]["data"])

            task = asyncio.create_task(read())
            yield cls(admin, queue)
            task.cancel()
            await asyncio.wait([task])

    async def reset(self) -> None:
        """Put the home into the state in which every sentence finds it."""
        states = {state["entity_id"]: state["state"] for state in await self._admin.ask("get_states")}
        for service, state, data in RESET:
            domain, _, name = service.partition(".")
            if all(states.get(entity) == state for entity in data["entity_id"]):
                continue
            await self._admin.ask("call_service", domain=domain, service=name, service_data=dict(data))
        await self._heard()

    async def process(self, sentence: str) -> str:
        """What the server's own agent says; it stands in the kitchen too."""
        found = await self._admin.ask("conversation/process", text=sentence, language="en")
        response = found["response"]
        failed = response["response_type"] == "error"
        return "" if failed else str(response["speech"].get("plain", {}).get("speech", ""))

    async def watch(self, agent: Agent, sentence: str) -> tuple[Calls, str]:
        """The services that are called while ``agent`` gets ``sentence``, and what it says."""
        said = await agent(sentence)
        calls = []
        for data in await self._heard():
            service = f"{data['domain']}.{data['service']}"
            entities = data["service_data"].get("entity_id") or []
            for entity in [entities] if isinstance(entities, str) else entities:
                calls.append((service, entity, data["service_data"]))
        return calls, said

    async def _heard(self) -> list[Mapping[str, Any]]:
        """What was called, up to now."""
        await self._admin.ask("call_service", domain="persistent_notification", service="dismiss_all")
        heard = []
        while (data := await self._events.get())["domain"] != "persistent_notification":
            heard.append(data)
        return heard


def is_right(wanted: Any, calls: Calls, said: str) -> bool:
    """Whether just what is wanted was called or said."""
    done_ = [(service, entity, data) for service, entity, data in calls if not service.startswith(_ASKED_ONLY)]
    if wanted == "nothing":
        return not done_
    if "answer" in wanted:
        return bool(re.search(wanted["answer"], said)) and not [
            call for call in done_ if call[0] != "input_boolean.turn_on"
        ]
    services = {key: value for key, value in wanted.items() if "." in key}
    data = {key: value for key, value in wanted.items() if "." not in key}
    pairs = {(service, entity) for service, entities in services.items() for entity in entities}
    called = {(service, entity) for service, entity, _ in done_ if not _is_of_a_scene(services, service)}
    return called == pairs and all(
        _alike(found.get(key), value)
        for service, _, found in done_
        if service in services
        for key, value in data.items()
    )


_ASKED_ONLY = ("todo.get_items", "homeassistant.")
"""Services that change nothing, or that call another one for each entity."""


def _is_of_a_scene(services: Mapping[str, Any], service: str) -> bool:
    """Whether ``service`` is what a scene or script does itself."""
    return service not in services and bool({"scene.turn_on", "script.turn_on"} & services.keys())


def _alike(found: object, value: object) -> bool:
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(found, int | float) and isinstance(value, int | float):
        return abs(found - value) < 0.01
    return found == value


if __name__ == "__main__":
    main()
