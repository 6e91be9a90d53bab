"""The clock on the wall is set while Myna runs: lengths stay lengths, alarms keep to the clock, and each rings once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from machine.machine import Machine, until

HOUR = 3600.0


def wall(machine: Machine) -> float:
    """The machine's clock, in seconds since the epoch."""
    return float(machine.run("date", "+%s.%N"))


def steady(machine: Machine) -> float:
    """Seconds since the machine's boot."""
    return float(machine.run("cat", "/proc/uptime").split()[0])


def set_clock(machine: Machine, seconds: float) -> None:
    """Set the machine's clock."""
    machine.run("date", "--set", f"@{seconds}")


def timers(machine: Machine) -> dict[str, dict[str, Any]]:
    """What is set, by its text."""
    return {timer["text"]: timer for timer in machine.status()["timers"]}


def wait_for(events: Iterator[dict[str, Any]], change: str) -> str:
    """Wait until a timer or an alarm has changed like that; its text."""
    return next(event["text"] for event in events if event["event"] == "timer" and event["change"] == change)


def wait_for_ring(events: Iterator[dict[str, Any]]) -> str:
    """Wait until a timer or an alarm rings, and can be stopped; its text."""
    text = wait_for(events, "ringing")
    next(event for event in events if event["event"] == "state" and event["phase"] == "ringing")
    return text


def alarm(machine: Machine, text: str, seconds: float) -> float:
    """Set an alarm for the full minute in ``seconds``; when that is, in seconds since the epoch."""
    due = (wall(machine) + seconds) // 60 * 60
    at = datetime.fromtimestamp(due, UTC)
    machine.request("timer-set", kind="alarm", clock=f"{at:%H:%M}", day=f"{at:%Y-%m-%d}", text=text)
    return due


def test_a_step_by_hours_moves_no_length_and_no_alarm(machine: Machine) -> None:
    due = alarm(machine, "alarm", 20 * HOUR)
    began = steady(machine)
    machine.request("timer-set", kind="timer", seconds=8 * HOUR, text="length")
    set_up = steady(machine)
    for step in (5 * HOUR, -9 * HOUR, 2 * HOUR):
        set_clock(machine, wall(machine) + step)
        earlier = steady(machine)
        found = timers(machine)
        later = steady(machine)
        assert datetime.fromisoformat(found["alarm"]["due"]).timestamp() == due
        left = found["length"]["left_seconds"]
        assert 8 * HOUR - (later - began) - 1 <= left <= 8 * HOUR - (earlier - set_up) + 1


def test_each_rings_once_and_none_is_forgotten(machine: Machine) -> None:
    events = machine.events()
    first = alarm(machine, "first", 5 * HOUR)
    second = alarm(machine, "second", 6 * HOUR)
    missed = alarm(machine, "missed", 7 * HOUR)
    set_clock(machine, first - 1)
    assert wait_for_ring(events) == "first"
    machine.request("stop")
    assert wait_for(events, "stopped") == "first"
    set_clock(machine, first - 2 * HOUR)
    set_clock(machine, first - 1)
    set_clock(machine, second - 1)
    assert wait_for_ring(events) == "second"
    machine.request("stop")
    machine.request("timer-set", kind="timer", seconds=20, text="short")
    set_clock(machine, first - 3 * HOUR)
    assert wait_for_ring(events) == "short"
    machine.request("stop")
    set_clock(machine, missed + HOUR)
    assert wait_for(events, "missed") == "missed"
    until(lambda: timers(machine) == {}, "the end of all")


def clocks(machine: Machine, zone: str) -> dict[str, str]:
    """What a clock in ``zone`` shows when each is due, by its text."""
    due = {text: datetime.fromisoformat(timer["due"]) for text, timer in timers(machine).items()}
    return {text: f"{at.astimezone(ZoneInfo(zone)):%H:%M}" for text, at in due.items()}


def test_an_alarm_keeps_to_the_clock_of_another_time_zone(machine: Machine) -> None:
    set_clock(machine, datetime(2027, 1, 4, 12, tzinfo=UTC).timestamp())
    machine.request("timer-set", kind="alarm", clock="07:30", text="once")
    machine.request("timer-set", kind="alarm", clock="08:15", days=[0, 1, 2, 3, 4, 5, 6], text="daily")
    machine.request("timer-set", kind="timer", seconds=8 * HOUR, text="length")
    before = timers(machine)["length"]["due"]
    for zone in ("Asia/Tokyo", "America/Los_Angeles"):
        machine.run("timedatectl", "set-timezone", zone)
        until(lambda zone=zone: clocks(machine, zone)["once"] == "07:30", "an alarm that follows the clock")
        assert clocks(machine, zone)["daily"] == "08:15"
        assert timers(machine)["length"]["due"] == before
    machine.run("systemctl", "stop", "myna")
    machine.run("timedatectl", "set-timezone", "Europe/Berlin")
    machine.run("systemctl", "start", "myna")
    machine.wait_until_it_listens()
    found = clocks(machine, "Europe/Berlin")
    assert (found["once"], found["daily"]) == ("07:30", "08:15")
    assert timers(machine)["length"]["due"] == before
