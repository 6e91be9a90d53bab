"""The commands that talk to a Myna that runs, through its control socket."""

import json
import re
from typing import Any

import click

from myna.interfaces.cli import console, readable
from myna.interfaces.control import client


def _do(command: str, arguments: dict[str, object] | None = None, seconds: float | None = client.SOON_SECONDS) -> Any:
    """Ask the running Myna for one thing."""
    with client.connected() as running:
        return running.request(command, arguments, seconds=seconds)


@click.command(epilog="Example: myna status --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def status(as_json: bool) -> None:
    """Show what the running Myna does, hears and says with."""
    found = _do("status").get("status", {})
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, value in readable.status_rows(found):
        console.out.print(f"{name:<{readable.NAME_WIDTH}}", style="bold", end="")
        console.out.print(value)


@click.command(epilog="Example: myna listen")
def listen() -> None:
    """Listen now, without the wake phrase (push to talk)."""
    _do("listen")
    console.note("Myna listens: speak now.")


@click.command(epilog="Example: myna mute")
def mute() -> None:
    """Switch the microphone off."""
    _do("mute")
    console.note("The microphone is off, until you type: myna unmute")


@click.command(epilog="Example: myna unmute")
def unmute() -> None:
    """Switch the microphone on again."""
    _do("unmute")
    console.note("The microphone is on.")


@click.command(epilog="Example: myna stop")
def stop() -> None:
    """Silence the answer that is being spoken."""
    _do("stop")
    console.note("Myna is silent.")


def _level(_: click.Context, __: click.Parameter, value: str | None) -> dict[str, object]:
    """A volume or a change of it, as the arguments of the command ``volume``."""
    if value is None:
        return {}
    if not re.fullmatch(r"[+-]?[0-9]{1,3}", value, re.ASCII) or abs(int(value)) > 100:
        raise click.BadParameter(f"{value!r} is no volume: type 0 to 100, or a change such as +10 or -10.")
    return {"change" if value[0] in "+-" else "level": int(value)}


@click.command(epilog="Example: myna volume -10", context_settings={"ignore_unknown_options": True})
@click.argument("level", callback=_level, required=False, metavar="[LEVEL|+N|-N]")
def volume(level: dict[str, object]) -> None:
    """Show the volume, or change it: in percent, or by so much."""
    click.echo(f"{_do('volume', level).get('volume')} %")


@click.command(epilog="Example: myna reload")
def reload() -> None:
    """Read the configuration again; a wrong one is refused, and the one before stays."""
    changed = _do("reload", seconds=None).get("changed", [])
    console.note(f"Changed: {', '.join(changed)}." if changed else "Nothing has changed.")


@click.command(epilog="Example: myna events --json")
@click.option("--json", "as_json", is_flag=True, help="The events as they come, one JSON object a line.")
def events(as_json: bool) -> None:
    """Follow what the running Myna hears and does, until Ctrl-C."""
    with client.connected() as running:
        try:
            for event in running.events():
                click.echo(json.dumps(event, ensure_ascii=False) if as_json else readable.event_line(event))
        except KeyboardInterrupt:
            console.note("")


COMMANDS = (status, listen, mute, unmute, stop, volume, reload, events)
