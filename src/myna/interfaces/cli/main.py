"""The command line: each command calls the module that does its work.

For ``myna run`` it also puts together what the assistant is reached by: the front ends, and files in place of a card.
"""

import asyncio
import json
import logging
import platform
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from myna import __version__
from myna.config import Config, effective, render_default
from myna.core.errors import AudioError
from myna.core.events import ListeningFailed
from myna.interfaces.cli import console, held
from myna.interfaces.cli import service as cli_service
from myna.interfaces.cli.bench import bench
from myna.interfaces.cli.commands import commands
from myna.interfaces.cli.common import Commands, Wanted, configurable, configured
from myna.interfaces.cli.devices import devices
from myna.interfaces.cli.lists import lists
from myna.interfaces.cli.models import models
from myna.interfaces.cli.understand import understand
from myna.interfaces.cli.web import web
from myna.interfaces.control import client
from myna.platform import logs
from myna.platform.places import control_socket_to_serve

if TYPE_CHECKING:
    from myna.app.checks import Finding


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Myna, an offline voice assistant."""
    logs.set_up()


@main.command(epilog="Example: myna run --input question.wav --output answer.wav --listen --trace")
@click.option("--input", "input_", type=click.Path(path_type=Path), help="A recording in the microphone's place.")
@click.option("--output", type=click.Path(path_type=Path), help="A WAV file in the speaker's place.")
@click.option("--listen", is_flag=True, help="Begin as if the wake phrase had just been heard.")
@click.option("--trace", is_flag=True, help="Print each turn's waterfall, in milliseconds from the end of speech.")
@click.option("--starter", is_flag=True, help="Pull missing models first, and do without a sound card.")
@configurable
def run(wanted: Wanted, input_: Path | None, output: Path | None, listen: bool, trace: bool, starter: bool) -> None:
    """Be the assistant: listen, answer, listen again."""
    from myna.app.factory import begin_speech
    from myna.platform.memory import uncollected

    config = wanted.load()
    begun = begin_speech(config)  # the rest takes as long to be imported
    with uncollected():
        from myna.app import daemon
        from myna.app import first_run as first_start
        from myna.app.devices import Files
        from myna.interfaces.control.front_end import control_socket
        from myna.interfaces.gpio.front_end import button_and_light

    files = Files(input_, output, listen)
    logging.getLogger("myna").setLevel(config.log_level.upper())
    if starter:
        with console.DownloadBar() as bar:
            first_start.pull_missing(config, bar)
        if better := first_start.larger_model(config):
            console.note(better)
        files = first_start.stand_in(config, files, console.note)
    recorded = files.input is not None
    front_ends: list[daemon.FrontEnd] = [
        partial(console.watched, words=console.out.is_terminal or recorded, trace=trace)
    ]
    if not recorded and (path := control_socket_to_serve()) is not None:
        front_ends.append(partial(control_socket, path))
    if not recorded:
        front_ends.append(button_and_light)
    if not recorded and config.wyoming.listen:
        from myna.interfaces.wyoming.server import wyoming_server

        front_ends.append(partial(wyoming_server, config.wyoming.listen))
    if not recorded and config.wyoming.satellite:
        from myna.interfaces.wyoming.server import satellite_server

        front_ends.append(partial(satellite_server, config.wyoming.satellite))
    if not recorded and config.esphome.listen:
        from myna.interfaces.esphome.server import esphome_server

        front_ends.append(partial(esphome_server, config.esphome))
    asyncio.run(
        daemon.run(
            config,
            files,
            read_config=wanted.load,
            config_file=wanted.file,
            options=wanted.options,
            front_ends=front_ends,
            progress=console.loading,
            begun=begun,
        )
    )


_here = click.option("--here", is_flag=True, help="In this process, even if a Myna runs already.")


@main.command(epilog='Example: myna ask "What is the capital of France?"')
@click.argument("text")
@click.option("--speak", is_flag=True, help="Speak the answer too.")
@_here
@configurable
def ask(wanted: Wanted, text: str, speak: bool, here: bool) -> None:
    """Ask a question by text; the Myna that runs answers it, if one does."""
    from myna.app import oneshot

    def show(piece: str) -> None:
        click.echo(piece, nl=False)

    if here or wanted.given or not _done_by_service("ask", {"text": text, "aloud": speak}, show):
        asyncio.run(oneshot.ask(wanted.load(), text, show, aloud=speak))
    click.echo()


@main.command(epilog='Example: myna say "Dinner is ready." --output dinner.wav')
@click.argument("text")
@click.option("--output", type=click.Path(path_type=Path), help="A WAV file in the speaker's place.")
@_here
@configurable
def say(wanted: Wanted, text: str, output: Path | None, here: bool) -> None:
    """Speak a text; by the Myna that runs, if one does."""
    from myna.app import oneshot

    if here or wanted.given or output is not None or not _done_by_service("say", {"text": text}):
        asyncio.run(oneshot.say(wanted.load(), text, output))


def _done_by_service(
    command: str, arguments: dict[str, object], on_piece: Callable[[str], None] = lambda _: None
) -> bool:
    """Let the Myna that runs do it; whether one does."""
    try:
        with client.connected() as running:
            running.request(command, arguments, on_piece=on_piece, seconds=None)
    except client.NotRunning:
        return False
    return True


@main.command(epilog="Example: myna hear --listen question.wav")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--listen", is_flag=True, help="Begin each file as if the wake phrase had just been heard.")
@configured
@click.pass_context
def hear(ctx: click.Context, config: Config, files: tuple[Path, ...], listen: bool) -> None:
    """Print what the listener hears in recordings (WAV or FLAC), one JSON line an event."""
    from myna.app import oneshot

    status = 0

    async def print_events() -> None:
        nonlocal status
        async for file, event in oneshot.hear(config, files, listen=listen):
            if isinstance(event, ListeningFailed):
                console.fail(event.error)
                status = event.error.exit_status
            else:
                click.echo(json.dumps(oneshot.as_json(file, event), ensure_ascii=False))

    asyncio.run(print_events())
    ctx.exit(status)


async def _findings(config: Config) -> "AsyncIterator[Finding]":
    """What is found of everything, the ways in for Home Assistant, the button and the light last."""
    from myna.app import checks
    from myna.interfaces.gpio import check as pins
    from myna.interfaces.serving import reach

    muted = held.status_of_running().get("muted") is True
    async for finding in checks.check(config, muted=muted):
        yield finding
    if config.wyoming.listen or config.wyoming.satellite:
        from myna.interfaces.wyoming import check as wyoming

        async for finding in wyoming.findings(config):
            yield finding
    if config.esphome.listen:
        from myna.interfaces.esphome import check as esphome

        async for finding in esphome.findings(config.esphome):
            yield finding
    for finding in reach.preference(config):
        yield finding
    for finding in pins.findings(config.gpio):
        yield finding


@main.command(epilog="Example: myna check --config my.yaml")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object a line.")
@configured
@click.pass_context
def check(ctx: click.Context, config: Config, as_json: bool) -> None:
    """Look at every precondition, and say what to do about each that does not hold."""
    status = 0

    async def print_findings() -> None:
        nonlocal status
        async for finding in _findings(config):
            error, hint = finding.error, ""
            if isinstance(error, AudioError):
                error = held.holder(error, config.audio.input)
            if error is not None and error.code == held.HELD:  # it is in use, and so it is well
                finding, hint = replace(finding, found=error.message), error.hint
                error = None
            status = status or (0 if error is None else error.exit_status)
            if as_json:
                click.echo(json.dumps(replace(finding, error=error).as_json(), ensure_ascii=False))
            elif error is None:
                console.verdict(True, f"{finding.name}: {finding.found}", hint)
            else:
                console.verdict(False, f"{finding.name}: {error.message}", error.hint)

    asyncio.run(print_findings())
    ctx.exit(status)


def _print_default(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the default file and end, before any configuration is loaded: it may be the wrong one."""
    if wanted:
        click.echo(render_default(), nl=False)
        ctx.exit()


@main.command("config", epilog="Example: myna config --set language=de")
@click.option("--default", is_flag=True, is_eager=True, expose_value=False, callback=_print_default,
              help="Print the commented default file instead.")  # fmt: skip
@configured
def config_(config: Config) -> None:
    """Print the configuration in effect."""
    click.echo(effective(config), nl=False)


@main.command(epilog="Example: myna version")
def version() -> None:
    """Print the versions of Myna and its engines."""
    click.echo(f"myna {__version__}, Python {platform.python_version()}")
    for engine in ("vosk", "llama-cpp-python", "piper-tts", "sounddevice"):
        click.echo(f"{engine} {version_of(engine)}")


@main.command(epilog='Example: eval "$(myna completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a shell's completion script."""
    completer = get_completion_class(shell)
    assert completer is not None, shell
    click.echo(completer(main, {}, "myna", "_MYNA_COMPLETE").source())


main.add_command(devices)
main.add_command(lists)
main.add_command(models)
main.add_command(bench)
main.add_command(commands)
main.add_command(understand)
main.add_command(web)
for command in cli_service.COMMANDS:
    main.add_command(command)
