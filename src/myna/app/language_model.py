"""The language model that works here: the one that is asked for, else the next smaller one that is installed."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial

from myna.app.active_model import ActiveLanguageModel, LoadedModel
from myna.app.factory import build_llm, build_remote, model_selector, new_history
from myna.app.failover import ServerFailover
from myna.app.oom_guard import OutOfMemoryGuard
from myna.config import Config
from myna.core.errors import ModelError
from myna.models.selection import ChatChoice
from myna.models.sizing import GB, Plan
from myna.platform.memory import read_memory, resident_bytes

log = logging.getLogger(__name__)


async def load_language_model(
    config: Config, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack
) -> ActiveLanguageModel:
    """Load the language model that the configuration asks for, or one that answers in its place.

    Raises ModelError, that of the model which was asked for, where none can be loaded, and ConfigError where the API
    key of a server cannot be read.
    """
    return await with_failover(config, stack, partial(_load_here, config, oom_guard))


async def with_failover(
    config: Config, stack: AsyncExitStack, load_here: Callable[[AsyncExitStack], Awaitable[LoadedModel]]
) -> ActiveLanguageModel:
    """The language model that ``load_here`` loads onto ``stack``; or a server, if there is one, with that to stand in.

    Raises what ``load_here`` raises, and ConfigError where the API key of a server cannot be read.
    """
    if config.server_url is None:
        return await load_here(stack)
    failover = ServerFailover(build_remote(config, stack), load_here)
    stack.push_async_callback(failover.close)
    await failover.load()
    return failover


async def _load_here(config: Config, oom_guard: OutOfMemoryGuard, stack: AsyncExitStack) -> LoadedModel:
    """Load the language model that is asked for, or the next smaller one that loads. Raises ModelError."""
    chosen = model_selector(config)
    candidates = chosen.chats()
    failure: ModelError | None = None
    try:
        chosen.chat()
    except ModelError as error:
        failure = error
    for choice in candidates:
        reason = reason_against(choice, oom_guard)
        if reason is not None and (reason.code == "memory-taken" or choice is not candidates[-1]):
            failure = failure or reason
            continue
        try:
            async with AsyncExitStack() as attempt:
                with oom_guard.loading(choice.name):
                    llm = await attempt.enter_async_context(build_llm(config, choice).loaded())
                    rate = await llm.warm(new_history(config, choice).messages(""))
                stack.push_async_exit(attempt.pop_all())
        except ModelError as error:
            failure = failure or error
            continue
        loaded = LoadedModel(llm, choice, failure, characters_per_second=rate)
        if failure is not None:
            log.warning("%s %s Until then %s answers.", failure.message, failure.hint, choice.name)
            loaded.news.set()
        return loaded
    assert failure is not None, "there is a candidate, or a reason why there is none"
    raise failure


def reason_against(choice: ChatChoice, oom_guard: OutOfMemoryGuard) -> ModelError | None:
    """Why a model is not tried: other programs have the memory; or it was too large, where there is a smaller one."""
    if choice.name in oom_guard.too_large:
        return ModelError(
            "model-too-large",
            f"The language model {choice.name} did not fit into the memory.",
            "Choose a smaller one (myna models list --kind chat), or give it another try: sudo systemctl restart myna",
        )
    return _too_little_free(choice.plan)


def _too_little_free(plan: Plan) -> ModelError | None:
    """What to say where other programs have taken the memory that a model needs beside what this process has."""
    free_bytes = read_memory().available_bytes + resident_bytes()
    if plan.needed_bytes <= free_bytes:
        return None
    return ModelError(
        "memory-taken",
        f"{plan.name} needs {plan.needed_bytes / GB:.1f} GB of memory with the rest of Myna, and other programs leave "
        f"{free_bytes / GB:.1f} GB.",
        "End other programs and restart Myna, or choose a smaller model: myna models plan",
    )
