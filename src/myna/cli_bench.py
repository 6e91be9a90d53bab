"""The command that measures: ``myna bench``."""

import json

import click

from myna import console
from myna.cli_common import Wanted, configurable


@click.command(epilog="Example: myna bench --memory --model tinyllama-1.1b-chat")
@click.option("--memory", is_flag=True, help="The peak resident memory of a turn, beside what the plan says.")
@click.option("--model", help="Another language model than the configuration's, by name or path.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@configurable
def bench(wanted: Wanted, memory: bool, model: str | None, as_json: bool) -> None:
    """Measure Myna on this machine."""
    from myna.bench.memory import measure
    from myna.brain.tiers import GB
    from myna.organs import chooser

    if not memory:
        raise click.UsageError("Say what to measure: --memory.")
    if model:
        wanted = Wanted(wanted.file, (*wanted.overrides, f"model={model}"))
    result = measure(chooser(wanted.load()).chat().plan, wanted.options)
    if as_json:
        click.echo(json.dumps(result.as_json()))
    else:
        console.out.print(
            f"{result.model}: {result.peak_rss_bytes / GB:.3f} GB at the peak, "
            f"{result.plan.needed_bytes / GB:.3f} GB by the plan (myna models plan)"
        )
