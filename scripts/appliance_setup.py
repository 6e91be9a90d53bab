"""Make this machine an appliance, or undo that: ``sudo make install`` and ``sudo make uninstall``."""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):  # before the imports: they need a new Python
    sys.exit(
        f"Myna needs Python 3.11, 3.12 or 3.13, and this is {sys.version.split()[0]}. "
        "Type: sudo apt-get install python3 python3-venv, or name another one: "
        "sudo make install PYTHON=/usr/bin/python3.12"
    )

import argparse
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from myna_setup import installation, removal
from myna_setup.common import SetupError
from myna_setup.layout import OPT


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    install = commands.add_parser("install")
    install.add_argument("--wheels", default="", help="a folder that make wheels has filled")
    install.add_argument("--model", default="", help="a language model, or: starter")
    install.add_argument("--sound", default="", help="alsa or session")
    uninstall = commands.add_parser("uninstall")
    uninstall.add_argument("--purge", default="", help="yes: configuration, models and user too")
    given = parser.parse_args()
    try:
        require_root(given.command)
        os.umask(0o022)
        if given.command == "uninstall":
            removal.uninstall(purge=given.purge == "yes")
            return
        wheels = Path(given.wheels).absolute() if given.wheels else None
        with_lock(lambda: installation.install(wheels, given.model, given.sound))
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; what ran before runs on.")


def require_root(command: str) -> None:
    """Raise SetupError unless this machine can be changed, and has systemd."""
    if os.geteuid():
        raise SetupError(f"Only root may do that. Type: sudo make {command}")
    if not Path("/run/systemd/system").is_dir():
        raise SetupError("This machine does not run systemd, which an appliance needs. Type instead: make run")


def with_lock(install: Callable[[], None]) -> None:
    """Install, unless somebody else does at this moment."""
    OPT.mkdir(parents=True, exist_ok=True)
    folder = os.open(OPT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SetupError("Another make install is running. Wait until it has ended.") from None
    try:
        install()
    finally:
        os.close(folder)


if __name__ == "__main__":
    main()
