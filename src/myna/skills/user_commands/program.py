"""Runs a program for a command.

Its rules:

1. There is no shell: what was said is one argument, whatever characters it has.
2. After its timeout, or when Myna ends, the program is killed with all processes of its group. What it leaves running
   when it ends by itself goes on.
3. The beginning of its output is kept and the rest dropped, so that it neither waits nor fills the memory.
"""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from myna.core.errors import CommandError

MAX_OUTPUT_BYTES = 4096
"""What is kept of the output: more than anybody wants to have read to them."""

_BLOCK_BYTES = 65536
"""The capacity of a pipe. Source: pipe(7)."""

_NOT_ITS_OWN = ("CREDENTIALS_DIRECTORY", "LISTEN_FDS", "LISTEN_PID", "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC")
"""Variables that systemd sets for the service alone. Source: systemd.exec(5)."""


class Pipe:
    """A pipe that a program writes to, of which the first ``MAX_OUTPUT_BYTES`` are kept. Close it at the end."""

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
        """Close the writing end here, once the program has it: the pipe ends when the program closes its own."""
        os.close(self.writing)
        self.writing = -1

    def text(self) -> str:
        """What was written before the program ended."""
        self._take()
        return self._kept.decode(errors="replace").strip()

    def close(self) -> None:
        """Close the pipe; what is written from now on is lost."""
        asyncio.get_running_loop().remove_reader(self._reading)
        os.close(self._reading)
        if self.writing >= 0:
            os.close(self.writing)


async def run(arguments: Sequence[str], seconds: float) -> str:
    """Run a program, and return its standard output. Raises CommandError, with the error output as its hint."""
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
    """Run a program, and return its exit status. Raises CommandError where it does not start, or does not end."""
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
        process = await asyncio.shield(starting)  # a program that is half started cannot be killed
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
        with suppress(OSError):  # the error was raised already, or the group has ended
            process = await starting
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
