"""What the service tells of the board it runs on."""

from pathlib import Path

import pytest

from myna.app.daemon import Daemon
from myna.app.devices import Files
from myna.config import Config
from myna.interfaces.control.commands import Controls
from myna.platform.heat import Condition
from myna.session.observer import Observers


@pytest.fixture
def controls(config: Config) -> Controls:
    """Of a daemon that has not begun to load its engines."""
    return Controls(Daemon(config, Files(input=Path("no-control-socket.wav")), Observers([]), lambda: config))


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (Condition(), {"strained": None}),
        (Condition(48.312), {"strained": None, "temperature_celsius": 48.3}),
        (Condition(82.5), {"strained": Condition(82.5).sentence(), "temperature_celsius": 82.5}),
    ],
)
def test_heat_is_told(
    controls: Controls, condition: Condition, told: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("myna.interfaces.control.commands.read_condition", lambda: condition)
    status = controls.status()
    assert {name: status[name] for name in ("strained", "temperature_celsius") if name in status} == told
