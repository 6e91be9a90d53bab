"""What outlives a restart and a power cut: a few settings in one small file, written whole or not at all.

Its rules:

1. A file that cannot be read, or holds something else, costs its settings and never the start; it is kept aside.
2. A change reaches the disk before the call returns. Where there is no place to write, settings live as long as Myna.
"""

import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from myna.platform.files import part_of, publish

log = logging.getLogger(__name__)


@with_config(ConfigDict(strict=True, extra="ignore"))
@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept.

    ``volume`` is in percent, and so is ``speed``, of what the configuration says. ``asleep_until`` is when the
    microphone opens by itself (seconds since 1970; 0: not at all). ``model`` is the language model that was loaded
    last, ``loading`` whether its load has begun and not ended, ``loaded_at`` when it ended (seconds since the boot
    ``boot``). ``too_large`` are the models that this board's memory did not hold while ``wish`` was asked for,
    ``told`` is the replacement that was told aloud.
    """

    volume: Annotated[int, Field(ge=0, le=100)] = 100
    speed: Annotated[int, Field(ge=20, le=500)] = 100
    muted: bool = False
    asleep_until: float = 0.0
    wish: str = ""
    model: str = ""
    loading: bool = False
    loaded_at: float = 0.0
    boot: str = ""
    too_large: tuple[str, ...] = ()
    told: str = ""


_SETTINGS = TypeAdapter(Settings)


class State:
    """The settings in ``state.json`` of ``folder``; without a folder they are kept in memory alone."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "state.json" if folder else None
        self._lock = threading.Lock()
        self.settings = Settings()

    def load(self) -> None:
        """Read what was kept."""
        if self._path is None:
            return
        try:
            self.settings = _SETTINGS.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return
        except (OSError, ValidationError) as error:
            log.warning("The settings in %s cannot be read and begin anew: %s", self._path, _reason(error))
            with suppress(OSError):
                self._path.replace(self._path.with_name("state.json.damaged"))

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Take changed settings from now on; may be called by any thread, and takes as long as the disk does."""
        with self._lock:
            settings = change(self.settings)
            if settings == self.settings:
                return
            self.settings = settings
            if self._path is not None:
                self._write(self._path, settings)

    @staticmethod
    def _write(path: Path, settings: Settings) -> None:
        part = part_of(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(asdict(settings)), encoding="utf-8")
            publish(part, path)
        except OSError as error:
            log.warning("The settings cannot be written to %s: %s", path, _reason(error))


def _reason(error: OSError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(detail["msg"] for detail in error.errors())
    return error.strerror or str(error)
