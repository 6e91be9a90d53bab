"""The packages that were made: contents, metadata, size, the same bytes twice, and what lintian thinks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from myna_deb.target import MACHINES, RELEASES, Target
from package.packages import field, listing, made, package

MOST_BYTES, MOST_INSTALLED_BYTES = 70_000_000, 250_000_000
TARGETS = [Target(release, arch) for release in RELEASES for arch in MACHINES]
MACHINE_NUMBERS = {"amd64": 62, "arm64": 183}


@pytest.fixture(params=TARGETS, ids=str)
def target(request: pytest.FixtureRequest) -> Target:
    return request.param


def test_a_package_is_small_enough_for_a_card(target: Target) -> None:
    path = package(target)
    assert path.stat().st_size <= MOST_BYTES
    assert int(field(path, "Installed-Size")) * 1024 <= MOST_INSTALLED_BYTES


def test_a_package_is_for_its_release_and_processor(target: Target, tmp_path: Path) -> None:
    path = package(target)
    assert field(path, "Architecture") == target.arch
    assert f"python3 (>= {target.python}~), python3 (<< {target.next_python}~)" in field(path, "Depends")
    subprocess.run(["dpkg-deb", "--extract", path, tmp_path], check=True)
    files = [*tmp_path.rglob("*.so"), *tmp_path.rglob("*.so.*")]
    libraries = [file for file in files if file.is_file() and not file.is_symlink()]
    machines = {int.from_bytes(lib.read_bytes()[18:20], "little") for lib in libraries}
    assert machines == {MACHINE_NUMBERS[target.arch]}
    tags = {lib.name.split(".")[1] for lib in libraries if ".cpython-" in lib.name}
    assert {tag.split("-")[1] for tag in tags} == {target.python.replace(".", "")}


def test_a_package_has_all_that_belongs_to_it(target: Target) -> None:
    files = listing(package(target))
    for path in (
        "/etc/myna/config.yaml",
        "/usr/bin/myna",
        "/usr/lib/systemd/system/myna.service",
        "/usr/lib/systemd/system/myna-models.service",
        "/usr/lib/systemd/system/myna-esphome.service",
        "/usr/lib/systemd/system/myna-esphome.socket",
        "/usr/lib/systemd/system/myna-satellite.service",
        "/usr/lib/systemd/system/myna-satellite.socket",
        "/usr/lib/systemd/system/myna-web-switch.service",
        "/usr/lib/systemd/system/myna-wyoming.service",
        "/usr/lib/systemd/system/myna-wyoming.socket",
        "/usr/lib/sysusers.d/myna.conf",
        "/usr/lib/tmpfiles.d/myna.conf",
        "/usr/share/bash-completion/completions/myna",
        "/usr/share/doc/myna/copyright",
        "/usr/share/doc/myna/docs/install.md",
        "/usr/share/doc/myna/examples/myna.service.d/network.conf",
        "/usr/share/man/man1/myna.1.gz",
    ):
        assert path in files, path
    variants = {Path(path).stem.removeprefix("libggml-cpu-") for path in files if "/libggml-cpu-" in path}
    expected = {"amd64": {"x64", "sse42", "haswell", "alderlake", "skylakex", "icelake", "zen4"}}
    assert variants == expected.get(target.arch, {"armv8.0_1", "armv8.2_2"})
    assert {line.split()[1] for line in files.values()} == {"root/root"}
    assert not [path for path in files if path.endswith((".pyc", "/direct_url.json", "/RECORD"))]


def test_lintian_has_no_errors(target: Target) -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is missing; type: sudo make deb-tools")
    options = ["--fail-on", "error", "--tag-display-limit", "0", *(["--allow-root"] if os.geteuid() == 0 else [])]
    done = subprocess.run(["lintian", *options, package(target)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_same_checkout_makes_the_same_bytes(tmp_path: Path) -> None:
    target = Target("12", "arm64")
    package(target)  # what it is made of is there then
    packages = [made(target, tmp_path / name, SOURCE_DATE_EPOCH="1700000000") for name in ("one", "two")]
    assert packages[0].read_bytes() == packages[1].read_bytes()
