"""Shows how far the set-up is: bars on a terminal, a line now and then elsewhere. Needs rich, which ``.venv`` has."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from myna_setup.progress import Phase, PipProgress, Step

Show = Callable[[Step], None]

LINE_SECONDS = 20.0
_ESTIMATE_SECONDS = 600.0  # the span that the speed is taken from: single files take up to a minute to compile


@contextmanager
def display() -> Iterator[Show]:
    """Yield what shows a step."""
    console = Console()
    if not console.is_terminal:
        yield Lines(print_line).show
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:12}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[detail]}", style="dim"),
    )
    with Progress(*columns, console=console, speed_estimate_period=_ESTIMATE_SECONDS) as progress:
        yield Bars(progress).show


@contextmanager
def following(requirements: int) -> Iterator[Callable[[str], None]]:
    """Yield what takes the lines of a pip that is to get so many requirements, and shows how far it is."""
    progress = PipProgress(requirements)
    with display() as show:

        def follow(line: str) -> None:
            if step := progress.feed(line):
                show(step)

        yield follow


class Bars:
    """One bar a phase."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[Phase, TaskID] = {}

    def show(self, step: Step) -> None:
        """Bring the bar of the step's phase up to date; the bars of the phases before it are full."""
        total = step.total or None
        if step.phase not in self._tasks:
            self._fill()
            self._tasks[step.phase] = self._progress.add_task(step.phase, total=total, detail=step.detail)
        self._progress.update(self._tasks[step.phase], completed=step.done, total=total, detail=step.detail)

    def _fill(self) -> None:
        for task in self._progress.tasks:
            total = task.total or 1
            self._progress.update(task.id, completed=total, total=total, detail="done")


class Lines:
    """A line when a phase begins and every LINE_SECONDS after that."""

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._phase: Phase | None = None
        self._began = 0.0
        self._last = 0.0

    def show(self, step: Step) -> None:
        """Write the step if it is due."""
        now = self._clock()
        if step.phase != self._phase:
            self._phase, self._began = step.phase, now
        elif now - self._last < LINE_SECONDS:
            return
        self._last = now
        self._write(self._line(step, now - self._began))

    def _line(self, step: Step, seconds: float) -> str:
        if not step.total:
            return f"{step.phase}: {step.detail}"
        share = step.done / step.total
        minutes = seconds * (1 - share) / share / 60 if share >= 0.1 else 0
        left = f", about {minutes:.0f} min left" if minutes >= 1 else ""
        return f"{step.phase}: {share:.0%}{left} ({step.detail})"


def print_line(line: str) -> None:
    """Print at once, also into a pipe."""
    print(line, flush=True)
