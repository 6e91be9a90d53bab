"""The waterfall of a turn as a picture. matplotlib is imported here alone, when a picture is drawn: it is an extra."""

from importlib.util import find_spec
from pathlib import Path

from myna.bench.figures import Figures
from myna.core.errors import ConfigError
from myna.platform.files import part_of

SIZE_INCHES = (9.0, 4.5)


def check_plot(path: Path) -> None:
    """Raise ConfigError where no picture can be drawn, or none can be written at ``path``."""
    if find_spec("matplotlib") is None:
        raise ConfigError(
            "plot-missing", "A picture needs matplotlib, which is not installed.", "Type: pip install -e '.[plot]'"
        )
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        with part_of(path).open("wb"):
            pass
        part_of(path).unlink()
    except OSError as error:
        raise _unwritable(path, error) from error


def draw(found: Figures, path: Path) -> None:
    """Write a PNG: a bar a stage to its p50 from the end of speech, with a whisker to its p95. Raises ConfigError."""
    from matplotlib.figure import Figure  # without pyplot, which looks for a screen

    stages = dict(found.talk.stages_ms)
    if found.talk.gap_ms is not None:
        stages["sound, in the recordings"] = found.talk.gap_ms
    names = list(stages)
    middles = [stages[name].p50 for name in names]
    whiskers = [max(0.0, stages[name].p95 - stages[name].p50) for name in names]
    figure = Figure(figsize=SIZE_INCHES, layout="constrained")
    axes = figure.add_subplot()
    axes.barh(names, middles, xerr=[[0.0] * len(names), whiskers], capsize=4, color="#4c78a8")
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds from the end of speech: p50, whisker to p95")
    axes.set_title(f"{found.about.model}, {found.about.machine.cpu}, {found.talk.questions} questions")
    try:
        figure.savefig(part_of(path), format="png", dpi=150)
        part_of(path).replace(path)
    except OSError as error:
        part_of(path).unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        "plot-unwritable",
        f"{path} cannot be written: {error.strerror}.",
        "Name a file in a folder that you may write to: --plot bench.png",
    )
