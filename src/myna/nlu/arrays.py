"""Files of arrays of numbers (NumPy's ``.npz`` and ``.npy``), read so that a damaged one is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from myna.core.errors import ModelError


def arrays_of(path: Path | Traversable, **types: str) -> list[NDArray[Any]]:
    """The arrays in the file ``path`` that have the names and the ``types`` given, in their order.

    Raises:
        ModelError: The file is missing, damaged, or has not these.
    """
    with _reading(path):
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            found = [kept[name] for name in types]
        if [array.dtype for array in found] != [np.dtype(kind) for kind in types.values()]:
            raise ValueError
    return found


def mapped(path: Path | Traversable, kind: str, rows: int) -> NDArray[Any]:
    """The array of two dimensions in the file ``path``, which has that ``kind`` and number of ``rows``.

    It is mapped, not read: what nobody looks at takes no memory.

    Raises:
        ModelError: The file is missing, damaged, or has another one.
    """
    with _reading(path):
        found: NDArray[Any] = np.load(str(path), mmap_mode="r", allow_pickle=False)
        if found.dtype != np.dtype(kind) or found.ndim != 2 or len(found) != rows:
            raise ValueError
    return found


@contextmanager
def _reading(path: Path | Traversable) -> Iterator[None]:
    """What goes wrong with the file ``path``, as a ModelError."""
    try:
        yield
    except OSError as error:
        raise ModelError("nlu-missing", f"{path} cannot be read: {error.strerror}.", "Install again.") from error
    except (ValueError, KeyError, EOFError, BadZipFile, NotImplementedError) as error:
        raise ModelError("nlu-damaged", f"{path} is damaged.", "Install again.") from error
