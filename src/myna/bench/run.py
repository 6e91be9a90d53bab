"""A whole run of ``myna bench``, step by step.

Its rules:

1. What is wrong with the command line, the recordings or the models shows before anything takes minutes.
2. One thing is measured at a time. The turn in a process of its own comes first: two language models at once might not
   fit into the memory.
"""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from myna.app.engines import Engines
from myna.app.factory import model_selector
from myna.app.oom_guard import OutOfMemoryGuard, history_file
from myna.bench.figures import Figures, about
from myna.bench.listener import PlainListener
from myna.bench.memory import Turn, failed, take_turn
from myna.bench.plain import plain_gaps
from myna.bench.questions import check_language, prepared, sound_of
from myna.bench.rates import rates
from myna.bench.talk import talk
from myna.config import Config
from myna.listening.endpoint import EndpointRules

MAX_TOKENS = 48
"""Of an answer, where the configuration does not say: two or three sentences, so that a run takes minutes."""

READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Extent:
    """How long each measurement lasts, and whether the plain chain is one of them."""

    baseline: bool = False
    idle_seconds: float = 10.0
    speech_seconds: float = 15.0
    decode_tokens: int = 64
    turns: int = 20


async def measure(
    config: Config,
    options: Sequence[str],
    recordings: Sequence[Path],
    extent: Extent,
    tell: Callable[[str], None] = lambda _: None,
) -> Figures:
    """Measure everything; ``options`` are those of ``myna run`` that make ``config``, ``tell`` is told what is done.

    Without ``recordings``, ten questions are asked by Myna's own voice. Raises MynaError.
    """
    check_language(config.language, recordings)
    for path in recordings:
        sound_of(path)
    config = measured(config)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with AsyncExitStack() as stack:
            tell("A turn in a process of its own")
            await asyncio.to_thread(_read_models, config)
            turn = await asyncio.to_thread(take_turn, [*options, f"--set=brain.max_tokens={config.brain.max_tokens}"])
            tell("Loading the models")
            guard = OutOfMemoryGuard(history_file(folder), None)
            engines = await stack.enter_async_context(Engines.open(config, guard, lambda _: nullcontext()))
            _check_llm(engines, turn)
            rules = EndpointRules(**config.endpoint.model_dump())
            listener = await stack.enter_async_context(PlainListener.open(engines.listener.speech, rules))
            tell("The questions")
            said = await prepared(recordings, folder, engines.voice, listener, config.language)
            found = await talk(
                config,
                engines,
                said,
                folder / "answers.wav",
                idle_seconds=extent.idle_seconds,
                speech_seconds=extent.speech_seconds,
                tell=tell,
            )
            plain = None
            if extent.baseline:
                plain = await plain_gaps(config, engines, listener, said.questions, folder / "plain.wav", tell)
            alone = await rates(
                config, engines, said, decode_tokens=extent.decode_tokens, turns=extent.turns, tell=tell
            )
            _check_llm(engines, turn)
            return Figures(about(engines), found, plain, alone, turn.peak_rss_bytes, turn.start_seconds)


def measured(config: Config) -> Config:
    """``config`` as it is measured: with answers of one length, and with no sound but the answers'."""
    own = config.brain.model_fields_set
    llm = config.brain if "max_tokens" in own else config.brain.model_copy(update={"max_tokens": MAX_TOKENS})
    silent = {
        "audio": config.audio.model_copy(update={"chime": False}),
        "speaking": config.speaking.model_copy(update={"filler_seconds": 0.0}),
    }
    return config.model_copy(update={"brain": llm, **silent})


def _read_models(config: Config) -> None:
    """Read the models' files, so that the start does not wait for the disk where the memory holds them.

    Raises ModelError where one of them is missing.
    """
    chosen = model_selector(config)
    paths = [chosen.speech().path, chosen.voice().path]
    if config.server_url is None:
        paths.append(chosen.chat().path)
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                with file.open("rb", buffering=0) as data:
                    while data.read(READ_BYTES):
                        pass


def _check_llm(engines: Engines, turn: Turn) -> None:
    """Raise where another language model answers than was asked for, here or in the process of its own."""
    if engines.llm.failure is not None:
        raise engines.llm.failure
    if turn.model and turn.model != engines.llm.name:
        raise failed(f"{turn.model} answered in the place of {engines.llm.name}.")
