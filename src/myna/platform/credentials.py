"""Secrets that are kept outside of the configuration: in a file that it names, or in a credential of systemd's."""

import os
from pathlib import Path

from myna.core.errors import ConfigError


def read_credential(file: Path | None, name: str, what: str, code: str) -> str | None:
    """The secret in ``file``, else that of systemd's credential ``name``, else None.

    Raises ConfigError, whose code begins with ``code``, and which calls it ``what`` ("API key"). Source of the
    credential's path: systemd.exec(5), LoadCredential.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = file or (Path(folder) / name if folder else None)
    if path is None or (file is None and not path.exists()):
        return None
    try:
        key = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise ConfigError(
            f"{code}-unreadable",
            f"The {what} in {path} cannot be read: {error.strerror}.",
            f"Myna's user must be able to read it; see: ls -l {path}",
        ) from error
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        why = "is empty" if not key else f"holds more than {_article(what)} {what}"
        raise ConfigError(
            f"{code}-wrong",
            f"{path} {why}.",
            f"Write the {what.rpartition(' ')[2]} into it, on one line, and nothing else.",
        )
    return key


def _article(what: str) -> str:
    return "an" if what[0] in "aeiouAEIOU" else "a"
