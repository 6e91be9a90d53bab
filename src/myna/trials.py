"""Which language models this board's memory did not hold: the next start takes a smaller one.

Its rules:

1. A process that is killed for its memory cannot tell. So what is about to be loaded is written down before, and the
   unit leaves a file where the kernel killed it. The start after that draws the conclusion.
2. A load that a power cut ended proves nothing: it was in another boot.
3. A conclusion holds for one wish: another model, context or board, or a deliberate reload, begins anew.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from myna.state import State

log = logging.getLogger(__name__)

MARK = "out-of-memory"
"""The file in the state folder that the unit's ExecStopPost leaves."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Trials:
    """The experience with language models, in ``state``; ``folder`` is where the unit leaves its mark, if anywhere."""

    def __init__(self, state: State, folder: Path | None, boot_id: Path = BOOT_ID) -> None:
        self._state = state
        self._mark = folder / MARK if folder else None
        try:
            self._boot = boot_id.read_text(encoding="ascii").strip()
        except OSError:
            self._boot = ""

    def learn(self) -> None:
        """Look how the process before this one ended."""
        settings = self._state.settings
        killed = bool(settings.loading) and settings.loading == self._boot
        if self._mark is not None and self._mark.exists():
            killed = True
            with suppress(OSError):
                self._mark.unlink()
        if killed and settings.model and settings.model not in settings.too_large:
            log.warning("The memory did not hold %s; a smaller language model is taken.", settings.model)
            settings = replace(settings, too_large=(*settings.too_large, settings.model))
        self._state.keep(replace(settings, loading=""))

    def wish(self, wish: str) -> None:
        """What is asked for from now on: experience with something else is forgotten."""
        if wish != self._state.settings.wish:
            self._state.keep(replace(self._state.settings, wish=wish, too_large=(), told=""))

    def forgive(self) -> None:
        """Every model gets another chance."""
        self._state.keep(replace(self._state.settings, too_large=()))

    @property
    def too_large(self) -> tuple[str, ...]:
        """Models not to load."""
        return self._state.settings.too_large

    @contextmanager
    def loading(self, model: str) -> Iterator[None]:
        """For the time that ``model`` loads; whatever else ends it than the end of the process is no experience."""
        self._state.keep(replace(self._state.settings, model=model, loading=self._boot))
        try:
            yield
        finally:
            self.ended()

    def ended(self) -> None:
        """The load is over, or is about to be ended on purpose, if need be by force."""
        self._state.keep(replace(self._state.settings, loading=""))

    def is_news(self, model: str) -> bool:
        """Whether nobody was told yet that ``model`` is replaced by another; they are now."""
        news = model != self._state.settings.told
        self._state.keep(replace(self._state.settings, told=model))
        return news
