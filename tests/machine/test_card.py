"""The kernel takes the sound card away, and brings it back."""

from pathlib import Path

from machine.machine import Machine, until

DRIVER = "/sys/bus/platform/drivers/snd_aloop"


def test_a_card_that_was_pulled_is_used_again_when_it_is_back(machine: Machine, question: Path) -> None:
    process = machine.show("MainPID")
    pulled = machine.start("sh", "-c", f"echo snd_aloop.0 >{DRIVER}/unbind")  # ends when the card is let go of
    until(lambda: machine.status()["state"] == "no-microphone", "the loss")
    pulled.text()
    assert pulled.status == 0
    assert not machine.succeeds("test", "-e", "/proc/asound/Loopback")
    machine.run("sh", "-c", f"echo snd_aloop.0 >{DRIVER}/bind")
    machine.wait_until_it_listens()
    events = machine.events()
    machine.speak(question)
    assert "Paris" in next(event["text"] for event in events if event["event"] == "answer")
    assert (machine.show("MainPID"), machine.show("NRestarts")) == (process, "0")
