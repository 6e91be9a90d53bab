"""A sound server of its own with null sinks in the place of sound cards, which can be unplugged, frozen and ended."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

OPTIONS = "-n --daemonize=no --exit-idle-time=-1 --disallow-exit --realtime=no --high-priority=no --use-pid-file=no"
ROOM = "module-null-sink sink_name=room rate=16000 channels=1 format=s16le norewinds=1"
MICROPHONE = "module-remap-source source_name=microphone master=room.monitor source_properties=device.description=Mic"
SPEAKER = "module-null-sink sink_name=speaker rate=48000 channels=2 norewinds=1 sink_properties=device.description=Box"
ALSA = """
</usr/share/alsa/alsa.conf>
pcm.headset {{ type pulse server "{server}" hint {{ show on description "headset" }} }}
"""


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Poll for something that another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def skip_without_programs() -> None:
    """Skip the test where the sound server is not installed."""
    for program in ("pulseaudio", "pactl", "paplay", "parec"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing; apt-get install pulseaudio pulseaudio-utils libasound2-plugins")


def stream_process(kind: str) -> psutil.Process:
    """The process around this process's stream on its microphone, ``input``, or speaker, ``output``."""
    children = psutil.Process().children()
    (found,) = [child for child in children if ["myna.audio.stream_process", kind] == child.cmdline()[3:5]]
    return found


def hang_in_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on this process's streams have a process that never opens its device, whatever sound there is."""
    program = folder / "hangs"
    program.write_text("#!/bin/sh\nexec sleep 1000\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


class SoundServer:
    """A PulseAudio whose sinks are ``room``, where people speak, and ``speaker``; its source is ``microphone``.

    ``folder`` is its own. What is played into ``room`` is heard by the microphone. Its ALSA device ``headset`` is the
    server's default source and sink too; programs that know another server can use it by that name.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}
        self.alsa = folder / "asound.conf"
        self.address = f"unix:{folder}/pulse.sock"
        own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": self.address}
        self.environment = {**os.environ, **own}

    def start(self, *modules: str) -> None:
        """Start the server, with the room and ``modules``, by default the microphone and the speaker."""
        socket = self._folder / "pulse.sock"
        socket.unlink(missing_ok=True)
        script = self._folder / "server.pa"
        script.write_text(f"load-module module-native-protocol-unix auth-anonymous=1 socket={socket}\n")
        self.alsa.write_text(ALSA.format(server=self.address))
        environment = {name: value for name, value in self.environment.items() if name != "PULSE_SERVER"}
        self._process = subprocess.Popen(
            ["pulseaudio", "-F", str(script), *OPTIONS.split(), "--disable-shm=yes"],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: self._pactl("info", check=False))
        for module in (ROOM, *(modules or (SPEAKER, MICROPHONE))):
            self.plug(module)

    def stop(self) -> None:
        """Kill the server, as it is when it crashes. Safe to call twice."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
        self._modules.clear()

    def freeze(self, frozen: bool = True) -> None:
        """Stop the server's process without ending it, or let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def plug(self, module: str) -> None:
        """Load a module; the device of ``MICROPHONE`` and ``SPEAKER`` becomes the default."""
        self._modules[module] = self._pactl("load-module", *module.split()).strip()
        if module == MICROPHONE:
            self._pactl("set-default-source", "microphone")
        elif module == SPEAKER:
            self._pactl("set-default-sink", "speaker")

    def unplug(self, module: str) -> None:
        """Unload a module that was plugged."""
        self._pactl("unload-module", self._modules.pop(module))

    def suspend(self, suspended: bool = True) -> None:
        """Let the microphone deliver nothing, or let it go on."""
        self._pactl("suspend-source", "microphone", str(int(suspended)))
        self._pactl("suspend-sink", "room", str(int(suspended)))

    def control(self, *arguments: str) -> str:
        """What ``pactl`` answers."""
        return self._pactl(*arguments)

    def say(self, recording: Path) -> None:
        """Play a recording in the room, to its end."""
        subprocess.run(["paplay", "-d", "room", recording], env=self.environment, check=True)

    @contextmanager
    def saying(self, recording: Path) -> Iterator[None]:
        """Play a recording in the room; what is left of it at the end of the ``with`` block is not played."""
        with self._running("paplay", "-d", "room", str(recording)):
            yield

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Record what the speaker plays as a WAV file."""
        with self._running("parec", "-d", "speaker.monitor", "--latency-msec=10", "--file-format=wav", str(path)):
            until(lambda: path.exists() and path.stat().st_size > 1000)
            yield

    @contextmanager
    def _running(self, *command: str) -> Iterator[None]:
        process = subprocess.Popen(command, env=self.environment)
        try:
            yield
        finally:
            process.terminate()
            process.wait()

    def _pactl(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, text=True, check=check)
        return done.stdout


@contextmanager
def sound_server(folder: Path, *modules: str) -> Iterator[SoundServer]:
    """A server that runs, for the length of a ``with`` block."""
    skip_without_programs()
    server = SoundServer(folder)
    try:
        server.start(*modules)
        yield server
    finally:
        server.stop()
