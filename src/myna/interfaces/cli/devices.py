"""The command that lists the sound devices, and tests the microphone."""

import asyncio
from contextlib import aclosing, suppress
from pathlib import Path

import click
from rich.table import Table

from myna.core.errors import AudioError
from myna.interfaces.cli import console, held, readable
from myna.interfaces.cli.common import Wanted, configurable

TEST_SECONDS = 10.0
"""How long a microphone is tested where nothing else is asked for."""


@click.command(epilog="Example: myna devices --test 30")
@click.option("--test", is_flag=True, help="Test the microphone instead, for SECONDS (10), or until Ctrl-C.")
@click.argument("seconds", required=False, type=click.FloatRange(1, 3600))
@click.option("--input", "input_", type=click.Path(path_type=Path), help="Test a recording (WAV or FLAC), all of it.")
@configurable
def devices(wanted: Wanted, test: bool, seconds: float | None, input_: Path | None) -> None:
    """List the sound devices, or test the microphone: how loud it is, and what is wrong with it.

    The names go into audio.input and audio.output.
    """
    if test:
        _test(wanted, seconds, input_)
    elif seconds is not None or input_ is not None or wanted.given:
        raise click.UsageError("Only a test takes SECONDS or options. Type: myna devices --test")
    else:
        _list()


def _list() -> None:
    from myna.audio import soundcard

    table = Table("name", "microphone", "speaker", "rate", box=None)
    for device in soundcard.devices():
        marks = ["yes" if channels else "" for channels in (device.inputs, device.outputs)]
        table.add_row(device.name + (" (default)" if device.default else ""), *marks, f"{device.rate_hz:.0f} Hz")
    if table.row_count:
        console.out.print(table)
    else:
        console.note("This machine has no sound device. Plug in a USB microphone or headset, and look again.")


def _test(wanted: Wanted, seconds: float | None, recording: Path | None) -> None:
    """Show a meter, then the verdict. Raises AudioError where something is wrong."""
    from myna.app.microphone_test import MicrophoneTest
    from myna.app.snapshot import hearing_as_json

    config = wanted.load()
    test = MicrophoneTest(config, recording)
    if recording is None:
        seconds = seconds or TEST_SECONDS
        console.note(f"Speak as you will speak to Myna, for {seconds:.0f} s.")

    async def show() -> None:
        with console.Meter() as meter:
            async with aclosing(test.readings(seconds)) as readings:
                async for reading in readings:
                    meter.show(reading)

    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(show())
        heard = test.verdict()
    except AudioError as error:
        raise held.holder(error, config.audio.input) from error
    hint = "Speak meanwhile, and it says how well you are heard." if heard.levels.speech_db is None else ""
    console.verdict(True, f"{test.device}: {readable.hearing(hearing_as_json(heard))}", hint)
