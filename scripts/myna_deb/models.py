"""The package of the starter models: those of the checkout's models folder, verified byte by byte."""

import shutil
import subprocess
from pathlib import Path

from myna_deb.source import MAINTAINER, changelog, filled_in
from myna_setup.common import ROOT, SetupError

PACKAGE = "myna-models-starter"
PACKAGING = ROOT / "packaging" / "models"
FILES = ("vosk-model-small-en-us-0.15", "SmolLM2-135M-Instruct.Q4_1.gguf", "en_US-joe-medium.onnx*", "wordnet")
"""What each of ``NAMES`` is in the models folder."""

NAMES = ("vosk-model-small-en-us-0.15", "smollm2-135m-instruct-q4_1", "en_US-joe-medium", "wordnet")


def write(myna: Path, models: Path, version: str, epoch: int, source: Path) -> None:
    """Write the source tree of the package. Raises SetupError where a model of ``models`` is missing or damaged."""
    checked = subprocess.run(
        [myna, "models", "verify", *NAMES, "--set", f"models_dir={models}"], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        raise SetupError(f"{checked.stdout}{checked.stderr}Type: make deb-models, which pulls what is missing.")
    folder = source / "root" / "usr" / "share" / "myna" / "models"
    folder.mkdir(parents=True)
    for path in sorted(path for pattern in FILES for path in models.glob(pattern)):
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        else:
            shutil.copyfile(path, folder / path.name)
    debian = source / "debian"
    (debian / "source").mkdir(parents=True)
    (debian / "source" / "format").write_text("3.0 (native)\n")
    for name in ("copyright", "rules", "postinst", "prerm"):
        shutil.copyfile(PACKAGING / name, debian / name)
    (debian / "rules").chmod(0o755)
    control = (PACKAGING / "control.in").read_text(encoding="utf-8")
    (debian / "control").write_text(filled_in(control, {"MAINTAINER": MAINTAINER}), encoding="utf-8")
    (debian / "changelog").write_text(changelog(PACKAGE, version, "stable", "The starter models.", epoch))
