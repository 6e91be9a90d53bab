"""Set Myna up in ``.venv``: ``python3 scripts/setup.py run`` (or ``test``, with what the tests need).

The first stage runs on the machine's own Python: it makes sure of the system packages and of ``.venv``, and hands over
to ``install.py`` on the Python in there. Where everything is in place already it ends at once, without the network.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):  # before the imports: they need a new Python
    sys.exit(
        f"Myna needs Python 3.11, 3.12 or 3.13, and this is {sys.version.split()[0]}. "
        "Type: sudo apt-get install python3 python3-venv, or name another one: make run PYTHON=python3.12"
    )

import argparse
import os
import subprocess

from myna_setup import build, stamp, system
from myna_setup.common import LOG, PIP_INSTALL, PYTHON, ROOT, VENV, SetupError, run_logged


def main() -> None:
    """Set up the target that the command line names."""
    parser = argparse.ArgumentParser(description="Set Myna up in .venv.")
    parser.add_argument("target", choices=stamp.TARGETS)
    target = parser.parse_args().target
    if stamp.is_current(ROOT, target):
        return
    try:
        building = not build.is_installed(VENV, stamp.lock(ROOT, target))
        if building:
            build.check_memory(build.available_memory(), os.environ)
        system.ensure(building=building)
        prepare_venv()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues.")
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "scripts" / "install.py"), target])


def prepare_venv() -> None:
    """Make ``.venv`` where it is missing, broken, from another place or another Python; install the build tools."""
    if stamp.venv_fits(ROOT) and has_pip():
        stamp.remove(ROOT)
    else:
        print(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}", flush=True)
        python = getattr(sys, "_base_executable", sys.executable)  # not that of .venv, which --clear deletes
        made = subprocess.run([python, "-m", "venv", "--clear", VENV], stdin=subprocess.DEVNULL, check=False)
        if made.returncode:
            raise SetupError("Python could not make .venv. Mend what it says, then type the same command again.")
    LOG.unlink(missing_ok=True)
    lock = ROOT / "requirements" / "build.lock"
    run_logged([*PIP_INSTALL, "--require-hashes", "-r", str(lock)], what="The download of the build tools")


def has_pip() -> bool:
    """Whether ``.venv`` has a pip that starts: not where its making was interrupted."""
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
