"""The language model: llama.cpp on one thread of its own.

Its rules:

1. The cache is reused by the longest common beginning of two prompts; ``history.py`` keeps that beginning long.
2. A cancelled answer ends within one step of the compute graph, by llama.cpp's abort callback, even while it is still
   reading the prompt.
3. A core that another program takes must not stall an answer: threads that wait for each other spin only for a moment.
4. The context never overflows: old exchanges are dropped whole, and an answer is no longer than what is left.
5. A board that is too hot or short of power gets less to do: fewer threads, and a shorter answer.
6. A question is read while it is spoken: the part of the prompt that its other words cannot change any more; and what
   stands behind it, if it may be whole. What the model expects behind the words tells whether it may be.
"""

import codecs
import ctypes
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import aclosing, asynccontextmanager, closing
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import jinja2
import llama_cpp
import numpy as np
from llama_cpp.llama_grammar import LlamaGrammar

from myna.core.errors import LlmError, ModelError
from myna.core.ports import Message
from myna.llm import variants
from myna.llm.gguf import check, damaged, template
from myna.llm.history import fitting, room_tokens, shared_tokens
from myna.llm.prompt import FAMILIES, ChatTemplate
from myna.llm.prompt_cache import PromptCache
from myna.llm.settings import LocalModelSettings
from myna.llm.weights import KvType
from myna.platform.heat import Condition, eased
from myna.platform.worker import Worker

log = logging.getLogger(__name__)

BATCH_TOKENS = 32
"""Prompt tokens of one batch. Measured on 2 cores with models of 0.1, 1.1 and 7 billion parameters: 64 and 128 are no
faster, and take up to 22 MB more."""

TOKEN_CHARACTERS = 4
"""Of a token, in English and with a vocabulary of 32,000 or more."""

SENTENCE_ENDS = ".?!"
"""What a whole sentence may be followed by, beside the mark of the template behind a message."""

WARM_SECONDS = 0.1
"""How long a model that is warmed may think, beyond its second token."""

KV_TYPES: dict[KvType, tuple[int, int]] = {
    "f16": (llama_cpp.GGML_TYPE_F16, llama_cpp.GGML_TYPE_F16),
    "q8_0": (llama_cpp.GGML_TYPE_Q8_0, llama_cpp.GGML_TYPE_Q8_0),
    "q8_0-f16": (llama_cpp.GGML_TYPE_Q8_0, llama_cpp.GGML_TYPE_F16),
}
"""Those of keys and values."""


class LlamaFile:
    """A chat model in a GGUF file, not loaded yet; ``condition`` is looked at before each of its answers."""

    def __init__(
        self, path: Path, settings: LocalModelSettings, condition: Callable[[], Condition] = Condition
    ) -> None:
        self.path = path
        self._settings = settings
        self._condition = condition

    def check(self) -> None:
        """Look at the file without loading it. Raises ModelError where it cannot be read, or is no GGUF file."""
        check(self.path)

    @asynccontextmanager
    async def loaded(self) -> AsyncGenerator["LlamaModel", None]:
        """The model, on a thread of its own. Raises ModelError for a file that is missing, damaged or no chat model."""
        worker = Worker("llm")
        try:
            model = await worker.call(LlamaModel.load, self.path, self._settings, worker, self._condition)
            try:
                yield model
            finally:
                await model.close()
        finally:
            worker.close()


