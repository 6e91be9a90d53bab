"""Chat templates as their publishers ship them, against the prompts that their publishers show."""

from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from myna.core.errors import LlmError
from myna.core.ports import Message
from myna.llm.prompt import FAMILIES, ChatTemplate

TEMPLATES = Path(__file__).parents[1] / "data" / "templates"
SPECIAL = {
    "zephyr": ("<s>", "</s>"),
    "llama2": ("<s>", "</s>"),
    "chatml": ("", "<|im_end|>"),
    "smollm2": ("<|im_start|>", "<|im_end|>"),
    "llama3": ("<|begin_of_text|>", "<|eot_id|>"),
    "gemma": ("<bos>", "<eos>"),
    "gemma3": ("<bos>", "<eos>"),
}


def conversation(*contents: str, system: str | None = None) -> list[Message]:
    """A user's questions and the answers to all but the last, in turn."""
    messages: list[Message] = [] if system is None else [{"role": "system", "content": system}]
    for number, content in enumerate(contents):
        messages.append({"role": "assistant" if number % 2 else "user", "content": content})
    return messages


ORDER = conversation(
    "I need help with my order", "I'd be happy to help. Could you provide your order number?", "It's ORDER-123"
)
PUBLISHED = [
    # Templates for chat models, in the documentation of Transformers; the model card of TinyLlama-1.1B-Chat has it too.
    (
        "zephyr",
        conversation(
            "How many helicopters can a human eat in one sitting?",
            system="You are a friendly chatbot who always responds in the style of a pirate",
        ),
        "<|system|>\nYou are a friendly chatbot who always responds in the style of a pirate</s>\n"
        "<|user|>\nHow many helicopters can a human eat in one sitting?</s>\n<|assistant|>\n",
    ),
    # huggingface.co/blog/llama2, "How to Prompt Llama 2", placeholders and all.
    (
        "llama2",
        conversation("{{ user_msg_1 }}", "{{ model_answer_1 }}", "{{ user_msg_2 }}", system="{{ system_prompt }}"),
        "<s>[INST] <<SYS>>\n{{ system_prompt }}\n<</SYS>>\n\n{{ user_msg_1 }} [/INST] {{ model_answer_1 }} </s>"
        "<s>[INST] {{ user_msg_2 }} [/INST]",
    ),
    # qwen.readthedocs.io/en/v2.5, "Key Concepts", where the system message is the default.
    (
        "chatml",
        conversation(
            "hello",
            "Hello! How can I assist you today? Let me know if you have any questions or need help with something. "
            "I'm here to help!",
            "Explain large language models like I'm 5.",
        ),
        "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n"
        "<|im_start|>user\nhello<|im_end|>\n"
        "<|im_start|>assistant\nHello! How can I assist you today? Let me know if you have any questions or need help "
        "with something. I'm here to help!<|im_end|>\n"
        "<|im_start|>user\nExplain large language models like I'm 5.<|im_end|>\n<|im_start|>assistant\n",
    ),
    # Hugging Face, "Messages and Special Tokens", a unit of its courses, on SmolLM2 and on Llama 3.2.
    (
        "smollm2",
        ORDER,
        "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
        "<|im_start|>user\nI need help with my order<|im_end|>\n"
        "<|im_start|>assistant\nI'd be happy to help. Could you provide your order number?<|im_end|>\n"
        "<|im_start|>user\nIt's ORDER-123<|im_end|>\n<|im_start|>assistant\n",
    ),
    (
        "llama3",
        ORDER,
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\n"
        "Today Date: 10 Feb 2025\n\n<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nI need help with my order<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
        "I'd be happy to help. Could you provide your order number?<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nIt's ORDER-123<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n",
    ),
    # ai.google.dev/gemma/docs/core/prompt-structure, which leaves the first token to the tokeniser.
    *(
        (
            family,
            conversation("knock knock", "who is there", "Gemma"),
            "<bos><start_of_turn>user\nknock knock<end_of_turn>\n<start_of_turn>model\nwho is there<end_of_turn>\n"
            "<start_of_turn>user\nGemma<end_of_turn>\n<start_of_turn>model\n",
        )
        for family in ("gemma", "gemma3")
    ),
]

CONVERSATION = conversation("Hello.", "Hi.", "Who are you?", system="Be brief.")
CHATML = (
    "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello.<|im_end|>\n"
    "<|im_start|>assistant\nHi.<|im_end|>\n<|im_start|>user\nWho are you?<|im_end|>\n<|im_start|>assistant\n"
)
GEMMA = (  # it has no system role: the system prompt opens the first user message
    "<bos><start_of_turn>user\nBe brief.\n\nHello.<end_of_turn>\n<start_of_turn>model\nHi.<end_of_turn>\n"
    "<start_of_turn>user\nWho are you?<end_of_turn>\n<start_of_turn>model\n"
)
EXPECTED = {
    "zephyr": (
        "<|system|>\nBe brief.</s>\n<|user|>\nHello.</s>\n<|assistant|>\nHi.</s>\n<|user|>\nWho are you?</s>\n"
        "<|assistant|>\n"
    ),
    "llama2": ("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHello. [/INST] Hi. </s><s>[INST] Who are you? [/INST]"),
    "chatml": CHATML,
    "smollm2": CHATML,
    "llama3": (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\n"
        "Today Date: 10 Feb 2025\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHello.<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nHi.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nWho are you?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    ),
    "gemma": GEMMA,
    "gemma3": GEMMA,
}


class TenthOfFebruary(datetime):
    """The day on which the prompt of Llama 3.2 was published."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2025, 2, 10, tzinfo=tz)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("myna.llm.prompt.datetime", TenthOfFebruary)


def published(family: str) -> ChatTemplate:
    bos, eos = SPECIAL[family]
    return ChatTemplate((TEMPLATES / f"{family}.jinja").read_text(encoding="utf-8"), bos=bos, eos=eos)


@pytest.mark.parametrize(("family", "messages", "prompt"), PUBLISHED)
def test_a_published_template_makes_the_published_prompt(family: str, messages: list[Message], prompt: str) -> None:
    assert published(family).render(messages) == prompt


@pytest.mark.parametrize("family", EXPECTED)
def test_a_conversation_under_a_system_prompt(family: str) -> None:
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
    with pytest.raises(LlmError, match="chat template") as caught:
        ChatTemplate(source, bos="", eos="").render(CONVERSATION)
    assert caught.value.code == "template-broken"
    assert caught.value.hint


def test_a_template_gets_no_way_out_of_its_sandbox() -> None:
    hostile = ChatTemplate("{{ messages.__class__.__mro__[1].__subclasses__() }}", bos="", eos="")
    with pytest.raises(LlmError):
        hostile.render(CONVERSATION)
