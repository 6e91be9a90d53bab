"""What a run found, for a person."""

import pytest

from bench.figures_kit import figures
from myna.bench.table import heading, table
from myna.interfaces.cli.console import _Console


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
