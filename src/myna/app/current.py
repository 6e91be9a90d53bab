"""What Myna lives by now."""

from dataclasses import dataclass

from myna.app.assembly import Running
from myna.config import Config
from myna.core.errors import ModelError, MynaError, ServiceError
from myna.core.events import StateChanged
from myna.session.assistant import Assistant

STARTING = StateChanged("starting", "idle")


@dataclass(slots=True)
class Current:
    """The configuration, and what runs by it.

    ``running`` is None while engines load, and ``config_error`` is why the last reload was refused, if it was.
    ``missing`` is the model that Myna waits for before it can load any, if it does.
    """

    config: Config
    running: Running | None = None
    config_error: MynaError | None = None
    missing: ModelError | None = None

    @property
    def state(self) -> StateChanged:
        """What it does."""
        return STARTING if self.running is None else self.running.state

    async def idle(self) -> None:
        """Wait for the end of a conversation, if there is an assistant to have one."""
        if self.running is not None:
            await self.assistant.until_idle()

    @property
    def assistant(self) -> Assistant:
        """The assistant. Raises ServiceError while there is none."""
        return self.living.assistant

    @property
    def living(self) -> Running:
        """What runs. Raises ServiceError while nothing does."""
        if self.running is None:
            raise ServiceError("starting", "Myna is still starting.", "Wait a moment; look with: myna status")
        return self.running
