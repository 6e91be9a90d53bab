"""What skills could do, asked for in words that no sentence of theirs has: the language model fills in a form.

Its rules:

1. Only where a word of the question says that something is to be set: any other question is answered at once.
2. The form is JSON that a grammar allows, so that what comes back can always be read.
3. What was filled in becomes a sentence of the skills' own, which they understand, answer and check as if it had been
   said. The model never counts: a time so many minutes before another one is worked out here.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from myna.core.ports import Form, Message
from myna.core.reply import Reply

GRAMMAR = r"""
root ::= "{\"do\": \"" (nothing | reminder | alarm | timer) "}"
nothing ::= "nothing\""
reminder ::= "reminder\", \"what\": \"" what "\", " at
alarm ::= "alarm\", " at
timer ::= "timer\", \"minutes\": " number
at ::= "\"at\": \"" time "\", \"minutes_before\": " number
time ::= ([1-9] | "1" [0-9] | "2" [0-3]) ":" [0-5] [0-9] (" am" | " pm")?
number ::= [0-9] [0-9]? [0-9]?
what ::= word (" " word){0,9}
word ::= [^ "\\{}\x00-\x1F]{1,20}
"""
"""Of the form, in llama.cpp's GBNF."""


class Forms:
    """The forms of one language.

    ``words`` say that something is to be set, ``prompt`` and ``examples`` (a request and its form each) are for the
    model, ``sentences`` are the skills' own by what is to be done; ``match`` understands those.
    """

    def __init__(self, language: Mapping[str, Any], match: Callable[[str], Reply | None]) -> None:
        self._words = frozenset(language.get("words", ()))
        self._sentences: Mapping[str, str] = language.get("sentences", {})
        self._match = match
        self._messages: list[Message] = [{"role": "system", "content": language.get("prompt", "")}]
        for request, form in language.get("examples", ()):
            self._messages += [{"role": "user", "content": request}, {"role": "assistant", "content": form}]

    def form(self, text: str) -> Form | None:
        """The form for ``text``; None where nothing in it is to be set."""
        if self._words.isdisjoint(re.findall(r"[\w']+", text.lower())):
            return None
        return Form([*self._messages, {"role": "user", "content": text}], GRAMMAR, self._reply)

    def _reply(self, filled: str) -> Reply | None:
        try:
            values = json.loads(filled)
        except json.JSONDecodeError:  # the model was not able to, or its answer was cut off
            return None
        sentence = self._sentences.get(values["do"])
        if sentence is None:
            return None
        return self._match(sentence.format(**values | {"at": _earlier(values)}))


def _earlier(values: Mapping[str, Any]) -> str:
    """The time that is meant, as it was written: ``6:00 pm`` and ten minutes before are ``5:50 pm``."""
    if "at" not in values:
        return ""
    clock, _, half = values["at"].partition(" ")
    hour, minute = map(int, clock.split(":"))
    known = bool(half) or not 1 <= hour <= 12
    minutes = hour % 12 * 60 + minute - values["minutes_before"] + 12 * 60 * (half == "pm" or hour > 12)
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour % 12 or 12}:{minute:02}" + (f" {'pm' if hour >= 12 else 'am'}" if known else "")
