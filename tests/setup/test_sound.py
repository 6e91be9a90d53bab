"""Whose sound a service uses."""

import pwd
import socket
from pathlib import Path

import pytest

from myna_setup import sound
from myna_setup.common import SetupError

ROOT = Path(__file__).resolve().parents[2]
NOBODY = pwd.getpwnam("nobody")
NOWHERE = Path("/nonexistent/session-sound.conf")


def test_a_session_has_a_sound_server_where_its_socket_is(tmp_path):
    folder = tmp_path / str(NOBODY.pw_uid) / "pulse"
    folder.mkdir(parents=True)
    assert not sound.has_server(NOBODY, tmp_path)

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "native"))

        assert sound.has_server(NOBODY, tmp_path)


def test_the_choice_of_a_person_comes_first_and_then_what_is_installed(tmp_path):
    installed = tmp_path / "session-sound.conf"
    installed.write_text("[Service]\nUser=nobody\n")
    root = pwd.getpwuid(0)

    assert sound.session_user("alsa", NOBODY, installed) is None
    assert sound.session_user("session", root, installed) == root
    assert sound.session_user("", None, installed) == NOBODY
    assert sound.session_user("", None, NOWHERE) is None


@pytest.mark.parametrize(("choice", "said"), [("loud", "SOUND=alsa, or SOUND=session"), ("session", "who calls sudo")])
def test_a_choice_that_cannot_be_is_told(choice, said):
    with pytest.raises(SetupError, match=said):
        sound.session_user(choice, None, NOWHERE)


@pytest.mark.parametrize("unit", ["myna.service", "myna-models.service"])
def test_the_example_is_filled_in_wholly(unit, tmp_path):
    example = (ROOT / "systemd" / f"{unit}.d" / sound.FILLED_IN).read_text()

    text = sound.filled_in(example, NOBODY)

    assert f"\nUser={NOBODY.pw_name}\n" in text
    assert "@USER@" not in text
    assert "@UID@" not in text
