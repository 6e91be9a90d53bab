"""The owner of the checkout, the caller of sudo, and commands that run as another user."""

import grp
import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def owner(checkout: Path) -> pwd.struct_passwd:
    """The owner of the checkout; root where this machine does not know the owner."""
    try:
        return pwd.getpwuid(checkout.stat().st_uid)
    except KeyError:
        return pwd.getpwuid(0)


def caller(environment: Mapping[str, str]) -> pwd.struct_passwd | None:
    """The user who called sudo; None where root was not reached by sudo."""
    try:
        found = pwd.getpwnam(environment.get("SUDO_USER", ""))
    except KeyError:
        return None
    return found if found.pw_uid else None


def run_as(
    user: pwd.struct_passwd,
    command: Sequence[Path | str],
    environment: Mapping[str, str],
    directory: Path,
    home: Path | None = None,
) -> int:
    """Run ``command`` as ``user``, in their groups, with ``home`` or their own, in ``directory``; its exit status."""
    theirs = {"HOME": str(home or user.pw_dir), "USER": user.pw_name, "LOGNAME": user.pw_name}
    if user.pw_uid == os.geteuid():
        done = subprocess.run(command, env={**environment, **theirs}, cwd=directory, check=False)
    else:
        done = subprocess.run(
            command,
            env={**environment, **theirs},
            cwd=directory,
            check=False,
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=os.getgrouplist(user.pw_name, user.pw_gid),
        )
    return done.returncode


def members(group: str) -> list[str]:
    """The names of the users that were added to ``group``."""
    return grp.getgrnam(group).gr_mem


def add(user: str, group: str) -> None:
    """Add ``user`` to ``group``, from their next login on."""
    subprocess.run(["usermod", "--append", "--groups", group, user], check=True)
