"""Whose microphone it is that does not open."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from control_kit import serving
from myna.core.errors import AudioError
from myna.interfaces.cli.held import HELD, hears_with, holder, status_of_running
from myna.interfaces.control.protocol import Arguments, Command, Send

MICROPHONE = {"name": "USB Audio: - (hw:1,0)", "error": None, "overflows": 0}
HEARS: Mapping[str, Any] = {"microphone": MICROPHONE, "muted": False}
BUSY = AudioError("microphone-busy", "It does not open.", "Close the other program.")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (HEARS, "USB Audio: - (hw:1,0)"),
        ({**HEARS, "muted": True}, None),
        ({**HEARS, "microphone": {**MICROPHONE, "error": "This machine has no microphone."}}, None),
        ({"state": "starting"}, None),
        ({"microphone": "of another version"}, None),
    ],
)
def test_what_a_myna_hears_with(status: Mapping[str, Any], name: str | None) -> None:
    assert hears_with(status) == name


@pytest.mark.parametrize(
    ("error", "wanted", "code"),
    [
        (BUSY, "default", HELD),
        (BUSY, "usb", HELD),
        (BUSY, "Headset", "microphone-busy"),
        (AudioError("microphone-missing", "There is none."), "default", HELD),
        (AudioError("microphone-slow", "It takes too long."), "default", "microphone-slow"),
        (AudioError("microphone-quiet", "It is too quiet."), "default", "microphone-quiet"),
    ],
)
async def test_it_is_held_by_the_myna_that_hears_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: AudioError, wanted: str, code: str
) -> None:
    async def status(_: Arguments, __: Send) -> Mapping[str, object]:
        return {"status": HEARS}

    monkeypatch.setenv("MYNA_CONTROL_SOCKET", str(tmp_path / "c.sock"))
    async with serving(tmp_path / "c.sock", {"status": Command(Arguments, status)}):
        told = await asyncio.to_thread(holder, error, wanted)
    assert told.code == code
    if code == HELD:
        assert "USB Audio" in told.message
        assert "myna mute" in told.hint


async def test_what_the_myna_that_runs_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def status(_: Arguments, __: Send) -> Mapping[str, object]:
        return {"status": {"muted": True}}

    monkeypatch.setenv("MYNA_CONTROL_SOCKET", str(tmp_path / "c.sock"))
    assert await asyncio.to_thread(status_of_running) == {}
    async with serving(tmp_path / "c.sock", {"status": Command(Arguments, status)}):
        assert await asyncio.to_thread(status_of_running) == {"muted": True}


def test_without_a_myna_that_runs_it_stays_what_it_is() -> None:
    assert holder(BUSY, "default") is BUSY
