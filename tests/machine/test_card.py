"""The kernel takes the sound card away, and brings it back."""

from machine.machine import Machine, until

DRIVER = "/sys/bus/platform/drivers/snd_aloop"
LOUDEST = (
    "import array, pathlib, sys\n"
    "sound = pathlib.Path(sys.argv[1]).read_bytes()[44:]\n"  # the header may not know how long it became
    "print(max(array.array('h', sound[: len(sound) // 2 * 2])))"
)


def test_a_card_that_was_pulled_is_used_again_when_it_is_back(machine: Machine) -> None:
    process = machine.show("MainPID")
    pulled = machine.start("sh", "-c", f"echo snd_aloop.0 >{DRIVER}/unbind")  # ends when the card is let go of
    until(lambda: machine.status()["state"] == "no-microphone", "the loss")
    pulled.text()
    assert pulled.status == 0
    assert not machine.succeeds("test", "-e", "/proc/asound/Loopback")
    machine.run("sh", "-c", f"echo snd_aloop.0 >{DRIVER}/bind")
    machine.wait_until_it_listens()
    events = machine.events()
    with machine.recording("/tmp/answer.wav"):
        machine.request("ask", text="What is the capital of France?")
        next(event for event in events if event["event"] == "state" and event["phase"] == "speaking")
        next(event for event in events if event["event"] == "state" and event["phase"] == "idle")
    assert int(machine.run("python3", "-c", LOUDEST, "/tmp/answer.wav")) > 1000
    assert (machine.show("MainPID"), machine.show("NRestarts")) == (process, "0")
