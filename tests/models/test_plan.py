"""What `myna models plan` shows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from myna.app.factory import model_selector
from myna.config import Config
from myna.core.errors import ModelError
from myna.interfaces.cli.main import main
from myna.models.plan import board_name, board_row, machine_rows


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["models", "plan", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_table_has_this_machine_and_every_board() -> None:
    status, table, notes = run()
    assert status == 0
    for board in ("here, now", "here, best", "0.5 GB", "1 GB", "2 GB", "4 GB", "8 GB", "16 GB", "32 GB"):
        assert board in table
    assert "tinyllama-1.1b-chat-q8_0" in table
    assert "The largest that fits; it takes" in notes


def test_one_board_and_one_model() -> None:
    status, table, _ = run("--ram", "8", "--model", "llama-2-7b-chat")
    assert status == 0
    assert "llama-2-7b-chat-q4_k_m" in table
    assert "here" not in table


def test_a_model_that_cannot_fit_ends_with_a_status_and_the_largest_that_would() -> None:
    status, table, notes = run("--ram", "4", "--model", "llama-2-7b-chat:Q5_K_M")
    assert status == 69
    assert "none fits" in table
    assert "The largest that fits is tinyllama-1.1b-chat-q8_0." in notes


def test_a_wrong_name_is_told() -> None:
    status, table, notes = run("--model", "tinylama")
    assert (status, table) == (69, "")
    assert "did you mean tinyllama-1.1b-chat" in notes


@pytest.mark.parametrize("ram", ["0", "-1", "nan", "inf", "1e300", "much"])
def test_memory_that_no_board_has_is_a_wrong_command_line(ram: str) -> None:
    status, table, notes = run("--ram", ram)
    assert (status, table) == (2, "")
    assert "--ram" in notes


def test_a_model_on_another_machine_has_no_plan_here() -> None:
    status, _, notes = run("--model", "http://192.168.1.20:8080/v1")
    assert status == 69
    assert "is on another machine" in notes
    assert run("--ram", "2", "--model", "auto") == run("--ram", "2")


def test_programs_get_everything() -> None:
    status, text, _ = run("--ram", "2", "--json")
    (row,) = json.loads(text)
    assert status == 0
    assert row["name"] == row["pull"] == "tinyllama-1.1b-chat-q6_k"
    assert row["weights_bytes"] + row["kv_bytes"] + row["working_bytes"] + row["others_bytes"] == row["needed_bytes"]
    assert row["needed_bytes"] <= row["usable_bytes"]
    assert (row["kv_type"], row["context_tokens"], row["threads"], row["use_mmap"]) == ("q8_0-f16", 2048, 4, False)
    assert row["tokens_per_second"] == {"Pi 4": 3.54, "Pi 5": 10.61}
    _, text, _ = run("--ram", "0.5", "--json")
    assert json.loads(text)[0]["error"]["code"] == "memory-too-small"


def test_a_file_of_ones_own_is_read_for_its_shape(config: Config) -> None:
    own = str(model_selector(config).chat().path)
    status, text, _ = run("--ram", "1", "--model", own, "--json")
    (row,) = json.loads(text)
    assert status == 0
    assert (row["name"], row["installed"], row["pull"]) == (own, True, None)
    assert row["kv_bytes"] == 2 * 30 * 3 * 64 * 2048 * 34 // 32


def test_this_machine_shows_what_runs_now_and_what_could(config: Config) -> None:
    now, best = machine_rows(model_selector(config, budget=8_000_000_000), None, lambda: 10e9)
    assert (now.plan and now.plan.name, now.to_pull) == ("smollm2-135m-instruct-q4_1", None)
    assert best.to_pull == "llama-2-7b-chat-q5_k_m"
    assert now.tokens_per_second["here"] == pytest.approx(7e9 / 98_362_432)


def test_a_wrong_name_is_no_row(config: Config) -> None:
    with pytest.raises(ModelError, match="tinylama"):
        board_row(2, lambda budget: model_selector(config, budget), "tinylama")


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("Raspberry Pi 5 Model B Rev 1.0\0", "Pi 5"),
        ("Raspberry Pi 4 Model B Rev 1.4\0", "Pi 4"),
        ("Raspberry Pi 3 Model B Plus Rev 1.3\0", None),
        (None, None),
    ],
)
def test_boards_are_known_by_their_device_tree(tmp_path: Path, model: str | None, name: str | None) -> None:
    if model is not None:
        (tmp_path / "model").write_text(model, encoding="utf-8")
    assert board_name(tmp_path / "model") == name


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-us", ["smollm2-360m", "tinyllama-1.1b-chat-q6_k", "tinyllama-1.1b-chat-q8_0", "llama-2-7b-chat-q5_k_m"]),
        ("de", [None, "qwen2.5-1.5b", "qwen2.5-1.5b", "qwen2.5-1.5b"]),
        ("zh-cn", [None, "qwen2.5-1.5b", "qwen2.5-1.5b", "qwen2.5-1.5b"]),
    ],
)
def test_each_language_has_its_own_suggestions(config: Config, language: str, expected: list[str | None]) -> None:
    speaking = config.model_copy(update={"language": language})
    plans = [board_row(ram, lambda budget: model_selector(speaking, budget), None).plan for ram in (1, 2, 4, 8)]
    assert [bool(plan) for plan in plans] == [bool(name) for name in expected]
    assert all(plan.name.startswith(name) for plan, name in zip(plans, expected, strict=True) if plan and name)
