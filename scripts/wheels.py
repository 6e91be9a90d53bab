"""Collect the wheels that an appliance is installed from: ``.venv/bin/python scripts/wheels.py FOLDER``.

What is in pip's cache, as everything is after ``make run``, is neither downloaded nor built again.
"""

import os
import shutil
import sys
from pathlib import Path

from myna_setup import build, stamp, wheelhouse
from myna_setup.common import PYTHON, ROOT, SCRATCH, SetupError, run_logged
from myna_setup.display import display
from myna_setup.progress import PipProgress, count_requirements


def main(folder: Path) -> None:
    """Fill ``folder``, if it is not complete already."""
    if wheelhouse.is_current(ROOT, folder):
        return
    try:
        collect(folder)
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues.")
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    wheelhouse.write_stamp(ROOT, folder)
    print(f"The wheels are in {folder}.", flush=True)


def collect(folder: Path) -> None:
    """Make every wheel anew or take it from pip's cache. Raises SetupError."""
    if folder.exists() and any(path.suffix != ".whl" and path.name != "stamp" for path in folder.iterdir()):
        raise SetupError(f"{folder} has something else in it than wheels. Name an empty folder: make wheels WHEELS=DIR")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    SCRATCH.mkdir(exist_ok=True)
    environment = build.environment(ROOT, SCRATCH, os.environ)
    pip = [str(PYTHON), "-m", "pip", "wheel", "--disable-pip-version-check", "--no-input", "--no-build-isolation", "-v"]
    locks = [ROOT / "requirements" / "build.lock", stamp.lock(ROOT, "run")]
    progress = PipProgress(sum(count_requirements(lock.read_text(encoding="utf-8")) for lock in locks))
    with display() as show:

        def follow(line: str) -> None:
            if step := progress.feed(line):
                show(step)

        for lock in locks:
            locked = ["--progress-bar", "raw", "--require-hashes", "--wheel-dir", str(folder), "-r", str(lock)]
            run_logged([*pip, *locked], what="The collection of wheels", environment=environment, on_line=follow)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
