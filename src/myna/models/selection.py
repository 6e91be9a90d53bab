"""Which models the configuration asks for: a name, a path, a server, or ``auto``.

``auto`` stands for the language's own speech model and voice, and for the largest chat model in the models folder that
fits the memory. Where the configuration names a server, the chat model of ``auto`` is chosen too: it answers while the
server is away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from myna.config import Config, models_directory
from myna.core.errors import ModelError
from myna.llm.prompt import DEFAULT_SYSTEM_PROMPT
from myna.llm.weights import Weights
from myna.models.catalogue import CHAT_ENGINE, VOICE_ENGINE, Catalogue, ChatModel, Kind, Model, Sampling, SpeechModel
from myna.models.sizing import GB, Plan, Requirements, best, others_bytes, plan, whole_plan
from myna.models.store import installed, path_of
from myna.nlu.languages import requests_file

DEFAULT_SAMPLING = Sampling(temperature=0.7, top_p=0.95, min_p=0.05, repeat_penalty=1.1)
"""Sampling for a GGUF file that is not in the catalogue: llama.cpp's own defaults, with a light repeat penalty."""

REPLACEABLE = ("model-missing", "model-damaged", "memory-too-small", "chat-model-missing", "chat-model-damaged",
               "chat-template-missing", "chat-template-broken")  # fmt: skip
"""Codes of errors after which a smaller model may take the place of the one that is asked for."""

SUGGESTED_SMALL, AS_GOOD = "tinyllama-1.1b", ("llama-3.2-1b", "qwen2.5-1.5b", "gemma-3-1b")
"""The model family that is suggested among those of about a billion parameters, and the other families of that size.
Those are suggested where the first does not speak the language, and used wherever they are installed."""

LARGER = 1.5
"""How many times the bytes of the chosen model another one must have to be worth a suggestion."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A model to load, and the engine that runs it.

    ``model`` is what the catalogue has of it, None for a file of the user's own.
    """

    path: Path
    model: Model | None
    engine: str

    @property
    def name(self) -> str:
        """Its name in the catalogue, else its path."""
        return self.model.name if self.model else str(self.path)


@dataclass(frozen=True, slots=True)
class ChatChoice(Choice):
    """A language model to load, and the plan by which it runs."""

    plan: Plan

    @property
    def sampling(self) -> Sampling:
        """The sampling of the catalogue, else the default."""
        return self.model.sampling if isinstance(self.model, ChatModel) else DEFAULT_SAMPLING

    @property
    def system_prompt(self) -> str:
        """The system prompt of the catalogue, else the default."""
        own = self.model.system_prompt if isinstance(self.model, ChatModel) else None
        return DEFAULT_SYSTEM_PROMPT if own is None else own


