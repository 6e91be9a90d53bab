"""Lines on a recorded board: how they are asked for, what comes of them, and every way that they fail."""

import os
from pathlib import Path

import pytest
from gpiod.line import Bias, Direction, Edge

from interfaces.gpio.gpio_kit import HEADER, RecordedBoard, recorded
from myna.core.errors import GpioError
from myna.interfaces.gpio.pins import DEBOUNCE, Button, ButtonEdge, Outputs, holder


def test_a_button_is_pulled_up_and_its_bounces_are_waited_out_by_the_kernel(board: RecordedBoard) -> None:
    button = Button("GPIO17")
    settings = board.settings["GPIO17"]
    assert (settings.direction, settings.bias, settings.active_low) == (Direction.INPUT, Bias.PULL_UP, True)
    assert (settings.edge_detection, settings.debounce_period) == (Edge.BOTH, DEBOUNCE)
    board.play("GPIO17", (True, 2.0), (False, 2.25))
    assert button.edges() == [ButtonEdge(True, 2.0), ButtonEdge(False, 2.25)]
    assert holder("GPIO17") == "myna"
    button.close()
    assert holder("GPIO17") is None


def test_outputs_are_off_at_first_and_at_last(board: RecordedBoard) -> None:
    outputs = Outputs(["GPIO23", "GPIO24"])
    assert board.level == {"GPIO23": False, "GPIO24": False}
    outputs.set({"GPIO24": True})
    assert board.level == {"GPIO23": False, "GPIO24": True}
    outputs.close()
    assert (board.level, board.held) == ({"GPIO23": False, "GPIO24": False}, {})


def test_a_line_is_found_on_whichever_chip_has_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chips = {"gpiochip0": ("GPIO17_OTHER",), "gpiochip10": ("-", *HEADER), "gpiochip4": ("RADIO",)}
    with recorded(monkeypatch, tmp_path, **chips) as board:
        board.forbidden.add("gpiochip4")
        (tmp_path / "gpiochip13").symlink_to("gpiochip10")
        Button("GPIO17").close()
        assert board.settings.keys() == {"GPIO17"}


def failure(*names: str) -> GpioError:
    with pytest.raises(GpioError) as caught:
        Outputs(names)
    assert caught.value.hint
    return caught.value


def test_a_line_that_is_not_there_is_told(board: RecordedBoard) -> None:
    error = failure("GPIO99")
    assert (error.code, error.message) == ("gpio-line-missing", "This machine has no pin that is called GPIO99.")
    assert "gpioinfo" in error.hint


def test_a_line_that_another_program_has_is_told_with_its_name(board: RecordedBoard) -> None:
    board.held["GPIO24"] = "gpio-fan"
    error = failure("GPIO23", "GPIO24")
    assert (error.code, error.message) == ("gpio-busy", "The pin GPIO24 is in use by gpio-fan.")


def test_chips_that_one_may_not_use_are_told_with_the_group(board: RecordedBoard) -> None:
    board.forbidden.add("gpiochip0")
    error = failure("GPIO23")
    assert error.code == "gpio-forbidden"
    assert str(board.folder / "gpiochip0") in error.message
    assert "usermod -aG gpio" in error.hint


def test_a_machine_without_pins_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("myna.interfaces.gpio.pins.DEV", tmp_path)
    assert failure("GPIO23").code == "gpio-missing"


def test_the_library_itself_refuses_what_is_no_chip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("myna.interfaces.gpio.pins.DEV", tmp_path)
    (tmp_path / "gpiochip0").write_bytes(b"no chip")
    assert failure("GPIO23").code == "gpio-line-missing"


def test_a_chip_that_goes_is_told_and_closing_is_quiet(board: RecordedBoard) -> None:
    button, outputs = Button("GPIO17"), Outputs(["GPIO23"])
    board.broken = True
    board.play("GPIO17", (True, 1.0))
    for act in (button.edges, lambda: outputs.set({"GPIO23": True})):
        with pytest.raises(GpioError, match="does not work") as caught:
            act()
        assert caught.value.code == "gpio-failed"
    descriptor = button.fd
    button.close()
    outputs.close()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(descriptor)
