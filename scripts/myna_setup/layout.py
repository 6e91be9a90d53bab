"""The paths of an appliance, and the name of its service."""

from pathlib import Path

SERVICE = "myna.service"
MODELS_SERVICE = "myna-models.service"
USER = "myna"

OPT = Path("/opt/myna")
RELEASES = OPT / "releases"
CURRENT = OPT / "current"
SCRATCH = OPT / "scratch"
LOG = OPT / "install.log"

COMMAND = Path("/usr/local/bin/myna")
CONFIG = Path("/etc/myna/config.yaml")
STATE = Path("/var/lib/myna")
MODELS = STATE / "models"
UNITS = Path("/etc/systemd/system")
SYSUSERS = Path("/etc/sysusers.d/myna.conf")
