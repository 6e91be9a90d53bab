"""Which models the configuration asks for: a name, a path, or ``auto``.

``auto`` is the language's own speech model and voice, and of the chat models in the models folder the largest that the
memory holds.
"""

from dataclasses import dataclass
from pathlib import Path

from myna.brain.prompt import DEFAULT_SYSTEM_PROMPT
from myna.brain.tiers import best, needed_bytes
from myna.config import Config, models_directory
from myna.errors import ModelError
from myna.models.catalogue import Catalogue, ChatModel, Kind, Model, Sampling
from myna.models.store import installed, path_of

DEFAULT_SAMPLING = Sampling(temperature=0.7, top_p=0.95, min_p=0.05, repeat_penalty=1.1)
"""For a GGUF file that the catalogue does not know; llama.cpp's own defaults, with a light repeat penalty."""

REPLACEABLE = ("model-missing", "model-damaged", "memory-too-small")
"""What may be wrong with a model that is asked for, beside its name, which is for the person to mend."""

LARGER = 1.5
"""How many times the bytes another model must have to be worth a suggestion."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One model to load; ``model`` is its entry in the catalogue, None for a file of the user's own."""

    path: Path
    model: Model | None

    @property
    def name(self) -> str:
        """Its name in the catalogue, else its path."""
        return self.model.name if self.model else str(self.path)

    @property
    def sampling(self) -> Sampling:
        """How to sample from it."""
        return self.model.sampling if isinstance(self.model, ChatModel) else DEFAULT_SAMPLING

    @property
    def system_prompt(self) -> str:
        """What to tell it before a conversation."""
        own = self.model.system_prompt if isinstance(self.model, ChatModel) else None
        return DEFAULT_SYSTEM_PROMPT if own is None else own


class Chooser:
    """Chooses from one configuration, on a board with ``total_bytes`` of memory."""

    def __init__(self, config: Config, catalogue: Catalogue, total_bytes: int) -> None:
        self._config = config
        self._catalogue = catalogue
        self._total_bytes = total_bytes
        self.directory = models_directory(config)

    def speech(self) -> Choice:
        """The speech model. Raises ModelError where it is not installed."""
        return self._installed(self._catalogue.default("speech", self._config.language))

    def voice(self) -> Choice:
        """The voice. Raises ModelError where it is not installed."""
        return self._named("voice", self._config.voice)

    def chat(self) -> Choice:
        """The language model. Raises ModelError where it is not installed, or none that is installed fits."""
        if self._config.model != "auto":
            return self._named("chat", self._config.model)
        here = [model for model in self._chat_models() if installed(model, self.directory)]
        if not here:
            return self._installed(self._catalogue.default("chat", self._config.language))
        chosen = best(here, self._total_bytes, self._config.brain.context_tokens)
        if chosen is None:
            raise ModelError(
                "memory-too-small",
                f"None of the installed language models fits into {self._total_bytes / 1e9:.1f} GB of memory.",
                "Pull a smaller one: myna models list --kind chat",
            )
        return Choice(path_of(chosen, self.directory), chosen)

    def chats(self) -> list[Choice]:
        """Chat models to try, in order: the one that is asked for, if it is there, then the smaller ones that are.

        Raises ModelError where what is asked for has no such name.
        """
        try:
            first = self.chat()
        except ModelError as error:
            if error.code not in REPLACEABLE:
                raise
            return self._fallbacks(None)
        return [first, *self._fallbacks(first.model)]

    def _fallbacks(self, failed: Model | None) -> list[Choice]:
        """The installed ones that fit, the largest first, if they are smaller than ``failed`` of the catalogue."""
        limit_bytes = float("inf") if failed is None or failed.size_bytes is None else failed.size_bytes
        fitting = [
            model
            for model in self._chat_models()
            if installed(model, self.directory)
            and (model.size_bytes or 0) < limit_bytes
            and needed_bytes(model, self._config.brain.context_tokens) <= self._total_bytes
        ]
        fitting.sort(key=lambda model: model.size_bytes or 0, reverse=True)
        return [Choice(path_of(model, self.directory), model) for model in fitting]

    def missing(self) -> list[Model]:
        """The models that the configuration needs and the models folder lacks. Raises ModelError for unknown names."""
        wanted = [self._catalogue.default("speech", self._config.language)]
        some_chat_model = any(installed(model, self.directory) for model in self._chat_models())
        if not _is_path(self._config.model) and not (self._config.model == "auto" and some_chat_model):
            wanted.append(self._entry("chat", self._config.model))
        if not _is_path(self._config.voice):
            wanted.append(self._entry("voice", self._config.voice))
        return [model for model in wanted if not installed(model, self.directory)]

    def larger(self) -> ChatModel | None:
        """The best chat model that this board could hold, if it is clearly larger than the one chosen."""
        possible = best(self._chat_models(), self._total_bytes, self._config.brain.context_tokens)
        chosen = self.chat().model
        if possible is None or chosen is None or (possible.size_bytes or 0) < LARGER * (chosen.size_bytes or 0):
            return None
        return possible

    def _chat_models(self) -> list[ChatModel]:
        models = self._catalogue.select("chat", self._config.language)
        return [model for model in models if isinstance(model, ChatModel)]

    def _entry(self, kind: Kind, name: str) -> Model:
        model = self._catalogue.default(kind, self._config.language) if name == "auto" else self._catalogue.find(name)
        if model.kind != kind:
            key = "model" if kind == "chat" else "voice"
            raise ModelError(
                "model-wrong-kind",
                f"{model.name} is a {model.kind} model and cannot be the {key}.",
                f"See which can be: myna models list --kind {kind}",
            )
        return model

    def _named(self, kind: Kind, name: str) -> Choice:
        return Choice(Path(name).expanduser(), None) if _is_path(name) else self._installed(self._entry(kind, name))

    def _installed(self, model: Model) -> Choice:
        if not installed(model, self.directory):
            if path_of(model, self.directory).exists():
                raise ModelError(
                    "model-damaged",
                    f"The {model.kind} model {model.name} in {self.directory} is damaged; it is not whole.",
                    f"Type: myna models pull {model.name}",
                )
            raise ModelError(
                "model-missing",
                f"The {model.kind} model {model.name} is not in {self.directory}.",
                f"Type: myna models pull {model.name}",
            )
        return Choice(path_of(model, self.directory), model)


def _is_path(name: str) -> bool:
    """Whether the user means a file of their own."""
    return name.endswith((".gguf", ".onnx"))
