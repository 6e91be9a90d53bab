"""Hours of use in minutes: hundreds of turns on the real engines, in one process whose memory must not grow."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from myna.app import daemon
from myna.app.devices import Files
from myna.app.service import Service
from myna.app.snapshot import Snapshot
from myna.config import load_config
from myna.core.errors import MynaError
from myna.core.events import Event, Failed, TurnEnded
from virtual_time import FastLoop

TURNS = int(os.environ.get("MYNA_SOAK_TURNS", "0"))
WARM_UP_TURNS = 30
PAUSE_SECONDS = 9
FACTOR = 6
"""How much faster than real time; the engines themselves are no faster, so the pauses must leave them time."""


class Memory:
    """A front end that notes the resident memory after each turn, and what failed."""

    def __init__(self) -> None:
        self.after_turn: list[int] = []
        self.failures: list[MynaError] = []

    @asynccontextmanager
    async def front_end(self, service: Service) -> AsyncIterator[None]:
        with service.subscribed(self._note):
            yield

    def _note(self, event: Snapshot | Event) -> None:
        match event:
            case Failed(error=error):
                self.failures.append(error)
            case TurnEnded():
                self.after_turn.append(psutil.Process().memory_info().rss)
                print(len(self.after_turn), f"{self.after_turn[-1] / 1e6:.1f} MB", flush=True)


@pytest.mark.skipif(TURNS <= WARM_UP_TURNS, reason="takes minutes; type: make soak")
def test_memory_does_not_grow(speech: Path, tmp_path: Path) -> None:
    names = ("computer-capital-of-france", "computer-what-time-is-it")
    questions = [soundfile.read(speech / f"{name}.flac", dtype="int16") for name in names]
    rate_hz = questions[0][1]
    talk = tmp_path / "talk.wav"
    with soundfile.SoundFile(talk, "w", rate_hz, 1, "PCM_16") as file:
        for turn in range(TURNS):
            file.write(questions[turn % len(questions)][0])
            file.write(np.zeros(PAUSE_SECONDS * rate_hz, dtype=np.int16))
    nowhere = Path("/nonexistent")
    config = load_config(None, ["brain.max_tokens=24"], system_file=nowhere, user_file=nowhere)
    memory = Memory()
    with asyncio.Runner(loop_factory=partial(FastLoop, FACTOR)) as runner:
        files = Files(talk, tmp_path / "answers.wav")
        runner.run(daemon.run(config, files, read_config=lambda: config, front_ends=[memory.front_end]))
    assert memory.failures == []
    assert len(memory.after_turn) == TURNS
    assert memory.after_turn[-1] < 1.05 * memory.after_turn[WARM_UP_TURNS - 1]
