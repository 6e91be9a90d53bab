"""The API key for a language model server, which is kept outside of the configuration."""

import os
from pathlib import Path

from myna.core.errors import ConfigError


def read_api_key(file: Path | None) -> str | None:
    """The key in ``file``, else that of systemd's credential ``api-key``, else None. Raises ConfigError.

    Source of the credential's path: systemd.exec(5), LoadCredential.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = file or (Path(folder) / "api-key" if folder else None)
    if path is None or (file is None and not path.exists()):
        return None
    try:
        key = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise ConfigError(
            "api-key-unreadable",
            f"The API key in {path} cannot be read: {error.strerror}.",
            f"Myna's user must be able to read it; see: ls -l {path}",
        ) from error
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        what = "is empty" if not key else "holds more than an API key"
        raise ConfigError("api-key-wrong", f"{path} {what}.", "Write the key into it, on one line, and nothing else.")
    return key
