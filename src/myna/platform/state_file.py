"""A few values that outlive a restart and a power cut, in one small JSON file that is written whole or not at all.

Its rules:

1. A file that cannot be read, or holds something else, costs its values and never the start; it is kept aside.
2. A change reaches the disk before the call returns. Where it cannot, ``failure`` says so, values live as long as Myna,
   and are written with the next change, or by ``retry``, once that works.
3. Members that are not known, of another version, are no damage.
"""

import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from myna.core.errors import DiskError
from myna.platform.files import not_kept, write_whole

log = logging.getLogger(__name__)

T = TypeVar("T")


class StateFile(Generic[T]):
    """``value``, a frozen dataclass that begins as ``default``, in the file ``path``; without one, in memory alone.

    The dataclass says by ``pydantic.with_config`` how strictly its file is read.
    """

    def __init__(self, path: Path | None, default: T) -> None:
        self._path = path
        self._type: TypeAdapter[T] = TypeAdapter(type(default))
        self._lock = threading.Lock()
        self.value = default
        self.failure: DiskError | None = None

    def load(self) -> None:
        """Read what was kept; takes as long as the disk does."""
        if self._path is None:
            return
        try:
            self.value = self._type.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return
        except (OSError, ValidationError) as error:
            log.warning("The values in %s cannot be read and begin anew: %s", self._path, _reason(error))
            with suppress(OSError):
                self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))

    def change(self, change: Callable[[T], T]) -> None:
        """Take a changed value from now on; may be called by any thread, and takes as long as the disk does."""
        with self._lock:
            value = change(self.value)
            if value == self.value:
                return
            self.value = value
            self._write()

    def retry(self) -> None:
        """Write what could not be written before, if there is such. From any thread."""
        with self._lock:
            if self.failure is not None:
                self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        value: Any = self.value
        try:
            write_whole(self._path, json.dumps(asdict(value)))
        except OSError as error:
            if self.failure is None:
                log.warning("The values cannot be written to %s: %s", self._path, _reason(error))
            self.failure = not_kept(self._path, _reason(error))
        else:
            self.failure = None


def _reason(error: OSError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(detail["msg"] for detail in error.errors())
    return error.strerror or str(error)
