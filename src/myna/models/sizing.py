"""Which language model fits which memory, and how it is run there. Pure.

Its rules:

1. The sum: the weights, resident once; the KV cache of the whole context; the working memory of llama.cpp; and the rest
   of Myna. A plan never exceeds the budget, and more memory never gives a smaller model.
2. The best model is the largest that fits with the whole context that is asked for, and leaves a little free. One that
   is asked for by its name may take everything, and gets a shorter context where it does not fit else.
3. The KV cache is of 8 bits wherever its blocks fit the heads: half the memory. Its values are of 16 bits where that
   costs little and there is room: 600 tokens deep in a conversation, six tokens are read 1.5 times as fast.

Measured on x86-64 with llama.cpp of llama-cpp-python 0.3.36, resident memory beyond weights and cache at a context of
2,048 tokens: SmolLM2-135M 26 MB, TinyLlama-1.1B 26 MB, Llama-2-7B 42 MB. The rest of Myna, with Vosk's small English
model and a medium voice: 385 to 405 MB at the peak of a turn, of which 60 MB are pages of libraries that the kernel can
drop; the streams on a sound card take 32 MB more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from myna.llm.weights import KvType, Weights

MB = 1_000_000
GB = 1_000 * MB

LITTLE = 0.02
"""The share of the weights that values of 16 bits may take beyond those of 8."""

VISIBLE = 0.9
"""What Linux sees of the memory that a board is sold with, at the least: firmware and graphics have the rest."""

SYSTEM_BYTES = 150 * MB
"""What Raspberry Pi OS Lite keeps for itself; who runs more beside Myna is seen when a model is loaded."""

GRANTED = 0.85
"""The share of the memory that the service's unit may take: its MemoryMax."""

WORKING_BYTES = 24 * MB
WORKING_SHARE = 0.005
"""Working memory of llama.cpp, and that which grows with the weights."""

PROGRAM_BYTES = 120 * MB
SPEECH_SHARE = 3.3
VOICE_SHARE = 1.6
VOICE_BYTES = 45 * MB
"""The rest of Myna: Python and its libraries; the speech model, as a multiple of its zip; and the voice, as a multiple
of its file, with a window of sound at work."""

SPARE = 0.02
"""The share of the budget that a model leaves free which nobody asked for by its name."""

CACHE_STEP = 256
"""llama.cpp makes a cache for a multiple of so many tokens."""

LEAST_CONTEXT_TOKENS = 512
"""A shorter context holds no conversation."""

MOST_THREADS = 4

ASKED_FOR_ONLY = ("llama-2-13b",)
"""Families that are taken when their name is asked for, and never suggested: too slow on any Pi."""

