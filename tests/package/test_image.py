"""The layer of the card image: it takes the packages, and opens no door. rpi-image-gen itself is not run here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

IMAGE = Path(__file__).resolve().parents[2] / "packaging" / "image"
CONTROL = IMAGE.parent / "debian" / "control.in"


@pytest.fixture
def layer() -> dict[str, Any]:
    """What the layer gives to mmdebstrap."""
    found: dict[str, Any] = yaml.safe_load((IMAGE / "layer" / "myna.yaml").read_text().partition("---\n")[2])
    return found["mmdebstrap"]


@pytest.fixture
def config() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((IMAGE / "config" / "myna.yaml").read_text())
    return found


def test_the_image_has_what_the_package_depends_on_so_that_no_network_is_asked(layer: dict[str, Any]) -> None:
    depends = CONTROL.read_text().partition("Depends:")[2].partition("Recommends:")[0]
    named = set(re.findall(r"lib(?:gomp1|portaudio2)", depends)) | {"libatomic1"}
    assert named < set(layer["packages"])


def test_both_packages_are_installed_by_the_tool_that_fetches_nothing(layer: dict[str, Any]) -> None:
    hooks = "\n".join(layer["customize-hooks"])
    assert "myna_*_arm64.deb" in hooks
    assert "myna-models-starter_*.deb" in hooks
    assert "dpkg --install" in hooks
    assert "apt" not in hooks.split()


def test_there_is_no_password_and_no_open_port(layer: dict[str, Any], config: dict[str, Any]) -> None:
    assert not [key for key in config["device"] if "pass" in key or "sudo" in key]
    layers = list(config["layer"].values())
    assert not [name for name in layers if "ssh" in name or name.endswith("-minbase")]  # those of Debian have a server
    assert not [name for name in layer["packages"] if "ssh" in name or "avahi" in name]


def test_the_variable_of_the_packages_is_declared() -> None:
    text = (IMAGE / "layer" / "myna.yaml").read_text()
    assert "# X-Env-VarPrefix: myna\n" in text
    assert "# X-Env-Var-packages-Required: y\n" in text
    assert "$IGconf_myna_packages" in text
