"""The paths of the models and of the kept settings; and those that the service does not see."""

import os
from pathlib import Path

from myna.config.schema import Config

SERVICE_FOLDER = Path("/var/lib/myna/models")
"""The models folder of the systemd service."""

HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")
"""The folders that systemd hides from the service, by ``ProtectHome=`` and ``PrivateTmp=`` of its unit."""


def is_hidden(path: Path) -> bool:
    """Whether ``path``, which is whole, is in a folder that the service does not see."""
    return any(map(path.is_relative_to, HIDDEN))


def models_directory(config: Config) -> Path:
    """The folder of the models, which need not exist yet.

    ``models_dir`` of the configuration; else ``models`` below ``STATE_DIRECTORY``, which systemd sets for a service
    (systemd.exec(5)); else ``models`` of the checkout that this code runs from; else the service's own folder.
    """
    if config.models_dir is not None:
        return config.models_dir
    if state := os.environ.get("STATE_DIRECTORY"):
        return Path(state.partition(":")[0]) / "models"
    checkout = checkout_above(Path(__file__))
    return SERVICE_FOLDER if checkout is None else checkout / "models"


def checkout_above(file: Path) -> Path | None:
    """The checkout of Myna that ``file`` lies in, at any depth; None if it lies in none."""
    for folder in file.resolve().parents:
        if (folder / "pyproject.toml").is_file() and (folder / "models").is_dir() and (folder / "src/myna").is_dir():
            return folder
    return None
