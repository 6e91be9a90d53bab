"""A service for tests of those who use it."""

from myna.app.current import Current
from myna.app.reload import Reloader
from myna.app.runtime_settings import RuntimeSettings, settings_file
from myna.app.service import EventHub, Service
from myna.config import Config
from myna.platform.systemd import Notifier
from myna.timers.manager import TimerManager


class House:
    """A service whose engines have not been loaded."""

    def __init__(self) -> None:
        self.hub = EventHub()
        self.now = 50.0
        self.config = Config()
        current = Current(self.config)
        self.settings = RuntimeSettings(settings_file(None), self.hub.publish)
        self.timers = TimerManager(None, self.hub.publish)
        reloader = Reloader(current, lambda: self.config, current.idle, Notifier({}), self.hub.publish)
        self.service = Service(current, self.settings, self.timers, reloader.reload, self.hub, clock=lambda: self.now)
