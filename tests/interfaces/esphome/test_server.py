"""Where the ESPHome device is, and where it is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.service_kit import House
from esphome_client import connected
from myna.config.schema import Esphome
from myna.interfaces.esphome import server
from myna.interfaces.esphome.identity import device_name, hardware_address
from myna.interfaces.esphome.server import PART, SOCKET, esphome_server
from wyoming_client import free_port


async def test_it_serves_at_its_address_with_the_key_of_its_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SOCKET, raising=False)
    key = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="
    (tmp_path / "key").write_text(key)
    port = free_port()
    config = Esphome(listen=(f"127.0.0.1:{port}",), key_file=tmp_path / "key")
    async with esphome_server(config, house.service), connected(port, key) as client:
        assert (await client.api.device_info()).name == device_name(hardware_address())


async def test_with_a_key_that_is_none_nothing_is_served_and_that_is_told(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SOCKET, str(tmp_path / "esphome.sock"))
    async with esphome_server(Esphome(listen=("127.0.0.1:6053",), key_file=tmp_path / "none"), house.service):
        assert not (tmp_path / "esphome.sock").exists()
    assert "Home Assistant cannot have Myna as an ESPHome device." in caplog.text
    assert house.service.snapshot().faults[PART].code == "esphome-key-unreadable"


async def test_without_the_library_myna_starts_and_says_what_to_type(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    async with esphome_server(Esphome(listen=("127.0.0.1:6053",)), house.service):
        pass
    assert "Type: pip install -e '.[esphome]'" in caplog.text


def test_the_library_is_imported_only_where_it_is_switched_on() -> None:
    program = (
        "import sys, myna.interfaces.cli.main, myna.app.daemon, myna.interfaces.esphome.server, "
        "myna.interfaces.web.switch; sys.exit(bool({'aioesphomeapi', 'noise', 'cryptography'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
