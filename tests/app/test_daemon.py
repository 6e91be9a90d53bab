"""The daemon starts in order and stops in reverse, also where it fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from myna.app.daemon import Daemon, FrontEnd
from myna.app.devices import Files
from myna.app.service import Service
from myna.config import Config
from myna.core.errors import ModelError


async def test_front_ends_come_before_the_engines_and_leave_in_reverse(tmp_path: Path) -> None:
    config = Config(models_dir=tmp_path)  # where there is no model
    did: list[str] = []

    def front_end(name: str) -> FrontEnd:
        @asynccontextmanager
        async def entered(service: Service) -> AsyncIterator[None]:
            did.append(f"{name} comes, {service.snapshot().state}")
            try:
                yield
            finally:
                did.append(f"{name} goes")

        return entered

    daemon = Daemon(config, Files(input=tmp_path / "question.wav"), lambda: config)
    with pytest.raises(ModelError):
        await daemon.run([front_end("first"), front_end("second")])
    assert did == ["first comes, starting", "second comes, starting", "second goes", "first goes"]
