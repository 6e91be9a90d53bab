"""The command line. No logic of its own: each command calls the module that does its work."""

import asyncio
import functools
import json
import logging
import platform
from collections.abc import Callable
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class
from rich.table import Column, Table

from myna import __version__, console
from myna.config import Config, effective, load_config, render_default
from myna.errors import MynaError
from myna.events import EarFailed
from myna.models.catalogue import KINDS, load_catalogue


class _Commands(click.Group):
    """A group whose commands may end in a MynaError: one sentence, the next thing to type, and its exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MynaError as error:
            console.fail(error)
            ctx.exit(error.exit_status)


def _configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--config`` and ``--set``, and the configuration that they make as ``config``."""

    @click.option("--config", "config_file", type=click.Path(path_type=Path), help="A configuration file of your own.")
    @click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change one key; repeatable.")
    @functools.wraps(command)
    def with_config(*, config_file: Path | None, overrides: tuple[str, ...], **kwargs: Any) -> Any:
        return command(config=load_config(config_file, overrides), **kwargs)

    return with_config


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Myna, an offline voice assistant."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")


@main.command(epilog="Example: myna run --input question.wav --output answer.wav --listen --trace")
@click.option("--input", "input_", type=click.Path(path_type=Path), help="A recording in the microphone's place.")
@click.option("--output", type=click.Path(path_type=Path), help="A WAV file in the speaker's place.")
@click.option("--listen", is_flag=True, help="Begin as if the wake phrase had just been heard.")
@click.option("--trace", is_flag=True, help="Print each turn's waterfall, in milliseconds from the end of speech.")
@click.option("--starter", is_flag=True, help="Pull missing models first, and do without a sound card.")
@_configured
def run(config: Config, input_: Path | None, output: Path | None, listen: bool, trace: bool, starter: bool) -> None:
    """Be the assistant: listen, answer, listen again."""
    from myna import daemon
    from myna import starter as first_start

    logging.getLogger("myna").setLevel(logging.INFO)
    sound = daemon.Sound(input_, output, listen)
    if starter:
        with console.DownloadBar() as bar:
            first_start.pull_missing(config, bar)
        if better := first_start.larger_model(config):
            console.note(better)
        sound = first_start.stand_in(config, sound, console.note)
    words = console.out.is_terminal or sound.input is not None or config.privacy.log_transcripts
    watcher = console.Watcher(words=words, trace=trace)
    asyncio.run(daemon.run(config, sound, watcher, console.loading))


@main.command(epilog='Example: myna ask "What is the capital of France?"')
@click.argument("text")
@click.option("--speak", is_flag=True, help="Speak the answer too.")
@_configured
def ask(config: Config, text: str, speak: bool) -> None:
    """Ask the language model, without ears."""
    from myna import oneshot

    asyncio.run(oneshot.ask(config, text, lambda piece: click.echo(piece, nl=False), aloud=speak))
    click.echo()


@main.command(epilog='Example: myna say "Dinner is ready." --output dinner.wav')
@click.argument("text")
@click.option("--output", type=click.Path(path_type=Path), help="A WAV file in the speaker's place.")
@_configured
def say(config: Config, text: str, output: Path | None) -> None:
    """Speak a text."""
    from myna import oneshot

    asyncio.run(oneshot.say(config, text, output))


@main.command(epilog="Example: myna hear --listen question.wav")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--listen", is_flag=True, help="Begin each file as if the wake phrase had just been heard.")
@_configured
@click.pass_context
def hear(ctx: click.Context, config: Config, files: tuple[Path, ...], listen: bool) -> None:
    """Print what the ear hears in recordings (WAV or FLAC), one JSON line an event."""
    from myna import oneshot

    status = 0

    async def print_events() -> None:
        nonlocal status
        async for file, event in oneshot.hear(config, files, listen=listen):
            if isinstance(event, EarFailed):
                console.fail(event.error)
                status = event.error.exit_status
            else:
                click.echo(json.dumps(oneshot.as_json(file, event), ensure_ascii=False))

    asyncio.run(print_events())
    ctx.exit(status)


