"""Where Myna keeps what it has downloaded."""

import os
from pathlib import Path

from myna.config.schema import Config

SERVICE_FOLDER = Path("/var/lib/myna/models")


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
