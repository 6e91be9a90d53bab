"""In touch with the home of the configuration, for as long as that stays the same."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from myna.config import Config
from myna.config.schema import HomeAssistant
from myna.core.errors import ConfigError
from myna.home.link import HomeLink
from myna.home.model import Home
from myna.platform.credentials import read_credential

CREDENTIAL = "home-assistant-token"
"""The systemd credential with the access token."""


def home_link(
    config: HomeAssistant, folder: Path | None, on_vocabulary: Callable[[], None] = lambda: None
) -> HomeLink | None:
    """A link to the home of ``config``, which knows what was told last in ``folder``; None where there is no home."""
    if config.url is None:
        return None

    def token() -> str:
        if (found := read_credential(config.token_file, CREDENTIAL, "access token", "home-token")) is None:
            raise ConfigError(
                "home-token-missing",
                "There is no access token for Home Assistant.",
                "Make one in Home Assistant (your profile, Security), write it into a file, and set "
                "home_assistant.token_file to that.",
            )
        return found

    link = HomeLink(config.url, token, config.names, folder, on_vocabulary)
    link.load()
    return link


class CurrentHome:
    """The link to the home of the configuration that is lived by.

    What the server told last is kept in ``folder``; ``on_vocabulary`` is called where other words may be said of it.
    """

    def __init__(self, folder: Path | None, on_vocabulary: Callable[[], None]) -> None:
        self._folder = folder
        self._on_vocabulary = on_vocabulary
        self._config = HomeAssistant()
        self._stack = AsyncExitStack()
        self.link: HomeLink | None = None

    async def follow(self, config: Config) -> HomeLink | None:
        """The link to the home of ``config``: the same as before, unless that asks for another one."""
        if config.home_assistant != self._config:
            await self.close()
            self._config = config.home_assistant
            self.link = home_link(self._config, self._folder, self._on_vocabulary)
            if self.link is not None:
                await self._stack.enter_async_context(self.link.running())
        return self.link

    async def close(self) -> None:
        """Be in touch no more."""
        self.link, self._config = None, HomeAssistant()
        await self._stack.aclose()

    @property
    def home(self) -> Home | None:
        """What is known of the home; None where there is none."""
        return None if self.link is None else self.link.home
