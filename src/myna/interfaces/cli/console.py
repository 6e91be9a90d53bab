"""What a person sees: colours and bars on a terminal, plain lines elsewhere."""

import asyncio
import errno
import logging
import math
import os
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rich.bar import Bar
from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.table import Column, Table
from rich.text import Text

from myna.core.errors import MynaError, unwrapped
from myna.core.events import Answered, AnswerPiece, Event, TurnEnded, Utterance
from myna.models.sizing import GB
from myna.platform import logs

if TYPE_CHECKING:
    from myna.app.microphone_test import Reading
    from myna.app.service import Service
    from myna.app.snapshot import Snapshot
    from myna.models.plan import Row


class _Console(Console):
    """Prints text as it is, and tells a reader that went away by BrokenPipeError, as print does."""

    def __init__(self, *, stderr: bool) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


TOKENS_PER_WORD = 1.3
"""Of an English word, as ``brain.max_tokens`` has it too."""

METER_DB = 90
"""The range of a meter: full scale down to the smallest step of int16 sound."""

METER_WIDTH = 40
"""Its length in characters."""

LOUD_DB = -1.0
"""A meter is red from here on."""

out = _Console(stderr=False)
err = _Console(stderr=True)


def fail(error: MynaError) -> None:
    """Say what is wrong and what to type next."""
    if logs.is_journal(sys.stderr):
        print(logs.prefixed(f"{error.message}\n{error.hint}".strip(), logging.ERROR), file=sys.stderr)
        return
    err.print(error.message, style="red")
    if error.hint:
        err.print(error.hint)


def note(line: str) -> None:
    """A line for a person, beside what the command prints."""
    err.print(line)


def verdict(good: bool, text: str, hint: str = "") -> None:
    """A line that begins with ``ok`` or ``wrong``, and what to do about it."""
    out.print("ok   " if good else "wrong", style="green" if good else "red", end=" ")
    out.print(text)
    if hint:
        out.print(f"      {hint}")


def plans(rows: "Sequence[Row]") -> None:
    """A table of plans, and why those for this machine are what they are."""
    speeds = list(dict.fromkeys(board for row in rows for board in row.tokens_per_second))
    name = Column("language model", min_width=max(len(row.plan.name) if row.plan else 0 for row in rows))
    table = Table("board", name, "memory", *speeds, "pulled", box=None)
    for row in rows:
        usable = f"{row.usable_bytes / GB:.2f} GB"
        if row.plan is None:
            table.add_row(row.machine, "none fits", usable)
            continue
        rates = (row.tokens_per_second.get(board) for board in speeds)
        table.add_row(
            row.machine,
            row.plan.name,
            f"{row.plan.needed_bytes / GB:.2f} of {usable}",
            *("" if rate is None else f"{rate / TOKENS_PER_WORD:.1f}" for rate in rates),
            "yes" if row.installed else "",
        )
    out.print(table)
    note("memory: what Myna needs, and may take. Below a board's name: words a second, estimated; people speak 2 to 3.")
    for row in rows:
        if row.is_here and row.plan is not None:
            pull = f" Type: myna models pull {row.to_pull}" if row.to_pull else ""
            note(f"{row.machine}: {row.plan.reason}{pull}")


class DownloadBar:
    """A pull's progress, as ``myna.models.progress.Progress`` wants it: a bar on a terminal, else a line a piece."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=err,
            disable=not err.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "DownloadBar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        """A new piece of work begins."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        if not err.is_terminal:
            note(label)
        self._task = self._bar.add_task(label, total=total_bytes, completed=done_bytes)

    def advance(self, count_bytes: int) -> None:
        """So many more bytes are done."""
        if self._task is not None:
            self._bar.advance(self._task, count_bytes)

    def report(self, line: str) -> None:
        """Something to read."""
        note(line)


@contextmanager
def loading(paths: list[Path]) -> Iterator[None]:
    """A bar while the models at ``paths`` load, drawn from what this process has read; nothing without a terminal."""
    if not err.is_terminal:
        yield
        return
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    total = sum(file.stat().st_size for file in files if file.is_file())
    process, over = psutil.Process(), threading.Event()
    begin = process.io_counters().read_chars

    def draw(bar: Progress, task: TaskID) -> None:
        while not over.wait(0.05):
            bar.update(task, completed=min(total, process.io_counters().read_chars - begin))

    # llama.cpp's binding closes standard error for a moment while it loads: draw on a copy of it.
    with os.fdopen(os.dup(2), "w") as terminal:
        console = Console(file=terminal, force_terminal=True)
        columns = TextColumn("Loading the models"), BarColumn(), DownloadColumn()
        with Progress(*columns, console=console, transient=True) as bar:
            drawing = threading.Thread(target=draw, args=(bar, bar.add_task("", total=total)))
            drawing.start()
            try:
                yield
            finally:
                over.set()
                drawing.join()


