"""A question that Myna asks back, and its answer by voice, through the real chain: no wake phrase comes before it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

MYNA = Path(sys.executable).with_name("myna")
ASKING_SECONDS, TELLING_SECONDS = 4, 5


def test_what_is_missing_is_asked_for_and_answered(voiced: Callable[[str], Path], tmp_path: Path) -> None:
    order, rate_hz = soundfile.read(voiced("Set a timer, please."))
    length, _ = soundfile.read(voiced("For ten minutes."))
    silence = np.zeros(rate_hz)
    talk = [order, *[silence] * ASKING_SECONDS, length, *[silence] * TELLING_SECONDS]
    soundfile.write(tmp_path / "talk.wav", np.concatenate(talk), rate_hz)
    arguments = ["run", "--input", tmp_path / "talk.wav", "--output", tmp_path / "answer.wav", "--listen"]
    done = subprocess.run([MYNA, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    asked, told = done.stdout.find("For how long?"), done.stdout.find("10 minutes, starting now.")
    assert -1 < asked < told, done.stdout
