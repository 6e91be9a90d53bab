"""What the user's commands would do with a sentence or a recording: ``myna commands test``. Nothing is done."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from myna.app import oneshot
from myna.app.oneshot import Said
from myna.config import Config
from myna.core.errors import MynaError
from myna.skills.user_commands.commands import Commands, Understood

EXAMPLES = 300
"""Of each command, where a sentence means none and the nearest is looked for."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """An input, what was heard of it, and what that means, if anything; ``confidence`` is the recogniser's, 0 to 1.

    ``nearest`` is a sentence that would mean a command where this one means none, and that command's name.
    """

    input: str
    transcript: str
    confidence: float
    understood: Understood | None
    nearest: tuple[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """It as ``myna commands test --json`` prints it."""
        return {
            "input": self.input,
            "transcript": self.transcript,
            "command": self.understood.command.name if self.understood else None,
            "slots": dict(self.understood.intent.slots) if self.understood else {},
            "confidence": round(self.confidence, 3),
        }


async def dry_run(config: Config, inputs: Sequence[str]) -> AsyncGenerator[DryRun | MynaError, None]:
    """Each input's outcome, in their order; a recording that cannot be read gives the reason.

    The listener is loaded where there is a recording. Raises MynaError where its models are missing.
    """
    commands = Commands(config.commands, config.language)
    async with aclosing(oneshot.said(config, inputs)) as said:
        async for one in said:
            yield one if isinstance(one, MynaError) else _dry_run(commands, one)


def _dry_run(commands: Commands, said: Said) -> DryRun:
    understood = commands.understand(said.words)
    nearest = _nearest(commands, said.words) if understood is None else None
    return DryRun(said.input, said.words, said.confidence, understood, nearest)


def _nearest(commands: Commands, transcript: str) -> tuple[str, str] | None:
    names = {sentence: name for name in commands.by_name for sentence in commands.templates.examples(name, EXAMPLES)}
    near = get_close_matches(transcript.casefold(), names, n=1)
    return (near[0], names[near[0]]) if near else None
