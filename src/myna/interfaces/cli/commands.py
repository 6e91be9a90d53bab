"""``myna commands``: try the user's own commands without doing anything."""

import shlex
from typing import TYPE_CHECKING

import click
from rich.table import Table

from myna.config import Config
from myna.config.commands import Command
from myna.interfaces.cli import console
from myna.interfaces.cli.common import Commands, configured, echo_json, show_all

if TYPE_CHECKING:
    from myna.app.dry_run import DryRun


@click.group(cls=Commands)
def commands() -> None:
    """Your own commands: try what they understand."""


@commands.command("list", epilog="Example: myna commands list --config my.yaml")
@configured
def list_(config: Config) -> None:
    """List the commands of the configuration."""
    table = Table("command", "sentences", "does", box=None)
    for command in config.commands:
        table.add_row(command.name, "\n".join(command.say), _action(command))
    if table.row_count:
        console.out.print(table)
    else:
        _note_none()


@commands.command(epilog='Example: myna commands test "turn on the kitchen lamp"')
@click.argument("inputs", nargs=-1, required=True, metavar="TEXT|FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line an input.")
@configured
@click.pass_context
def test(ctx: click.Context, config: Config, inputs: tuple[str, ...], as_json: bool) -> None:
    """Show which command a sentence or a recording (WAV or FLAC) means, and why; nothing is done."""
    from myna.app import dry_run

    if not config.commands and not as_json:
        _note_none()
    show_all(ctx, dry_run.dry_run(config, inputs), echo_json if as_json else _show)


def _note_none() -> None:
    console.note("There are no commands in the configuration. An example is in: myna config --default")


def _show(outcome: "DryRun") -> None:
    console.out.print(outcome.input, style="bold")
    if outcome.transcript != outcome.input:
        console.out.print(f"  heard:   {outcome.transcript or 'nothing'} (confidence {outcome.confidence:.2f})")
    if (understood := outcome.understood) is None:
        console.out.print("  command: none")
        if outcome.nearest is not None:
            console.out.print(f"  nearest: {outcome.nearest[0]} ({outcome.nearest[1]})")
        return
    intent, command = understood.intent, understood.command
    console.out.print(f"  command: {command.name}, by {intent.template}")
    for name, value in intent.slots.items():
        console.out.print(f"  {name}: {value}")
    if command.run is not None:
        console.out.print(f"  would run: {shlex.join(understood.arguments())}")
    elif action := _action(command):
        console.out.print(f"  would {action}")
    if command.reply:
        console.out.print(f"  would say: {understood.reply('…')}")


def _action(command: Command) -> str:
    """What a command does, in few words."""
    if command.run is not None:
        return f"run {shlex.join(command.run)}"
    if command.http is not None:
        return f"ask {command.http.url}"
    return "" if command.mqtt is None else f"publish {command.mqtt.topic} at {command.mqtt.host}"
