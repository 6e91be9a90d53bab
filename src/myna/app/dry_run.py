"""What the user's commands would do with a sentence or a recording: ``myna commands test``. Nothing is done."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from myna.app import oneshot
from myna.config import Config
from myna.core.errors import MynaError
from myna.core.events import ListeningFailed
from myna.skills.user_commands.commands import Commands, Understood

RECORDINGS = (".wav", ".flac")
"""What ends so is a file, and anything else a sentence."""

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
    files = [Path(text) for text in inputs if is_recording(text)]
    async with aclosing(oneshot.utterances(config, files)) as heard:
        for text in inputs:
            if not is_recording(text):
                yield _dry_run(commands, text, text, 1.0)
                continue
            utterance = await anext(heard)
            if isinstance(utterance, ListeningFailed):
                yield utterance.error
            elif utterance is None:
                yield _dry_run(commands, text, "", 0.0)
            else:
                yield _dry_run(commands, text, utterance.text, utterance.confidence)


def is_recording(text: str) -> bool:
    """Whether an input is the name of a recording."""
    return text.lower().endswith(RECORDINGS)


def _dry_run(commands: Commands, text: str, transcript: str, confidence: float) -> DryRun:
    understood = commands.understand(transcript)
    nearest = _nearest(commands, transcript) if understood is None else None
    return DryRun(text, transcript, confidence, understood, nearest)


def _nearest(commands: Commands, transcript: str) -> tuple[str, str] | None:
    names = {sentence: name for name in commands.by_name for sentence in commands.templates.examples(name, EXAMPLES)}
    near = get_close_matches(transcript.casefold(), names, n=1)
    return (near[0], names[near[0]]) if near else None
