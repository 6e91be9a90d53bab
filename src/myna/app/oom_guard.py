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
from dataclasses import replace
from pathlib import Path

from myna.app.state import Settings, State

log = logging.getLogger(__name__)

ENDED = "ended"
"""The file in the state folder in which the unit's ExecStopPost writes how the process ended: systemd's SERVICE_RESULT
and EXIT_STATUS (systemd.exec(5))."""

SOON_SECONDS = 300.0
"""A model that was loaded takes little more memory when it talks: what is too large shows early."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class OutOfMemoryGuard:
    """The experience with language models, in ``state``; ``folder`` is where the unit writes, if anywhere."""

    def __init__(self, state: State, folder: Path | None, boot_id: Path = BOOT_ID) -> None:
        self._state = state
        self._ended = folder / ENDED if folder else None
        try:
            self._boot = boot_id.read_text(encoding="ascii").strip()
        except OSError:
            self._boot = ""

    def learn(self) -> None:
        """Look how the process before this one ended."""
        result, status = self._take_ended()
        settings = self._state.settings
        same_boot = settings.boot == self._boot
        soon = same_boot and time.clock_gettime(time.CLOCK_BOOTTIME) - settings.loaded_at < SOON_SECONDS
        killed = settings.loading and status == "KILL"
        too_large = settings.too_large
        if result == "success" and same_boot:
            too_large = ()
        elif settings.model and (killed or (result == "oom-kill" and (settings.loading or soon))):
            log.warning("The memory did not hold %s; a smaller language model is taken.", settings.model)
            too_large = tuple(dict.fromkeys((*too_large, settings.model)))
        self._change(too_large=too_large, loading=False, boot=self._boot)

    def wish(self, wish: str) -> None:
        """What is asked for from now on: experience with something else is forgotten."""
        if wish != self._state.settings.wish:
            self._change(wish=wish, too_large=(), told="")

    @property
    def too_large(self) -> tuple[str, ...]:
        """Models not to load."""
        return self._state.settings.too_large

    @contextmanager
    def loading(self, model: str) -> Iterator[None]:
        """For the time that ``model`` loads; whatever else ends it than the end of the process is no experience."""
        self._change(model=model, loading=True)
        try:
            yield
        finally:
            self.ended()

    def ended(self) -> None:
        """The load is over, or is about to be ended on purpose, if need be by force."""
        self._change(loading=False, loaded_at=time.clock_gettime(time.CLOCK_BOOTTIME))

    def is_news(self, model: str) -> bool:
        """Whether nobody was told yet that ``model`` takes the place of another."""
        return model != self._state.settings.told

    def told(self, model: str) -> None:
        """It was told that ``model`` takes the place of another."""
        self._change(told=model)

    def _change(self, **values: object) -> None:
        def changed(settings: Settings) -> Settings:
            return replace(settings, **values)  # type: ignore[arg-type]

        self._state.change(changed)

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
