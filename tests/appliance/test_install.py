"""``sudo make install`` and ``sudo make uninstall``, as a person types them on a board without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appliance.board import HOME, Board

CONFIG = "/etc/myna/config.yaml"
VOICE = "/var/lib/myna/models/en_US-joe-medium.onnx"
SESSION_MODULES = """
load-module module-native-protocol-unix
load-module module-null-sink sink_name=speaker sink_properties=device.description=Headset
load-module module-null-sink sink_name=room
load-module module-remap-source source_name=microphone master=room.monitor source_properties=device.description=Headset
set-default-sink speaker
set-default-source microphone
"""
SESSION = """
[Unit]
Wants=user-runtime-dir@1000.service
After=user-runtime-dir@1000.service
[Service]
Type=notify
User=pi
Environment=HOME=/home/pi XDG_RUNTIME_DIR=/run/user/1000
ExecStart=/usr/bin/pulseaudio -n -F /srv/share/session.pa --daemonize=no --exit-idle-time=-1 --realtime=no \
    --high-priority=no --use-pid-file=no --disable-shm=yes
"""


def owner(installed: Board, path: str) -> str:
    return installed.run("stat", "--format", "%U:%G %a", path).strip()


def release(installed: Board) -> str:
    return installed.run("readlink", "-f", "/opt/myna/current").strip()


@contextmanager
def changed(path: Path, text: str) -> Iterator[None]:
    """A file with other content, for the length of a ``with`` block."""
    before = path.read_text()
    path.write_text(text)
    try:
        yield
    finally:
        path.write_text(before)


def test_an_installation_makes_a_service_that_listens(installed):
    assert installed.show("ActiveState") == "active"
    assert installed.show("UnitFileState") == "enabled"
    assert installed.run("myna", "version").startswith("myna ")
    assert installed.run("readlink", "/usr/local/bin/myna") == "/opt/myna/current/bin/myna\n"
    assert installed.run("stat", "--format", "%U", f"/proc/{installed.show('MainPID')}").strip() == "myna"
    assert "audio" in installed.run("id", "myna")
    assert "myna" in installed.run("id", "pi")
    assert owner(installed, CONFIG) == "root:root 644"
    assert owner(installed, "/var/lib/myna/models") == "myna:myna 750"
    assert owner(installed, "/run/myna") == "myna:myna 750"
    assert owner(installed, "/run/myna/control.sock") == "myna:myna 660"
    assert installed.attempt("ls", "/opt/myna/scratch").returncode != 0


def test_an_installation_leaves_nothing_of_root_in_the_checkout(installed):
    models = f"{HOME}/myna/models"  # bound to the host's

    assert installed.run("find", f"{HOME}/myna", "-path", models, "-prune", "-o", "-user", "root", "-print") == ""


def test_a_second_installation_takes_the_first_ones_place_and_keeps_the_configuration(installed):
    first = release(installed)
    installed.write(CONFIG, "wake_word: hey computer\n")
    try:
        said = installed.install()

        assert release(installed) != first
        assert installed.run("ls", "/opt/myna/releases").split() == [Path(release(installed)).name]
        assert installed.read(CONFIG) == "wake_word: hey computer\n"
        assert f"{CONFIG} stays as it is" in said
        assert "Copied" not in said
        assert "Listening for hey computer." in installed.run("myna", "status")
    finally:
        installed.write(CONFIG, "")


def test_a_release_that_does_not_start_is_rolled_back(installed):
    first = release(installed)
    unit = installed.read("/etc/systemd/system/myna.service")
    daemon, service = (installed.checkout / name for name in ("src/myna/app/daemon.py", "systemd/myna.service"))
    with (
        changed(daemon, "raise RuntimeError('a board on fire')\n"),
        changed(service, service.read_text().replace("RestartSec=5", "RestartSec=4")),
    ):
        done = installed.make("install", "WHEELS=/srv/wheels", "MODEL=starter")

    assert done.returncode != 0
    assert "RuntimeError: a board on fire" in done.stdout
    assert "does not start. Mend what the last lines say" in done.stdout
    assert release(installed) == first
    assert installed.run("ls", "/opt/myna/releases").split() == [Path(first).name]
    assert installed.read("/etc/systemd/system/myna.service") == unit
    installed.run("systemctl", "start", "myna")
    assert installed.show("ActiveState") == "active"


def test_a_failure_before_the_swap_touches_nothing_that_runs(installed):
    process = installed.show("MainPID")
    installed.write(CONFIG, "wake_wort: computer\n")
    try:
        done = installed.make("install", "WHEELS=/srv/wheels", "MODEL=starter")
    finally:
        installed.write(CONFIG, "")

    assert done.returncode != 0
    assert "wake_word" in done.stdout
    assert "Traceback" not in done.stdout
    assert installed.show("MainPID") == process
    assert installed.run("ls", "/opt/myna/releases").split() == [Path(release(installed)).name]


def test_models_are_pulled_on_request_and_a_failure_is_told(installed):
    installed.run("systemctl", "start", "myna-models")
    installed.run("mv", VOICE, "/srv/share/voice.onnx")
    try:
        assert installed.attempt("systemctl", "start", "myna-models").returncode != 0
    finally:
        installed.run("cp", "-p", "/srv/share/voice.onnx", VOICE)

    assert installed.show("ExecMainStatus", "myna-models") == "69"
    assert "en_US-joe-medium could not be fetched" in installed.journal("myna-models")
    assert installed.show("ActiveState") == "active"


def test_wheels_of_something_else_are_refused(installed):
    done = installed.make("install", "WHEELS=/srv/share")

    assert done.returncode != 0
    assert "Type: make wheels WHEELS=/srv/share" in done.stdout


def test_only_root_may_install_and_uninstall(installed):
    for command in ("install", "uninstall"):
        done = installed.attempt("runuser", "-u", "pi", "--", "make", "-C", f"{HOME}/myna", command)

        assert done.returncode != 0
        assert f"Only root may do that. Type: sudo make {command}" in done.stdout


def test_the_sound_of_a_session_is_used_by_its_own_user(installed):
    installed.write("/srv/share/session.pa", SESSION_MODULES)
    installed.write("/run/systemd/system/session.service", SESSION)
    installed.run("systemctl", "daemon-reload")
    installed.run("systemctl", "start", "session")
    installed.run("mv", "/etc/asound.conf", "/etc/asound.off")
    installed.write("/etc/asound.conf", "pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    try:
        said = installed.install("SOUND=session")

        assert "Sound goes through the session of pi" in said
        assert installed.run("stat", "--format", "%U", f"/proc/{installed.show('MainPID')}").strip() == "pi"
        assert owner(installed, "/run/myna/control.sock") == "pi:myna 660"
        assert "Headset" in installed.run("myna", "status")

        assert "Sound goes" not in installed.install("SOUND=alsa")
        assert installed.show("DropInPaths") == ""
    finally:
        installed.run("mv", "/etc/asound.off", "/etc/asound.conf")
        installed.run("systemctl", "stop", "session")


def test_an_uninstallation_keeps_what_is_a_persons_unless_it_is_asked_to(installed):
    installed.write(CONFIG, "wake_word: hey computer\n")

    kept = installed.make("uninstall")

    assert "Kept /etc/myna and /var/lib/myna" in kept.stdout
    assert installed.show("LoadState") == "not-found"
    assert not any(installed.exists(path) for path in ("/opt/myna", "/usr/local/bin/myna", "/run/myna"))
    assert installed.read(CONFIG) == "wake_word: hey computer\n"
    assert installed.exists("/var/lib/myna/models/vosk-model-small-en-us-0.15")

    assert installed.make("uninstall", "PURGE=yes").returncode == 0

    assert not any(installed.exists(path) for path in ("/etc/myna", "/var/lib/myna"))
    assert installed.attempt("id", "myna").returncode != 0
