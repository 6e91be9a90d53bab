"""Page and Wyoming server are switched by the configuration, pins are opened by it, and nothing else is touched."""

import os
from dataclasses import replace
from pathlib import Path
from stat import S_IMODE
from typing import Any
from xml.etree import ElementTree

import pytest

from myna.config import Config
from myna.interfaces.esphome.identity import device_name, hardware_address
from myna.interfaces.web import switch
from myna.interfaces.web.switch import (
    EARS,
    ESPHOME,
    MYNA,
    PAGE,
    PINS,
    SATELLITE,
    SOCKET,
    Switch,
    drop_ins,
    give,
    is_pair,
    told,
)

CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMII=\n"
KEY = "-----BEGIN PRIVATE KEY-----\nMII=\n"


class Machine:
    """Where units are, and what was asked of systemctl."""

    def __init__(self, folder: Path) -> None:
        self.runtime = folder / "run"
        self.asked: list[tuple[str, ...]] = []
        self.given: list[bool] = []
        self.switch = Switch(
            self.runtime,
            folder / "config.yaml",
            lambda *arguments: self.asked.append(arguments),
            lambda _, writable: self.given.append(writable),
            folder / "avahi",
        )

    def turn(
        self, *listen: str, device: str = "none", satellite: str = "", esphome: str = "", **web: Any
    ) -> list[tuple[str, ...]]:
        self.asked.clear()
        asked = {
            "web": web,
            "gpio": {"device": device},
            "wyoming": {"listen": listen, "satellite": satellite},
            "esphome": {"listen": esphome},
        }
        self.switch.turn(Config.model_validate(asked))
        return list(self.asked)

    def files(self) -> set[str]:
        return {str(path.relative_to(self.runtime)) for path in self.runtime.rglob("*.conf")}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_off_it_is_off_and_nothing_is_written(machine: Machine) -> None:
    assert machine.turn() == [
        ("stop", "myna-web.socket", "myna-web.service"),
        ("stop", "myna-wyoming.socket", "myna-wyoming.service"),
        ("stop", "myna-satellite.socket", "myna-satellite.service"),
        ("stop", "myna-esphome.socket", "myna-esphome.service"),
    ]
    assert (machine.files(), machine.given) == (set(), [False])


def test_on_it_listens_and_myna_may_write_its_configuration(machine: Machine) -> None:
    asked = machine.turn(enabled=True, port=8080)
    assert asked[0] == ("daemon-reload",)
    assert ("restart", "myna-web.socket") in asked
    assert asked[-1] == ("try-restart", "--no-block", "myna.service")
    assert machine.files() == {SOCKET, MYNA}
    assert (machine.runtime / SOCKET).read_text() == "[Socket]\nListenStream=\nListenStream=8080\n"
    assert machine.turn(enabled=True, port=8080)[0] == ("start", "myna-web.socket")
    assert ("restart", "myna-web.socket") in machine.turn(enabled=True, port=8081)
    assert ("try-restart", "--no-block", "myna.service") in machine.turn()
    assert machine.files() == set()
    assert machine.given[0] is True
    assert machine.given[-1] is False


def test_pins_are_opened_while_they_are_used_and_the_page_is_nothing_to_them(machine: Machine) -> None:
    restart = ("try-restart", "--no-block", "myna.service")
    asked = machine.turn(device="aiy-v1")
    assert asked == [
        ("daemon-reload",),
        ("stop", "myna-web.socket", "myna-web.service"),
        ("stop", "myna-wyoming.socket", "myna-wyoming.service"),
        ("stop", "myna-satellite.socket", "myna-satellite.service"),
        ("stop", "myna-esphome.socket", "myna-esphome.service"),
        restart,
    ]
    assert (machine.files(), machine.given) == ({PINS}, [False])
    text = (machine.runtime / PINS).read_text()
    assert text.startswith("[Service]\n")
    assert text.endswith("DeviceAllow=char-gpiochip rw\n")
    assert restart not in machine.turn(device="aiy-v1")
    machine.turn(device="respeaker-2mic", enabled=True)
    assert machine.files() == {PINS, SOCKET, MYNA}
    assert "DeviceAllow=char-spi rw" in (machine.runtime / PINS).read_text()
    assert machine.turn(enabled=True)[-1] == restart
    assert machine.files() == {SOCKET, MYNA}


def test_the_wyoming_server_listens_where_it_is_told_to_and_avahi_tells_of_it(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "avahi").mkdir()
    asked = machine.turn("192.168.1.20:10300", "[fd00::20]:10300", "127.0.0.1:10301")
    assert ("restart", "myna-wyoming.socket") in asked
    assert asked[-1] == ("try-restart", "--no-block", "myna.service")
    assert machine.files() == {EARS.socket, EARS.myna}
    assert (machine.runtime / EARS.socket).read_text().splitlines() == [
        "[Socket]",
        "ListenStream=",
        "ListenStream=192.168.1.20:10300",
        "ListenStream=[fd00::20]:10300",
        "ListenStream=127.0.0.1:10301",
    ]
    found = ElementTree.parse(tmp_path / "avahi" / EARS.found).getroot()
    assert [port.text for port in found.iter("port")] == ["10300"]
    assert [kind.text for kind in found.iter("type")] == ["_wyoming._tcp"]
    assert ("start", "myna-wyoming.socket") in machine.turn("192.168.1.20:10300", "[fd00::20]:10300", "127.0.0.1:10301")
    asked = machine.turn("0.0.0.0:10310")  # Myna itself stays where it is reached
    assert ("restart", "myna-wyoming.socket") in asked
    assert ("try-restart", "--no-block", "myna.service") not in asked
    assert ("try-restart", "--no-block", "myna.service") in machine.turn()
    assert (machine.files(), list((tmp_path / "avahi").iterdir())) == (set(), [])


