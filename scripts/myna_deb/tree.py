"""The files of the program as the package installs them: a virtual environment in ``/usr/lib/myna``.

It is put together out of wheels, and no Python of the target runs for that: so it can be made on another kind of
machine than the one that it is for, and for another Python. What tells of when and where it is made is left out.
"""

import filecmp
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

from myna_deb.target import Target
from myna_setup.common import SetupError

HOME = Path("usr/lib/myna")

LAUNCHER = """\
#!/usr/lib/myna/bin/python3 -I
import sys

from myna.interfaces.cli.main import main

sys.argv[0] = "myna"
sys.exit(main())
"""

LEFT_OUT = (
    "**/*.[ch]",
    "**/*.px[di]",
    "**/*.py[ix]",
    "*.dist-info/sboms",
    "*/include",
    "*/tests",
    "docopt.py.orig",
    "include",
    "lib",
    "libzim/*.cpp",
    "llama_cpp/server",
    "numpy/_core/*_tests.*",
    "numpy/_core/_simd.*",
    "numpy/_core/lib",
    "numpy/_pyinstaller",
    "numpy/distutils",
    "numpy/f2py",
    "onnxruntime/capi/libonnxruntime.so*",
    "onnxruntime/datasets",
    "onnxruntime/quantization",
    "onnxruntime/tools",
    "onnxruntime/transformers",
    "piper/espeak-ng-data/ar_dict",
    "piper/hebrew",
    "piper/tashkeel/model.onnx",
    "piper/train",
    "pygments/lexers/[a-z]*.py",
    "pygments/styles/[a-z]*.py",
)
"""Folders and files of the wheels that no part of Myna uses: tests, headers, what builds or trains models, a second
copy of onnxruntime for programs in C, what reads Hebrew and Arabic, for which there is no recogniser, and what colours
programs."""

STRIP = {"amd64": "x86_64-linux-gnu-strip", "arm64": "aarch64-linux-gnu-strip"}

OF_AN_INSTALLATION = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
"""Files of a ``.dist-info`` folder that tell of one installation, and not of the package. Source: PEP 376, PEP 610."""


def build(target: Target, wheels: Iterable[Path], root: Path) -> None:
    """Put the environment below ``root``. Raises SetupError where a wheel is not what it should be."""
    home = root / HOME
    packages = home / "lib" / f"python{target.python}" / "site-packages"
    packages.mkdir(parents=True)
    for wheel in wheels:
        unpack(wheel, packages)
    prune(packages)
    strip(packages, STRIP[target.arch])
    share_copies(packages / "llama_cpp" / "lib")
    binaries = home / "bin"
    binaries.mkdir()
    (binaries / "python3").symlink_to(f"/usr/bin/python{target.python}")
    (binaries / "python").symlink_to("python3")
    launcher = binaries / "myna"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)
    (home / "pyvenv.cfg").write_text(
        f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {target.python}\n"
    )
    command = root / "usr" / "bin" / "myna"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/myna/bin/myna")


def unpack(wheel: Path, packages: Path) -> None:
    """Unpack a wheel as an installer does, without its scripts. Source: the wheel format, PEP 427."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    for data in packages.glob("*.data"):
        for part in sorted(data.iterdir()):
            if part.name in ("purelib", "platlib"):
                shutil.copytree(part, packages, dirs_exist_ok=True)
            elif part.name not in ("scripts", "headers", "data"):
                raise SetupError(f"{wheel.name} has a part that is unknown here: {part.name}.")
        shutil.rmtree(data)


def prune(packages: Path) -> None:
    """Delete what is not used there, and what tells of this build."""
    for pattern in LEFT_OUT:
        for path in list(packages.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in list(packages.rglob("tests")):
        if path.is_dir():
            shutil.rmtree(path)
    for folder in packages.glob("*.dist-info"):
        for name in OF_AN_INSTALLATION:
            (folder / name).unlink(missing_ok=True)
    for path in packages.rglob("*"):
        if path.is_file():
            path.chmod(0o644)


def strip(packages: Path, tool: str) -> None:
    """Take the symbols that only a debugger wants out of all libraries. Raises SetupError where that fails.

    Those that were copied into a wheel (``numpy.libs``) stay as they are: their sections were moved, and a stripped one
    would not be loaded any more.
    """
    found = (path for path in packages.rglob("*.so*") if path.is_file() and not path.is_symlink())
    libraries = sorted(path for path in found if path.parent.suffix != ".libs")
    if not libraries:
        return
    done = subprocess.run([tool, "--strip-unneeded", *libraries], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"{tool} failed: {done.stderr.strip()}")


def share_copies(libraries: Path) -> None:
    """Make links again of the copies that a wheel, which has no links, holds under each name of a library."""
    for plain in sorted(libraries.glob("*.so")):
        for other in sorted(libraries.glob(f"{plain.name}.*")):
            if filecmp.cmp(plain, other, shallow=False):
                other.unlink()
                other.symlink_to(plain.name)
