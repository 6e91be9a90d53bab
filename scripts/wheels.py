"""Collect the wheels that an appliance is installed from: ``.venv/bin/python scripts/wheels.py FOLDER``.

What is in pip's cache, as everything is after ``make run``, is neither downloaded nor built again.
"""

import os
import shutil
import sys
from pathlib import Path

from myna_setup import build, stamp, wheelhouse
from myna_setup.common import PYTHON, ROOT, SetupError, run_logged, scratch
from myna_setup.display import following
from myna_setup.progress import count_requirements

PIP_WHEEL = (
    str(PYTHON),
    "-m",
    "pip",
    "wheel",
    "--disable-pip-version-check",
    "--no-input",
    "--no-build-isolation",
    "-v",
)


def main(folder: Path) -> None:
    """Fill ``folder`` with every wheel, made anew or taken from pip's cache, if it is not complete already."""
    if wheelhouse.is_current(ROOT, folder):
        return
    locks = [ROOT / "requirements" / "build.lock", stamp.lock(ROOT, "run")]
    with scratch() as temporary:
        empty(folder)
        environment = build.environment(ROOT, temporary, os.environ)
        with following(sum(count_requirements(lock.read_text(encoding="utf-8")) for lock in locks)) as follow:
            for lock in locks:
                locked = ["--progress-bar", "raw", "--require-hashes", "--wheel-dir", str(folder), "-r", str(lock)]
                run_logged(
                    [*PIP_WHEEL, *locked], what="The collection of wheels", environment=environment, on_line=follow
                )
    wheelhouse.write_stamp(ROOT, folder)
    print(f"The wheels are in {folder}.", flush=True)


def empty(folder: Path) -> None:
    """Make ``folder`` anew. Raises SetupError where it holds something of somebody else's."""
    if folder.exists() and any(path.suffix != ".whl" and path.name != "stamp" for path in folder.iterdir()):
        raise SetupError(f"{folder} has something else in it than wheels. Name an empty folder: make wheels WHEELS=DIR")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
