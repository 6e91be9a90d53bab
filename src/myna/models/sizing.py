"""Which language model fits which memory, and the settings that it runs with there. Pure.

Its rules:

1. A plan counts the weights, resident once; the KV cache of the whole context; the working memory of llama.cpp; and
   the rest of Myna. It never exceeds the budget, and more memory never gives a smaller model.
2. The best model is the largest that fits with the whole context that is asked for and leaves a little memory free. A
   model that is asked for by its name may take everything, and gets a shorter context where that makes it fit.
3. The KV cache has 8 bits a number wherever its blocks fit the heads, which halves its memory. Its values have 16 bits
   where that costs little and there is room: 600 tokens deep in a conversation, six tokens are read 1.5 times as fast.

Measured on x86-64 with llama.cpp of llama-cpp-python 0.3.36, resident memory beyond weights and cache at a context of
2,048 tokens: SmolLM2-135M 26 MB, TinyLlama-1.1B 26 MB, Llama-2-7B 42 MB. The rest of Myna, with Vosk's small English
model and a medium voice: 417 to 447 MB at the peak of a turn, by the processor; 40 MB of them are pages of libraries
that the kernel can drop; up to 15 MB more on a busy machine, where more is done at the same time. The streams on a
sound card take 32 MB more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from myna.llm.weights import KvType, Weights

MB = 1_000_000
GB = 1_000 * MB

FASTER_CACHE_SHARE = 0.02
"""The share of the weights' bytes that a KV cache with 16-bit values may take beyond one with 8-bit values."""

VISIBLE_SHARE = 0.9
"""The least share of a board's memory that Linux sees: firmware and graphics take the rest."""

SYSTEM_BYTES = 150 * MB
"""Bytes that Raspberry Pi OS Lite takes for itself; other programs are noticed when a model is loaded."""

UNIT_SHARE = 0.85
"""The share of the machine's memory that the service may take: MemoryMax of its unit."""

WORKING_BYTES = 24 * MB
"""Working memory of llama.cpp for any model; measured as said above."""

WORKING_SHARE = 0.005
"""Working memory of llama.cpp beyond that, as a share of the weights' bytes."""

PROGRAM_BYTES = 144 * MB
"""Python, the libraries, and what the skills know."""

SPEECH_SHARE = 3.3
"""Memory of the speech model, as a multiple of its zip's bytes."""

REQUESTS_BYTES = 46 * MB
"""Memory of what only a language has whose requests are expected: their recogniser, 22 MB, and tables of its own."""

VOICE_SHARE = 1.2
"""Memory of the voice, as a multiple of its file's bytes."""

VOICE_BYTES = 45 * MB
"""Memory of the voice beyond that, for a window of sound that is being made."""

ENCYCLOPEDIA_BYTES = 28 * MB
"""Memory of an encyclopedia: measured with libzim 3.13.1 on a file of 100,000 articles, by the memory of
its own of a process that has answered 935 questions, with 1 MB for libzim's cache of articles."""

SPARE_SHARE = 0.02
"""The share of the budget that a model must leave free unless it was asked for by its name."""

CACHE_STEP_TOKENS = 256
"""llama.cpp rounds the length of its KV cache up to a multiple of so many tokens."""

LEAST_CONTEXT_TOKENS = 512
"""The shortest context in tokens: a shorter one holds no conversation."""

MOST_THREADS = 4
"""Threads of the language model at the most, unless the configuration asks for more."""

ASKED_FOR_ONLY = ("llama-2-13b",)
"""Model families that are never chosen or suggested unless asked for by name: too slow on any Raspberry Pi."""

BANDWIDTH_BYTES = {"Pi 4": 3.2 * GB, "Pi 5": 9.6 * GB}
"""Bytes of weights that a board reads in a second while it decodes. Source: published rates of Llama-2-7B (0.76 and 2.3
tokens a second at 4 bits), with which those of TinyLlama (3 and 9 at 8 bits) agree."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a plan must meet: the context and threads that are asked for (0 threads: choose), and this machine.

    ``others_bytes`` is the memory that the rest of Myna takes, ``cores`` the number of processor cores.
    """

    context_tokens: int
    others_bytes: int
    use_mmap: bool = False
    threads: int = 0
    cores: int = MOST_THREADS


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings that a model runs with, the bytes that each part takes, and why it was chosen, in a sentence."""

    name: str
    context_tokens: int
    kv_type: KvType
    use_mmap: bool
    threads: int
    weights_bytes: int
    kv_bytes: int
    working_bytes: int
    others_bytes: int
    reason: str = ""

    @property
    def file_bytes(self) -> int:
        """The bytes of the model's file."""
        return self.weights_bytes // _copies(self.use_mmap)

    @property
    def needed_bytes(self) -> int:
        """The bytes of the whole assistant."""
        return self.weights_bytes + self.kv_bytes + self.working_bytes + self.others_bytes


def board_bytes(ram_gb: float) -> int:
    """The bytes of memory that Linux sees on a board that is sold with ``ram_gb`` GB."""
    return round(ram_gb * 1024**3 * VISIBLE_SHARE)


