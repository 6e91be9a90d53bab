"""The control socket of a service, also where it can have none."""

from pathlib import Path

import pytest

from control_kit import peer
from myna.app.service import Service
from myna.interfaces.control.front_end import control_socket


async def test_a_place_that_is_taken_is_a_warning(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "c.sock"
    async with control_socket(path, service), control_socket(path, service), peer(path) as client:
        assert (await client.ask({"command": "status"}))["ok"] is True
    assert "Programs cannot reach this Myna: Another Myna runs already" in caplog.text
    async with control_socket(tmp_path / "none" / "below" / "c.sock", service):
        assert "cannot be made" in caplog.text
