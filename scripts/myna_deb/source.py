"""The source tree of a package: its files, and what debhelper reads about them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from myna_deb.notices import notices
from myna_deb.target import Target
from myna_setup.common import ROOT, SetupError
from myna_setup.layout import MODELS_SERVICE, SWITCHED_UNITS

PACKAGING = ROOT / "packaging" / "debian"
MADE_HOME, HOME = "/opt/myna/current", "/usr/lib/myna"
"""Where ``make install`` puts the program, and where the package has it."""

EXAMPLES = "/usr/share/doc/myna/examples"
MAINTAINER = "Myna maintainers <myna@users.noreply.github.com>"
COPIED = (
    "myna.docs",
    "myna.examples",
    "myna.lintian-overrides",
    "myna.manpages",
    "myna.postinst",
    "myna.postrm",
    "myna.preinst",
    "myna.prerm",
    "myna.tmpfiles",
    "rules",
)


def write(target: Target, version: str, epoch: int, source: Path) -> None:
    """Write ``source/debian`` and the configuration, beside the program in ``source/root``. Raises SetupError."""
    debian = source / "debian"
    debian.mkdir()
    for name in COPIED:
        shutil.copyfile(PACKAGING / name, debian / name)
    (debian / "rules").chmod(0o755)
    words = {
        "ARCH": target.arch,
        "ATOMIC": "libatomic1, " if target.arch == "arm64" else "",
        "COMMANDS": commands(),
        "DATE": f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d}",
        "MAINTAINER": MAINTAINER,
        "NEXT_PYTHON": target.next_python,
        "PYTHON": target.python,
        "VERSION": version,
    }
    for name in ("control", "myna.1"):
        text = (PACKAGING / f"{name}.in").read_text(encoding="utf-8")
        (debian / name).write_text(filled_in(text, words), encoding="utf-8")
    news = f"Myna {version.partition('+')[0]} for Debian {target.release}; what is new is in /usr/share/doc/myna."
    (debian / "changelog").write_text(changelog("myna", version, target.suite, news, epoch), encoding="utf-8")
    (debian / "copyright").write_text(notices(next(source.glob("root/usr/lib/myna/lib/*/site-packages"))))
    (debian / "source").mkdir()
    (debian / "source" / "format").write_text("3.0 (native)\n")
    systemd = ROOT / "systemd"
    shutil.copyfile(systemd / "myna.sysusers.conf", debian / "myna.sysusers")
    _moved(systemd / "myna.service", debian / "myna.service")
    for name in (MODELS_SERVICE, *SWITCHED_UNITS):
        _moved(systemd / name, debian / f"myna.{name}")
    for path in sorted(systemd.glob("*.d/*")):
        _moved(path, source / "examples" / path.parent.name / path.name)
    shutil.copytree(ROOT / "config" / "examples", source / "examples" / "config")
    shutil.copytree(ROOT / "docs", source / "docs")
    shutil.copyfile(ROOT / "README.md", source / "README.md")
    _install(ROOT / "config" / "myna.yaml", source / "root" / "etc" / "myna" / "config.yaml")
    completion = source / "root" / "usr" / "share" / "bash-completion" / "completions" / "myna"
    completion.parent.mkdir(parents=True)
    completion.write_text(_printed("completion", "bash"), encoding="utf-8")


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each ``@NAME@`` replaced by its word."""
    return re.sub("@([A-Z_]+)@", lambda found: words[found[1]], text)


def changelog(package: str, version: str, suite: str, news: str, epoch: int) -> str:
    """Debian's changelog, of one entry."""
    date = format_datetime(datetime.fromtimestamp(epoch, UTC))
    return f"{package} ({version}) {suite}; urgency=medium\n\n  * {news}\n\n -- {MAINTAINER}  {date}\n"


def commands() -> str:
    """The commands of Myna for the manual page, as its own help lists them."""
    lines = _printed("--help").partition("Commands:\n")[2].splitlines()
    text = ""
    for line in lines:
        name, _, rest = line.strip().partition("  ")
        if line.startswith("    "):
            text += f" {line.strip()}"
        elif name:
            text += f"\n.TP\n.B {name}\n{rest.strip()}"
    return text.strip().replace("-", "\\-").replace("'", "\\(aq")


def _printed(*arguments: str) -> str:
    command = [sys.executable, "-m", "myna", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"myna {' '.join(arguments)} failed: {done.stderr.strip()}")
    return done.stdout


def _moved(path: Path, to: Path) -> None:
    """Copy a unit or an example, with the paths of the package."""
    to.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8").replace(f"{MADE_HOME}/systemd", EXAMPLES).replace(MADE_HOME, HOME)
    to.write_text(text, encoding="utf-8")


def _install(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)
