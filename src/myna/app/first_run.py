"""The first start: the models that are missing are pulled, and where there is no sound card, files stand in for it."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from myna.app.devices import Files
from myna.app.factory import model_selector
from myna.audio.soundcard import Kind, find_device
from myna.config import Config
from myna.core.errors import AudioError, ModelError
from myna.models.fetch import pull

if TYPE_CHECKING:
    from collections.abc import Callable

    from myna.models.progress import Progress

QUESTION = Path(str(files("myna.app"))) / "question.wav"
"""A recorded question, "What is the capital of France?", spoken by the voice en_US-joe-medium."""

ANSWER = Path("answer.wav")


def pull_missing(config: Config, progress: "Progress") -> None:
    """Pull what is there for a start, unless the models that the configuration needs are there already.

    So a later start asks no server for anything. Raises ModelError.
    """
    if model_selector(config).missing():
        pull_starter(config, progress)


def pull_starter(config: Config, progress: "Progress") -> None:
    """Pull the models that the configuration needs, and the language's dictionary, where they are not there yet.

    Where the dictionary cannot be had, that is reported. Raises ModelError where a model cannot be had.
    """
    chosen = model_selector(config)
    for model in chosen.missing():
        pull(model, chosen.directory, progress)
    if (dictionary := chosen.missing_dictionary()) is not None:
        try:
            pull(dictionary, chosen.directory, progress)
        except ModelError as error:
            progress.report(f"{error.message} Myna goes on without a dictionary.")


def larger_model(config: Config) -> str | None:
    """A sentence about a better language model that this board could hold, with the line that pulls it."""
    model = model_selector(config).larger()
    if model is None:
        return None
    size = (model.size_bytes or 0) / 1e9
    return (
        f"This machine could hold a larger language model, {model.name} ({size:.1f} GB). "
        f"Type: {_command()} models pull {model.name}"
    )


def stand_in(config: Config, files: Files, note: "Callable[[str], None]") -> Files:
    """``files``, with a file in the place of a missing microphone or speaker; ``note`` is told which."""
    given_input, given_output, listen = files.input, files.output, files.listen
    if given_input is None and (why := _missing("input", config.audio.input)):
        note(f"{why} The recorded question {QUESTION.name} takes the microphone's place.")
        given_input, listen = QUESTION, True
    if given_output is None and (why := _missing("output", config.audio.output)):
        note(f"{why} The answer goes to {ANSWER}.")
        given_output = ANSWER
    return Files(given_input, given_output, listen)


def _missing(kind: Kind, wanted: str) -> str | None:
    """Why there is no such device, in a sentence; None if there is one."""
    try:
        find_device(wanted, kind)
    except AudioError as error:
        if error.code not in ("microphone-missing", "speaker-missing", "portaudio-missing"):
            raise  # there are devices, and the configuration names none of them
        return error.message
    return None


def _command() -> str:
    """How to call Myna from here."""
    return ".venv/bin/myna" if Path(".venv/bin/myna").exists() else "myna"