BANDWIDTH_BYTES = {"Pi 4": 3.2 * GB, "Pi 5": 9.6 * GB}
"""Bytes of weights that a board reads in a second while it decodes, from published rates of Llama-2-7B (0.76 and 2.3
tokens a second at 4 bits); TinyLlama's (3 and 9 at 8 bits) agree with them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the configuration and the machine say; ``others_bytes`` is what the rest of Myna takes."""

    context_tokens: int
    others_bytes: int
    use_mmap: bool = False
    threads: int = 0
    cores: int = MOST_THREADS


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is run, and what each part of it takes in bytes."""

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
        """The whole assistant."""
        return self.weights_bytes + self.kv_bytes + self.working_bytes + self.others_bytes


def board_bytes(ram_gb: float) -> int:
    """What Linux sees on a board that is sold with ``ram_gb`` GB."""
    return round(ram_gb * 1024**3 * VISIBLE)


def budget_bytes(total_bytes: int, limit_bytes: int | None = None) -> int:
    """What Myna may take of ``total_bytes``, and of the limit of its control group if there is one."""
    granted = round(GRANTED * total_bytes) if limit_bytes is None else limit_bytes
    return max(0, min(granted, total_bytes - SYSTEM_BYTES))


def others_bytes(speech_bytes: int, voice_bytes: int) -> int:
    """What the rest of Myna takes, with a speech model whose zip, and a voice whose file, has so many bytes."""
    return round(PROGRAM_BYTES + SPEECH_SHARE * speech_bytes + VOICE_SHARE * voice_bytes + VOICE_BYTES)


def plan(weights: Weights, wish: Wish, budget: int) -> Plan | None:
    """How ``weights`` run in ``budget`` bytes, if need be with a shorter context; None where they do not fit."""
    whole = whole_plan(weights, wish)
    if whole.needed_bytes <= budget:
        whole = _faster(whole, weights, wish, budget)
        return replace(whole, reason=f"As asked for; it takes {_of(whole.needed_bytes, budget)}.")
    left = budget - (whole.needed_bytes - whole.kv_bytes)
    tokens = left // weights.shape.kv_bytes(CACHE_STEP, whole.kv_type) * CACHE_STEP
    if tokens < LEAST_CONTEXT_TOKENS:
        return None
    short = _plan(weights, wish, tokens, whole.kv_type)
    return replace(
        short,
        reason=f"As asked for, with a context of {short.context_tokens:,} instead of {whole.context_tokens:,} tokens, "
        f"which would take {_of(whole.needed_bytes, budget)}.",
    )


def whole_plan(weights: Weights, wish: Wish) -> Plan:
    """How ``weights`` run with the whole context that is asked for, whether that fits or not."""
    tokens = min(wish.context_tokens, weights.shape.context_tokens or wish.context_tokens)
    return _plan(weights, wish, tokens, weights.shape.kv_type)


def best(models: Iterable[Weights], wish: Wish, budget: int, spare: float = SPARE) -> Plan | None:
    """The largest of ``models`` that fits into ``budget`` bytes with its whole context; None if none does.

    It leaves the share ``spare`` of them free.
    """
    most = int((1 - spare) * budget)
    fitting = [
        model
        for model in models
        if not model.name.startswith(ASKED_FOR_ONLY) and whole_plan(model, wish).needed_bytes <= most
    ]
    if not fitting:
        return None
    largest = max(fitting, key=lambda model: model.size_bytes)
    found = _faster(whole_plan(largest, wish), largest, wish, most)
    return replace(found, reason=f"The largest that fits; it takes {_of(found.needed_bytes, budget)}.")


def threads(asked: int, cores: int, most: int) -> int:
    """Threads of an engine: as many as ``asked``, else one a core, at most ``most``."""
    return asked or min(most, cores)


def tokens_per_second(size_bytes: int, bandwidth_bytes: float) -> float:
    """The rate to expect of weights of ``size_bytes``: each token reads all of them."""
    return bandwidth_bytes / size_bytes


def _copies(use_mmap: bool) -> int:
    """Mapped weights are resident twice: once as the file has them, once as the processor wants them."""
    return 2 if use_mmap else 1


def _of(needed: int, budget: int) -> str:
    return f"{needed / GB:.2f} of the {budget / GB:.2f} GB of memory that Myna may use"


def _faster(whole: Plan, weights: Weights, wish: Wish, most: int) -> Plan:
    """``whole`` with a faster cache, if that takes little more memory and ``most`` bytes hold it."""
    if whole.kv_type != "q8_0":
        return whole
    faster = _plan(weights, wish, whole.context_tokens, "q8_0-f16")
    costs_little = faster.kv_bytes - whole.kv_bytes <= LITTLE * weights.size_bytes
    return faster if costs_little and faster.needed_bytes <= most else whole


def _plan(weights: Weights, wish: Wish, tokens: int, kv_type: KvType) -> Plan:
    return Plan(
        name=weights.name,
        context_tokens=tokens,
        kv_type=kv_type,
        use_mmap=wish.use_mmap,
        threads=threads(wish.threads, wish.cores, MOST_THREADS),
        weights_bytes=weights.size_bytes * _copies(wish.use_mmap),
        kv_bytes=weights.shape.kv_bytes(-(-tokens // CACHE_STEP) * CACHE_STEP, kv_type),
        working_bytes=round(WORKING_BYTES + WORKING_SHARE * weights.size_bytes),
        others_bytes=wish.others_bytes,
    )
