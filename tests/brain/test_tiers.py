"""Which chat model fits which memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.brain.tiers import best, needed_bytes
from myna.models.catalogue import ChatModel, load_catalogue

MODELS = [model for model in load_catalogue().select("chat", "en-us") if isinstance(model, ChatModel)]
GB = 1_000_000_000


@pytest.mark.parametrize(
    ("ram_gb", "expected"),
    [(0.5, None), (1, "smollm2-135m"), (2, "tinyllama-1.1b-chat"), (4, "tinyllama-1.1b-chat"), (8, "llama-2-7b-chat"),
     (16, "llama-2-7b-chat"), (32, "llama-2-7b-chat")],
)  # fmt: skip
def test_the_best_model_of_each_board(ram_gb: float, expected: str | None) -> None:
    chosen = best(MODELS, int(ram_gb * GB), 2048)
    assert (chosen is None) if expected is None else (chosen is not None and chosen.name.startswith(expected))


def test_the_need_of_a_measured_model_is_what_was_measured() -> None:
    """TinyLlama Q4_K_M alone took 0.79 GB; the rest of the sum is the other engines' and the system's."""
    model = load_catalogue().find("tinyllama-1.1b-chat-q4_k_m")
    assert isinstance(model, ChatModel)
    assert needed_bytes(model, 2048) - 600_000_000 == pytest.approx(0.79 * GB, rel=0.05)


@given(st.integers(0, 64 * GB), st.integers(0, 8 * GB), st.sampled_from([512, 2048, 4096]))
def test_a_choice_fits_and_more_memory_never_makes_it_smaller(total: int, more: int, context: int) -> None:
    small, large = best(MODELS, total, context), best(MODELS, total + more, context)
    if small is not None:
        assert needed_bytes(small, context) <= total
        assert large is not None
        assert (large.size_bytes or 0) >= (small.size_bytes or 0)
