"""Says aloud, once, that another language model answers than was asked for."""

import asyncio
from contextlib import suppress

from myna.app.active_model import ActiveLanguageModel
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import MynaError
from myna.nlu.languages import language
from myna.session.assistant import Assistant


async def tell_of_replacements(
    llm: ActiveLanguageModel, config: Config, oom_guard: OutOfMemoryGuard, assistant: Assistant
) -> None:
    """Have ``assistant`` say it whenever ``llm`` has news that nobody was told yet, for ever."""
    words = language(config.language).failures.get(llm.component)
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
