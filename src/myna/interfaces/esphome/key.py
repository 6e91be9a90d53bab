"""The key by which what an ESPHome device and its server say is encrypted."""

import base64
import binascii

from myna.config.schema import Esphome
from myna.core.errors import ConfigError
from myna.platform.credentials import read_credential

CREDENTIAL = "esphome-key"
"""The systemd credential with the key."""

KEY_BYTES = 32


def encryption_key(config: Esphome) -> bytes | None:
    """The key of the configuration, 32 bytes; None where there is none. Raises ConfigError where it is no key."""
    written = read_credential(config.key_file, CREDENTIAL, "encryption key", CREDENTIAL)
    if written is None:
        return None
    try:
        key = base64.b64decode(written, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigError(
            "esphome-key-wrong",
            f"The encryption key of esphome is no {KEY_BYTES} bytes in Base64.",
            "Make one with: head -c 32 /dev/urandom | base64",
        )
    return key
