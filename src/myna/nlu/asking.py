"""Whether a sentence asks something of an assistant, or is what people say to one another. Pure but for the table.

Its rules:

1. Only the form of a sentence counts: a question, "tell me", "and ...". What is wanted is for others to say.
2. What is asked of "you" or "us" is asked of people, but for what an assistant is asked: what it knows, thinks or can.
3. A language without a table cannot tell.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from myna.core.tables import read_table
from myna.nlu.guard_table import spelt
from myna.nlu.normalise import joined, words_of


@cache
def asking(tag: str) -> Callable[[str], bool] | None:
    """What tells it in the language ``tag`` (``en-us``); None where nothing does.

    ``asking.yaml`` in the language's folder has lists of regular expressions: a sentence that one of ``asks`` fits asks
    something, unless one of ``people`` fits and none of ``to_myna``. ``forms`` stand for their names in capitals.
    """
    file = files("myna.nlu").joinpath(tag.partition("-")[0], "asking.yaml")
    if not file.is_file():
        return None
    table = read_table(file)
    asks, people, to_myna = (
        re.compile("|".join(spelt(one, table["forms"]) for one in table[name]))
        for name in ("asks", "people", "to_myna")
    )

    def is_asking(sentence: str) -> bool:
        plain = joined(words_of(sentence))
        return bool(asks.search(plain)) and (not people.search(plain) or bool(to_myna.search(plain)))

    return is_asking
