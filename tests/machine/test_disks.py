"""A disk that is full, and one that cannot be written: Myna runs on, says so, and loses nothing that was there."""

from itertools import count

from machine.machine import Machine, until

FILL = "cd /var/lib/myna && for size in 1M 4k 1; do dd if=/dev/zero of=full.$size bs=$size; done 2>&1; sync; df ."


def things(machine: Machine) -> list[str]:
    """What is on the list."""
    lists: list[str] = machine.request("lists")["lists"][0]["items"]
    return lists


def test_where_the_disk_is_full_it_says_so_and_goes_on_when_there_is_room(machine: Machine) -> None:
    machine.request("list-add", list="shopping", items=["before"])
    machine.request("timer-set", kind="alarm", clock="07:30", text="before")
    machine.run("sh", "-c", FILL)
    events = machine.events()
    added = []
    for number in count():
        added.append(f"full {number} {'x' * 400}")
        machine.request("list-add", list="shopping", items=[added[-1]])
        if "disk" in machine.status()["faults"]:
            break
    assert next(event["code"] for event in events if event["event"] == "fault") == "not-kept"
    assert machine.status()["faults"]["disk"]["message"].startswith("There is no room on the disk")
    assert "There is no room on the disk" in machine.journal()
    assert things(machine) == ["before", *added]
    machine.run("systemctl", "restart", "myna")
    machine.wait_until_it_listens()
    assert "before" in things(machine)
    assert [timer["text"] for timer in machine.status()["timers"]] == ["before"]
    machine.request("list-add", list="shopping", items=["while full"])
    machine.run("sh", "-c", "rm /var/lib/myna/full.*")
    machine.request("list-add", list="shopping", items=["after"])
    until(lambda: machine.status()["faults"] == {}, "that all is written")
    machine.cut_power()
    machine.switch_on()
    machine.wait_until_it_listens()
    assert {"before", "while full", "after"} <= set(things(machine))
    assert [timer["text"] for timer in machine.status()["timers"]] == ["before"]


def test_the_system_s_disk_may_be_read_only(machine: Machine) -> None:
    machine.request("list-add", list="shopping", items=["before"])
    machine.run("sed", "-i", r"s|^/dev/vda / ext4 defaults|/dev/vda / ext4 ro|", "/etc/fstab")
    machine.run("sync")
    machine.cut_power()
    machine.switch_on(options="ro")
    machine.wait_until_it_listens()
    assert machine.run("findmnt", "--noheadings", "--output", "OPTIONS", "/").startswith("ro,")
    assert not machine.succeeds("touch", "/etc/written")
    machine.request("list-add", list="shopping", items=["after"])
    machine.cut_power()
    machine.switch_on(options="ro")
    machine.wait_until_it_listens()
    assert things(machine) == ["before", "after"]
