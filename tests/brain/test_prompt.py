"""Chat templates as their publishers ship them, against the prompts that their documentation shows."""

from datetime import datetime
from pathlib import Path

import pytest

from myna.brain.prompt import FAMILIES, ChatTemplate
from myna.errors import BrainError
from myna.ports import Message

TEMPLATES = Path(__file__).parents[1] / "data" / "templates"
SPECIAL = {
    "zephyr": ("<s>", "</s>"),
    "llama2": ("<s>", "</s>"),
    "chatml": ("", "<|im_end|>"),
    "llama3": ("<|begin_of_text|>", "<|eot_id|>"),
    "gemma": ("<bos>", "<eos>"),
}
CONVERSATION: list[Message] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Hello."},
    {"role": "assistant", "content": "Hi."},
    {"role": "user", "content": "Who are you?"},
]
TODAY = datetime.now().strftime("%d %b %Y")
EXPECTED = {
    "zephyr": (
        "<|system|>\nBe brief.</s>\n<|user|>\nHello.</s>\n<|assistant|>\nHi.</s>\n<|user|>\nWho are you?</s>\n"
        "<|assistant|>\n"
    ),
    "llama2": ("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHello. [/INST] Hi. </s><s>[INST] Who are you? [/INST]"),
    "chatml": (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello.<|im_end|>\n"
        "<|im_start|>assistant\nHi.<|im_end|>\n<|im_start|>user\nWho are you?<|im_end|>\n<|im_start|>assistant\n"
    ),
    "llama3": (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\n"
        f"Today Date: {TODAY}\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHello.<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nHi.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nWho are you?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    ),
    "gemma": (  # it has no system role: the system prompt opens the first user message
        "<bos><start_of_turn>user\nBe brief.\n\nHello.<end_of_turn>\n<start_of_turn>model\nHi.<end_of_turn>\n"
        "<start_of_turn>user\nWho are you?<end_of_turn>\n<start_of_turn>model\n"
    ),
}


def published(family: str) -> ChatTemplate:
    bos, eos = SPECIAL[family]
    return ChatTemplate((TEMPLATES / f"{family}.jinja").read_text(encoding="utf-8"), bos=bos, eos=eos)


@pytest.mark.parametrize("family", EXPECTED)
def test_a_published_template_makes_the_documented_prompt(family: str) -> None:
    assert published(family).render(CONVERSATION) == EXPECTED[family]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("end", [2, 4])
def test_the_stand_in_for_a_file_without_template_equals_the_published_one(family: str, start: int, end: int) -> None:
    bos, eos = SPECIAL[family]
    stand_in = ChatTemplate(FAMILIES[family], bos=bos, eos=eos)
    assert stand_in.render(CONVERSATION[start:end]) == published(family).render(CONVERSATION[start:end])


@pytest.mark.parametrize("family", EXPECTED)
def test_a_prompt_begins_with_the_prompt_of_the_turn_before(family: str) -> None:
    template = published(family)
    before, after = template.render(CONVERSATION[:2]), template.render(CONVERSATION)
    assert after.startswith(before.rstrip())


@pytest.mark.parametrize(
    "source", ["{% if %}", "{{ messages[0].content.format(1, a=2) | nope }}", "{{ raise_exception('never') }}"]
)
def test_a_template_that_cannot_be_used_is_told_in_a_sentence(source: str) -> None:
    with pytest.raises(BrainError, match="chat template") as caught:
        ChatTemplate(source, bos="", eos="").render(CONVERSATION)
    assert caught.value.code == "template-broken"
    assert caught.value.hint


def test_a_template_gets_no_way_out_of_its_sandbox() -> None:
    hostile = ChatTemplate("{{ messages.__class__.__mro__[1].__subclasses__() }}", bos="", eos="")
    with pytest.raises(BrainError):
        hostile.render(CONVERSATION)
