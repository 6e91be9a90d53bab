"""Where a service's sound comes from: the cards themselves (ALSA), or the sound server of a person's session."""

import pwd
import stat
from pathlib import Path

from myna_setup.common import SetupError

FILLED_IN = "session-sound.conf"
CHOICES = ("", "alsa", "session")


def has_server(user: pwd.struct_passwd, runtime: Path = Path("/run/user")) -> bool:
    """Whether PipeWire or PulseAudio runs in the session of ``user``."""
    try:
        return stat.S_ISSOCK((runtime / str(user.pw_uid) / "pulse" / "native").stat().st_mode)
    except OSError:
        return False


def session_user(choice: str, caller: pwd.struct_passwd | None, installed: Path) -> pwd.struct_passwd | None:
    """The user whose session's sound server the service uses; None where it uses the sound cards directly.

    ``choice`` is ``alsa``, ``session``, or nothing: then it is ``caller``'s where a sound server runs there, else what
    the drop-in ``installed`` says. Raises SetupError.
    """
    if choice not in CHOICES:
        raise SetupError(f"SOUND={choice} is unknown. Type: sudo make install SOUND=alsa, or SOUND=session")
    if choice == "alsa":
        return None
    if choice == "session" and caller is None:
        raise SetupError("SOUND=session is the sound of the one who calls sudo; root has no session of that kind.")
    if caller is not None and (choice == "session" or has_server(caller)):
        return caller
    return _user_of(installed)


def _user_of(drop_in: Path) -> pwd.struct_passwd | None:
    try:
        lines = drop_in.read_text(encoding="utf-8").splitlines()
        return pwd.getpwnam(next(line.removeprefix("User=") for line in lines if line.startswith("User=")))
    except (OSError, StopIteration, KeyError):
        return None


def filled_in(example: str, user: pwd.struct_passwd) -> str:
    """The drop-in ``session-sound.conf`` for ``user``."""
    return example.replace("@USER@", user.pw_name).replace("@UID@", str(user.pw_uid))
