"""A service for tests of those who use it."""

from collections.abc import AsyncGenerator
from pathlib import Path

from myna.app.config_file import ConfigFile
from myna.app.current import Current
from myna.app.household import Household
from myna.app.reload import Reloader
from myna.app.runtime_settings import RuntimeSettings, settings_file
from myna.app.satellite import Satellite
from myna.app.service import EventHub, Service
from myna.app.shelf import Shelf
from myna.app.speech_services import SpeechServices
from myna.config import Config, load_config
from myna.core.errors import AudioError
from myna.core.events import Reloaded
from myna.lists.manager import ListManager
from myna.platform.recent_log import RecentLog
from myna.platform.systemd import Notifier
from myna.timers.manager import TimerManager

NOWHERE = Path("/nonexistent/config.yaml")


class House:
    """A service whose engines have not been loaded."""

    def __init__(self, config_path: Path = NOWHERE) -> None:
        self.hub = EventHub()
        self.now = 50.0
        self.config = Config()
        current = Current(self.config)
        self.settings = RuntimeSettings(settings_file(None), self.hub.publish)
        self.timers = TimerManager(None, self.hub.publish)
        reloader = Reloader(current, lambda: self.config, current.idle, Notifier({}), self.hub.publish)
        self.lists = ListManager(publish=self.hub.publish)
        household = Household(self.timers, self.lists)
        self.current = current
        satellite = Satellite(current, household)
        self.log = RecentLog()
        self.config_path = config_path
        self.service = Service(
            current,
            self.settings,
            self.timers,
            reloader.reload,
            self.hub,
            household=household,
            file=ConfigFile(config_path, lambda: self.config, self.reload),
            shelf=Shelf(lambda: self.config, None),
            log=self.log,
            findings=self.findings,
            speech=SpeechServices(satellite),
            satellite=satellite,
            clock=lambda: self.now,
        )

    async def reload(self) -> list[str]:
        """Read the file again, without engines."""
        self.config = load_config(self.config_path, system_file=NOWHERE, user_file=NOWHERE)
        self.hub.publish(Reloaded(["configuration"]))
        return ["configuration"]

    async def findings(self) -> AsyncGenerator[dict[str, object], None]:
        """What a check might find."""
        yield {"name": "voice", "found": "joe", "error": None}
        error = AudioError("no-device", "There is no microphone.", "Plug one in.")
        yield {"name": "microphone", "found": "", "error": error.as_json()}
