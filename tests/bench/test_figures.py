"""What a run found, for programs, beside an earlier run, and as a picture."""

import json
import sys
from pathlib import Path

import pytest

from myna.bench.figures import About, Figures, Machine, ratios, read
from myna.bench.gaps import Spread
from myna.bench.plot import check_plot, draw
from myna.bench.rates import FirstToken, Rates
from myna.bench.table import heading, table
from myna.bench.talk import Talk
from myna.core.errors import ConfigError
from myna.interfaces.cli.console import _Console


def figures(gap_ms: float = 500.0, plain_gap_ms: float | None = 2000.0, rate: float | None = 90.0) -> Figures:
    return Figures(
        About("1.0", Machine("Raspberry Pi 5", 4, 8 * 1024**3), "a-model", "a-voice", "an-ear"),
        Talk(
            questions=10,
            unheard=1,
            cut_off=0,
            gap_ms=Spread(gap_ms, gap_ms + 100),
            gap_after_endpoint_ms=Spread(gap_ms - 400, gap_ms - 300),
            skill_gap_after_endpoint_ms=None,
            skills_answered=0,
            stages_ms={"endpoint": Spread(400, 450), "first token": Spread(350, 420)},
            interruption_ms=12.3456789,
            overflows=0,
            underruns=0,
            ear_lag_ms=32.0,
            idle_cpu_percent=1.5,
            speech_cpu_percent=None,
        ),
        None if plain_gap_ms is None else Spread(plain_gap_ms, 2 * plain_gap_ms),
        Rates(rate, rate and 100.0, rate and rate / 100, FirstToken(20.0, 22.0), 1.1, 0.05, 0.1),
        peak_rss_bytes=500_000_000,
        start_seconds=1.25,
    )


def test_programs_get_one_flat_object() -> None:
    found = json.loads(json.dumps(figures().as_json()))
    assert found["gap_ms"] == {"p50": 500.0, "p95": 600.0}
    assert found["gap_after_endpoint_ms"] == {"p50": 100.0, "p95": 200.0}
    assert found["plain_gap_ms"] == {"p50": 2000.0, "p95": 4000.0}
    assert found["gap_ratio"] == 4.0
    assert found["decode_tokens_per_s"] == 90.0
    assert found["bandwidth_limit_tokens_per_s"] == 100.0
    assert found["interruption_ms"] == 12.3457
    assert found["machine"] == {"cpu": "Raspberry Pi 5", "cores": 4, "memory_bytes": 8 * 1024**3}
    assert {
        "overflows",
        "underruns",
        "peak_rss_bytes",
        "idle_cpu_percent",
        "model",
        "voice",
        "speech_model",
        "myna",
    } < {*found}


def test_what_was_not_measured_is_null() -> None:
    found = figures(plain_gap_ms=None, rate=None).as_json()
    assert [found[name] for name in ("plain_gap_ms", "gap_ratio", "decode_tokens_per_s", "decode_share")] == [None] * 4


def test_ratios_are_those_of_the_figures_that_both_runs_have(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text(json.dumps(figures(gap_ms=1000.0, plain_gap_ms=None).as_json()))
    found = ratios(figures(gap_ms=500.0).as_json(), read(path))
    assert found["gap_ms.p50"] == 0.5
    assert found["stages_ms.first token.p95"] == 1.0
    assert found["decode_tokens_per_s"] == 1.0
    assert not {"plain_gap_ms.p50", "gap_ratio", "speech_cpu_percent", "overflows", "model"} & set(found)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), ("no json", "it is no JSON"), ("[1]", "holds no measurement"),
     ('{"model": "a"}', "holds no measurement")],
)  # fmt: skip
def test_what_is_no_earlier_run_is_told(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "before.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigError, match=said) as caught:
        read(path)
    assert str(path) in caught.value.message
    assert "--json" in caught.value.hint


def test_a_person_reads_a_line_a_figure(capsys: pytest.CaptureFixture[str]) -> None:
    found = figures()
    out = _Console(stderr=False)
    out.print(heading(found.about))
    out.print(table(found, {"gap_ms.p50": 0.5, "start_seconds": 2.0}))
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "a-model, a-voice, an-ear, on Raspberry Pi 5, 4 cores, 8.6 GB"
    assert "end of speech to first sound p50 500 ms, p95 600 ms 0.50" in lines
    assert "by the memory's bandwidth 100.0, reached 90%" in lines
    assert "start until it listens 1.25 s 2.00" in lines
    assert "with speech in the room not measured" in lines


def test_a_picture_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    check_plot(path)
    assert list(tmp_path.iterdir()) == []
    draw(figures(), path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.read_bytes().endswith(b"IEND\xaeB`\x82")
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_picture_can_be_is_told_before(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "out.png"):
        with pytest.raises(ConfigError, match="cannot be written") as caught:
            check_plot(path)
        assert caught.value.code == "plot-unwritable"


def test_a_picture_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.mkdir()
    (path / "inside").touch()
    with pytest.raises(ConfigError, match="cannot be written"):
        draw(figures(), path)
    assert list(tmp_path.iterdir()) == [path]


def test_without_matplotlib_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # so that the import system finds none
    with pytest.raises(ConfigError) as caught:
        check_plot(tmp_path / "out.png")
    assert caught.value.hint == "Type: pip install -e '.[plot]'"
