"""The conversation so far: append-only, dropped by whole exchanges."""

from hypothesis import given
from hypothesis import strategies as st

from myna.llm.history import MAX_EXCHANGES, History, first_kept


def test_messages_are_the_system_prompt_the_exchanges_and_the_question() -> None:
    history = History("Be brief.")
    history.add("first", " one ")
    history.add("nothing heard", "  ")
    assert history.messages("second") == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": "one"},
        {"role": "user", "content": "second"},
    ]


def test_an_empty_system_prompt_is_left_out() -> None:
    assert History("").messages("hello") == [{"role": "user", "content": "hello"}]


def test_a_conversation_for_ever_stays_bounded_and_keeps_the_newest() -> None:
    history = History("")
    for number in range(10 * MAX_EXCHANGES):
        history.add(f"question {number}", "answer")
        assert len(history.exchanges) <= MAX_EXCHANGES
        assert history.exchanges[-1].question == f"question {number}"


def test_what_fits_is_kept_whole() -> None:
    assert first_kept([10, 20, 30], 60) == 0


def test_an_overflow_drops_the_oldest_down_to_half() -> None:
    assert first_kept([10, 20, 30, 10], 60) == 3
    assert first_kept([100], 60) == 1


@given(st.lists(st.integers(1, 50), max_size=60), st.integers(1, 200))
def test_the_kept_exchanges_fit_and_the_cut_moves_only_on_overflow(sizes: list[int], budget: int) -> None:
    cuts = [first_kept(sizes[:end], budget) for end in range(len(sizes) + 1)]
    assert cuts == sorted(cuts)
    for end, cut in enumerate(cuts):
        assert sum(sizes[cut:end]) <= budget
        if end and cut > cuts[end - 1]:
            assert sum(sizes[cuts[end - 1] : end]) > budget
