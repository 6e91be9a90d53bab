"""The models folder, for who looks after it while Myna runs: a page or a program.

Its rules:

1. Myna's service has no network. What is wanted is written down there, and systemd starts the service that has one
   (``myna-models.service``), which pulls it; elsewhere it is pulled by a process of its own.
2. What Myna lives by now is not removed.
"""

import asyncio
import json
import logging
import re
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from myna.app.factory import model_selector
from myna.config import Config
from myna.core.errors import ModelError, MynaError
from myna.models import store
from myna.models.catalogue import ChatModel, Encyclopedia, load_catalogue
from myna.models.progress import LineProgress
from myna.models.selection import ModelSelector
from myna.models.sizing import GB
from myna.platform.files import part_of
from myna.platform.network import has_network
from myna.platform.places import state_folder

log = logging.getLogger(__name__)

WANTED = "wanted"
"""The folder, in the service's own, whose files name the models that ``myna-models.service`` is to pull."""

PROGRESS = "pull.json"
"""How far it is, in the same folder."""


class Shelf:
    """The models of the configuration that ``config`` gives; ``folder`` is where the service keeps what it keeps."""

    def __init__(self, config: Callable[[], Config], folder: Path | None) -> None:
        self._config = config
        self._folder = folder

    def models(self) -> list[dict[str, Any]]:
        """Every model that Myna knows: whether it is ``installed``, is in use, and ``fits``. Raises MynaError."""
        config = self._config()
        chosen = model_selector(config)
        used = self._used(config)
        return [
            {
                "name": model.name,
                "kind": model.kind,
                "languages": list(model.languages),
                "licence": model.licence,
                "size_bytes": model.about_bytes if isinstance(model, Encyclopedia) else model.size_bytes,
                "installed": store.installed(model, chosen.directory),
                "used": model.name in used,
                "fits": _fits(chosen, model.name) if isinstance(model, ChatModel) else None,
                "memory_gb": _memory_gb(chosen, model.name) if isinstance(model, ChatModel) else None,
            }
            for model in load_catalogue().models
        ]

    def remove(self, name: str) -> int:
        """Delete a model; the bytes that are free again. Raises ModelError, ``model-in-use`` too."""
        model = load_catalogue().find(name)
        config = self._config()
        if model.name in self._used(config):
            raise ModelError("model-in-use", f"{model.name} is in use.", "Choose another one first.")
        return store.remove(model, model_selector(config).directory)

    async def pull(self, name: str) -> AsyncGenerator[str, None]:
        """Fetch a model; how far it is, a line each. Raises ModelError where it cannot be had."""
        model = load_catalogue().find(name)
        if has_network():
            async for line in _pulled_here(model.name):
                yield line
        else:
            async for line in self._pulled_by_the_other_service(model.name):
                yield line

    async def _pulled_by_the_other_service(self, name: str) -> AsyncGenerator[str, None]:
        if self._folder is None:
            raise ModelError("model-fetch-failed", "There is no network here.", f"Type: myna models pull {name}")
        wanted, progress = self._folder / WANTED / name, self._folder / PROGRESS
        with suppress(OSError):
            progress.unlink(missing_ok=True)
        try:
            wanted.parent.mkdir(mode=0o750, exist_ok=True)
            wanted.touch()
        except OSError as error:
            raise ModelError("model-fetch-failed", f"{wanted} cannot be written: {error}.", "Type: df -h") from error
        told, waited = "", 0
        while wanted.exists():
            await asyncio.sleep(1)
            with suppress(OSError, ValueError, KeyError):
                found = json.loads(await asyncio.to_thread(progress.read_text))
                if found["line"] != told:
                    told = str(found["line"])
                    yield told
            waited += 1
            if not told and waited > 60:
                wanted.unlink(missing_ok=True)
                raise ModelError(
                    "model-fetch-failed",
                    "Nothing fetches models here: myna-models.path does not run.",
                    f"Type: sudo -u myna myna models pull {name}",
                )
        if not store.installed(load_catalogue().find(name), model_selector(self._config()).directory):
            raise ModelError("model-fetch-failed", told or f"{name} could not be fetched.", "Check the network.")

    def _used(self, config: Config) -> set[str]:
        chosen = model_selector(config)
        used = set(config.encyclopedia)
        for look in (chosen.speech, chosen.voice, chosen.chat):
            with suppress(MynaError):
                used.add(look().name)
        return used


def pull_wanted(config: Config) -> None:
    """Pull what was written down in the service's folder, and cross it out, whatever comes of it."""
    from myna.models import fetch  # what talks to servers has no place in a Myna that listens

    if (folder := state_folder()) is None or not (folder / WANTED).is_dir():
        return

    def tell(line: str) -> None:
        part = part_of(folder / PROGRESS)
        with suppress(OSError):
            part.write_text(json.dumps({"line": line}), encoding="utf-8")
            part.replace(folder / PROGRESS)

    for asked in sorted((folder / WANTED).iterdir()):
        try:
            model = load_catalogue().find(asked.name)
            fetch.pull(model, model_selector(config).directory, LineProgress(tell))
        except MynaError as error:
            log.warning("%s", error.message)
            tell(error.message)
        finally:
            asked.unlink(missing_ok=True)


async def _pulled_here(name: str) -> AsyncGenerator[str, None]:
    """Lines of ``myna models pull`` in a process of its own, which leaves this one's memory as it is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "myna", "models", "pull", "--progress", name,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    last = ""
    try:
        async for raw in process.stdout:
            if line := _plain(raw.decode(errors="replace")):
                last = line
                yield line
        if await process.wait():
            raise ModelError("model-fetch-failed", last or f"{name} could not be fetched.", "Check the network.")
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


def _plain(line: str) -> str:
    """A line of a terminal without what a terminal obeys."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line).strip()


def _fits(chosen: ModelSelector, name: str) -> bool:
    try:
        chosen.plan_of(name)
    except MynaError:
        return False
    return True


def _memory_gb(chosen: ModelSelector, name: str) -> float | None:
    with suppress(MynaError):
        return round(chosen.plan_of(name).needed_bytes / GB, 1)
    return None
