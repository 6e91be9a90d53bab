"""Which language models this board's memory did not hold: the next start takes a smaller one.

Its rules:

1. A process that is killed for its memory cannot tell. So what is about to be loaded is written down before, and the
   unit writes down how the process ended. The start after that draws the conclusion.
2. Only a kill counts, during a load or soon after it: who is killed later made room for somebody else. A power cut
   leaves nothing written, and proves nothing.
3. A conclusion holds for one wish: another model, context or board begins anew, and so does a restart on purpose.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ConfigDict, with_config

from myna.platform.state_file import StateFile

log = logging.getLogger(__name__)

ENDED = "ended"
"""The file in the state folder in which the unit's ExecStopPost writes how the process ended: systemd's SERVICE_RESULT
and EXIT_STATUS (systemd.exec(5))."""

SOON_SECONDS = 300.0
"""A model that was loaded takes little more memory when it talks: what is too large shows early."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@with_config(ConfigDict(strict=True, extra="ignore"))
@dataclass(frozen=True, slots=True)
class LoadHistory:
    """What is known of the language models that were loaded here.

    ``model`` is the one that was loaded last, ``loading`` whether its load has begun and not ended, ``loaded_at`` when
    it ended (seconds since the boot ``boot``). ``too_large`` are the models that this board's memory did not hold while
    ``wish`` was asked for, ``told`` is the replacement that was told aloud.
    """

    model: str = ""
    loading: bool = False
    loaded_at: float = 0.0
    boot: str = ""
    too_large: tuple[str, ...] = ()
    wish: str = ""
    told: str = ""


def history_file(folder: Path | None) -> StateFile[LoadHistory]:
    """``models.json`` in the state folder; without a folder it is kept in memory alone."""
    return StateFile(folder and folder / "models.json", LoadHistory())


class OutOfMemoryGuard:
    """The experience with language models, in ``kept``; ``folder`` is where the unit writes, if anywhere."""

    def __init__(self, kept: StateFile[LoadHistory], folder: Path | None, boot_id: Path = BOOT_ID) -> None:
        self._kept = kept
        self._ended = folder / ENDED if folder else None
        self._boot_id = boot_id

    def learn(self) -> None:
        """Look how the process before this one ended."""
        result, status = self._take_ended()
        history, boot = self._kept.value, self._read_boot()
        same_boot = history.boot == boot
        soon = same_boot and time.clock_gettime(time.CLOCK_BOOTTIME) - history.loaded_at < SOON_SECONDS
        killed = history.loading and status == "KILL"
        too_large = history.too_large
        if result == "success" and same_boot:
            too_large = ()
        elif history.model and (killed or (result == "oom-kill" and (history.loading or soon))):
            log.warning("The memory did not hold %s; a smaller language model is taken.", history.model)
            too_large = tuple(dict.fromkeys((*too_large, history.model)))
        self._kept.change(lambda history: replace(history, too_large=too_large, loading=False, boot=boot))

    def wish(self, wish: str) -> None:
        """What is asked for from now on: experience with something else is forgotten."""
        if wish != self._kept.value.wish:
            self._kept.change(lambda history: replace(history, wish=wish, too_large=(), told=""))

    @property
    def too_large(self) -> tuple[str, ...]:
        """Models not to load."""
        return self._kept.value.too_large

    @contextmanager
    def loading(self, model: str) -> Iterator[None]:
        """For the time that ``model`` loads; whatever else ends it than the end of the process is no experience."""
        self._kept.change(lambda history: replace(history, model=model, loading=True))
        try:
            yield
        finally:
            self.ended()

    def ended(self) -> None:
        """The load is over, or is about to be ended on purpose, if need be by force."""
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
        self._kept.change(lambda history: replace(history, loading=False, loaded_at=now))

    def is_news(self, model: str) -> bool:
        """Whether nobody was told yet that ``model`` takes the place of another."""
        return model != self._kept.value.told

    def told(self, model: str) -> None:
        """It was told that ``model`` takes the place of another."""
        self._kept.change(lambda history: replace(history, told=model))

    def _read_boot(self) -> str:
        """Which boot this is; empty where nothing tells."""
        try:
            return self._boot_id.read_text(encoding="ascii").strip()
        except OSError:
            return ""

    def _take_ended(self) -> tuple[str, str]:
        """What the unit wrote, which is read once."""
        if self._ended is None:
            return "", ""
        try:
            result, _, status = self._ended.read_text(encoding="ascii").strip().partition(" ")
        except (OSError, ValueError):
            return "", ""
        with suppress(OSError):
            self._ended.unlink()
        return result, status
