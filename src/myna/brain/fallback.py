"""The language model that works here: the one that is asked for, else the next smaller one that is installed."""

import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from myna.brain.trials import Trials
from myna.config import Config
from myna.errors import ModelError
from myna.models.choose import Choice
from myna.organs import build_brain, chooser

if TYPE_CHECKING:
    from myna.brain.llama import LlamaBrain

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedBrain:
    """A language model at work; ``failure`` is what was wrong with the one in whose place it works, if anything was."""

    brain: "LlamaBrain"
    choice: Choice
    failure: ModelError | None


async def load_brain(config: Config, trials: Trials, stack: AsyncExitStack) -> LoadedBrain:
    """Load the language model that the configuration asks for, or the next smaller one that loads.

    Raises ModelError, that of the model which was asked for, where none does.
    """
    chosen = chooser(config)
    candidates = chosen.chats()
    failure: ModelError | None = None
    try:
        chosen.chat()
    except ModelError as error:
        failure = error
    for choice in candidates:
        if choice.name in trials.too_large and choice is not candidates[-1]:
            failure = failure or _too_large(choice)
            continue
        try:
            async with AsyncExitStack() as attempt:
                brain = build_brain(config, attempt, choice)
                with trials.loading(choice.name):
                    await brain.load()
                stack.push_async_exit(attempt.pop_all())
        except ModelError as error:
            failure = failure or error
            continue
        if failure is not None:
            log.warning("%s %s Until then %s answers.", failure.message, failure.hint, choice.name)
        return LoadedBrain(brain, choice, failure)
    assert failure is not None, "there is a candidate, or a reason why there is none"
    raise failure


def _too_large(choice: Choice) -> ModelError:
    return ModelError(
        "model-too-large",
        f"The language model {choice.name} did not fit into the memory.",
        "Choose a smaller one (myna models list --kind chat), or give it another try: sudo systemctl restart myna",
    )
