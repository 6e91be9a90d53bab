"""What debhelper reads about a package: units with its paths, its manual page, its changelog."""

import re
from pathlib import Path

import pytest

from myna.interfaces.cli.main import main
from myna_deb import source
from myna_deb.target import Target
from myna_setup.layout import SWITCHED_UNITS

EPOCH = 1_700_000_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source tree with one part in it."""
    tree = tmp_path_factory.mktemp("source")
    part = tree / "root/usr/lib/myna/lib/python3.11/site-packages/lark-1.dist-info"
    part.mkdir(parents=True)
    (part / "METADATA").write_text("Metadata-Version: 2.1\nName: lark\nVersion: 1\nAuthor: A. Bird\nLicense: MIT\n")
    source.write(Target("12", "arm64"), "0.1.0+deb12", EPOCH, tree)
    return tree


def test_the_package_is_for_its_release_and_processor_alone(written: Path) -> None:
    control = (written / "debian/control").read_text()
    assert "Architecture: arm64\n" in control
    assert "Depends: python3 (>= 3.11~), python3 (<< 3.12~)," in control
    assert "libatomic1" in control
    assert "@" not in control.replace(source.MAINTAINER, "")
    assert (written / "debian/changelog").read_text().startswith("myna (0.1.0+deb12) bookworm; urgency=medium\n")
    assert "Tue, 14 Nov 2023 22:13:20 +0000" in (written / "debian/changelog").read_text()


def test_units_and_examples_have_the_paths_of_the_package(written: Path) -> None:
    units = [
        *(path for path in written.glob("debian/*") if path.suffix in source.UNITS),
        *written.glob("examples/*.d/*"),
    ]
    assert len(units) >= 18
    assert all("/opt/myna" not in unit.read_text() for unit in units)
    assert {f"myna.{name}" for name in SWITCHED_UNITS} <= {path.name for path in written.glob("debian/*")}
    assert "ExecStart=/usr/lib/myna/bin/myna run\n" in (written / "debian/myna.service").read_text()
    drop_in = (written / "examples/myna.service.d/network.conf").read_text()
    assert "/usr/share/doc/myna/examples/myna.service.d/network.conf" in drop_in


def test_every_unit_is_installed_by_its_name(written: Path) -> None:
    rules = (written / "debian/rules").read_text()
    names = {path.name.removeprefix("myna.").partition(".")[0] for path in written.glob("debian/myna.myna-*")}
    assert {"myna-esphome", "myna-home", "myna-models", "myna-web", "myna-web-switch", "myna-wyoming"} <= names
    assert all(re.search(rf"(--name=|for name in .*\b){name}\b(?!-)", rules) for name in names)


def test_the_configuration_is_the_default_one_and_where_debhelper_makes_it_a_conffile(written: Path) -> None:
    default = Path(__file__).resolve().parents[2] / "config" / "myna.yaml"
    assert (written / "root/etc/myna/config.yaml").read_text() == default.read_text()


def test_the_manual_page_has_every_command(written: Path) -> None:
    page = (written / "debian/myna.1").read_text()
    for name, command in main.commands.items():
        assert (f"\n.B {name}\n" in page) is not command.hidden, name


def test_completion_comes_along(written: Path) -> None:
    completion = (written / "root/usr/share/bash-completion/completions/myna").read_text()
    assert "_MYNA_COMPLETE=bash_complete" in completion


def test_every_part_has_its_author_and_licence(written: Path) -> None:
    notices = (written / "debian/copyright").read_text()
    assert "Copyright: A. Bird\nLicense: lark-Expat\n lark 1 is under: Expat.\n" in notices
