"""The last lines of the log are kept, and no more."""

import logging

from myna.platform.recent_log import LINES, MAX_LINE, RecentLog


def test_the_last_lines_are_kept_with_their_levels() -> None:
    log, kept = logging.Logger("test"), RecentLog()
    log.addHandler(kept)
    for number in range(LINES + 5):
        log.info("line %d", number)
    log.warning("x" * 2 * MAX_LINE)
    lines = kept.lines()
    assert len(lines) == LINES
    assert [lines[0]["text"], lines[0]["level"]] == ["line 6", "info"]
    assert (len(lines[-1]["text"]), lines[-1]["level"]) == (MAX_LINE, "warning")
    assert lines[0]["time"].endswith("+00:00")
