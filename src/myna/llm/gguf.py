"""A GGUF file before the model in it is loaded: its size, its shape and its chat template, by llama.cpp."""

import ctypes
import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import llama_cpp
from llama_cpp import _internals
from llama_cpp._internals import LlamaModel

from myna.core.errors import LlmError, ModelError
from myna.llm import variants
from myna.llm.prompt import ChatTemplate
from myna.llm.weights import Shape, Weights

SPLIT = re.compile(r"-\d{5}-of-(\d{5})\.gguf$")
"""The end of the file names of a model in several parts; llama.cpp loads all of them by the name of the first."""


def _left_alone(disable: bool = True) -> AbstractContextManager[None]:
    """In the place of what redirects the standard output and error of the whole process while a model is loaded.

    What others log meanwhile would be lost by that.
    """
    return nullcontext()


_nobody = llama_cpp.llama_log_callback(lambda level, text, data: None)
"""Takes what llama.cpp logs: what is wrong with a model is raised."""

for _module in (_internals, llama_cpp.llama):
    vars(_module)["suppress_stdout_stderr"] = _left_alone
llama_cpp.llama_log_set(_nobody, ctypes.c_void_p(None))


def weights_of(path: Path) -> Weights:
    """Bytes and shape of the model in a GGUF file, by its metadata. Raises ModelError for another or a damaged file."""
    check(path)
    known = _metadata(path)
    template(known.get("tokenizer.chat_template"), path)

    def number(key: str) -> int | None:
        found = re.findall(r"\d+", known.get(f"{known.get('general.architecture')}.{key}", ""))
        return max(map(int, found), default=None)  # some models list a number for each layer

    heads, width = number("attention.head_count"), number("embedding_length")
    layers, kv_heads = number("block_count"), number("attention.head_count_kv") or heads
    head_size = number("attention.key_length") or (width // heads if width and heads else None)
    if not (layers and kv_heads and head_size):
        raise damaged(path)
    parts = path.parent.glob(SPLIT.sub(r"-*-of-\1.gguf", path.name)) if SPLIT.search(path.name) else [path]
    size_bytes = sum(part.stat().st_size for part in parts)
    return Weights(str(path), size_bytes, Shape(layers, kv_heads, head_size, number("context_length")))


def _metadata(path: Path) -> dict[str, str]:
    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    try:
        variants.load()
        model = LlamaModel(path_model=str(path), params=params, verbose=False)
    except ValueError as error:
        raise damaged(path) from error
    try:
        return dict(model.metadata())
    finally:
        model.close()  # type: ignore[no-untyped-call]


def template(source: str | None, path: Path, *, bos: str = "", eos: str = "") -> ChatTemplate:
    """The chat template ``source`` of the model at ``path``. Raises ModelError where it is None or broken."""
    if source is None:
        raise ModelError(
            "chat-template-missing",
            f"{path} is no chat model: it carries no chat template.",
            "Choose a model whose name says chat or instruct; the list: myna models list",
        )
    try:
        return ChatTemplate(source, bos=bos, eos=eos)
    except LlmError as error:
        raise ModelError("chat-template-broken", f"{path}: {error.message}", error.hint) from error


def check(path: Path) -> None:
    """Read the first bytes of a file. Raises ModelError where it cannot be read or is no GGUF file."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelError(
            "chat-model-missing",
            f"The language model {path} cannot be read: {error.strerror}.",
            "See what is installed with: myna models list",
        ) from error
    if magic != b"GGUF":
        raise damaged(path)


def damaged(path: Path) -> ModelError:
    """The error for a file that llama.cpp cannot load."""
    return ModelError(
        "chat-model-damaged",
        f"The language model {path} cannot be loaded: it is damaged, or not a GGUF file.",
        "If it is from the catalogue, look with: myna models verify; else fetch it again.",
    )
