"""``myna lists``: the lists and notes, of the Myna that runs or from its file."""

import json
from collections.abc import Mapping
from typing import Any

import click

from myna.interfaces.control import client
from myna.platform.places import state_folder


@click.command(epilog="Example: myna lists --json")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def lists(as_json: bool) -> None:
    """Print the lists and notes."""
    found = _found()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found["lists"]:
        click.echo(f"{one['name']}:" if one["items"] else f"{one['name']}: empty")
        for item in one["items"]:
            click.echo(f"  {item}")
    if found["notes"]:
        click.echo("notes:")
    for note in found["notes"]:
        click.echo(f"  {note['time']}  {note['text']}")
    if not found["lists"] and not found["notes"]:
        click.echo("There are no lists and no notes.")


def _found() -> Mapping[str, Any]:
    """The lists and notes of the Myna that runs, else those in the state folder, which is not changed."""
    try:
        with client.connected() as running:
            answer = running.request("lists")
            return {"lists": answer["lists"], "notes": answer["notes"]}
    except client.NotRunning:
        from myna.lists.manager import ListManager
        from myna.lists.store import ListStore

        folder = state_folder()
        manager = ListManager(ListStore(folder if folder and (folder / "lists.db").exists() else None))
        manager.load()
        manager.close()
        return manager.as_json()
