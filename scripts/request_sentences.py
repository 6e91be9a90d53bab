"""Write what the recogniser of requests expects: ``scripts/request_sentences.py --requests FOLDER [--output FILE]``.

The sentences are those of the public corpora in FOLDER (``LABEL<tab>TEXT``, a request a line), those of the skills'
templates, and orders that are forbidden, asked about and told, so that none of these is forced into an order. They are
written as they are spoken, in lower case, each with how often it counts: a recogniser takes from them which word
follows which. The same data give the same bytes.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from pathlib import Path
from random import Random

from myna.core.tables import read_table
from myna.nlu.en import places
from myna.nlu.en.order_verbs import ORDERS
from myna.nlu.spoken_forms import spoken_forms
from myna.tts.spoken import spoken
from train_intents import CORPORA, HERE, Expected, expectations, own_labels, read_requests, samples

OUTPUT = HERE.parent / "src/myna/nlu/en/requests.txt"

HEAD = """\
# What people say to an assistant, as training text for a recogniser: how often it counts, and the words.
# From CLINC150 (S. Larson et al., 2019, CC BY 3.0), HWU64 (X. Liu et al., 2019, CC BY 4.0) and SLURP (E. Bastianelli
# et al., 2020, CC BY 4.0), changed: numbers are written in words, lower case, without punctuation; and from Myna's own
# templates. Made by scripts/request_sentences.py.
"""

SERVED_TIMES = 3
"""How often a request counts that is to be done or asked back; what is refused counts once. Of 450 requests that three
voices said in noise, with sentences of the other half of the corpora, 85.6 % were understood so, and 84.4 % where all
count once."""

MENTIONS = 8000
"""Orders that are only mentioned. Without them twice as many were executed."""

PLACES = ("what time is it in {}", "the time in {}", "what is the time in {} right now", "what is {} time zone")
"""How somebody asks for the time in each place that Myna knows, which are those of the machine's tz database."""

_NOT_SPOKEN = re.compile(r"[^a-z' ]")


def words(text: str) -> str:
    """``text`` as it is spoken, in lower case, without punctuation."""
    return " ".join(_NOT_SPOKEN.sub(" ", spoken(text).lower()).split())


def corpora(folder: Path) -> Iterator[tuple[str, str]]:
    """Labels and texts of all requests."""
    return chain.from_iterable(read_requests(folder / f"{corpus}.tsv") for corpus in CORPORA)


def mentions(orders: Sequence[str], random: Random) -> Iterator[str]:
    """Sentences that hold one of ``orders`` and are none; words in lower case."""
    table, forms = read_table(HERE / "request_mentions.yaml"), spoken_forms("en-us")
    conditions = [f"{word} {clause}" for row in table["conditions"] for word, clause in product(*row.values())]
    around = [pattern for one in conditions for pattern in (f"{one} {{order}}", f"{{order}} {one}")]
    while True:
        patterns = random.choice((around, [*table["patterns"], *forms.mentions]))
        yield from forms.made([random.choice(patterns)], [random.choice(orders)])


def counted(requests: Sequence[tuple[str, str]], expected: Mapping[str, Expected]) -> Counter[str]:
    """``requests`` (labels and texts) and Myna's own sentences as they are spoken, and how often each counts."""
    counts = Counter(words(text) for _, text in requests)
    served = [words(text) for label, text in requests if label in expected and expected[label].kind == "served"]
    made = [words(one.text) for one in samples(own_labels())]
    asked = (words(frame.format(place)) for frame in PLACES for place in places.names())
    counts.update(chain(served * (SERVED_TIMES - 1), made, asked))
    orders = sorted({text for text in chain(served, made) if text.partition(" ")[0] in ORDERS})
    found = mentions(orders, Random(1))
    counts.update(next(found) for _ in range(MENTIONS))
    del counts[""]
    return counts


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--requests", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="%(default)s if not given")
    arguments = parser.parse_args()
    folder = arguments.requests
    counts = counted(list(corpora(folder)), expectations(folder))
    lines = [f"{count}\t{text}\n" for text, count in sorted(counts.items())]
    arguments.output.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} sentences, {arguments.output.stat().st_size:,} bytes, in {arguments.output}")


if __name__ == "__main__":
    main()
