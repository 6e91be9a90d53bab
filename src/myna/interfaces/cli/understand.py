"""``myna understand``: what Myna would understand and answer, without doing anything."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from myna.config import Config
from myna.interfaces.cli import console
from myna.interfaces.cli.common import configured, echo_json, show_all

if TYPE_CHECKING:
    from myna.app.understand import Understanding

_SAYS = {
    "act": "is done or answered",
    "ask": "is asked back",
    "refuse": "is refused",
    "model": "goes to the language model",
    "nothing": "nothing happens",
}


@click.command(epilog='Example: myna understand "set a timer for ten minutes"')
@click.argument("inputs", nargs=-1, required=True, metavar="TEXT|FILE|-...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@configured
@click.pass_context
def understand(ctx: click.Context, config: Config, inputs: tuple[str, ...], as_json: bool) -> None:
    """Show what a sentence or a recording (WAV or FLAC) means, by which step, and what would be answered.

    Nothing is done. "-" reads sentences from standard input, one a line.
    """
    from myna.app import understand as app

    show_all(ctx, app.understand(config, _lines(inputs)), echo_json if as_json else _show)


def _lines(inputs: tuple[str, ...]) -> Iterator[str]:
    """The inputs, with the lines of standard input that are not empty in the place of "-"."""
    for text in inputs:
        if text == "-":
            yield from (line for line in map(str.strip, sys.stdin) if line)
        else:
            yield text


def _show(outcome: "Understanding") -> None:
    decision = outcome.decision
    if outcome.heard is not None:
        console.out.print(f"heard: {outcome.heard or 'nothing'}", style="bold")
    else:
        console.out.print(decision.text, style="bold", markup=False)
    hedged = ", which says that it is not sure" if decision.hedged else ""
    console.out.print(f"  decision: {_SAYS[decision.kind]}{hedged}", markup=False)
    if decision.skill:
        console.out.print(f"  skill: {decision.skill} ({decision.intent})", markup=False)
    if decision.step != "none":
        console.out.print(f"  by: {decision.step}, confidence {decision.confidence:.2f}", markup=False)
    if decision.reason:
        console.out.print(f"  because: {decision.reason}", markup=False)
    for name, value in decision.slots.items():
        console.out.print(f"  {name}: {value}", markup=False)
    if decision.reply is not None and decision.reply.text:
        console.out.print(f"  would say: {decision.reply.text}", markup=False)
    if decision.reply is not None and (read := decision.reply.evidence) is not None:
        console.out.print(f"  read in: {read.source}, {read.article}, trust {read.trust:.2f}", markup=False)
        console.out.print(f"  which says: {read.sentence}", markup=False)
