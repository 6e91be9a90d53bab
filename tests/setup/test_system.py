"""What the machine must have, and how it gets it."""

import sys

import pytest

from myna_setup import common, system


@pytest.mark.parametrize(
    ("building", "machine", "packages"),
    [
        (False, "x86_64", ["libportaudio2", "libgomp1"]),
        (True, "x86_64", ["libportaudio2", "libgomp1", "g++", "cmake"]),
        (True, "aarch64", ["libportaudio2", "libgomp1", "libatomic1", "g++", "cmake"]),
    ],
)
def test_the_packages_depend_on_the_machine_and_on_what_is_built(building, machine, packages):
    venv = f"python3.{sys.version_info.minor}-venv"

    assert [need.package for need in system.needs(building=building, machine=machine)] == [venv, *packages]


def test_needs_look_at_the_machine(monkeypatch, tmp_path):
    for name in ("CC", "CXX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    met = {need.package: need.is_met() for need in system.needs(building=True, machine="x86_64")}
    assert (met["g++"], met["cmake"]) == (False, False)

    for name in ("gcc", "g++", "cmake"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    met = {need.package: need.is_met() for need in system.needs(building=True, machine="x86_64")}
    assert (met["g++"], met["cmake"]) == (True, True)


def test_libraries_are_found_by_their_name():
    assert system.has_library("c")
    assert not system.has_library("myna-has-no-such-library")


def test_without_root_the_line_to_type_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(system, "has_library", lambda name: True)
    monkeypatch.setenv("PATH", str(tmp_path))  # neither sudo nor compiler

    with pytest.raises(common.SetupError) as raised:
        system.ensure(building=True)

    assert str(raised.value) == (
        "This machine lacks: a C and C++ compiler, CMake. Type this, then the same command again:\n"
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends g++ cmake"
    )


@pytest.mark.parametrize(
    ("machine", "os_name", "bits"), [("aarch64", "Linux", 32), ("armv7l", "Linux", 32), ("arm64", "Darwin", 64)]
)
def test_a_machine_without_engines_is_refused(machine, os_name, bits):
    with pytest.raises(common.SetupError, match=f"{bits}-bit {os_name} on {machine}"):
        system.check_machine(machine, os_name, bits)


@pytest.mark.parametrize("machine", ["aarch64", "x86_64"])
def test_a_machine_with_engines_is_taken(machine):
    assert system.check_machine(machine, "Linux", 64) is None
