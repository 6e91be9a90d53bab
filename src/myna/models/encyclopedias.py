"""Which encyclopedias the configuration asks for: names out of the catalogue, and paths of ZIM files.

Its rules:

1. A name stands for its newest edition in the models folder; a file's name without a folder for a file there.
2. Only the file's header and its size are looked at here. Both are cheap, and tell a copy that broke off.
3. One that is not there never keeps Myna from starting: that is a warning in the log, and an error of ``myna check``.
"""

import logging
from contextlib import suppress
from pathlib import Path

from myna.config import Config, models_directory
from myna.config.folders import HIDDEN
from myna.core.errors import ModelError
from myna.models.catalogue import Encyclopedia, load_catalogue
from myna.models.store import path_of
from myna.models.zim_header import flaw

log = logging.getLogger(__name__)

_WHICH = "See which can be one: myna models list --kind encyclopedia"


def encyclopedias(config: Config) -> list[Path]:
    """The files of the encyclopedias that are there, in the order of the configuration; a warning for each other one.

    Reads a few bytes of each.
    """
    found = []
    for name in config.encyclopedia:
        try:
            found.append(encyclopedia(name, models_directory(config)))
        except ModelError as error:
            log.warning("%s %s", error.message, error.hint)
    return found


def encyclopedia(name: str, directory: Path) -> Path:
    """The file of the encyclopedia that the configuration calls ``name``, in the folder ``directory`` or elsewhere.

    Raises ModelError ``model-unknown``, ``model-wrong-kind``, ``encyclopedia-missing``, ``encyclopedia-unreadable`` or
    ``encyclopedia-damaged``.
    """
    path, missing, damaged = _place(name, directory)
    try:
        found = flaw(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelError(
            "encyclopedia-missing", f"The encyclopedia {name} is not in {path.parent}.", missing
        ) from error
    except OSError as error:
        raise ModelError(
            "encyclopedia-unreadable",
            f"The encyclopedia {path} cannot be read: {error.strerror}.",
            f"Copy it into {directory}, and let everybody read it (chmod a+r). The service sees nothing below "
            f"{', '.join(HIDDEN)}.",
        ) from error
    if found:
        raise ModelError("encyclopedia-damaged", f"The encyclopedia {path} {found}.", damaged)
    return path


def _place(name: str, directory: Path) -> tuple[Path, str, str]:
    """Where the encyclopedia called ``name`` should lie; what to do if it does not, and if it is no whole one.

    Raises ModelError.
    """
    if name.lower().endswith(".zim") or "/" in name:
        path = Path(name) if "/" in name else directory / name
        with suppress(RuntimeError):  # the home of a user that is not known
            path = path.expanduser()
        copy = "Copy it there, or change the key encyclopedia in the configuration."
        return path, copy, "Copy the whole .zim file anew, or name another with the key encyclopedia."
    try:
        model = load_catalogue().find(name)
    except ModelError as error:
        raise ModelError(error.code, error.message, _WHICH) from error
    if not isinstance(model, Encyclopedia):
        raise ModelError("model-wrong-kind", f"{model.name} is a {model.kind} model, and no encyclopedia.", _WHICH)
    pull = f"Type: myna models pull {model.name}"
    return path_of(model, directory), pull, pull
