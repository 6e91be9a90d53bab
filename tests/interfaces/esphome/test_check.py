"""What a check finds of the ESPHome device."""

import base64
import socket
from functools import partial
from pathlib import Path

import pytest

from app.service_kit import House
from myna.app.checks import Finding
from myna.config.schema import Esphome
from myna.interfaces.esphome import server
from myna.interfaces.esphome.check import findings
from myna.interfaces.esphome.frames import MAX_BYTES
from myna.interfaces.esphome.satellite import SatelliteConnection
from myna.interfaces.serving import reach
from myna.interfaces.serving.sockets import serving

KEY = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="


async def found(port: int, key_file: Path | None = None) -> Finding:
    config = Esphome(listen=(f"127.0.0.1:{port}",), key_file=key_file)
    (finding,) = [finding async for finding in findings(config)]
    return finding


def code(finding: Finding) -> str | None:
    return finding.error and finding.error.code


@pytest.mark.parametrize("written", [None, KEY])
async def test_it_says_that_myna_is_there(tmp_path: Path, written: str | None) -> None:
    file = None
    if written is not None:
        file = tmp_path / "key"
        file.write_text(written)
    house, listener = House(), socket.create_server(("127.0.0.1", 0))
    key = None if written is None else base64.b64decode(written)
    async with serving(listener, partial(SatelliteConnection, house.service, key), MAX_BYTES):
        finding = await found(listener.getsockname()[1], file)
    assert finding.found.startswith("Home Assistant reaches Myna at 127.0.0.1:"), finding


async def test_it_says_what_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "ANSWER_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert code(await found(taken.getsockname()[1])) == "esphome-port-taken"
    assert code(await found(6053, tmp_path / "none")) == "esphome-key-unreadable"
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    assert code(await found(6053)) == "esphome-missing"
