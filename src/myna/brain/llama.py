"""The language model: llama.cpp on one thread of its own.

Its rules:

1. The cache is reused by the longest common beginning of two prompts; ``history.py`` keeps that beginning long.
2. A cancelled answer ends within one step of the compute graph, by llama.cpp's abort callback, even while it is still
   reading the prompt.
3. A core that another program takes must not stall an answer: threads that wait for each other spin only for a moment.
4. The context never overflows: old exchanges are dropped whole, and an answer is no longer than what is left.
5. A board that is too hot or short of power gets less to do: fewer threads, and a shorter answer.
"""

import codecs
import os
import re
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from myna.brain.history import fitting
from myna.brain.prompt import FAMILIES, ChatTemplate
from myna.brain.tiers import KvType, Shape, Weights
from myna.errors import BrainError, ModelError
from myna.heat import Condition, eased
from myna.ports import Message
from myna.worker import Worker

# libgomp reads this when llama_cpp loads it: how often a thread looks whether the others are done before it sleeps.
# Left to itself it spins on. Measured on 2 cores with SmolLM2-135M: 92 tokens/s either way when nothing else runs, but
# with two busy programs beside it 30 instead of 0 to 20.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

import jinja2
import llama_cpp
from llama_cpp._internals import LlamaModel

BATCH_TOKENS = 32
"""Prompt tokens of one batch. Measured on 2 cores with models of 0.1, 1.1 and 7 billion parameters: 64 and 128 are no
faster, and take up to 22 MB more."""


@dataclass(frozen=True, slots=True)
class LlamaSettings:
    """How the model runs and samples."""

    threads: int
    context_tokens: int = 2048
    kv_type: KvType = "f16"
    max_tokens: int = 160
    use_mmap: bool = False
    temperature: float = 0.7
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.1
    template_family: str | None = None
    """Key of ``prompt.FAMILIES`` for a file that carries no template of its own."""


SPLIT = re.compile(r"-\d{5}-of-(\d{5})\.gguf$")
"""The end of the name of a part of a model in several files; llama.cpp is given the first."""

_one_at_a_time = threading.Lock()  # its binding bends standard output and error aside while it loads

KV_TYPES: dict[KvType, int] = {"f16": llama_cpp.GGML_TYPE_F16, "q8_0": llama_cpp.GGML_TYPE_Q8_0}