@main.command(epilog="Example: myna check --config my.yaml")
@_configured
@click.pass_context
def check(ctx: click.Context, config: Config) -> None:
    """Look at every precondition, and say what to do about each that does not hold."""
    from myna import checks

    status = 0

    async def print_findings() -> None:
        nonlocal status
        async for finding in checks.check(config):
            if finding.error is None:
                console.verdict(True, f"{finding.name}: {finding.found}")
            else:
                status = status or finding.error.exit_status
                console.verdict(False, f"{finding.name}: {finding.error.message}", finding.error.hint)

    asyncio.run(print_findings())
    ctx.exit(status)


@main.command(epilog="Example: myna devices")
def devices() -> None:
    """List the sound devices; their names go into audio.input and audio.output."""
    from myna.audio import soundcard

    table = Table("name", "microphone", "speaker", "rate", box=None)
    for device in soundcard.devices():
        marks = ["yes" if channels else "" for channels in (device.inputs, device.outputs)]
        table.add_row(device.name + (" (default)" if device.default else ""), *marks, f"{device.rate_hz:.0f} Hz")
    if table.row_count:
        console.out.print(table)
    else:
        console.note("This machine has no sound device. Plug in a USB microphone or headset, and look again.")


def _print_default(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the default file and end, before any configuration is loaded: it may be the wrong one."""
    if wanted:
        click.echo(render_default(), nl=False)
        ctx.exit()


@main.command("config", epilog="Example: myna config --set language=de")
@click.option("--default", is_flag=True, is_eager=True, expose_value=False, callback=_print_default,
              help="Print the commented default file instead.")  # fmt: skip
@_configured
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


@main.group()
def models() -> None:
    """List, pull, verify and remove models."""


@models.command("list", epilog="Example: myna models list --kind voice --language de")
@click.option("--kind", type=click.Choice(KINDS), help="Only speech, chat or voice models.")
@click.option("--language", help="Only models of this language.")
@_configured
def list_(config: Config, kind: Any, language: str | None) -> None:
    """List the models that Myna knows, and which are installed."""
    from rich.filesize import decimal

    from myna.models.store import installed
    from myna.organs import chooser

    directory = chooser(config).directory
    chosen = load_catalogue().select(kind, language)
    name = Column("name", min_width=max((len(model.name) for model in chosen), default=0))  # to be typed: never cut
    table = Table(name, "kind", "languages", "size", "licence", "installed", box=None)
    for model in chosen:
        size = decimal(model.size_bytes) if model.size_bytes else "unknown"
        languages = ", ".join(model.languages)
        here = "yes" if installed(model, directory) else ""
        table.add_row(model.name, model.kind, languages, size, model.licence, here)
    console.out.print(table)
    console.note(f"Models folder: {directory}")


@models.command(epilog="Example: myna models pull tinyllama-1.1b-chat")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--starter", is_flag=True, help="What the configuration needs and is not there yet.")
@_configured
def pull(config: Config, names: tuple[str, ...], starter: bool) -> None:
    """Fetch models into the models folder."""
    from myna import starter as first_start
    from myna.models import fetch
    from myna.organs import chooser

    if not names and not starter:
        raise click.UsageError("Name a model (the list: myna models list), or add --starter.")
    wanted = [load_catalogue().find(name) for name in names]  # all names first: a wrong one pulls nothing
    directory = chooser(config).directory
    with console.DownloadBar() as bar:
        if starter:
            first_start.pull_missing(config, bar)
        for model in wanted:
            fetch.pull(model, directory, bar)
            console.note(f"{model.name} is in {directory}.")


@models.command(epilog="Example: myna models verify")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@_configured
@click.pass_context
def verify(ctx: click.Context, config: Config, names: tuple[str, ...]) -> None:
    """Check installed models, or those named, byte by byte."""
    from myna.errors import ModelError
    from myna.models import store
    from myna.organs import chooser

    catalogue, directory = load_catalogue(), chooser(config).directory
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
@_configured
def remove(config: Config, names: tuple[str, ...]) -> None:
    """Delete models from the models folder."""
    from rich.filesize import decimal

    from myna.models import store
    from myna.organs import chooser

    wanted = [load_catalogue().find(name) for name in names]
    directory = chooser(config).directory
    for model in wanted:
        console.note(f"{model.name} is gone; {decimal(store.remove(model, directory))} are free again.")
