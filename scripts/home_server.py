"""A real Home Assistant to try things with: installed out of the package registry, filled with a demo home, started.

    python scripts/home_server.py start    installs it once, starts it, and says how Myna reaches it
    python scripts/home_server.py stop     ends it
    python scripts/home_server.py record   writes what it tells a client to tests/data/home.json

It lives below build/home: an environment of its own (Python 3.13), its configuration, and the administrator's token.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("MYNA_HOME_FOLDER", ROOT / "build" / "home"))
PORT = 8199
URL = f"http://127.0.0.1:{PORT}"
TOKEN = FOLDER / "token"

REQUIREMENTS = (
    "homeassistant==2025.4.4",
    "home-assistant-frontend==20250411.0",
    "aioesphomeapi==29.9.0",
    "aiousbwatcher==1.1.1",
    "bleak-esphome==2.12.0",
    "bleak-retry-connector==3.9.0",
    "bleak==0.22.3",
    "bluetooth-adapters==0.21.4",
    "bluetooth-auto-recovery==1.4.5",
    "bluetooth-data-tools==1.26.5",
    "dbus-fast==2.43.0",
    "esphome-dashboard-api==1.2.3",
    "habluetooth==3.37.0",
    "imageio-ffmpeg==0.8.1",
    "pymicro-vad==1.0.1",
    "PyNaCl==1.5.0",
    "pyserial==3.5",
    "pyspeex-noise==1.0.2",
    "wyoming==1.5.4",
    "zeroconf==0.146.0",
)
"""Home Assistant, and what its parts would else install when they are first used."""

CONFIGURATION = """\
homeassistant:
  name: Demo home
  unit_system: metric
  time_zone: UTC
http:
  server_host: 127.0.0.1
  server_port: 8199
api:
config:
conversation:
demo:
scene:
  - {name: Movie night, entities: {light.ceiling_lights: {state: "off"}, light.bed_light: {state: "on"}}}
script:
  good_night: {alias: Good night, sequence: [{action: light.turn_off, target: {entity_id: all}}]}
input_boolean:
  christmas_tree: {name: Christmas tree}
automation:
  - alias: Dinner
    triggers: [{trigger: conversation, command: ["dinner is ready", "call everybody to dinner"]}]
    actions: [{action: input_boolean.turn_on, target: {entity_id: input_boolean.christmas_tree}},
              {set_conversation_response: "I told everybody."}]
"""

FLOORS = {"Ground floor": ["downstairs"], "First floor": ["upstairs"]}
AREAS = {
    "Kitchen": "Ground floor",
    "Living Room": "Ground floor",
    "Hall": "Ground floor",
    "Garage": "Ground floor",
    "Bedroom": "First floor",
    "Office": "First floor",
    "Bathroom": "First floor",
}
PLACES = {
    "light.bed_light": "Bedroom",
    "light.ceiling_lights": "Living Room",
    "light.kitchen_lights": "Kitchen",
    "light.office_rgbw_lights": "Office",
    "light.living_room_rgbww_lights": "Living Room",
    "light.entrance_color_white_lights": "Hall",
    "switch.ac": "Bedroom",
    "switch.decorative_lights": "Living Room",
    "cover.kitchen_window": "Kitchen",
    "cover.hall_window": "Hall",
    "cover.living_room_window": "Living Room",
    "cover.garage_door": "Garage",
    "cover.pergola_roof": "Living Room",
    "climate.heatpump": "Living Room",
    "climate.hvac": "Office",
    "climate.ecobee": "Bedroom",
    "fan.living_room_fan": "Living Room",
    "fan.ceiling_fan": "Bedroom",
    "lock.front_door": "Hall",
    "lock.kitchen_door": "Kitchen",
    "media_player.living_room": "Living Room",
    "media_player.bedroom": "Bedroom",
    "media_player.walkman": "Office",
    "sensor.outside_temperature": "Garage",
    "binary_sensor.movement_backyard": "Garage",
    "binary_sensor.basement_floor_wet": "Bathroom",
}
"""The areas of the demo home's entities."""

