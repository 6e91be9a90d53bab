"""What a reasoning model thinks to itself is not spoken."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.llm.reasoning import ReasoningFilter

CASES = {
    "Paris.": "Paris.",
    "  Paris. ": "Paris. ",
    "<think>France?</think>Paris.": "Paris.",
    "\n<think>\nA < b </thin\n</think>\n\nParis.": "Paris.",
    "<think></think><think>Again.</think> Paris.": "Paris.",
    "<think>It never ends": "",
    "<think>It never ends </thin": "",
    "<": "<",
    "<thi": "<thi",
    "<this> is a tag": "<this> is a tag",
    "The tag <think> and </think>": "The tag <think> and </think>",
    "": "",
    " ": "",
}


def spoken(pieces: list[str]) -> str:
    reasoning = ReasoningFilter()
    return "".join(reasoning.feed(piece) for piece in pieces) + reasoning.rest()


@pytest.mark.parametrize("text", CASES)
def test_only_a_block_at_the_beginning_is_left_out(text: str) -> None:
    assert spoken([text]) == CASES[text]


@given(st.sampled_from([*CASES]), st.lists(st.integers(0, 50)))
def test_where_the_pieces_end_is_no_matter(text: str, cuts: list[int]) -> None:
    ends = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert spoken([text[start:end] for start, end in pairwise(ends)]) == CASES[text]


def test_an_answer_is_spoken_as_it_comes() -> None:
    reasoning = ReasoningFilter()
    assert [reasoning.feed(piece) for piece in ("<think>Hm", ".</think> Par", "is", " it", " is.")] == [
        "", "Par", "is", " it", " is.",
    ]  # fmt: skip
