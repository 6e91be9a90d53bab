"""Files that are changed together, or not at all."""

import pytest

from myna_setup.changes import Changes


def test_changes_are_undone_together(tmp_path):
    unit, link, gone, new = (tmp_path / name for name in ("unit", "current", "gone", "etc/new"))
    unit.write_text("old")
    unit.chmod(0o600)
    link.symlink_to("releases/1")
    gone.write_text("there")
    changes = Changes()

    changes.write(unit, "new")
    changes.write(unit, "newer")
    changes.link(link, tmp_path / "releases/2")
    changes.remove(gone)
    changes.write(new, "new")

    assert (unit.read_text(), unit.stat().st_mode & 0o777) == ("newer", 0o644)
    assert link.readlink() == tmp_path / "releases/2"
    assert not gone.exists()

    changes.undo()

    assert (unit.read_text(), unit.stat().st_mode & 0o777) == ("old", 0o600)
    assert str(link.readlink()) == "releases/1"
    assert gone.read_text() == "there"
    assert not new.exists()
    assert {path.name for path in tmp_path.rglob("*") if not path.is_dir()} == {"unit", "current", "gone"}


def test_what_is_so_already_is_no_change(tmp_path):
    changes = Changes()

    assert changes.write(tmp_path / "unit", "text")
    assert not changes.write(tmp_path / "unit", "text")
    assert changes.link(tmp_path / "current", tmp_path)
    assert not changes.link(tmp_path / "current", tmp_path)
    assert not changes.remove(tmp_path / "other")


@pytest.mark.parametrize("there", [True, False])
def test_it_is_known_what_was_there_before(tmp_path, there):
    if there:
        (tmp_path / "current").symlink_to("releases/1")
    changes = Changes()

    changes.link(tmp_path / "current", tmp_path)

    assert changes.had(tmp_path / "current") is there
