"""The words that a Vosk model knows, and those of them that look like another one.

Large models list their words in ``graph/words.txt``, small ones only in ``graph/Gr.fst``: a file of OpenFst, whose
header is followed by the table of its symbols (see ``fst/fst.cc`` and ``fst/symbol-table.cc`` there).
"""

import struct
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

_FST_MAGIC = 2125659606
_TABLE_MAGIC = 2125658996
_HAS_INPUT_SYMBOLS = 1


def nearest(word: str, folder: Path, count: int = 3) -> list[str]:
    """The known words most like ``word``, best first; none where the model in ``folder`` does not tell its words.

    150,000 words take about a third of a second on a desktop computer.
    """
    return get_close_matches(word, _words(folder / "graph"), n=count)


def _words(graph: Path) -> list[str]:
    listing, compiled = graph / "words.txt", graph / "Gr.fst"
    if listing.is_file():
        words = [line.split(" ", 1)[0] for line in listing.read_text(encoding="utf-8").splitlines()]
    elif compiled.is_file():
        with compiled.open("rb") as file:
            words = _symbols(file)
    else:
        return []
    return [word for word in words if word[:1].isalpha()]  # the others are marks: <eps>, [unk], #0


def _symbols(file: BinaryIO) -> list[str]:
    """The input symbols of a compiled graph; none where it has another layout."""
    try:
        if _number(file, "<i") != _FST_MAGIC:
            return []
        _text(file), _text(file)  # the types of the graph and of its arcs
        _version, flags, _properties, _start, _states, _arcs = struct.unpack("<iiQqqq", file.read(40))
        if not flags & _HAS_INPUT_SYMBOLS or _number(file, "<i") != _TABLE_MAGIC:
            return []
        _text(file)  # the table's name
        _next_key, size = _number(file, "<q"), _number(file, "<q")
        symbols = []
        for _ in range(size):
            symbols.append(_text(file))
            _number(file, "<q")  # the symbol's key
        return symbols
    except (struct.error, UnicodeDecodeError):
        return []


def _number(file: BinaryIO, layout: str) -> int:
    value: int = struct.unpack(layout, file.read(struct.calcsize(layout)))[0]
    return value


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "<i")).decode()
