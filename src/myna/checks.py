"""Every precondition of the assistant, each with what to do about it: ``myna check``."""

import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil

from myna.audio.soundcard import Kind, find_device
from myna.brain.tiers import needed_bytes
from myna.config import Config
from myna.errors import AudioError, ModelError, MynaError
from myna.models.catalogue import ChatModel
from myna.organs import build_ear, chooser


@dataclass(frozen=True, slots=True)
class Finding:
    """One precondition: what it is, what was found, and what is wrong with it if it does not hold."""

    name: str
    found: str
    error: MynaError | None = None


async def check(config: Config) -> AsyncGenerator[Finding, None]:
    """Look at each precondition in turn; the configuration itself holds if it could be loaded."""
    yield Finding("configuration", "whole")
    chosen = chooser(config)
    for name, choose in (("speech model", chosen.speech), ("language model", chosen.chat), ("voice", chosen.voice)):
        try:
            choice = choose()
            _require_readable(choice.path)
        except MynaError as error:
            yield Finding(name, "", error)
        else:
            yield Finding(name, choice.path.name)
    yield await _wake_phrase(config)
    yield _memory(config)
    for kind, wanted in (("input", config.audio.input), ("output", config.audio.output)):
        yield _device(kind, wanted)  # type: ignore[arg-type]


async def _wake_phrase(config: Config) -> Finding:
    phrases = ", ".join(config.wake_phrases) or "none: it always listens"
    try:
        async with AsyncExitStack() as stack:
            await build_ear(config, stack).load()
    except MynaError as error:
        return Finding("wake phrase", "", error)
    return Finding("wake phrase", phrases)


def _memory(config: Config) -> Finding:
    total = psutil.virtual_memory().total
    found = f"{total / 1e9:.1f} GB"
    try:
        model = chooser(config).chat().model
    except ModelError:
        return Finding("memory", found)  # the missing model is a finding of its own
    if isinstance(model, ChatModel):
        needed = needed_bytes(model, config.brain.context_tokens)
        found += f", of which {needed / 1e9:.1f} GB are needed with {model.name}"
        if needed > total:
            return Finding(
                "memory",
                found,
                ModelError(
                    "memory-too-small",
                    f"{model.name} needs {needed / 1e9:.1f} GB of memory and this machine has {total / 1e9:.1f} GB.",
                    "Set model to a smaller one, or to auto.",
                ),
            )
    return Finding("memory", found)


def _device(kind: Kind, wanted: str) -> Finding:
    name = "microphone" if kind == "input" else "speaker"
    try:
        return Finding(name, find_device(wanted, kind)["name"])
    except AudioError as error:
        cards = Path("/dev/snd")
        if cards.is_dir() and not all(os.access(card, os.R_OK | os.W_OK) for card in cards.glob("pcm*")):
            error.hint = "You may not use the sound card. Type: sudo usermod -aG audio $USER, and log in again."
        return Finding(name, "", error)


def _require_readable(path: Path) -> None:
    if not os.access(path, os.R_OK):
        missing = not path.exists()
        raise ModelError(
            "model-unreadable",
            f"{path} {'does not exist' if missing else 'may not be read by you'}.",
            "Correct the path in the configuration." if missing else f"Type: sudo chmod -R a+rX {path}",
        )
