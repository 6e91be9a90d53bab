"""Programs that commands run: real ones."""

import asyncio
import os
from pathlib import Path

import psutil
import pytest

from myna.core.errors import CommandError
from myna.skills.user_commands.program import MAX_OUTPUT_BYTES, run


@pytest.fixture
def child(tmp_path: Path) -> Path:
    """A pipe that a process is told through."""
    os.mkfifo(path := tmp_path / "child")
    return path


def has_gone(pid: int) -> bool:
    """Whether a process that was killed has ended; that may take a moment."""
    try:
        psutil.Process(pid).wait(30)
    except psutil.NoSuchProcess:
        return True
    return not psutil.pid_exists(pid)


async def test_its_output_is_what_it_answers() -> None:
    assert await run(["sh", "-c", "echo ' It is fine. '; echo no >&2"], 30) == "It is fine."


async def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert await run(["printf", r"a\377b"], 30) == "a\ufffdb"


async def test_of_an_endless_output_the_beginning_is_kept() -> None:
    output = await run(["sh", "-c", "yes | head -c 1000000"], 30)
    assert output == ("y\n" * MAX_OUTPUT_BYTES)[:MAX_OUTPUT_BYTES].strip()


async def test_it_has_no_input_and_no_sockets_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/notify")
    monkeypatch.setenv("MYNA_TEST", "kept")
    assert await run(["sh", "-c", "cat; echo $MYNA_TEST $NOTIFY_SOCKET"], 30) == "kept"


@pytest.mark.parametrize(
    ("script", "code", "message"),
    [
        ("exit 3", "program-failed", "sh ended with status 3."),
        ("kill -9 $$", "program-failed", "sh was ended by signal 9."),
    ],
)
async def test_a_failure(script: str, code: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        await run(["sh", "-c", f"echo what is wrong >&2; {script}"], 30)
    assert (caught.value.code, caught.value.message, caught.value.hint) == (code, message, "what is wrong")


async def test_a_program_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    for program, why in ((tmp_path / "missing", "No such file or directory"), (tmp_path / "text", "Permission denied")):
        with pytest.raises(CommandError) as caught:
            await run([str(program)], 30)
        assert caught.value.message == f"{program} cannot be started: {why}."


async def test_who_takes_too_long_is_killed_with_all_that_it_started(child: Path) -> None:
    reading = asyncio.create_task(asyncio.to_thread(child.read_text))
    with pytest.raises(CommandError, match="sh took more than 1 seconds"):
        await run(["sh", "-c", f"sleep 1000 & echo $! > {child}; wait"], 1)
    assert await asyncio.to_thread(has_gone, int(await reading))


async def test_a_cancelled_one_leaves_no_process(child: Path) -> None:
    running = asyncio.create_task(run(["sh", "-c", f"sleep 1000 & echo $! > {child}; wait"], 1000))
    pid = int(await asyncio.to_thread(child.read_text))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(has_gone, pid)


async def test_one_that_is_cancelled_while_it_starts_leaves_no_process_either() -> None:
    mine = set(psutil.Process().children())
    running = asyncio.create_task(run(["sleep", "1000"], 1000))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert set(psutil.Process().children()) <= mine


async def test_what_it_leaves_running_goes_on_and_nobody_waits_for_it(child: Path) -> None:
    reading = asyncio.create_task(asyncio.to_thread(child.read_text))
    assert await run(["sh", "-c", f"sleep 1000 & echo $! > {child}; echo playing"], 1000) == "playing"
    left = psutil.Process(int(await reading))
    assert left.is_running()
    left.kill()


async def test_nothing_stays_open() -> None:
    await run(["true"], 30)
    before = psutil.Process().num_fds()
    await run(["true"], 30)
    with pytest.raises(CommandError):
        await run(["/nonexistent"], 30)
    assert psutil.Process().num_fds() == before