ALIASES = {
    "light.bed_light": ["night light"],
    "media_player.living_room": ["television"],
    "lock.front_door": ["main door"],
}
NOT_EXPOSED = ("light.ceiling_lights_2", "cover.pergola_roof", "media_player.browse", "media_player.search")
EXPOSED_DOMAINS = set(
    """
    alarm_control_panel binary_sensor climate cover fan humidifier input_boolean light lock media_player person scene
    script sensor switch todo vacuum valve weather
    """.split()  # noqa: SIM905
)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["start", "stop", "record"])
    what = parser.parse_args().what
    if what == "stop":
        stop()
    elif what == "record":
        file = ROOT / "tests" / "data" / "home.json"
        file.write_text(json.dumps(asyncio.run(recorded()), indent=1, sort_keys=True) + "\n")
    else:
        install()
        start()
        print(f"Home Assistant runs at {URL}. For Myna:")
        print(f"  myna run --set home_assistant.url={URL} --set home_assistant.token_file={TOKEN}")


def install() -> None:
    """Install Home Assistant into an environment of its own, once."""
    done = FOLDER / "installed"
    if done.exists() and done.read_text() == "\n".join(REQUIREMENTS):
        return
    python = _python()
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run([python, "-m", "venv", "--clear", FOLDER / "venv"], check=True)
    pip = [FOLDER / "venv" / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *REQUIREMENTS], check=True)
    (binary,) = (FOLDER / "venv").glob("lib/*/site-packages/imageio_ffmpeg/binaries/ffmpeg*")
    (FOLDER / "venv" / "bin" / "ffmpeg").symlink_to(binary)
    done.write_text("\n".join(REQUIREMENTS))


_IS_RIGHT = "import sys; sys.exit(sys.version_info[:2] != (3, 13))"


def _python() -> str:
    """A Python 3.13, which this Home Assistant needs."""
    places = [
        os.environ.get("HOME_PYTHON"),
        "python3.13",
        *map(str, Path("~/.pyenv/versions").expanduser().glob("3.13.*/bin/python")),
    ]
    for python in filter(None, places):
        if shutil.which(python) and subprocess.run([python, "-c", _IS_RIGHT], capture_output=True).returncode == 0:
            return python
    sys.exit("Home Assistant needs Python 3.13, and there is none here. Name one: HOME_PYTHON=/path/to/python3.13")


def start() -> None:
    """Start it with a new demo home, and wait until it answers."""
    stop()
    config = FOLDER / "config"
    shutil.rmtree(config, ignore_errors=True)
    config.mkdir(parents=True)
    (config / "configuration.yaml").write_text(CONFIGURATION)
    _launch()
    _until_up()
    asyncio.run(_furnish(_onboard()))


