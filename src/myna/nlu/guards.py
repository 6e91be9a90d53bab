"""What keeps a sentence that mentions an order from being taken for one, in each language.

English has code of its own; other languages have a table, ``LANGUAGE/guards.yaml``, of regular expressions over the
sentence in lower case, in which a comma stands for every pause and a final question mark is kept. A language that has
neither guards nothing.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from myna.core.tables import read_table
from myna.nlu.en.guards import guard as english
from myna.nlu.guard_table import Guard, GuardTable
from myna.nlu.normalise import joined, words_of

Guarding = Callable[[str], Guard | None]


@cache
def guarding(tag: str) -> Guarding:
    """What tells why a sentence of the language ``tag`` (``en-us``, ``de``) is no order, None where it may be one."""
    name = tag.partition("-")[0]
    if name == "en":
        return english
    file = files("myna.nlu").joinpath(name, "guards.yaml")
    if not file.is_file():
        return _nothing
    table = GuardTable.read(read_table(file))
    return lambda sentence: table.guard(joined(words_of(sentence, pauses=True)).rstrip(" ,"))


def _nothing(sentence: str) -> None:
    """No sentence is guarded."""
