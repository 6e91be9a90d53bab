"""Write where sentences end: ``scripts/sentence_ends.py [--output FILE] [--without FILE]``.

The table (``src/myna/nlu/sentence_ends.py`` says how it is read) is counted in the requests that the recogniser
expects, ``src/myna/nlu/en/requests.txt``. The same data give the same bytes.

A row is the share of sentences that end behind these words, drawn towards that of the row with one word less, as by
``DRAWN`` more sentences. A row that says nearly the same as that one is left out.
"""

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from myna.nlu.sentence_ends import MOST_WORDS, NUMBERS, RARE, masked
from request_sentences import OUTPUT as REQUESTS
from request_sentences import PLACES

OUTPUT = REQUESTS.with_name("sentence_ends.txt")

HEAD = """\
# Where people end their requests: how many of a thousand end behind these words ("^": the beginning, "?": a rare word).
# From CLINC150 (S. Larson et al., 2019, CC BY 3.0), HWU64 (X. Liu et al., 2019, CC BY 4.0) and SLURP (E. Bastianelli
# et al., 2020, CC BY 4.0), and from Myna's own templates. Made by scripts/sentence_ends.py of requests.txt.
"""

CLASSES = {
    "#": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "#0": "twenty thirty forty fifty sixty seventy eighty ninety",
}

RARE_BELOW = 20
"""A word is rare that fewer sentences have. From 1 to 40, 20 separates the prefixes of requests best from the whole."""

MOST_TIMES = 3
"""How often a sentence counts at the most: a template with a thousand numbers is one sentence."""

DRAWN = 3.0
LEAST_SENTENCES = 8
"""That a row is counted in."""
LEAST_DIFFERENCE = 0.7
"""Of the logit, from the row with one word less."""


def requests(without: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The sentences with how often each counts, without those that ask for the time in each place there is."""
    places = re.compile("|".join(re.escape(place).replace(r"\{\}", ".*") for place in PLACES))
    for line in REQUESTS.read_text(encoding="utf-8").splitlines():
        count, tab, text = line.partition("\t")
        if tab and text not in without and not places.fullmatch(text):
            yield text, int(count)


def rows(sentences: list[tuple[str, int]], classes: Mapping[str, str]) -> dict[str, float]:
    """The probability of each row, those of one word first."""
    having = Counter(classes.get(word, word) for text, _ in sentences for word in set(text.split()))
    known = {word for word, count in having.items() if count >= RARE_BELOW}
    counts: Counter[str] = Counter()
    for text, count in sentences:
        counts[" ".join(masked(text, classes, known))] += count
    ended: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for text, count in counts.items():
        words = text.split()
        for end in range(2, len(words) + 1):
            for start in range(max(0, end - MOST_WORDS), end):
                last = " ".join(words[start:end])
                all_[last] += min(count, MOST_TIMES)
                ended[last] += min(count, MOST_TIMES) * (end == len(words))
    singles = [word for word in all_ if " " not in word]
    mean = sum(ended[word] for word in singles) / sum(all_[word] for word in singles)
    found: dict[str, float] = {}
    smooth: dict[str, float] = {}
    for last in sorted(all_, key=lambda words: (words.count(" "), words)):
        shorter = last.partition(" ")[2]
        drawn = smooth[shorter] if shorter else mean
        smooth[last] = (ended[last] + DRAWN * drawn) / (all_[last] + DRAWN)
        if not shorter or (all_[last] >= LEAST_SENTENCES and _differs(smooth[last], _read(found, shorter))):
            found[last] = smooth[last]
    return found


def _read(found: Mapping[str, float], last: str) -> float:
    """What the table says so far."""
    while last not in found:
        last = last.partition(" ")[2] or RARE
    return found[last]


def _differs(one: float, other: float) -> bool:
    return abs(_logit(one) - _logit(other)) > LEAST_DIFFERENCE


def _logit(probability: float) -> float:
    bounded = min(0.999, max(0.001, probability))
    return math.log(bounded / (1 - bounded))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--output", type=Path, default=OUTPUT, help="%(default)s if not given")
    parser.add_argument("--without", type=Path, help="a file of sentences to leave out, to measure on them")
    arguments = parser.parse_args()
    without: frozenset[str] = frozenset()
    if arguments.without:
        lines = arguments.without.read_text("utf-8").splitlines()
        without = frozenset(" ".join(line.replace("|", " ").split()) for line in lines)
    classes = {word: name for name, words in CLASSES.items() for word in words.split()}
    found = rows(list(requests(without)), classes)
    numbers = [f"{NUMBERS}\t{name} {words}\n" for name, words in CLASSES.items()]
    lines = [f"{round(1000 * probability)}\t{last}\n" for last, probability in sorted(found.items())]
    arguments.output.write_text(HEAD + "".join([*numbers, *lines]), encoding="utf-8")
    print(f"{len(lines)} rows, {arguments.output.stat().st_size:,} bytes, in {arguments.output}")


if __name__ == "__main__":
    main()
