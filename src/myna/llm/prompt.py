"""Chat templates, which turn a conversation into the prompt that a model was trained on. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from myna.core.errors import LlmError
from myna.core.ports import Message

DEFAULT_SYSTEM_PROMPT = "You are a helpful voice assistant named Myna. Answer in one or two short sentences."
"""The system prompt of models without one in the catalogue. It is short, as long ones confuse small models."""

FAMILIES = {
    "zephyr": (
        "{% for message in messages %}<|{{ message.role }}|>\n{{ message.content }}{{ eos_token }}\n"
        "{% endfor %}{{ '<|assistant|>\n' }}"
    ),
    "llama2": (
        "{% set head = namespace(text='') %}{% for message in messages %}{% if message.role == 'system' %}"
        "{% set head.text = '<<SYS>>\n' ~ message.content ~ '\n<</SYS>>\n\n' %}"
        "{% elif message.role == 'user' %}{{ bos_token }}[INST] {{ (head.text ~ message.content)|trim }} [/INST]"
        "{% set head.text = '' %}"
        "{% else %} {{ message.content|trim }} {{ eos_token }}{% endif %}{% endfor %}"
    ),
}
"""Templates by the name of a model family, for older files of these two families, which carry no template."""


class _Refusal(Exception):
    """A template called ``raise_exception``."""


def _refuse(reason: str) -> NoReturn:
    raise _Refusal(reason)


class ChatTemplate:
    """A chat template in Jinja, as model files carry it under ``tokenizer.chat_template``.

    The environment is the one that templates are written for: sandboxed, with ``trim_blocks`` and ``lstrip_blocks``,
    ``raise_exception`` and ``strftime_now`` (source: the Transformers library's documentation of chat templates).
    Raises LlmError for a template that is not valid Jinja.
    """

    def __init__(self, source: str, *, bos: str, eos: str) -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
        try:
            self._template = environment.from_string(source)
        except jinja2.TemplateError as error:
            raise _broken(error) from error
        self._special = {"bos_token": bos, "eos_token": eos}

    def render(self, messages: Sequence[Message]) -> str:
        """The prompt of ``messages``, up to where the assistant's answer begins. Raises LlmError.

        Where the template refuses a system message, that is put before the first user message.
        """
        try:
            try:
                return self._render(messages)
            except _Refusal:
                return self._render(_without_system(messages))
        except (_Refusal, jinja2.TemplateError, TypeError) as error:
            raise _broken(error) from error

    def _render(self, messages: Sequence[Message]) -> str:
        return self._template.render(messages=messages, add_generation_prompt=True, **self._special)


def _without_system(messages: Sequence[Message]) -> list[Message]:
    system, *rest = messages
    if system["role"] != "system" or not rest:
        return list(messages)
    first, *others = rest
    return [{"role": first["role"], "content": f"{system['content']}\n\n{first['content']}"}, *others]


def _broken(error: Exception) -> LlmError:
    return LlmError(
        "template-broken",
        f"The chat template of the language model cannot be used: {error}.",
        "Choose another model; the list: myna models list",
    )
