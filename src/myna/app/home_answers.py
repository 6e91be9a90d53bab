"""The assistant of the home's server, asked in Myna's place: at first, or where Myna has no answer.

Its rules:

1. A text is asked over the link to the home, where there is one: that is one message, of words that are known already.
   Without a link it is the sentence's sound, which goes to the server whose satellite Myna is.
2. Where Myna is preferred the server is asked what would else be the language model's, or an order that nobody
   understood; never a sentence that a guard takes for a mention of an order.
3. Where the server is preferred it is asked everything but the answer to a question that Myna has asked. The answer
   to a question that the server has asked is its own by its sound, whoever is preferred.
4. A server that has no answer in ``PATIENCE_SECONDS`` has none.
"""

import asyncio
import logging
from collections.abc import Callable

from myna.app.satellite import Satellite
from myna.config import Config
from myna.core.decision import Decision
from myna.core.errors import HomeError
from myna.core.ports import OtherAnswer, Spoken
from myna.skills.home.skill import HomeServer, home_responses

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
"""How long the server may take for its answer to a text."""


class HomeAnswers:
    """Answers by the server behind ``link``, or by the one whose ``satellite`` Myna is, as ``config`` prefers.

    ``only_mentions`` tells whether a sentence is no order but mentions one.
    """

    def __init__(
        self, config: Config, link: HomeServer | None, satellite: Satellite, only_mentions: Callable[[str], bool]
    ) -> None:
        self._prefers_server = config.home_assistant.prefer == "server"
        self._language = config.language.partition("-")[0]
        self._responses = home_responses(config.language)
        self._only_mentions = only_mentions
        self._link = link
        self._satellite = satellite

    def wants(self, decision: Decision) -> bool:
        """Whether the server is asked before Myna does what it has decided."""
        if is_for_server(decision):
            return self._satellite.has_server
        if not self._is_there or decision.step == "question":
            return False
        if self._prefers_server:
            return True
        is_left = (decision.kind == "model" and decision.step != "guard") or _is_not_understood(decision)
        return is_left and not self._only_mentions(decision.text)

    async def answer(self, decision: Decision, spoken: Spoken | None) -> OtherAnswer | None:
        """What the server answers; None where it understands nothing, or is away or slow."""
        words = decision.text
        if self._link is None or not self._link.connected or is_for_server(decision):
            return await self._satellite.answer(spoken)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                said = await self._link.process(words, self._language)
        except (HomeError, TimeoutError) as error:
            log.info("Home Assistant was asked, and has no answer: %s", error or "it is too slow")
            return None
        if said is None:
            return None
        if not said and self._responses is not None:
            said = self._responses.sentence("home_done", name=words)
        return OtherAnswer(said)

    @property
    def _is_there(self) -> bool:
        return self._satellite.has_server or (self._link is not None and self._link.connected)


def is_for_server(decision: Decision) -> bool:
    """Whether a sentence answers what the server has asked."""
    return decision.kind == "nothing" and decision.step == "server"


def _is_not_understood(decision: Decision) -> bool:
    """Whether it is an order that nobody understood."""
    return decision.kind == "refuse" and decision.step == "none"
