"""The state of a language model after the system prompt, kept beside the model's file for the next start.

Its rules:

1. A cache is used only if it is whole and was made of the same model, prompt and settings; any other one is ignored.
2. It is written beside its name and renamed. Where the folder cannot be written to there is no cache, and no failure.
"""

import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from myna.platform.files import part_of

log = logging.getLogger(__name__)

_MAGIC = b"myna prompt cache 1\n"
_DIGEST_BYTES = hashlib.sha256().digest_size


def cache_of(path: Path) -> Path:
    """The path of the cache of the model in the file ``path``."""
    return path.with_name(path.name + ".prompt")


class PromptCache:
    """The cache of the model in the file ``model``; ``made_of`` names everything else that the state depends on."""

    def __init__(self, model: Path, made_of: str) -> None:
        self._model = model
        self._path = cache_of(model)
        self._made_of = made_of

    def load(self) -> bytes | None:
        """The saved state; None where there is none that may be used."""
        try:
            content = self._path.read_bytes()
            head = self._head()
        except OSError:
            return None
        state = content[len(head) + _DIGEST_BYTES :]
        return state if content.startswith(head + hashlib.sha256(state).digest()) else None

    def save(self, state: bytes) -> None:
        """Save ``state`` in the place of the earlier one; logs where that fails."""
        part = part_of(self._path)
        try:
            part.write_bytes(self._head() + hashlib.sha256(state).digest() + state)
            part.replace(self._path)
        except OSError as error:
            log.debug("The prompt is read again at the next start: %s cannot be written (%s).", self._path, error)
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _head(self) -> bytes:
        """The bytes that a usable cache begins with: a digest of all that it depends on. Raises OSError."""
        stat = self._model.stat()
        return _MAGIC + hashlib.sha256(f"{stat.st_size} {stat.st_mtime_ns} {self._made_of}".encode()).digest()
