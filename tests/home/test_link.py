import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from home_kit import TOKEN, RecordedServer
from myna.core.errors import ConfigError, HomeError
from myna.home import link as module
from myna.home.link import HomeLink


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_SECONDS", (0.02,))
    monkeypatch.setattr(module, "SETTLE_SECONDS", 0.01)
    monkeypatch.setattr(module, "ALIVE_SECONDS", 0.1)


@asynccontextmanager
async def linked(
    server: RecordedServer, folder: Path | None = None, on_vocabulary: Callable[[], None] = lambda: None
) -> AsyncGenerator[HomeLink, None]:
    async with server.serving() as url:
        link = HomeLink(url, lambda: TOKEN, folder=folder, on_vocabulary=on_vocabulary)
        async with link.running():
            await link.until_known()
            yield link


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110, what is waited for is a server's
            await asyncio.sleep(0.01)


async def test_the_home_is_known_and_its_changes_are_heard() -> None:
    server = RecordedServer()
    async with linked(server) as link:
        assert link.connected
        assert link.version == "2025.4.4"
        assert link.home.entities["light.bed_light"].state == "off"
        await link.call("light.turn_on", ["light.bed_light"])
        assert await link.settled(["light.bed_light"], lambda entity: entity.state == "on", 2) == []
        assert server.called == [("light.turn_on", ["light.bed_light"])]
        assert await link.settled(["light.bed_light"], lambda entity: entity.state == "off", 0.05) == [
            "light.bed_light"
        ]


async def test_nothing_is_asked_again_without_a_change() -> None:
    server = RecordedServer()
    async with linked(server):
        before = len(server.asked)
        await server.change("light.bed_light", "on")
        await asyncio.sleep(0.1)
        assert len(server.asked) == before


async def test_a_new_thing_and_a_new_room_are_known_at_once_and_told_once() -> None:
    server, told = RecordedServer(), []
    async with linked(server, on_vocabulary=lambda: told.append(1)) as link:
        assert told == [1]
        server.answers["homeassistant/expose_entity/list"]["exposed_entities"]["light.new"] = {"conversation": True}
        await server.change("light.new", "on", friendly_name="New lamp")
        await until(lambda: "light.new" in link.home.entities and len(told) == 2)
        server.answers["config/area_registry/list"].append({"area_id": "attic", "name": "Attic"})
        await server.tell("area_registry_updated", {})
        await until(lambda: "attic" in link.home.areas and len(told) == 3)
        await server.change("light.new", None)
        await until(lambda: "light.new" not in link.home.entities and len(told) == 4)


async def test_a_server_that_went_away_is_found_again() -> None:
    server = RecordedServer()
    async with linked(server) as link:
        await server.hang_up()
        await until(lambda: server.asked.count("get_states") == 2 and link.connected)
        await link.call("light.turn_on", ["light.bed_light"])


async def test_while_it_is_away_the_home_is_the_one_that_was_told_last(tmp_path: Path) -> None:
    async with linked(RecordedServer(), tmp_path):
        pass
    link = HomeLink("http://127.0.0.1:9", lambda: TOKEN, folder=tmp_path)
    link.load()
    assert "light.bed_light" in link.home.entities
    async with link.running():
        await link.until_known()
        assert not link.connected
        with pytest.raises(HomeError) as error:
            await link.call("light.turn_on", ["light.bed_light"])
    assert error.value.code == "home-away"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"get_states": 3}'])
def test_a_damaged_file_costs_its_values_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / module.FILE).write_bytes(content)
    link = HomeLink("http://127.0.0.1:9", lambda: TOKEN, folder=tmp_path)
    link.load()
    assert not link.home.entities


async def test_a_server_that_does_not_answer_is_told_to_be_slow() -> None:
    server = RecordedServer()
    async with linked(server) as link:
        server.silent = True
        with pytest.raises(HomeError) as error:
            await link.call("light.turn_on", ["light.bed_light"])
    assert error.value.code == "home-slow"


async def test_a_withdrawn_token_is_told_and_a_new_one_taken() -> None:
    server = RecordedServer()
    async with linked(server) as link:
        server.token = "a-new-token"
        await server.hang_up()
        await until(lambda: link.failure is not None and link.failure.code == "home-token-refused")
        server.token = TOKEN
        await until(lambda: link.connected)


async def test_a_token_that_cannot_be_read_is_told() -> None:
    def token() -> str:
        raise ConfigError("home-token-unreadable", "The access token cannot be read.", "Look.")

    link = HomeLink("http://127.0.0.1:9", token)
    async with link.running():
        await link.until_known()
        with pytest.raises(HomeError) as error:
            await link.process("dinner is ready", "en")
    assert error.value.code == "home-token-unreadable"


async def test_another_token_than_an_administrators_does_with_what_it_is_told() -> None:
    server = RecordedServer()
    server.refused = {"homeassistant/expose_entity/list", "conversation/sentences/list"}
    async with linked(server) as link:
        assert not link.home.exposure_known
        assert "light.bed_light" in link.home.entities


async def test_the_servers_own_agent_answers_or_does_not_understand() -> None:
    async with linked(RecordedServer()) as link:
        assert await link.process("dinner is ready", "en") == "I told everybody."
        assert await link.process("what is a mole", "en") is None
        assert await link.call("todo.get_items", ["todo.shopping_list"]) == {"todo.shopping_list": {"items": []}}


async def test_the_home_is_read_once() -> None:
    async with RecordedServer().serving() as url:
        link = HomeLink(url, lambda: TOKEN)
        await link.connect_once()
        assert "light.bed_light" in link.home.entities
        assert not link.connected
