"""Whatever ends Myna or the machine, nothing that was acknowledged is lost, and it listens again."""

from collections.abc import Callable, Iterator
from itertools import chain, count, islice

import pytest

from machine.machine import Machine, until

LIST = "shopping"
TIMERS = 40
"""As many are set; Myna has room for 50."""

WRITTEN = 40
"""After so many acknowledged changes it happens, while the next ones are made."""


def kill(machine: Machine) -> None:
    restarted(machine, "systemctl", "kill", "--signal=KILL", "myna")
    assert "status=9/KILL" in machine.journal()


def run_out_of_memory(machine: Machine) -> None:
    """Have the kernel kill what it thinks is best to kill."""
    restarted(machine, "sh", "-c", "echo f >/proc/sysrq-trigger")
    assert "Failed with result 'oom-kill'" in machine.journal()


def restarted(machine: Machine, *command: str) -> None:
    """Run a command that ends Myna, and wait until systemd has started it anew."""
    before = machine.show("NRestarts")
    machine.run(*command)
    until(lambda: machine.show("NRestarts") != before, "the restart")


def cut_power(machine: Machine) -> None:
    machine.cut_power()
    machine.switch_on()


def reset(machine: Machine) -> None:
    """Boot anew at once, without anything written or ended before."""
    machine.start("sh", "-c", "echo b >/proc/sysrq-trigger")
    machine.wait_for_end()
    machine.switch_on()


def changes() -> Iterator[dict[str, object]]:
    """Changes of everything that is kept, one behind the other."""
    for number in count():
        if number % 3 == 0 and number // 3 < TIMERS:
            yield {"command": "timer-set", "kind": "timer", "seconds": 40_000, "text": f"timer {number}"}
        elif number % 3 == 1:
            yield {"command": "volume", "level": number % 100}
        else:
            yield {"command": "list-add", "list": LIST, "items": [f"thing {number}"]}


def kept(machine: Machine) -> tuple[set[str], int]:
    """The timers and things that are there, and the volume."""
    lists = {one["name"]: one["items"] for one in machine.request("lists")["lists"]}
    status = machine.status()
    return {*lists.get(LIST, ()), *(timer["text"] for timer in status["timers"])}, status["volume"]


def name_of(change: dict[str, object]) -> str:
    """The timer or the thing that a change sets; empty where it sets another."""
    items = change.get("items")
    return str(items[0]) if isinstance(items, list) else str(change.get("text", ""))


@pytest.mark.parametrize("fault", [kill, run_out_of_memory, cut_power, reset])
def test_what_was_acknowledged_is_there_afterwards(machine: Machine, fault: Callable[[Machine], None]) -> None:
    sent = list(islice(changes(), 400))
    answers = machine.requests(sent)
    begun = list(islice(answers, WRITTEN))
    fault(machine)
    acknowledged = sum(answer["ok"] for answer in chain(begun, answers))
    assert WRITTEN <= acknowledged < len(sent)
    machine.wait_until_it_listens()
    print(f"\nIt listens {machine.seconds_to_listen():.1f} s after its start; {acknowledged} changes before.")
    there, volume = kept(machine)
    assert {name_of(change) for change in sent[:acknowledged]} - {""} <= there
    volumes = [change["level"] for change in sent[: acknowledged + 1] if change["command"] == "volume"]
    assert volume in volumes[-2:]

    events = machine.events()
    machine.requests([{"command": "ask", "text": "What is on my shopping list?"}])
    next(event for event in events if event.get("state") == "answering")
    fault(machine)
    machine.wait_until_it_listens()
    print(f"It listens {machine.seconds_to_listen():.1f} s after its start, in the middle of an answer.")
    assert kept(machine) == (there, volume)
    assert "thing 2" in machine.request("ask", text="What is on my shopping list?", aloud=False)["answer"]