def _launch() -> None:
    """Run it in the background."""
    binaries = FOLDER / "venv" / "bin"
    with (FOLDER / "log").open("a") as log:
        process = subprocess.Popen(
            [binaries / "python", "-m", "homeassistant", "-c", FOLDER / "config", "--skip-pip"],
            stdout=log,
            stderr=log,
            env={**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"},
            start_new_session=True,
        )
    _LAUNCHED.append(process)
    (FOLDER / "pid").write_text(str(process.pid))


_LAUNCHED: list[subprocess.Popen[bytes]] = []
"""The processes of this program; they go on when it ends."""


def resume() -> None:
    """Start it again with the home that it has."""
    _launch()
    _until_up("/auth/providers")


def stop() -> None:
    """End it, if it runs."""
    file = FOLDER / "pid"
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    for number in (signal.SIGTERM, signal.SIGKILL):
        for _ in range(100):
            try:
                os.kill(pid, number if _ == 0 else 0)
            except ProcessLookupError:
                return
            try:
                if os.waitpid(pid, os.WNOHANG)[0]:
                    return
            except ChildProcessError:
                pass
            time.sleep(0.1)


def _until_up(path: str = "/api/onboarding", seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(URL + path, timeout=2) as answer:
                json.load(answer)
                return
        except (OSError, ValueError):
            if time.monotonic() > end:
                sys.exit(f"Home Assistant does not start; look into {FOLDER / 'log'}")
            time.sleep(0.3)


def _onboard() -> str:
    """Make the first user; gives an access token."""
    user = {"name": "Demo", "username": "demo", "password": "demo", "language": "en", "client_id": URL}
    code = _post("/api/onboarding/users", user)["auth_code"]
    form = urllib.parse.urlencode({"grant_type": "authorization_code", "code": code, "client_id": URL}).encode()
    with urllib.request.urlopen(f"{URL}/auth/token", form, timeout=10) as answer:
        token = str(json.load(answer)["access_token"])
    for step in ("core_config", "analytics"):
        _post(f"/api/onboarding/{step}", {}, token)
    _post("/api/onboarding/integration", {"client_id": URL, "redirect_uri": URL}, token)
    _post("/api/config/config_entries/flow", {"handler": "shopping_list"}, token, then={})
    return token


def _post(path: str, body: Mapping[str, Any], token: str = "", then: Mapping[str, Any] | None = None) -> Any:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        found = json.load(answer)
    if then is not None and found.get("type") == "form":
        return _post(f"{path}/{found['flow_id']}", then, token)
    return found


class Admin:
    """A connection that may change everything."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0

    async def ask(self, kind: str, **values: object) -> Any:
        """The result of one command; raises RuntimeError where the server refuses it."""
        self._number += 1
        await self._socket.send(json.dumps({"id": self._number, "type": kind, **values}))
        while True:
            answer = json.loads(await self._socket.recv())
            if answer.get("id") == self._number and answer["type"] == "result":
                if not answer["success"]:
                    raise RuntimeError(f"{kind}: {answer['error']}")
                return answer["result"]


@asynccontextmanager
async def admin(token: str) -> AsyncGenerator[Admin, None]:
    """A connection with ``token``, which ends with the context."""
    async with connect(URL.replace("http", "ws") + "/api/websocket", max_size=None, proxy=None) as socket:
        await socket.recv()
        await socket.send(json.dumps({"type": "auth", "access_token": token}))
        assert json.loads(await socket.recv())["type"] == "auth_ok"
        yield Admin(socket)


async def _furnish(token: str) -> None:
    """Give the demo home floors, areas, aliases and what may be spoken to; keep a token that lasts."""
    async with admin(token) as server:
        await _arrange(server)


async def _arrange(server: Admin) -> None:
    lasting = await server.ask("auth/long_lived_access_token", client_name="Myna", lifespan=365)
    TOKEN.write_text(lasting)
    TOKEN.chmod(0o600)
    floors = {
        name: (await server.ask("config/floor_registry/create", name=name, aliases=aliases))["floor_id"]
        for name, aliases in FLOORS.items()
    }
    known = {area["name"]: area["area_id"] for area in await server.ask("config/area_registry/list")}
    areas = {}
    for name, floor in AREAS.items():
        if name in known:
            await server.ask("config/area_registry/update", area_id=known[name], floor_id=floors[floor])
            areas[name] = known[name]
        else:
            made = await server.ask("config/area_registry/create", name=name, floor_id=floors[floor])
            areas[name] = made["area_id"]
    registered = {entity["entity_id"] for entity in await server.ask("config/entity_registry/list")}
    states = [state["entity_id"] for state in await server.ask("get_states")]
    for entity in states:
        changes: dict[str, Any] = {}
        if entity in PLACES:
            changes["area_id"] = areas[PLACES[entity]]
        if entity in ALIASES:
            changes["aliases"] = ALIASES[entity]
        if changes and entity in registered:
            await server.ask("config/entity_registry/update", entity_id=entity, **changes)
    exposed = [e for e in states if e.partition(".")[0] in EXPOSED_DOMAINS and e not in NOT_EXPOSED]
    expose = {"assistants": ["conversation"], "entity_ids": exposed, "should_expose": True}
    await server.ask("homeassistant/expose_entity", **expose)
    hidden = [entity for entity in states if entity not in exposed]
    await server.ask("homeassistant/expose_entity", **{**expose, "entity_ids": hidden, "should_expose": False})


async def recorded() -> Mapping[str, Any]:
    """What the running server tells a client at its start, for tests without one."""
    async with admin(TOKEN.read_text()) as server:
        return await _told(server)


async def _told(server: Admin) -> Mapping[str, Any]:
    entities = [entity["entity_id"] for entity in await server.ask("config/entity_registry/list")]
    return {
        "homeassistant/expose_entity/list": await server.ask("homeassistant/expose_entity/list"),
        "config/floor_registry/list": await server.ask("config/floor_registry/list"),
        "config/area_registry/list": await server.ask("config/area_registry/list"),
        "config/device_registry/list": await server.ask("config/device_registry/list"),
        "config/entity_registry/list": await server.ask("config/entity_registry/list"),
        "config/entity_registry/get_entries": await server.ask(
            "config/entity_registry/get_entries", entity_ids=entities
        ),
        "conversation/sentences/list": await server.ask("conversation/sentences/list"),
        "get_states": await server.ask("get_states"),
    }


if __name__ == "__main__":
    main()
