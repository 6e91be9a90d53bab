"""Says aloud, once, that another language model answers than was asked for."""

import asyncio
from contextlib import suppress

from myna.app.engines import AnyModel
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import MynaError
from myna.nlu.languages import Component, language
from myna.session.assistant import Assistant


async def tell_of_replacements(
    llm: AnyModel, config: Config, oom_guard: OutOfMemoryGuard, assistant: Assistant
) -> None:
    """Have ``assistant`` say it whenever ``llm`` has news that nobody was told yet, for ever."""
    words = language(config.language).failures.get(_component(llm, config))
    while True:
        if llm.failure is None:
            await asyncio.to_thread(oom_guard.told, "")
        await llm.news.wait()
        llm.news.clear()
        if llm.failure is not None and words and oom_guard.is_news(llm.name):
            await assistant.until_idle()  # what sounds now is the answer of the one that took over
            with suppress(MynaError):  # it is in the log and in the status too
                await assistant.say(words)
                await asyncio.to_thread(oom_guard.told, llm.name)


def _component(llm: AnyModel, config: Config) -> Component:
    """What the sentence is about: a server that is away, a model that another one stands in for, or none at all."""
    if config.server_url is not None:
        return "server"
    return "no-model" if llm.choice is None else "model"