class LlamaBrain:
    """A chat model in a GGUF file; ``condition`` is looked at before each answer."""

    def __init__(
        self, path: Path, settings: LlamaSettings, worker: Worker, condition: Callable[[], Condition] = Condition
    ) -> None:
        self.path = path
        self._settings = settings
        self._worker = worker
        self._condition = condition
        self._abort = threading.Event()
        self._on_abort = llama_cpp.ggml_abort_callback(lambda _: self._abort.is_set())
        self._model: llama_cpp.Llama | None = None
        self._template: ChatTemplate
        self._bos: str

    async def load(self) -> None:
        """Read the weights. Raises ModelError for a file that is missing, damaged or no chat model."""
        await self._worker.call(self._load)

    async def close(self) -> None:
        """Free the weights; the worker stays open. Safe to call before ``load``, and twice."""
        model, self._model = self._model, None
        if model is not None:
            await self._worker.call(model.close)

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece. Raises BrainError."""
        self._abort.clear()
        pieces = self._worker.iterate(partial(self._generate, messages), abort=self._abort.set)
        async with aclosing(pieces):
            async for piece in pieces:
                yield piece

    @property
    def _llm(self) -> llama_cpp.Llama:
        assert self._model is not None, "load() comes first"
        return self._model

    def _load(self) -> None:
        settings = self._settings
        self.check_file()
        try:
            with _one_at_a_time:
                self._model = llama_cpp.Llama(
                    str(self.path),
                    n_ctx=settings.context_tokens,
                    n_batch=BATCH_TOKENS,
                    n_ubatch=BATCH_TOKENS,
                    n_threads=settings.threads,
                    n_threads_batch=settings.threads,
                    use_mmap=settings.use_mmap,
                    type_k=KV_TYPES[settings.kv_type],
                    type_v=KV_TYPES[settings.kv_type],
                    flash_attn=settings.kv_type != "f16",  # which a quantised cache needs
                    verbose=False,
                )
        except (ValueError, RuntimeError, jinja2.TemplateError) as error:
            if "context" in str(error):  # llama-cpp-python's own words: "Failed to create llama_context"
                raise ModelError(
                    "context-too-large",
                    f"A context of {settings.context_tokens} tokens cannot be made for {self.path.name}.",
                    "Lower brain.context_tokens, or choose a smaller model.",
                ) from error
            raise _damaged(self.path) from error
        llama_cpp.llama_set_abort_callback(self._llm.ctx, self._on_abort, None)
        source = self._llm.metadata.get("tokenizer.chat_template") or FAMILIES.get(settings.template_family or "")
        model = self._llm._model
        self._bos = model.token_get_text(self._llm.token_bos()) if self._llm.token_bos() >= 0 else ""
        eos = model.token_get_text(self._llm.token_eos()) if self._llm.token_eos() >= 0 else ""
        self._template = _template(source, self.path, bos=self._bos, eos=eos)

    def check_file(self) -> None:
        """Look at the file without loading it. Raises ModelError where it cannot be read, or is no GGUF file."""
        _check(self.path)

    def _generate(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The answer, on the worker's thread."""
        settings, llm = self._settings, self._llm
        prompt = self._prompt(messages)
        threads, longest = eased(self._condition(), settings.threads, settings.max_tokens)
        llama_cpp.llama_set_n_threads(llm.ctx, threads, threads)
        room = min(longest, settings.context_tokens - len(prompt))
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        tokens = llm.generate(
            prompt,
            temp=settings.temperature,
            top_p=settings.top_p,
            min_p=settings.min_p,
            repeat_penalty=settings.repeat_penalty,
        )
        try:
            for count, token in enumerate(tokens, start=1):
                if llama_cpp.llama_vocab_is_eog(llm._model.vocab, token):
                    break
                if piece := decoder.decode(llm.detokenize([token])):
                    yield piece
                if count >= room:
                    break
            if rest := decoder.decode(b"", final=True):
                yield rest
        except RuntimeError as error:
            if not self._abort.is_set():  # an aborted decode fails too, and nobody waits for it any more
                raise BrainError(
                    "generation-failed",
                    f"The language model failed: {error}.",
                    "Restart Myna, or choose another model.",
                ) from error
        finally:
            tokens.close()

    def _prompt(self, messages: Sequence[Message]) -> list[int]:
        """Tokens of the conversation, without the oldest exchanges if they do not fit."""
        settings = self._settings
        limit = settings.context_tokens - settings.max_tokens
        tokens = self._tokens(messages)
        if len(tokens) > limit:
            tokens = self._tokens(fitting(messages, limit, lambda some: len(self._tokens(some))))
        if len(tokens) >= settings.context_tokens:
            raise BrainError(
                "question-too-long",
                f"Question and system prompt have {len(tokens)} tokens; the context has {settings.context_tokens}.",
                "Ask a shorter question, shorten brain.system_prompt, or raise brain.context_tokens.",
            )
        return tokens

    def _tokens(self, messages: Sequence[Message]) -> list[int]:
        text = self._template.render(messages)
        begins_whole = bool(self._bos) and text.startswith(self._bos)
        return list(self._llm.tokenize(text.encode(errors="replace"), add_bos=not begins_whole, special=True))


def weights_of(path: Path) -> Weights:
    """Bytes and shape of a model in a GGUF file, from its metadata. Raises ModelError where it is none, or damaged."""
    _check(path)
    known = _metadata(path)
    _template(known.get("tokenizer.chat_template"), path)

    def number(key: str) -> int | None:
        found = re.findall(r"\d+", known.get(f"{known.get('general.architecture')}.{key}", ""))
        return max(map(int, found), default=None)  # some models have a list, with a number a layer

    heads, width = number("attention.head_count"), number("embedding_length")
    layers, kv_heads = number("block_count"), number("attention.head_count_kv") or heads
    head_size = number("attention.key_length") or (width // heads if width and heads else None)
    if not (layers and kv_heads and head_size):
        raise _damaged(path)
    parts = path.parent.glob(SPLIT.sub(r"-*-of-\1.gguf", path.name)) if SPLIT.search(path.name) else [path]
    size_bytes = sum(part.stat().st_size for part in parts)
    return Weights(str(path), size_bytes, Shape(layers, kv_heads, head_size, number("context_length")))


def _metadata(path: Path) -> dict[str, str]:
    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    try:
        with _one_at_a_time:
            model = LlamaModel(path_model=str(path), params=params, verbose=False)
    except ValueError as error:
        raise _damaged(path) from error
    try:
        return dict(model.metadata())
    finally:
        model.close()  # type: ignore[no-untyped-call]


def _template(source: str | None, path: Path, *, bos: str = "", eos: str = "") -> ChatTemplate:
    """The chat template of the model at ``path``. Raises ModelError where there is none, or it is broken."""
    if source is None:
        raise ModelError(
            "chat-template-missing",
            f"{path} is no chat model: it carries no chat template.",
            "Choose a model whose name says chat or instruct; the list: myna models list",
        )
    try:
        return ChatTemplate(source, bos=bos, eos=eos)
    except BrainError as error:
        raise ModelError("chat-template-broken", f"{path}: {error.message}", error.hint) from error


def _check(path: Path) -> None:
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
        raise _damaged(path)


def _damaged(path: Path) -> ModelError:
    return ModelError(
        "chat-model-damaged",
        f"The language model {path} cannot be loaded: it is damaged, or not a GGUF file.",
        "If it is from the catalogue, look with: myna models verify; else fetch it again.",
    )
