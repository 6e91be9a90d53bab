"""Where models live."""

from pathlib import Path

import pytest

from myna.config import Config, models_directory
from myna.config.folders import checkout_above, is_hidden

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)


def test_the_configured_folder_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/other")
    assert models_directory(Config.model_validate({"models_dir": "/srv/models"})) == Path("/srv/models")


@pytest.mark.parametrize("state", ["/var/lib/other", "/var/lib/other:/var/lib/second"])
def test_a_service_has_its_own(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", state)
    assert models_directory(Config()) == Path("/var/lib/other/models")


def test_a_checkout_has_its_own() -> None:
    assert models_directory(Config()) == CHECKOUT / "models"


def test_elsewhere_it_is_the_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("myna.config.folders.__file__", str(tmp_path / "site-packages/myna/config/folders.py"))
    assert models_directory(Config()) == Path("/var/lib/myna/models")


def test_only_a_checkout_of_myna_counts(tmp_path: Path) -> None:
    file = tmp_path / ".venv/lib/python3/site-packages/myna/config/folders.py"
    for made, found in (("models", None), ("src/parrot", None), ("src/myna", tmp_path)):
        (tmp_path / "pyproject.toml").touch()
        (tmp_path / made).mkdir(parents=True)
        assert checkout_above(file) == found


@pytest.mark.parametrize(
    ("path", "hidden"),
    [("/home/pi/wiki.zim", True), ("/tmp", True), ("/homes/wiki.zim", False), ("/srv/zim/wiki.zim", False)],
)
def test_the_service_does_not_see_some_folders(path: str, hidden: bool) -> None:
    assert is_hidden(Path(path)) is hidden
