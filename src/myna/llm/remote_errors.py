"""The errors of a language model on another machine, a sentence each. Pure.

Its rule: no sentence contains words of the conversation or the key, even where the server sends them back.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from myna.core.errors import LlmError
from myna.core.ports import Message
from myna.platform.network import OPEN_NETWORK

SHOWN_CHARACTERS = 200
"""The most characters of a server's own words that are shown."""

QUOTED_WORDS = 3
"""Words of the conversation in a row that count as a quotation of it; all words of a shorter message."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Makes the errors of the server at ``url``."""

    url: str
    api_key: str | None = field(repr=False)

    def away(self, reason: str) -> LlmError:
        """The server cannot be reached, or closed the connection; ``reason`` is a clause."""
        return LlmError(
            "server-away",
            f"The language model server at {self.url} is away: {reason}.",
            f"Start it, or see what it answers: curl {self.url}/models",
        )

    def unreachable(self) -> LlmError:
        """This process has no network: Myna's service has none until it is opened."""
        return LlmError(
            "server-away",
            f"The language model server at {self.url} is away: Myna's service has no network.",
            OPEN_NETWORK,
        )

    def silent(self, seconds: float) -> LlmError:
        """The server sends nothing for ``seconds``."""
        return LlmError(
            "server-silent",
            f"The language model server at {self.url} said nothing for {seconds:g} seconds.",
            "See what it is busy with, or give it a smaller model.",
        )

    def refused(self) -> LlmError:
        """The server wants another key."""
        verb = "does not accept the API key" if self.api_key else "asks for an API key"
        return LlmError(
            "server-refused",
            f"The language model server at {self.url} {verb}.",
            "Write the server's key into the file that server.api_key_file names.",
        )

    def unknown(self, model: str | None, names: Sequence[str]) -> LlmError:
        """The server has no such model, or none at all; ``names`` are its models."""
        others = [name for name in names if name != model]
        return LlmError(
            "server-model-unknown",
            f"The language model server at {self.url} has no model{f' {one_line(model)}' if model else ''}"
            + (f"; it has {one_line(', '.join(others))}." if others else "."),
            "Name one that it has." if others else "Give it one; with Ollama, for example: ollama pull llama3.2",
        )

    def broken(self, what: str) -> LlmError:
        """The server is no OpenAI-compatible one; ``what`` says what it does instead."""
        return LlmError(
            "server-broken",
            f"What is at {self.url} {what}; is it an OpenAI-compatible server?",
            "Write the address as http://192.168.1.20:8080/v1, with the /v1 at its end.",
        )

    def failed(self, what: str, answer: object, messages: Sequence[Message]) -> LlmError:
        """The server reports a failure. ``answer`` is what it sent, ``messages`` the conversation that it may quote."""
        told = told_by(answer)
        if quotes(told, messages) or (self.api_key and self.api_key in told):
            told = ""
        sentence = f"The language model server at {self.url} {what}{': ' if told else ''}{one_line(told)}"
        return LlmError("server-failed", f"{sentence.rstrip('.')}.", "See what its own log says.")


def parsed(content: bytes | str) -> object:
    """The value of a JSON text; None if it is no JSON. MLC-LLM sends its errors as JSON in JSON."""
    try:
        value = json.loads(content)
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None


def told_by(answer: object) -> str:
    """The server's own words in an error; empty if there are none.

    OpenAI, llama.cpp, vLLM and Ollama send ``{"error": {"message": …}}``, MLC-LLM and older vLLM ``{"message": …}``,
    FastAPI ``{"detail": …}``, where a list means that the request is not as it should be.
    """
    match answer:
        case {"error": {"message": str() as told}} | {"error": str() as told} | {"message": str() as told}:
            return told
        case {"detail": str() as told} | {"detail": [{"msg": str() as told}, *_]}:
            return told
    return ""


def quotes(told: str, messages: Sequence[Message]) -> bool:
    """Whether the server's words may quote the conversation, also where a backslash in them may hide it."""
    said = f" {_words(told)} "
    for message in messages:
        words = _words(message["content"]).split()
        size = min(QUOTED_WORDS, len(words))
        runs = range(len(words) - size + 1) if words else ()
        if any(f" {' '.join(words[start : start + size])} " in said for start in runs):
            return True
    return "\\" in told


def one_line(text: str) -> str:
    """The text on one line, without control characters and no longer than ``SHOWN_CHARACTERS``."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
