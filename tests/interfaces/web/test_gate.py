"""Who gets in, and who does not: codes, passwords, browsers and tokens."""

from pathlib import Path

import pytest

from myna.interfaces.web.gate import (
    CODE_ATTEMPTS,
    CODE_SECONDS,
    CODES_AN_HOUR,
    MAX_BROWSERS,
    PASSWORDS_A_MINUTE,
    SESSION_SECONDS,
    Gate,
    Refused,
)
from myna.interfaces.web.store import Store


class Door:
    """A gate, and the time."""

    def __init__(self, folder: Path) -> None:
        self.now = 1_000_000.0
        self.store = Store(folder)
        self.gate = Gate(self.store, lambda: self.now)

    def code(self) -> str:
        return self.gate.new_code(spoken=True)

    def paired(self, name: str = "Firefox") -> str:
        return self.gate.redeem(self.gate.new_code(spoken=False), name)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def refused(call: object, *arguments: object) -> str:
    with pytest.raises(Refused) as failure:
        call(*arguments)  # type: ignore[operator]
    return failure.value.code


def test_who_reads_the_code_claims_the_box_and_stays(door: Door) -> None:
    assert not door.gate.claimed
    code = door.code()
    secret = door.gate.redeem(f"{code[:3]} {code[3:]}", "Firefox")
    assert door.gate.claimed
    assert door.gate.browser(secret) is not None
    assert secret not in (door.store._path).read_text()


def test_a_code_is_good_once(door: Door) -> None:
    code = door.code()
    door.gate.redeem(code, "Firefox")
    assert refused(door.gate.redeem, code, "Firefox") == "code-wrong"


def test_a_code_is_good_for_minutes(door: Door) -> None:
    code = door.code()
    door.now += CODE_SECONDS
    assert refused(door.gate.redeem, code, "Firefox") == "code-wrong"


def test_a_code_is_withdrawn_after_a_few_attempts(door: Door) -> None:
    code = door.code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(CODE_ATTEMPTS):
        assert refused(door.gate.redeem, wrong, "Firefox") == "code-wrong"
    assert refused(door.gate.redeem, code, "Firefox") == "code-wrong"


def test_codes_are_spoken_rarely_so_that_guessing_for_a_year_is_in_vain(door: Door) -> None:
    door.code()
    assert refused(door.code) == "code-too-often"
    spoken = 1
    while door.now < 1_000_000.0 + 3600:
        door.now += 30
        try:
            door.code()
        except Refused:
            continue
        spoken += 1
    assert spoken <= CODES_AN_HOUR + 1
    guesses_a_year = CODES_AN_HOUR * CODE_ATTEMPTS * 24 * 365
    assert guesses_a_year / 1_000_000 < 0.3  # and Myna says a code every ten minutes, day and night


def test_with_a_password_no_code_is_spoken_and_one_of_root_still_opens(door: Door) -> None:
    before = door.code()
    door.paired()
    door.gate.set_password("correct horse")
    assert refused(door.code) == "code-not-here"
    assert refused(door.gate.redeem, before, "x") == "code-wrong"
    assert door.gate.browser(door.paired())


def test_the_password_lets_in_and_a_wrong_one_does_not(door: Door) -> None:
    door.paired()
    door.gate.set_password("correct horse")
    assert door.gate.browser(door.gate.log_in("correct horse", "Phone"))
    assert refused(door.gate.log_in, "Correct horse", "Phone") == "password-wrong"
    assert refused(door.gate.log_in, "", "Phone") == "password-wrong"
    assert "correct horse" not in door.store._path.read_text()


def test_without_a_password_none_lets_in(door: Door) -> None:
    door.paired()
    assert refused(door.gate.log_in, "", "Phone") == "password-wrong"


def test_passwords_are_tried_rarely_and_paired_browsers_do_not_wait(door: Door) -> None:
    secret = door.paired()
    door.gate.set_password("correct horse")
    for _ in range(PASSWORDS_A_MINUTE):
        assert refused(door.gate.log_in, "wrong horse", "x") == "password-wrong"
    assert refused(door.gate.log_in, "correct horse", "x") == "password-too-often"
    assert door.gate.browser(secret)
    door.now += 61
    assert door.gate.log_in("correct horse", "x")


def test_a_password_is_changed_only_by_who_knows_it(door: Door) -> None:
    door.paired()
    assert refused(door.gate.set_password, "short") == "password-short"
    door.gate.set_password("correct horse")
    assert refused(door.gate.set_password, "other horse", "wrong") == "password-wrong"
    door.gate.set_password("other horse", "correct horse")
    assert door.gate.log_in("other horse", "x")
    door.gate.set_password("", "other horse")
    assert not door.gate.has_password


def test_browsers_and_programs_are_listed_and_ended(door: Door) -> None:
    secret, token = door.paired("Firefox, Android"), door.gate.new_token("Home Assistant")
    browsers, programs = door.gate.accesses()
    assert [one.name for one in browsers.values()] == ["Firefox, Android"]
    assert [one.name for one in programs.values()] == ["Home Assistant"]
    assert door.gate.program(token) in programs
    assert door.gate.browser(token) is None
    assert door.gate.program(secret) is None
    for key in (*browsers, *programs):
        door.gate.end(key)
    assert door.gate.browser(secret) is None
    assert door.gate.program(token) is None
    assert door.gate.claimed


def test_who_was_away_for_long_pairs_again_and_who_comes_stays(door: Door) -> None:
    secret = door.paired()
    for _ in range(3):
        door.now += SESSION_SECONDS * 0.9
        assert door.gate.browser(secret)
    door.now += SESSION_SECONDS
    assert door.gate.browser(secret) is None


def test_there_is_an_end_to_browsers_and_the_oldest_goes(door: Door) -> None:
    first = door.paired()
    for _ in range(MAX_BROWSERS):
        door.now += 1
        last = door.paired()
    assert door.gate.browser(first) is None
    assert door.gate.browser(last)
    assert len(door.gate.accesses()[0]) == MAX_BROWSERS


def test_a_reset_forgets_everybody(door: Door) -> None:
    secret, token = door.paired(), door.gate.new_token("x")
    door.gate.set_password("correct horse")
    door.gate.reset()
    assert (door.gate.claimed, door.gate.has_password) == (False, False)
    assert door.gate.browser(secret) is None
    assert door.gate.program(token) is None
    assert door.gate.browser(door.gate.redeem(door.code(), "Firefox"))
