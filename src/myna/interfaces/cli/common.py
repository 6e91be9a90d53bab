"""What commands have in common: how they fail, how they show outcomes, and where their configuration comes from."""

import asyncio
import functools
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import click

from myna.config import Config, load_config
from myna.core.errors import MynaError
from myna.interfaces.cli import console

T = TypeVar("T")


class Commands(click.Group):
    """A group whose commands may end in a MynaError: one sentence, the next thing to type, and its exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except MynaError as error:
            console.fail(error)
            ctx.exit(error.exit_status)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options ``--config`` and ``--set`` of a command that may do without a configuration."""

    file: Path | None
    overrides: tuple[str, ...]

    @property
    def given(self) -> bool:
        """Whether there is one of them at all."""
        return self.file is not None or bool(self.overrides)

    @property
    def options(self) -> list[str]:
        """They as another command takes them."""
        file = ["--config", str(self.file)] if self.file else []
        return [*file, *(f"--set={override}" for override in self.overrides)]

    def load(self) -> Config:
        """The configuration that they make. Raises ConfigError."""
        return load_config(self.file, self.overrides)


def show_all(
    ctx: click.Context, outcomes: AsyncGenerator[T | MynaError, None], show: Callable[[T], object]
) -> NoReturn:
    """Show each of ``outcomes``, or why there is none; then exit with the status of the last failure, if one failed."""
    status = 0

    async def show_each() -> None:
        nonlocal status
        async for outcome in outcomes:
            if isinstance(outcome, MynaError):
                console.fail(outcome)
                status = outcome.exit_status
            else:
                show(outcome)

    asyncio.run(show_each())
    ctx.exit(status)


class HasJson(Protocol):
    """What programs can read."""

    def as_json(self) -> dict[str, Any]:
        """Its members."""
        ...


def echo_json(one: HasJson) -> None:
    """Print ``one`` for programs, in one line."""
    click.echo(json.dumps(one.as_json(), ensure_ascii=False))


def configurable(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--config`` and ``--set``, as ``wanted``."""

    @click.option("--config", "config_file", type=click.Path(path_type=Path), help="A configuration file of your own.")
    @click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change one key; repeatable.")
    @functools.wraps(command)
    def with_options(*, config_file: Path | None, overrides: tuple[str, ...], **kwargs: Any) -> Any:
        return command(wanted=Wanted(config_file, overrides), **kwargs)

    return with_options


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--config`` and ``--set``, and the configuration that they make as ``config``."""

    @configurable
    @functools.wraps(command)
    def with_config(*, wanted: Wanted, **kwargs: Any) -> Any:
        return command(config=wanted.load(), **kwargs)

    return with_config