class LlamaModel:
    """A chat model in memory, that of the file ``path``; ``condition`` is looked at before each answer."""

    def __init__(
        self,
        path: Path,
        llm: llama_cpp.Llama,
        chat_template: ChatTemplate,
        bos: str,
        settings: LocalModelSettings,
        worker: Worker,
        condition: Callable[[], Condition],
    ) -> None:
        self.path = path
        self._llm = llm
        self._template = chat_template
        self._settings = settings
        self._worker = worker
        self._condition = condition
        self._parameters = llm._model.n_params()
        self._sentence_ends = [llm.tokenize(f"a{mark}".encode(), add_bos=False)[-1] for mark in SENTENCE_ENDS]
        self._abort = abort = threading.Event()
        self._on_abort = llama_cpp.ggml_abort_callback(lambda _: abort.is_set())
        llama_cpp.llama_set_abort_callback(llm.ctx, self._on_abort, None)
        self._tokenise = lru_cache(maxsize=2)(partial(_tokenised, llm, bos))  # a long conversation takes milliseconds

    @classmethod
    def load(
        cls, path: Path, settings: LocalModelSettings, worker: Worker, condition: Callable[[], Condition] = Condition
    ) -> Self:
        """Read the weights; blocking.

        Raises ModelError for a file that is missing, damaged or no chat model, and where no kernels run here.
        """
        keys, values = KV_TYPES[settings.kv_type]
        check(path)
        try:
            variants.load()
            llm = llama_cpp.Llama(
                str(path),
                n_ctx=settings.context_tokens,
                n_batch=BATCH_TOKENS,
                n_ubatch=BATCH_TOKENS,
                n_threads=settings.threads,
                n_threads_batch=settings.threads,
                use_mmap=settings.use_mmap,
                type_k=keys,
                type_v=values,
                flash_attn=values != llama_cpp.GGML_TYPE_F16,  # which quantised values need, and which is slower
                verbose=False,
            )
        except (ValueError, RuntimeError, jinja2.TemplateError) as error:
            if "context" in str(error):  # llama-cpp-python's own words: "Failed to create llama_context"
                raise ModelError(
                    "context-too-large",
                    f"A context of {settings.context_tokens} tokens cannot be made for {path.name}.",
                    "Lower brain.context_tokens, or choose a smaller model.",
                ) from error
            raise damaged(path) from error
        source = llm.metadata.get("tokenizer.chat_template") or FAMILIES.get(settings.template_family or "")
        marks = llm.token_bos(), llm.token_eos()
        bos, eos = (llm._model.token_get_text(token) if token >= 0 else "" for token in marks)
        try:
            return cls(path, llm, template(source, path, bos=bos, eos=eos), bos, settings, worker, condition)
        except ModelError:
            llm.close()
            raise

    @property
    def parameters(self) -> int | None:
        """How many it has, as its file says."""
        return self._parameters

    async def close(self) -> None:
        """Free the weights; the worker stays open. Safe to call twice."""
        await self._worker.call(self._llm.close)

    async def answer(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the answer piece by piece. Raises LlmError."""
        self._abort.clear()
        pieces = self._worker.iterate(partial(self._generate, messages), abort=self._abort.set)
        async with aclosing(pieces):
            async for piece in pieces:
                yield piece

    async def prefill(self, messages: Sequence[Message], *, whole: bool = False) -> float | None:
        """Read a conversation whose last message may go on, or all of it. Raises LlmError.

        Returns how likely that message is to end where it does, 0 to 1; None of a model that does not tell it.
        """
        if whole and (self._llm._is_recurrent or self._llm._is_hybrid):
            return None  # it cannot forget the end, should the message go on
        self._abort.clear()
        batches = self._worker.iterate(partial(self._read, messages, whole), abort=self._abort.set)
        async with aclosing(batches):
            async for _ in batches:
                pass
        if whole or not self._settings.tells_ends:
            return None
        return await self._worker.call(self._end_probability, messages)

    async def fill(self, messages: Sequence[Message], grammar: str) -> str:
        """The likeliest answer that ``grammar`` (GBNF) allows; "" of a model that is not able to. Raises LlmError."""
        if not self._settings.fills:
            return ""
        self._abort.clear()
        pieces = self._worker.iterate(partial(self._generate, messages, grammar), abort=self._abort.set)
        async with aclosing(pieces):
            return "".join([piece async for piece in pieces])

    async def warm(self, messages: Sequence[Message]) -> float | None:
        """Read the beginning of every conversation, or load it where it was kept, and think for a moment.

        Returns the characters a second to expect, None where it ended at once. What is wrong with the model shows when
        it answers.
        """
        try:
            return await self._worker.call(self._warm, messages)
        except (LlmError, RuntimeError) as error:
            log.debug("%s is not warmed: %s", self.path.name, error)
            return None

    def _generate(self, messages: Sequence[Message], grammar: str | None = None) -> Generator[str, None, None]:
        """The answer, on the worker's thread; the likeliest one where there is a ``grammar``."""
        settings, llm = self._settings, self._llm
        prompt = self._prompt(messages)
        room = min(self._ease(), settings.context_tokens - len(prompt))
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        tokens = llm.generate(
            prompt,
            temp=settings.temperature if grammar is None else 0.0,
            top_p=settings.top_p,
            min_p=settings.min_p,
            repeat_penalty=settings.repeat_penalty if grammar is None else 1.0,
            grammar=None if grammar is None else LlamaGrammar.from_string(grammar),
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
            self._raise(error)
        finally:
            tokens.close()

    def _ease(self) -> int:
        """Take no more of the board than it can give now; the longest answer, in tokens."""
        threads, longest = eased(self._condition(), self._settings.threads, self._settings.max_tokens)
        llama_cpp.llama_set_n_threads(self._llm.ctx, threads, threads)
        return longest

    def _raise(self, error: RuntimeError) -> None:
        """Raise LlmError, but for an aborted decode: that fails too, and nobody waits for it any more."""
        if not self._abort.is_set():
            raise LlmError(
                "generation-failed",
                f"The language model failed: {error}.",
                "Restart Myna, or choose another model.",
            ) from error

    def _read(self, messages: Sequence[Message], whole: bool = False) -> Generator[int, None, None]:
        """Evaluate what is certain of the prompt of ``messages``, or all of it, batch by batch; the tokens of each."""
        llm, tokens = self._llm, self._prompt(messages) if whole else self._certain(messages)
        read = shared_tokens(llm.input_ids[: llm.n_tokens].tolist(), tokens)
        if read == len(tokens):
            return
        if read < llm.n_tokens and not llm._ctx.kv_cache_seq_rm(-1, read, -1):
            read = 0  # some kinds of models cannot forget a part
            llm.reset()  # type: ignore[no-untyped-call]
        llm.n_tokens, llm._requires_eval = read, True  # it has no logits for what stands there now
        self._ease()
        try:
            for start in range(read, len(tokens), BATCH_TOKENS):
                batch = tokens[start : start + BATCH_TOKENS]
                llm.eval(batch)
                yield len(batch)
        except RuntimeError as error:
            self._raise(error)

    def _end_probability(self, messages: Sequence[Message]) -> float | None:
        """How likely the last of ``messages`` ends where it does; None where that is not what was read last."""
        llm, tokens, whole = self._llm, self._certain(messages), self._prompt(messages)
        count = len(tokens)
        if llm._requires_eval or llm.input_ids[: llm.n_tokens].tolist() != tokens or len(whole) <= count:
            return None
        logits = np.ctypeslib.as_array(llama_cpp.llama_get_logits_ith(llm.ctx, -1), shape=(llm.n_vocab(),))
        weights = np.exp(logits - logits.max(), dtype=np.float64)
        return float(weights[[*{*self._sentence_ends, whole[count]}]].sum() / weights.sum())

    def _certain(self, messages: Sequence[Message]) -> list[int]:
        """The tokens with which every prompt begins whose last message begins as that of ``messages``."""
        *before, last = messages
        ways = [self._prompt([*before, {**last, "content": f"{last['content']} {word}".strip()}]) for word in "az"]
        return ways[0][: shared_tokens(*ways)]

    def _warm(self, messages: Sequence[Message]) -> float | None:
        llm, tokens = self._llm, self._certain(messages)
        if not tokens:
            return None
        cache = PromptCache(self.path, f"{llama_cpp.__version__} {self._settings.kv_type} {tokens}")
        if not self._restore(cache.load(), tokens):
            for _ in self._read(messages):
                pass
            cache.save(self._state())
        moments: list[float] = []
        with closing(llm.generate(tokens, temp=0.0)) as generated:
            for _ in generated:
                moments.append(time.perf_counter())
                if len(moments) > 1 and moments[-1] - moments[0] > WARM_SECONDS:
                    break
        return TOKEN_CHARACTERS * (len(moments) - 1) / (moments[-1] - moments[0]) if len(moments) > 1 else None

    def _restore(self, state: bytes | None, tokens: Sequence[int]) -> bool:
        """Remember ``state``, which is that of a model that has read ``tokens``; whether it could."""
        llm = self._llm
        if state is None:
            return False
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if llama_cpp.llama_state_seq_set_data(llm.ctx, buffer, len(state), 0) != len(state):
            llm.reset()  # type: ignore[no-untyped-call]
            return False
        llm.input_ids[: len(tokens)] = tokens
        llm.n_tokens = len(tokens)
        llm._requires_eval = True
        return True

    def _state(self) -> bytes:
        """What the model remembers of all that it has read."""
        buffer = (ctypes.c_uint8 * (size := llama_cpp.llama_state_seq_get_size(self._llm.ctx, 0)))()
        return bytes(buffer[: llama_cpp.llama_state_seq_get_data(self._llm.ctx, buffer, size, 0)])

    def _prompt(self, messages: Sequence[Message]) -> list[int]:
        """Tokens of the conversation, without the oldest exchanges if they do not fit beside a question of any length.

        Raises LlmError where the question alone is too long.
        """
        settings = self._settings
        limit = settings.context_tokens - settings.max_tokens
        tokens = self._tokens(messages)
        if len(tokens) + room_tokens(limit) > limit:
            tokens = self._tokens(fitting(messages, limit, lambda some: len(self._tokens(some))))
        if len(tokens) >= settings.context_tokens:
            raise LlmError(
                "question-too-long",
                f"Question and system prompt have {len(tokens)} tokens; the context has {settings.context_tokens}.",
                "Ask a shorter question, shorten brain.system_prompt, or raise brain.context_tokens.",
            )
        return tokens

    def _tokens(self, messages: Sequence[Message]) -> list[int]:
        return list(self._tokenise(self._template.render(messages)))


def _tokenised(llm: llama_cpp.Llama, bos: str, text: str) -> tuple[int, ...]:
    begins_whole = bool(bos) and text.startswith(bos)
    return tuple(llm.tokenize(text.encode(errors="replace"), add_bos=not begins_whole, special=True))
