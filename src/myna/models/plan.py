"""Which language model suits which board: the rows of ``myna models plan``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from myna.core.errors import ModelError
from myna.models.selection import ModelSelector
from myna.models.sizing import BANDWIDTH_BYTES, Plan, board_bytes, budget_bytes, tokens_per_second

BOARDS_GB = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Memory in GB that boards are sold with."""

CORES = 4
"""Processor cores of every 64-bit Raspberry Pi so far."""

HERE = "here"
"""The name of this machine in the rows."""

DECODED = 0.7
"""The share of the measured memory bandwidth that llama.cpp reaches: 0.68 with TinyLlama on two x86-64 cores."""

DEVICE_TREE = Path("/proc/device-tree/model")
"""The file with the name of the board."""


@dataclass(frozen=True, slots=True)
class Row:
    """A machine on which Myna may use ``usable_bytes`` of memory, and its plan, or the error that says why it has none.

    ``installed`` is whether the plan's model is in the models folder. ``tokens_per_second`` is the speed to expect, by
    the name of the board.
    """

    machine: str
    usable_bytes: int
    plan: Plan | None
    error: ModelError | None
    installed: bool
    tokens_per_second: Mapping[str, float]

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        return self.machine.startswith(HERE)

    @property
    def to_pull(self) -> str | None:
        """The name of the plan's model, if it is not installed yet."""
        return self.plan.name if self.plan is not None and not self.installed else None

    def as_json(self) -> dict[str, object]:
        """The row as programs get it."""
        found: dict[str, object] = {"machine": self.machine, "usable_bytes": self.usable_bytes}
        if self.plan is None:
            return found | {"error": self.error and self.error.as_json()}
        return found | {
            **asdict(self.plan),
            "needed_bytes": self.plan.needed_bytes,
            "installed": self.installed,
            "pull": self.to_pull,
            "tokens_per_second": {board: round(rate, 2) for board, rate in self.tokens_per_second.items()},
        }


def board_row(ram_gb: float, selector_for: Callable[[int], ModelSelector], model: str | None) -> Row:
    """The row of a board that is sold with ``ram_gb`` GB, with ``model`` or else the best that fits.

    ``selector_for`` makes the selector for a memory budget in bytes.
    Raises ModelError where there is no such model.
    """
    return _row(f"{ram_gb:g} GB", selector_for(budget_bytes(board_bytes(ram_gb))), model, BANDWIDTH_BYTES)


def machine_rows(
    model_selector: ModelSelector, model: str | None, bandwidth_bytes: Callable[[], float]
) -> Iterator[Row]:
    """The rows of this machine: with ``model``; else with the model that it runs now, and with the best that fits.

    ``bandwidth_bytes`` measures the bytes a second that it reads from memory; it is called on an unknown board alone.
    Raises ModelError where there is no such model.
    """
    board = board_name()
    speeds = {board or HERE: BANDWIDTH_BYTES[board] if board else DECODED * bandwidth_bytes()}
    if model is not None:
        yield _row(HERE, model_selector, model, speeds)
        return
    best = _row(f"{HERE}, best", model_selector, None, speeds)
    try:
        now = model_selector.chat().plan
    except ModelError:
        pass  # nothing runs now; the row of the best model says what to pull
    else:
        if best.plan is None or now.name != best.plan.name:
            yield Row(f"{HERE}, now", model_selector.budget_bytes, now, None, True, _rates(now, speeds))
    yield best


def board_name(device_tree: Path = DEVICE_TREE) -> str | None:
    """``Pi 4`` or ``Pi 5``, by the device tree; None on another machine."""
    try:
        model = device_tree.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return next((name for name in BANDWIDTH_BYTES if f"Raspberry {name} " in model), None)


def _row(machine: str, model_selector: ModelSelector, model: str | None, speeds: Mapping[str, float]) -> Row:
    try:
        plan = model_selector.best() if model is None else model_selector.plan_of(model)
    except ModelError as error:
        if error.code != "memory-too-small":
            raise
        return Row(machine, model_selector.budget_bytes, None, error, False, {})
    return Row(
        machine, model_selector.budget_bytes, plan, None, model_selector.is_here(plan.name), _rates(plan, speeds)
    )


def _rates(plan: Plan, speeds: Mapping[str, float]) -> dict[str, float]:
    return {board: tokens_per_second(plan.file_bytes, bandwidth) for board, bandwidth in speeds.items()}
