"""What a run found, for programs and beside an earlier run."""

import json
from pathlib import Path

import pytest

from bench.figures_kit import figures
from myna.bench.figures import ratios, read
from myna.core.errors import ConfigError


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
