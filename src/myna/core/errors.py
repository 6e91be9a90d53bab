"""Every failure that a person can meet: a stable code, a sentence, and the next thing to type.

One subclass for each component. Each carries the exit status that the command line ends with; the numbers are those of
BSD's ``sysexits.h``, so that a unit file or a script can tell a wrong configuration (78) from a missing file.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class MynaError(Exception):
    """A failure that ends in one clear sentence.

    ``code`` is stable and meant for programs (``"model-missing"``), ``message`` says what is wrong to a person, and
    ``hint`` is the next thing to type or to do.
    """

    exit_status = 70  # EX_SOFTWARE

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def as_json(self) -> dict[str, object]:
        """The error as programs get it: ``code``, ``message`` and ``hint``."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


class ConfigError(MynaError):
    """A wrong configuration file, key or value."""

    exit_status = 78  # EX_CONFIG


class ModelError(MynaError):
    """A model that is missing, damaged, unknown, or could not be fetched."""

    exit_status = 69  # EX_UNAVAILABLE


class AudioError(MynaError):
    """A sound device or a sound file that cannot be opened, read or written."""

    exit_status = 74  # EX_IOERR


class ListeningError(MynaError):
    """Speech recognition failed, or there was nothing to recognise."""

    exit_status = 65  # EX_DATAERR


class LlmError(MynaError):
    """The language model failed."""


class VoiceError(MynaError):
    """Speech synthesis failed."""


class KnowledgeError(MynaError):
    """A source of knowledge that is missing, damaged or changed while it was in use."""

    exit_status = 69  # EX_UNAVAILABLE


class CommandError(MynaError):
    """One of the user's own commands failed."""


class HomeError(MynaError):
    """Home Assistant cannot be reached, or refused what it was asked for."""

    exit_status = 69  # EX_UNAVAILABLE


class GpioError(MynaError):
    """A button or a light that cannot be used."""

    exit_status = 74  # EX_IOERR


class DiskError(MynaError):
    """What a person has set cannot be written to the disk."""

    exit_status = 74  # EX_IOERR


class ServiceError(MynaError):
    """The running service cannot be reached, cannot do what it was asked for, or cannot open its control socket."""

    exit_status = 69  # EX_UNAVAILABLE


@contextmanager
def unwrapped() -> Iterator[None]:
    """Raise the first error inside an exception group instead of the group, for callers that expect one error."""
    try:
        yield
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
