"""The bridge between engines and the event loop, under cancellation."""

import asyncio
import os
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import aclosing

import pytest

from myna.platform.worker import NICENESS, Worker, yield_to_others


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("test")
    yield worker
    worker.close()


async def test_calls_run_in_order_on_one_other_thread(worker: Worker) -> None:
    threads: list[int] = []

    def double(number: int) -> int:
        threads.append(threading.get_ident())
        return 2 * number

    assert await asyncio.gather(*(worker.call(double, number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_a_call_raises_what_the_function_raised(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        await worker.call(lambda: 1 // 0)


def test_a_caller_that_does_not_wait_looks_when_it_is_done_or_cancels_what_has_not_begun(worker: Worker) -> None:
    may_end = threading.Event()
    first, second, third = worker.submit(may_end.wait), worker.submit(pytest.fail), worker.submit(max, 1, 2)
    assert not first.done()
    assert second.cancel()
    may_end.set()
    assert (first.result(), third.result()) == (True, 2)


async def test_a_cancelled_call_waits_for_the_running_function(worker: Worker) -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait()
        ended.set()

    task = asyncio.create_task(worker.call(work))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()  # an impatient second time
    await asyncio.sleep(0)
    assert not task.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_a_cancelled_call_that_had_not_begun_never_runs(worker: Worker) -> None:
    may_end = threading.Event()
    ran: list[str] = []
    first = asyncio.create_task(worker.call(may_end.wait))
    second = asyncio.create_task(worker.call(ran.append, "second"))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    may_end.set()
    await first
    assert ran == []


def counting(log: list[str]) -> Callable[[], Generator[int, None, None]]:
    def count() -> Generator[int, None, None]:
        try:
            yield from range(3)
        finally:
            log.append(threading.current_thread().name)

    return count


async def test_an_iterator_is_pulled_to_its_end_and_closed_on_its_thread(worker: Worker) -> None:
    log: list[str] = []
    async with aclosing(worker.iterate(counting(log))) as numbers:
        assert [number async for number in numbers] == [0, 1, 2]
    assert [name.startswith("myna-test") for name in log] == [True]


async def test_an_iterator_left_early_is_closed_on_its_thread(worker: Worker) -> None:
    log: list[str] = []
    async with aclosing(worker.iterate(counting(log))) as numbers:
        async for _ in numbers:
            break
    assert [name.startswith("myna-test") for name in log] == [True]


async def test_an_iterator_is_closed_even_if_the_closing_itself_is_cancelled(worker: Worker) -> None:
    log: list[str] = []
    may_go_on = threading.Event()
    numbers = worker.iterate(counting(log))
    await anext(numbers)
    blocking = asyncio.create_task(worker.call(may_go_on.wait))  # keeps the closing in the queue
    await asyncio.sleep(0)
    closing = asyncio.create_task(numbers.aclose())
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    await blocking
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert [name.startswith("myna-test") for name in log] == [True]


async def test_a_cancelled_pull_is_aborted_awaited_and_closed(worker: Worker) -> None:
    begun, aborted, log = threading.Event(), threading.Event(), list[str]()

    def slow() -> Generator[int, None, None]:
        try:
            begun.set()
            aborted.wait()
            yield 1
        finally:
            log.append("closed")

    async def consume() -> None:
        async with aclosing(worker.iterate(slow, abort=aborted.set)) as numbers:
            async for _ in numbers:
                pytest.fail("the item came after the cancellation")

    task = asyncio.create_task(consume())
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert log == ["closed"]


async def test_a_thread_that_gives_way_is_the_only_one(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = niceness()
    await worker.call(yield_to_others)
    assert await worker.call(niceness) == max(before, NICENESS)
    assert niceness() == before

    def refused(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refused)
    await worker.call(yield_to_others)  # as the service's unit may refuse it
