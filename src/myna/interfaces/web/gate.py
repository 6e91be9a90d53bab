"""Who may use the page: pairing by a spoken code, a password, browsers that stay paired, and programs with tokens.

Its rules:

1. A box that nobody has claimed shows nothing. Whoever reads a code that Myna speaks into a browser claims it: only
   somebody in the room can.
2. Where a password is set, it alone opens the page to another browser, or a code that root asks for.
3. A code is good once, for minutes and for a few attempts; codes are spoken rarely. So a guesser, trying for a year
   whenever it is let, finds one with a probability that ``tests/interfaces/web/test_gate.py`` counts.
4. What is kept of a secret is its hash. Comparisons take the same time whatever is wrong.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from myna.core.errors import ServiceError
from myna.interfaces.web.store import Access, Code, Kept, Store

CODE_SECONDS = 300.0
"""How long a code is good."""

CODE_ATTEMPTS = 5
"""How often a code may be wrong before it is withdrawn."""

CODE_PAUSE_SECONDS = 20.0
CODES_AN_HOUR = 6
"""How often Myna speaks a code: nobody on the network makes it talk all day."""

PASSWORDS_A_MINUTE = 5
"""Wrong passwords in a minute, from anywhere; then all wait. Paired browsers do not."""

SESSION_SECONDS = 90 * 86_400.0
"""A browser that was away for longer has to pair again."""

SEEN_SECONDS = 3600.0
"""How exactly it is kept when a browser was here last."""

MAX_BROWSERS, MAX_PROGRAMS = 32, 32

MIN_PASSWORD = 8
MAX_PASSWORD = 1024

_SCRYPT = {"n": 1 << 14, "r": 8, "p": 5}
"""16 MB and about a third of a second on a Raspberry Pi 4. Source: the OWASP Password Storage Cheat Sheet."""


class Refused(ServiceError):
    """What was presented does not open the page; ``code`` names the sentence that is shown."""


class Gate:
    """Decides by what ``store`` keeps; ``clock`` gives seconds since the epoch."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    @property
    def claimed(self) -> bool:
        """Whether somebody has claimed the box."""
        return self._store.read().claimed

    @property
    def has_password(self) -> bool:
        """Whether a password opens the page."""
        return bool(self._store.read().password)

    def new_code(self, *, spoken: bool) -> str:
        """A new code, six digits, in the place of the one before.

        Raises Refused: ``code-not-here`` where a password is set and the code would be spoken, ``code-too-often``.
        """
        now, digits = self._clock(), f"{secrets.randbelow(1_000_000):06d}"

        def change(kept: Kept) -> None:
            kept.asked = [at for at in kept.asked if now - 3600 < at <= now]
            if spoken and kept.password:
                raise Refused("code-not-here", "A password is set.", "Forgotten it? Type: sudo myna web reset")
            if spoken and (len(kept.asked) >= CODES_AN_HOUR or any(now - at < CODE_PAUSE_SECONDS for at in kept.asked)):
                raise Refused("code-too-often", "Codes were asked for too often.", "Wait a while, and ask again.")
            if spoken:
                kept.asked.append(now)
            kept.code = Code(digits, now + CODE_SECONDS, CODE_ATTEMPTS, spoken)

        self._store.change(change)
        return digits

    def redeem(self, digits: str, name: str) -> str:
        """The secret of a browser called ``name`` that has read the code. Raises Refused ``code-wrong``."""
        now, typed = self._clock(), "".join(character for character in digits if character in "0123456789")

        def change(kept: Kept) -> str | None:
            code = kept.code
            if code is None:
                return None
            if now >= code.ends or (code.spoken and kept.password):
                kept.code = None
                return None
            code.attempts -= 1
            right = hmac.compare_digest(typed.encode(), code.digits.encode())
            if right or code.attempts <= 0:
                kept.code = None
            return self._let_in(kept, name) if right else None

        if (secret := self._store.change(change)) is None:
            raise Refused("code-wrong", "This is not the code, or not any more.", "Ask for another one.")
        return secret

    def log_in(self, password: str, name: str) -> str:
        """The secret of a browser called ``name`` that knows the password.

        Takes long. Raises Refused: ``password-wrong``, ``password-too-often``.
        """
        self._attempt()
        kept = self._store.read().password
        if not _is_password(password, kept or _NOBODYS) or not kept:
            raise Refused("password-wrong", "This is not the password.", "Forgotten it? Type: sudo myna web reset")

        def change(now: Kept) -> str | None:
            now.failed = []
            return self._let_in(now, name) if now.password == kept else None

        if (secret := self._store.change(change)) is None:
            raise Refused("password-wrong", "This is not the password any more.", "Log in again.")
        return secret

    def set_password(self, new: str, old: str = "") -> None:
        """Set the password, or take it away where ``new`` is empty; ``old`` is the one before, if there is one.

        Takes long. Raises Refused: ``password-wrong``, ``password-too-often``, ``password-short``.
        """
        if new and not MIN_PASSWORD <= len(new) <= MAX_PASSWORD:
            raise Refused("password-short", f"A password has {MIN_PASSWORD} characters or more.", "Take a longer one.")
        if kept := self._store.read().password:
            self._attempt()
            if not _is_password(old, kept):
                raise Refused("password-wrong", "This is not the password.", "Forgotten it? Type: sudo myna web reset")
        hashed = _hashed(new) if new else ""

        def change(now: Kept) -> None:
            now.password, now.code, now.failed = hashed, None, []

        self._store.change(change)

    def browser(self, secret: str) -> str | None:
        """The key of the browser that has this secret; None where there is none, or not any more."""
        return self._known(secret, "browsers")

    def program(self, secret: str) -> str | None:
        """The key of the program that has this token; None where there is none, or not any more."""
        return self._known(secret, "programs")

    def knows(self, key: str, kind: str) -> bool:
        """Whether the browser or program of this key is still let in."""
        kept = self._store.read()
        return key in (kept.browsers if kind == "browser" else kept.programs)

    def new_token(self, name: str) -> str:
        """A token for a program called ``name``. Raises Refused ``too-many``."""

        def change(kept: Kept) -> str:
            if len(kept.programs) >= MAX_PROGRAMS:
                raise Refused("too-many", f"There are {MAX_PROGRAMS} tokens already.", "Withdraw one first.")
            return _added(kept.programs, name, self._clock())

        return self._store.change(change)

    def accesses(self) -> tuple[dict[str, Access], dict[str, Access]]:
        """The browsers and the programs that may use the page, by their keys."""
        kept, oldest = self._store.read(), self._clock() - SESSION_SECONDS
        return {key: one for key, one in kept.browsers.items() if one.seen > oldest}, dict(kept.programs)

    def end(self, key: str) -> None:
        """Let the browser or the program of this key in no more."""

        def change(kept: Kept) -> None:
            kept.browsers.pop(key, None)
            kept.programs.pop(key, None)

        self._store.change(change)

    def reset(self) -> None:
        """Forget the password, every browser and every program: the next who asks in the room claims the box."""

        def change(kept: Kept) -> None:
            for name, value in vars_of(Kept()).items():
                setattr(kept, name, value)

        self._store.change(change)

    def _let_in(self, kept: Kept, name: str) -> str:
        oldest = self._clock() - SESSION_SECONDS
        kept.browsers = {key: one for key, one in kept.browsers.items() if one.seen > oldest}
        while len(kept.browsers) >= MAX_BROWSERS:
            del kept.browsers[min(kept.browsers, key=lambda key: kept.browsers[key].seen)]
        kept.claimed = True
        return _added(kept.browsers, name, self._clock())

    def _attempt(self) -> None:
        """Count an attempt at the password. Raises Refused where there were too many."""
        now = self._clock()

        def change(kept: Kept) -> None:
            kept.failed = [at for at in kept.failed if now - 60 < at <= now]
            if len(kept.failed) >= PASSWORDS_A_MINUTE:
                raise Refused("password-too-often", "There were too many wrong passwords.", "Wait a minute.")
            kept.failed.append(now)

        self._store.change(change)

    def _known(self, secret: str, kind: str) -> str | None:
        key, now = _key(secret), self._clock()
        found: Access | None = getattr(self._store.read(), kind).get(key)
        if found is None or (kind == "browsers" and now - found.seen >= SESSION_SECONDS):
            return None
        if now - found.seen > SEEN_SECONDS:

            def change(kept: Kept) -> None:
                if key in (accesses := getattr(kept, kind)):
                    accesses[key].seen = now

            self._store.change(change)
        return key


def vars_of(kept: Kept) -> dict[str, object]:
    """The members of ``kept``, by name."""
    return {name: getattr(kept, name) for name in kept.__slots__}


def _added(accesses: dict[str, Access], name: str, now: float) -> str:
    secret = secrets.token_urlsafe(32)
    accesses[_key(secret)] = Access(name[:80] or "?", now, now)
    return secret


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _hashed(password: str) -> str:
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_scrypt(password, salt).hex()}"


def _is_password(password: str, kept: str) -> bool:
    salt, _, wanted = kept.partition("$")
    return hmac.compare_digest(_scrypt(password[:MAX_PASSWORD], bytes.fromhex(salt)), bytes.fromhex(wanted))


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(errors="replace"), salt=salt, dklen=32, maxmem=64 << 20, **_SCRYPT)


_NOBODYS = f"{'00' * 16}${'00' * 32}"
"""The hash of no password: a box without one takes as long to say no as one with."""
