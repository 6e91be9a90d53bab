"""The stopwatch counts, stands, and is kept."""

from pathlib import Path

from myna.timers.stopwatch import Stopwatch


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_it_counts_stands_and_goes_on() -> None:
    clock = Clock()
    watch = Stopwatch(None, clock)
    watch.load()
    assert (watch.runs, watch.seconds) == (False, None)
    await watch.start()
    clock.now += 5
    await watch.start()  # it runs already
    clock.now += 5
    assert (watch.runs, watch.seconds) == (True, 10.0)
    await watch.stop()
    clock.now += 100
    assert (watch.runs, watch.seconds) == (False, 10.0)
    await watch.stop()
    await watch.start()
    clock.now += 1
    assert watch.seconds == 11.0
    await watch.reset(start=True)
    clock.now += 2
    assert (watch.runs, watch.seconds) == (True, 2.0)
    await watch.reset()
    assert (watch.runs, watch.seconds) == (False, None)


async def test_it_outlives_a_restart_and_counts_meanwhile(tmp_path: Path) -> None:
    clock = Clock()
    await Stopwatch(tmp_path, clock).start()
    clock.now += 60
    again = Stopwatch(tmp_path, clock)
    again.load()
    assert (again.runs, again.seconds) == (True, 60.0)


async def test_a_clock_that_is_set_back_counts_nothing(tmp_path: Path) -> None:
    clock = Clock()
    watch = Stopwatch(tmp_path, clock)
    await watch.start()
    clock.now -= 500
    assert watch.seconds == 0.0


def test_a_damaged_file_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "stopwatch.json").write_text('{"since": "noon"}')
    watch = Stopwatch(tmp_path)
    watch.load()
    assert watch.seconds is None
