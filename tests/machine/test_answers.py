"""The package was installed without a network; from the next boot on Myna listens, and answers who speaks to it."""

from pathlib import Path

from machine.machine import Machine, until

LAST_SECONDS = (
    "import pathlib, sys, wave\n"
    "sound = pathlib.Path(sys.argv[1]).read_bytes()[44:]\n"  # the header may not know how long it became
    "with wave.open(sys.argv[2], 'wb') as last:\n"
    "    last.setparams((1, 2, 16000, 0, 'NONE', ''))\n"
    "    last.writeframes(sound[: len(sound) // 2 * 2][-6 * 32000 :])\n"
)
"""Keeps the end of a recording (WAV, 16 kHz): an emulated processor thinks for longer than an answer is waited for."""


def test_it_listens_after_the_boot_and_answers_aloud(machine: Machine, question: Path) -> None:
    assert machine.run("ls", "/sys/class/net") == "lo\n"
    print(f"\nIt listens {machine.seconds_to_listen():.1f} s after its start.")
    until(lambda: not machine.status()["loading"], "a voice")
    events = machine.events()
    with machine.recording("/tmp/answer.wav"):
        machine.speak(question)
        answer = next(event["text"] for event in events if event["event"] == "answer")
        next(event for event in events if event["event"] == "state" and event["phase"] == "idle")
    assert "Paris" in answer
    machine.run("python3", "-c", LAST_SECONDS, "/tmp/answer.wav", "/tmp/end.wav")
    assert "paris" in machine.run("myna", "hear", "--listen", "/tmp/end.wav")
