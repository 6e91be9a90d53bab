"""The second stage of the set-up, on the Python in ``.venv``: install the locked packages and Myna itself.

``setup.py`` starts it. The stamp is written last, so that whatever interrupts the set-up, the next one continues it.
"""

import os
import shutil
import sys
import time

from myna_setup import build, stamp
from myna_setup.common import PIP_INSTALL, ROOT, SCRATCH, SetupError, run_logged
from myna_setup.display import display
from myna_setup.progress import PipProgress, count_requirements


def main(target: str) -> None:
    """Install everything that ``target`` needs."""
    started = time.monotonic()
    try:
        install(target)
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues.")
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    stamp.write(ROOT, target)
    print(f"Myna is set up ({time.monotonic() - started:.0f} s).", flush=True)


def install(target: str) -> None:
    """Install the lock of ``target``, then Myna, editable."""
    lock = stamp.lock(ROOT, target)
    SCRATCH.mkdir(exist_ok=True)
    environment = build.environment(ROOT, SCRATCH, os.environ)
    pip = [*PIP_INSTALL, "--no-build-isolation"]
    progress = PipProgress(count_requirements(lock.read_text(encoding="utf-8")))
    with display() as show:

        def follow(line: str) -> None:
            if step := progress.feed(line):
                show(step)

        locked = ["-v", "--progress-bar", "raw", "--require-hashes", "-r", str(lock)]
        run_logged([*pip, *locked], what="The installation", environment=environment, on_line=follow)
    run_logged([*pip, "--no-deps", "-e", "."], what="The installation of Myna itself", environment=environment)


if __name__ == "__main__":
    main(sys.argv[1])