class ModelSelector:
    """Chooses the models of one configuration, for ``cores`` processor cores and ``budget_bytes`` of memory.

    ``weights_of`` reads the size and shape of a GGUF file of the user's own, and raises ModelError.
    """

    def __init__(
        self,
        config: Config,
        catalogue: Catalogue,
        budget_bytes: int,
        *,
        cores: int,
        weights_of: Callable[[Path], Weights],
    ) -> None:
        self._config = config
        self._catalogue = catalogue
        self._cores = cores
        self._weights_of = weights_of
        self._chat_name = "auto" if config.server_url else config.model
        self.budget_bytes = budget_bytes
        self.directory = models_directory(config)

    def speech(self) -> Choice:
        """The speech model. Raises ModelError where it is not installed."""
        return self._installed(self._catalogue.default("speech", self._config.language))

    def voice(self) -> Choice:
        """The voice. Raises ModelError where it is not installed."""
        if _is_path(self._config.voice):
            return Choice(Path(self._config.voice).expanduser(), None, VOICE_ENGINE)
        return self._installed(self._named("voice", self._config.voice))

    def chat(self) -> ChatChoice:
        """The language model. Raises ModelError where it is not installed or does not fit the memory."""
        name = self._chat_name
        if name == "auto":
            return self._auto()
        planned = self.plan_of(name)  # comes first: a model that does not fit need not be pulled
        if _is_path(name):
            return ChatChoice(Path(name).expanduser(), None, CHAT_ENGINE, planned)
        model = self._named("chat", name)
        return ChatChoice(self._installed(model).path, model, model.engine, planned)

    def chats(self) -> list[ChatChoice]:
        """The installed chat models to try, in order: the one that is asked for, then the smaller ones.

        Raises ModelError where the name that is asked for is wrong.
        """
        try:
            first = self.chat()
        except ModelError as error:
            if error.code not in REPLACEABLE:
                raise
            return self._fallbacks()
        return [first, *self._fallbacks(first.plan.file_bytes if first.model else float("inf"))]

    def suggested(self) -> Plan | None:
        """The plan of the best model of the catalogue that fits, pulled or not; None where none does."""
        models = [model for model in self._chat_models() if model.size_bytes is not None]
        if any(model.name.startswith(SUGGESTED_SMALL) for model in models):
            models = [model for model in models if not model.name.startswith(AS_GOOD)]
        return best(map(self._weights, models), self.requirements, self.budget_bytes)

    def best(self) -> Plan:
        """The same as ``suggested``. Raises ModelError ``memory-too-small`` where no model fits."""
        if (found := self.suggested()) is not None:
            return found
        raise ModelError(
            "memory-too-small",
            f"No language model of the catalogue fits into the {self.budget_bytes / GB:.2f} GB that Myna may use.",
            "One on another machine could do it: model: http://HOST:PORT/v1",
        )

    def plan_of(self, name: str) -> Plan:
        """The plan of the model called ``name`` or in the file ``name``, pulled or not.

        Raises ModelError where there is no such model, or where it does not fit.
        """
        if _is_path(name):
            return self._planned(self._weights_of(Path(name).expanduser()))
        if "//" in name:
            raise ModelError(
                "model-elsewhere",
                f"{name} is on another machine, whose memory is not known here.",
                "Plan for this one: myna models plan",
            )
        model = self._named("chat", name)
        assert isinstance(model, ChatModel)
        return self._planned(self._weights(model))

    def is_here(self, name: str) -> bool:
        """Whether the model called ``name``, or the file ``name``, is installed."""
        if _is_path(name):
            return Path(name).expanduser().exists()
        return installed(self._catalogue.find(name), self.directory)

    @cached_property
    def requirements(self) -> Requirements:
        """What the configuration and this machine demand of a plan. Raises ModelError for an unknown voice."""
        speech = self._catalogue.default("speech", self._config.language)
        assert isinstance(speech, SpeechModel)
        if _is_path(self._config.voice):
            path = Path(self._config.voice).expanduser()
            voice_bytes = path.stat().st_size if path.exists() else 0
        else:
            voice_bytes = self._named("voice", self._config.voice).size_bytes or 0
        llm = self._config.brain
        return Requirements(
            context_tokens=llm.context_tokens,
            others_bytes=others_bytes(
                speech.archive.size_bytes or 0,
                voice_bytes,
                expects_requests=requests_file(self._config.language) is not None,
                encyclopedias=len(self._config.encyclopedia),
            ),
            use_mmap=llm.use_mmap,
            threads=llm.threads,
            cores=self._cores,
        )

    def missing(self) -> list[Model]:
        """The models that the configuration needs and the models folder lacks.

        Raises ModelError for unknown names, and for a language model that does not fit; where there is a server for
        that, none is needed here.
        """
        wanted = [self._catalogue.default("speech", self._config.language)]
        some_chat_model = any(installed(model, self.directory) for model in self._chat_models())
        if not _is_path(self._chat_name) and not (self._chat_name == "auto" and some_chat_model):
            model = self._named("chat", self._chat_name)
            try:
                if model.size_bytes is not None:
                    self.plan_of(model.name)
                wanted.append(model)
            except ModelError:
                if self._config.server_url is None:
                    raise
        if not _is_path(self._config.voice):
            wanted.append(self._named("voice", self._config.voice))
        return [model for model in wanted if not installed(model, self.directory)]

    def missing_dictionary(self) -> Model | None:
        """The language's dictionary, where it has one and the models folder lacks it."""
        dictionaries = self._catalogue.select("dictionary", self._config.language)
        return next((one for one in dictionaries[:1] if not installed(one, self.directory)), None)

    def larger(self) -> Model | None:
        """The best chat model that fits this machine, if it is clearly larger than the chosen one; else None."""
        try:
            possible, chosen = self.suggested(), self.chat().plan
        except ModelError:
            return None
        if possible is None or possible.weights_bytes < LARGER * chosen.weights_bytes:
            return None
        return self._catalogue.find(possible.name)

    def _auto(self) -> ChatChoice:
        here = {model.name: model for model in self._chat_models() if installed(model, self.directory)}
        if not here:
            self._installed(self._catalogue.default("chat", self._config.language))
        weights = [self._weights(model) for model in here.values()]
        found = best(weights, self.requirements, self.budget_bytes) or best(
            weights, self.requirements, self.budget_bytes, spare=0
        )
        if found is None:
            raise ModelError(
                "memory-too-small",
                f"None of the installed language models fits into the {self.budget_bytes / GB:.1f} GB of memory that "
                "Myna may use.",
                self._advice(),
            )
        model = here[found.name]
        return ChatChoice(path_of(model, self.directory), model, model.engine, found)

    def _planned(self, weights: Weights) -> Plan:
        """The plan of a model that is asked for by name. Raises ModelError where it does not fit."""
        if (found := plan(weights, self.requirements, self.budget_bytes)) is not None:
            return found
        needed = whole_plan(weights, self.requirements).needed_bytes
        raise ModelError(
            "memory-too-small",
            f"{weights.name} needs {needed / GB:.1f} GB of memory with the rest of Myna, which may use "
            f"{self.budget_bytes / GB:.1f} GB here.",
            self._advice(),
        )

    def _advice(self) -> str:
        """What to do where a model does not fit."""
        if (fitting := self.suggested()) is None:
            return "No model of the catalogue fits; one on another machine could do it: model: http://HOST:PORT/v1"
        pull = "" if self.is_here(fitting.name) else f"Type: myna models pull {fitting.name}. "
        return f"The largest that fits is {fitting.name}. {pull}Set model: {fitting.name}"

    def _fallbacks(self, below_bytes: float = float("inf")) -> list[ChatChoice]:
        """The installed chat models that fit and whose files have less than ``below_bytes``, the largest first."""
        here = [model for model in self._chat_models() if installed(model, self.directory)]
        plans = [(model, whole_plan(self._weights(model), self.requirements)) for model in here]
        fitting = [
            ChatChoice(path_of(model, self.directory), model, model.engine, one)
            for model, one in plans
            if one.needed_bytes <= self.budget_bytes and one.file_bytes < below_bytes
        ]
        return sorted(fitting, key=lambda choice: choice.plan.file_bytes, reverse=True)

    def _chat_models(self) -> list[ChatModel]:
        models = self._catalogue.select("chat", self._config.language)
        return [model for model in models if isinstance(model, ChatModel)]

    def _weights(self, model: ChatModel) -> Weights:
        """Size and shape of a model; the size is that of the installed file where the catalogue has none.

        Raises ModelError where neither is known.
        """
        size_bytes = model.size_bytes
        if size_bytes is None:
            size_bytes = self._installed(model).path.stat().st_size
        return Weights(model.name, size_bytes, model.shape)

    def _named(self, kind: Kind, name: str) -> Model:
        """The model of ``kind`` called ``name``, or the language's own for ``auto``. Raises ModelError."""
        model = self._catalogue.default(kind, self._config.language) if name == "auto" else self._catalogue.find(name)
        if model.kind != kind:
            key = "model" if kind == "chat" else "voice"
            raise ModelError(
                "model-wrong-kind",
                f"{model.name} is a {model.kind} model and cannot be the {key}.",
                f"See which can be: myna models list --kind {kind}",
            )
        return self._here(model, name)

    def _here(self, model: Model, name: str) -> Model:
        """``model``, or where it is not installed and ``name`` has no quantisation, one of another that is."""
        others = self._catalogue.quantised(name)
        if not others or installed(model, self.directory):
            return model
        chats = {
            other.name: other for other in others if isinstance(other, ChatModel) and installed(other, self.directory)
        }
        if not chats:
            return model
        weights = [self._weights(other) for other in chats.values()]
        found = best(weights, self.requirements, self.budget_bytes)
        return chats[found.name] if found else min(chats.values(), key=lambda other: self._weights(other).size_bytes)

    def _installed(self, model: Model) -> Choice:
        """The model as a choice. Raises ModelError ``model-damaged`` or ``model-missing``."""
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
        return Choice(path_of(model, self.directory), model, model.engine)


def _is_path(name: str) -> bool:
    """Whether ``name`` is the path of a file of the user's own."""
    return name.lower().endswith((".gguf", ".onnx"))
