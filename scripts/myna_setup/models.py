"""The models of an appliance: those of the checkout are copied, the others are pulled by the new release."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from myna_setup.common import SetupError
from myna_setup.layout import STATE

NOT_MODELS = ("README.md", ".lock")

LARGER = """
from myna.config import load_config
from myna.app.factory import model_selector
config = load_config()
larger = model_selector(config).larger() if config.model == "auto" else None
if larger is not None:
    print(larger.name, larger.size_bytes)
"""
"""Prints the language model that suits this machine's memory better than those that are there, if there is one."""


def to_copy(checkout: Path, to: Path) -> Iterator[Path]:
    """The files and folders of ``checkout`` that ``to`` lacks; what is unfinished is no model."""
    for path in sorted(checkout.iterdir()):
        if path.name not in NOT_MODELS and path.suffix != ".part" and not (to / path.name).exists():
            yield path


def copy(checkout: Path, to: Path, say: Callable[[str], None]) -> None:
    """Copy models, each whole or not at all. Raises SetupError where the disk is full."""
    for path in to_copy(checkout, to):
        part = to / f"{path.name}.part"
        try:
            if path.is_dir():
                shutil.rmtree(part, ignore_errors=True)
                shutil.copytree(path, part)
            else:
                shutil.copyfile(path, part)
            os.sync()  # a power cut must not leave an empty file under a whole one's name
            part.rename(to / path.name)
        except OSError as error:
            raise SetupError(
                f"{path.name} could not be copied to {to}: {error.strerror}. "
                "Mend that (df -h shows the room on the disks), then type the same command again."
            ) from error
        say(f"Copied {path.name} from the checkout.")


def give(folder: Path, uid: int, gid: int) -> None:
    """Make ``folder`` and all that is in it belong to a user."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, gid, follow_symlinks=False)


def environment() -> dict[str, str]:
    """The environment in which Myna finds the service's folders, as systemd would set it, and nobody's own file."""
    return {**os.environ, "STATE_DIRECTORY": str(STATE), "HOME": str(STATE)}


def larger(release: Path) -> tuple[str, int] | None:
    """A language model that suits this machine's memory better than those that are there, and its size in bytes."""
    command = [str(release / "bin" / "python"), "-I", "-c", LARGER]
    printed = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=False).stdout.split()
    return (printed[0], int(printed[1])) if printed else None
