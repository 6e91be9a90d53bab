"""Models that a service needs and that are not there yet: it waits for them, and need not be started anew."""

from myna.app.factory import model_selector
from myna.config import Config
from myna.core.errors import ModelError

LOOK_SECONDS = 2.0
"""How often it is looked whether they have come."""

COMES = ("model-missing", "model-damaged")
"""Codes of what a pull mends; a model of several files is not whole while they come."""


def missing_model(config: Config) -> ModelError | None:
    """Why Myna can neither hear nor speak by ``config``, if it is a model that may still come."""
    try:
        chosen = model_selector(config)
        chosen.speech()
        chosen.voice()
    except ModelError as error:
        return error if error.code in COMES else None
    return None


class NoEngines:
    """What a reload prepares while there are no engines: nothing."""

    async def prepare(self, config: Config) -> list[str]:
        """Get nothing ready; what ``config`` needs is looked for anew."""
        return []

    async def discard(self) -> None:
        """Let nothing go."""
