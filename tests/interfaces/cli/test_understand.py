"""``myna understand``, as a person uses it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from myna.interfaces.cli.main import main
from myna.knowledge import notes


@pytest.fixture(autouse=True)
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYNA_CONTROL_SOCKET", "none")


def test_each_text_is_a_json_line() -> None:
    done = CliRunner().invoke(main, ["understand", "--json", "will it rain tomorrow", "what is two plus two"])
    assert done.exit_code == 0, done.output
    weather, sum_ = map(json.loads, done.stdout.splitlines())
    assert (weather["decision"], weather["skill"], weather["step"]) == ("refuse", "weather", "classifier")
    assert (sum_["decision"], sum_["skill"], sum_["reply"]) == ("act", "calculator", "2 plus 2 is 4.")
    assert "heard" not in sum_


def test_a_dash_reads_the_lines_of_standard_input() -> None:
    done = CliRunner().invoke(
        main, ["understand", "--json", "-"], input="what is two plus two\n\nwhy is the sky blue\n"
    )
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["decision"] for line in done.stdout.splitlines()] == ["act", "model"]


def test_nothing_is_done_and_a_person_reads_why() -> None:
    done = CliRunner().invoke(main, ["understand", "don't set a timer for ten minutes"])
    assert done.exit_code == 0, done.output
    assert "nothing happens" in done.output
    assert "negation" in done.output


def test_a_person_reads_where_a_fact_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "PATIENCE_SECONDS", 60.0)
    (tmp_path / "house.md").write_text("Alarm code: 4711\n")
    asked = ["understand", "--set", f"notes_dir={tmp_path}", "tell me the alarm code"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "would say: In house: Alarm code: 4711." in done.output
    assert "read in: notes, house.md, trust 1.00" in done.output
    assert "which says: Alarm code: 4711" in done.output


def test_a_recording_that_is_not_there_fails_in_a_sentence() -> None:
    done = CliRunner().invoke(main, ["understand", "missing.wav"])
    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)
