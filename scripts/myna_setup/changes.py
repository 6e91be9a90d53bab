"""Files that are changed together: all of them, or none.

Its rules:

1. A file is whole under its name at every moment: it is written beside it and renamed.
2. What was there before is kept in memory until the changes are known to be good, and ``undo`` brings it back.
"""

from pathlib import Path

Content = tuple[str, bytes | str] | None
"""What was at a path: a file's bytes, the target of a link, or nothing."""


class Changes:
    """The changes so far, which can be undone together."""

    def __init__(self) -> None:
        self._before: dict[Path, tuple[Content, int]] = {}

    def write(self, path: Path, text: str, mode: int = 0o644) -> bool:
        """Make ``path`` a file with ``text``; whether that is a change."""
        return self._put(path, ("file", text.encode()), mode)

    def link(self, path: Path, target: Path) -> bool:
        """Make ``path`` a link to ``target``, in one step; whether that is a change."""
        return self._put(path, ("link", str(target)), 0o777)

    def remove(self, path: Path) -> bool:
        """Delete ``path``; whether that is a change."""
        return self._put(path, None, 0)

    def had(self, path: Path) -> bool:
        """Whether something was at ``path`` before it was changed."""
        return path in self._before and self._before[path][0] is not None

    def undo(self) -> None:
        """Bring back what was there before, the last change first."""
        while self._before:
            path, (content, mode) = self._before.popitem()
            _set(path, content, mode)

    def _put(self, path: Path, content: Content, mode: int) -> bool:
        before, before_mode = _get(path)
        if before == content:
            return False
        self._before.setdefault(path, (before, before_mode))
        _set(path, content, mode)
        return True


def _get(path: Path) -> tuple[Content, int]:
    if path.is_symlink():
        return ("link", str(path.readlink())), 0o777
    if path.exists():
        return ("file", path.read_bytes()), path.stat().st_mode & 0o7777
    return None, 0


def _set(path: Path, content: Content, mode: int) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    kind, value = content
    if kind == "link":
        part.symlink_to(str(value))
    else:
        part.write_bytes(value if isinstance(value, bytes) else value.encode())
        part.chmod(mode)
    part.replace(path)
