"""The command that measures: ``myna bench``."""

import asyncio
import json
from pathlib import Path

import click

from myna.interfaces.cli import console
from myna.interfaces.cli.common import Wanted, configurable


@click.command(epilog="Example: myna bench --baseline --json > before.json")
@click.argument("recordings", nargs=-1, metavar="[RECORDING]...", type=click.Path(path_type=Path))
@click.option("--model", help="Another language model than the configuration's, by name or path.")
@click.option("--baseline", is_flag=True, help="Measure the plain chain too: one step after the other.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--compare", type=click.Path(path_type=Path), help="What an earlier --json printed, for ratios.")
@click.option("--plot", type=click.Path(path_type=Path), help="A PNG file for the waterfall of a turn.")
@click.option("--memory", is_flag=True, help="The peak memory of a turn alone, beside what the plan says.")
@configurable
def bench(
    wanted: Wanted,
    recordings: tuple[Path, ...],
    model: str | None,
    baseline: bool,
    as_json: bool,
    compare: Path | None,
    plot: Path | None,
    memory: bool,
) -> None:
    """Measure Myna on this machine, in real time: what passes between a question and its answer, and what that takes.

    The questions are the RECORDINGS, or ten that Myna's own voice asks.
    """
    if model:
        wanted = Wanted(wanted.file, (*wanted.overrides, f"model={model}"))
    if memory:
        if recordings or baseline or compare or plot:
            raise click.UsageError("--memory measures one turn alone: leave the others out.")
        _memory(wanted, as_json)
    else:
        _whole(wanted, recordings, baseline, as_json, compare, plot)


def _memory(wanted: Wanted, as_json: bool) -> None:
    from myna.app.factory import model_selector
    from myna.bench.memory import measure
    from myna.models.sizing import GB

    result = measure(model_selector(wanted.load()).chat().plan, wanted.options)
    if as_json:
        click.echo(json.dumps(result.as_json()))
    else:
        console.out.print(
            f"{result.model}: {result.peak_rss_bytes / GB:.3f} GB at the peak, "
            f"{result.plan.needed_bytes / GB:.3f} GB by the plan (myna models plan)"
        )


def _whole(
    wanted: Wanted, recordings: tuple[Path, ...], baseline: bool, as_json: bool, compare: Path | None, plot: Path | None
) -> None:
    from myna.bench import figures, run
    from myna.bench.plot import check_plot, draw
    from myna.bench.table import heading, table

    config = wanted.load()
    before = figures.read(compare) if compare else None
    if plot:
        check_plot(plot)
    extent = run.Extent(baseline=baseline)
    found = asyncio.run(run.measure(config, wanted.options, recordings, extent, console.note))
    ratios = None if before is None else figures.ratios(found.as_json(), before)
    if plot:
        draw(found, plot)
    if as_json:
        click.echo(json.dumps(found.as_json() | ({} if ratios is None else {"compared": ratios})))
    else:
        console.out.print(heading(found.about))
        console.out.print(table(found, ratios))
