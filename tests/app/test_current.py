"""What Myna lives by, before there is an assistant and while there is one."""

from pathlib import Path

import pytest

from app.assembly_kit import built
from app.toy_engines import Toys, spoken_file
from myna.app.current import STARTING, Current
from myna.app.devices import Files
from myna.config import Config
from myna.core.errors import ServiceError


async def test_while_it_starts_there_is_no_assistant() -> None:
    current = Current(Config())
    assert current.state == STARTING
    with pytest.raises(ServiceError, match="still starting") as caught:
        current.assistant.alive()
    assert caught.value.code == "starting"
    await current.idle()  # there is no conversation to wait for


async def test_once_it_runs_its_state_is_that_of_the_assistant(toys: Toys, tmp_path: Path) -> None:
    files = Files(spoken_file(tmp_path / "question.wav", "it"), tmp_path / "answer.wav", listen=True)
    async with built(toys, files, lambda _: None) as running:
        current = Current(toys.config, running)
        assert current.assistant is running.assistant
        assert current.state == running.state
        assert (current.state.state, current.state.phase) == ("hearing", "hearing")
        await current.assistant.stop()
        await current.idle()
        assert current.state.phase == "idle"
