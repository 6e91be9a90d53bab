"""The memory of the whole assistant, on real engines."""

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from gguf_kit import shaped
from memory_group import run_limited
from myna.app.factory import model_selector
from myna.bench.memory import QUESTION, measure, take_turn
from myna.config import Config
from myna.core.errors import ModelError
from myna.interfaces.cli.main import main
from myna.models.sizing import GB, MB, SPARE_SHARE

BUSY = 1 + SPARE_SHARE
"""On a busy machine more is done at the same time, and the peak is a little higher: no more than a plan leaves free."""

SHORT = ("--set", "brain.max_tokens=16")
MYNA = str(Path(sys.executable).with_name("myna"))


@pytest.fixture(scope="module")
def tinyllama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as large as TinyLlama-1.1B in Q4_K_M, which talks nonsense."""
    path = tmp_path_factory.mktemp("shaped") / "tinyllama-1.1b.gguf"
    shaped("tinyllama-1.1b", model_selector(Config()).chat().path, path)
    return path


def test_a_turn_takes_no_more_than_was_planned() -> None:
    plan = model_selector(Config()).chat().plan
    result = measure(plan, ["--set", "brain.max_tokens=32"])
    assert 0.8 * plan.needed_bytes < result.peak_rss_bytes <= BUSY * plan.needed_bytes


def test_the_command_measures_another_model_too(tinyllama: Path) -> None:
    options = ["--memory", "--json", "--model", str(tinyllama), "--set", "brain.max_tokens=8"]
    done = CliRunner().invoke(main, ["bench", *options])
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["model"] == str(tinyllama)
    assert 0.8 * found["planned_bytes"] < found["peak_rss_bytes"] <= BUSY * found["planned_bytes"]


def test_a_failed_turn_gives_no_figure() -> None:
    with pytest.raises(ModelError, match="status 74"):
        measure(model_selector(Config()).chat().plan, [], Path("/nonexistent.wav"))


def test_the_figure_of_a_stand_in_is_not_given_for_another() -> None:
    plan = replace(model_selector(Config()).chat().plan, name="llama-2-7b-chat-q4_k_m")
    with pytest.raises(ModelError, match="smollm2-135m-instruct-q4_1 answered in the place of llama-2-7b"):
        measure(plan, ["--set", "brain.max_tokens=8"])


def test_a_start_ends_when_it_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not when it is asked whether it is alive, as a service is."""
    monkeypatch.setenv("WATCHDOG_USEC", "1000000")
    begin = time.perf_counter()
    found = take_turn(["--set", "brain.max_tokens=8"])
    assert 0.2 < found.start_seconds < time.perf_counter() - begin - 1.5  # the question alone takes so long
    assert found.model == model_selector(Config()).chat().name


def turn(model: Path, answer: Path) -> list[str]:
    options = ["--set", f"model={model}", *SHORT, "--input", str(QUESTION), "--listen"]
    return [MYNA, "run", *options, "--output", str(answer)]


def test_tinyllama_runs_a_turn_in_the_memory_that_is_promised(tinyllama: Path, tmp_path: Path) -> None:
    done = run_limited(round(1.15 * GB), *turn(tinyllama, tmp_path / "answer.wav"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "answer.wav").stat().st_size > 100_000


@pytest.mark.skipif(not os.environ.get("MYNA_TEST_7B"), reason="takes minutes and 10 GB; set MYNA_TEST_7B=1")
def test_llama_2_7b_runs_a_turn_in_the_memory_that_is_promised(tmp_path: Path) -> None:
    model = tmp_path / "llama-2-7b.gguf"
    shaped("llama-2-7b", model_selector(Config()).chat().path, model)
    done = run_limited(round(5.1 * GB), *turn(model, tmp_path / "answer.wav"))
    assert done.returncode == 0, done.stderr
    result = measure(model_selector(Config(model=str(model))).chat().plan, ["--set", f"model={model}", *SHORT])
    assert result.plan.context_tokens == 2048
    assert result.peak_rss_bytes <= 5.1 * GB


def test_what_does_not_fit_into_its_group_is_refused_before_it_is_loaded(tinyllama: Path, tmp_path: Path) -> None:
    """Nothing smaller is there than what does not fit, so that nothing stands in for it."""
    (tmp_path / "models").mkdir()
    for needed in model_selector(Config()).directory.iterdir():
        if not needed.name.endswith(".gguf"):
            (tmp_path / "models" / needed.name).symlink_to(needed)
    limited = [*turn(tinyllama, tmp_path / "answer.wav"), "--set", f"models_dir={tmp_path / 'models'}"]
    done = run_limited(700 * MB, *limited)
    assert done.returncode == 69
    assert "needs 1.2 GB" in done.stderr
    assert not (tmp_path / "answer.wav").exists()
