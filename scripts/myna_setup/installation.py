"""``make install``: a new release beside the old one, swapped in, and kept if the service says READY.

Its rules:

1. What takes long or may fail (wheels, release, models) comes first and touches nothing that runs.
2. What is changed then is changed together, and undone together if the new release does not start.
3. The configuration is a person's: it is written once, and never again.
"""

import os
import shutil
import sys
import time
from pathlib import Path
from pwd import getpwnam, struct_passwd

from myna_setup import account, layout, models, release, service, sound, system, wheelhouse
from myna_setup.changes import Changes
from myna_setup.common import ROOT, SetupError, run_logged

CONTROLLERS = Path("/sys/fs/cgroup/cgroup.controllers")
KERNEL_LINE = Path("/boot/firmware/cmdline.txt")
MEMORY_HINT = (
    f"This kernel does not limit memory: add cgroup_enable=memory to the line in {KERNEL_LINE} and reboot, so that a "
    "model too large is replaced and never freezes the board."
)
"""Raspberry Pi OS switches the limits off; on other machines they are there."""


def say(line: str) -> None:
    """Print a step of the installation in a line."""
    print(line, flush=True)


def install(wheels: Path | None, model: str, sound_choice: str) -> None:
    """Install the checkout. Raises SetupError; what ran before runs on then."""
    caller = account.caller(os.environ)
    sound_user = sound.session_user(sound_choice, caller, layout.UNITS / f"{layout.SERVICE}.d" / sound.FILLED_IN)
    release.check_python(Path(sys.executable))
    system.ensure(building=wheels is None)
    wheels = collected(wheels)
    layout.LOG.unlink(missing_ok=True)
    made = release.free_place(layout.RELEASES)
    say(f"Making release {made.name} in {made}")
    release.make(made, wheels, layout.SCRATCH, layout.LOG)
    changes = Changes()
    try:
        make_user(changes, made)
        user = sound_user or getpwnam(layout.USER)
        place_config()
        place_models(made, user, model)
        activate(changes, made, sound_user)
        ready = start(made)
    except BaseException:
        undo(changes, made)
        raise
    if ready:
        finish(made)
    greet(caller, sound_user, ready=ready)


def collected(wheels: Path | None) -> Path:
    """The folder of wheels: the one that is given, or one that the checkout's owner makes. Raises SetupError."""
    if wheels is not None:
        if (reason := wheelhouse.why_not(ROOT, wheels)) is not None:
            raise SetupError(
                f"{wheels} {reason}. Make them on a machine of this kind. Type: make wheels WHEELS={wheels}"
            )
        return wheels
    wheels, owner = ROOT / "build" / "wheels", account.owner(ROOT)
    if not wheelhouse.is_current(ROOT, wheels):
        say(f"Collecting what Myna needs, as {owner.pw_name}")
        commands: tuple[list[Path | str], ...] = (
            [Path(sys.executable), ROOT / "scripts" / "setup.py", "run"],
            [ROOT / ".venv" / "bin" / "python", ROOT / "scripts" / "wheels.py", wheels],
        )
        for command in commands:
            if account.run_as(owner, command, os.environ, ROOT):
                raise SetupError("Nothing was changed. Mend what it says, then type the same command again.")
    return wheels


def make_user(changes: Changes, made: Path) -> None:
    """Make sure of the user and the group that the service runs as. Raises SetupError."""
    if changes.write(layout.SYSUSERS, (made / "systemd" / "myna.sysusers.conf").read_text(encoding="utf-8")):
        say(f"Making the user {layout.USER}")
    run_logged(["systemd-sysusers", str(layout.SYSUSERS)], what="The making of the user myna", log=layout.LOG)


def place_config() -> None:
    """Write the configuration, where there is none."""
    if layout.CONFIG.exists():
        say(f"{layout.CONFIG} stays as it is")
        return
    Changes().write(layout.CONFIG, (ROOT / "config" / "myna.yaml").read_text(encoding="utf-8"))
    say(f"Wrote {layout.CONFIG}")


def place_models(made: Path, user: struct_passwd, model: str) -> None:
    """Copy and pull models. Raises SetupError where one that is needed cannot be had."""
    group = getpwnam(layout.USER).pw_gid
    for folder in (layout.STATE, layout.MODELS):
        folder.mkdir(mode=0o750, exist_ok=True)
    models.copy(ROOT / "models", layout.MODELS, say)
    models.give(layout.STATE, user.pw_uid, group)
    if pull(made, user, "--starter"):
        raise SetupError("The models are not complete. Mend what it says, then type the same command again.")
    if model == "starter":
        return
    if model:
        if pull(made, user, model):
            raise SetupError("Type the same command again, or: sudo make install MODEL=starter")
        return
    if (found := models.larger(made)) is not None:
        name, size_bytes = found
        say(f"Pulling {name} ({size_bytes / 1e9:.1f} GB), which suits this memory; not wanted: MODEL=starter")
        if pull(made, user, name):
            say(f"Without {name} it goes on with a smaller model. Later: sudo make install MODEL={name}")


