"""What the page keeps: its password, the browsers and programs that may use it, and the code that is valid now.

Its rules:

1. One file, readable by its owner alone (0600), written whole or not at all; secrets are in it as hashes only, but for
   the code, which lives for minutes.
2. Two processes may change it, the page and the command line: each change is made under a lock, to what is there then.
3. Root writes for whom the folder belongs to.
4. A file that is damaged is kept aside, and what it said is forgotten: nobody has access then, and the page waits to be
   claimed again.
"""

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from myna.core.errors import ServiceError
from myna.platform.files import part_of, sync
from myna.platform.places import state_folder

log = logging.getLogger(__name__)

T = TypeVar("T")


SERVICE_FOLDER = Path("/var/lib/myna-web")
"""The folder of the systemd service."""


def page_folder(*, own_only: bool = False) -> Path:
    """Where the page keeps who may use it: the folder of the service, where there is one, else one of the user's.

    ``own_only``: raises ServiceError ``page-not-yours`` where it is the service's, and this is not root.
    """
    if service := os.environ.get("STATE_DIRECTORY"):
        return Path(service.partition(":")[0])
    if SERVICE_FOLDER.is_dir() and (own_only or os.geteuid() == 0):
        if os.geteuid():
            raise ServiceError("page-not-yours", "The page is the service's.", "Type the same command with sudo.")
        return SERVICE_FOLDER
    return (state_folder() or Path.cwd()) / "web"


@dataclass(slots=True)
class Access:
    """A browser or a program that may use the page: its ``name`` for a person, and when it came and was last here.

    ``made`` and ``seen`` are in seconds since the epoch.
    """

    name: str
    made: float
    seen: float


@dataclass(slots=True)
class Code:
    """A code that claims the box: until ``ends`` (seconds since the epoch), and for so many more ``attempts``.

    ``spoken``: Myna has said it, as opposed to a code that root has asked for on the command line.
    """

    digits: str
    ends: float
    attempts: int
    spoken: bool


@dataclass(slots=True)
class Kept:
    """Everything that is kept.

    ``claimed``: somebody has paired a browser once. ``password`` is its scrypt hash, empty where there is none.
    ``browsers`` and ``programs`` are by the SHA-256 of their secrets. ``asked`` is when codes were spoken in the last
    hour, and ``failed`` when passwords were wrong (seconds since the epoch).
    """

    claimed: bool = False
    password: str = ""
    browsers: dict[str, Access] = field(default_factory=dict)
    programs: dict[str, Access] = field(default_factory=dict)
    code: Code | None = None
    asked: list[float] = field(default_factory=list)
    failed: list[float] = field(default_factory=list)


class Store:
    """The file ``web.json`` in ``folder``, which is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "web.json"
        self._read: tuple[tuple[int, int] | None, Kept] = (None, Kept())

    def read(self) -> Kept:
        """What is kept now; not to be changed. Reads the file only where it has changed."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return Kept()
        stamp = (found.st_ino, found.st_mtime_ns)
        if self._read[0] != stamp:
            self._read = (stamp, self._load())
        return self._read[1]

    def change(self, change: Callable[[Kept], T]) -> T:
        """Let ``change`` alter what is kept, write it, and return its result.

        Raises ServiceError ``page-unwritable``.
        """
        try:
            with self._locked():
                kept = self._load()
                result = change(kept)
                self._write(kept)
        except OSError as error:
            raise ServiceError(
                "page-unwritable",
                f"{error.filename or self._folder} cannot be written: {error.strerror or error}.",
                "Type the same command with sudo, or look: df -h",
            ) from error
        return result

    def _load(self) -> Kept:
        try:
            return _kept(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return Kept()
        except (ValueError, TypeError, KeyError, AttributeError):
            log.warning("%s is damaged; the page has to be claimed again.", self._path)
            with suppress(OSError):
                self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
            return Kept()

    def _write(self, kept: Kept) -> None:
        part = part_of(self._path)
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            if os.geteuid() == 0:
                owner = self._folder.stat()
                os.fchown(descriptor, owner.st_uid, owner.st_gid)
            json.dump(asdict(kept), file)
        sync(part)
        part.replace(self._path)
        sync(self._folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _kept(found: Any) -> Kept:
    """What a file says. Raises ValueError, TypeError, KeyError or AttributeError where that is not ours."""
    code = found["code"]
    return Kept(
        claimed=bool(found["claimed"]),
        password=str(found["password"]),
        browsers=_accesses(found["browsers"]),
        programs=_accesses(found["programs"]),
        code=None if code is None else _code(code),
        asked=[float(at) for at in found["asked"]],
        failed=[float(at) for at in found["failed"]],
    )


def _accesses(found: Any) -> dict[str, Access]:
    return {str(key): Access(str(one["name"]), float(one["made"]), float(one["seen"])) for key, one in found.items()}


def _code(found: Any) -> Code:
    return Code(str(found["digits"]), float(found["ends"]), int(found["attempts"]), bool(found["spoken"]))
