"""The paths of an appliance, and the name of its service."""

from pathlib import Path

SERVICE = "myna.service"
MODELS_SERVICE = "myna-models.service"
SWITCHED_UNITS = (
    "myna-esphome.service",
    "myna-esphome.socket",
    "myna-models.path",
    "myna-satellite.service",
    "myna-satellite.socket",
    "myna-web.service",
    "myna-web.socket",
    "myna-web-switch.path",
    "myna-web-switch.service",
    "myna-wyoming.service",
    "myna-wyoming.socket",
)
"""The page, what it has fetched, and the ways in for Home Assistant; they are switched on by the configuration."""

SWITCH = "myna-web-switch.service"
WATCHING = ("myna-models.path", "myna-web-switch.path")
"""Units that wait for a change."""

USER = "myna"
PAGE_USER = "myna-web"

OPT = Path("/opt/myna")
RELEASES = OPT / "releases"
CURRENT = OPT / "current"
SCRATCH = OPT / "scratch"
LOG = OPT / "install.log"

COMMAND = Path("/usr/local/bin/myna")
CONFIG = Path("/etc/myna/config.yaml")
STATE = Path("/var/lib/myna")
PAGE_STATE = Path("/var/lib/myna-web")
MODELS = STATE / "models"
UNITS = Path("/etc/systemd/system")
RUNTIME = Path("/run/systemd/system")
SYSUSERS = Path("/etc/sysusers.d/myna.conf")
AVAHI = Path("/etc/avahi/services")
AVAHI_FILES = ("myna-esphome.service", "myna-satellite.service", "myna-wyoming.service")
"""What the switch tells avahi, so that Home Assistant finds Myna."""
