"""Runs a program for a command.

Its rules:

1. There is no shell: what was said is one argument, whatever it holds.
2. It may take so long and no longer. Then, or when Myna ends, it is killed with all that it started, as far as that
   stayed in its group. What it leaves running at its own end goes on.
3. Of what it writes the beginning is kept and the rest dropped, so that it neither waits nor fills the memory.
"""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from myna.core.errors import CommandError

MAX_OUTPUT_BYTES = 4096
"""More than anybody wants to have read to them."""

_BLOCK_BYTES = 65536
"""What a pipe holds. Source: pipe(7)."""

_NOT_ITS_OWN = ("CREDENTIALS_DIRECTORY", "LISTEN_FDS", "LISTEN_PID", "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC")
"""What systemd tells the service alone. Source: systemd.exec(5)."""


class Pipe:
    """What a program writes: the first ``MAX_OUTPUT_BYTES``. Close it at the end."""

    def __init__(self) -> None:
        self._reading, self.writing = os.pipe()
        os.set_blocking(self._reading, False)
        self._kept = bytearray()
        asyncio.get_running_loop().add_reader(self._reading, self._take)

    def _take(self) -> None:
        """Read what is there."""
        try:
            block = os.read(self._reading, _BLOCK_BYTES)
        except BlockingIOError:
            return
        self._kept += block[: MAX_OUTPUT_BYTES - len(self._kept)]
        if not block:
            asyncio.get_running_loop().remove_reader(self._reading)

    def passed_on(self) -> None:
        """The program has the writing end; the pipe is over when the program lets go of it."""
        os.close(self.writing)
        self.writing = -1

    def text(self) -> str:
        """What was written before the program ended."""
        self._take()
        return self._kept.decode(errors="replace").strip()

    def close(self) -> None:
        """Let go of it; what is written from now on is lost."""
        asyncio.get_running_loop().remove_reader(self._reading)
        os.close(self._reading)
        if self.writing >= 0:
            os.close(self.writing)


async def run(arguments: Sequence[str], seconds: float) -> str:
    """What the program writes to its standard output. Raises CommandError, with what it wrote to the other as hint."""
    output, errors = Pipe(), Pipe()
    try:
        status = await _status(arguments, seconds, output, errors)
        if status:
            ended = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
            raise CommandError("program-failed", f"{arguments[0]} {ended}.", errors.text())
        return output.text()
    finally:
        output.close()
        errors.close()


async def _status(arguments: Sequence[str], seconds: float, output: Pipe, errors: Pipe) -> int:
    """The status that the program ended with. Raises CommandError where it does not start, or does not end."""
    starting = asyncio.create_task(
        asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output.writing,
            stderr=errors.writing,
            env={name: value for name, value in os.environ.items() if name not in _NOT_ITS_OWN},
            start_new_session=True,
        )
    )
    try:
        process = await asyncio.shield(starting)  # half started it could not be ended as a whole
        errors.passed_on()
        output.passed_on()
        async with asyncio.timeout(seconds):
            return await process.wait()
    except TimeoutError as error:
        raise CommandError("program-slow", f"{arguments[0]} took more than {seconds:g} seconds.") from error
    except OSError as error:
        raise CommandError(
            "program-not-started", f"{arguments[0]} cannot be started: {error.strerror}.", "Look with: myna check"
        ) from error
    finally:
        with suppress(OSError):  # it is told, and a group that is gone needs no end
            process = await starting
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