def budget_bytes(total_bytes: int, limit_bytes: int | None = None) -> int:
    """The bytes that Myna may take of ``total_bytes`` of memory, within the limit of its control group."""
    granted = round(UNIT_SHARE * total_bytes) if limit_bytes is None else limit_bytes
    return max(0, min(granted, total_bytes - SYSTEM_BYTES))


def others_bytes(speech_bytes: int, voice_bytes: int, *, expects_requests: bool, encyclopedias: int = 0) -> int:
    """The bytes that Myna takes beside the language model, by the sizes of the speech model's zip and the voice.

    ``encyclopedias`` is how many it looks facts up in.
    """
    expecting = REQUESTS_BYTES if expects_requests else 0
    knowing = ENCYCLOPEDIA_BYTES * encyclopedias
    speaking = VOICE_SHARE * voice_bytes + VOICE_BYTES
    return round(PROGRAM_BYTES + SPEECH_SHARE * speech_bytes + expecting + speaking + knowing)


def plan(weights: Weights, requirements: Requirements, budget: int) -> Plan | None:
    """The plan for ``weights`` in ``budget`` bytes, with a shorter context if need be; None where they do not fit."""
    whole = whole_plan(weights, requirements)
    if whole.needed_bytes <= budget:
        whole = _faster(whole, weights, requirements, budget)
        return replace(whole, reason=f"As asked for; it takes {_of(whole.needed_bytes, budget)}.")
    left = budget - (whole.needed_bytes - whole.kv_bytes)
    tokens = left // weights.shape.kv_bytes(CACHE_STEP_TOKENS, whole.kv_type) * CACHE_STEP_TOKENS
    if tokens < LEAST_CONTEXT_TOKENS:
        return None
    short = _plan(weights, requirements, tokens, whole.kv_type)
    return replace(
        short,
        reason=f"As asked for, with a context of {short.context_tokens:,} instead of {whole.context_tokens:,} tokens, "
        f"which would take {_of(whole.needed_bytes, budget)}.",
    )


def whole_plan(weights: Weights, requirements: Requirements) -> Plan:
    """The plan for ``weights`` with the whole context that is asked for, whether it fits or not."""
    tokens = min(requirements.context_tokens, weights.shape.context_tokens or requirements.context_tokens)
    return _plan(weights, requirements, tokens, weights.shape.kv_type)


def best(models: Iterable[Weights], requirements: Requirements, budget: int, spare: float = SPARE_SHARE) -> Plan | None:
    """The plan of the largest of ``models`` that fits with its whole context; None if none does.

    The plan leaves the share ``spare`` of the ``budget`` bytes free.
    """
    most = int((1 - spare) * budget)
    fitting = [
        model
        for model in models
        if not model.name.startswith(ASKED_FOR_ONLY) and whole_plan(model, requirements).needed_bytes <= most
    ]
    if not fitting:
        return None
    largest = max(fitting, key=lambda model: model.size_bytes)
    found = _faster(whole_plan(largest, requirements), largest, requirements, most)
    return replace(found, reason=f"The largest that fits; it takes {_of(found.needed_bytes, budget)}.")


def threads(asked: int, cores: int, most: int) -> int:
    """Threads of an engine: ``asked``, or where that is 0 one for each core, at most ``most``."""
    return asked or min(most, cores)


def tokens_per_second(size_bytes: int, bandwidth_bytes: float) -> float:
    """Tokens a second to expect of weights of ``size_bytes``: each token reads all of them."""
    return bandwidth_bytes / size_bytes


def _copies(use_mmap: bool) -> int:
    """How often the weights are resident: mapped ones twice, as in the file and repacked for the processor."""
    return 2 if use_mmap else 1


def _of(needed: int, budget: int) -> str:
    return f"{needed / GB:.2f} of the {budget / GB:.2f} GB of memory that Myna may use"


def _faster(whole: Plan, weights: Weights, requirements: Requirements, most: int) -> Plan:
    """``whole`` with a faster KV cache, if that takes little more memory and fits ``most`` bytes; else ``whole``."""
    if whole.kv_type != "q8_0":
        return whole
    faster = _plan(weights, requirements, whole.context_tokens, "q8_0-f16")
    costs_little = faster.kv_bytes - whole.kv_bytes <= FASTER_CACHE_SHARE * weights.size_bytes
    return faster if costs_little and faster.needed_bytes <= most else whole


def _plan(weights: Weights, requirements: Requirements, tokens: int, kv_type: KvType) -> Plan:
    return Plan(
        name=weights.name,
        context_tokens=tokens,
        kv_type=kv_type,
        use_mmap=requirements.use_mmap,
        threads=threads(requirements.threads, requirements.cores, MOST_THREADS),
        weights_bytes=weights.size_bytes * _copies(requirements.use_mmap),
        kv_bytes=weights.shape.kv_bytes(-(-tokens // CACHE_STEP_TOKENS) * CACHE_STEP_TOKENS, kv_type),
        working_bytes=round(WORKING_BYTES + WORKING_SHARE * weights.size_bytes),
        others_bytes=requirements.others_bytes,
    )
