"""``myna check`` beside a Myna that runs."""

from contextlib import aclosing
from pathlib import Path

from myna.app.findings import findings_of_a_process


async def test_findings_come_from_a_process_of_its_own(tmp_path: Path) -> None:
    wrong = tmp_path / "config.yaml"
    wrong.write_text("voice: nobody\n")
    async with aclosing(findings_of_a_process(["--config", str(wrong)])) as findings:
        found = {finding["name"]: finding async for finding in findings}
    assert found["configuration"] == {"name": "configuration", "found": "whole", "error": None}
    assert found["voice"]["error"]["code"] == "model-unknown"


async def test_a_check_that_cannot_begin_finds_nothing(tmp_path: Path) -> None:
    async with aclosing(findings_of_a_process(["--config", str(tmp_path / "missing.yaml")])) as findings:
        assert [finding async for finding in findings] == []
