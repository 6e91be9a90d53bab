"""The device of a stream, as a real sound server tells it. A program of the server's own stands for this process."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import dropwhile

import pytest

from myna.audio import pulse
from myna.audio.pulse import routes
from myna.audio.soundcard import Kind
from myna.core.errors import AudioError
from virtual_sound import MICROPHONE, SPEAKER, SoundServer, until

STREAMS: dict[Kind, tuple[str, ...]] = {"input": ("parec",), "output": ("pacat", "/dev/zero")}


@contextmanager
def stream(server: SoundServer, kind: Kind) -> Iterator[None]:
    """A stream on the server's default device, which is taken for one of this process."""
    program, *sound = STREAMS[kind]
    own = f"--property=application.process.id={os.getpid()}"
    process = subprocess.Popen([program, own, *sound], env=server.environment, stdout=subprocess.DEVNULL)
    try:
        listed = "source-outputs" if kind == "input" else "sink-inputs"
        until(lambda: f'application.process.id = "{os.getpid()}"' in server.control("list", listed))
        yield
    finally:
        process.kill()
        process.wait()


def named(found: Iterator[str]) -> str:
    """The next name of a device; "" while the stream moves."""
    return next(dropwhile(lambda name: not name, found))


@pytest.mark.parametrize(("kind", "name"), [("input", "Mic"), ("output", "Box")])
def test_the_device_of_the_stream_is_named(sound: SoundServer, kind: Kind, name: str) -> None:
    with stream(sound, kind):
        assert named(routes(kind)) == name


def test_a_process_without_a_stream_is_on_no_device(sound: SoundServer) -> None:
    assert next(routes("input")) == ""


def test_a_microphone_that_was_unplugged_is_lost_though_the_speaker_has_a_monitor(sound: SoundServer) -> None:
    with stream(sound, "input"):
        found = routes("input")
        assert named(found) == "Mic"
        sound.unplug(MICROPHONE)
        with pytest.raises(AudioError) as failure:
            list(found)
    assert failure.value.code == "microphone-lost"


def test_a_speaker_that_was_unplugged_is_followed_to_another_one_but_not_to_the_dummy_output(
    sound: SoundServer,
) -> None:
    with stream(sound, "output"):
        found = routes("output")
        assert named(found) == "Box"
        sound.unplug(SPEAKER)
        assert next(name for name in found if name not in ("", "Box"))
        sound.plug("module-null-sink sink_name=auto_null")
        sound.control("move-sink-input", sound.control("list", "short", "sink-inputs").split()[0], "auto_null")
        with pytest.raises(AudioError) as failure:
            list(found)
    assert failure.value.code == "speaker-missing"


def test_it_ends_with_the_server(sound: SoundServer) -> None:
    with stream(sound, "input"):
        found = routes("input")
        assert named(found) == "Mic"
        sound.stop()
        assert list(found) == []


def test_without_a_server_or_its_library_there_is_nothing(
    own_sound: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(routes("input")) == []
    monkeypatch.setattr(pulse, "pulsectl", None)
    assert list(routes("output")) == []
