"""``make uninstall``: removes everything but the configuration and the models."""

import shutil
import subprocess

from myna_setup import layout, service, sound

KEPT = (layout.CONFIG.parent, layout.STATE, layout.PAGE_STATE)


def uninstall(*, purge: bool) -> None:
    """Remove the service and its program; ``purge``: the configuration, the models and the user too."""
    service.systemctl("disable", "--now", *layout.SWITCHED_UNITS)
    for unit in layout.SWITCHED_UNITS:
        (layout.UNITS / unit).unlink(missing_ok=True)
        shutil.rmtree(layout.RUNTIME / f"{unit}.d", ignore_errors=True)
    shutil.rmtree(layout.RUNTIME / f"{layout.SERVICE}.d", ignore_errors=True)
    for name in layout.AVAHI_FILES:
        (layout.AVAHI / name).unlink(missing_ok=True)
    for unit in (layout.SERVICE, layout.MODELS_SERVICE):
        service.systemctl("disable", "--now", unit)
        (layout.UNITS / unit).unlink(missing_ok=True)
        drop_ins = layout.UNITS / f"{unit}.d"
        (drop_ins / sound.FILLED_IN).unlink(missing_ok=True)
        if drop_ins.is_dir() and (purge or not any(drop_ins.iterdir())):
            shutil.rmtree(drop_ins)
        elif drop_ins.is_dir():
            print(f"Kept {drop_ins}: {', '.join(sorted(path.name for path in drop_ins.iterdir()))}.")
    service.systemctl("daemon-reload")
    service.systemctl("reset-failed", layout.SERVICE)
    if layout.COMMAND.is_symlink():
        layout.COMMAND.unlink()
    layout.SYSUSERS.unlink(missing_ok=True)
    shutil.rmtree(layout.OPT, ignore_errors=True)
    print(f"Removed the service, {layout.COMMAND} and {layout.OPT}.")
    if purge:
        for folder in KEPT:
            shutil.rmtree(folder, ignore_errors=True)
        for user in (layout.PAGE_USER, layout.USER):
            for command in ("userdel", "groupdel"):  # a group with members in it outlives its user
                subprocess.run([command, user], capture_output=True, check=False)
        print(f"Removed {' and '.join(map(str, KEPT))}, and the users {layout.USER} and {layout.PAGE_USER}.")
    else:
        print(f"Kept {' and '.join(map(str, KEPT))}. To remove them too: sudo make uninstall PURGE=yes")
