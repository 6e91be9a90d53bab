from pathlib import Path

import pytest

from home_kit import TOKEN, RecordedServer
from myna.app.home import CurrentHome, home_link
from myna.config import Config
from myna.config.schema import HomeAssistant
from myna.core.errors import HomeError


def config_of(url: str, file: Path) -> Config:
    return Config.model_validate({"home_assistant": {"url": url, "token_file": str(file)}})


async def test_the_link_follows_the_configuration(tmp_path: Path) -> None:
    told: list[int] = []
    file = tmp_path / "token"
    file.write_text(TOKEN)
    current = CurrentHome(tmp_path, lambda: told.append(1))
    assert await current.follow(Config()) is None
    assert current.home is None
    async with RecordedServer().serving() as url:
        config = config_of(url, file)
        link = await current.follow(config)
        assert link is not None
        await link.until_known()
        assert link.connected
        assert told == [1]
        assert await current.follow(config) is link
        assert current.home is not None
        assert "light.bed_light" in current.home.entities
        assert await current.follow(Config()) is None
        assert not link.connected
        again = await current.follow(config)  # what was told last is known at once
        assert again is not None
        assert "light.bed_light" in again.home.entities
        await current.close()


async def test_a_missing_token_is_told() -> None:
    link = home_link(HomeAssistant(url="http://127.0.0.1:9"), None)
    assert link is not None
    async with link.running():
        await link.until_known()
        with pytest.raises(HomeError) as error:
            await link.call("light.turn_on", ["light.bed_light"])
    assert error.value.code == "home-token-missing"
    assert home_link(HomeAssistant(), None) is None
