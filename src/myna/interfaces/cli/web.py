"""``myna web``: shows the page, tells a code for it, and forgets who may use it."""

import os
import sys

import click

from myna.config import Config
from myna.interfaces.cli import console
from myna.interfaces.cli.common import Commands, configured


@click.group(cls=Commands, invoke_without_command=True, epilog="Example: myna web --listen 127.0.0.1:8080")
@click.option("--listen", default="127.0.0.1:8080", show_default=True, metavar="HOST:PORT", help="Where it is shown.")
@configured
@click.pass_context
def web(ctx: click.Context, config: Config, listen: str) -> None:
    """Show the page in browsers, beside a Myna that runs."""
    if ctx.invoked_subcommand is not None:
        return
    command = [sys.executable, "-m", "myna.interfaces.web.serve", "--listen", listen]
    if config.web.certificate is not None and config.web.key is not None:
        command += ["--certificate", str(config.web.certificate), "--key", str(config.web.key)]
    sys.stdout.flush()
    os.execv(command[0], command)  # a process of its own kind: it has no need of what this one has imported


@web.command(epilog="Example: sudo myna web code")
def code() -> None:
    """Print a code that lets a browser in, where Myna cannot speak one."""
    from myna.interfaces.web.gate import CODE_SECONDS, Gate
    from myna.interfaces.web.store import Store, page_folder

    digits = Gate(Store(page_folder(own_only=True))).new_code(spoken=False)
    click.echo(digits)
    console.note(f"It is good once, for {CODE_SECONDS / 60:.0f} minutes. Type it into the page.")


@web.command(epilog="Example: sudo myna web reset")
def reset() -> None:
    """Forget the password, and every browser and program that may use the page."""
    from myna.interfaces.web.gate import Gate
    from myna.interfaces.web.store import Store, page_folder

    Gate(Store(page_folder(own_only=True))).reset()
    console.note("The page is nobody's. Open it, and ask for a code.")
