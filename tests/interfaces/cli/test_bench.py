"""What ``myna bench`` refuses before anything is measured."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner, Result

from myna.bench.memory import QUESTION
from myna.core.sound import RATE_HZ
from myna.interfaces.cli.main import main


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["bench", *map(str, arguments)])


def test_what_is_wrong_shows_before_anything_is_measured(tmp_path: Path) -> None:
    silent, missing = tmp_path / "silent.wav", tmp_path / "missing.wav"
    soundfile.write(silent, np.zeros(RATE_HZ, dtype=np.int16), RATE_HZ)
    for arguments, status, said in [
        ([silent], 65, f"No words are heard in {silent}."),
        ([missing], 74, f"There is no file {missing}."),
        (["--compare", missing], 78, "cannot be read"),
        (["--plot", tmp_path / "nowhere" / "out.png"], 78, "cannot be written"),
        (["--set", "language=de"], 78, "The questions of the measurement are English"),
        (["--model", "llama-2-7b-chat-q4_k_m", "--set", f"models_dir={tmp_path}"], 69, ""),
    ]:
        done = bench(*arguments)
        assert done.exit_code == status, (arguments, done.stderr)
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) <= 3, done.stderr
        assert done.stdout == ""


def test_a_recording_in_which_nobody_speaks_is_no_question(tmp_path: Path) -> None:
    noise = tmp_path / "noise.wav"
    soundfile.write(noise, 0.05 * np.random.default_rng(1).standard_normal(RATE_HZ), RATE_HZ)
    done = bench(noise)
    assert done.exit_code == 65
    assert f"No words are heard in {noise}." in done.stderr


@pytest.mark.parametrize("other", [[QUESTION], ["--baseline"], ["--plot", "out.png"], ["--compare", "before.json"]])
def test_the_memory_is_measured_alone(other: list[str | Path]) -> None:
    done = bench("--memory", *other)
    assert done.exit_code == 2
    assert "--memory measures one turn alone" in done.stderr
