"""Another configuration while Myna runs: prepared, waited for, switched to, or refused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

import virtual_time
from fakes import FakeEngines
from myna.app.current import Current
from myna.app.reload import IDLE_SECONDS, Reloader
from myna.config import Config
from myna.core.errors import ConfigError, MynaError
from myna.core.events import Event, Failed, Reloaded
from myna.platform.systemd import Notifier

WRONG = ConfigError("config-invalid", "a.yaml:1: unknown key", "Correct it.")
UNFIT = MynaError("model-missing", "It is not there.")


class Host:
    """Lives by one configuration after the other, as the daemon does; ``lived`` are all of them."""

    def __init__(self, *engines: str) -> None:
        self.config = Config()
        """What is read."""
        self.error: MynaError | None = None
        self.engines = FakeEngines(*engines)
        self.idle = asyncio.Event()
        self.idle.set()
        self.told: list[Event] = []
        self.current = Current(self.config)
        self.lived = [self.config]
        self.reloader = Reloader(self.current, self._read, self.idle.wait, Notifier({}), self.told.append)

    def _read(self) -> Config:
        if self.error is not None:
            raise self.error
        return self.config

    async def live(self) -> None:
        while True:
            self.reloader.switched(self.engines)
            self.current.config = await self.reloader.next_config()
            self.lived.append(self.current.config)

    @asynccontextmanager
    async def living(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.live()), group.create_task(self.reloader.reload_when_hung_up())]
            yield
            for task in tasks:
                task.cancel()


def other(config: Config, seconds: float) -> Config:
    return config.model_copy(update={"follow_up_seconds": seconds})


async def test_nothing_changes_where_nothing_is_new() -> None:
    host = Host()
    async with host.living():
        assert await host.reloader.reload() == []
    assert host.told == [Reloaded([])]
    assert len(host.lived) == 1


async def test_a_changed_configuration_is_lived_by_before_the_reload_is_over() -> None:
    host = Host("voice")
    async with host.living():
        host.config = other(host.config, 9.0)
        assert await host.reloader.reload() == ["follow_up_seconds", "voice"]
        assert host.current.config is host.config
    assert host.told == [Reloaded(["follow_up_seconds", "voice"])]


async def test_engines_alone_may_change() -> None:
    host = Host("model")
    async with host.living():
        assert await host.reloader.reload() == ["model"]
    assert len(host.lived) == 2


@pytest.mark.parametrize("unread", [True, False])
async def test_a_wrong_one_changes_nothing_and_is_remembered_until_a_right_one_comes(
    unread: bool, caplog: pytest.LogCaptureFixture
) -> None:
    host = Host("voice")
    error = WRONG if unread else UNFIT
    host.error, host.engines.error = (error, None) if unread else (None, error)
    async with host.living():
        with pytest.raises(MynaError) as caught:
            await host.reloader.reload()
        assert caught.value is error
        assert host.current.config_error is error
        assert host.told == [Failed(error)]
        assert "The configuration stays as it was." in caplog.text
        host.error = host.engines.error = None
        await host.reloader.reload()
        assert host.current.config_error is None
    assert len(host.lived) == 2


async def test_it_waits_for_the_first_assistant() -> None:
    host = Host("voice")
    early = asyncio.create_task(host.reloader.reload())
    await asyncio.wait([early], timeout=0.01)
    assert not early.done()
    async with host.living():
        assert await early == ["voice"]


def test_it_waits_for_the_end_of_a_conversation_but_not_for_ever() -> None:
    async def play() -> list[float]:
        host, clock = Host("voice"), asyncio.get_running_loop().time
        took: list[float] = []
        async with host.living():
            for answered_after in (3.0, None):
                host.idle.clear()
                if answered_after is not None:
                    asyncio.get_running_loop().call_later(answered_after, host.idle.set)
                begin = clock()
                await host.reloader.reload()
                took.append(clock() - begin)
        return took

    assert virtual_time.run(play()) == [3.0, IDLE_SECONDS]


async def test_who_gives_up_waiting_lets_go_what_was_prepared() -> None:
    host = Host("voice")
    host.idle.clear()
    async with host.living():
        waiting = asyncio.create_task(host.reloader.reload())
        await asyncio.wait([waiting], timeout=0.01)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
        assert (host.engines.discarded, host.told) == (1, [])
        host.idle.set()
        assert await host.reloader.reload() == ["voice"]
    assert len(host.lived) == 2


async def test_two_reloads_come_one_after_the_other() -> None:
    host = Host()
    async with host.living():
        host.config = other(host.config, 9.0)
        first, second = await asyncio.gather(host.reloader.reload(), host.reloader.reload())
    assert (first, second) == (["follow_up_seconds"], [])


async def test_a_hang_up_reloads_and_a_wrong_file_is_no_end() -> None:
    host = Host("voice")
    told = asyncio.Event()

    def tell(event: Event) -> None:
        host.told.append(event)
        told.set()

    host.reloader = Reloader(host.current, host._read, host.idle.wait, Notifier({}), tell)
    async with host.living():
        for error in (WRONG, None):
            host.error = error
            told.clear()
            host.reloader.hang_up()
            await told.wait()
    assert host.told == [Failed(WRONG), Reloaded(["voice"])]


async def test_what_an_engine_is_made_of_may_change_without_the_configuration() -> None:
    host = Host("listener")
    async with host.living():
        host.error = WRONG  # what is in the file does not matter
        host.reloader.renew()
        async with asyncio.timeout(5):
            while len(host.lived) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
    assert host.told == [Reloaded(["listener"])]
    assert host.lived[1] is host.lived[0]


async def test_a_reload_that_was_asked_for_meanwhile_is_one() -> None:
    host = Host("voice")
    async with host.living():
        host.reloader.hang_up()
        host.reloader.renew()
        host.config = other(host.config, 9.0)
        async with asyncio.timeout(5):
            while len(host.lived) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
    assert host.lived[1] is host.config
