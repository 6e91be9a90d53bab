"""Make Debian packages of Myna: ``.venv/bin/python scripts/deb.py [--release 12] [--arch arm64] [--output DIR]``.

Each is for one release of Debian, whose Python it uses, and one kind of processor; with ``--models`` it is that of the
starter models instead, which is for all. The same checkout makes the same bytes: times are those of the last commit, or
of SOURCE_DATE_EPOCH.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from myna_deb import models, source, tree
from myna_deb.target import MACHINES, RELEASES, Target
from myna_deb.wheels import Wheelhouse
from myna_setup.common import ROOT, SetupError, run_logged

WORK = ROOT / "build" / "deb"
TOOLS = ("dpkg-buildpackage", "dh", "dh_installsysusers")


def main() -> None:
    """Make what the command line names."""
    parser = argparse.ArgumentParser(description="Make Debian packages of Myna.")
    parser.add_argument("--release", nargs="*", choices=RELEASES, default=list(RELEASES))
    parser.add_argument("--arch", nargs="*", choices=MACHINES, default=list(MACHINES))
    parser.add_argument("--output", type=Path, default=WORK)
    parser.add_argument("--version", help="another version than that of pyproject.toml")
    parser.add_argument("--models", action="store_true", help="the package of the starter models")
    given = parser.parse_args()
    os.umask(0o022)
    try:
        if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
            raise SetupError(f"{', '.join(missing)} missing. Type: sudo make deb-tools")
        version, output = given.version or own_version(), given.output.absolute()
        if given.models:
            tell(make_models(version, output))
            return
        for arch in given.arch:
            for release in given.release:
                tell(make(Target(release, arch), version, output))
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues.")


def tell(package: Path) -> None:
    """Say what was made."""
    print(f"{package} ({package.stat().st_size / 1e6:.1f} MB)", flush=True)


def own_version() -> str:
    """The version of Myna."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def commit_time() -> int:
    """SOURCE_DATE_EPOCH, else the time of the last commit; seconds since 1970. Raises SetupError."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError("This is no clone of git, so the package has no date. Set SOURCE_DATE_EPOCH=$(date +%s)")
    return int(done.stdout)


def make(target: Target, version: str, output: Path) -> Path:
    """Make the package for ``target`` in ``output``. Raises SetupError."""
    epoch, version = commit_time(), f"{version}+deb{target.release}"
    print(f"Making myna {version} for {target.arch}", flush=True)
    made, log = work_place(f"{target.suite}-{target.arch}")
    tree.build(target, Wheelhouse(WORK / "wheels", log, epoch).collect(target), made / "root")
    source.write(target, version, epoch, made)
    return packed(made, log, f"myna_{version}_{target.arch}.deb", epoch, output)


def make_models(version: str, output: Path) -> Path:
    """Make the package of the starter models in ``output``. Raises SetupError."""
    epoch = commit_time()
    made, log = work_place("models")
    models.write(Path(sys.executable).with_name("myna"), ROOT / "models", version, epoch, made)
    return packed(made, log, f"{models.PACKAGE}_{version}_all.deb", epoch, output)


def work_place(name: str) -> tuple[Path, Path]:
    """An empty folder for a source tree, and a log."""
    shutil.rmtree(WORK / name, ignore_errors=True)
    made, log = WORK / name / "source", WORK / f"{name}.log"
    made.mkdir(parents=True)
    log.unlink(missing_ok=True)
    return made, log


def packed(made: Path, log: Path, package: str, epoch: int, output: Path) -> Path:
    """Pack the source tree ``made`` as ``package`` into ``output``. Raises SetupError."""
    arch = package.removesuffix(".deb").rpartition("_")[2]
    options = ["-b", "-d", "-us", "-uc", *([] if arch == "all" else [f"-a{arch}"])]
    run_logged(
        ["sh", "-c", 'cd "$0" && exec dpkg-buildpackage "$@"', str(made), *options],
        what="dpkg-buildpackage",
        log=log,
        environment={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "DEB_BUILD_OPTIONS": "nocheck"},
    )
    output.mkdir(parents=True, exist_ok=True)
    (made.parent / package).replace(output / package)
    shutil.rmtree(made.parent)
    return output / package


if __name__ == "__main__":
    main()
