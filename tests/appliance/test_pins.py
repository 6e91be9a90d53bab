"""The pins of an appliance: the service gets them where the configuration asks for a button or a light, else not."""

import json

from appliance.board import Board
from appliance.test_page import CONFIG, restarted

DROP_IN = "/run/systemd/system/myna.service.d/gpio.conf"


def test_the_service_gets_pins_while_the_configuration_asks_for_them(installed: Board) -> None:
    assert not installed.exists(DROP_IN)
    with restarted(installed):
        installed.write(CONFIG, "gpio: {device: respeaker-2mic}\n")
    try:
        assert "char-gpiochip rw" in installed.show("DeviceAllow")
        assert installed.run("systemd-analyze", "verify", "/etc/systemd/system/myna.service") == ""
        status = json.loads(installed.run("myna", "status", "--json"))
        assert set(status["faults"]) == {"button", "light"}  # a container has neither, and Myna runs
    finally:
        with restarted(installed):
            installed.write(CONFIG, "")
    assert not installed.exists(DROP_IN)
    assert "char-gpiochip" not in installed.show("DeviceAllow")
