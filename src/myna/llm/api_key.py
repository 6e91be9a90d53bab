"""The API key for a language model server, which is kept outside of the configuration."""

from pathlib import Path

from myna.platform.credentials import read_credential


def read_api_key(file: Path | None) -> str | None:
    """The key in ``file``, else that of systemd's credential ``api-key``, else None. Raises ConfigError."""
    return read_credential(file, "api-key", "API key", "api-key")
