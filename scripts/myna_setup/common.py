"""Paths of the set-up, its error, and how it runs a long command."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
SCRATCH = VENV / "scratch"
PIP_INSTALL = (str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input")

_TAIL_LINES = 15  # shown
_CAUSE_LINES = 200  # searched for a cause; what is further up was overcome

_CAUSES = (
    ("No space left on device", "The disk is full: free about 2 GB, then type the same command again."),
    (
        "internal compiler error: Killed|Killed signal|signal 9|std::bad_alloc|out of memory",
        "The compiler ran out of memory: close other programs, or let it do one thing at a time with "
        "CMAKE_BUILD_PARALLEL_LEVEL=1 before the same command.",
    ),
    (
        "name resolution|Name or service not known|NewConnectionError|Network is unreachable|Connection refused|"
        "timed out|ReadTimeoutError|ConnectTimeoutError|Connection reset|ProxyError",
        "The package registry cannot be reached: check the network, then type the same command again; it continues.",
    ),
    (
        "DO NOT MATCH THE HASHES",
        "A package is not the one that was locked, so it was not installed: type the same command again; if it stays "
        "so, do not install it, and tell the project.",
    ),
)
_OTHERWISE = "Mend what the last lines say, then type the same command again; it continues."


class SetupError(Exception):
    """The set-up cannot go on; the text says what is wrong and what to type, in a few lines."""


@contextmanager
def scratch() -> Iterator[Path]:
    """The scratch folder, for as long as the work takes; a failure or Ctrl-C ends the program with a sentence."""
    try:
        SCRATCH.mkdir(exist_ok=True)
        yield SCRATCH
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues.")
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)


def advice(output: str) -> str:
    """What to do about a command that failed with ``output``."""
    for signs, remedy in _CAUSES:
        if any(sign in output for sign in signs.split("|")):
            return remedy
    return _OTHERWISE


def run_logged(
    command: Sequence[str],
    *,
    what: str,
    log: Path = LOG,
    environment: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] = lambda line: None,
) -> None:
    """Run ``command``, append its output to ``log`` and hand each line to ``on_line``.

    Raises SetupError, with the end of the output, if the command fails; ``what`` names it in the message.
    """
    lines: list[str] = []
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n$ {' '.join(command)}\n")
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if not line.startswith("Progress "):
                    file.write(line)
                    file.flush()
                    lines.append(line.rstrip())
                on_line(line)
    if process.returncode:
        raise SetupError(_report(what, lines, process.returncode, log))


def _report(what: str, lines: Sequence[str], status: int, log: Path) -> str:
    tail = [line[:200] for line in lines if line][-_TAIL_LINES:]
    return "\n".join(
        (
            *(f"  {line}" for line in tail),
            f"{what} failed (status {status}). The whole log: {log}",
            advice("\n".join(lines[-_CAUSE_LINES:])),
        )
    )
