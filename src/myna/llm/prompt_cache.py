"""What a model remembers of the beginning of every conversation, kept beside its file so that it is read once only.

Its rules:

1. A cache is taken only if it is whole and was made of just the same things; any other one is as if it were not there.
2. It is written at once and whole. A folder that cannot be written to has no cache, and that is no failure.
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
    """Where it is kept what the language model in the file ``path`` remembers of its prompt."""
    return path.with_name(path.name + ".prompt")


class PromptCache:
    """The cache of the model in the file ``model``; ``made_of`` names all else that its bytes depend on."""

    def __init__(self, model: Path, made_of: str) -> None:
        self._model = model
        self._path = cache_of(model)
        self._made_of = made_of

    def load(self) -> bytes | None:
        """What was kept, if there is anything that may be taken."""
        try:
            content = self._path.read_bytes()
            head = self._head()
        except OSError:
            return None
        state = content[len(head) + _DIGEST_BYTES :]
        return state if content.startswith(head + hashlib.sha256(state).digest()) else None

    def save(self, state: bytes) -> None:
        """Keep ``state`` in the place of what was kept."""
        part = part_of(self._path)
        try:
            part.write_bytes(self._head() + hashlib.sha256(state).digest() + state)
            part.replace(self._path)
        except OSError as error:
            log.debug("The prompt is read again at the next start: %s cannot be written (%s).", self._path, error)
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _head(self) -> bytes:
        """What a cache of this model begins with. Raises OSError."""
        stat = self._model.stat()
        return _MAGIC + hashlib.sha256(f"{stat.st_size} {stat.st_mtime_ns} {self._made_of}".encode()).digest()