def test_the_satellite_has_a_socket_and_a_name_of_its_own(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "avahi").mkdir()
    asked = machine.turn("192.168.1.20:10300", satellite="192.168.1.20:10700")
    assert ("restart", "myna-satellite.socket") in asked
    assert machine.files() == {EARS.socket, EARS.myna, SATELLITE.socket, SATELLITE.myna}
    assert "ListenStream=192.168.1.20:10700\n" in (machine.runtime / SATELLITE.socket).read_text()
    assert "MYNA_SATELLITE_SOCKET=/run/myna/satellite.sock" in (machine.runtime / SATELLITE.myna).read_text()
    found = [ElementTree.parse(tmp_path / "avahi" / way.found).getroot() for way in (EARS, SATELLITE)]
    assert [[port.text for port in one.iter("port")] for one in found] == [["10300"], ["10700"]]
    assert len({name.text for one in found for name in one.iter("name")}) == 2
    assert ("stop", "myna-satellite.socket", "myna-satellite.service") in machine.turn("192.168.1.20:10300")
    assert machine.files() == {EARS.socket, EARS.myna}


def test_the_esphome_device_is_found_by_its_address_and_has_its_key_handed_over(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def records() -> list[str | None]:
        found = ElementTree.parse(tmp_path / "avahi" / ESPHOME.found).getroot()
        assert [kind.text for kind in found.iter("type")] == ["_esphomelib._tcp"]
        assert [name.text for name in found.iter("name")] == [device_name(hardware_address())]
        return [record.text for record in found.iter("txt-record")]

    key = tmp_path / "esphome-key"
    monkeypatch.setattr(switch, "_ESPHOME_KEY", key)
    monkeypatch.setattr(switch, "WAYS", (EARS, SATELLITE, replace(ESPHOME, credential=key)))
    (tmp_path / "avahi").mkdir()
    asked = machine.turn(esphome="192.168.1.20:6053")
    assert ("restart", "myna-esphome.socket") in asked
    assert machine.files() == {ESPHOME.socket, ESPHOME.myna}
    drop_in = machine.runtime / ESPHOME.myna
    assert drop_in.read_text() == "[Service]\nEnvironment=MYNA_ESPHOME_SOCKET=/run/myna/esphome.sock\n"
    assert f"mac={hardware_address().replace(':', '')}" in records()
    assert not any("encryption" in (record or "") for record in records())
    key.write_text("a key")
    assert ("try-restart", "--no-block", "myna.service") in machine.turn(esphome="192.168.1.20:6053")
    assert f"LoadCredential=esphome-key:{key}\n" in drop_in.read_text()
    assert "api_encryption=Noise_NNpsk0_25519_ChaChaPoly_SHA256" in records()


def test_nobody_is_told_of_what_only_this_machine_reaches(machine: Machine, tmp_path: Path) -> None:
    assert told(Config.model_validate({"wyoming": {"listen": ("127.0.0.1:10300", "[::1]:10300")}}), EARS) is None
    machine.turn("192.168.1.20:10300")  # without avahi there is no folder of it, and none is made
    assert not (tmp_path / "avahi").exists()


def test_a_certificate_is_handed_to_the_page(machine: Machine, tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.write_text(CERTIFICATE)
    key.write_text(KEY)
    machine.turn(enabled=True, certificate=str(certificate), key=str(key))
    text = (machine.runtime / PAGE).read_text()
    assert text == f"[Service]\nLoadCredential=certificate:{certificate}\nLoadCredential=key:{key}\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("shadow", "root:$y$:1::::::\n"),
        ("ssh", "-----BEGIN OPENSSH PRIVATE KEY-----\n"),
        ("a\nExecStart=/bin/sh", KEY),
        ("a:b", KEY),
        ("a%n", KEY),
        ("a b", KEY),
        ("missing", None),
    ],
)
def test_what_is_no_certificate_is_not_handed_over(tmp_path: Path, name: str, content: str | None) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / name.replace("/", "_")
    certificate.write_text(CERTIFICATE)
    if content is not None:
        key.write_text(content)
    assert not is_pair(certificate, key)
    assert PAGE not in drop_ins(
        Config.model_validate({"web": {"enabled": True, "certificate": str(certificate), "key": str(key)}})
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_that_is_as_it_should_be_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o700)
    file = folder / "config.yaml"
    file.touch()
    give(file, False)
    assert S_IMODE(folder.stat().st_mode) == 0o755
    changed = folder.stat().st_ctime_ns
    give(file, False)
    assert folder.stat().st_ctime_ns == changed
