"""Boards as their kernels show them, read by what the Raspberry Pi documentation says of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.platform.heat import SHORTEST_TOKENS, Condition, eased, read_condition

PI_4 = "soc/soc:firmware"
PI_5 = "soc@107c000000/soc@107c000000:firmware"


def board(sys: Path, firmware: str, flags: str | None = "0", alarm: str = "0", temperature: str = "47712") -> Path:
    """The part of ``/sys`` that matters; the kernel's own links are links here too."""
    device = sys / "devices/platform" / firmware
    sensors: Mapping[str, Mapping[str, str]] = {
        "hwmon0": {"name": "cpu_thermal", "temp1_input": temperature},
        "hwmon1": {"name": "rp1_adc", "in0_lcrit_alarm": "1"},
        "hwmon2": {"name": "rpi_volt", "in0_lcrit_alarm": alarm},
    }
    files = {device / "uevent": "DRIVER=raspberrypi-firmware"}
    if flags is not None:
        files[device / "get_throttled"] = flags
    for sensor, values in sensors.items():
        files |= {device / "hwmon" / sensor / name: value for name, value in values.items()}
    zones = sys / "devices/virtual/thermal"
    for number, values in enumerate([{"type": "nvme", "temp": "91850"}, {"type": "cpu-thermal", "temp": temperature}]):
        files |= {zones / f"thermal_zone{number}" / name: value for name, value in values.items()}
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
    links = {sys / "bus/platform/drivers/raspberrypi-firmware" / device.name: device}
    links |= {sys / "class/hwmon" / sensor: device / "hwmon" / sensor for sensor in sensors}
    links |= {sys / "class/thermal" / zone.name: zone for zone in zones.iterdir()}
    for link, target in links.items():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    return sys


@pytest.mark.parametrize("firmware", [PI_4, PI_5])
@pytest.mark.parametrize(
    ("flags", "under_voltage", "throttled"),
    [
        ("0", False, False),
        ("1", True, False),
        ("2", False, True),
        ("4", False, True),
        ("8", False, False),  # the soft limit of a 3B+
        ("50000", False, False),  # it has happened, and is over
        ("50005", True, True),  # the documentation's own example: under-voltage, and throttled for that
        ("e000a", False, True),
    ],
)
def test_the_flags_of_the_firmware(
    tmp_path: Path, firmware: str, flags: str, under_voltage: bool, throttled: bool
) -> None:
    found = read_condition(board(tmp_path, firmware, flags))
    assert found == Condition(47.712, under_voltage, throttled)
    assert found.strained == (under_voltage or throttled)


@pytest.mark.parametrize("flags", [None, "0"])
def test_the_alarm_of_the_voltage_sensor_where_the_flags_are_missing_or_late(tmp_path: Path, flags: str | None) -> None:
    found = read_condition(board(tmp_path, PI_5, flags, alarm="1"))
    assert found == Condition(47.712, under_voltage=True)


@pytest.mark.parametrize(("temperature", "strained"), [("79900", False), ("80000", True), ("-5000", False)])
def test_a_hot_processor_asks_for_less_without_any_flag(tmp_path: Path, temperature: str, strained: bool) -> None:
    found = read_condition(board(tmp_path, PI_5, None, temperature=temperature))
    assert found.temperature_celsius == int(temperature) / 1000
    assert found.strained is strained


def test_a_machine_that_tells_nothing_is_well(tmp_path: Path) -> None:
    (tmp_path / "class/thermal").mkdir(parents=True)
    for sys in (tmp_path, tmp_path / "nowhere"):
        assert read_condition(sys) == Condition()
    assert Condition().sentence() is None


def test_a_computer_that_is_no_raspberry_pi_may_be_hotter(tmp_path: Path) -> None:
    zone = tmp_path / "class/thermal/thermal_zone0"
    zone.mkdir(parents=True)
    (zone / "type").write_text("x86_pkg_temp\n")
    (zone / "temp").write_text("91000\n")
    assert read_condition(tmp_path) == Condition()


@pytest.mark.parametrize("garbage", ["", "throttled=", "0xzz", "NaN", "\x00\xff", "9" * 5000])
def test_garbage_is_no_failure(tmp_path: Path, garbage: str) -> None:
    assert read_condition(board(tmp_path, PI_4, garbage, garbage, garbage)).temperature_celsius is None


def test_files_that_cannot_be_read_are_no_failure(tmp_path: Path) -> None:
    sys = board(tmp_path, PI_4)
    for file in [*sys.rglob("temp"), *sys.rglob("get_throttled"), *sys.rglob("in0_lcrit_alarm")]:
        file.unlink()
        file.mkdir()
    assert read_condition(sys) == Condition()


@pytest.mark.parametrize(
    ("condition", "power", "heat"),
    [
        (Condition(60, under_voltage=True), True, False),
        (Condition(60, under_voltage=True, throttled=True), True, False),  # throttled for the voltage
        (Condition(60, throttled=True), False, True),
        (Condition(84), False, True),
        (Condition(84, under_voltage=True), True, True),
    ],
)
def test_a_person_is_told_what_helps(condition: Condition, power: bool, heat: bool) -> None:
    sentence = condition.sentence() or ""
    assert ("power supply" in sentence) is power
    assert ("fan" in sentence) is heat
    assert condition.strained


@given(st.integers(1, 64), st.integers(1, 4096))
def test_less_work_is_never_more_and_never_none(threads: int, max_tokens: int) -> None:
    assert eased(Condition(79), threads, max_tokens) == (threads, max_tokens)
    fewer, shorter = eased(Condition(81), threads, max_tokens)
    assert 1 <= fewer <= threads
    assert min(max_tokens, SHORTEST_TOKENS) <= shorter <= max_tokens


def test_a_strained_board_does_half() -> None:
    assert eased(Condition(81), 4, 160) == (2, 80)
