"""Who Myna is among ESPHome devices."""

from pathlib import Path

import pytest

from myna.interfaces.esphome.identity import device_name, hardware_address


def test_the_address_stays_the_same_on_one_machine_and_does_not_tell_its_id(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("4d2a51a1b7f24c10a2f51e1a3c9f0d10\n")
    other.write_text("4d2a51a1b7f24c10a2f51e1a3c9f0d11\n")
    address = hardware_address(one)
    assert address == hardware_address(one) != hardware_address(other)
    assert len(address) == 17
    assert int(address[:2], 16) & 0b11 == 0b10  # of one machine, and of no card
    assert address.replace(":", "")[2:] not in one.read_text()


def test_without_an_id_it_is_that_of_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "kitchen")
    kitchen = hardware_address(tmp_path / "none")
    monkeypatch.setattr("socket.gethostname", lambda: "hall")
    assert hardware_address(tmp_path / "none") != kitchen


def test_its_name_ends_with_its_address() -> None:
    assert device_name("02:1f:33:3f:2a:1c") == "myna-3f2a1c"
