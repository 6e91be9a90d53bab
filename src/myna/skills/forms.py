"""Forms that the language model fills in, for what skills can do but is asked in words that no template has.

Its rules:

1. A form is used only where a word of the sentence says that something is to be set: any other question is answered at
   once.
2. The form is JSON that a grammar allows, so that the answer can always be read. Its times are in 24 hours, or in 12
   with "am" or "pm", or noon or midnight, and may name a day, whatever the language.
3. The filled-in form becomes a sentence of the skills' own templates, which they match, check and answer as if it had
   been said. The model never counts: a time so many minutes before another one is worked out here.
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
time ::= (hour (":" [0-5] [0-9])? (" am" | " pm")? | "noon" | "midnight") (" " day)?
hour ::= [0-9] | "1" [0-9] | "2" [0-3]
day ::= "today" | "tomorrow" | ("mon" | "tues" | "wednes" | "thurs" | "fri" | "satur" | "sun") "day"
number ::= [0-9] [0-9]? [0-9]?
what ::= word (" " word){0,9}
word ::= [^ "\\{}\x00-\x1F]{1,20}
"""
"""The grammar of the form, in llama.cpp's GBNF."""


class Forms:
    """The forms of one language; ``match`` answers a sentence of the skills.

    ``texts`` are those of the language, and empty for a language without forms. Its ``words`` say that something is to
    be set. ``prompt`` and ``examples``, each a request and its form, are for the model. ``sentences`` are sentences of
    the skills, by what is to be done.
    """

    def __init__(self, texts: Mapping[str, Any], match: Callable[[str], Reply | None]) -> None:
        self._words = frozenset(texts.get("words", ()))
        self._sentences: Mapping[str, str] = texts.get("sentences", {})
        self._match = match
        self._messages: list[Message] = [{"role": "system", "content": texts.get("prompt", "")}]
        for request, form in texts.get("examples", ()):
            self._messages += [{"role": "user", "content": request}, {"role": "assistant", "content": form}]

    def form(self, text: str) -> Form | None:
        """The form for ``text``; None where no word of it says that something is to be set."""
        if self._words.isdisjoint(re.findall(r"[\w']+", text.lower())):
            return None
        return Form([*self._messages, {"role": "user", "content": text}], GRAMMAR, self._reply)

    def _reply(self, filled: str) -> Reply | None:
        try:
            values = json.loads(filled)
        except json.JSONDecodeError:  # the model cannot fill in forms, or its answer was cut off
            return None
        sentence = self._sentences.get(values["do"])
        if sentence is None:
            return None
        return self._match(sentence.format(**values | {"at": _earlier(values)}))


_TIME = re.compile(r"(?:(\d{1,2})(?::(\d\d))?(?: ([ap]m))?|(noon|midnight))(?: (\w+))?")
_DAYS = ("today", "tomorrow")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _earlier(values: Mapping[str, Any]) -> str:
    """The time in the form, less the minutes before it: ``5:50 pm tomorrow`` for ``6 pm tomorrow`` and ten minutes."""
    if (found := _TIME.fullmatch(values.get("at", ""))) is None:
        return ""
    named = {"noon": 12, "midnight": 0}.get(found[4])
    hour = int(found[1]) if named is None else named
    known = bool(found[3]) or not 1 <= hour <= 12 or named is not None
    late = found[3] == "pm" or hour > 12 or named == 12
    minutes = hour % 12 * 60 + int(found[2] or 0) - values["minutes_before"] + 12 * 60 * late
    days, rest = divmod(minutes, 24 * 60)
    hour, minute = divmod(rest, 60)
    half = f" {'pm' if hour >= 12 else 'am'}" if known else ""
    return f"{hour % 12 or 12}:{minute:02}{half}{_day(found[5], days)}"


def _day(day: str | None, later: int) -> str:
    """The day of that name, or one that is so many days ``later``, as it stands behind a time; "" for no day."""
    if day is None:
        return ""
    if day in _DAYS:
        return f" {_DAYS[max(0, _DAYS.index(day) + later)]}"
    return f" on {_WEEKDAYS[(_WEEKDAYS.index(day) + later) % 7]}"
