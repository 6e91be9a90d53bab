"""The front door: what may be asked of a Myna that starts, and how its events reach those who subscribe."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.service_kit import House
from myna.app.runtime_settings import RuntimeSettings
from myna.app.service import Service
from myna.app.snapshot import Snapshot, as_json
from myna.core.errors import GpioError, LlmError, MynaError, ServiceError, VoiceError
from myna.core.events import Event, MuteChanged, Ready, TimerChanged, VolumeChanged
from myna.timers.timer import Kind, Timer


@pytest.fixture
def house() -> House:
    return House()


async def test_a_subscriber_gets_a_snapshot_and_then_every_change(house: House) -> None:
    got: list[Snapshot | Event] = []
    await house.service.set_volume(40)
    with house.service.subscribed(got.append):
        (first,) = got
        assert isinstance(first, Snapshot)
        # What the board measures moves between two snapshots.
        assert first == replace(house.service.snapshot(), board=first.board)
        await house.service.change_volume(-10)
        await house.service.mute()
        house.hub.publish(Ready())
        timer = await house.timers.put(Timer(Kind.TIMER, house.timers.now + 60.0, "tea", 60.0))
    await house.service.unmute()
    assert got[1:4] == [VolumeChanged(30), MuteChanged(True), Ready()]
    (told,) = got[4:]
    assert isinstance(told, TimerChanged)
    assert (told.change, told.timer["number"]) == ("set", timer.number)


async def test_the_last_answer_is_said_again_where_there_is_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    async def say(text: str) -> None:
        said.append(text)

    monkeypatch.setattr(house.service, "say", say)
    with pytest.raises(ServiceError, match="answered nothing yet"):
        await house.service.repeat()
    monkeypatch.setattr(RuntimeSettings, "last_said", " It is noon. ")
    await house.service.repeat()
    assert said == ["It is noon."]


def test_what_is_out_of_use_is_known_until_it_works(house: House) -> None:
    error = GpioError("gpio-busy", "The pin is in use.", "End that.")
    house.service.note_fault("button", error)
    assert house.service.snapshot().faults == {"button": error}
    house.service.note_fault("button", None)
    assert house.service.snapshot().faults == {}


def test_the_configuration_is_the_one_that_it_lives_by(house: House) -> None:
    assert house.service.config is house.config


def test_all_subscribers_get_the_same_in_the_same_order(house: House) -> None:
    got: list[tuple[int, Snapshot | Event]] = []
    with ExitStack() as stack:
        for number in range(3):
            stack.enter_context(house.service.subscribed(lambda event, number=number: got.append((number, event))))
        got.clear()
        house.hub.publish(Ready())
        house.hub.publish(VolumeChanged(5))
    assert got == [(number, event) for event in (Ready(), VolumeChanged(5)) for number in range(3)]


@pytest.mark.parametrize("fails_at", [Snapshot, Ready])
def test_a_subscriber_that_raises_is_dropped_and_the_others_go_on(
    house: House, caplog: pytest.LogCaptureFixture, fails_at: type[Snapshot | Event]
) -> None:
    first: list[Snapshot | Event] = []
    bad: list[Snapshot | Event] = []
    last: list[Snapshot | Event] = []

    def fail(event: Snapshot | Event) -> None:
        bad.append(event)
        if isinstance(event, fails_at):
            raise ZeroDivisionError("a mistake of its own")

    subscribed = house.service.subscribed
    with subscribed(first.append), subscribed(fail), subscribed(last.append):
        for event in (VolumeChanged(5), Ready(), VolumeChanged(6)):
            house.hub.publish(event)
    assert first[1:] == last[1:] == [VolumeChanged(5), Ready(), VolumeChanged(6)]
    assert isinstance(bad[-1], fails_at)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "ZeroDivisionError: a mistake of its own" in caplog.text


def test_who_leaves_while_something_is_told_gets_nothing_more(house: House) -> None:
    got: list[Snapshot | Event] = []
    with ExitStack() as inner, house.service.subscribed(lambda event: inner.close() if event == Ready() else None):
        inner.enter_context(house.service.subscribed(got.append))
        house.hub.publish(Ready())
    assert [type(event) for event in got] == [Snapshot]


@pytest.mark.parametrize(
    "command",
    [
        lambda service: service.ask("What time is it?"),
        lambda service: service.say("Hello."),
        lambda service: service.listen(),
        lambda service: service.stop(),
    ],
    ids=["ask", "say", "listen", "stop"],
)
async def test_what_needs_the_assistant_is_refused_while_it_starts(
    house: House, command: Callable[[Service], Awaitable[object]]
) -> None:
    with pytest.raises(ServiceError) as caught:
        await command(house.service)
    assert caught.value.code == "starting"


@pytest.mark.parametrize(
    ("command", "kind"), [(lambda service: service.ask(" "), LlmError), (lambda service: service.say(""), VoiceError)]
)
async def test_nothing_is_no_text(
    house: House, command: Callable[[Service], Awaitable[object]], kind: type[MynaError]
) -> None:
    with pytest.raises(kind):
        await command(house.service)


async def test_what_is_set_while_it_starts_is_in_the_next_snapshot(house: House) -> None:
    before = house.service.snapshot()
    assert (before.state, before.phase, before.text) == ("starting", "idle", "Starting.")
    assert (before.volume, before.muted, before.timers, before.assistant) == (100, False, [], None)
    await house.service.set_volume(20)
    await house.service.sleep(datetime.now() + timedelta(hours=1))
    await house.timers.put(Timer(Kind.TIMER, house.timers.now + 60.0, "tea", 60.0))
    house.now += 12.34
    after = house.service.snapshot()
    assert (after.volume, after.muted, [timer["text"] for timer in after.timers]) == (20, True, ["tea"])
    told = as_json(after)
    assert (told["uptime_seconds"], told["volume"], told["muted"]) == (12.3, 20, True)
    assert (told["config_error"], "model" in told, "microphone" in told) == (None, False, False)
