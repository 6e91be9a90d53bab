"""Gives Myna what its configuration asks for: what ``myna-web-switch.service`` runs, as root, and nobody else.

That is the page and Home Assistant's ways in, switched on or off, and the pins of the button and the light.

Its rules:

1. It writes below ``/run/systemd/system`` alone, so that a boot begins anew, and lets Myna write its configuration only
   while the page is on, and open pins while there is a button or a light. That Home Assistant finds its way in is a
   file of avahi's, which has no such place. Switched off, all of it is taken back.
2. What is as it should be is not touched. A configuration that is wrong leaves all as it is: Myna tells what is wrong.
"""

import grp
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from stat import S_IMODE

from myna import __version__
from myna.config import Config, load_config
from myna.config.load import SYSTEM_FILE
from myna.core.errors import ConfigError
from myna.interfaces.esphome.identity import device_name, hardware_address
from myna.interfaces.gpio.rights import rights
from myna.platform import logs

log = logging.getLogger(__name__)

RUNTIME = Path("/run/systemd/system")
"""Units and drop-ins that last until the next boot."""

NOWHERE = Path("/nonexistent")

GROUP = "myna"

SOCKET = "myna-web.socket.d/switch.conf"
PAGE = "myna-web.service.d/switch.conf"
MYNA = "myna.service.d/page.conf"
PINS = "myna.service.d/gpio.conf"


@dataclass(frozen=True, slots=True)
class Way:
    """A way in for Home Assistant: its units and socket by ``name``, and what it is ``called`` where it is found.

    ``%h`` is the machine's name in that, and ``{device}`` the ESPHome device's. It is found as a service of the
    ``kind``, which tells what ``records`` gives. What it must not do without is in the file ``credential``, if that is
    there, and handed to Myna by that file's name.
    """

    name: str
    called: str
    key: str
    addresses: Callable[[Config], Sequence[str]]
    kind: str = "_wyoming._tcp"
    records: Callable[[Config], Mapping[str, str]] = lambda _: {}
    credential: Path | None = None

    @property
    def unit(self) -> str:
        """Its socket and its service, without their endings."""
        return f"myna-{self.name}"

    @property
    def socket(self) -> str:
        """The drop-in with its addresses."""
        return f"{self.unit}.socket.d/switch.conf"

    @property
    def myna(self) -> str:
        """The drop-in by which Myna serves it."""
        return f"myna.service.d/{self.name}.conf"

    @property
    def found(self) -> str:
        """The file of avahi's."""
        return f"{self.unit}.service"


EARS = Way("wyoming", "Myna on %h", "wyoming.listen", lambda config: config.wyoming.listen)
SATELLITE = Way("satellite", "Myna, satellite on %h", "wyoming.satellite", lambda config: config.wyoming.satellite)
_ESPHOME_KEY = SYSTEM_FILE.with_name("esphome-key")


def _esphome_records(config: Config) -> Mapping[str, str]:
    """What Home Assistant wants to know of an ESPHome device before it connects to it."""
    encrypted = config.esphome.key_file is not None or _ESPHOME_KEY.is_file()
    return {
        "mac": hardware_address().replace(":", ""),
        "friendly_name": "Myna",
        "version": __version__,
        **({"api_encryption": "Noise_NNpsk0_25519_ChaChaPoly_SHA256"} if encrypted else {}),
    }


ESPHOME = Way(
    "esphome",
    "{device}",
    "esphome.listen",
    lambda config: config.esphome.listen,
    "_esphomelib._tcp",
    _esphome_records,
    _ESPHOME_KEY,
)
WAYS = (EARS, SATELLITE, ESPHOME)

AVAHI = Path("/etc/avahi/services")
"""What avahi tells the network of, where it is installed."""

_TOLD = """\
<?xml version="1.0" standalone="no"?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<!-- Written by Myna while {key} is set, so that Home Assistant finds it. -->
<service-group>
  <name replace-wildcards="yes">{called}</name>
{services}</service-group>
"""
_SERVICE = "  <service><type>{kind}</type><port>{port}</port>{records}</service>\n"
_RECORD = "<txt-record>{name}={value}</txt-record>"

_PATH = re.compile(r"/[\w./-]+", re.ASCII)


def drop_ins(config: Config) -> Mapping[str, str]:
    """The drop-ins of the page and the ways in, if they are on, and of pins that are used, by their paths."""
    web = config.web
    found = {PINS: rights(config.gpio)} if config.gpio.is_used else {}
    if web.enabled:
        found[SOCKET] = f"[Socket]\nListenStream=\nListenStream={web.port}\n"
        found[MYNA] = f"[Service]\nReadWritePaths=-{SYSTEM_FILE.parent}\n"
        if web.certificate is not None and web.key is not None and is_pair(web.certificate, web.key):
            found[PAGE] = f"[Service]\nLoadCredential=certificate:{web.certificate}\nLoadCredential=key:{web.key}\n"
    for way in WAYS:
        if addresses := way.addresses(config):
            listening = "".join(f"ListenStream={address}\n" for address in addresses)
            found[way.socket] = f"[Socket]\nListenStream=\n{listening}"
            variable = f"MYNA_{way.name.upper()}_SOCKET"
            found[way.myna] = f"[Service]\nEnvironment={variable}=/run/myna/{way.name}.sock\n"
            if way.credential is not None and way.credential.is_file():
                found[way.myna] += f"LoadCredential={way.credential.name}:{way.credential}\n"
    return found


