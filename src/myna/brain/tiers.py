"""Which language model fits which memory. Pure.

The sum: the weights, resident once, the 16-bit KV cache of the context, the working memory of llama.cpp, the other two
engines, and the system's own share. Measured: TinyLlama-1.1B Q4_K_M with 2,048 tokens takes 0.79 GB of which 0.72 GB
are weights and cache; Vosk's small model and a Piper voice take 0.3 GB together.
"""

from collections.abc import Iterable

from myna.models.catalogue import ChatModel

MB = 1_000_000
WORKING_BYTES = 100 * MB
OTHER_ENGINES_BYTES = 300 * MB
SYSTEM_BYTES = 300 * MB
"""What Raspberry Pi OS Lite and its services keep for themselves, with some room."""

UNKNOWN_KV_BYTES_PER_TOKEN = 32_768
"""Taken where the catalogue has none: the KV cache of Llama-3.2-1B (16 layers, 8 heads of 64, 16 bits), the largest
among the small models."""

ASKED_FOR_ONLY = ("llama-2-13b",)
"""Families that are taken when their name is asked for, and never suggested: too slow on any Pi."""


def needed_bytes(model: ChatModel, context_tokens: int) -> int:
    """Memory of a board that runs the whole assistant with ``model``, in bytes."""
    kv_bytes = (model.kv_bytes_per_token_f16 or UNKNOWN_KV_BYTES_PER_TOKEN) * context_tokens
    return (model.size_bytes or 0) + kv_bytes + WORKING_BYTES + OTHER_ENGINES_BYTES + SYSTEM_BYTES


def best(models: Iterable[ChatModel], total_bytes: int, context_tokens: int) -> ChatModel | None:
    """The largest of ``models`` that a board with ``total_bytes`` of memory holds; None if none fits."""
    fitting = [
        model
        for model in models
        if model.size_bytes is not None
        and not model.name.startswith(ASKED_FOR_ONLY)
        and needed_bytes(model, context_tokens) <= total_bytes
    ]
    return max(fitting, key=lambda model: model.size_bytes or 0, default=None)