class Meter:
    """How a microphone sounds, from moment to moment: bars on a terminal, else a line a second."""

    def __init__(self) -> None:
        self._live = Live(console=out, auto_refresh=False) if out.is_terminal else None
        self._peak_db = -math.inf  # since the last line
        self._next_seconds = 1.0

    def __enter__(self) -> "Meter":
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, reading: "Reading") -> None:
        """Show the next reading."""
        if self._live is not None:
            self._live.update(_drawn(reading), refresh=True)
            return
        self._peak_db = max(self._peak_db, reading.peak_db)
        if reading.seconds < self._next_seconds:
            return
        levels = [f"{name} {db:.0f} dB" for name, db in _levels(reading, self._peak_db) if db is not None]
        told = [] if reading.hearing.finding is None else [reading.hearing.finding.message]
        out.print("  ".join([f"{reading.seconds:3.0f} s", *levels, *told]))
        self._peak_db = -math.inf
        self._next_seconds = math.floor(reading.seconds) + 1.0


def _levels(reading: "Reading", peak_db: float) -> "Iterator[tuple[str, float | None]]":
    """What a meter shows, in decibels; None where it is not known."""
    levels = reading.hearing.levels
    yield "peak", peak_db
    yield "speech", levels.speech_db
    yield "noise", levels.noise_db
    yield "signal to noise", None if levels.snr_db is None else max(0.0, levels.snr_db)


def _drawn(reading: "Reading") -> Group:
    """A meter with a bar for each level, of the same height whatever it shows."""
    grid = Table.grid(padding=(0, 1))
    for name, db in _levels(reading, reading.peak_db):
        loud = name == "peak" and db is not None and db >= LOUD_DB
        is_level = name != "signal to noise"  # a distance begins at 0
        length = 0.0 if db is None else max(0.0, db + METER_DB if is_level else db)
        bar = Bar(METER_DB, 0, length, width=METER_WIDTH, color="red" if loud else "green")
        grid.add_row(name, bar, "-" if db is None else f"{db:4.0f} dB")
    finding = reading.hearing.finding
    return Group(grid, Text("" if finding is None else finding.message, style="red"))


class Watcher:
    """A subscriber that shows questions and answers as they come, if ``words``, and each turn's stages, if ``trace``.

    ``unread`` is set when nobody reads the output any more.
    """

    def __init__(self, *, words: bool, trace: bool) -> None:
        self._words = words
        self._trace = trace
        self._answering = False
        self.unread = asyncio.Event()

    def __call__(self, event: "Snapshot | Event") -> None:
        """Show ``event``, if it is one of those."""
        try:
            self._show(event)
        except BrokenPipeError:
            self.unread.set()

    def _show(self, event: "Snapshot | Event") -> None:
        match event:
            case Utterance(text=text) if self._words:
                out.print("You: ", style="bold", end=" ")
                out.print(text)
            case AnswerPiece(text=piece) if self._words:
                if not self._answering:
                    out.print("Myna:", style="bold", end=" ")
                    piece = piece.lstrip()
                self._answering = True
                out.print(piece, end="")
            case Answered() if self._answering:
                self._end_answer()
            case TurnEnded(milliseconds=milliseconds):
                if self._answering:
                    self._end_answer()
                if self._trace:
                    for stage, value in milliseconds.items():
                        out.print(f"{value:7.0f} ms  {stage}")

    def _end_answer(self) -> None:
        self._answering = False
        out.print()


@asynccontextmanager
async def watched(service: "Service", *, words: bool, trace: bool) -> AsyncIterator[None]:
    """Show what happens, as ``Watcher`` does. Where nobody reads it any more, that ends everything: BrokenPipeError."""
    watcher = Watcher(words=words, trace=trace)

    async def end_unread() -> None:
        await watcher.unread.wait()
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    with unwrapped():
        async with asyncio.TaskGroup() as group:
            ending = group.create_task(end_unread())
            with service.subscribed(watcher):
                yield
            ending.cancel()