def pull(made: Path, user: struct_passwd, what: str) -> int:
    """``myna models pull`` of the new release into the service's folder, as the user of the service; its status."""
    command = [made / "bin" / "myna", "models", "pull", what]
    return account.run_as(user, command, models.environment(), Path("/"), layout.STATE)


def activate(changes: Changes, made: Path, sound_user: struct_passwd | None) -> None:
    """Put everything in its place; the link to the release is last."""
    units = made / "systemd"
    for name in (layout.SERVICE, layout.MODELS_SERVICE):
        changes.write(layout.UNITS / name, (units / name).read_text(encoding="utf-8"))
        drop_in = layout.UNITS / f"{name}.d" / sound.FILLED_IN
        if sound_user is None:
            changes.remove(drop_in)
        else:
            example = (units / f"{name}.d" / sound.FILLED_IN).read_text(encoding="utf-8")
            changes.write(drop_in, sound.filled_in(example, sound_user))
    for name in layout.SWITCHED_UNITS:
        changes.write(layout.UNITS / name, (units / name).read_text(encoding="utf-8"))
    changes.link(layout.COMMAND, layout.CURRENT / "bin" / "myna")
    os.sync()  # the release must be on the disk before it is what the next boot starts
    changes.link(layout.CURRENT, made)
    service.systemctl("daemon-reload")
    service.systemctl("enable", layout.SERVICE)
    service.systemctl("enable", "--now", *layout.WATCHING)
    service.systemctl("enable", layout.SWITCH)
    service.systemctl("start", layout.SWITCH)


def start(made: Path) -> bool:
    """Start the release; whether it is ready, and not only waiting for a microphone. Raises SetupError."""
    say(f"Starting release {made.name}")
    began = time.time()
    outcome = service.restart()
    if outcome is service.Outcome.FAILED:
        lines = "\n".join(f"  {line}" for line in service.journal(began))
        raise SetupError(
            f"{lines}\nRelease {made.name} does not start. Mend what the last lines say, then type the same command "
            "again. More is in: journalctl -u myna"
        )
    return outcome is service.Outcome.READY


def undo(changes: Changes, made: Path) -> None:
    """Bring back the release before, or nothing, and let it run."""
    touched = os.path.realpath(layout.CURRENT) == str(made)
    if touched and not changes.had(layout.CURRENT):
        service.systemctl("disable", "--now", layout.SERVICE, layout.SWITCH, *layout.WATCHING)
    changes.undo()
    shutil.rmtree(made, ignore_errors=True)
    if touched:
        service.systemctl("daemon-reload")
        service.systemctl("reset-failed", layout.SERVICE)
        if layout.CURRENT.exists():
            service.systemctl("restart", "--no-block", layout.SERVICE)
            say(f"Release {layout.CURRENT.resolve().name} is back.")


def finish(made: Path) -> None:
    """Delete the releases before the new one, which works."""
    if others := release.delete_others(made):
        say(f"Deleted release {', '.join(others)}")


def greet(caller: struct_passwd | None, sound_user: struct_passwd | None, *, ready: bool) -> None:
    """Say what there is now, and what is left for the person to do."""
    if caller is not None and caller.pw_name not in account.members(layout.USER):
        account.add(caller.pw_name, layout.USER)
        say(f"{caller.pw_name} may talk to Myna (group {layout.USER}) after logging in again.")
    if sound_user is not None:
        name = sound_user.pw_name
        say(f"Sound goes through the session of {name}; from boot on with: sudo loginctl enable-linger {name}")
    if (
        KERNEL_LINE.exists()
        and CONTROLLERS.exists()
        and "memory" not in CONTROLLERS.read_text(encoding="ascii").split()
    ):
        say(MEMORY_HINT)
    if ready:
        say("Myna listens, now and after every boot. What it does: myna status")
        say(f"After a change of {layout.CONFIG}: sudo systemctl start myna-models && sudo systemctl reload myna")
    else:
        say("Myna is installed and waits for a microphone: plug one in. What it does: myna status")
        say(f"If it has one, name it in {layout.CONFIG} (audio.input), then type: sudo systemctl restart myna")
