"""The page as a client of the control socket."""

from contextlib import aclosing
from pathlib import Path

import pytest

from control_kit import SNAPSHOT, serving
from myna.core.errors import MynaError
from myna.interfaces.web.upstream import Upstream


async def test_an_answer_its_pieces_and_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with serving(path):
        upstream, pieces = Upstream([tmp_path / "none.sock", path]), []
        answer = await upstream.ask("ask", text="one two", aloud=False, on_piece=pieces.append)
        assert (answer["answer"], answer["aloud"], pieces) == ("one two", False, ["one", "two"])
        with pytest.raises(MynaError) as failure:
            await upstream.ask("reload")
        assert (failure.value.code, failure.value.hint) == ("config-invalid", "Correct it.")


async def test_events_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with serving(path) as (_, service), aclosing(Upstream([path]).events()) as events:
        assert (await anext(events)).items() >= SNAPSHOT.items()
        service.publish({"event": "wake"})
        assert (await anext(events))["event"] == "wake"


async def test_who_does_not_run_or_hangs_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(MynaError) as failure:
        await Upstream([tmp_path / "none.sock"]).ask("status")
    assert failure.value.code == "not-running"
    path = tmp_path / "c.sock"
    async with serving(path, idle_seconds=0.01):
        with pytest.raises(MynaError) as failure:
            await Upstream([path]).ask("listen", seconds=0.05)
        assert failure.value.code == "no-answer"
