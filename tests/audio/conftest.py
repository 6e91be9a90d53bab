"""The virtual microphone and speaker, for the processes of a test and for the test's own; an echo canceller."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from myna.audio.webrtc import EchoCanceller
from simulated_room import Samples, at_level, recording
from virtual_sound import SoundServer, sound_server


@pytest.fixture
def own_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that is the only one that this process knows, not started."""
    server = SoundServer(tmp_path / "sound")
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER"):
        monkeypatch.setenv(name, server.environment[name])
    yield server
    server.stop()


@pytest.fixture
def sound(own_sound: SoundServer) -> SoundServer:
    """A sound server that is the only one that this process knows, with a microphone and a speaker."""
    own_sound.start()
    return own_sound


@pytest.fixture
def headset(sound: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A second server, whose microphone and speaker this process knows as the device ``headset``."""
    with sound_server(tmp_path / "headset") as server:
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(server.alsa))
        yield server


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of a loud tone of 440 Hz, 60 s long."""
    path = tmp_path_factory.mktemp("tone") / "tone.wav"
    seconds = np.arange(60 * 16_000) / 16_000
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * 440 * seconds), 16_000)
    return path


@pytest.fixture
def canceller() -> EchoCanceller:
    pytest.importorskip("pywebrtc_audio", reason="the extra is not installed: pip install -e '.[aec]'")
    return EchoCanceller.load()


@pytest.fixture
def far(speech: Path) -> Samples:
    """What the speaker plays: 14.6 s of two people, at -26 dB."""
    sound = np.concatenate([recording(speech / f"order-{name}.flac") for name in ("cappuccino", "iced-mocha")])
    return at_level(sound, -26.0)
