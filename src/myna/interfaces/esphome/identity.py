"""Who Myna is among ESPHome devices: an address and a name that stay the same on one machine."""

import hashlib
import socket
from pathlib import Path

MACHINE_ID = Path("/etc/machine-id")


def hardware_address(machine_id: Path = MACHINE_ID) -> str:
    """An address like a network card's, by which Home Assistant knows the device again: ``02:1f:...``.

    It belongs to no card (its second bit says so), and does not tell the machine's id, out of which it is made. Source:
    machine-id(5), which wants ids of an application hashed.
    """
    try:
        known = machine_id.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        known = ""
    digest = hashlib.sha256(f"myna esphome {known or socket.gethostname()}".encode()).digest()
    return ":".join(f"{byte:02x}" for byte in (0x02, *digest[:5]))


def device_name(address: str) -> str:
    """The name of the device with that hardware address, such as ``myna-3f2a1c``."""
    return "myna-" + address.replace(":", "")[-6:]
