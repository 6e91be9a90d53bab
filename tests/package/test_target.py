"""What a package is made for, and which of the locked requirements it takes."""

from pathlib import Path

from myna_deb.target import RELEASES, Target, requirements

LOCK = (Path(__file__).resolve().parents[2] / "requirements" / "run.lock").read_text()


def test_a_release_has_its_own_python_and_no_other() -> None:
    target = Target("12", "arm64")
    assert (target.suite, target.python, target.next_python, target.machine) == ("bookworm", "3.11", "3.12", "aarch64")
    assert Target("13", "amd64").next_python == "3.14"


def test_wheels_are_those_of_the_processor_and_of_a_library_that_both_releases_have() -> None:
    platforms = list(Target("12", "arm64").platforms())
    assert platforms[0] == "manylinux_2_36_aarch64"
    assert {"manylinux_2_17_aarch64", "manylinux2014_aarch64", "linux_aarch64"} < set(platforms)
    assert all(platform.endswith("aarch64") for platform in platforms)


def test_requirements_are_those_of_the_release_with_all_their_hashes() -> None:
    found = {release: requirements(LOCK, Target(release, "arm64").environment()) for release in RELEASES}
    names = [line.partition("==")[0] for line in LOCK.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert set(found["12"]) == set(found["13"]) == set(names) - {"colorama"}
    for release in RELEASES:
        for name, requirement in found[release].items():
            assert requirement.startswith(f"{name}=="), requirement
            assert " --hash=sha256:" in requirement, requirement
            assert ";" not in requirement
    versions = {release: found[release]["numpy"].split()[0] for release in RELEASES}
    assert versions["12"] != versions["13"]
    assert all(f"\n{version} ;" in LOCK for version in versions.values())
    hashes = {release: set(found[release]["numpy"].split()[1:]) for release in RELEASES}
    assert not hashes["12"] & hashes["13"]
