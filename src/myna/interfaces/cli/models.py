"""The commands of the models: ``myna models ...``."""

import json
import math
import os
from pathlib import Path
from typing import Any

import click
from rich.table import Column, Table

from myna.config import Config
from myna.config.folders import SERVICE_FOLDER
from myna.interfaces.cli import console
from myna.interfaces.cli.common import configured
from myna.models.catalogue import KINDS, Encyclopedia, Model, load_catalogue
from myna.models.progress import LineProgress

STARTER = "starter"
"""What ``myna models pull`` takes for the models that the configuration needs."""


@click.group()
def models() -> None:
    """List, pull, verify and remove models."""


@models.command("list", epilog="Example: myna models list --kind voice --language de")
@click.option("--kind", type=click.Choice(KINDS), help="Only models of one kind.")
@click.option("--language", help="Only models of this language.")
@configured
def list_(config: Config, kind: Any, language: str | None) -> None:
    """List the models that Myna knows, and which are installed."""
    from myna.app.factory import model_selector
    from myna.models.store import installed

    directory = model_selector(config).directory
    chosen = load_catalogue().select(kind, language)
    name = Column("name", min_width=max((len(model.name) for model in chosen), default=0))  # to be typed: never cut
    table = Table(name, "kind", "languages", "size", "licence", "installed", box=None)
    for model in chosen:
        size = _size(model)
        languages = ", ".join(model.languages)
        here = "yes" if installed(model, directory) else ""
        table.add_row(model.name, model.kind, languages, size, model.licence, here)
    console.out.print(table)
    console.note(f"Models folder: {directory}")


def _size(model: Model) -> str:
    """What there is to download, as far as that is known; ``~`` where an edition had about so much."""
    from rich.filesize import decimal

    if isinstance(model, Encyclopedia) and model.about_bytes:
        return f"~{decimal(model.about_bytes)}"
    return decimal(model.size_bytes) if model.size_bytes else "unknown"


@models.command(epilog="Example: myna models plan --ram 4 --model llama-2-7b-chat")
@click.option("--ram", type=click.FloatRange(0, 1024, min_open=True), metavar="GB", help="Only a board with so much.")
@click.option("--model", help="This model, by name or path, instead of the best that fits.")
@click.option("--json", "as_json", is_flag=True, help="For programs: everything about each plan.")
@configured
def plan(config: Config, ram: float | None, model: str | None, as_json: bool) -> None:
    """Show which language model fits this machine and every board, what it costs, and how fast it is."""
    from functools import partial

    from myna.app.factory import cores, model_selector
    from myna.models import plan as planning
    from myna.platform.memory import read_bandwidth

    if ram is not None and math.isnan(ram):
        raise click.BadParameter("this is no number of gigabytes.", param_hint="--ram")
    model = None if model == "auto" else model
    here = (
        list(planning.machine_rows(model_selector(config), model, partial(read_bandwidth, cores())))
        if ram is None
        else []
    )
    sizes = planning.BOARDS_GB if ram is None else (ram,)
    of_board = partial(model_selector, config, board_cores=planning.CORES)
    boards = [planning.board_row(size, of_board, model) for size in sizes]
    if as_json:
        click.echo(json.dumps([row.as_json() for row in (*here, *boards)]))
    else:
        console.plans([*here, *boards])
    asked = (here or boards)[-1]
    if asked.error is not None:
        raise asked.error


def _as_owner(directory: Path) -> None:
    """Go on as who owns the service's models folder, where root types the command: what is written is the service's."""
    if os.geteuid() or directory != SERVICE_FOLDER or not directory.is_dir():
        return
    owner = directory.stat()
    if owner.st_uid:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
        os.umask(0o027)
        os.environ["HOME"] = str(directory.parent)


@models.command(epilog="Example: myna models pull tinyllama-1.1b-chat")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--starter", is_flag=True, help="What the configuration needs and is not there yet, and a dictionary.")
@click.option("--progress", is_flag=True, help="Print how far it is, a line each, for programs.")
@click.option("--wanted", "asked_for", is_flag=True, help="What somebody has asked for on the page of Myna's service.")
@configured
def pull(config: Config, names: tuple[str, ...], starter: bool, progress: bool, asked_for: bool) -> None:
    """Fetch models into the models folder."""
    from myna.app import first_run as first_start
    from myna.app.factory import model_selector
    from myna.models import fetch

    if asked_for:
        from myna.app.shelf import pull_wanted

        pull_wanted(config)
        return
    if progress:
        lines = LineProgress(click.echo)
        for model in [load_catalogue().find(name) for name in names]:
            fetch.pull(model, model_selector(config).directory, lines)
        return
    if not names and not starter:
        raise click.UsageError("Name a model (the list: myna models list), or: starter")
    starter = starter or STARTER in names
    chosen = [load_catalogue().find(name) for name in names if name != STARTER]  # a wrong name pulls nothing
    directory = model_selector(config).directory
    _as_owner(directory)
    with console.DownloadBar() as bar:
        if starter:
            first_start.pull_starter(config, bar)
        for model in chosen:
            fetch.pull(model, directory, bar)
            console.note(f"{model.name} is in {directory}.")
            if isinstance(model, Encyclopedia) and model.name in config.encyclopedia:
                console.note("A running Myna looks things up in it after: myna reload")
            elif isinstance(model, Encyclopedia):
                console.note(f"To look things up in it, write into the configuration: encyclopedia: {model.name}")


@models.command(epilog="Example: myna models verify")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@configured
@click.pass_context
def verify(ctx: click.Context, config: Config, names: tuple[str, ...]) -> None:
    """Check installed models, or those named, byte by byte."""
    from myna.app.factory import model_selector
    from myna.core.errors import ModelError
    from myna.models import store

    catalogue, directory = load_catalogue(), model_selector(config).directory
    chosen = [catalogue.find(name) for name in names] or [
        model for model in catalogue.models if store.installed(model, directory)
    ]
    damaged = False
    for model in chosen:
        troubles = store.verify(model, directory)
        damaged = damaged or bool(troubles)
        console.verdict(not troubles, model.name)
        for trouble in troubles:
            console.out.print(f"      {trouble}. Type: myna models pull {model.name}")
    if not chosen:
        console.note(f"No model is installed in {directory}. Type: myna models pull --starter")
    ctx.exit(ModelError.exit_status if damaged else 0)


@models.command(epilog="Example: myna models remove tinyllama-1.1b-chat")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@configured
def remove(config: Config, names: tuple[str, ...]) -> None:
    """Delete models from the models folder."""
    from rich.filesize import decimal

    from myna.app.factory import model_selector
    from myna.models import store

    wanted = [load_catalogue().find(name) for name in names]
    directory = model_selector(config).directory
    _as_owner(directory)
    for model in wanted:
        console.note(f"{model.name} is gone; {decimal(store.remove(model, directory))} are free again.")
