"""The second stage of the set-up, on the Python in ``.venv``: install the locked packages and Myna itself.

``setup.py`` starts it. The stamp is written last, so that whatever interrupts the set-up, the next one continues it.
"""

import compileall
import os
import sys
import time

from myna_setup import build, stamp
from myna_setup.common import PIP_INSTALL, ROOT, run_logged, scratch
from myna_setup.display import following
from myna_setup.progress import count_requirements


def main(target: str) -> None:
    """Install the lock of ``target``, then Myna, editable."""
    started = time.monotonic()
    lock = stamp.lock(ROOT, target)
    pip = [*PIP_INSTALL, "--no-build-isolation"]
    with scratch() as folder:
        environment = build.environment(ROOT, folder, os.environ)
        with following(count_requirements(lock.read_text(encoding="utf-8"))) as follow:
            locked = ["-v", "--progress-bar", "raw", "--require-hashes", "-r", str(lock)]
            run_logged([*pip, *locked], what="The installation", environment=environment, on_line=follow)
        run_logged([*pip, "--no-deps", "-e", "."], what="The installation of Myna itself", environment=environment)
    compileall.compile_dir(ROOT / "src", quiet=2)  # so that the first start is as fast as the next
    stamp.write(ROOT, target)
    print(f"Myna is set up ({time.monotonic() - started:.0f} s).", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
