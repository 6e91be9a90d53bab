"""What every test may ask for: the models of the checkout, a voice's recordings, and an event loop left clean."""

import asyncio
import ctypes
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, settings

from myna.app import oneshot
from myna.app.factory import model_selector
from myna.config import Config, load_config, models_directory
from myna.knowledge.wordnet import NAME

NOWHERE = Path("/nonexistent/config.yaml")

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a Myna of the tests keeps is not the developer's, and none that runs already answers its commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("MYNA_CONTROL_SOCKET", "/nonexistent/control.sock")
        yield


@pytest.fixture(scope="session", autouse=True)
def heeds_interrupts() -> None:
    """Interrupts reach what the tests start, also where they run in the background: a shell has them ignored there."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def same_dither() -> None:
    """The recogniser dithers with C's random numbers: each test hears the same, whatever ran before it."""
    ctypes.CDLL(None).srand(1)


@pytest.fixture(autouse=True, scope="session")
def same_voice() -> None:
    """The voice speaks with random numbers too: it says a text alike wherever it is loaded."""
    import onnxruntime  # behind Myna, which has switched its telemetry off

    onnxruntime.set_seed(1)


@pytest.fixture(scope="session")
def config() -> Config:
    """The default configuration, on the models of the checkout; ``make test`` pulls them."""
    config = load_config(system_file=NOWHERE, user_file=NOWHERE)
    missing = [model.name for model in model_selector(config).missing()]
    assert not missing, f"Type: make test, or: myna models pull {' '.join(missing)}"
    return config


@pytest.fixture(scope="session")
def wordnet() -> Path:
    """The folder of the dictionary; ``make test`` pulls it where a mirror of Debian's has it."""
    folder = models_directory(Config()) / NAME
    if not folder.is_dir():
        pytest.skip("there is no dictionary; type: myna models pull wordnet")
    return folder


@pytest.fixture(scope="session")
def speech() -> Path:
    """The folder of recordings."""
    return Path(__file__).parent / "data" / "speech"


@pytest.fixture(scope="session")
def voiced(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a recording of a text by Myna's own voice, with half a second of silence around it."""
    folder = tmp_path_factory.mktemp("voiced")

    def make(text: str) -> Path:
        path = folder / f"{text}.wav"
        if not path.exists():
            with ThreadPoolExecutor(1) as pool:  # the test itself may be running an event loop
                pool.submit(asyncio.run, oneshot.say(config, text, path)).result()
            sound, rate_hz = soundfile.read(path, dtype="int16")
            silence = np.zeros(rate_hz // 2, dtype=np.int16)
            soundfile.write(path, np.concatenate([silence, sound, silence]), rate_hz)
        return path

    return make


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """No test leaves a worker's thread behind."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("myna-")]
    assert left == []


@pytest.fixture(autouse=True)
async def no_task_left() -> AsyncIterator[None]:
    """No test leaves a task behind."""
    yield
    left = asyncio.all_tasks() - {asyncio.current_task()}
    assert left == set()
