"""Which chat model fits which memory, and how it is run there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.llm.weights import Shape, Weights
from myna.models.catalogue import ChatModel, load_catalogue
from myna.models.sizing import (
    ENCYCLOPEDIA_BYTES,
    GB,
    MB,
    Requirements,
    best,
    board_bytes,
    budget_bytes,
    others_bytes,
    plan,
    tokens_per_second,
    whole_plan,
)

MODELS = {
    model.name: Weights(model.name, model.size_bytes, model.shape)
    for model in load_catalogue().select("chat", "en-us")
    if isinstance(model, ChatModel) and model.size_bytes is not None
}
PUBLISHED = [weights for name, weights in MODELS.items() if name.startswith(("smollm2", "tinyllama", "llama-2"))]
REQUIREMENTS = Requirements(
    context_tokens=2048, others_bytes=others_bytes(41_205_931, 63_206_088, expects_requests=True)
)
TINYLLAMA, LLAMA_7B = MODELS["tinyllama-1.1b-chat-q4_k_m"], MODELS["llama-2-7b-chat-q4_k_m"]
LLAMA_13B = MODELS["llama-2-13b-chat-q4_k_m"]


def test_each_encyclopedia_takes_memory() -> None:
    two = others_bytes(41_205_931, 63_206_088, expects_requests=True, encyclopedias=2)
    assert two == REQUIREMENTS.others_bytes + 2 * ENCYCLOPEDIA_BYTES


def budget_of(ram_gb: float) -> int:
    return budget_bytes(board_bytes(ram_gb))


@pytest.mark.parametrize(
    ("ram_gb", "expected"),
    [
        (0.5, None),
        (1, "smollm2-360m-instruct-q4_k_m"),
        (2, "tinyllama-1.1b-chat-q6_k"),
        (4, "tinyllama-1.1b-chat-q8_0"),
        (8, "llama-2-7b-chat-q5_k_m"),
        (16, "llama-2-7b-chat-q8_0"),
        (32, "llama-2-7b-chat-q8_0"),
        (64, "llama-2-7b-chat-q8_0"),
    ],
)
def test_the_best_model_of_each_board(ram_gb: float, expected: str | None) -> None:
    found = best(PUBLISHED, REQUIREMENTS, budget_of(ram_gb))
    assert (found and found.name) == expected
    if found:
        assert found.reason.startswith("The largest that fits")


@pytest.mark.parametrize(
    ("name", "least_gb"),
    [
        ("smollm2-135m-instruct-q4_1", 1),
        ("qwen2.5-0.5b-instruct-q4_k_m", 2),
        ("tinyllama-1.1b-chat-q4_k_m", 2),
        ("llama-3.2-1b-instruct-q4_k_m", 2),
        ("qwen2.5-1.5b-instruct-q4_k_m", 2),
        ("llama-2-7b-chat-q4_k_m", 8),
        ("llama-2-7b-chat-q8_0", 16),
        ("llama-2-13b-chat-q4_k_m", 16),
    ],
)
def test_the_smallest_board_that_holds_a_model_whole(name: str, least_gb: float) -> None:
    needed = whole_plan(MODELS[name], REQUIREMENTS).needed_bytes
    fitting = [ram for ram in (0.5, 1, 2, 4, 8, 16, 32) if needed <= budget_of(ram)]
    assert min(fitting) == least_gb


@pytest.mark.parametrize(("weights", "alone_gb"), [(TINYLLAMA, 0.719), (LLAMA_7B, 4.694)])
def test_the_sum_without_the_rest_of_myna_is_what_was_measured(weights: Weights, alone_gb: float) -> None:
    alone = whole_plan(weights, replace(REQUIREMENTS, others_bytes=0)).needed_bytes
    assert alone == pytest.approx(alone_gb * GB, rel=0.02)


def test_the_cache_of_published_shapes() -> None:
    assert LLAMA_7B.shape.kv_bytes(2048, "f16") == 1_073_741_824
    assert LLAMA_7B.shape.kv_bytes(2048, "q8_0") == 570_425_344
    assert Shape(24, 2, 80).kv_type == "f16"  # heads of 80 do not divide into blocks of 32


def test_the_budget_is_the_least_of_what_the_board_and_the_unit_give() -> None:
    assert budget_bytes(8 * GB) == 6.8 * GB
    assert budget_bytes(8 * GB, 2 * GB) == 2 * GB
    assert budget_bytes(1 * GB, 1 * GB) == 0.85 * GB  # the system keeps its share
    assert budget_bytes(100 * MB) == 0


def test_a_cache_is_made_for_whole_steps() -> None:
    for asked, made in ((300, 512), (2048, 2048), (2049, 2304)):
        planned = whole_plan(LLAMA_13B, replace(REQUIREMENTS, context_tokens=asked))
        assert planned.context_tokens == asked
        assert planned.kv_bytes == LLAMA_13B.shape.kv_bytes(made, "q8_0")


def test_a_model_that_is_only_taken_by_name_is_never_suggested() -> None:
    assert best([LLAMA_13B], REQUIREMENTS, budget_of(32)) is None
    assert plan(LLAMA_13B, REQUIREMENTS, budget_of(16)) is not None
    assert plan(LLAMA_13B, REQUIREMENTS, budget_of(8)) is None


def test_the_published_rates_come_out_of_the_bandwidths() -> None:
    assert tokens_per_second(LLAMA_7B.size_bytes, 3.2 * GB) == pytest.approx(0.76, rel=0.1)
    assert tokens_per_second(MODELS["tinyllama-1.1b-chat-q8_0"].size_bytes, 9.6 * GB) == pytest.approx(9, rel=0.1)


any_requirements = st.builds(
    Requirements,
    context_tokens=st.integers(256, 32_768),
    others_bytes=st.integers(0, 2 * GB),
    use_mmap=st.booleans(),
    threads=st.integers(0, 8),
    cores=st.integers(1, 16),
)


@given(st.integers(0, 64 * GB), st.integers(0, 8 * GB), any_requirements)
def test_the_best_never_exceeds_the_budget_and_more_memory_never_gives_a_smaller_model(
    budget: int, more: int, requirements: Requirements
) -> None:
    small, large = best(MODELS.values(), requirements, budget), best(MODELS.values(), requirements, budget + more)
    if small is not None:
        assert small.needed_bytes <= budget
        assert large is not None
        assert large.weights_bytes >= small.weights_bytes


@given(st.sampled_from(list(MODELS.values())), st.integers(0, 16 * GB), st.integers(0, 8 * GB), any_requirements)
def test_a_named_model_never_exceeds_the_budget_and_more_memory_never_shortens_its_context(
    weights: Weights, budget: int, more: int, requirements: Requirements
) -> None:
    small, large = plan(weights, requirements, budget), plan(weights, requirements, budget + more)
    if small is not None:
        assert small.needed_bytes <= budget
        assert small.context_tokens <= requirements.context_tokens
        assert small.reason
        assert large is not None
        assert large.context_tokens >= small.context_tokens
