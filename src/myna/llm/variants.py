"""Which of llama.cpp's kernels run on this processor: a portable build has them for several kinds, as a library each.

Its rules:

1. A library is looked at before it is loaded: its header says for which machine it is, and how long. One that is
   foreign or damaged is left out, and never executed.
2. Each library says itself how well it suits this processor, and 0 where it does not run there. The best one is
   loaded, before the first model, and for as long as the process lives.
3. A build for one processor alone has its kernels linked in: there is nothing to choose.

llama-cpp-python loads none by itself: ggml's own ``ggml_backend_load_all_from_path`` chooses in the same way, and does
not tell what.
"""

import _ctypes
import ctypes
import logging
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from myna.core.errors import ModelError

log = logging.getLogger(__name__)

PATTERN, PREFIX = "libggml-cpu-*.so", "libggml-cpu-"
"""The files of the libraries: the rest of the name is the kind of processor, such as armv8.2_2."""

NATIVE = "native"
"""The name of kernels that are linked in: those of the machine that llama.cpp was built on."""

HEADER = struct.Struct("<4s2B12xH20xQ10xHHH")
"""The first 64 bytes of a 64-bit ELF file: magic, class, byte order, machine, and the place, size and number of the
section headers, which are its end; the last field is not used. Source: elf(5)."""


@dataclass(frozen=True, slots=True)
class Kernels:
    """The kernels that are loaded, by the kind of processor that they are for; and why others were left out."""

    name: str
    left_out: tuple[str, ...] = ()


_loaded: Kernels | None = None
_loading = threading.Lock()


def loaded() -> Kernels | None:
    """The kernels of this process; None as long as no model was loaded."""
    return _loaded


def load() -> Kernels:
    """Load the kernels that suit this processor, once. Raises ModelError ``kernels-missing`` where there are none."""
    global _loaded
    with _loading:
        _loaded = _loaded or _load()
    return _loaded


def _load() -> Kernels:
    from llama_cpp import _logger
    from llama_cpp import llama_cpp as binding

    _logger.set_verbose(False)
    library = binding._lib  # by which the symbols of its own libggml are found: a wheel has copies of that
    library.ggml_backend_load.restype = ctypes.c_void_p
    library.ggml_backend_reg_count.restype = ctypes.c_size_t
    if library.ggml_backend_reg_count():
        return Kernels(NATIVE)
    kernels = chosen(Path(library._name).parent, lambda path: bool(library.ggml_backend_load(bytes(path))))
    for reason in kernels.left_out:
        log.warning("%s It is left out; the kernels for %s run.", reason, kernels.name)
    return kernels


def chosen(folder: Path, register: Callable[[Path], bool]) -> Kernels:
    """The best kernels of ``folder`` that ``register`` takes. Raises ModelError ``kernels-missing``."""
    left_out: list[str] = []
    scored: list[tuple[int, Path]] = []
    for path in sorted(folder.glob(PATTERN)):
        try:
            scored.append((score(path), path))
        except OSError as error:
            left_out.append(f"{path.name} {error}.")
    for points, path in sorted(scored, reverse=True):
        if points and register(path):
            return Kernels(path.stem.removeprefix(PREFIX), tuple(left_out))
        if points:
            left_out.append(f"{path.name} cannot be started.")
    if not left_out:
        kinds = ", ".join(path.stem.removeprefix(PREFIX) for _, path in scored)
        left_out.append(f"{folder} has those for {kinds}." if kinds else f"{folder} has none.")
    raise ModelError(
        "kernels-missing",
        f"llama.cpp has no kernels that this processor can run: {' '.join(left_out)}",
        "Install Myna anew, for this kind of machine. Until then it does without a language model.",
    )


def score(path: Path) -> int:
    """How well a library suits this processor; 0 where it does not run there. Raises OSError with a clause why not."""
    machine, size_bytes = _header(path)
    if machine != _header(Path(sys.executable))[0]:
        raise OSError("is for another kind of machine")
    if path.stat().st_size < size_bytes:
        raise OSError("is damaged: its end is missing")  # to load it would end the process
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(str(path))
        try:
            return int(library.ggml_backend_score())
        finally:
            _ctypes.dlclose(library._handle)
    raise OSError("is damaged: it cannot be loaded")


def _header(path: Path) -> tuple[int, int]:
    """The machine of an ELF file, and the bytes that it must have. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEADER.size)
    if len(head) < HEADER.size or not head.startswith(b"\x7fELF\x02\x01"):
        raise OSError("is damaged: it is no library")
    _, _, _, machine, start, size, count, _ = HEADER.unpack(head)
    return machine, start + size * count