def told(config: Config, way: Way) -> str | None:
    """What avahi tells of ``way``; None where it is reached from nowhere but this machine."""
    ends = [address.rpartition(":") for address in way.addresses(config)]
    ports = dict.fromkeys(port for host, _, port in ends if not ip_address(host.strip("[]")).is_loopback)
    records = "".join(_RECORD.format(name=name, value=value) for name, value in way.records(config).items())
    services = "".join(_SERVICE.format(kind=way.kind, port=port, records=records) for port in ports)
    called = way.called.format(device=device_name(hardware_address()))
    return _TOLD.format(key=way.key, called=called, services=services) if ports else None


def is_pair(certificate: Path, key: Path) -> bool:
    """Whether these are a certificate and a key, and not something else that the page would get to read.

    The configuration may be written by who is not root: a path is taken only where it has nothing that a unit file
    would read as more than a path.
    """
    for path, label in ((certificate, b" CERTIFICATE-----"), (key, b"PRIVATE KEY-----")):
        if not _PATH.fullmatch(str(path)):
            log.warning("%r is no path that systemd takes; the page stays without TLS.", str(path))
            return False
        try:
            with path.open("rb") as file:
                line = file.readline(80).strip()
        except OSError as error:
            log.warning("%s cannot be read: %s", path, error.strerror)
            return False
        if not (line.startswith(b"-----BEGIN ") and line.endswith(label)) or b"OPENSSH" in line:
            log.warning("%s is no %s in PEM.", path, "certificate" if path == certificate else "private key")
            return False
    return True


class Switch:
    """Switches by what ``systemctl`` does, with its drop-ins below ``runtime``, and avahi's file in ``avahi``."""

    def __init__(
        self,
        runtime: Path,
        file: Path,
        systemctl: Callable[..., object],
        give: Callable[[Path, bool], object],
        avahi: Path = AVAHI,
    ) -> None:
        self._runtime = runtime
        self._file = file
        self._systemctl = systemctl
        self._give = give
        self._avahi = avahi

    def turn(self, config: Config) -> None:
        """Have the page, the ways in and the pins as ``config`` says. Raises OSError."""
        wanted = drop_ins(config)
        served = [way.myna for way in WAYS]
        names = (SOCKET, PAGE, MYNA, PINS, *served, *(way.socket for way in WAYS))
        changed = {name for name in names if self._put(self._runtime / name, wanted.get(name))}
        if self._avahi.is_dir():
            for way in WAYS:
                self._put(self._avahi / way.found, told(config, way))
        self._give(self._file, config.web.enabled)
        if changed:
            self._systemctl("daemon-reload")
        self._have("myna-web", on=config.web.enabled, anew=bool(changed & {SOCKET, PAGE}))
        for way in WAYS:
            self._have(way.unit, on=way.socket in wanted, anew=way.socket in changed)
        if changed & {MYNA, PINS, *served}:  # what it may write and open is decided when it starts
            self._systemctl("try-restart", "--no-block", "myna.service")

    def _have(self, name: str, *, on: bool, anew: bool) -> None:
        """Have the socket ``name`` and its service, with changed drop-ins where they begin ``anew``."""
        if not on:
            self._systemctl("stop", f"{name}.socket", f"{name}.service")
        elif anew:
            self._systemctl("stop", f"{name}.service")
            self._systemctl("restart", f"{name}.socket")
        else:
            self._systemctl("start", f"{name}.socket")

    def _put(self, path: Path, text: str | None) -> bool:
        """Have ``text`` in the file, or no file; whether that was a change."""
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if before == text:
            return False
        if text is None:
            path.unlink()
            return True
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return True


def give(file: Path, writable: bool) -> None:
    """Let the group of the service write the folder of the configuration, or no more. Raises OSError."""
    folder = file.parent
    if not folder.is_dir():
        return
    group = grp.getgrnam(GROUP).gr_gid if writable else 0
    if folder.stat().st_gid != group:
        os.chown(folder, 0, group)
    mode = 0o775 if writable else 0o755
    if S_IMODE(folder.stat().st_mode) != mode:  # where the disk is read-only, even the same is refused
        folder.chmod(mode)
    if not writable and file.is_file() and file.stat().st_uid:  # as Myna has written it
        os.chown(file, 0, 0)


def systemctl(*arguments: str) -> None:
    """Run ``systemctl``; what it cannot do it says in the journal."""
    subprocess.run(["systemctl", *arguments], check=False)


def main(_: Sequence[str] = ()) -> None:
    """Switch the page, the ways in and the pins of this machine."""
    logs.set_up()
    try:
        config = load_config(user_file=NOWHERE)
    except ConfigError as error:
        log.warning("All stays as it is. %s", error.message)
        sys.exit(0)
    Switch(RUNTIME, SYSTEM_FILE, systemctl, give).turn(config)


if __name__ == "__main__":
    main()
